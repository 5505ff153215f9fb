import { hanoiDateOf, type Instant, type PlainDate, plainDate } from '#common/time.ts'
import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { isUuid } from '#platform/ids.ts'
import {
  type AbsenceJson,
  absenceOf,
  absencesCoveredBy,
  type DelegationJson,
  delegationOf,
  delegationsTo,
  inOffice,
} from './lending-store.ts'
import type { Officer } from './rules/policy.ts'
import { postsOf } from './rules/posts.ts'
import type { Role } from './rules/roles.ts'
import { type Assurance, isSureEnough, type Owed, owedBy, type SignInRules } from './rules/sign-in.ts'

/** An officer at work: who, in which session, at which counter. */
export interface SignedIn {
  officer: Officer
  expiresAt: Instant
  /** The database's time, taken once for this request. */
  now: Instant
  /** Names the state of the reference data (agencies, calendars, procedures): what was read under it still holds. */
  generation: string
  counterSession: OpenCounter | null
  sessionId: string
  assurance: Assurance
  /** What must be done before anything else. */
  owes: Owed | null
  /** Whether she came in surely enough to approve. */
  isSure: boolean
}

export interface OpenCounter {
  id: string
  counterId: string
  centreId: string
  openedAt: Instant
}

/** A counter and where it stands: reference data. */
export interface Counter {
  id: string
  name: string
  pointId: string
  pointName: string
  centreId: string
}

interface SignedInRow {
  session_id: string
  expires_at: Instant
  seen_at: Instant | null
  assurance: Assurance
  must_change_password: boolean
  now: Instant
  generation: number
  officer_id: string
  username: string
  full_name: string
  title: string
  authority_id: string
  unit_id: string
  roles: Role[]
  delegations: DelegationJson[] | null
  absences: AbsenceJson[] | null
  counter_session_id: string | null
  counter_id: string
  centre_id: string
  opened_at: Instant
}

// The legal day in Hanoi, whatever the zone of the machine or of the connection.
const TODAY = "date_trunc('day', now() at time zone 'Asia/Ho_Chi_Minh') at time zone 'Asia/Ho_Chi_Minh'"

/** SQL: whether a session has not been ended, has not lasted as long as it may, and was used lately. */
export const isOpen = (session: string): string =>
  `${session}.closed_at is null and ${session}.expires_at > now()
     and (${session}.idle_minutes is null
       or coalesce(${session}.seen_at, ${session}.opened_at) + make_interval(mins => ${session}.idle_minutes) > now())`

const signedInBy = statement<SignedInRow>(
  'signed-in-by',
  `select s.id as session_id, s.expires_at, s.seen_at, s.assurance, s.must_change_password, clock_timestamp() as now, g.generation, o.id as officer_id, o.username, o.full_name,
     o.title, o.authority_id, o.unit_id, o.roles, ${delegationsTo('o')} as delegations,
     ${absencesCoveredBy('o')} as absences, c.id as counter_session_id, c.counter_id, c.centre_id, c.opened_at
   from session s
   cross join reference_generation g
   join officer o on o.id = s.officer_id
   left join counter_session c on c.officer_id = o.id and c.closed_at is null and c.opened_at >= ${TODAY}
   where s.token_hash = $1 and ${isOpen('s')}
     and ${inOffice('o')}`,
)

/** Who bears this session, if it is open, and every post that she holds now. The hash must also be the transaction's `session` identity. */
export const findSignedIn = async (
  tx: Tx,
  tokenHash: string,
  rules: SignInRules,
): Promise<(SignedIn & { seenAt: Instant | null }) | null> => {
  const [row] = await tx.run(signedInBy, [tokenHash])
  if (!row) return null
  const own = {
    id: row.officer_id,
    authorityId: row.authority_id,
    unitId: row.unit_id,
    roles: row.roles,
  }
  const delegations = (row.delegations ?? []).map(delegationOf)
  const absences = (row.absences ?? []).map(absenceOf)
  return {
    officer: {
      ...own,
      username: row.username,
      fullName: row.full_name,
      title: row.title,
      posts: postsOf(own, delegations, absences, row.now),
    },
    sessionId: row.session_id,
    expiresAt: row.expires_at,
    seenAt: row.seen_at,
    assurance: row.assurance,
    owes: owedBy(own, { assurance: row.assurance, mustChangePassword: row.must_change_password }, rules),
    isSure: isSureEnough(row.assurance, rules),
    now: row.now,
    generation: generationOf(row.generation, row.now),
    counterSession: row.counter_session_id
      ? {
          id: row.counter_session_id,
          counterId: row.counter_id,
          centreId: row.centre_id,
          openedAt: row.opened_at,
        }
      : null,
  }
}

/** The legal day belongs to it: what takes effect at midnight is read again then. */
export const generationOf = (generation: number, now: Instant): string => `${generation}@${hanoiDateOf(now)}`

const generationToday = statement<{ generation: number; now: Instant }>(
  'generation-now',
  'select generation, clock_timestamp() as now from reference_generation',
)

/** The generation of the reference data, for whoever has no session to read it with. */
export const generationNow = async (tx: Tx): Promise<string> => {
  const [row] = await tx.run(generationToday, [])
  if (!row) throw new Error('the reference data has no generation')
  return generationOf(row.generation, row.now)
}

/** The legal day of a generation: what holds on that day may be kept under it, and nothing else. */
export const legalDayOf = (generation: string): PlainDate =>
  plainDate(generation.slice(generation.indexOf('@') + 1))

const used = statement(
  'session-used',
  `update session set seen_at = now()
   where id = (select id from session where token_hash = $1 for update skip locked)`,
)

/** Notes that a session was used; where another of its requests does so at this moment, that is enough. */
export const noteUse = (tx: Tx, tokenHash: string) => tx.run(used, [tokenHash])

/** What an account comes in with. */
export interface Credential {
  officerId: string
  authorityId: string
  hash: string
  /** A first password, that another must take the place of. */
  mustChange: boolean
  /** A first password that was not used in time. */
  isExpired: boolean
}

const passwordOf = statement<{
  officer_id: string
  authority_id: string
  password_hash: string
  must_change: boolean
  is_expired: boolean
}>(
  'password-of',
  `select o.id as officer_id, o.authority_id, c.password_hash, c.first_until is not null as must_change,
     coalesce(c.first_until <= now(), false) as is_expired
   from credential c join officer o on o.username = c.username
   where c.username = $1 and ${inOffice('o')}`,
)

export const findPassword = async (tx: Tx, username: string): Promise<Credential | null> => {
  const [row] = await tx.run(passwordOf, [username])
  return row
    ? {
        officerId: row.officer_id,
        authorityId: row.authority_id,
        hash: row.password_hash,
        mustChange: row.must_change,
        isExpired: row.is_expired,
      }
    : null
}

const hold = statement('password-hold', 'select username from credential where username = $1 for update')

/**
 * What an account comes in with, held until the commit. Whoever comes in and whoever changes how she comes in do so one after
 * the other: the second reads, after the lock, what the first has left.
 */
export const holdPassword = async (tx: Tx, username: string): Promise<Credential | null> => {
  await tx.run(hold, [username])
  return findPassword(tx, username)
}

const insertSession = statement<{ opened_at: Instant }>(
  'session-open',
  `insert into session (id, token_hash, officer_id, opened_at, expires_at, seen_at, idle_minutes, assurance, must_change_password,
     address, browser)
   values ($1, $2, $3, now(), now() + make_interval(hours => $4), now(), $5, $6, $7, $8, $9) returning opened_at`,
)

export interface NewSession extends Pick<SignInRules, 'sessionHours' | 'idleMinutes'> {
  id: string
  tokenHash: string
  officerId: string
  assurance: Assurance
  mustChangePassword: boolean
  address: string
  browser: string | null
}

/** When it was opened. */
export const openSession = async (tx: Tx, session: NewSession): Promise<Instant> => {
  const [row] = await tx.run(insertSession, [
    session.id,
    session.tokenHash,
    session.officerId,
    session.sessionHours,
    session.idleMinutes,
    session.assurance,
    session.mustChangePassword,
    session.address,
    session.browser,
  ])
  if (!row) throw new Error('a session was opened without a row')
  return row.opened_at
}

const endOldest = statement<{ id: string }>(
  'sessions-end-oldest',
  `update session set closed_at = now() where id in (
     select s.id from session s where s.officer_id = $1 and ${isOpen('s')} order by s.opened_at desc, s.id desc offset $2)
   returning id`,
)

/** How many were ended, so that as many as are kept go on: the newest. */
export const endOldestSessions = async (tx: Tx, officerId: string, kept: number): Promise<number> =>
  (await tx.run(endOldest, [officerId, kept])).length

const endSession = statement(
  'session-close',
  'update session set closed_at = now() where token_hash = $1 and closed_at is null',
)

export const closeSession = (tx: Tx, tokenHash: string) => tx.run(endSession, [tokenHash])

const oldSessions = statement(
  'session-sweep',
  "delete from session where expires_at < now() - interval '30 days'",
)

/** Forgets sessions that ended long ago; that their officers signed in stays in the ledger. */
export const sweepSessions = (tx: Tx) => tx.run(oldSessions, [])

export interface CounterRow {
  id: string
  number: number
  name: string
  point_name: string
  busy_with: string | null
}

const countersOfCentre = statement<CounterRow>(
  'counters-of-centre',
  `select k.id, k.number, k.name, p.name as point_name, o.full_name as busy_with
   from counter k
   join reception_point p on p.id = k.reception_point_id
   left join counter_session c on c.counter_id = k.id and c.closed_at is null and c.opened_at >= ${TODAY}
   left join officer o on o.id = c.officer_id
   where p.centre_id = $1 order by p.name, k.number`,
)

export const findCounters = (tx: Tx, centreId: string) => tx.run(countersOfCentre, [centreId])

const oneCounter = statement<{
  id: string
  name: string
  point_id: string
  point_name: string
  centre_id: string
}>(
  'counter-one',
  `select k.id, k.name, p.id as point_id, p.name as point_name, p.centre_id
   from counter k join reception_point p on p.id = k.reception_point_id where k.id = $1`,
)

export const findCounter = async (tx: Tx, id: string): Promise<Counter | null> => {
  const [row] = await tx.run(oneCounter, [id])
  return row
    ? {
        id: row.id,
        name: row.name,
        pointId: row.point_id,
        pointName: row.point_name,
        centreId: row.centre_id,
      }
    : null
}

const insertCounterSession = statement<{ id: string }>(
  'counter-session-open',
  `insert into counter_session (id, counter_id, centre_id, authority_id, officer_id, opened_at)
   values ($1, $2, $3, $4, $5, now()) on conflict do nothing returning id`,
)

/** The session that was opened; nothing when somebody sits there, or the officer sits elsewhere. */
export const openCounterSession = async (
  tx: Tx,
  row: { id: string; counterId: string; centreId: string; authorityId: string; officerId: string },
): Promise<{ id: string } | undefined> =>
  (
    await tx.run(insertCounterSession, [row.id, row.counterId, row.centreId, row.authorityId, row.officerId])
  )[0]

const forgotten = statement(
  'counter-session-forgotten',
  `update counter_session set closed_at = now()
   where closed_at is null and opened_at < ${TODAY} and (counter_id = $1 or officer_id = $2)`,
)

/** Ends what was left open on an earlier day at this counter or by this officer. */
export const closeForgotten = (tx: Tx, counterId: string, officerId: string) =>
  tx.run(forgotten, [counterId, officerId])

const turnOfOther = statement<{ officer_id: string }>(
  'counter-session-take-over',
  `update counter_session set closed_at = now()
   where counter_id = $1 and officer_id <> $2 and closed_at is null returning officer_id`,
)

export const endTurnOfOther = (tx: Tx, counterId: string, officerId: string) =>
  tx.run(turnOfOther, [counterId, officerId])

const turns = statement<{ officer_id: string; full_name: string; counter_name: string; opened_at: Instant }>(
  'counter-session-turns',
  `select c.officer_id, o.full_name, k.name as counter_name, c.opened_at
   from counter_session c join officer o on o.id = c.officer_id join counter k on k.id = c.counter_id
   where c.closed_at is null and (c.counter_id = $1 or c.officer_id = $2)`,
)

/** Who sits at this counter, and where this officer sits. */
export const findTurns = (tx: Tx, counterId: string, officerId: string) =>
  tx.run(turns, [counterId, officerId])

const endCounterSession = statement<{ counter_id: string }>(
  'counter-session-close',
  `update counter_session set closed_at = now()
   where id = $1 and officer_id = $2 and closed_at is null returning counter_id`,
)

export const closeCounterSession = (tx: Tx, id: string, officerId: string) =>
  tx.run(endCounterSession, [id, officerId])

export interface Unit {
  id: string
  code: string
  name: string
  parentName: string | null
  locality: string
  fn: string
  authorityId: string
  servesAuthorityId: string | null
  hotline: string | null
  address: string | null
}

interface UnitRow {
  id: string
  code: string
  name: string
  parent_name: string | null
  locality: string
  function: string
  authority_id: string
  serves_authority_id: string | null
  hotline: string | null
  address: string | null
}

const UNIT_COLUMNS =
  'id, code, name, parent_name, locality, function, authority_id, serves_authority_id, hotline, address'

const unitsOfAuthority = statement<UnitRow>(
  'units-of-authority',
  `select ${UNIT_COLUMNS}
   from agency where (authority_id = $1 or serves_authority_id = $1) and valid_to is null`,
)

/** The units of an authority and those of vertical agencies that serve it, as they are today. */
export const findUnits = async (tx: Tx, authorityId: string): Promise<Unit[]> =>
  (await tx.run(unitsOfAuthority, [authorityId])).map(toUnit)

const unitsStaffed = statement<{ unit_id: string }>(
  'units-staffed',
  `select distinct o.unit_id from officer o where o.unit_id = any ($1::uuid[]) and $2 = any (o.roles) and ${inOffice('o')}`,
)

/** Those of the units in which somebody holds that post today. */
export const findUnitsStaffed = async (
  tx: Tx,
  unitIds: readonly string[],
  role: Role,
): Promise<ReadonlySet<string>> =>
  new Set((await tx.run(unitsStaffed, [unitIds, role])).map(({ unit_id }) => unit_id))

const firstCentre = statement<UnitRow>(
  'first-centre',
  `select ${UNIT_COLUMNS}
   from agency where kind = 'CENTRE' and valid_to is null order by code limit 1`,
)

/** The centre whose portal this is: the first by code. */
export const findFirstCentre = async (tx: Tx): Promise<Unit | null> => {
  const [row] = await tx.run(firstCentre, [])
  return row ? toUnit(row) : null
}

const centres = statement<UnitRow>(
  'centres',
  `select ${UNIT_COLUMNS}
   from agency where kind = 'CENTRE' and valid_to is null order by code`,
)

export const findCentres = async (tx: Tx): Promise<Unit[]> => (await tx.run(centres, [])).map(toUnit)

const unitsById = statement<UnitRow>(
  'units-by-id',
  `select ${UNIT_COLUMNS}
   from agency where id = any($1::uuid[])`,
)

export const findUnitsById = async (tx: Tx, ids: readonly string[]): Promise<Unit[]> =>
  (await tx.run(unitsById, [ids])).map(toUnit)

const officerNames = statement<{ id: string; full_name: string; title: string; unit_name: string }>(
  'officer-names',
  `select o.id, o.full_name, o.title, a.name as unit_name from officer o join agency a on a.id = o.unit_id
   where o.id = any($1::uuid[])`,
)

/** Who acted, by name; what the house did by itself was done by no officer. */
export const findOfficers = (tx: Tx, actorIds: readonly string[]) =>
  tx.run(officerNames, [actorIds.filter(isUuid)])

const officersCalled = statement<{ id: string; username: string }>(
  'officers-called',
  `select o.id, o.username from officer o where o.username = any($1::text[]) and ${inOffice('o')}`,
)

/** Officers who are in office, by the names they sign in with. */
export const findOfficersNamed = async (
  tx: Tx,
  usernames: readonly string[],
): Promise<ReadonlyMap<string, string>> =>
  usernames.length === 0
    ? new Map()
    : new Map((await tx.run(officersCalled, [usernames])).map(({ username, id }) => [username, id]))

const postsCalled = statement<{ id: string; username: string; unit_id: string; roles: Role[] }>(
  'officers-called-posts',
  `select o.id, o.username, o.unit_id, o.roles from officer o where o.username = any($1::text[]) and ${inOffice('o')}`,
)

/** Officers who are in office with the posts of their own, by the names they sign in with. */
export const findPostsCalled = async (
  tx: Tx,
  usernames: readonly string[],
): Promise<ReadonlyMap<string, { id: string; posts: readonly { unitId: string; role: Role }[] }>> =>
  new Map(
    (await tx.run(postsCalled, [usernames])).map(({ id, username, unit_id, roles }) => [
      username,
      { id, posts: roles.map((role) => ({ unitId: unit_id, role })) },
    ]),
  )

const leaderOf = statement<{ id: string; full_name: string; title: string }>(
  'leader-of',
  `select id, full_name, title from officer where unit_id = $1 and 'LEADER' = any (roles) and valid_to is null order by valid_from, id limit 1`,
)

/** Whoever leads a unit today: the signer a draft is prepared for. */
export const findLeader = async (tx: Tx, unitId: string) => (await tx.run(leaderOf, [unitId]))[0]

const toUnit = (row: UnitRow): Unit => ({
  id: row.id,
  code: row.code,
  name: row.name,
  parentName: row.parent_name,
  locality: row.locality,
  fn: row.function,
  authorityId: row.authority_id,
  servesAuthorityId: row.serves_authority_id,
  hotline: row.hotline,
  address: row.address,
})
