import { addDays, instantAt, minutesOfClock, type PlainDate, rfc3339InHanoi } from '#common/time.ts'
import { readComingDay } from '#common/typed.ts'
import type { Calendar } from '#web/api/calls.ts'
import { dayOnly } from '#web/ui/figures.ts'
import { closingOn, workingDayFrom } from '../calendar/office-days.ts'
import { type FieldFault, faultWords } from '../faults.ts'

/** By when something is to come: a day as typed; what is sent is the moment at which the office closes on it. */

/** What a field proposes: the first day so many days from today on which the office works. */
export const proposedDay = (calendar: Calendar, today: PlainDate, days: number): string =>
  dayOnly(workingDayFrom(calendar, addDays(today, days)))

/**
 * What was typed as a moment of the wire; an empty field sets no day.
 *
 * @param calendar of the authority; undefined while it is not here: then no day can be read yet
 * @param today in Asia/Ho_Chi_Minh
 */
export const readReplyBy = (
  text: string,
  calendar: Calendar | undefined,
  today: PlainDate,
): { replyBy?: string; faults: readonly FieldFault[] } => {
  if (text.trim() === '') return { faults: [] }
  const read = readComingDay(text, today)
  if (!read.ok) return faulty(faultWords(read))
  if (!calendar) return faulty({ id: 'loading' })
  const closing = closingOn(calendar, read.value)
  if (closing === null) return faulty({ id: 'field.day-off' })
  return { replyBy: rfc3339InHanoi(instantAt(read.value, minutesOfClock(closing))), faults: [] }
}

const faulty = (fault: Omit<FieldFault, 'field'>) => ({ faults: [{ field: 'replyBy', ...fault }] })
