import type { ClockTime, PlainDate } from '#common/time.ts'

/**
 * How long a procedure, or one step of it, may take.
 *
 * - `WORKING_DAY` (ngày làm việc): days on which the office works, the first day excluded
 * - `CALENDAR_DAY` (ngày): every day, the first excluded; ends no earlier than the close of a working day
 * - `WORKING_HOUR` (giờ làm việc): 60 minutes inside sessions
 * - `SAME_DAY` (trong ngày): by the close of the day the clock starts; the value says nothing
 *
 * Values may be fractions: published step tables say 0.25, 0.5 and 1.5 days.
 */
export interface Term {
  value: number
  unit: TermUnit
}

export type TermUnit = 'WORKING_DAY' | 'CALENDAR_DAY' | 'WORKING_HOUR' | 'SAME_DAY'

/** Some procedures have no term by law; they are neither early nor late. */
export type StatutoryTerm = Term | null

/**
 * How an authority turns a term into a moment, from a day on. The numbers are configuration with their legal
 * basis, because the law changed them before and will again; a dossier keeps the rule it was accepted under.
 */
export interface DeadlineRule {
  /** A dossier accepted at this time is still in time; a second later it counts from the next working day. */
  cutOff: ClockTime
  dueAt: DueAt
  legalBasis: string
  validFrom: PlainDate
}

/**
 * The moment of the last day at which a term in days is over: when the office closes, when the session (buổi)
 * closes in which the clock started, or at the time of day at which it started.
 */
export type DueAt = 'END_OF_DAY' | 'END_OF_SESSION' | 'SAME_CLOCK_TIME'

/** The rule in force on a day, or null before the first of them. */
export const ruleInForce = (rules: readonly DeadlineRule[], date: PlainDate): DeadlineRule | null => {
  let current: DeadlineRule | null = null
  for (const rule of rules) {
    if (rule.validFrom <= date && (current === null || rule.validFrom > current.validFrom)) current = rule
  }
  return current
}

/** @throws RangeError when the term is not a positive stretch of time: a catalogue must not hold such a one. */
export const mustBeTerm = (term: Term): void => {
  if (term.unit === 'SAME_DAY') return
  if (!(term.value > 0 && Number.isFinite(term.value))) {
    throw new RangeError(`not a term: ${term.value} ${term.unit}`)
  }
}
