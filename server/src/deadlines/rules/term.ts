import type { Bilingual } from '#common/i18n.ts'
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

/** Where the matter lies, as far as a term hangs on it: an area with special difficulties (vùng có điều kiện khó khăn), or not. */
export type PlaceKind = 'ORDINARY' | 'DIFFICULT'

/** Who applies, as far as a term hangs on it. */
export type ApplicantKind = 'PERSON' | 'ORGANISATION'

/** What is known of a dossier when its term is chosen. */
export interface Applicability {
  place: PlaceKind
  applicant: ApplicantKind
}

/** A term that holds for some places or applicants only; what is left out of `when` may be anything. */
export interface SpecialTerm {
  id: string
  when: Partial<Applicability>
  term: Term
  name: Bilingual
  /** The provision it rests on. */
  basis: string
}

/** A term that one dossier's may be changed to while it is being handled, as when an outside verification is needed. */
export interface TermChangeOption {
  id: string
  to: Term
  name: Bilingual
  basis: string
}

/** A stretch with a term of its own (giai đoạn), as in land matters: appraisal, then, once the tax is paid, the certificate. */
export interface Phase {
  id: string
  name: Bilingual
  term: Term
}

/** Everything a published channel says of time. */
export interface TermPlan {
  /** Where no special term holds; null when none is promised. With phases it is null: their terms are the term. */
  term: StatutoryTerm
  specials: readonly SpecialTerm[]
  changes: readonly TermChangeOption[]
  /** In order; empty when the term is one stretch. */
  phases: readonly Phase[]
}

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

/** The rule in force on a day, of rules that each hold until the next; null before the first of them. */
export const ruleInForce = <Rule extends { validFrom: PlainDate }>(
  rules: readonly Rule[],
  date: PlainDate,
): Rule | null => {
  let current: Rule | null = null
  for (const rule of rules) {
    if (rule.validFrom <= date && (current === null || rule.validFrom > current.validFrom)) current = rule
  }
  return current
}

/**
 * Ten years. The longest term of a law is counted in months, more is a slip of the pen; and days are walked one by one when a
 * due date is explained.
 */
export const LONGEST_TERM: Readonly<Record<Exclude<TermUnit, 'SAME_DAY'>, number>> = {
  WORKING_DAY: 3650,
  CALENDAR_DAY: 3650,
  // A working day has seven and a half, and a year some 250 of them.
  WORKING_HOUR: 18_750,
}

/** A quarter, a half or a whole of its unit, as terms are written; days by the calendar are whole. */
export const isFineEnough = ({ value, unit }: Term): boolean =>
  Number.isInteger(unit === 'CALENDAR_DAY' ? value : value * 4)

/** @throws RangeError when the term is not a positive stretch of time: a catalogue must not hold such a one. */
export const mustBeTerm = (term: Term): void => {
  if (term.unit === 'SAME_DAY') return
  if (!(term.value > 0 && Number.isFinite(term.value))) {
    throw new RangeError(`not a term: ${term.value} ${term.unit}`)
  }
}
