import {
  hanoiDateOf,
  hanoiMsOf,
  type Instant,
  instantFromHanoiMs,
  MS_PER_DAY,
  MS_PER_MINUTE,
} from '#common/time.ts'
import { type CalendarIndex, indexOf, isBeyondKnown, type WorkingCalendar } from './calendar.ts'
import { type Acceptance, clockStart, dayOf, isAfterCutOff, type Settled, settle } from './due-date.ts'
import { type ExplainedDay, explainedDay } from './explained-day.ts'
import type { DeadlineRule, StatutoryTerm } from './term.ts'
import { isWorking, workingMsBetween } from './working-time.ts'

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

/**
 * When the clock starts and when the result is due, with every day on the way there.
 *
 * @param acceptedUnder the calendar as it was known at acceptance; days off decided since then are marked
 * @throws RangeError when the term is not a positive stretch of time
 */
export const promise = (
  { acceptedAt, term, calendar, rule }: Acceptance,
  acceptedUnder: WorkingCalendar = calendar,
): DuePromise => {
  const index = indexOf(calendar)
  const accepted = hanoiMsOf(acceptedAt)
  const start = clockStart(index, accepted, rule)
  const due = term === null ? null : settle(index, start, term, rule)
  const dueAt = due === null ? null : instantFromHanoiMs(due.at)
  const days = explain(index, indexOf(acceptedUnder), { accepted, start, due, term, rule })
  return {
    clockStartsAt: instantFromHanoiMs(start),
    dueAt,
    days,
    beyondKnownCalendar:
      isBeyondKnown(calendar, hanoiDateOf(acceptedAt)) ||
      isBeyondKnown(calendar, hanoiDateOf(dueAt ?? instantFromHanoiMs(start))),
  }
}

interface Reckoning {
  accepted: number
  start: number
  due: Settled | null
  term: StatutoryTerm
  rule: DeadlineRule
}

const explain = (index: CalendarIndex, known: CalendarIndex, reckoning: Reckoning): ExplainedDay[] => {
  const days: ExplainedDay[] = []
  const lastDay = dayOf(reckoning.due?.at ?? reckoning.start)
  let ordinal = 0
  for (let day = dayOf(reckoning.accepted); day <= lastDay; day++) {
    const isWhole = isWholeDayOfTerm(index, day, reckoning)
    const part = minutesOfTerm(index, day, reckoning)
    // A day and a half may end on the day that is its first: then that day counts whole, and more.
    const minutes = isWhole && part === 0 ? null : part
    if (isWhole) ordinal++
    days.push(
      explainedDay(index, known, day, {
        counted: isWhole || (minutes !== null && minutes > 0),
        ordinal: isWhole ? ordinal : null,
        minutes,
        ownCode: codeOf(index, day, reckoning),
      }),
    )
  }
  return days
}

const isWholeDayOfTerm = (index: CalendarIndex, day: number, { start, due, term }: Reckoning): boolean => {
  if (due === null || day <= dayOf(start) || day > due.lastCounted) return false
  if (term?.unit === 'CALENDAR_DAY') return true
  if (term?.unit !== 'WORKING_DAY' || !isWorking(index, day)) return false
  return due.partFrom === null || day <= dayOf(due.partFrom)
}

/** How much of a term in hours, or of the fraction after its whole days, passes on this day; null when it has neither. */
const minutesOfTerm = (index: CalendarIndex, day: number, { due }: Reckoning): number | null => {
  if (due === null || due.partFrom === null) return null
  const from = Math.max(due.partFrom, day * MS_PER_DAY)
  const to = Math.min(due.at, (day + 1) * MS_PER_DAY)
  return from < to ? workingMsBetween(index, from, to) / MS_PER_MINUTE : 0
}

const codeOf = (index: CalendarIndex, day: number, { accepted, start, due, term, rule }: Reckoning) => {
  if (day === dayOf(start)) return 'CLOCK_STARTS'
  if (!isWorking(index, day)) return null
  if (day < dayOf(start))
    return isAfterCutOff(accepted, rule) ? 'ACCEPTED_AFTER_CUT_OFF' : 'ACCEPTED_OUTSIDE_SESSIONS'
  if (due !== null && day > due.lastCounted) return 'MOVED_TO_WORKING_DAY'
  if (index.dayAt(day).exception) return null
  return term?.unit === 'CALENDAR_DAY' ? 'CALENDAR_DAY' : 'WORKING_DAY'
}
