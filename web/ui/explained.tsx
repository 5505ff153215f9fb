import { type DayWords, partWords } from '#common/explained.ts'
import type { Translate } from '#common/i18n.ts'
import type { ExplanationPart } from '#web/api/calls.ts'
import { useWords } from './words.tsx'

/** How a due date came about, step by step: its term, what paused or moved it, and every day on the way. */
export const Explained = ({ parts }: { parts: readonly ExplanationPart[] }) => {
  const { t, language } = useWords()
  return (
    <div className="stack">
      {parts.map((part, nth) => {
        const words = partWords(part, t as Translate, language)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of an explanation are told in order and never rearranged
          <section key={nth} className="stack-tight">
            <h3>{words.title}</h3>
            {words.details.map((detail) => (
              <p key={detail} className="small">
                {detail}
              </p>
            ))}
            <DayList days={words.days} />
            {words.givenBackTitle && <p className="small strong">{words.givenBackTitle}</p>}
            {words.givenBack.length > 0 && <DayList days={words.givenBack} />}
            <p className="strong figures">{words.ending}</p>
          </section>
        )
      })}
    </div>
  )
}

const DayList = ({ days }: { days: readonly DayWords[] }) => (
  <ol className="due-days small">
    {days.map(({ date, day, counted, count, what, note }) => (
      <li key={date} data-counted={counted}>
        <span className="figures">{day}</span>
        <span className="strong">{count}</span>
        <span>{what}</span>
        {note && <span className="tone-wait">{note}</span>}
      </li>
    ))}
  </ol>
)
