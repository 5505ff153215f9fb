import {
  hanoiMsOf,
  type Instant,
  instantFromHanoiMs,
  MS_PER_DAY,
  MS_PER_HOUR,
  MS_PER_MINUTE,
  minutesOfClock,
} from '#common/time.ts'
import { type CalendarIndex, indexOf, type Span, type WorkingCalendar } from './calendar.ts'
import { type DeadlineRule, mustBeTerm, type StatutoryTerm, type Term } from './term.ts'
import { addWorkingMs, closingOf, isWorking, nextWorkingDay, openingOf, wholeSecond } from './working-time.ts'

/**
 * When a term begins and when it is over. Terms in days exclude the first day, and one that runs out on a day off
 * ends with the next working day (Bộ luật Dân sự 2015 Điều 147, 148). A dossier accepted after the cut-off, or while
 * the office is closed, counts from the next session.
 */

/** Everything the end of a term depends on. */
export interface Acceptance {
  /** When the valid dossier was accepted; not when it was submitted. */
  acceptedAt: Instant
  term: StatutoryTerm
  calendar: WorkingCalendar
  rule: DeadlineRule
}

/**
 * When the clock starts and when the result is due; null when the law sets no term.
 *
 * @throws RangeError when the term is not a positive stretch of time
 */
export const dueDate = ({
  acceptedAt,
  term,
  calendar,
  rule,
}: Acceptance): { clockStartsAt: Instant; dueAt: Instant | null } => {
  const index = indexOf(calendar)
  const start = clockStart(index, hanoiMsOf(acceptedAt), rule)
  return {
    clockStartsAt: instantFromHanoiMs(start),
    dueAt: term === null ? null : instantFromHanoiMs(settle(index, start, term, rule).at),
  }
}

// ---- The start -------------------------------------------------------------------------------------------------

export const clockStart = (index: CalendarIndex, accepted: number, rule: DeadlineRule): number => {
  const day = dayOf(accepted)
  if (isWorking(index, day) && !isAfterCutOff(accepted, rule)) {
    const time = accepted - day * MS_PER_DAY
    for (const [opens, closes] of index.dayAt(day).spans) {
      if (time < opens) return day * MS_PER_DAY + opens
      if (wholeSecond(time) <= closes) return accepted
    }
  }
  return openingOf(index, nextWorkingDay(index, day))
}

export const isAfterCutOff = (accepted: number, rule: DeadlineRule): boolean => {
  const time = accepted - dayOf(accepted) * MS_PER_DAY
  return wholeSecond(time) > minutesOfClock(rule.cutOff) * MS_PER_MINUTE
}

// ---- The end ---------------------------------------------------------------------------------------------------

/** Where a term ends. A fraction of a day is working time after the last whole day, `partFrom`. */
export interface Settled {
  at: number
  lastCounted: number
  partFrom: number | null
}

export const settle = (index: CalendarIndex, start: number, term: Term, rule: DeadlineRule): Settled => {
  mustBeTerm(term)
  switch (term.unit) {
    case 'SAME_DAY':
      return { at: closingOf(index, dayOf(start)), lastCounted: dayOf(start), partFrom: start }
    case 'WORKING_HOUR': {
      const at = addWorkingMs(index, start, Math.round(term.value * MS_PER_HOUR))
      return { at, lastCounted: dayOf(at), partFrom: start }
    }
    case 'WORKING_DAY':
      return settleWorkingDays(index, start, term.value, rule)
    case 'CALENDAR_DAY':
      return settleCalendarDays(index, start, term.value, rule)
  }
}

const settleWorkingDays = (
  index: CalendarIndex,
  start: number,
  value: number,
  rule: DeadlineRule,
): Settled => {
  const whole = Math.floor(value)
  let day = dayOf(start)
  for (let counted = 0; counted < whole; counted++) day = nextWorkingDay(index, day)
  if (value === whole) return { at: momentOn(index, day, start, rule), lastCounted: day, partFrom: null }

  const lastWholeMoment = whole === 0 ? start : sameClockTime(index, day, start)
  const end = addWorkingMs(
    index,
    lastWholeMoment,
    Math.round((value - whole) * index.fullDayMsAt(dayOf(lastWholeMoment))),
  )
  return { at: momentOn(index, dayOf(end), end, rule), lastCounted: dayOf(end), partFrom: lastWholeMoment }
}

const settleCalendarDays = (
  index: CalendarIndex,
  start: number,
  value: number,
  rule: DeadlineRule,
): Settled => {
  const end = start + Math.round(value * MS_PER_DAY)
  const lastCounted = dayOf(end)
  const at = isWorking(index, lastCounted)
    ? momentOn(index, lastCounted, end, rule)
    : closingOf(index, nextWorkingDay(index, lastCounted))
  return { at, lastCounted, partFrom: null }
}

/** The moment of a working day at which a term is over that was counted from, or runs out at, `reference`. */
const momentOn = (index: CalendarIndex, day: number, reference: number, rule: DeadlineRule): number => {
  switch (rule.dueAt) {
    case 'END_OF_DAY':
      return closingOf(index, day)
    case 'END_OF_SESSION':
      return closingOfSession(index, day, reference)
    case 'SAME_CLOCK_TIME':
      return sameClockTime(index, day, reference)
  }
}

const closingOfSession = (index: CalendarIndex, day: number, reference: number): number =>
  day * MS_PER_DAY + sessionAt(index, day, reference)[1]

/** The reference's time of day; when the office is closed then, the next session's start, or else the day's close. */
const sameClockTime = (index: CalendarIndex, day: number, reference: number): number => {
  const [opens, closes] = sessionAt(index, day, reference)
  return day * MS_PER_DAY + Math.min(Math.max(timeOf(reference), opens), closes)
}

/** The session of a working day at the reference's time of day, the next one when it falls between two, else the last. */
const sessionAt = (index: CalendarIndex, day: number, reference: number): Span => {
  const { spans } = index.dayAt(day)
  const time = wholeSecond(timeOf(reference))
  return spans.find(([, closes]) => time <= closes) ?? spans.at(-1)!
}

export const dayOf = (localMs: number): number => Math.floor(localMs / MS_PER_DAY)

const timeOf = (localMs: number): number => localMs - dayOf(localMs) * MS_PER_DAY
