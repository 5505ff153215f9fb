import type { Bilingual } from '#common/i18n.ts'
import { dateOfDayNumber, type PlainDate } from '#common/time.ts'
import { type CalendarIndex, type DayPlan, type ExceptionKind, hoursKey } from './calendar.ts'

/** One day on the way to a due date: whether it counts, and why. */
export interface ExplainedDay {
  date: PlainDate
  /** Whether time of the term, or of the pause, passes on this day. */
  counted: boolean
  /** Which day of the term it is, from 1; null for days that do not count and for parts of a day. */
  ordinal: number | null
  /** Working minutes that pass on it, where time is counted in minutes; null where whole days are. */
  minutes: number | null
  code: DayCode
  /** The name of the holiday, swap or closure that makes the day what it is. */
  name: Bilingual | null
  /** The decision that made it so. */
  source: string | null
  /** Whether that was decided only after the dossier was accepted. */
  announcedLater: boolean
  /** The name of a day off that somebody has yet to confirm; until then the day counts as any other. */
  unconfirmed: Bilingual | null
}

/**
 * Why a day counts or does not. `ACCEPTED_…` is the day of acceptance when the clock starts on a later one;
 * `CLOCK_STARTS` is the first day, which terms in days exclude; `MOVED_TO_WORKING_DAY` is where a term lands that
 * ran out on a day off; `PAUSED` is a day of a pause, `GIVEN_BACK` one on which its time is made up, `OUTSIDE_HOURS` one
 * of which only closed hours belong to either, `NOT_GIVEN_BACK` one of a pause that another has given back already or that
 * began when the term had run out; `CLOSURE_IN_PART` is a day of which some hours were worked; `PROMISE_HOLDS` lies between the date
 * reckoned and the later one printed, `BETWEEN_PHASES` between the end of a phase and the beginning of the next.
 */
export type DayCode = OwnCode | 'WEEKLY_REST' | ExceptionKind | 'CLOSURE_IN_PART'

type OwnCode =
  | 'ACCEPTED_AFTER_CUT_OFF'
  | 'ACCEPTED_OUTSIDE_SESSIONS'
  | 'CLOCK_STARTS'
  | 'WORKING_DAY'
  | 'CALENDAR_DAY'
  | 'MOVED_TO_WORKING_DAY'
  | 'PAUSED'
  | 'GIVEN_BACK'
  | 'OUTSIDE_HOURS'
  | 'NOT_GIVEN_BACK'
  | 'PROMISE_HOLDS'
  | 'BETWEEN_PHASES'

/** @param known the calendar at acceptance */
export const explainedDay = (
  index: CalendarIndex,
  known: CalendarIndex,
  day: number,
  told: {
    counted: boolean
    ordinal: number | null
    minutes: number | null
    /** What the reckoning says of the day; null where the calendar says it: a day off, a swap, a closure. */
    ownCode: OwnCode | null
  },
): ExplainedDay => {
  const plan = index.dayAt(day)
  const { exception, unconfirmed } = plan
  const { ownCode, ...rest } = told
  return {
    date: dateOfDayNumber(day),
    ...rest,
    code: ownCode ?? codeOf(plan),
    name: exception?.name ?? null,
    source: exception?.source ?? null,
    announcedLater: !isSameDay(plan, known.dayAt(day)),
    unconfirmed: unconfirmed?.name ?? null,
  }
}

const codeOf = ({ exception, sessions }: DayPlan): DayCode => {
  if (exception === null) return 'WEEKLY_REST'
  return exception.kind === 'CLOSURE' && sessions.length > 0 ? 'CLOSURE_IN_PART' : exception.kind
}

const isSameDay = (plan: DayPlan, known: DayPlan): boolean =>
  plan === known ||
  (plan.exception?.kind === known.exception?.kind && hoursKey(plan.sessions) === hoursKey(known.sessions))
