import type { ProcedureVersion } from '#catalogue/index.ts'
import { readDossierCode } from '#common/dossier-code.ts'
import { masked } from '#common/names.ts'
import { type Instant, parseInstant, rfc3339InHanoi } from '#common/time.ts'
import { asLetters } from '#common/written-codes.ts'
import { findCalendarDecisions } from '#deadlines/index.ts'
import {
  attempt,
  attemptSubject,
  generationOf,
  neighbourhoodOf,
  networkOf,
  recentFailures,
} from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { notFound } from '#platform/refusal.ts'
import type { Office } from './office.ts'
import { receiptHash, unsealPerson } from './people.ts'
import { clockAt, type Dossier, isAccepted, type Wait } from './rules/dossier.ts'
import type { EventData, EventType } from './rules/events.ts'
import { calendarOf } from './rules/evolve.ts'
import { timeLeft } from './rules/time-left.ts'
import { find, findEvents, lock } from './store.ts'
import { isTold, NOTHING_TOLD, type Told, told } from './told.ts'
import { explanationOf, moment } from './views.ts'
import type { TrackingPage } from './wire.ts'

/**
 * Looking up one's own dossier with what stands on the receipt. The code is public and sequential, so it opens
 * nothing without the secret; an unknown code and a wrong secret are the same answer.
 */

interface TrackedRow {
  failures: string[]
  now: Instant
  generation: number
  id: string | null
  code: string | null
  state: Dossier['state']
  clock: Dossier['clock']
  authority_id: string
  procedure_version_id: string
  receiving_unit_id: string
  holder_unit_id: string | null
  submitted_at: Instant
  accepted_at: Instant | null
  clock_starts_at: Instant | null
  original_due_at: Instant | null
  current_due_at: Instant | null
  issued_at: Instant | null
  returned_at: Instant | null
  closed_at: Instant | null
  waits: Wait[] | null
  pauses: Dossier['pauses'] | null
  timeliness: Dossier['timeliness']
  outcome: Dossier['outcome']
  person_id: string | null
  person_version: number
  sealed: Buffer | null
  timeline: TimelineRow[] | null
}

type TimelineRow = [
  type: EventType,
  at: string,
  opens: { id: string; unitId: string }[] | null,
  /** Of an opinion: the task that asked for it. */
  taskId: string | null,
  /** Of its end without a result: why. */
  cause: Cause | null,
]
type Cause = EventData['NotAccepted']['cause'] | EventData['Stopped']['cause']

// One statement and one message, with the limiter in it: the row, its owner's sealed name and its events. Row-level
// security lets it see the dossier whose receipt the transaction's identity names, and nothing else. Names of units
// are kept in memory for a generation of the reference data. Lists leave as they are and are read here: aggregates
// and paths in jsonb took PostgreSQL a third longer (47 µs, now 36).
const tracked = statement<TrackedRow>(
  'dossier-tracked',
  `select
     ${recentFailures('$3')} as failures,
     clock_timestamp() as now, g.generation, d.id, d.code, d.state, d.clock, d.authority_id, d.procedure_version_id, d.receiving_unit_id,
     d.holder_unit_id, d.submitted_at, d.accepted_at, d.clock_starts_at, d.original_due_at, d.current_due_at, d.issued_at, d.returned_at,
     d.closed_at, d.position -> 'waits' as waits, d.position -> 'pauses' as pauses, d.timeliness, d.position ->> 'outcome' as outcome,
     p.id as person_id, p.version as person_version, p.sealed,
     (select json_agg(e.entry) from (
        select json_build_array(v.type, v.at, v.data -> 'opens', v.data -> 'taskId', v.data -> 'cause') as entry
        from dossier_event v where v.dossier_id = d.id order by v.seq) as e) as timeline
   from reference_generation g
   left join dossier d on d.code = $1 and d.receipt_hash = $2
   left join lateral (
     select v.id, v.version, v.sealed from person v where v.id = d.owner_id order by v.version desc limit 1) p on true`,
)

// Asked only where a date has moved: few of those who look up, and the statement above stays as short as it is.
const movedBy = statement<{ id: string; change_id: string }>(
  'dossier-tracked-moves',
  `select d.id, v.data ->> 'calendarChangeId' as change_id
   from dossier d join dossier_event v on v.dossier_id = d.id
   where d.code = $1 and d.receipt_hash = $2 and v.type = 'CalendarFollowed' and v.data -> 'from' <> v.data -> 'to'
   order by v.seq`,
)

// A citizen mistypes a few times; an office behind one address looks up for many. From elsewhere nobody closes a code to whoever
// holds its receipt, but by ten thousand guesses in a quarter of an hour: that takes 2,000 addresses, and of the 2^60 secrets
// that there may be it is one in a hundred million million (decision 0023).
const PER_CODE_THERE = 5
const PER_ADDRESS = 20
const PER_NEIGHBOURHOOD = 200
const PER_CODE = 10_000

export interface LookUp {
  code: string
  secret: string
  /** Where the request came from. */
  address: string
  /** The number of the owner or the submitter as it was typed: who gives it is told reasons too. */
  citizenNumber?: string
}

/**
 * The page, and the database's time that it was made at.
 * @throws Refusal NOT_FOUND for a code or secret that do not belong together, TOO_MANY after too many of those
 */
export const track = async (
  office: Office,
  lookUp: LookUp,
): Promise<{ page: TrackingPage; now: Instant }> => {
  const { row, hash } = await lookedUp(office, lookUp)
  const generation = generationOf(row.generation, row.now)
  const timeline = journeyOf(row.timeline ?? [])
  const [procedure, calendar, units] = await office.database.as({ actor: 'public' }, (tx) =>
    Promise.all([
      office.catalogue.version(tx, row.procedure_version_id),
      office.calendars.inForce(tx, generation, row.authority_id),
      office.directory.named(tx, generation, [
        row.receiving_unit_id,
        ...(row.holder_unit_id === null ? [] : [row.holder_unit_id]),
        ...timeline.flatMap((entry) => entry.units),
      ]),
    ]),
  )
  const moves =
    row.issued_at === null && row.current_due_at !== row.original_due_at
      ? await whyItMoved(office, procedure, row.code, hash, row.now)
      : NOT_MOVED
  const { asked, ...said } =
    row.id !== null && isTold({ state: row.state, waits: row.waits ?? [] }, timeline)
      ? await told(office, { id: row.id, receipt: hash, generation }, { ...lookUp, code: row.code })
      : NOTHING_TOLD
  const owner =
    row.person_id === null
      ? null
      : unsealPerson(office.sealer, { id: row.person_id, version: row.person_version, sealed: row.sealed })
  const centre = units.get(row.receiving_unit_id)
  const nameOf = (id: string) => units.get(id)?.name ?? ''
  const page: TrackingPage = {
    code: row.code,
    state: row.state,
    clock: clockAt({ clock: row.clock, clockStartsAt: row.clock_starts_at }, row.now),
    procedure: { title: procedure.title, titleEn: procedure.titleEn },
    ownerMasked: owner ? masked(owner.fullName) : null,
    submittedAt: rfc3339InHanoi(row.submitted_at),
    acceptedAt: moment(row.accepted_at),
    clockStartsAt: moment(row.clock_starts_at),
    dueAt: moment(row.current_due_at),
    printedDueAt: moment(row.original_due_at),
    movedBy: moves.decisions,
    explanation: moves.explanation,
    issuedAt: moment(row.issued_at),
    returnedAt: moment(row.returned_at),
    closedAt: moment(row.closed_at),
    timeliness: row.timeliness,
    workingTimeLeft: timeLeft(
      calendar,
      {
        currentDueAt: row.current_due_at,
        issuedAt: row.issued_at ?? row.closed_at,
        pauses: row.pauses ?? [],
      },
      row.now,
    ),
    waitsForYou: askedOfCitizen(row.waits ?? [], asked),
    outcome: outcomeOf(row),
    correctedAt: correctedIn(timeline),
    ...said,
    holderUnit: row.holder_unit_id === null ? null : nameOf(row.holder_unit_id),
    collectAt: {
      name: centre?.name ?? '',
      address: centre?.address ?? null,
      hotline: centre?.hotline ?? null,
    },
    timeline: timeline.map(({ type, at, units: named }) => ({
      type,
      at,
      unit: named.length === 0 ? null : [...new Set(named.map(nameOf))].join(', '),
    })),
  }
  return { page, now: row.now }
}

/** The dossier that a receipt opens, or the same refusal for a wrong code and a wrong secret. */
const lookedUp = async (office: Office, lookUp: LookUp) => {
  const code = readDossierCode(lookUp.code)
  const hash = receiptHash(office.sealer, asLetters(lookUp.secret) || '-')
  const network = networkOf(lookUp.address)
  const limits = {
    [attemptSubject(office.sealer, 'code-there', `${code} ${network}`)]: PER_CODE_THERE,
    [attemptSubject(office.sealer, 'look-up', network)]: PER_ADDRESS,
    [attemptSubject(office.sealer, 'look-up-near', neighbourhoodOf(lookUp.address))]: PER_NEIGHBOURHOOD,
    [attemptSubject(office.sealer, 'code', code)]: PER_CODE,
  }
  const row = await attempt(limits, async (trial) => {
    const [found] = await office.database.as({ receipt: hash }, (tx) =>
      tx.commitWith(tracked, [code, hash, Object.keys(limits)]),
    )
    if (!found) throw new Error('the reference data have no generation')
    // Of a secret that a machine made, of 60 bits, a thousand guesses at once are as hopeless as five: who is right is told, and
    // writes nothing, however many of a household or an office look at the same time.
    trial.mustHaveRoom(found.failures)
    if (found.code !== null) return found
    await office.database.as({ actor: 'public' }, trial.count)
    throw notFound()
  })
  return { row: { ...row, code: row.code ?? code }, hash }
}

/**
 * Does something on the dossier that a receipt opens, as the citizen who has it in hand; in one transaction.
 * @throws Refusal as `track` does
 */
export const byReceipt = async <Result>(
  office: Office,
  lookUp: LookUp,
  work: (tx: Tx, dossier: Dossier, moment: { now: Instant; generation: string }) => Promise<Result>,
): Promise<Result> => {
  const { row } = await lookedUp(office, lookUp)
  return office.database.as({ actor: 'citizen', authority: row.authority_id }, async (tx) => {
    const dossier = row.id === null ? null : await lock(tx, row.id)
    if (!dossier) throw notFound()
    return work(tx, dossier, { now: row.now, generation: generationOf(row.generation, row.now) })
  })
}

/** What the citizen is asked for, by when; what others are asked is none of theirs to do. */
const askedOfCitizen = (waits: readonly Wait[], asked: Told['asked']): TrackingPage['waitsForYou'] =>
  waits
    .flatMap(({ id, taskId, kind, since, replyBy }) =>
      kind === 'SUPPLEMENT' || kind === 'OBLIGATION'
        ? [
            {
              taskId,
              kind,
              since: rfc3339InHanoi(since),
              replyBy: moment(replyBy),
              ...(asked.get(id) ?? { papers: [], reason: null }),
            },
          ]
        : [],
    )
    .sort((one, other) => (one.replyBy ?? OPEN_END).localeCompare(other.replyBy ?? OPEN_END))

// What has no day comes after what has one.
const OPEN_END = '9999'

/** How it ended. What a draft proposes is nobody's to know before it is issued. */
const outcomeOf = ({ state, outcome, timeline }: TrackedRow): TrackingPage['outcome'] => {
  if (state === 'RESOLVED' || state === 'RETURNED') return outcome
  if (state !== 'NOT_ACCEPTED' && state !== 'STOPPED') return null
  const cause = (timeline ?? []).findLast(([, , , , because]) => because !== null)?.[4]
  if (cause === 'WITHDRAWN' || cause === 'NOT_COMPLETED') return cause
  return state === 'STOPPED' ? 'STOPPED' : 'NOT_ACCEPTED'
}

/** When what is there to collect, or is being put right once more, took the place of a wrong result. */
const correctedIn = (timeline: readonly { type: EventType; at: string }[]): string | null =>
  timeline.findLast(({ type }) => type === 'CorrectionIssued')?.at ?? null

interface Moves {
  /** Each decision once, the last one last. */
  decisions: string[]
  explanation: TrackingPage['explanation']
}

const NOT_MOVED: Moves = { decisions: [], explanation: [] }

/** The decisions that moved a date, and the days one by one, by the calendar that it was last reckoned by. */
const whyItMoved = (
  office: Office,
  procedure: ProcedureVersion,
  code: string,
  hash: string,
  now: Instant,
): Promise<Moves> =>
  office.database.as({ receipt: hash }, async (tx) => {
    const moves = await tx.run(movedBy, [code, hash])
    const ids = [...new Set(moves.map(({ change_id }) => change_id))]
    const id = moves[0]?.id
    if (id === undefined) return NOT_MOVED
    const [decisions, dossier, events] = await Promise.all([
      findCalendarDecisions(tx, ids),
      find(tx, id),
      findEvents(tx, id),
    ])
    if (dossier === null || !isAccepted(dossier)) return NOT_MOVED
    const [acceptedUnder, reckonedBy] = await Promise.all([
      office.calendars.version(tx, dossier.deadline.calendar),
      office.calendars.version(tx, calendarOf(dossier, events) ?? dossier.deadline.calendar),
    ])
    return {
      decisions: ids.flatMap((changeId) => {
        const decision = decisions.find((one) => one.id === changeId)
        return decision ? [`${decision.number}: ${decision.title}`] : []
      }),
      explanation: explanationOf({ dossier, events, procedure, acceptedUnder, reckonedBy }, now),
    }
  })

/** What happened, with the units it went to; of an opinion, the unit that gave it. */
const journeyOf = (rows: readonly TimelineRow[]) => {
  const unitOfTask = new Map(
    rows.flatMap(([, , opens]) => (opens ?? []).map(({ id, unitId }) => [id, unitId] as const)),
  )
  return rows.map(([type, at, opens, taskId]) => {
    const giver = taskId === null ? undefined : unitOfTask.get(taskId)
    const units = giver === undefined ? (opens ?? []).map(({ unitId }) => unitId) : [giver]
    return { type, at: rfc3339InHanoi(parseInstant(at)), units }
  })
}
