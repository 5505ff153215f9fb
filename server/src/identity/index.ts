export { actingAs, bearer, closeCounter, mustBeSignedIn, openCounter, SESSION_HOURS, signIn, signOut } from './actions.ts'
export { countFailure, mustHaveAttemptsLeft, tooMany } from './attempts.ts'
export { Directory } from './directory.ts'
export { hashPassword } from './password.ts'
export { dossierScope, maySee, type Officer, type Participation, type Role, ROLES, type Scope } from './rules/policy.ts'
export {
  type CounterRow,
  findCounters,
  findLeader,
  findOfficers,
  findUnitsById,
  generationOf,
  type OpenCounter,
  type SignedIn,
  type Unit,
} from './store.ts'
export { asOfficer } from './http.ts'
export { identityRoutes } from './routes.ts'
