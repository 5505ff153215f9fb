import type { ReactNode } from 'react'
import * as calls from '#web/api/calls.ts'
import { useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { ReasonField } from './form-parts.tsx'
import { unlessSaid } from './said.ts'
import { useTyped } from './typed.ts'

/** Acts that say why, and no more. */

type Reasoned =
  | 'refuseHandOver'
  | 'closeConsultation'
  | 'correctResult'
  | 'requestWithdrawal'
  | 'refuseWithdrawal'

export const RefuseHandOver = (props: ActFormProps) => {
  const { t } = useWords()
  return <WithReason {...props} action="refuseHandOver" missing={t('act.reason-for-sender')} />
}

/** Who has not answered is named: it stays written down that they did not. */
export const CloseConsultation = (props: ActFormProps) => {
  const { t } = useWords()
  const silent = props.dossier.tasks.filter(({ kind }) => kind === 'CONSULT').map(({ unit }) => unit)
  return (
    <WithReason {...props} action="closeConsultation" missing={t('act.reason-to-go-on')}>
      {silent.length > 0 && <p>{t('act.unanswered', { units: silent })}</p>}
    </WithReason>
  )
}

export const CorrectResult = (props: ActFormProps) => {
  const { t } = useWords()
  return (
    <WithReason
      {...props}
      action="correctResult"
      missing={t('act.reason-of-correction')}
      confirms={t('confirm.correctResult')}
    />
  )
}

/** As the citizen gives it at the counter. Before acceptance there is nothing to decide, and it ends at once. */
export const RequestWithdrawal = (props: ActFormProps) => {
  const { t } = useWords()
  const isAccepted = props.dossier.acceptedAt !== null
  return (
    <WithReason
      {...props}
      action="requestWithdrawal"
      missing={t('act.reason-of-citizen')}
      confirms={t(isAccepted ? 'confirm.requestWithdrawal' : 'confirm.requestWithdrawal-at-once')}
    />
  )
}

export const RefuseWithdrawal = (props: ActFormProps) => {
  const { t } = useWords()
  const asked = props.dossier.timeline.findLast(({ type }) => type === 'WithdrawalRequested')?.text
  return (
    <WithReason
      {...props}
      action="refuseWithdrawal"
      missing={t('act.reason-for-citizen')}
      confirms={t('confirm.refuseWithdrawal')}
    >
      {asked && <p className="quote">{asked}</p>}
    </WithReason>
  )
}

const CALLS = {
  refuseHandOver: calls.refuseHandOver,
  closeConsultation: calls.closeConsultation,
  correctResult: calls.correctResult,
  requestWithdrawal: calls.requestWithdrawal,
  refuseWithdrawal: calls.refuseWithdrawal,
} as const

const WithReason = ({
  action,
  missing,
  confirms,
  children,
  ...props
}: ActFormProps & { action: Reasoned; missing: string; confirms?: string; children?: ReactNode }) => {
  const { t } = useWords()
  const { typed, set, onDone } = useTyped(props, action, () => ({ reason: '' }))
  return (
    <ActForm
      {...props}
      {...(confirms ? { confirms } : {})}
      onDone={onDone}
      action={action}
      faults={unlessSaid(typed.reason, 'reason', missing)}
      send={(act, task) => CALLS[action](act, { ...task, reason: typed.reason.trim() })}
    >
      {(faultAt) => (
        <>
          <p>{t(`act.${action}`)}</p>
          {children}
          <ReasonField value={typed.reason} onType={(reason) => set({ reason })} error={faultAt('reason')} />
        </>
      )}
    </ActForm>
  )
}
