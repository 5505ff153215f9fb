/**
 * The citizens' pages: functions from data to a whole HTML document. No script, no cookie, no clock of their own;
 * the stylesheet is portal.css beside this file.
 */
export { appointmentFile } from './calendar-file.ts'
export type {
  Centre,
  DuePromise,
  Frame,
  OpeningHours,
  Procedure,
  ProcedureListItem,
  Tracking,
} from './data.ts'
export { inLanguage } from './frame.tsx'
export { calendarPage } from './pages/calendar.tsx'
export { FILES_AT_ONCE, filesPage, filesPath, NO_PAPER, supplementPath } from './pages/files.tsx'
export { homePage } from './pages/home.tsx'
export { ledgerPage } from './pages/ledger.tsx'
export { problemPage } from './pages/problem.tsx'
export { procedurePage } from './pages/procedure.tsx'
export { procedureListPage } from './pages/procedure-list.tsx'
export { LONGEST_NOTE, type SupplementStep, supplementPage } from './pages/supplement.tsx'
export { trackingPage } from './pages/tracking.tsx'
export { type TrackingProblem, trackingFormPage } from './pages/tracking-form.tsx'
export { LONGEST_REASON, type WithdrawalStep, withdrawalPage, withdrawalPath } from './pages/withdrawal.tsx'
export { accessibilityPage, helpPage } from './pages/words-only.tsx'
