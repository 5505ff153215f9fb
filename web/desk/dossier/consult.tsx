import * as calls from '#web/api/calls.ts'
import { CheckboxGroup, RadioGroup, TextArea } from '#web/ui/fields.tsx'
import { useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { useAsking } from './asking.tsx'
import { unlessSaid } from './said.ts'

const JOINS = ['ALL', 'ANY', 'LEAD'] as const

// Long enough to be read and answered, short enough for terms of five working days; a proposal, typed over at will.
const PROPOSED_DAYS = 3

/** Any units of the authority are asked, beside the process; the work rests until there are answers enough. */
export const Consult = (props: ActFormProps) => {
  const { t } = useWords()
  const { typed, set, onDone, byWhen, faults, dayField } = useAsking(
    props,
    'consult',
    () => ({
      units: [] as readonly string[],
      question: '',
      join: 'ALL' as (typeof JOINS)[number],
    }),
    PROPOSED_DAYS,
  )
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="consult"
      faults={[
        ...(typed.units.length === 0 ? [{ field: 'units', words: t('act.units-missing') }] : []),
        ...unlessSaid(typed.question, 'question', t('act.question-missing')),
        ...faults,
      ]}
      send={(act, task) =>
        calls.consult(act, {
          ...task,
          units: [...typed.units],
          question: typed.question.trim(),
          join: typed.join,
          ...byWhen,
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
          <div className="narrow">{dayField(faultAt)}</div>
        </>
      )}
    </ActForm>
  )
}
