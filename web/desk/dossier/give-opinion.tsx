import * as calls from '#web/api/calls.ts'
import { RadioGroup, TextArea } from '#web/ui/fields.tsx'
import { useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { useMeant } from './meant-task.tsx'
import { said } from './said.ts'
import { useTyped } from './typed.ts'

const VERDICTS = ['AGREED', 'OBJECTED'] as const

/** The answer to the lead unit's question; an objection needs its reasons. */
export const GiveOpinion = (props: ActFormProps) => {
  const { t } = useWords()
  const { typed, set, onDone } = useTyped(props, 'giveOpinion', () => ({
    verdict: null as (typeof VERDICTS)[number] | null,
    text: '',
  }))
  const meant = useMeant(props.dossier, 'giveOpinion')
  const asked = props.dossier.timeline.findLast((entry) => entry.type === 'OpinionsAsked')?.text
  const { task } = meant
  const { verdict, text } = typed
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="giveOpinion"
      meant={meant}
      faults={[
        ...(verdict === null ? [{ field: 'verdict', words: t('act.verdict-missing') }] : []),
        ...(verdict === 'OBJECTED' && text.trim() === ''
          ? [{ field: 'opinion', words: t('act.objection-needs-words') }]
          : []),
      ]}
      send={
        task && verdict
          ? (act) => calls.giveOpinion(act, { taskId: task.id, verdict, ...said({ text }) })
          : null
      }
    >
      {(faultAt) => (
        <>
          {asked && (
            <div className="stack-tight">
              <p className="strong">{t('act.asked')}</p>
              <p className="quote">{asked}</p>
            </div>
          )}
          <RadioGroup
            id="verdict"
            legend={t('act.verdict')}
            value={verdict}
            onPick={(next) => set({ verdict: next })}
            options={VERDICTS.map((value) => ({ value, label: t(`verdict.${value}`) }))}
            error={faultAt('verdict')}
          />
          <TextArea
            id="opinion"
            label={verdict === 'OBJECTED' ? t('act.objection') : t('act.opinion')}
            maxLength={4000}
            value={text}
            onType={(next) => set({ text: next })}
            error={faultAt('opinion')}
          />
        </>
      )}
    </ActForm>
  )
}
