/**
 * Who may see and do what, as one pure table. Row-level security stands behind it as a second, coarser wall;
 * what a dossier's own state and tasks allow is decided by the dossier's rules.
 */

export const ROLES = [
  'RECEPTIONIST',
  'SPECIALIST',
  'LEADER',
  'RECORDS_CLERK',
  'CENTRE_HEAD',
  'PROCEDURE_CONTROLLER',
  'INSPECTOR',
  'ADMIN',
] as const
export type Role = (typeof ROLES)[number]

export interface Officer {
  id: string
  username: string
  fullName: string
  title: string
  authorityId: string
  unitId: string
  roles: readonly Role[]
}

/** Roles that answer for a whole authority: they see every dossier it takes part in. */
const AUTHORITY_WIDE: readonly Role[] = ['LEADER', 'PROCEDURE_CONTROLLER', 'INSPECTOR']

/** Roles that work on dossiers of their own unit. An administrator runs the machine and reads no dossier. */
const OF_UNIT: readonly Role[] = [
  'RECEPTIONIST',
  'SPECIALIST',
  'RECORDS_CLERK',
  'CENTRE_HEAD',
  ...AUTHORITY_WIDE,
]

/** The part of the dossiers an officer may see; the WHERE of every list and the test of every single one. */
export type Scope =
  | { kind: 'NONE' }
  | { kind: 'UNIT'; unitId: string; authorityId: string }
  | { kind: 'AUTHORITY'; authorityId: string }

export const dossierScope = (officer: Officer): Scope => {
  if (officer.roles.some((role) => AUTHORITY_WIDE.includes(role))) {
    return { kind: 'AUTHORITY', authorityId: officer.authorityId }
  }
  if (officer.roles.some((role) => OF_UNIT.includes(role))) {
    return { kind: 'UNIT', unitId: officer.unitId, authorityId: officer.authorityId }
  }
  return { kind: 'NONE' }
}

/** What the policy needs to know of a dossier. */
export interface Participation {
  authorities: readonly string[]
  units: readonly string[]
}

export const maySee = (officer: Officer, dossier: Participation): boolean => {
  const scope = dossierScope(officer)
  switch (scope.kind) {
    case 'NONE':
      return false
    case 'AUTHORITY':
      return dossier.authorities.includes(scope.authorityId)
    case 'UNIT':
      return dossier.authorities.includes(scope.authorityId) && dossier.units.includes(scope.unitId)
  }
}

/**
 * The receipt bears the secret of the citizen's look-up and the number of the card in full: it is the citizen's, and
 * the centre's that prints it. To the others its facts are shown on the page, masked.
 */
export const mayOpenReceipt = (officer: Officer, dossier: { receivingUnitId: string }): boolean =>
  officer.unitId === dossier.receivingUnitId

/** Only receptionists sit at counters, and only at those of their own centre. */
export const mayOpenCounter = (officer: Officer, centreId: string): boolean =>
  officer.roles.includes('RECEPTIONIST') && officer.unitId === centreId
