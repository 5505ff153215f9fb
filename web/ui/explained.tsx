import { useId, useState } from 'react'
import {
  type DayWords,
  dayName,
  durationWords,
  type ExplainedDayFacts,
  explanationWords,
} from '#common/explained.ts'
import type { Translate } from '#common/i18n.ts'
import type { PlainDate } from '#common/time.ts'
import type { ExplanationPart } from '#web/api/calls.ts'
import { foldedDays, skippedBy } from './folded-days.ts'
import { useWords } from './words.tsx'

/**
 * How a due date came about: the date first, then step by step its term, what paused or moved it, how many days count and
 * how many do not, and every day on the way. Ordinary days in a row stand in one line that opens.
 */
export const Explained = ({ parts }: { parts: readonly ExplanationPart[] }) => {
  const { t, language } = useWords()
  const [isUnfolded, setUnfolded] = useState(false)
  const told = explanationWords(parts, t as Translate, language)
  const hasFolds = parts.some(({ days, givenBack }) =>
    [days, givenBack].some((list) => foldedDays(list).length < list.length),
  )
  return (
    <div className="stack">
      <p className="strong figures">{told.at(-1)?.ending}</p>
      {hasFolds && (
        <p>
          <button
            type="button"
            className="button"
            aria-pressed={isUnfolded}
            onClick={() => setUnfolded((before) => !before)}
          >
            {t('explained.every-day')}
          </button>
        </p>
      )}
      {parts.map((part, nth) => {
        const words = told[nth]
        if (!words) return null
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of an explanation are told in order and never rearranged
          <section key={nth} className="stack-tight">
            <h3>{words.title}</h3>
            {part.term && <Sum days={part.days} words={words.days} />}
            {words.details.map((detail) => (
              <p key={detail} className="small">
                {detail}
              </p>
            ))}
            <DayList days={part.days} words={words.days} isUnfolded={isUnfolded} />
            {words.givenBackTitle && <p className="small strong">{words.givenBackTitle}</p>}
            <DayList days={part.givenBack} words={words.givenBack} isUnfolded={isUnfolded} />
            {/* The last date is the one at the top. */}
            {nth < parts.length - 1 && <p className="strong figures">{words.ending}</p>}
          </section>
        )
      })}
    </div>
  )
}

/** How much of the way counts, how much does not, and why. */
const Sum = ({ days, words }: { days: readonly ExplainedDayFacts[]; words: readonly DayWords[] }) => {
  const { t } = useWords()
  const whole = days.filter(({ ordinal }) => ordinal !== null).length
  const minutes = days.reduce((sum, day) => sum + (day.counted ? (day.minutes ?? 0) : 0), 0)
  const skipped = skippedBy(words)
  const count = skipped.reduce((sum, reason) => sum + reason.count, 0)
  return (
    <div className="explained-sum small">
      {(whole > 0 || minutes > 0) && (
        <p className="strong">
          {t('explained.sum-counted', {
            days: whole,
            time: minutes > 0 ? durationWords(minutes, t as Translate) : null,
          })}
        </p>
      )}
      {count > 0 && (
        <>
          <p className="strong">{t('explained.sum-skipped', { count })}</p>
          <ul className="bullets">
            {skipped.map((reason) => (
              <li key={reason.what}>{t('explained.sum-why', reason)}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

const DayList = ({
  days,
  words,
  isUnfolded,
}: {
  days: readonly ExplainedDayFacts[]
  words: readonly DayWords[]
  isUnfolded: boolean
}) =>
  days.length === 0 ? null : (
    <ol className="due-days small">
      {foldedDays(days).map(({ first, last }) => {
        const day = words[first]
        if (!day) return null
        return first === last ? (
          <DayLine key={day.date} day={day} />
        ) : (
          <FoldedLine
            key={day.date}
            days={days.slice(first, last + 1)}
            words={words.slice(first, last + 1)}
            isUnfolded={isUnfolded}
          />
        )
      })}
    </ol>
  )

const DayLine = ({ day: { day, counted, count, what, note } }: { day: DayWords }) => (
  <li data-counted={counted}>
    <span className="figures">{day}</span>
    <span className="strong">{count}</span>
    <span>{what}</span>
    {note && <span className="tone-wait">{note}</span>}
  </li>
)

/** Days that say the same, in one line; it opens into them. */
const FoldedLine = ({
  days,
  words,
  isUnfolded,
}: {
  days: readonly ExplainedDayFacts[]
  words: readonly DayWords[]
  isUnfolded: boolean
}) => {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(isUnfolded)
  const [followed, follow] = useState(isUnfolded)
  const list = useId()
  // The button for all of them moves each; after it each opens and closes by itself again.
  if (followed !== isUnfolded) {
    follow(isUnfolded)
    setOpen(isUnfolded)
  }
  const from = days[0]
  const to = days.at(-1)
  if (!from || !to) return null
  const name = (date: string) => dayName(date as PlainDate, t as Translate)
  return (
    <li className="due-fold" data-counted="true">
      <button
        type="button"
        className="fold"
        aria-expanded={isOpen}
        aria-controls={list}
        onClick={() => setOpen((before) => !before)}
      >
        <span className="figures">{t('explained.run', { from: name(from.date), to: name(to.date) })}</span>
        <span className="strong">
          {from.ordinal === null
            ? t('explained.run-time', { time: words[0]?.count })
            : t('explained.run-ordinals', { first: from.ordinal, last: to.ordinal })}
        </span>
        <span>{t('explained.run-days', { count: days.length })}</span>
      </button>
      <ol id={list} className="due-days" hidden={!isOpen}>
        {words.map((day) => (
          <DayLine key={day.date} day={day} />
        ))}
      </ol>
    </li>
  )
}
