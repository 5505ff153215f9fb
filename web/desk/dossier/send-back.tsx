import * as calls from '#web/api/calls.ts'
import { SelectField } from '#web/ui/fields.tsx'
import { inLanguage, useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { ReasonField } from './form-parts.tsx'
import { useMeant } from './meant-task.tsx'
import { unlessSaid } from './said.ts'
import { useTyped } from './typed.ts'

/** Back to whoever drafted it, or to an earlier step, with a reason. The clock runs on. */
export const SendBack = (props: ActFormProps) => {
  const { t, language } = useWords()
  const { typed, set, onDone } = useTyped(props, 'sendBack', () => ({ reason: '', toNode: '' }))
  const meant = useMeant(props.dossier, 'sendBack')
  const earlierSteps = meant.task?.earlierSteps ?? []
  // Mostly to whoever did the last of them.
  const target = earlierSteps.find((step) => step.id === typed.toNode)?.id ?? earlierSteps.at(-1)?.id
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="sendBack"
      meant={meant}
      faults={unlessSaid(typed.reason, 'reason', t('act.reason-missing'))}
      send={(act, named) =>
        calls.sendBack(act, {
          ...named,
          reason: typed.reason.trim(),
          ...(target === undefined ? {} : { toNode: target }),
        })
      }
    >
      {(faultAt) => (
        <>
          <p>{t('act.send-back')}</p>
          {earlierSteps.length > 0 && (
            <SelectField
              label={t('act.to-step')}
              value={target ?? ''}
              onPick={(toNode) => set({ toNode })}
              options={earlierSteps.map((step) => ({
                value: step.id,
                label: inLanguage(step.name, language),
              }))}
            />
          )}
          <ReasonField value={typed.reason} onType={(reason) => set({ reason })} error={faultAt('reason')} />
        </>
      )}
    </ActForm>
  )
}
