import type { Dossier } from '#web/api/calls.ts'
import { Notice } from '#web/ui/notice.tsx'
import { Moment } from '#web/ui/status.tsx'
import { useWords } from '#web/ui/words.tsx'

/** What the citizen was asked to bring, item by item, as it stands on the paper they were given. */
export const AskedFor = ({ dossier: { askedFor, files } }: { dossier: Dossier }) => {
  const { t } = useWords()
  if (!askedFor) return null
  const { brought } = askedFor
  const unopened = files.items.filter(({ isNew, takenOut }) => isNew && takenOut === null).length
  return (
    <section className="sheet stack-tight" aria-labelledby="part-asked-for">
      <h2 id="part-asked-for">{t('asked-for.title')}</h2>
      {brought && (
        <Notice
          kind="wait"
          title={t(brought.isByCitizen ? 'asked-for.reported' : 'asked-for.taken', { at: brought.at })}
        >
          {brought.words && <p>{t('asked-for.words', { words: brought.words })}</p>}
          {unopened > 0 && <p>{t('files.new-title', { count: unopened })}</p>}
        </Notice>
      )}
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
