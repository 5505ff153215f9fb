import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { RetryNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { accountQuery } from '../queries.ts'
import { Page } from '../shell/page.tsx'
import { SkeletonRows } from '../shell/skeleton.tsx'
import { ChangePassword } from './change-password.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SecondFactor } from './second-factor.tsx'
import { Sessions } from './sessions.tsx'

/** One's own account: how one comes in, and where one is signed in now. */
export const AccountPage = () => {
  const { t } = useWords()
  const account = useQuery(accountQuery)
  const [codes, showCodes] = useState<readonly string[] | null>(null)
  return (
    <Page title={t('account.title')}>
      {account.error && !account.data && <RetryNotice error={account.error} onRetry={account.refetch} />}
      {!account.data && !account.error && <SkeletonRows />}
      {codes && (
        <section className="sheet stack" aria-labelledby="part-codes">
          <RecoveryCodes codes={codes} onKept={() => showCodes(null)} />
        </section>
      )}
      {account.data && !codes && (
        <>
          <section className="sheet stack" aria-labelledby="part-second-factor">
            <h2 id="part-second-factor">{t('account.second-factor')}</h2>
            <SecondFactor account={account.data} onCodes={showCodes} />
          </section>
          <section className="sheet stack" aria-labelledby="part-password">
            <h2 id="part-password">{t('account.password')}</h2>
            <details>
              <summary>{t('account.change-password')}</summary>
              <ChangePassword username={account.data.username} onDone={() => void account.refetch()} />
            </details>
          </section>
          <section className="sheet stack" aria-labelledby="part-sessions">
            <h2 id="part-sessions">{t('account.sessions')}</h2>
            <Sessions sessions={account.data.sessions} />
          </section>
        </>
      )}
    </Page>
  )
}
