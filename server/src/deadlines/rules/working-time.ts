import {
  dateOfDayNumber,
  dayNumberOf,
  hanoiMsOf,
  type Instant,
  instantFromHanoiMs,
  MS_PER_DAY,
  MS_PER_MINUTE,
  type PlainDate,
} from '#common/time.ts'
import { type CalendarIndex, indexOf, type WorkingCalendar } from './calendar.ts'

/**
 * Working time is the time inside sessions. A working day is not eight hours: with the usual sessions
 * (07:30 to 11:30 and 13:30 to 17:00) it is 450 minutes, and reckoning 8 hours a day turns a term of 15 days into
 * 16. So terms in days are counted on the calendar (`promise.ts`), and the minutes here serve terms in hours,
 * pauses and the shares of steps.
 *
 * Minutes may be fractions: instants carry milliseconds, and a pause given back must be the pause taken.
 */

/**
 * Working minutes from one instant to another; negative when the second comes first.
 */
export const workingMinutesBetween = (calendar: WorkingCalendar, from: Instant, to: Instant): number =>
  workingMsBetween(indexOf(calendar), hanoiMsOf(from), hanoiMsOf(to)) / MS_PER_MINUTE

/**
 * The instant by which so many working minutes have passed. Nothing added moves nothing, not even out of the
 * night. A stretch that is used up exactly at the end of a session ends there, not at the start of the next.
 *
 * @throws RangeError when the minutes are negative or not a number
 */
export const addWorkingMinutes = (calendar: WorkingCalendar, from: Instant, minutes: number): Instant => {
  if (!(minutes >= 0 && Number.isFinite(minutes)))
    throw new RangeError(`not a stretch of working time: ${minutes} minutes`)
  return instantFromHanoiMs(
    addWorkingMs(indexOf(calendar), hanoiMsOf(from), Math.round(minutes * MS_PER_MINUTE)),
  )
}

/** When the first session (buổi) is over that begins at or after a moment: the next half-day of work, whole. */
export const endOfNextSession = (calendar: WorkingCalendar, from: Instant): Instant => {
  const index = indexOf(calendar)
  const at = hanoiMsOf(from)
  let day = Math.floor(at / MS_PER_DAY)
  for (;;) {
    const midnight = day * MS_PER_DAY
    const whole = index.dayAt(day).spans.find(([start]) => midnight + start >= at)
    if (whole) return instantFromHanoiMs(midnight + whole[1])
    day = nextWorkingDay(index, day)
  }
}

/** The first day after this one on which the office works. */
export const nextWorkingDate = (calendar: WorkingCalendar, date: PlainDate): PlainDate =>
  dateOfDayNumber(nextWorkingDay(indexOf(calendar), dayNumberOf(date)))

// ---- On the number line of local milliseconds ------------------------------------------------------------------

export const workingMsBetween = (index: CalendarIndex, from: number, to: number): number => {
  // 0 minus: nothing is 0, never the -0 that JSON and equality treat differently.
  if (to < from) return 0 - workingMsBetween(index, to, from)
  const lastDay = Math.floor(to / MS_PER_DAY)
  let total = 0
  for (let day = Math.floor(from / MS_PER_DAY); day <= lastDay; day++) {
    const midnight = day * MS_PER_DAY
    for (const [start, end] of index.dayAt(day).spans) {
      const worked = Math.min(to, midnight + end) - Math.max(from, midnight + start)
      if (worked > 0) total += worked
    }
  }
  return total
}

export const addWorkingMs = (index: CalendarIndex, from: number, ms: number): number => {
  if (ms === 0) return from
  let day = Math.floor(from / MS_PER_DAY)
  let left = ms
  for (;;) {
    const midnight = day * MS_PER_DAY
    for (const [start, end] of index.dayAt(day).spans) {
      const begin = Math.max(from, midnight + start)
      const room = midnight + end - begin
      if (room <= 0) continue
      if (left <= room) return begin + left
      left -= room
    }
    day = nextWorkingDay(index, day)
  }
}

/** The first working day after this one. */
export const nextWorkingDay = (index: CalendarIndex, day: number): number => {
  for (let next = day + 1; next <= day + LONGEST_REST_DAYS; next++) {
    if (isWorking(index, next)) return next
  }
  throw new RangeError(`the calendar has no working day within ${LONGEST_REST_DAYS} days`)
}

/** Longer than any holiday or epidemic closure; a calendar without work must fail, not hang. */
export const LONGEST_REST_DAYS = 3660

export const isWorking = (index: CalendarIndex, day: number): boolean => index.dayAt(day).spans.length > 0

/** When the office opens on a working day. */
export const openingOf = (index: CalendarIndex, day: number): number =>
  day * MS_PER_DAY + index.dayAt(day).spans[0]![0]

/** When the office closes on a working day. */
export const closingOf = (index: CalendarIndex, day: number): number =>
  day * MS_PER_DAY + index.dayAt(day).spans.at(-1)![1]

/**
 * A limit holds to the second, as the office's clock shows it: 15:00:00.400 still reads 15:00:00 and is in time,
 * 15:00:01 is not.
 */
export const wholeSecond = (localMs: number): number => Math.floor(localMs / 1000) * 1000
