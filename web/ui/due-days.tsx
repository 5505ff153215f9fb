import { type DayWords, dayWords } from '#common/explained.ts'
import type { Translate } from '#common/i18n.ts'
import type { ExplainedDay } from '#web/api/calls.ts'
import { useWords } from './words.tsx'

/** Why the result is due then, day by day: what counts, what does not, and by what right. */
export const DueDays = ({
  days,
  beyondKnownCalendar = false,
}: {
  days: readonly ExplainedDay[]
  beyondKnownCalendar?: boolean
}) => {
  const { t, language } = useWords()
  return (
    <div className="stack-tight">
      <DayList days={days.map((day) => dayWords(day, t as Translate, language))} />
      {beyondKnownCalendar && <p className="small">{t('due.beyond-calendar')}</p>}
    </div>
  )
}

export const DayList = ({ days }: { days: readonly DayWords[] }) => (
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
