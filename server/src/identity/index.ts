export {
  actingAs,
  closeCounter,
  mustBeSignedIn,
  mustBeSure,
  openCounter,
  signOut,
} from './actions.ts'
export {
  attempt,
  attemptSubject,
  guessed,
  neighbourhoodOf,
  networkOf,
  recentFailures,
  sweepAttempts,
} from './attempts.ts'
export { Directory } from './directory.ts'
export { asOfficer } from './http.ts'
export { type ImportedUnits, importUnits, unitsRefused } from './import-units.ts'
export { officersFor } from './lending.ts'
export { hashPassword } from './password.ts'
export type { AgencyInTime } from './places-store.ts'
export { countInOffice, countPowerful } from './powerful.ts'
export { identityRoutes } from './routes.ts'
export {
  dossierScope,
  isWithin,
  mayOpenReceipt,
  maySee,
  maySendPapersOf,
  mayTellWhoIsWho,
  mightSee,
  type Officer,
  type Participation,
  type Scope,
  type Share,
  sharesOf,
  worksOn,
} from './rules/policy.ts'
export { covers, type OfProcedure, type Post } from './rules/posts.ts'
export { ROLES, type Role } from './rules/roles.ts'
export { DEFAULT_SIGN_IN_RULES, type SignInRules } from './rules/sign-in.ts'
export type { Staffing } from './rules/staffing.ts'
export { ancestorsOn, successorsOn, type Tree, unitOn } from './rules/tree.ts'
export { planUnits, readUnitFile, type UnitFile, type UnitProblem } from './rules/unit-file.ts'
export {
  addStaffMember,
  changeRoles,
  closeAccount,
  FIRST_PASSWORD_DAYS,
  openAccount,
  resetPassword,
  resetSecondFactor,
  signOutStaff,
} from './staff.ts'
export { findStaffMembers, type StaffMember } from './staff-store.ts'
export {
  type Counter,
  type CounterRow,
  findCentres,
  findCounters,
  findLeader,
  findOfficers,
  findOfficersNamed,
  findPostsCalled,
  findUnitsById,
  findUnitsStaffed,
  generationOf,
  legalDayOf,
  type OpenCounter,
  type SignedIn,
  sweepSessions,
  type Unit,
} from './store.ts'
