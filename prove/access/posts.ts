/** The posts of the demo's officers: a role in a unit. */

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

/** Units an officer is placed in, by the demo's names; the part before the dot is the authority. */
export const PLACES = [
  'quevo.tt',
  'quevo.vhxh',
  'quevo.lanhdao',
  'quevo.vp',
  'quevo',
  'ca-quevo',
  'bhxh-quevo',
  'daovien.tt',
  'daovien.vhxh',
  'ca-daovien',
] as const
export type Place = (typeof PLACES)[number]

export const authorityOf = (place: string): string => place.split('.')[0] ?? place

export interface Post {
  role: Role
  /** A unit by the demo's name. */
  place: string
  /** Sits at an open counter of its own centre. */
  atCounter: boolean
}
