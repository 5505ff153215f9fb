import type { Dossier } from '#web/api/calls.ts'
import { Moment } from '#web/ui/status.tsx'
import { useWords } from '#web/ui/words.tsx'

/** What happened, newest first, in plain words: who, where, when, and what they wrote. */
export const Timeline = ({ timeline }: { timeline: Dossier['timeline'] }) => {
  const { t } = useWords()
  return (
    <section className="sheet stack" aria-labelledby="part-timeline">
      <h2 id="part-timeline">{t('dossier.timeline')}</h2>
      <ol className="timeline" reversed>
        {timeline.toReversed().map((entry) => (
          <li key={`${entry.type} ${entry.at}`} className="stack-tight">
            <p className="strong">
              {t(`event.${entry.type}`, { unit: entry.unit, verdict: entry.verdict, number: entry.number })}
            </p>
            <p className="muted small">
              <Moment at={entry.at} />
              {' · '}
              {entry.actor.kind === 'OFFICER'
                ? [entry.actor.name, entry.actor.title, entry.actor.unit].filter(Boolean).join(', ')
                : t(`timeline.${entry.actor.kind}`)}
              {entry.onBehalfOf && `, ${t('timeline.on-behalf', { name: entry.onBehalfOf })}`}
            </p>
            {entry.moved && (
              <p>
                {t(entry.moved.from === entry.moved.to ? 'event.steps-moved' : 'event.moved', entry.moved)}
              </p>
            )}
            {entry.text && <p className="quote">{entry.text}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
