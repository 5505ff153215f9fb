import * as calls from '#web/api/calls.ts'
import { RadioGroup } from '#web/ui/fields.tsx'
import { inLanguage, useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { ReasonField } from './form-parts.tsx'
import { unlessSaid } from './said.ts'
import { useTyped } from './typed.ts'

/** The term becomes another that the procedure names: with its basis, and while the first still runs. */
export const ChangeTerm = (props: ActFormProps) => {
  const { t, language } = useWords()
  const { termChanges } = props.dossier
  const { typed, set, onDone } = useTyped(props, 'changeTerm', () => ({ option: '', reason: '' }))
  const option = termChanges.find(({ id }) => id === typed.option)
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="changeTerm"
      faults={[
        ...(option ? [] : [{ field: 'option', words: t('act.option-missing') }]),
        ...unlessSaid(typed.reason, 'reason', t('act.reason-for-citizen')),
      ]}
      send={
        option ? (act) => calls.changeTerm(act, { option: option.id, reason: typed.reason.trim() }) : null
      }
    >
      {(faultAt) => (
        <>
          <p>{t('act.changeTerm')}</p>
          <RadioGroup
            id="option"
            legend={t('act.option')}
            value={option?.id ?? null}
            onPick={(next) => set({ option: next })}
            options={termChanges.map(({ id, name }) => ({ value: id, label: inLanguage(name, language) }))}
            error={faultAt('option')}
          />
          {option && <p className="muted small">{t('act.basis', { basis: option.basis })}</p>}
          <ReasonField value={typed.reason} onType={(reason) => set({ reason })} error={faultAt('reason')} />
        </>
      )}
    </ActForm>
  )
}
