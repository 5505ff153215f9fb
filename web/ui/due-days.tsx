import { type PlainDate, weekdayOf } from '#common/time.ts'
import type { ExplainedDay } from '#web/api/calls.ts'
import type { MessageId } from '#web/messages.ts'
import { dayOnly } from './figures.ts'
import { inLanguage, useWords } from './words.tsx'

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
      <ol className="due-days small">
        {days.map((day) => {
          const what = t(`day.${day.code}` as MessageId)
          return (
            <li key={day.date} data-counted={day.counted}>
              <span className="figures">
                {t(`weekday.${weekdayOf(day.date as PlainDate)}`)}, {dayOnly(day.date)}
              </span>
              <span className="strong">
                {day.ordinal !== null
                  ? t('day.ordinal', { ordinal: day.ordinal })
                  : day.counted
                    ? ''
                    : t('day.not-counted')}
              </span>
              <span>{day.name ? t('day.named', { what, name: inLanguage(day.name, language) }) : what}</span>
              {day.unconfirmed && (
                <span className="tone-wait">
                  {t('day.unconfirmed', { name: inLanguage(day.unconfirmed, language) })}
                </span>
              )}
            </li>
          )
        })}
      </ol>
      {beyondKnownCalendar && <p className="small">{t('due.beyond-calendar')}</p>}
    </div>
  )
}
