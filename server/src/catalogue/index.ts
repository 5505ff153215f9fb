export * from './rules/procedure.ts'
export { Catalogue, type ProcedureBody } from './store.ts'
export { catalogueRoutes, type CatalogueDoor, databaseNow, procedureView, promiseNow, summaryOf } from './routes.ts'
