import type { ExplainedDayFacts } from '#common/explained.ts'

/** A line of the days of an explanation, by their places in it: one day, or ordinary ones in a row that say the same. */
export interface DayLine {
  first: number
  last: number
}

// Two in a row say it as shortly by themselves.
const LEAST = 3

// What a day that counts may be without having anything to tell. A day of rest that counts is one of a term in calendar days.
const ORDINARY = ['WORKING_DAY', 'CALENDAR_DAY', 'WEEKLY_REST', 'PAUSED', 'GIVEN_BACK']

const isOrdinary = (day: ExplainedDayFacts): boolean =>
  day.counted &&
  ORDINARY.includes(day.code) &&
  day.name === null &&
  day.unconfirmed === null &&
  !day.announcedLater

const goesOn = (before: ExplainedDayFacts, day: ExplainedDayFacts): boolean =>
  isOrdinary(before) &&
  isOrdinary(day) &&
  before.minutes === day.minutes &&
  (before.ordinal === null) === (day.ordinal === null)

/**
 * The days as lines: what does not count, what a decision changed and the last day stand alone; ordinary days that
 * count, three in a row or more, are one line. No day is left out and none stands in two lines.
 */
export const foldedDays = (days: readonly ExplainedDayFacts[]): DayLine[] => {
  const lines: DayLine[] = []
  const end = days.length - 1
  for (let first = 0; first <= end; ) {
    let last = first
    while (last + 1 < end && goesOn(days[last]!, days[last + 1]!)) last++
    if (last - first + 1 < LEAST) last = first
    lines.push({ first, last })
    first = last + 1
  }
  return lines
}

/** How many days do not count and why, in the order in which the reasons are met. */
export const skippedBy = <Why extends string>(
  days: readonly { counted: boolean; what: Why }[],
): { what: Why; count: number }[] => {
  const counts = new Map<Why, number>()
  for (const { counted, what } of days) if (!counted) counts.set(what, (counts.get(what) ?? 0) + 1)
  return [...counts].map(([what, count]) => ({ what, count }))
}
