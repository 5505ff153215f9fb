import { Link } from '@tanstack/react-router'
import { Problem } from '#web/api/client.ts'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { Page } from './page.tsx'

export const NoSuchPage = () => {
  const { t } = useWords()
  return (
    <Page title={t('lost.title')}>
      <p>{t('lost.detail')}</p>
      <p>
        <Link to="/" className="button">
          {t('lost.home')}
        </Link>
      </p>
    </Page>
  )
}

/** A fault of ours while drawing. What was typed is kept, so loading the page again is safe. */
export const BrokenPage = ({ error }: { error: unknown }) => {
  const { t } = useWords()
  return (
    <main className="page stack">
      <h1>{t('broken.title')}</h1>
      <p>{t('broken.detail')}</p>
      <ProblemNotice error={error instanceof Problem ? error : null} />
      <p>
        <button type="button" className="button button-primary" onClick={() => location.reload()}>
          {t('broken.reload')}
        </button>
      </p>
    </main>
  )
}
