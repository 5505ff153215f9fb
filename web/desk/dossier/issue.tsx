import * as calls from '#web/api/calls.ts'
import { TextField } from '#web/ui/fields.tsx'
import { useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { useTyped } from './typed.ts'

/** The number under which a result leaves the office. */
export const Issue = (props: ActFormProps) => {
  const { t } = useWords()
  const { typed, set, onDone } = useTyped(props, 'issue', () => ({ number: '' }))
  const words = typed.number.trim()
  const isReadable = /^[0-9A-Za-zÀ-ỹĐđ ./()-]{1,60}$/.test(words)
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="issue"
      faults={
        words === ''
          ? [{ field: 'number', words: t('act.number-missing') }]
          : isReadable
            ? []
            : [{ field: 'number', words: t('act.number-wrong') }]
      }
      send={(act, task) => calls.issue(act, { ...task, number: words })}
    >
      {(faultAt) => (
        <div className="fields">
          <TextField
            id="number"
            label={t('act.number')}
            hint={[
              props.dossier.nextNumber && t('act.number-next', { number: props.dossier.nextNumber }),
              t('act.number-hint'),
            ]
              .filter(Boolean)
              .join(' ')}
            maxLength={60}
            value={typed.number}
            onType={(number) => set({ number })}
            error={faultAt('number')}
          />
        </div>
      )}
    </ActForm>
  )
}
