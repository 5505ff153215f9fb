export {
  catalogueRoutes,
  databaseNow,
  ExplainedDayView,
  ProcedureView,
  procedureView,
  promiseNow,
  summaryOf,
} from './routes.ts'
export { caseOf, type ProcedureVersion, termsOf } from './rules/procedure.ts'
export { Catalogue, type ProcedureBody } from './store.ts'
