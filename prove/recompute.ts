import { isDeepStrictEqual } from 'node:util'
import pg from 'pg'
import { addDays, hanoiDateOf, instantFromMs, type PlainDate } from '#common/time.ts'
import { publishCalendar, type WorkingCalendar } from '#deadlines/index.ts'
import { type CalendarException, isWorkingDay } from '#deadlines/rules/calendar.ts'
import { deadline, NOTHING_HAPPENED } from '#deadlines/rules/deadline.ts'
import { type DossierRow, toDossier } from '#dossiers/row.ts'
import { deadlineBasis, isAccepted } from '#dossiers/rules/dossier.ts'
import type { DossierEvent } from '#dossiers/rules/events.ts'
import { fold } from '#dossiers/rules/evolve.ts'
import type { ConnectionSettings } from '#platform/db/cluster.ts'
import { multiply } from '../server/test/support/copies.ts'
import { reception } from '../server/test/support/household.ts'
import { type Record, strike, VICTIMS, type Victim } from './crash.ts'
import type { Finding, Proof, ProofContext } from './proof.ts'
import { drained } from './support/census.ts'
import { type Dice, dice } from './support/dice.ts'
import { atLeast, none, told } from './support/figures.ts'
import { rowsOf } from './support/furnish.ts'
import { startHouse } from './support/house.ts'
import { sleep } from './support/waiting.ts'

/**
 * Calendars change one after the other, and while open due dates follow, the program and its database are killed. Then every
 * date must be what the last calendar says, and every move have been written once.
 */

const SHORT = { dossiers: 3_000, decisions: 4, kills: 4 }
const LONG = { dossiers: 6_000, decisions: 20, kills: 40 }
const PATIENCE_MS = 180_000

const run = async ({ seed, short, say }: ProofContext): Promise<Finding[]> => {
  const wanted = short ? SHORT : LONG
  const chance = dice(seed, 'recompute')
  const house = await startHouse()
  const { loader } = await house.database()
  for (const [username, counter, share] of [
    ['huong', 'quevo.tt.counter.1', 0.7],
    ['lan', 'daovien.tt.counter.1', 0.3],
  ] as const) {
    const officer = await house.signIn(username)
    await officer.openCounter(counter)
    const { id } = (await officer.post('/api/dossiers', reception())).body
    await asLoader(loader, (client) => multiply(client, id, Math.floor(wanted.dossiers * share)))
  }
  const record: Record = {
    kills: { app: 0, database: 0, both: 0 },
    recoveries: { app: [], database: [], both: [] },
    failedStarts: 0,
    manualSteps: 0,
  }
  const kills = () => record.kills.app + record.kills.database + record.kills.both

  let known: WorkingCalendar | null = null
  let struckAmidst = 0
  for (
    let nth = 1;
    nth <= wanted.decisions || (kills() < wanted.kills && nth <= 3 * wanted.decisions);
    nth += 1
  ) {
    known = await calendarIn(loader)
    const decision = nextDecision(chance, known, nth)
    await asLoader(loader, (client) => publishCalendar(client, decision, 'prove'))
    const next: Victim[] = [...chance.shuffled(VICTIMS)]
    for (let blow = chance.between(1, 2); blow > 0 && record.manualSteps === 0; blow -= 1) {
      const isAmidst = await underWay(loader, Math.floor((wanted.dossiers * chance.between(5, 40)) / 100))
      await strike(house, record, next.pop() ?? 'app', null)
      if (isAmidst) struckAmidst += 1
    }
    await followed(loader)
    if (nth % 4 === 0) say(`${nth} decisions, ${kills()} kills`)
  }
  await secondLook(loader)
  const drain = await drained(loader)
  const rows = await rowsOf<DossierRow>(loader, 'select * from dossier')
  const events = await eventsIn(loader)
  const live = await calendarIn(loader)
  const versions = await versionsIn(loader)
  const moves = [...events.values()].flat().filter(({ type }) => type === 'CalendarFollowed')

  const astray = rows.filter((row) => {
    const dossier = toDossier(row)
    if (!isAccepted(dossier)) throw new Error('a dossier to follow was never accepted')
    const accepted = versions.get(dossier.deadline.calendar.version)
    if (!accepted) throw new Error('a calendar was lost')
    const { dueAt } = deadline(deadlineBasis(dossier, accepted), NOTHING_HAPPENED, live, dossier.lastEventAt)
    return dueAt !== dossier.currentDueAt
  })
  const unfolded = rows.filter(
    (row) => !isDeepStrictEqual(fold(row.id, events.get(row.id) ?? []), toDossier(row)),
  )
  const twice = [...events.values()].filter((of) => {
    const changes = of.flatMap((event) =>
      event.type === 'CalendarFollowed' ? [event.data.calendarChangeId] : [],
    )
    return new Set(changes).size < changes.length
  })
  const early = rows.filter((row) => (row.current_due_at ?? '') < (row.original_due_at ?? ''))
  const notices = await rowsOf<{ dossier_id: string; was_due_at: string; due_at: string }>(
    loader,
    'select dossier_id, was_due_at, due_at from due_notice',
  )
  const owed = new Map(notices.map((notice) => [notice.dossier_id, notice]))
  const wronglyOwed = rows.filter((row) => {
    const notice = owed.get(row.id)
    return row.current_due_at === row.original_due_at
      ? notice !== undefined
      : notice?.due_at !== row.current_due_at || notice?.was_due_at !== row.original_due_at
  })
  return [
    atLeast('open dossiers', rows.length, wanted.dossiers, 'dossiers'),
    atLeast('kills', kills(), wanted.kills, 'kills'),
    atLeast('kills while dates were being reckoned', struckAmidst, wanted.kills / 2, 'kills'),
    atLeast('moves written', moves.length, rows.length, 'events'),
    none('due dates that are not what the calendar says', astray.length, 'dossiers'),
    none('due dates before the one printed', early.length, 'dossiers'),
    none('dossiers that followed one decision twice', twice.length, 'dossiers'),
    none('dossiers whose events do not fold to their row', unfolded.length, 'dossiers'),
    none('tasks whose due date is not that of their row', await strayTaskDues(loader), 'tasks'),
    none('citizens on the list of who must be told wrongly, or missing', wronglyOwed.length, 'dossiers'),
    none('follow-ups left open', await openFollowUps(loader), 'authorities'),
    ...drain,
    none('manual steps', record.manualSteps, 'steps'),
    told('starts that failed and were repeated', record.failedStarts, 'starts'),
  ]
}

const asLoader = async <Done>(
  settings: ConnectionSettings,
  work: (client: pg.Client) => Promise<Done>,
): Promise<Done> => {
  const client = new pg.Client(settings)
  await client.connect()
  try {
    await client.query('begin')
    const done = await work(client)
    await client.query('commit')
    return done
  } finally {
    await client.end()
  }
}

const calendarIn = async (loader: ConnectionSettings): Promise<WorkingCalendar> => {
  const [row] = await rowsOf<{ body: WorkingCalendar }>(
    loader,
    `select body from working_calendar where key = 'administrative' and valid_to is null`,
  )
  if (!row) throw new Error('there is no calendar')
  return row.body
}

const versionsIn = async (loader: ConnectionSettings): Promise<Map<number, WorkingCalendar>> =>
  new Map(
    (
      await rowsOf<{ version: number; body: WorkingCalendar }>(
        loader,
        `select version, body from working_calendar where key = 'administrative'`,
      )
    ).map(({ version, body }) => [version, body]),
  )

/** Closes a working day of the next fortnight, or calls off what was closed before: by chance, but never nothing. */
const nextDecision = (chance: Dice, calendar: WorkingCalendar, nth: number) => {
  const today = hanoiDateOf(instantFromMs(Date.now()))
  const ours = calendar.exceptions.filter(({ source }) => source === 'prove').map(({ date }) => date)
  const ahead = Array.from({ length: 14 }, (_, day) => addDays(today, day + 1)).filter((date) =>
    isWorkingDay(calendar, date),
  )
  const calledOff = ours.length > 3 || (ours.length > 0 && chance.chance(0.3)) ? [chance.pick(ours)] : []
  const days = calledOff.length > 0 ? [] : [closure(chance.pick(ahead.slice(0, 6)))]
  return {
    decision: { number: `${nth}`, issuer: 'prove', decidedOn: today, title: 'Nghỉ' },
    agency: null,
    change: { days, confirmed: [], calledOff, hours: [], knownUntil: null },
  }
}

const closure = (date: PlainDate): CalendarException => ({
  kind: 'CLOSURE',
  date,
  name: { vi: 'Đóng cửa', en: 'Closed' },
  source: 'prove',
  confirmed: true,
})

/** How many dossiers the follow-ups that go on have looked at; null when none goes on. */
const progress = async (loader: ConnectionSettings): Promise<number | null> => {
  const [row] = await rowsOf<{ looked_at: number | null }>(
    loader,
    'select sum(looked_at)::integer as looked_at from due_recomputation where not second_look',
  )
  return row?.looked_at ?? null
}

/** Until so many have been looked at and others have not; false when it was over before that was seen. */
const underWay = async (loader: ConnectionSettings, dossiers: number): Promise<boolean> => {
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; ) {
    const lookedAt = await progress(loader).catch(() => 0)
    if (lookedAt === null || lookedAt >= dossiers) return lookedAt !== null
    await sleep(2)
  }
  return false
}

const followed = async (loader: ConnectionSettings): Promise<void> => {
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await sleep(200))
    if ((await progress(loader).catch(() => 0)) === null) return
  throw new Error(`due dates still follow after ${PATIENCE_MS / 1000} s`)
}

/** The second look is due a minute later; the proof does not wait. */
const secondLook = async (loader: ConnectionSettings): Promise<void> => {
  await rowsOf(loader, 'update due_recomputation set not_before = now() where ended_at is null')
  const until = performance.now() + PATIENCE_MS
  while (performance.now() < until && (await openFollowUps(loader)) > 0) await sleep(200)
}

const openFollowUps = async (loader: ConnectionSettings): Promise<number> => {
  const [row] = await rowsOf<{ count: number }>(
    loader,
    'select count(*) from due_recomputation where ended_at is null',
  )
  return row?.count ?? 0
}

const eventsIn = async (loader: ConnectionSettings): Promise<Map<string, DossierEvent[]>> => {
  const rows = await rowsOf<Omit<DossierEvent, 'actorId'> & { dossier_id: string; actor_id: string }>(
    loader,
    `select dossier_id, type, v, at, actor_id, authority_id as "authorityId",
       counter_session_id as "counterSessionId", data from dossier_event order by dossier_id, seq`,
  )
  const history = new Map<string, DossierEvent[]>()
  for (const { dossier_id, actor_id, ...event } of rows) {
    const all = history.get(dossier_id) ?? []
    all.push({ ...event, actorId: actor_id } as DossierEvent)
    history.set(dossier_id, all)
  }
  return history
}

const strayTaskDues = async (loader: ConnectionSettings): Promise<number> => {
  const [row] = await rowsOf<{ count: number }>(
    loader,
    `select count(*) from dossier d, jsonb_array_elements(d.position->'tasks') as open
     left join task t on t.id = (open->>'id')::uuid
     where t.due_at is distinct from (open->>'dueAt')::timestamptz or t.closed_at is not null`,
  )
  return row?.count ?? 0
}

export const recompute: Proof = {
  name: 'recompute',
  claim:
    'However it is killed while due dates follow a changed calendar, each is right in the end, and moved once.',
  run,
}
