export { procedureWithProcess, routingRoutes } from './routes.ts'
export { earlierSteps, faultsOf, type Process, stepOf, type Tokens } from './rules/process.ts'
export { Processes } from './store.ts'
