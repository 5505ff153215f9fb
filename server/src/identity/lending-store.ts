import { ledgerPart } from '#audit/index.ts'
import { type Instant, instantFromMs, type PlainDate } from '#common/time.ts'
import type { Tx } from '#platform/db/database.ts'
import { inserting, joined, type PartRow } from '#platform/db/parts.ts'
import { statement } from '#platform/db/statement.ts'
import { answerPart } from '#platform/http/idempotency.ts'
import type { Absence, Colleague, Delegation } from './rules/posts.ts'
import type { Role } from './rules/roles.ts'

/** The SQL of delegations and absences. Row-level security keeps each authority to its own. */

/** What refuses two absences of one officer on one day, whoever notes them and whenever. */
export const ABSENCES_OVERLAP = 'absence_one_at_a_time'

/** SQL for whether an officer of that alias is one today. */
export const inOffice = (officer: string): string =>
  `${officer}.valid_from <= (now() at time zone 'Asia/Ho_Chi_Minh')::date
     and (${officer}.valid_to is null or ${officer}.valid_to > (now() at time zone 'Asia/Ho_Chi_Minh')::date)`

const colleague = (officer: string): string =>
  `jsonb_build_object('id', ${officer}.id, 'authorityId', ${officer}.authority_id, 'unitId', ${officer}.unit_id,
     'roles', ${officer}.roles)`

// What is over is left out here; what holds at the moment is said by the rule (`postsOf`), and by nothing else.
const DELEGATION = `jsonb_build_object('id', d.id, 'from', ${colleague('f')}, 'toOfficerId', d.to_officer_id,
    'unitId', d.unit_id, 'roles', d.roles, 'procedures', d.procedures, 'validFrom', d.valid_from, 'validTo', d.valid_to)`
const DELEGATIONS = `delegation d join officer f on f.id = d.from_officer_id
  where d.revoked_at is null and d.valid_to > now() and ${inOffice('f')}`
const ABSENCE = `jsonb_build_object('id', a.id, 'officer', ${colleague('f')}, 'coverId', a.cover_id,
    'firstDay', a.first_day, 'lastDay', a.last_day)`
const ABSENCES = `absence a join officer f on f.id = a.officer_id
  where a.withdrawn_at is null and a.last_day >= (now() at time zone 'Asia/Ho_Chi_Minh')::date and ${inOffice('f')}`

/** SQL for what the officer of that alias was lent, as a JSON list. */
export const delegationsTo = (officer: string): string =>
  `(select jsonb_agg(${DELEGATION}) from ${DELEGATIONS} and d.to_officer_id = ${officer}.id)`

/** SQL for whom the officer of that alias covers, as a JSON list. */
export const absencesCoveredBy = (officer: string): string =>
  `(select jsonb_agg(${ABSENCE}) from ${ABSENCES} and a.cover_id = ${officer}.id)`

/** A delegation as JSON has it: its times as PostgreSQL writes them. */
export interface DelegationJson extends Omit<Delegation, 'validFrom' | 'validTo' | 'revokedAt'> {
  validFrom: string
  validTo: string
}
export type AbsenceJson = Omit<Absence, 'withdrawnAt'>

const instantOf = (text: string): Instant => instantFromMs(Date.parse(text))

export const delegationOf = (json: DelegationJson): Delegation => ({
  ...json,
  validFrom: instantOf(json.validFrom),
  validTo: instantOf(json.validTo),
  revokedAt: null,
})

export const absenceOf = (json: AbsenceJson): Absence => ({ ...json, withdrawnAt: null })

const colleagues = statement<{ one: Colleague }>(
  'colleagues',
  `select ${colleague('o')} as one from officer o where o.id = any($1::uuid[]) and ${inOffice('o')}`,
)

/** Officers of any authority, as far as they are in office today. */
export const findColleagues = async (tx: Tx, ids: readonly string[]): Promise<Colleague[]> =>
  (await tx.run(colleagues, [ids])).map(({ one }) => one)

const absencesBetween = statement<{ one: AbsenceJson }>(
  'absences-between',
  `select ${ABSENCE} as one from absence a join officer f on f.id = a.officer_id
   where a.withdrawn_at is null and a.officer_id = any($1::uuid[]) and a.first_day <= $3::date and $2::date <= a.last_day
   order by a.first_day, a.id`,
)

/** When these officers are away between two legal days, both of them in it: days that are over too. */
export const findAbsencesBetween = async (
  tx: Tx,
  officerIds: readonly string[],
  firstDay: PlainDate,
  lastDay: PlainDate,
): Promise<Absence[]> =>
  (await tx.run(absencesBetween, [officerIds, firstDay, lastDay])).map(({ one }) => absenceOf(one))

const holders = statement<{ one: Colleague }>(
  'post-holders',
  `select ${colleague('o')} as one from officer o
   where o.unit_id = $1 and $2 = any (o.roles) and ${inOffice('o')} order by o.id`,
)

const lentOfUnit = statement<{ one: DelegationJson }>(
  'delegations-of-unit',
  `select ${DELEGATION} as one from ${DELEGATIONS} and d.unit_id = $1 and $2 = any (d.roles) order by d.id`,
)

const awayInAuthority = statement<{ one: AbsenceJson }>(
  'absences-in-authority',
  `select ${ABSENCE} as one from ${ABSENCES}
     and a.authority_id = (select authority_id from agency where id = $1) order by a.id`,
)

/** What `staffing` needs to know of a post: whose it is, who was lent it, who of the authority is away. */
export const findStaff = async (tx: Tx, unitId: string, role: Role) => {
  const [own, lent, away] = await Promise.all([
    tx.run(holders, [unitId, role]),
    tx.run(lentOfUnit, [unitId, role]),
    tx.run(awayInAuthority, [unitId]),
  ])
  return {
    holders: own.map(({ one }) => one),
    delegations: lent.map(({ one }) => delegationOf(one)),
    absences: away.map(({ one }) => absenceOf(one)),
  }
}

// ---- Written ---------------------------------------------------------------------------------------------------

const insertDelegation = joined(
  'delegation-make',
  [
    inserting('made', 'delegation', {
      id: 'uuid',
      authority_id: 'uuid',
      from_officer_id: 'uuid',
      to_officer_id: 'uuid',
      unit_id: 'uuid',
      roles: 'text[]',
      procedures: 'text[]',
      valid_from: 'timestamptz',
      valid_to: 'timestamptz',
      basis: 'text',
      made_at: 'timestamptz',
      made_by: 'uuid',
    }),
    ledgerPart,
    answerPart(null),
  ],
  '1',
)

const insertAbsence = joined(
  'absence-note',
  [
    inserting('noted', 'absence', {
      id: 'uuid',
      authority_id: 'uuid',
      officer_id: 'uuid',
      first_day: 'date',
      last_day: 'date',
      cover_id: 'uuid',
      noted_at: 'timestamptz',
      noted_by: 'uuid',
    }),
    ledgerPart,
    answerPart(null),
  ],
  '1',
)

const WRITES = { delegation: insertDelegation, absence: insertAbsence }

/** The row with its line in the ledger and the answer to its key, in one statement. */
export const writeArrangement = (
  tx: Tx,
  table: keyof typeof WRITES,
  row: PartRow,
  ledger: readonly PartRow[],
  answer: PartRow,
) => tx.run(...WRITES[table]([row], ledger, [answer]))

const revoke = statement<{ id: string }>(
  'delegation-revoke',
  'update delegation set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null returning id',
)

const withdraw = statement<{ id: string }>(
  'absence-withdraw',
  'update absence set withdrawn_at = $2, withdrawn_by = $3 where id = $1 and withdrawn_at is null returning id',
)

const ENDS = { delegation: revoke, absence: withdraw }

/** Whether it was this act that ended it; the row stays. */
export const endArrangement = async (
  tx: Tx,
  table: keyof typeof ENDS,
  id: string,
  now: Instant,
  officerId: string,
): Promise<boolean> => (await tx.run(ENDS[table], [id, now, officerId])).length > 0

// ---- Listed ----------------------------------------------------------------------------------------------------

export interface DelegationRow {
  id: string
  authority_id: string
  unit_id: string
  unit_name: string
  from_id: string
  from_name: string
  to_id: string
  to_name: string
  roles: Role[]
  procedures: string[] | null
  valid_from: Instant
  valid_to: Instant
  basis: string
  made_at: Instant
  made_by: string
  made_by_name: string
  revoked_at: Instant | null
  revoked_by_name: string | null
}

const DELEGATION_ROWS = `select d.id, d.authority_id, d.unit_id, u.name as unit_name, f.id as from_id,
    f.full_name as from_name, t.id as to_id, t.full_name as to_name, d.roles, d.procedures, d.valid_from, d.valid_to,
    d.basis, d.made_at, d.made_by, m.full_name as made_by_name, d.revoked_at, r.full_name as revoked_by_name
  from delegation d join agency u on u.id = d.unit_id join officer f on f.id = d.from_officer_id
  join officer t on t.id = d.to_officer_id join officer m on m.id = d.made_by left join officer r on r.id = d.revoked_by`

const oneDelegation = statement<DelegationRow>('delegation-one', `${DELEGATION_ROWS} where d.id = $1`)

export const findDelegation = async (tx: Tx, id: string) => (await tx.run(oneDelegation, [id]))[0]

/** Whose list it is, what else it shows, and after which row it goes on. */
export interface Listing {
  authorityId: string
  officerId: string
  every: boolean
  unitId: string | null
  cursor: string | null
}

const values = ({ authorityId, officerId, every, unitId, cursor }: Listing, most: number) => [
  authorityId,
  officerId,
  every,
  unitId,
  cursor,
  most,
]

const delegationList = statement<DelegationRow>(
  'delegations',
  `${DELEGATION_ROWS}
   where d.authority_id = $1
     and ($3 or d.unit_id = $4 or $2 in (d.from_officer_id, d.to_officer_id, d.made_by))
     and ($5::uuid is null or (d.made_at, d.id) < (select made_at, id from delegation where id = $5))
   order by d.made_at desc, d.id desc limit $6`,
)

/** The newest first. */
export const findDelegations = (tx: Tx, listing: Listing, most: number) =>
  tx.run(delegationList, values(listing, most))

export interface AbsenceRow {
  id: string
  authority_id: string
  unit_id: string
  unit_name: string
  officer_id: string
  officer_name: string
  cover_id: string | null
  cover_name: string | null
  first_day: PlainDate
  last_day: PlainDate
  noted_at: Instant
  noted_by: string
  noted_by_name: string
  withdrawn_at: Instant | null
  withdrawn_by_name: string | null
}

const ABSENCE_ROWS = `select a.id, a.authority_id, f.unit_id, f.id as officer_id, f.full_name as officer_name,
    u.name as unit_name, c.id as cover_id, c.full_name as cover_name, a.first_day, a.last_day, a.noted_at, a.noted_by,
    m.full_name as noted_by_name, a.withdrawn_at, w.full_name as withdrawn_by_name
  from absence a join officer f on f.id = a.officer_id join agency u on u.id = f.unit_id left join officer c on c.id = a.cover_id
  join officer m on m.id = a.noted_by left join officer w on w.id = a.withdrawn_by`

const oneAbsence = statement<AbsenceRow>('absence-one', `${ABSENCE_ROWS} where a.id = $1`)

export const findAbsence = async (tx: Tx, id: string) => (await tx.run(oneAbsence, [id]))[0]

const absenceList = statement<AbsenceRow>(
  'absences',
  `${ABSENCE_ROWS}
   where a.authority_id = $1
     and ($3 or f.unit_id = $4 or $2 in (a.officer_id, a.cover_id, a.noted_by))
     and ($5::uuid is null or (a.noted_at, a.id) < (select noted_at, id from absence where id = $5))
   order by a.noted_at desc, a.id desc limit $6`,
)

/** The newest first. */
export const findAbsences = (tx: Tx, listing: Listing, most: number) =>
  tx.run(absenceList, values(listing, most))

const delegationsFrom = statement<DelegationRow>(
  'delegations-from',
  `${DELEGATION_ROWS} where d.from_officer_id = $1 and d.revoked_at is null
     and d.valid_from <= now() and now() < d.valid_to order by d.id`,
)
const absencesNow = statement<AbsenceRow>(
  'absences-now',
  `${ABSENCE_ROWS} where a.officer_id = $1 and a.withdrawn_at is null
     and (now() at time zone 'Asia/Ho_Chi_Minh')::date between a.first_day and a.last_day order by a.id`,
)

/** By what an officer's own posts are somebody else's too, now. */
export const findStoodInFor = async (tx: Tx, officerId: string) => {
  const [delegations, absences] = await Promise.all([
    tx.run(delegationsFrom, [officerId]),
    tx.run(absencesNow, [officerId]),
  ])
  return { delegations, absences }
}

export interface ColleagueRow {
  id: string
  full_name: string
  title: string
  authority_id: string
  unit_id: string
  unit_name: string
  roles: Role[]
}

const colleagueList = statement<ColleagueRow>(
  'colleague-list',
  `select o.id, o.full_name, o.title, o.authority_id, o.unit_id, u.name as unit_name, o.roles
   from officer o join agency u on u.id = o.unit_id
   where o.authority_id = $1 and ${inOffice('o')} order by u.name, o.full_name, o.id`,
)

/** Whoever is an officer of the authority today, unit by unit. */
export const findColleaguesOf = (tx: Tx, authorityId: string) => tx.run(colleagueList, [authorityId])

const delegationsById = statement<DelegationRow>(
  'delegations-by-id',
  `${DELEGATION_ROWS} where d.id = any($1::uuid[]) order by d.id`,
)
const absencesById = statement<AbsenceRow>(
  'absences-by-id',
  `${ABSENCE_ROWS} where a.id = any($1::uuid[]) order by a.id`,
)

/** The delegations and absences by which somebody holds posts of others. */
export const findStandingsIn = async (tx: Tx, ids: readonly string[]) => {
  if (ids.length === 0) return { delegations: [], absences: [] }
  const [delegations, absences] = await Promise.all([
    tx.run(delegationsById, [ids]),
    tx.run(absencesById, [ids]),
  ])
  return { delegations, absences }
}
