import { addDays, type ClockTime, type PlainDate, weekdayOf } from '#common/time.ts'
import type { Calendar } from '#web/api/calls.ts'

/** When the office works on a day, by its calendar: a day that nobody has confirmed yet changes nothing. */
const sessionsOn = ({ week, laterWeeks, days }: Calendar, day: PlainDate) => {
  const otherwise = days.find(({ date, confirmed }) => confirmed && date === day)
  if (otherwise) return otherwise.sessions
  const holding = laterWeeks.findLast(({ from }) => from <= day)?.week ?? week
  return holding[weekdayOf(day) - 1] ?? []
}

/** When the office closes on a day; null where it does not work. */
export const closingOn = (calendar: Calendar, day: PlainDate): ClockTime | null =>
  (sessionsOn(calendar, day).at(-1)?.end as ClockTime | undefined) ?? null

// Longer than any row of days off that was ever decided.
const FURTHEST = 30

/** The first day on which the office works, this one or later. */
export const workingDayFrom = (calendar: Calendar, day: PlainDate): PlainDate => {
  for (let ahead = 0; ahead < FURTHEST; ahead += 1) {
    const candidate = addDays(day, ahead)
    if (closingOn(calendar, candidate) !== null) return candidate
  }
  return day
}
