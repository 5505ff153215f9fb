export { procedureWithProcess, routingRoutes } from './routes.ts'
export { faultsOf } from './rules/faults.ts'
export { askedAtReception } from './rules/reception.ts'
export { mismatchesOf } from './rules/shares.ts'
export {
  factsAskedBy,
  followers,
  type Process,
  type ProcessStep,
  STEP_KINDS,
  shareOf,
  stepOf,
} from './rules/step-table.ts'
export { earlierSteps, type Tokens } from './rules/tokens.ts'
export { Processes } from './store.ts'
export { ReceptionAsk, receptionAsks, StepView, stepView } from './wire.ts'
