import { useRouter, useSearch } from '@tanstack/react-router'
import { Notice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { useSession } from '../session/session.tsx'
import { Page } from '../shell/page.tsx'
import { Intake } from './intake.tsx'
import { OpenCounter } from './open-counter.tsx'

/** Dossiers are received at a registered counter and nowhere else; so the counter comes first. */
export const CounterPage = () => {
  const { t } = useWords()
  const session = useSession()
  const router = useRouter()
  const { tu: cameFrom } = useSearch({ from: '/desk/quay' })
  if (!session.mayOpenCounter) {
    return (
      <Page title={t('intake.title')}>
        <Notice title={t('counter.not-a-receptionist')}>
          <p>{t('counter.not-a-receptionist-detail')}</p>
        </Notice>
      </Page>
    )
  }
  return session.counterSession ? (
    <Intake key={session.officer.id} />
  ) : (
    <OpenCounter onOpened={() => cameFrom && router.history.replace(cameFrom)} />
  )
}
