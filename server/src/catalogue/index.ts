export {
  type CatalogueDoor,
  catalogueRoutes,
  databaseNow,
  ProcedureView,
  procedureView,
  promiseNow,
  summaryOf,
} from './routes.ts'
export * from './rules/procedure.ts'
export { Catalogue, type ProcedureBody } from './store.ts'
