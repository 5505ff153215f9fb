import * as calls from '#web/api/calls.ts'
import { SelectField, TextArea } from '#web/ui/fields.tsx'
import { useKept } from '#web/ui/kept.ts'
import { inLanguage, useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { useKeptKey } from './kept-key.ts'
import { useMeant } from './meant-task.tsx'

/** Back to whoever drafted it, or to an earlier step, with a reason. The clock runs on. */
export const SendBack = (props: ActFormProps) => {
  const { t, language } = useWords()
  const [typed, keep, forget] = useKept(useKeptKey(props.dossier, 'send-back'), () => ({
    reason: '',
    toNode: '',
  }))
  const reason = typed.reason.trim()
  const meant = useMeant(props.dossier, 'sendBack')
  const earlierSteps = meant.task?.earlierSteps ?? []
  // Mostly to whoever did the last of them.
  const target = earlierSteps.find((step) => step.id === typed.toNode)?.id ?? earlierSteps.at(-1)?.id
  return (
    <ActForm
      {...props}
      action="sendBack"
      meant={meant}
      faults={reason === '' ? [{ field: 'reason', words: t('act.reason-missing') }] : []}
      send={(act, named) =>
        calls.sendBack(act, { ...named, reason, ...(target === undefined ? {} : { toNode: target }) })
      }
      onDone={(version) => {
        forget()
        props.onDone(version)
      }}
    >
      {(faultAt) => (
        <>
          <p>{t('act.send-back')}</p>
          {earlierSteps.length > 0 && (
            <SelectField
              label={t('act.to-step')}
              value={target ?? ''}
              onPick={(toNode) => keep((before) => ({ ...before, toNode }))}
              options={earlierSteps.map((step) => ({
                value: step.id,
                label: inLanguage(step.name, language),
              }))}
            />
          )}
          <TextArea
            id="reason"
            label={t('act.reason')}
            maxLength={2000}
            value={typed.reason}
            onType={(next) => keep((before) => ({ ...before, reason: next }))}
            error={faultAt('reason')}
          />
        </>
      )}
    </ActForm>
  )
}
