/**
 * When a dossier is due, what pauses its term, and why: working calendars, terms and the rules between them. Pure
 * reckoning: the clock and the calendar are arguments, days are legal days in Asia/Ho_Chi_Minh.
 */
export { ADMINISTRATIVE_CALENDAR_2026 } from './data/calendar-2026.ts'
export { DEFAULT_DEADLINE_RULES } from './data/deadline-rules.ts'
export {
  type CalendarException,
  type CalendarProblem,
  checkCalendar,
  type ExceptionKind,
  exceptionOn,
  isBeyondKnown,
  isWorkingDay,
  type Session,
  sessionsOn,
  type Words,
  type WorkingCalendar,
  type WorkingWeek,
  withConfirmed,
} from './rules/calendar.ts'
export { type Pause, type Resumption, resumeAfterPause, resumeAfterPauses } from './rules/pauses.ts'
export {
  type Acceptance,
  type DayCode,
  type DuePromise,
  dueAtOf,
  type ExplainedDay,
  promise,
} from './rules/promise.ts'
export { shareDueAt } from './rules/shares.ts'
export {
  type DeadlineRule,
  type DueAt,
  ruleInForce,
  type StatutoryTerm,
  type Term,
  type TermUnit,
} from './rules/term.ts'
export { type Timeliness, timeliness, type WorkingTimeLeft, workingTimeLeft } from './rules/timeliness.ts'
export { addWorkingMinutes, minutesOfFullDay, workingMinutesBetween } from './rules/working-time.ts'
