import { attachCluster, type ConnectionSettings } from '#platform/db/cluster.ts'
import { silent } from '#platform/log.ts'
import { openHouse } from '../server/src/app.ts'
import { demoId } from '../server/src/demo-province.ts'
import type { Client } from '../server/test/support/client.ts'
import {
  allowAll,
  askBadly,
  handInAll,
  mixPapers,
  refuseAll,
  refuseCitizens,
  refuseStrangers,
  tellAll,
} from './access/about-dossiers.ts'
import {
  changedTables,
  deleteDossier,
  fingerprint,
  leftByStrangers,
  readings,
  writtenByOthers,
} from './access/afterwards.ts'
import { askOpenDoors, comeAndGo, comeBack, forgiven } from './access/doors.ts'
import { hearOf } from './access/hearing.ts'
import { NOT_THERE, RELATIONS, TAKES_NO_FILES } from './access/law.ts'
import { askByLentPosts } from './access/lent.ts'
import { Matrix, type Subject } from './access/matrix.ts'
import { askAboutAccounts, askAboutOneself, type Lent, lendAndEnd, sitDown } from './access/oneself.ts'
import { findAndUndo, sendPapers } from './access/papers.ts'
import { everybody, type Person, strangers } from './access/people.ts'
import { PLACES, ROLES } from './access/posts.ts'
import {
  ABOUT_A_DOSSIER,
  ABOUT_ONESELF,
  AWAY,
  counterOf,
  EVERY_REQUEST,
  NEW_DUE_AT,
  neverThere,
  type Target,
  targetOf,
} from './access/requests.ts'
import { type Outcome, readableElsewhere, tablesOf, tryEveryIdentity } from './access/rows.ts'
import { ACTS, CITIZEN_ACTS } from './access/situations.ts'
import { operationsOf } from './contract.ts'
import type { Finding, Proof, ProofContext } from './proof.ts'
import { sessionHash, sessionOf } from './sessions.ts'
import { type Settings, Sql } from './sql.ts'
import {
  bringTo,
  demoStaff,
  type Parked,
  receiptSecret,
  received,
  STATIONS,
  type Staff,
  type Station,
} from './stations.ts'
import { dice } from './support/dice.ts'
import { atLeast, exactly } from './support/figures.ts'
import { takeOverTwo } from './support/former.ts'
import { furnishProvince } from './support/furnish.ts'
import { type RunningHouse, startHouse } from './support/house.ts'
import { furnishLongWay } from './support/long-way.ts'
import { afterwards } from './support/places.ts'
import { quiet } from './support/quiet.ts'
import { handedIn } from './support/scans.ts'
import { noneOf } from './tally.ts'

/** Every operation × every role × every relation to the thing asked about, against the law's own table. */

// A short run stands at one station of each stretch: before the agencies are asked, while the matter is theirs, with the
// leader and the clerk, at the end; before it is accepted, while it rests, where it ended otherwise, on other ways. What
// is allowed at the others is done once.
const STRETCHES: readonly (readonly Station[])[] = [
  ['RECEIVED', 'HANDED_OVER', 'CHECKING'],
  ['CONSULTING', 'APPRAISING', 'ASKED_BESIDE'],
  ['AWAITING_APPROVAL', 'APPROVED', 'REVIEWING'],
  ['RESOLVED', 'RETURNED', 'CORRECTING'],
  ['FILED', 'NEEDS_COMPLETION'],
  ['AWAITING_EXTERNAL', 'SUPPLEMENT', 'AWAITING_PAYMENT', 'WITHDRAWAL_REQUESTED'],
  ['NOT_ACCEPTED', 'STOPPED'],
  ['CHECKING_ALONE', 'IN_PARTS', 'GATHERING'],
  ['PART_SILENT'],
]
// Of the eighty officers, those who ask badly in a short run, and of the acts, which are declared all alike, those that
// are asked for badly.
const FEW = 20
const FEW_ACTS = 8

const run = async ({ seed, short, say }: ProofContext): Promise<Finding[]> => {
  const chance = dice(seed, 'access')
  const stations = short ? STRETCHES.map((stretch) => chance.pick(stretch)) : STATIONS
  const house = await startHouse()
  const database = await house.database()
  const loader = await Sql.connect(database.loader)
  afterwards(() => loader.close())
  const operations = await operationsOf(house.visitor())
  const notInMatrix = operations
    .filter(({ id }) => !(id in EVERY_REQUEST))
    .map(({ id, method, path }) => `${id}: ${method} ${path}`)

  await furnishLongWay(database.loader)
  const staff = await demoStaff((username) => house.signIn(username))
  const known = await knower(house, database.loader)
  const dossiers = await park(house, staff, stations, known)
  const people = await everybody(loader, house.url)
  const [receipt, otherReceipt] = dossiers.map(targetOf) as [Target, Target]
  await owe(loader)
  const lent = await lend(staff)
  const gone = targetOf(await received(staff.receptionist))
  await quiet(loader)
  await deleteDossier(loader, gone.id)
  const elsewhere = await otherProvince(house, say)
  const outsiders = await strangers(loader, house.url, elsewhere.stranger)
  const holder = house.visitor()
  holder.cookie = `motcua=${receipt.secret}`
  outsiders.set('a visitor with the receipt', holder)

  const matrix = new Matrix()
  const { now } = await loader.one<{ now: string }>('select now()::text as now')
  const before = await fingerprint(loader)
  say(`${people.length} officers, ${dossiers.length} dossiers, ${operations.length} operations`)
  await refuseAll(matrix, people, dossiers, gone)
  const acts = Object.keys(ACTS) as (keyof typeof ACTS)[]
  await askBadly(
    matrix,
    short ? chance.shuffled(people).slice(0, FEW) : people,
    short ? chance.shuffled(acts).slice(0, FEW_ACTS) : acts,
    dossiers,
  )
  await mixPapers(matrix, people, dossiers)
  await refuseCitizens(matrix, house.visitor(), dossiers, () => forgiven(loader))
  await refuseStrangers(matrix, outsiders, dossiers, { ...receipt, counterId: counterOf('quevo.tt', 2) })
  await askAboutOneself(matrix, people, dossiers, lent)
  const someone = await loader.one<{ id: string }>(
    'select id from session where officer_id = $1 and closed_at is null limit 1',
    [demoId('officer.huong')],
  )
  await askAboutAccounts(
    matrix,
    ROLES.map((role) => people.find((person) => person.role === role)!),
    someone.id,
  )
  const after = await fingerprint(loader)
  const reading = await readings(
    loader,
    matrix.granted,
    people.map(({ id }) => id),
    now,
  )
  say(`${matrix.tally.of('cells')} cells asked; now posts lent for one procedure`)
  await askByLentPosts(matrix, loader, house.url, people, dossiers)
  say(`${matrix.tally.of('by a post lent for one procedure')} of them asked; now what the law allows`)

  await comeAndGo(matrix, loader, house.visitor)
  // After the others have come and gone: who signs out leaves the counter.
  const atCounter = await seated(loader, house, staff)
  await sitDown(matrix, people, atCounter.foreignSession)
  await askOpenDoors(matrix, loader, new Map([...outsiders, ...oneOfEachRole(people)]), receipt, otherReceipt)
  await tellAll(matrix, people, dossiers)
  await handInAll(matrix, people, dossiers)
  await allowAll(
    matrix,
    [...people, atCounter.first],
    stations,
    async (station) => known(await bringTo(staff, station)),
    () => forgiven(loader),
  )
  await sendPapers(matrix, people, await known(await bringTo(staff, 'HANDED_OVER')))
  await comeBack(matrix, loader, [atCounter.first, atCounter.second])
  await askElsewhere(matrix, elsewhere, dossiers)
  await lendAndEnd(matrix, people, lent)
  const [one, other] = dossiers as [Subject, Subject]
  const ownerOf = (dossier: Subject) =>
    loader.one<{ id: string }>('select owner_id as id from dossier where id = $1', [dossier.id])
  await findAndUndo(matrix, people, [one, other], [(await ownerOf(one)).id, (await ownerOf(other)).id])
  say(`${matrix.tally.of('cells')} cells asked; now what each hears of a dossier on its way`)
  await hearOf(matrix, people, async () => known(await bringTo(staff, 'AWAITING_APPROVAL')))
  await quiet(loader)
  const written = await writtenByOthers(loader)
  const left = await leftByStrangers(loader)

  // The lists of the law were asked: here rows alone are.
  await takeOverTwo(house)
  say('now row-level security alone')
  await leaveAJob(loader)
  await leaveSecondFactors(loader)
  const identities = await identitiesOf(
    loader,
    short ? PLACES.map((place) => chance.pick(people.filter((person) => person.place === place))) : people,
    [staff.receptionist, await sessionOf(loader, house.url, lent.colleagueId)],
  )
  const rows = await tryEveryIdentity({ app: database.app, loader: database.loader }, identities)
  const tables = (await tablesOf(loader)).map(({ name }) => name)
  const otherTables = await readableElsewhere(elsewhere.app, database.schema, tables)

  return [
    noneOf('operations of the contract that the matrix does not hold', notInMatrix, 'operations', say),
    exactly(
      'operations asked',
      operations.filter(({ id }) => matrix.asked.of(id) > 0).length,
      operations.length,
      'operations',
    ),
    atLeast('cells of the matrix', matrix.tally.of('cells'), short ? 5_000 : 10_000, 'requests'),
    ...RELATIONS.map((relation) =>
      atLeast(`asked as: ${relation}`, matrix.tally.of(relation), 100, 'requests'),
    ),
    ...[...outsiders.keys()].map((who) => atLeast(`asked as: ${who}`, matrix.tally.of(who), 15, 'requests')),
    atLeast(
      'rows seen by a post lent for one procedure',
      matrix.tally.of('rows seen by a post lent for one procedure'),
      50,
      'rows',
    ),
    atLeast('asked about a deleted id', matrix.tally.of('about a deleted id'), 100, 'requests'),
    noneOf('answers that are not the law’s', matrix.unlawful, 'answers', say),
    atLeast('answers held against those for what never was', matrix.tally.of('twins'), 1_000, 'pairs'),
    noneOf('hidden things that answer otherwise than nothing', matrix.telling, 'pairs', say),
    exactly(
      'acts that the law allows, and that were done',
      matrix.done.names().length,
      // And that something is filed.
      Object.keys(ACTS).length + Object.keys(CITIZEN_ACTS).length + 1,
      'acts',
    ),
    atLeast('asked from another province', matrix.tally.of('from another province'), 100, 'requests'),
    noneOf('tables changed by what was refused', changedTables(before, after), 'tables', say),
    noneOf('events by somebody whose work they are not', written.faults, `of ${written.events} events`, say),
    noneOf('other traces of somebody who did nothing', left, 'rows', say),
    noneOf('reads in the ledger that were not granted', reading.ungranted, 'reads', say),
    noneOf('granted reads without a line in the ledger', reading.unwritten, 'reads', say),
    ...ofRows(rows, say),
    noneOf('tables of this province that the role of another can read', otherTables, 'tables', say),
  ]
}

/** A dossier at each station in Quế Võ, and one of the other ward. */
const park = async (
  house: RunningHouse,
  staff: Staff,
  stations: readonly Station[],
  known: Knowing,
): Promise<Subject[]> => {
  const dossiers: Subject[] = []
  for (const station of stations) {
    const dossier = await known(await bringTo(staff, station))
    dossiers.push({ ...dossier, fileId: await handedInAt(station, staff.receptionist, dossier.id) })
  }
  const lan = await house.signIn('lan')
  await lan.openCounter('daovien.tt.counter.1')
  const other = await known(await received(lan))
  dossiers.push({ ...other, ward: 'daovien', fileId: await handedIn(lan, other.id) })
  const session = (await lan.get('/api/session')).body.counterSession.id
  await lan.delete(`/api/counter-sessions/${session}`)
  return dossiers
}

/** Nothing is handed in any more with what has ended. */
const handedInAt = async (station: Station, by: Client, id: string): Promise<string | null> =>
  TAKES_NO_FILES.includes(station) ? null : handedIn(by, id)

/** A decision that moved the date of every dossier that is there: somebody must be told of each. */
const owe = async (loader: Sql): Promise<void> => {
  await loader.all(
    `insert into calendar_change (id, number, issuer, decided_on, title, change, made_at, made_by)
     values (gen_random_uuid(), 'of Quế Võ', 'UBND', current_date, 'Nghỉ', '{}', now(), 'prove')`,
  )
  await loader.all(
    `insert into due_recomputation (id, change_id, authority_id, not_before, second_look, ended_at)
     select gen_random_uuid(), c.id, a.id, now(), true, now()
     from calendar_change c, agency a where a.code = 'H05.47.900'`,
  )
  await loader.all(`update dossier set current_due_at = '${NEW_DUE_AT}' where current_due_at is not null`)
  await loader.all(
    `insert into due_notice (dossier_id, home_authority_id, calendar_change_id, was_due_at, due_at, recorded_at)
     select d.id, d.authority_id, c.id, d.original_due_at, d.current_due_at, now() from dossier d, calendar_change c
     where d.current_due_at is not null`,
  )
}

/** A specialist who lends his post to a colleague and is away, covered by her. */
const lend = async (staff: Staff): Promise<Lent> => {
  const [colleagueId, awayId] = [demoId('officer.anh'), demoId('officer.dung')]
  const { makeDelegation } = ABOUT_ONESELF
  const made = await makeDelegation!(staff.specialist, { ...neverThere(), officerId: colleagueId })
  const noted = await staff.specialist.post('/api/absences', { coverId: colleagueId, ...AWAY })
  if (made.status !== 201 || noted.status !== 201)
    throw new Error(`nothing was lent: ${made.text} ${noted.text}`)
  return { delegationId: made.body.id, absenceId: noted.body.id, colleagueId, awayId }
}

type Knowing = (dossier: Parked) => Promise<Subject>

/** As its citizen knows it, by the secret of its receipt. */
const knower = async (house: RunningHouse, loader: ConnectionSettings): Promise<Knowing> => {
  const { dataFolder } = house
  return async (dossier) => ({
    ...dossier,
    ward: 'quevo',
    secret: dossier.secret ?? (await receiptSecret({ dataFolder, loader }, dossier.receiptId ?? '')),
  })
}

interface Seated {
  first: Person
  second: Person
  /** A counter session that is open and belongs to somebody else. */
  foreignSession: string
}

/** Two receptionists at open counters, who do what the law lets them. */
const seated = async (loader: Sql, house: RunningHouse, staff: Staff): Promise<Seated> => {
  const person = async (username: string, client: Client): Promise<Person> => ({
    id: demoId(`officer.${username}`),
    role: 'RECEPTIONIST',
    place: 'quevo.tt',
    atCounter: true,
    client,
  })
  const binh = await sessionOf(loader, house.url, demoId('officer.binh'))
  await binh.openCounter('quevo.tt.counter.3')
  return {
    first: await person('huong', staff.receptionist),
    second: await person('binh', binh),
    foreignSession: (await staff.receptionist.get('/api/session')).body.counterSession.id,
  }
}

const oneOfEachRole = (people: readonly Person[]): [string, Client][] =>
  ROLES.map((role) => [role, people.find((person) => person.role === role)!.client])

interface Elsewhere {
  people: readonly Person[]
  /** Signed in there. */
  stranger: Client
  app: ConnectionSettings
}

/** A second province: a schema of its own in the same database, with the same demo and so the same ids of officers. */
const otherProvince = async (house: RunningHouse, say: ProofContext['say']): Promise<Elsewhere> => {
  const cluster = await attachCluster({
    dataFolder: house.dataFolder,
    province: 'other_province',
    log: silent,
  })
  if (!cluster) throw new Error('the house runs no database of its own')
  const pastPolicies = await furnishProvince(cluster)
  const second = await openHouse({
    connection: cluster.app,
    dataFolder: house.dataFolder,
    publicUrl: house.url,
    log: silent,
    roles: { serve: true, work: false },
  })
  afterwards(() => second.close())
  const url = await second.app.listen({ host: '127.0.0.1', port: 0 })
  const loader = await Sql.connect(pastPolicies)
  afterwards(() => loader.close())
  say('a second province is open')
  const stranger = await sessionOf(loader, url, demoId('officer.huong'))
  return { people: await everybody(loader, url, ['quevo.tt', 'quevo.lanhdao']), stranger, app: cluster.app }
}

/** Of two officers: rows that everybody else must not see. */
const leaveSecondFactors = async (loader: Sql): Promise<void> => {
  const officers = [demoId('officer.phuoc'), demoId('officer.huong')]
  await loader.all(
    `insert into second_factor (officer_id, sealed, enrolled_at) select o, 'sealed', now() from unnest($1::uuid[]) as o`,
    [officers],
  )
  await loader.all(
    `insert into recovery_code (officer_id, code_hash, made_at) select o, 'hash ' || o, now() from unnest($1::uuid[]) as o`,
    [officers],
  )
}

/** Dossiers of one province asked for in another, by officers of the very same units there. */
const askElsewhere = async (
  matrix: Matrix,
  { people }: Elsewhere,
  dossiers: readonly Subject[],
): Promise<void> => {
  for (const person of people) {
    for (const [operation, asking] of Object.entries(ABOUT_A_DOSSIER)) {
      const who = `${person.role} at ${person.place} of another province`
      const never = await asking(person.client, neverThere())
      for (const dossier of dossiers.slice(0, 2)) {
        const answer = await matrix.ask(operation, who, asking, person.client, targetOf(dossier), NOT_THERE)
        matrix.tally.count('from another province')
        matrix.same(`${operation} by ${who}`, answer, never)
      }
    }
  }
}

/** As row-level security knows people: officers, the holder of a receipt, the public, the worker, who is signing in. */
const identitiesOf = async (
  loader: Sql,
  people: readonly Person[],
  bearers: readonly Client[],
): Promise<Settings[]> => {
  const receipts = await loader.all<{ receipt: string }>(
    'select receipt_hash as receipt from dossier order by id limit 2',
  )
  return [
    ...people.map(({ id, place }) => ({ actor: id, authority: demoId(place.split('.')[0] ?? place) })),
    { actor: demoId('officer.nobody'), authority: demoId('bhxh-daovien') },
    ...receipts.map(({ receipt }) => ({ actor: 'public', receipt })),
    { actor: 'public' },
    // A citizen who acts has shown the receipt of a dossier of this authority first.
    { actor: 'citizen', authority: demoId('daovien') },
    { actor: 'system' },
    { actor: 'system', authority: demoId('daovien') },
    { actor: 'keeper' },
    // Before it is known whose sessions they are: of her at a counter, and of her to whom posts were lent.
    ...bearers.map((client) => ({ session: sessionHash(client) })),
    { actor: 'public', sign_in: 'huong' },
    // Whoever changes her password is signed in and names her account; another names it too.
    { actor: demoId('officer.huong'), authority: demoId('quevo'), sign_in: 'huong' },
    { actor: demoId('officer.binh'), authority: demoId('quevo'), sign_in: 'huong' },
  ]
}

/** A job that nobody takes up, so that there is one to steal. */
const leaveAJob = (loader: Sql) =>
  loader.all(
    `insert into job (id, subscriber, order_key, event_seq, authority_id, run_at, dead_at)
     select gen_random_uuid(), 'nobody', id, 1, authority_id, now(), now() from dossier limit 1`,
  )

const ofRows = (rows: Outcome, say: ProofContext['say']): Finding[] => [
  atLeast('identities tried in SQL', rows.identities, PLACES.length, 'identities'),
  atLeast('statements tried in SQL', rows.tries, 500, 'statements'),
  atLeast('rows rightly seen in SQL', rows.readInside, 100, 'rows'),
  noneOf('secured tables that the law’s table does not hold', rows.tablesWithoutLaw, 'tables', say),
  noneOf('tables without row-level security that are not named', rows.unsecuredTables, 'tables', say),
  noneOf('secured tables without a row to try on', rows.emptyTables, 'tables', say),
  noneOf('SQL: rows seen without any identity', rows.seenByNobody, 'tables', say),
  noneOf('SQL: foreign rows read', rows.readOutside, 'rows', say),
  noneOf('SQL: foreign rows changed or deleted', rows.changedOutside, 'statements', say),
  noneOf('SQL: rows inserted for another authority', rows.insertedForOthers, 'statements', say),
  noneOf('SQL: rows hung on a foreign dossier', rows.insertedIntoForeign, 'statements', say),
]

export const access: Proof = {
  name: 'access',
  claim: 'Nobody reads or does what is not theirs, and what they may not see answers like what never was.',
  run,
}
