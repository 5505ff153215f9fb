import { ledgerPart } from '#audit/index.ts'
import { isUniqueViolation, type Tx } from '#platform/db/database.ts'
import { type Column, inserting, joined, type Part, type PartRow, updating } from '#platform/db/parts.ts'
import { statement } from '#platform/db/statement.ts'
import { answerPart } from '#platform/http/idempotency.ts'
import { jobsPart } from '#platform/jobs/jobs.ts'
import { Refusal } from '#platform/refusal.ts'
import {
  ARTEFACT,
  type ArtefactWrite,
  AT_RECEPTION,
  artefactRow,
  CHANGING,
  CLOSING,
  closing,
  DOSSIER,
  EVENT,
  eventRow,
  NOTE,
  type NoteWrite,
  noteRow,
  OPENED,
  openedRow,
  PERSON,
  type PersonWrite,
  personRow,
} from './event-rows.ts'
import { wordRows, wordsPart } from './keyed-words.ts'
import { type DossierRow, positionOf, rowOf, toDossier } from './row.ts'
import type { Dossier } from './rules/dossier.ts'
import type { DossierEvent, EventType, Movement } from './rules/events.ts'
import { MOST_LOAD } from './rules/load.ts'

/**
 * The only SQL that writes row, events, tasks, persons, notes and papers of a dossier, an act at a time. It accepts events
 * and what they bring with them, never a status: the row it writes is the fold of the events it writes, in the same
 * statement.
 */

/** Everything one act writes. */
export interface Act {
  before: Dossier | null
  after: Dossier
  events: readonly DossierEvent[]
  persons: readonly PersonWrite[]
  notes: readonly NoteWrite[]
  artefacts: readonly ArtefactWrite[]
  requestId: string | null
  /** From other rooms, each ready for its part. */
  ledger: readonly PartRow[]
  jobs: readonly PartRow[]
  answers: readonly PartRow[]
}

const CODE = '(select code from next_code)'

const events = (data: Column): Part => inserting('event_rows', 'dossier_event', { ...EVENT, data })

const opened = inserting('opened_tasks', 'task', OPENED)

const closed = updating('closed_tasks', 'task', CLOSING, {
  keys: { id: 'uuid', dossier_id: 'uuid' },
  where: 'task.id = x.id and task.dossier_id = x.dossier_id and task.closed_at is null',
  returning: 'task.id',
})

const persons = inserting('person_rows', 'person', PERSON)

const notes = inserting('note_rows', 'note', NOTE)

const artefacts = inserting('artefact_rows', 'artefact', ARTEFACT)

/**
 * The number of the day, per agency. It is taken by the statement that inserts the dossier, and its row is held only
 * until the commit that travels with it. It looks like `H05.47-261122-0001`: the agency's identifier, the day, the
 * number; from the fifth digit on it grows.
 */
const code = inserting(
  'next_code',
  'dossier_counter',
  { agency_code: 'text', day: 'text', last: { as: '1' }, authority_id: 'uuid' },
  `on conflict (authority_id, agency_code, day) do update set last = dossier_counter.last + 1
    returning agency_code || '-' || day || '-' || lpad(last::text, greatest(4, length(last::text)), '0') as code`,
)

const inserted = inserting('dossier_row', 'dossier', { ...DOSSIER, code: { as: CODE } }, 'returning code')

const AS_IT_WAS = {
  keys: { id: 'uuid', was: 'integer' },
  where: 'dossier.id = x.id and dossier.version = x.was',
  returning: 'dossier.code',
} as const

const updated = updating('dossier_row', 'dossier', CHANGING, AS_IT_WAS)
const updatedAtReception = updating('dossier_row', 'dossier', { ...AT_RECEPTION, ...CHANGING }, AS_IT_WAS)

/** Tasks that stay open and move: another date, another officer. */
const moving = updating(
  'moved_tasks',
  'task',
  { due_at: 'timestamptz', officer_id: 'text' },
  {
    keys: { id: 'uuid', dossier_id: 'uuid' },
    where: 'task.id = x.id and task.dossier_id = x.dossier_id and task.closed_at is null',
    returning: 'task.id',
  },
)

const recordFirst = joined<{ code: string }>(
  'record-first',
  [
    persons,
    wordsPart,
    notes,
    artefacts,
    opened,
    ledgerPart,
    jobsPart,
    code,
    inserted,
    events({ as: `x.data || jsonb_build_object('code', ${CODE})`, from: 'jsonb' }),
    answerPart(`jsonb_build_object('code', ${CODE})`),
  ],
  '(select code from dossier_row) as code',
)

const recordingNext = (name: string, row: Part) =>
  joined(
    name,
    [
      persons,
      notes,
      artefacts,
      opened,
      closed,
      moving,
      ledgerPart,
      jobsPart,
      row,
      events('jsonb'),
      answerPart(null),
    ],
    '1',
  )

const recordNext = recordingNext('record-next', updated)
// Rare, and the statement above stays as short as it is.
const recordAtReception = recordingNext('record-at-reception', updatedAtReception)

/** Writes the first act of a dossier, its filing or reception, and commits; answers the code it was given. */
export const recordFiling = async (
  tx: Tx,
  act: Act,
  number: { agencyCode: string; day: string; authorityId: string },
): Promise<string> => {
  const [row] = await tx.commitWith(
    ...recordFirst(
      personRows(act),
      newWordRows(act),
      noteRows(act),
      artefactRows(act),
      openedRows(act),
      act.ledger,
      act.jobs,
      [{ agency_code: number.agencyCode, day: number.day, authority_id: number.authorityId }],
      [rowOf(act.after)],
      eventRows(act),
      act.answers,
    ),
  )
  if (!row) throw new Error('a dossier was recorded without a row')
  return row.code
}

/**
 * Writes a further act. The dossier must be locked.
 * @param how whether it is committed in the same message, or its transaction goes on
 * @throws Refusal number-taken when the authority gave the result's number to another paper this year
 */
export const record = async (tx: Tx, act: Act, how: 'COMMIT' | 'GO_ON'): Promise<void> => {
  const isAtReception = act.events.some(({ type }) => type === 'Accepted' || type === 'ReceptionCorrected')
  const [written, values] = (isAtReception ? recordAtReception : recordNext)(
    personRows(act),
    noteRows(act),
    artefactRows(act),
    openedRows(act),
    closedRows(act),
    movedRows(act),
    act.ledger,
    act.jobs,
    [{ ...rowOf(act.after), was: act.before?.version ?? 0 }],
    eventRows(act),
    act.answers,
  )
  await (how === 'COMMIT' ? tx.commitWith(written, values) : tx.run(written, values)).catch(
    (error: unknown) => {
      throw isUniqueViolation(error, 'dossier_result_number')
        ? new Refusal('CONFLICT', 'number-taken', { next: null })
        : error
    },
  )
}

/** Tasks that were open before and are still, and are due another time or somebody's now. */
const movedRows = ({ before, after }: Act) =>
  (before?.tasks ?? []).flatMap((was) => {
    const task = after.tasks.find(({ id }) => id === was.id)
    if (!task || (task.dueAt === was.dueAt && task.officerId === was.officerId)) return []
    return [{ id: task.id, dossier_id: after.id, due_at: task.dueAt, officer_id: task.officerId ?? null }]
  })

const followed = updating(
  'dossier_row',
  'dossier',
  { current_due_at: 'timestamptz', position: 'jsonb', version: 'integer', last_event_at: 'timestamptz' },
  {
    keys: { id: 'uuid', was: 'integer' },
    where: 'dossier.id = x.id and dossier.version = x.was',
    returning: 'dossier.id',
  },
)

const taskDues = updating(
  'moved_tasks',
  'task',
  { due_at: 'timestamptz' },
  {
    keys: { id: 'uuid', dossier_id: 'uuid' },
    where: 'task.id = x.id and task.dossier_id = x.dossier_id and task.closed_at is null',
    returning: 'task.id',
  },
)

const recordManyFollowed = joined('record-followed', [taskDues, jobsPart, followed, events('jsonb')], '1')

/** Writes what a change of the calendar did to many dossiers; all of them must be locked. */
export const recordFollowed = async (
  tx: Tx,
  followed: readonly { before: Dossier; after: Dossier; event: DossierEvent }[],
  jobs: readonly PartRow[],
): Promise<void> => {
  const moving = followed.flatMap(({ after, event }) =>
    event.type === 'CalendarFollowed'
      ? event.data.taskDues.map(({ taskId, dueAt }) => ({ id: taskId, dossier_id: after.id, due_at: dueAt }))
      : [],
  )
  await tx.run(
    ...recordManyFollowed(
      moving,
      jobs,
      followed.map(({ before, after }) => followedRow(before, after)),
      followed.map(({ after, event }) => eventRow(after, after.version, event, null)),
    ),
  )
}

const followedRow = (before: Dossier, after: Dossier) => ({
  id: after.id,
  was: before.version,
  current_due_at: after.currentDueAt,
  position: positionOf(after),
  version: after.version,
  last_event_at: after.lastEventAt,
})

const firstSeq = (act: Act) => (act.before?.version ?? 0) + 1

const envelope = (act: Act) => {
  const [event] = act.events
  if (!event) throw new Error('an act without an event')
  return event
}

const eventRows = (act: Act) =>
  act.events.map((event, index) => eventRow(act.after, firstSeq(act) + index, event, act.requestId))

const openedRows = (act: Act) =>
  act.events.flatMap((event) => event.data.opens.map((task) => openedRow(act.after, event, task)))

const closedRows = (act: Act) =>
  act.events.flatMap((event) =>
    event.data.closes.map((task) => ({
      id: task.id,
      dossier_id: act.after.id,
      ...closing(event, task),
    })),
  )

const personRows = (act: Act) => act.persons.map((person) => personRow(act.after, envelope(act), person))

/** Who finds the people of this act: everybody who takes part after it. */
const newWordRows = (act: Act) =>
  act.persons.flatMap((person) => wordRows(person, envelope(act).at, act.after, act.after.authorities))

const noteRows = (act: Act) => act.notes.map((note) => noteRow(act.after, envelope(act), note))

/** Of the event that names it: a withdrawal before acceptance makes two, and its M05 is the second's, which prints it. */
const seqOfPaper = (act: Act, id: string): number =>
  firstSeq(act) +
  Math.max(
    0,
    act.events.findIndex(({ data }) => Object.values(data).includes(id)),
  )

const artefactRows = (act: Act) =>
  act.artefacts.map((artefact) =>
    artefactRow(act.after, envelope(act), seqOfPaper(act, artefact.id), artefact),
  )

// ---- Reading ----------------------------------------------------------------------------------------------------

const DOSSIER_COLUMNS = ['code', ...Object.keys(DOSSIER)].join(', ')

const forUpdate = statement<DossierRow>(
  'dossier-lock',
  `select ${DOSSIER_COLUMNS} from dossier where id = $1 for update`,
)
const byId = statement<DossierRow>('dossier-by-id', `select ${DOSSIER_COLUMNS} from dossier where id = $1`)

/** The dossier, held until the end of the transaction; null when it is not there or may not be known to be. */
export const lock = async (tx: Tx, id: string): Promise<Dossier | null> =>
  firstDossier(await tx.run(forUpdate, [id]))
export const find = async (tx: Tx, id: string): Promise<Dossier | null> =>
  firstDossier(await tx.run(byId, [id]))

const these = statement<DossierRow>(
  'dossiers-these',
  `select ${DOSSIER_COLUMNS} from dossier where id = any($1)`,
)
// In the order in which a decision on the calendar locks them: whoever waits for the other waits in one direction.
const theseShared = statement<DossierRow>(
  'dossiers-these-shared',
  `select ${DOSSIER_COLUMNS} from dossier where id = any($1) order by accepted_at, id for share`,
)

/** Those of these dossiers that are there and may be known to be. */
export const findThese = async (tx: Tx, ids: readonly string[]): Promise<Dossier[]> =>
  ids.length === 0 ? [] : (await tx.run(these, [ids])).map(toDossier)

/** The same, as they will stay until the end of the transaction: nobody acts on them meanwhile. */
export const holdThese = async (tx: Tx, ids: readonly string[]): Promise<Dossier[]> =>
  (await tx.run(theseShared, [ids])).map(toDossier)

const openAfter = statement<DossierRow>(
  'dossiers-open-after',
  `select ${DOSSIER_COLUMNS} from dossier
   where issued_at is null and closed_at is null and accepted_at is not null and current_due_at is not null and authority_id = $1 and (accepted_at, id) > ($2, $3)
   order by accepted_at, id limit $4 for update`,
)

/** The next open dossiers of an authority that have a term, in the order of their acceptance; each is locked. */
export const lockOpenAfter = async (
  tx: Tx,
  authorityId: string,
  acceptedAt: string,
  id: string,
  most: number,
): Promise<Dossier[]> => (await tx.run(openAfter, [authorityId, acceptedAt, id, most])).map(toDossier)

const firstDossier = (rows: readonly DossierRow[]): Dossier | null => (rows[0] ? toDossier(rows[0]) : null)

interface EventRow {
  type: EventType
  v: number
  at: string
  actor_id: string
  authority_id: string
  counter_session_id: string | null
  on_behalf_of: DossierEvent['onBehalfOf'] | null
  data: Movement
}

const history = statement<EventRow>(
  'dossier-history',
  `select type, v, at, actor_id, authority_id, counter_session_id, on_behalf_of, data from dossier_event where dossier_id = $1 order by seq`,
)

/** Everything that happened to a dossier, in order. */
export const findEvents = async (tx: Tx, id: string): Promise<DossierEvent[]> =>
  (await tx.run(history, [id])).map(
    (row) =>
      ({
        type: row.type,
        v: row.v,
        at: row.at,
        actorId: row.actor_id,
        authorityId: row.authority_id,
        counterSessionId: row.counter_session_id,
        ...(row.on_behalf_of ? { onBehalfOf: row.on_behalf_of } : {}),
        data: row.data,
      }) as DossierEvent,
  )

export interface SealedPerson {
  id: string
  version: number
  part: 'OWNER' | 'SUBMITTER' | 'SUBJECT' | 'RECEIVER'
  sealed: Buffer | null
}

const personsOf = statement<SealedPerson>(
  'dossier-persons',
  'select distinct on (id) id, version, part, sealed from person where dossier_id = $1 order by id, version desc',
)

export const findPersons = (tx: Tx, dossierId: string) => tx.run(personsOf, [dossierId])

export interface SealedNote {
  id: string
  kind: string
  sealed: Buffer | null
  written_at: string
  written_by: string
}

const notesOf = statement<SealedNote>(
  'dossier-notes',
  'select id, kind, sealed, written_at, written_by from note where dossier_id = $1 order by written_at',
)

export const findNotes = (tx: Tx, dossierId: string) => tx.run(notesOf, [dossierId])

export interface ArtefactRow {
  id: string
  dossier_id: string
  form: string
  template_version: string
  sealed: Buffer | null
  frozen_at: string
  file_sha256: string | null
  file_bytes: number | null
}

const ARTEFACT_COLUMNS = 'id, dossier_id, form, template_version, sealed, frozen_at, file_sha256, file_bytes'

const artefactsOf = statement<ArtefactRow>(
  'dossier-artefacts',
  `select ${ARTEFACT_COLUMNS} from artefact where dossier_id = $1 order by frozen_at, id`,
)
const oneArtefact = statement<ArtefactRow>(
  'artefact-one',
  `select ${ARTEFACT_COLUMNS} from artefact where id = $1 and dossier_id = $2`,
)

export const findArtefacts = (tx: Tx, dossierId: string) => tx.run(artefactsOf, [dossierId])
export const findArtefact = async (tx: Tx, id: string, dossierId: string) =>
  (await tx.run(oneArtefact, [id, dossierId]))[0]

const markRendered = statement(
  'artefact-rendered',
  `update artefact set file_sha256 = $2, file_bytes = $3, rendered_at = now() where id = $1 and file_sha256 is null`,
)

/** Notes the hash of an artefact's bytes, once. */
export const noteRendered = (tx: Tx, id: string, sha256: string, bytes: number) =>
  tx.run(markRendered, [id, sha256, bytes])

const eventArtefacts = statement<ArtefactRow>(
  'event-artefacts',
  `select ${ARTEFACT_COLUMNS} from artefact where dossier_id = $1 and event_seq = $2`,
)

export const findArtefactsOfEvent = (tx: Tx, dossierId: string, seq: number) =>
  tx.run(eventArtefacts, [dossierId, seq])

const openTasksOf = statement<{ officer_id: string; open: number }>(
  'open-tasks-of',
  `select officer_id, count(*)::integer as open from task
   where officer_id = any($1::text[]) and closed_at is null group by officer_id`,
)

const numbersGiven = statement<{ largest: number | null; is_taken: boolean }>(
  'numbers-given',
  `select max(split_part(result_number, '/', 1)::integer) as largest,
     coalesce(bool_or(result_number = $4), false) as is_taken
   from dossier
   where authority_id = $1 and result_number like '%/' || $2::text
     and date_part('year', issued_at at time zone 'Asia/Ho_Chi_Minh') = $3::integer`,
)

/**
 * What an authority's results with a symbol have been numbered in a year of the register.
 * @param number one of which is to be known whether it was given
 */
export const findNumbersGiven = async (
  tx: Tx,
  asked: { authorityId: string; symbol: string; year: string; number: string | null },
): Promise<{ largest: number | null; isTaken: boolean }> => {
  const [row] = await tx.run(numbersGiven, [asked.authorityId, asked.symbol, asked.year, asked.number])
  return { largest: row?.largest ?? null, isTaken: row?.is_taken ?? false }
}

const loadOf = statement<{ officer_id: string; open: number }>(
  'load-of',
  `select o.id as officer_id, least(count(distinct x.dossier_id), ${MOST_LOAD})::integer as open
   from unnest($1::text[]) as o (id) cross join lateral (
     (select dossier_id from task where officer_id = o.id and closed_at is null limit ${2 * MOST_LOAD})
     union all
     (select id from dossier
      where holder_officer_id = o.id::uuid and issued_at is null and closed_at is null and accepted_at is not null
      limit ${MOST_LOAD})) as x
   group by o.id`,
)

/**
 * How many dossiers lie with each officer: by an open task that is theirs alone, or as who holds them until there is a result. Counted as
 * far as `MOST_LOAD`, in twice as many tasks.
 */
export const countLoad = async (
  tx: Tx,
  officerIds: readonly string[],
): Promise<ReadonlyMap<string, number>> =>
  new Map((await tx.run(loadOf, [officerIds])).map((row) => [row.officer_id, row.open]))

/** How many open tasks are each officer's alone. */
export const countOpenTasks = async (
  tx: Tx,
  officerIds: readonly string[],
): Promise<ReadonlyMap<string, number>> =>
  new Map((await tx.run(openTasksOf, [officerIds])).map((row) => [row.officer_id, row.open]))
