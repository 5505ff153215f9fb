import * as calls from '#web/api/calls.ts'
import { RadioGroup, TextArea } from '#web/ui/fields.tsx'
import { useKept } from '#web/ui/kept.ts'
import { useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { useKeptKey } from './kept-key.ts'
import { useMeant } from './meant-task.tsx'

interface Typed {
  verdict: 'AGREED' | 'OBJECTED' | ''
  text: string
}

/** The answer to the lead unit's question; an objection needs its reasons. */
export const GiveOpinion = (props: ActFormProps) => {
  const { t } = useWords()
  const [typed, keep, forget] = useKept<Typed>(useKeptKey(props.dossier, 'opinion'), () => ({
    verdict: '',
    text: '',
  }))
  const meant = useMeant(props.dossier, 'giveOpinion')
  const asked = props.dossier.timeline.findLast((entry) => entry.type === 'OpinionsAsked')?.text
  const text = typed.text.trim()
  const { verdict } = typed
  return (
    <ActForm
      {...props}
      action="giveOpinion"
      meant={meant}
      faults={[
        ...(verdict === '' ? [{ field: 'verdict', words: t('act.verdict-missing') }] : []),
        ...(verdict === 'OBJECTED' && text === ''
          ? [{ field: 'opinion', words: t('act.objection-needs-words') }]
          : []),
      ]}
      send={(act) =>
        calls.giveOpinion(act, {
          taskId: meant.task?.id ?? '',
          verdict: verdict === 'OBJECTED' ? 'OBJECTED' : 'AGREED',
          ...(text === '' ? {} : { text }),
        })
      }
      onDone={(version) => {
        forget()
        props.onDone(version)
      }}
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
            value={verdict === '' ? null : verdict}
            onPick={(next) => keep((before) => ({ ...before, verdict: next }))}
            options={(['AGREED', 'OBJECTED'] as const).map((value) => ({
              value,
              label: t(`verdict.${value}`),
            }))}
            error={faultAt('verdict')}
          />
          <TextArea
            id="opinion"
            label={verdict === 'OBJECTED' ? t('act.objection') : t('act.opinion')}
            maxLength={4000}
            value={typed.text}
            onType={(next) => keep((before) => ({ ...before, text: next }))}
            error={faultAt('opinion')}
          />
        </>
      )}
    </ActForm>
  )
}
