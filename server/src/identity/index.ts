export {
  actingAs,
  bearer,
  closeCounter,
  mustBeSignedIn,
  openCounter,
  SESSION_HOURS,
  signIn,
  signOut,
} from './actions.ts'
export {
  attempt,
  attemptSubject,
  countFailure,
  networkOf,
  recentFailures,
  sweepAttempts,
} from './attempts.ts'
export { Directory } from './directory.ts'
export { asOfficer } from './http.ts'
export { hashPassword } from './password.ts'
export { identityRoutes } from './routes.ts'
export {
  dossierScope,
  mayOpenReceipt,
  maySee,
  type Officer,
  type Participation,
  ROLES,
  type Role,
  type Scope,
} from './rules/policy.ts'
export {
  type Counter,
  type CounterRow,
  findCounters,
  findLeader,
  findOfficers,
  findUnitsById,
  generationOf,
  legalDayOf,
  type OpenCounter,
  type SignedIn,
  sweepSessions,
  type Unit,
} from './store.ts'
