import * as calls from '#web/api/calls.ts'
import { CheckboxGroup, RadioGroup, TextArea } from '#web/ui/fields.tsx'
import { useWords } from '#web/ui/words.tsx'
import { today } from '../session/clock.ts'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { ReplyByField } from './form-parts.tsx'
import { proposedDay, readReplyBy } from './reply-by.ts'
import { unlessSaid } from './said.ts'
import { useTyped } from './typed.ts'
import { useFaults } from './use-faults.ts'

const JOINS = ['ALL', 'ANY', 'LEAD'] as const

// Long enough to be read and answered, short enough for terms of five working days; a proposal, typed over at will.
const PROPOSED_DAYS = 3

/** Any units of the authority are asked, beside the process; the work rests until there are answers enough. */
export const Consult = (props: ActFormProps) => {
  const { t } = useWords()
  const worded = useFaults()
  const { typed, set, onDone } = useTyped(props, 'consult', () => ({
    units: [] as readonly string[],
    question: '',
    join: 'ALL' as (typeof JOINS)[number],
    replyBy: proposedDay(today(), PROPOSED_DAYS),
  }))
  const { replyBy, faults } = readReplyBy(typed.replyBy, today())
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="consult"
      faults={[
        ...(typed.units.length === 0 ? [{ field: 'units', words: t('act.units-missing') }] : []),
        ...unlessSaid(typed.question, 'question', t('act.question-missing')),
        ...worded(faults),
      ]}
      send={(act) =>
        calls.consult(act, {
          units: [...typed.units],
          question: typed.question.trim(),
          join: typed.join,
          ...(replyBy ? { replyBy } : {}),
        })
      }
    >
      {(faultAt) => (
        <>
          <p>{t('act.consult')}</p>
          <CheckboxGroup
            id="units"
            legend={t('act.units')}
            options={props.dossier.units.map(({ id, name }) => ({ value: id, label: name }))}
            values={typed.units}
            onPick={(units) => set({ units })}
            error={faultAt('units')}
          />
          <TextArea
            id="question"
            label={t('act.question')}
            maxLength={4000}
            value={typed.question}
            onType={(question) => set({ question })}
            error={faultAt('question')}
          />
          <RadioGroup
            id="join"
            legend={t('act.join')}
            value={typed.join}
            onPick={(join) => set({ join })}
            options={JOINS.map((value) => ({ value, label: t(`join.${value}`) }))}
          />
          <div className="narrow">
            <ReplyByField
              value={typed.replyBy}
              onType={(text) => set({ replyBy: text })}
              error={faultAt('replyBy')}
            />
          </div>
        </>
      )}
    </ActForm>
  )
}
