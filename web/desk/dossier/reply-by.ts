import {
  addDays,
  type ClockTime,
  clockTime,
  instantAt,
  minutesOfClock,
  type PlainDate,
  rfc3339InHanoi,
  weekdayOf,
} from '#common/time.ts'
import { readComingDay } from '#common/typed.ts'
import { dayOnly } from '#web/ui/figures.ts'
import { type FieldFault, faultWords } from '../faults.ts'

/** By when something is to come: a day as typed; what is sent is the moment at which the office closes on it. */

// The house's week ends each day at 17:00, and a notice that names an hour is understood at a counter.
const CLOSING: ClockTime = clockTime('17:00')

/** What a field proposes: so many days from today, and never a Saturday or Sunday. */
export const proposedDay = (today: PlainDate, days: number): string => {
  const day = addDays(today, days)
  const weekday = weekdayOf(day)
  return dayOnly(weekday > 5 ? addDays(day, 8 - weekday) : day)
}

/** What was typed as a moment of the wire; an empty field sets no day. @param today in Asia/Ho_Chi_Minh */
export const readReplyBy = (
  text: string,
  today: PlainDate,
): { replyBy?: string; faults: readonly FieldFault[] } => {
  if (text.trim() === '') return { faults: [] }
  const read = readComingDay(text, today)
  return read.ok
    ? { replyBy: rfc3339InHanoi(instantAt(read.value, minutesOfClock(CLOSING))), faults: [] }
    : { faults: [{ field: 'replyBy', ...faultWords(read) }] }
}
