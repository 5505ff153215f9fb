import { useEffect, useState } from 'react'
import type { Dossier } from '#web/api/calls.ts'
import { Icon } from '#web/ui/icon.tsx'
import { Moment } from '#web/ui/status.tsx'
import { titleIn, useWords } from '#web/ui/words.tsx'
import { forgetSecret, keptSecret } from '../filed-secret.ts'
import { useSession } from '../session/session.tsx'

/** What the submitter of a dossier that was just filed takes along: its code and the secret of its look-up, shown this once. */
export const Filed = ({ dossier }: { dossier: Dossier }) => {
  const { t, language } = useWords()
  const { officer } = useSession()
  const [filed, setFiled] = useState(() => keptSecret(officer.id, dossier.id))
  // The slip alone is printed, and not the office's page around it.
  useEffect(() => {
    const done = () => delete document.body.dataset.prints
    window.addEventListener('afterprint', done)
    return () => window.removeEventListener('afterprint', done)
  }, [])
  if (!filed) return null
  const print = () => {
    document.body.dataset.prints = 'slip'
    window.print()
  }
  return (
    <section className="sheet stack next-action slip" aria-labelledby="part-filed">
      <h2 id="part-filed" className="screen-only">
        {t('filed.title')}
      </h2>
      <p className="screen-only">{t('filed.why')}</p>
      <p>
        <strong>{dossier.receivingUnit}</strong>
        <br />
        {titleIn(dossier.procedure, language)}
      </p>
      <dl className="summary-list">
        <dt>{t('filed.code')}</dt>
        <dd className="big-date">{dossier.code}</dd>
        <dt>{t('filed.secret')}</dt>
        <dd className="big-date">{filed.secret}</dd>
        <dt>{t('dossier.filed')}</dt>
        <dd>
          <Moment at={dossier.submittedAt} />
        </dd>
        <dt>{t('filed.where')}</dt>
        <dd>{`${location.host}/tra-cuu`}</dd>
      </dl>
      <p>{t('filed.not-accepted')}</p>
      <div className="row screen-only">
        <button type="button" className="button button-primary" onClick={print}>
          <Icon name="print" />
          {t('filed.print')}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            forgetSecret(officer.id, dossier.id)
            setFiled(null)
          }}
        >
          {t('filed.given')}
        </button>
      </div>
    </section>
  )
}
