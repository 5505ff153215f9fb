import type { Bilingual } from '#common/i18n.ts'
import {
  dateOfDayNumber,
  hanoiDateOf,
  hanoiMsOf,
  type Instant,
  instantFromHanoiMs,
  MS_PER_DAY,
  MS_PER_HOUR,
  MS_PER_MINUTE,
  minutesOfClock,
  type PlainDate,
} from '#common/time.ts'
import {
  type CalendarIndex,
  type ExceptionKind,
  indexOf,
  isBeyondKnown,
  type Span,
  type WorkingCalendar,
} from './calendar.ts'
import { type DeadlineRule, mustBeTerm, type StatutoryTerm, type Term } from './term.ts'
import {
  addWorkingMs,
  closingOf,
  isWorking,
  nextWorkingDay,
  openingOf,
  wholeSecond,
  workingMsBetween,
} from './working-time.ts'

/** Everything a due date depends on. */
export interface Acceptance {
  /** When the valid dossier was accepted; not when it was submitted. */
  acceptedAt: Instant
  term: StatutoryTerm
  calendar: WorkingCalendar
  rule: DeadlineRule
}

/** What is promised to the citizen, and why, day by day. */
export interface DuePromise {
  clockStartsAt: Instant
  /** Null when the law sets no term. */
  dueAt: Instant | null
  /** From the day of acceptance to the day it is due; without a term, to the day the clock starts. */
  days: readonly ExplainedDay[]
  /** True when a day of the reckoning lies where the calendar does not know all days off: the date may have to move later. */
  beyondKnownCalendar: boolean
}

export interface ExplainedDay {
  date: PlainDate
  /** Whether time of the term passes on this day. */
  counted: boolean
  /** Which day of the term it is, from 1; null for days that do not count and for parts of a day. */
  ordinal: number | null
  code: DayCode
  /** The name of the holiday, swap or closure that makes the day what it is. */
  name: Bilingual | null
  /** The name of a day off that somebody has yet to confirm; until then the day counts as any other. */
  unconfirmed: Bilingual | null
}

/**
 * Why a day counts or does not. `ACCEPTED_…` is the day of acceptance when the clock starts on a later one;
 * `CLOCK_STARTS` is the first day, which terms in days exclude; `MOVED_TO_WORKING_DAY` is where a term lands that
 * ran out on a day off.
 */
export type DayCode =
  | 'ACCEPTED_AFTER_CUT_OFF'
  | 'ACCEPTED_OUTSIDE_SESSIONS'
  | 'CLOCK_STARTS'
  | 'WORKING_DAY'
  | 'CALENDAR_DAY'
  | 'WEEKLY_REST'
  | 'MOVED_TO_WORKING_DAY'
  | ExceptionKind

/**
 * When the clock starts and when the result is due.
 *
 * Terms in days exclude the first day, and one that runs out on a day off ends with the next working day (Bộ luật
 * Dân sự 2015 Điều 147, 148). A dossier accepted after the cut-off, or while the office is closed, counts from the
 * next session.
 *
 * @throws RangeError when the term is not a positive stretch of time
 */
export const promise = ({ acceptedAt, term, calendar, rule }: Acceptance): DuePromise => {
  const index = indexOf(calendar)
  const accepted = hanoiMsOf(acceptedAt)
  const start = clockStart(index, accepted, rule)
  const due = term === null ? null : settle(index, start, term, rule)
  const last = due?.at ?? start
  return {
    clockStartsAt: instantFromHanoiMs(start),
    dueAt: due === null ? null : instantFromHanoiMs(due.at),
    days: explain(index, { accepted, start, due, term, rule }),
    beyondKnownCalendar:
      isBeyondKnown(calendar, hanoiDateOf(acceptedAt)) ||
      isBeyondKnown(calendar, dateOfDayNumber(dayOf(last))),
  }
}

// ---- The start -------------------------------------------------------------------------------------------------

const clockStart = (index: CalendarIndex, accepted: number, rule: DeadlineRule): number => {
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

const isAfterCutOff = (accepted: number, rule: DeadlineRule): boolean => {
  const time = accepted - dayOf(accepted) * MS_PER_DAY
  return wholeSecond(time) > minutesOfClock(rule.cutOff) * MS_PER_MINUTE
}

// ---- The end ---------------------------------------------------------------------------------------------------

/** Where a term ends. A fraction of a day is working time after the last whole day, `partFrom`. */
interface Settled {
  at: number
  lastCounted: number
  partFrom: number | null
}

const settle = (index: CalendarIndex, start: number, term: Term, rule: DeadlineRule): Settled => {
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
  const end = addWorkingMs(index, lastWholeMoment, Math.round((value - whole) * index.fullDayMs))
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

// ---- The explanation -------------------------------------------------------------------------------------------

interface Reckoning {
  accepted: number
  start: number
  due: Settled | null
  term: StatutoryTerm
  rule: DeadlineRule
}

const explain = (index: CalendarIndex, reckoning: Reckoning): ExplainedDay[] => {
  const days: ExplainedDay[] = []
  const lastDay = dayOf(reckoning.due?.at ?? reckoning.start)
  let ordinal = 0
  for (let day = dayOf(reckoning.accepted); day <= lastDay; day++) {
    const { exception, unconfirmed } = index.dayAt(day)
    const isWhole = isWholeDayOfTerm(index, day, reckoning)
    if (isWhole) ordinal++
    days.push({
      date: dateOfDayNumber(day),
      counted: isWhole || isPartOfTerm(index, day, reckoning),
      ordinal: isWhole ? ordinal : null,
      code: codeOf(index, day, reckoning),
      name: exception?.name ?? null,
      unconfirmed: unconfirmed?.name ?? null,
    })
  }
  return days
}

const isWholeDayOfTerm = (index: CalendarIndex, day: number, { start, due, term }: Reckoning): boolean => {
  if (due === null || day <= dayOf(start) || day > due.lastCounted) return false
  if (term?.unit === 'CALENDAR_DAY') return true
  if (term?.unit !== 'WORKING_DAY' || !isWorking(index, day)) return false
  return due.partFrom === null || day <= dayOf(due.partFrom)
}

/** Whether time of a term in hours, or of the fraction after its whole days, passes on this day. */
const isPartOfTerm = (index: CalendarIndex, day: number, { due }: Reckoning): boolean => {
  if (due === null || due.partFrom === null) return false
  const from = Math.max(due.partFrom, day * MS_PER_DAY)
  const to = Math.min(due.at, (day + 1) * MS_PER_DAY)
  return from < to && workingMsBetween(index, from, to) > 0
}

const codeOf = (
  index: CalendarIndex,
  day: number,
  { accepted, start, due, term, rule }: Reckoning,
): DayCode => {
  if (day === dayOf(start)) return 'CLOCK_STARTS'
  const { exception } = index.dayAt(day)
  if (!isWorking(index, day)) return exception?.kind ?? 'WEEKLY_REST'
  if (day < dayOf(start)) {
    return isAfterCutOff(accepted, rule) ? 'ACCEPTED_AFTER_CUT_OFF' : 'ACCEPTED_OUTSIDE_SESSIONS'
  }
  if (due !== null && day > due.lastCounted) return 'MOVED_TO_WORKING_DAY'
  if (exception) return exception.kind
  return term?.unit === 'CALENDAR_DAY' ? 'CALENDAR_DAY' : 'WORKING_DAY'
}

const dayOf = (localMs: number): number => Math.floor(localMs / MS_PER_DAY)

const timeOf = (localMs: number): number => localMs - dayOf(localMs) * MS_PER_DAY
