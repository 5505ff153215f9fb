export { citizenOf, houseOf } from './circumstances.ts'
export { askToWithdraw, mayBeWithdrawn, readReason } from './citizen.ts'
export { type CitizenFiles, citizenFiles, sayBrought, sendFile, takeBack } from './citizen-files.ts'
export { tooLarge } from './files.ts'
export { LAPSE_WAITS, RENDER_PAPERS } from './job-names.ts'
export { dossierJobs } from './jobs.ts'
export { lapseReason } from './lapse.ts'
export { type Change, changeOf, isChange, openLive } from './live.ts'
export { HISTORY_TABLES, type History, type LoadedPaper, loadHistories, loadPapers } from './load.ts'
export {
  type About,
  type NoticeForm,
  noticeNumber,
  refusalWords,
  stopWords,
  supplementWords,
} from './notices.ts'
export type { Office } from './office.ts'
export { type FrozenResult, freeze, receiptWords } from './papers.ts'
export { newReceiptSecret, type Person, readPerson, readText, receiptHash } from './people.ts'
export { openRecomputing, type Recomputing, recomputePage } from './recompute.ts'
export { draftWords, numberedWords, symbolOf } from './result-words.ts'
export { dossierRoutes } from './routes.ts'
export type { Actor, Circumstances, Command } from './rules/command.ts'
export { decide } from './rules/decide.ts'
export { isDecided } from './rules/doers.ts'
export { type Dossier, ENDED, isAccepted, type OpenTask, type Wait } from './rules/dossier.ts'
export type { DossierEvent } from './rules/events.ts'
export { evolve, fold } from './rules/evolve.ts'
export { asksForFiles } from './rules/files.ts'
export { type Former, takeOver } from './rules/take-over.ts'
export {
  codesTaken,
  type FormerRow,
  formerRows,
  keepCodesFree,
  rememberRows,
  waitForOthers,
} from './takeover-rows.ts'
export { type LookUp, track } from './tracking.ts'
