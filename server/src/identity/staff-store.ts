import type { Instant, PlainDate } from '#common/time.ts'
import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { inOffice } from './lending-store.ts'
import type { Role } from './rules/roles.ts'
import { isOpen } from './store.ts'

/** The officers of a real office, as the command line enters and lists them: as the loader, who passes row-level security. */

export interface StaffMember {
  id: string
  username: string
  fullName: string
  title: string
  authorityId: string
  unitId: string
  unitCode: string
  unitName: string
  roles: readonly Role[]
  validTo: PlainDate | null
  isInOffice: boolean
  hasPassword: boolean
  /** Of a first password that was not changed yet. */
  firstUntil: Instant | null
  secondFactorSince: Instant | null
  lastSignInAt: Instant | null
  openSessions: number
}

interface StaffRow {
  id: string
  username: string
  full_name: string
  title: string
  authority_id: string
  unit_id: string
  unit_code: string
  unit_name: string
  roles: Role[]
  valid_to: PlainDate | null
  is_in_office: boolean
  has_password: boolean
  first_until: Instant | null
  second_factor_since: Instant | null
  last_sign_in_at: Instant | null
  open_sessions: number
}

const staff = statement<StaffRow>(
  'staff',
  `select o.id, o.username, o.full_name, o.title, o.authority_id, o.unit_id, a.code as unit_code, a.name as unit_name,
     o.roles, o.valid_to, ${inOffice('o')} as is_in_office, c.username is not null as has_password, c.first_until,
     f.enrolled_at as second_factor_since,
     (select max(l.at) from ledger l where l.subject_id = o.id and l.act = 'SIGNED_IN') as last_sign_in_at,
     (select count(*)::integer from session s where s.officer_id = o.id and ${isOpen('s')}) as open_sessions
   from officer o join agency a on a.id = o.unit_id
   left join credential c on c.username = o.username
   left join second_factor f on f.officer_id = o.id
   order by a.code, o.username`,
)

export const findStaffMembers = async (tx: Tx): Promise<StaffMember[]> =>
  (await tx.run(staff, [])).map((row) => ({
    id: row.id,
    username: row.username,
    fullName: row.full_name,
    title: row.title,
    authorityId: row.authority_id,
    unitId: row.unit_id,
    unitCode: row.unit_code,
    unitName: row.unit_name,
    roles: row.roles,
    validTo: row.valid_to,
    isInOffice: row.is_in_office,
    hasPassword: row.has_password,
    firstUntil: row.first_until,
    secondFactorSince: row.second_factor_since,
    lastSignInAt: row.last_sign_in_at,
    openSessions: row.open_sessions,
  }))

export interface UnitNamed {
  id: string
  code: string
  name: string
  authorityId: string
}

const units = statement<{ id: string; code: string; name: string; authority_id: string }>(
  'staff-units',
  'select id, code, name, authority_id from agency where valid_to is null order by code',
)

export const findUnitsOfToday = async (tx: Tx): Promise<UnitNamed[]> =>
  (await tx.run(units, [])).map(({ id, code, name, authority_id }) => ({
    id,
    code,
    name,
    authorityId: authority_id,
  }))

const TODAY = "(now() at time zone 'Asia/Ho_Chi_Minh')::date"

const insertOfficer = statement<{ id: string }>(
  'staff-add',
  `insert into officer (id, username, full_name, title, authority_id, unit_id, roles, valid_from)
   values ($1, $2, $3, $4, $5, $6, $7, ${TODAY}) on conflict do nothing returning id`,
)

export interface NewOfficer {
  id: string
  username: string
  fullName: string
  title: string
  authorityId: string
  unitId: string
  roles: readonly Role[]
}

/** False when somebody has that name already. */
export const insertStaffMember = async (tx: Tx, officer: NewOfficer): Promise<boolean> =>
  (
    await tx.run(insertOfficer, [
      officer.id,
      officer.username,
      officer.fullName,
      officer.title,
      officer.authorityId,
      officer.unitId,
      officer.roles,
    ])
  ).length > 0

const givePassword = statement(
  'staff-password',
  `insert into credential (username, password_hash, changed_at, first_until)
   values ($1, $2, now(), now() + make_interval(days => $3))
   on conflict (username) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at,
     first_until = excluded.first_until`,
)

/** A first password, good for so many days and for choosing another. */
export const writeFirstPassword = (tx: Tx, username: string, hash: string, days: number) =>
  tx.run(givePassword, [username, hash, days])

const until = statement(
  'staff-valid-to',
  `update officer set valid_to = case when $2 then ${TODAY} end where id = $1`,
)

/** Out of office from today on, or in office again. */
export const setInOffice = (tx: Tx, id: string, isInOffice: boolean) => tx.run(until, [id, !isInOffice])

const roles = statement('staff-roles', 'update officer set roles = $2 where id = $1')
export const writeRoles = (tx: Tx, id: string, given: readonly Role[]) => tx.run(roles, [id, given])

const endAll = statement<{ id: string }>(
  'staff-sign-out',
  'update session set closed_at = now() where officer_id = any($1::uuid[]) and closed_at is null returning id',
)

/** How many sessions were ended. */
export const endSessionsOf = async (tx: Tx, ids: readonly string[]): Promise<number> =>
  (await tx.run(endAll, [ids])).length

const leaveCounters = statement(
  'staff-leave-counters',
  'update counter_session set closed_at = now() where officer_id = $1 and closed_at is null',
)
export const leaveCountersOf = (tx: Tx, id: string) => tx.run(leaveCounters, [id])
