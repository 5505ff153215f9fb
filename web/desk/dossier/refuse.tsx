import * as calls from '#web/api/calls.ts'
import { TextField } from '#web/ui/fields.tsx'
import { useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { LegalBasisField, PapersHandedBack, ReasonField } from './form-parts.tsx'
import { said, unlessSaid } from './said.ts'
import { useTyped } from './typed.ts'

/** A reasoned no before acceptance, printed as M03: never by word of mouth. */
export const Refuse = (props: ActFormProps) => {
  const { t } = useWords()
  const { typed, set, onDone } = useTyped(props, 'refuse', () => ({
    reason: '',
    legalBasis: '',
    whereToTurn: '',
    papersHandedBack: true,
  }))
  const { reason, papersHandedBack } = typed
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="refuse"
      confirms={t('confirm.refuse')}
      faults={unlessSaid(reason, 'reason', t('act.reason-for-citizen'))}
      send={(act) =>
        calls.refuse(act, {
          reason: reason.trim(),
          papersHandedBack,
          ...said({ legalBasis: typed.legalBasis, whereToTurn: typed.whereToTurn }),
        })
      }
    >
      {(faultAt) => (
        <>
          <p>{t('act.refuse')}</p>
          <ReasonField
            value={reason}
            onType={(text) => set({ reason: text })}
            error={faultAt('reason')}
            hint={t('act.printed-for-citizen')}
          />
          <LegalBasisField value={typed.legalBasis} onType={(legalBasis) => set({ legalBasis })} />
          <TextField
            id="whereToTurn"
            label={t('act.where-to-turn')}
            hint={t('act.where-to-turn-hint')}
            spellCheck
            wide
            maxLength={1000}
            value={typed.whereToTurn}
            onType={(whereToTurn) => set({ whereToTurn })}
          />
          <PapersHandedBack
            isHandedBack={papersHandedBack}
            onChange={(isHandedBack) => set({ papersHandedBack: isHandedBack })}
          />
        </>
      )}
    </ActForm>
  )
}
