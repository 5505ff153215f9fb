export { procedureWithProcess, type RoutingDoor, routingRoutes } from './routes.ts'
export * from './rules/process.ts'
export { Processes } from './store.ts'
