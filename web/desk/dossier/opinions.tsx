import type { Dossier } from '#web/api/calls.ts'
import { Moment } from '#web/ui/status.tsx'
import { useWords } from '#web/ui/words.tsx'

const TONES = { AGREED: 'done', OBJECTED: 'danger' } as const

/** What the agencies answered, before whoever drafts or decides: an objection must not have to be looked for. */
export const Opinions = ({ timeline }: { timeline: Dossier['timeline'] }) => {
  const { t } = useWords()
  const opinions = timeline.flatMap((entry) => (entry.verdict ? [{ ...entry, verdict: entry.verdict }] : []))
  if (opinions.length === 0) return null
  return (
    <section className="sheet stack" aria-labelledby="part-opinions">
      <h2 id="part-opinions">{t('dossier.opinions')}</h2>
      <ul className="stack">
        {opinions.map(({ at, actor, verdict, text, question }) => (
          <li key={`${at} ${actor.unit}`} className="stack-tight">
            <p className="row">
              <span className={`badge tone-${TONES[verdict]}`}>{t(`verdict.${verdict}`)}</span>
              <span className="strong">{actor.unit}</span>
              <span className="muted small">
                {actor.name} · <Moment at={at} />
              </span>
            </p>
            {question && <p className="muted small">{t('opinion.asked', { question })}</p>}
            {text && <p className="quote">{text}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
