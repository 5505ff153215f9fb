import { hanoiMsOf, type Instant, MS_PER_DAY, MS_PER_MINUTE } from '#common/time.ts'
import { type CalendarIndex, indexOf, type WorkingCalendar } from './calendar.ts'
import { LONGEST_REST_DAYS, wholeSecond, workingMsBetween } from './working-time.ts'

/**
 * How a finished dossier stands to its promise: trước hạn, đúng hạn, quá hạn, and a class of its own for those
 * without a term (không quy định hạn), which would otherwise swell the early ones.
 */
export type Timeliness = 'EARLY' | 'ON_TIME' | 'OVERDUE' | 'NO_TERM'

/**
 * Judged by the issue of the result, not by when the citizen fetched it, and by the half day: before the session
 * (buổi) begins in which it was due is early, in that session up to the due time is on time, after it is overdue.
 * A due time outside sessions belongs to the session before it.
 */
export const timeliness = (input: {
  calendar: WorkingCalendar
  dueAt: Instant | null
  issuedAt: Instant
}): Timeliness => {
  if (input.dueAt === null) return 'NO_TERM'
  const due = hanoiMsOf(input.dueAt)
  const issued = hanoiMsOf(input.issuedAt)
  if (wholeSecond(issued) > due) return 'OVERDUE'
  return issued < startOfSessionDue(indexOf(input.calendar), due) ? 'EARLY' : 'ON_TIME'
}

/** A time where two sessions meet belongs to the one it ends; where one begins after a break, to that one. */
const startOfSessionDue = (index: CalendarIndex, due: number): number => {
  for (let day = Math.floor(due / MS_PER_DAY); ; day--) {
    const midnight = day * MS_PER_DAY
    const begun = index.dayAt(day).spans.filter(([start]) => midnight + start <= due)
    const ending = begun.find(([, end]) => due <= midnight + end)
    const session = ending ?? begun.at(-1)
    if (session) return midnight + session[0]
    // A calendar without work is refused by `checkCalendar` and fails in `nextWorkingDay`; here it must only not hang.
    if (midnight < due - LONGEST_REST_DAYS * MS_PER_DAY) return due
  }
}

export interface WorkingTimeLeft {
  /** Working minutes until the due time; negative when it has passed. */
  minutes: number
  /**
   * As people count them, so that a term of seven days begins with seven left: full working days of the plain week after
   * today, however much of today is left. On the due day itself, and when overdue, the minutes in such days.
   */
  days: number
  /** By the clock: at night after the due time no working minute has passed, and it is overdue all the same. */
  isOverdue: boolean
}

/** What is left of a term, or by how much it is overdue; null when there is no term. */
export const workingTimeLeft = (input: {
  calendar: WorkingCalendar
  dueAt: Instant | null
  now: Instant
}): WorkingTimeLeft | null => {
  if (input.dueAt === null) return null
  const index = indexOf(input.calendar)
  const due = hanoiMsOf(input.dueAt)
  const now = hanoiMsOf(input.now)
  const ms = workingMsBetween(index, now, due)
  const tomorrow = (Math.floor(now / MS_PER_DAY) + 1) * MS_PER_DAY
  const msToCount = tomorrow < due ? workingMsBetween(index, tomorrow, due) : ms
  return {
    minutes: ms / MS_PER_MINUTE,
    days: msToCount / index.fullDayMsAt(Math.floor(now / MS_PER_DAY)),
    isOverdue: wholeSecond(now) > due,
  }
}
