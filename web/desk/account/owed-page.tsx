import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { accountQuery, sessionQuery } from '../queries.ts'
import { useSession, useSignOut } from '../session/session.tsx'
import { BareHeader } from '../shell/bare-header.tsx'
import { ChangePassword } from './change-password.tsx'
import { Enrolment } from './enrolment.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

/** What must be done before anything else: a password of one's own, a second factor, its codes put away. */
export const OwedPage = ({
  codes,
  onCodes,
}: {
  codes: readonly string[] | null
  onCodes: (codes: readonly string[] | null) => void
}) => {
  const { t } = useWords()
  const client = useQueryClient()
  const session = useSession()
  const account = useQuery(accountQuery)
  const signingOut = useSignOut()
  const isPassword = session.owes === 'NEW_PASSWORD'
  const title = isPassword ? t('owed.password') : t('account.second-factor')
  useEffect(() => {
    document.title = `${title} – ${t('product')}`
  }, [title, t])
  const renew = () => client.invalidateQueries({ queryKey: sessionQuery.queryKey })
  return (
    <>
      <BareHeader>
        <BusyButton
          className="button-plain"
          busy={signingOut.isPending}
          onClick={() => signingOut.mutate(session)}
        >
          {t('shell.sign-out')}
        </BusyButton>
      </BareHeader>
      <main className="owed">
        <div className="sheet stack">
          <ProblemNotice error={signingOut.error} />
          <h1>{title}</h1>
          {codes ? (
            <RecoveryCodes
              codes={codes}
              onKept={() => {
                void renew().then(() => onCodes(null))
              }}
            />
          ) : isPassword ? (
            <>
              <p>{t('owed.password-why', { name: session.officer.fullName })}</p>
              <ChangePassword username={account.data?.username ?? ''} onDone={() => void renew()} />
            </>
          ) : (
            <>
              <p>{t('owed.second-factor-why', { name: session.officer.fullName })}</p>
              <Enrolment onCodes={onCodes} heading="h2" />
            </>
          )}
        </div>
      </main>
    </>
  )
}
