export { calendarInFull, calendarRoutes } from './calendar-routes.ts'
export { type DraftToDecide, draftToDecide } from './draft.ts'
export { type ImportedRecord, importProcedures } from './import.ts'
export {
  importWords,
  keptSentence,
  placeWords,
  questionSentence,
  suggestionSentence,
  termWords,
  understoodSentence,
} from './import-words.ts'
export { keepNames, type PublishedVersion, publishedVersions } from './kept-names.ts'
export { type IdFor, type Published, publishProcedures } from './publish.ts'
export { catalogueRoutes, databaseNow, promiseNow } from './routes.ts'
export { type PortalFile, readPortalFile } from './rules/portal-file.ts'
export type { CatalogueProblem } from './rules/problems.ts'
export {
  caseOf,
  NOTHING_STATED,
  type ProcedureContent,
  type ProcedureVersion,
  specialTermOf,
  termsOf,
} from './rules/procedure.ts'
export type { Publication, WrittenVersion } from './rules/publication.ts'
export { readPublication } from './rules/publication-form.ts'
export { isReceived, type NotReceived, whyNotReceived } from './rules/receivable.ts'
export { Catalogue, type Described, type ProcedureBody, type Topics } from './store.ts'
export {
  ApplicantName,
  CaseView,
  ChannelTermsView,
  onWire,
  PaperSpecView,
  PlaceName,
  ProcedureView,
  procedureView,
  summaryOf,
} from './wire.ts'
