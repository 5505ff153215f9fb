import * as calls from '#web/api/calls.ts'
import { RadioGroup } from '#web/ui/fields.tsx'
import { useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { LegalBasisField, PapersHandedBack, ReasonField } from './form-parts.tsx'
import { said, unlessSaid } from './said.ts'
import { useTyped } from './typed.ts'

/** An end without a result, printed as M05: the office stops, or lets the citizen withdraw. */

export const Stop = (props: ActFormProps) => <End {...props} action="stop" call={calls.stop} />

export const GrantWithdrawal = (props: ActFormProps) => (
  <End {...props} action="grantWithdrawal" call={calls.grantWithdrawal} />
)

const FEES = ['NONE', 'REFUND', 'NO_REFUND', 'NOT_STATED'] as const

interface Typed {
  reason: string
  legalBasis: string
  fees: (typeof FEES)[number] | null
  papersHandedBack: boolean
}

/** What is true where nothing was paid; where something was, somebody has to say what becomes of it. */
const feesOf = (payment: ActFormProps['dossier']['payment']): Typed['fees'] =>
  payment === 'PAID' ? null : payment === 'NOT_STATED' ? 'NOT_STATED' : 'NONE'

const End = ({
  action,
  call,
  ...props
}: ActFormProps & { action: 'stop' | 'grantWithdrawal'; call: typeof calls.stop }) => {
  const { t } = useWords()
  const asked = props.dossier.timeline.findLast(({ type }) => type === 'WithdrawalRequested')?.text
  const { typed, set, onDone } = useTyped<Typed>(props, action, () => ({
    reason: (action === 'grantWithdrawal' && asked) || '',
    legalBasis: '',
    fees: feesOf(props.dossier.payment),
    papersHandedBack: action === 'grantWithdrawal',
  }))
  const { reason, fees, papersHandedBack } = typed
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action={action}
      confirms={t(`confirm.${action}`)}
      faults={[
        ...unlessSaid(reason, 'reason', t('act.reason-for-citizen')),
        ...(fees === null ? [{ field: 'fees', words: t('act.fees-missing') }] : []),
      ]}
      send={
        fees &&
        ((act) =>
          call(act, {
            reason: reason.trim(),
            fees,
            papersHandedBack,
            ...said({ legalBasis: typed.legalBasis }),
          }))
      }
    >
      {(faultAt) => (
        <>
          <p>{t(`act.${action}`)}</p>
          <ReasonField
            value={reason}
            onType={(text) => set({ reason: text })}
            error={faultAt('reason')}
            hint={t('act.printed-for-citizen')}
          />
          <LegalBasisField value={typed.legalBasis} onType={(legalBasis) => set({ legalBasis })} />
          <RadioGroup
            id="fees"
            legend={t('act.fees')}
            value={fees}
            onPick={(next) => set({ fees: next })}
            options={FEES.map((value) => ({ value, label: t(`fees.${value}`) }))}
            error={faultAt('fees')}
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
