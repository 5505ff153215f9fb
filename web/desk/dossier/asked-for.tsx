import type { Dossier } from '#web/api/calls.ts'
import { Moment } from '#web/ui/status.tsx'
import { useWords } from '#web/ui/words.tsx'

/** What the citizen was asked to bring, item by item, as it stands on the paper they were given. */
export const AskedFor = ({ dossier: { askedFor } }: { dossier: Dossier }) => {
  const { t } = useWords()
  if (!askedFor) return null
  return (
    <section className="sheet stack-tight" aria-labelledby="part-asked-for">
      <h2 id="part-asked-for">{t('asked-for.title')}</h2>
      <p className="muted small">
        <Moment at={askedFor.at} />
      </p>
      <ol className="numbered">
        {askedFor.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ol>
      <p>
        {t('act.was-asked-because')} {askedFor.reason}
      </p>
    </section>
  )
}
