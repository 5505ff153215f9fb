import { useQuery } from '@tanstack/react-query'
import { Navigate, Outlet, useRouter } from '@tanstack/react-router'
import { isProblem } from '#web/api/client.ts'
import { RetryNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { sessionQuery } from '../queries.ts'
import { SessionContext } from '../session/session.tsx'
import { SignInAgain } from '../session/sign-in-again.tsx'
import { IdentityBar } from './identity-bar.tsx'
import { OfflineBar } from './offline-bar.tsx'
import { ShortcutsOverlay } from './shortcuts.tsx'
import { StandsIn } from './stands-in.tsx'

/** The frame of every screen behind the sign-in. A session that ends later is renewed over the screen, not by leaving it. */
export const SignedInShell = () => {
  const { t } = useWords()
  const router = useRouter()
  const { data: session, error, refetch } = useQuery(sessionQuery)
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
  return (
    <SessionContext value={session}>
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      <IdentityBar />
      <StandsIn />
      <OfflineBar />
      <Outlet />
      <ShortcutsOverlay />
      <SignInAgain />
    </SessionContext>
  )
}
