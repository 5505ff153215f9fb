import { useQuery } from '@tanstack/react-query'
import { lazyRouteComponent, Navigate, Outlet, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { isProblem } from '#web/api/client.ts'
import { RetryNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { sessionQuery } from '../queries.ts'
import { SessionContext } from '../session/session.tsx'
import { SignInAgain } from '../session/sign-in-again.tsx'
import { useChanges } from '../session/use-changes.ts'
import { IdentityBar } from './identity-bar.tsx'
import { OfflineBar } from './offline-bar.tsx'
import { ReadOnlyBar } from './read-only-bar.tsx'
import { ShortcutsOverlay } from './shortcuts.tsx'
import { StandsIn } from './stands-in.tsx'

const OwedPage = lazyRouteComponent(() => import('../account/owed-page.tsx'), 'OwedPage')

/** The frame of every screen behind the sign-in. A session that ends later is renewed over the screen, not by leaving it. */
export const SignedInShell = () => {
  const { t } = useWords()
  const router = useRouter()
  const { data: session, error, refetch } = useQuery(sessionQuery)
  // Codes that were just made are shown until they are kept, also when nothing is owed any more.
  const [codes, showCodes] = useState<readonly string[] | null>(null)
  if (!session) {
    if (isProblem(error, 'sign-in-needed')) {
      return <Navigate to="/dang-nhap" search={{ tu: router.history.location.href }} replace />
    }
    return (
      <main className="page stack" aria-busy={!error}>
        {error ? (
          <RetryNotice error={error} onRetry={refetch} />
        ) : (
          <span className="visually-hidden">{t('loading')}</span>
        )}
      </main>
    )
  }
  if (session.owes !== null || codes !== null) {
    return (
      <SessionContext value={session}>
        <OwedPage codes={codes} onCodes={showCodes} />
        <SignInAgain />
      </SessionContext>
    )
  }
  return (
    <SessionContext value={session}>
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      <IdentityBar />
      <StandsIn />
      <OfflineBar />
      <ReadOnlyBar />
      <Outlet />
      <ShortcutsOverlay />
      <SignInAgain />
      <Following />
    </SessionContext>
  )
}

/** Nothing to see: while it is there, the screens follow what others do. */
const Following = () => {
  useChanges()
  return null
}
