/**
 * When a dossier is due, what pauses its term, and why: working calendars, terms and the rules between them. The rules are
 * pure reckoning: the clock and the calendar are arguments, days are legal days in Asia/Ho_Chi_Minh.
 */
export { ADMINISTRATIVE_CALENDAR_2026 } from './data/calendar-2026.ts'
export { DEFAULT_DEADLINE_RULES } from './data/deadline-rules.ts'
export { DEFAULT_EXTENSION_RULES } from './data/extension-rules.ts'
export { HOLIDAY_LAW } from './data/holiday-law.ts'
export { DEFAULT_INTAKE_RULES } from './data/intake-rules.ts'
export { DEFAULT_PAUSE_RULES } from './data/pause-rules.ts'
export { type PublishedCalendars, publishCalendar } from './publish.ts'
export {
  type CalendarProblem,
  indexOf,
  isBeyondKnown,
  receptionOn,
  receptionWeekOn,
  type WorkingCalendar,
  withHoursOf,
} from './rules/calendar.ts'
export type { CalendarChangeProblem } from './rules/calendar-change.ts'
export { readCalendarDecision } from './rules/calendar-decision.ts'
export { deadline, explainDeadline, NOTHING_HAPPENED } from './rules/deadline.ts'
export { statutoryHolidays } from './rules/holidays.ts'
export type { IntakeRule } from './rules/intake.ts'
export { openingAt } from './rules/opening.ts'
export type { PauseRule } from './rules/pause-reasons.ts'
export type { SpecialTerm, Term } from './rules/term.ts'
export { type DeadlineRule, ruleInForce } from './rules/term.ts'
export { chooseTerm } from './rules/term-choice.ts'
export { workingTimeLeft } from './rules/timeliness.ts'
export { addWorkingMs, endOfNextSession, workingMsBetween } from './rules/working-time.ts'
export {
  type CalendarDecisionRow,
  Calendars,
  findCalendarDecisions,
  findFollowedDecisions,
  findKnownUntil,
} from './store.ts'
export {
  CalendarView,
  calendarView,
  ExplainedDayView,
  ExplanationPartView,
  explanationView,
  TermView,
} from './wire.ts'
