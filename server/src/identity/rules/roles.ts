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
