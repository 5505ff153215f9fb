/**
 * When a dossier is due, what pauses its term, and why: working calendars, terms and the rules between them. Pure
 * reckoning: the clock and the calendar are arguments, days are legal days in Asia/Ho_Chi_Minh.
 */
export { ADMINISTRATIVE_CALENDAR_2026 } from './data/calendar-2026.ts'
export { DEFAULT_DEADLINE_RULES } from './data/deadline-rules.ts'
export type { WorkingCalendar } from './rules/calendar.ts'
export { openingAt } from './rules/opening.ts'
// No act pauses a term yet (GLOSSARY: tạm dừng tính hạn); the reckoning is offered for the first that will.
export { resumeAfterPauses } from './rules/pauses.ts'
export { promise } from './rules/promise.ts'
export { type DeadlineRule, ruleInForce } from './rules/term.ts'
export { workingTimeLeft } from './rules/timeliness.ts'
