import { ledgerPart } from '#audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { joined, type Part } from '#platform/db/parts.ts'
import { statement } from '#platform/db/statement.ts'
import { answerPart } from '#platform/http/idempotency.ts'
import { jobsPart } from '#platform/jobs/jobs.ts'
import { type DossierRow, rowOf, toDossier } from './row.ts'
import type { Dossier, DossierEvent, EventType, Movement } from './rules/dossier.ts'

/**
 * The only SQL on the tables of a dossier. It accepts events and what they bring with them, never a status:
 * the row it writes is the fold of the events it writes, in the same statement.
 */

/** A person as named in this dossier; `sealed` is already encrypted, the indexes already keyed. */
export interface PersonWrite {
  id: string
  part: 'OWNER' | 'SUBMITTER' | 'SUBJECT' | 'RECEIVER'
  sealed: Buffer
  idNumberIndex: Buffer | null
  phoneIndex: Buffer | null
}

export interface NoteWrite {
  id: string
  kind: 'OPINION' | 'QUESTION' | 'SEND_BACK_REASON'
  sealed: Buffer
}

export interface ArtefactWrite {
  id: string
  form: string
  templateVersion: string
  facts: Record<string, unknown>
  sealed: Buffer
}

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
  ledger: string
  jobs: string
  answer: string
}

const events = (code: string | null): Part => ({
  name: 'event_rows',
  sql: `insert into dossier_event (dossier_id, home_authority_id, seq, type, v, at, actor_id, authority_id,
      counter_session_id, request_id, data)
    select x.dossier_id, x.home_authority_id, x.seq, x.type, x.v, x.at, x.actor_id, x.authority_id,
      x.counter_session_id, x.request_id, ${code ? `x.data || jsonb_build_object('code', ${code})` : 'x.data'}
    from jsonb_to_recordset($json) as x(dossier_id uuid, home_authority_id uuid, seq integer, type text,
      v smallint, at timestamptz, actor_id text, authority_id uuid, counter_session_id uuid, request_id uuid, data jsonb)`,
})

const opened: Part = {
  name: 'opened_tasks',
  sql: `insert into task (id, dossier_id, home_authority_id, node, kind, authority_id, unit_id, role,
      opened_by_authority_id, opened_at, due_at)
    select x.id, x.dossier_id, x.home_authority_id, x.node, x.kind, x.authority_id, x.unit_id, x.role,
      x.opened_by_authority_id, x.opened_at, x.due_at
    from jsonb_to_recordset($json) as x(id uuid, dossier_id uuid, home_authority_id uuid, node text, kind text,
      authority_id uuid, unit_id uuid, role text, opened_by_authority_id uuid, opened_at timestamptz, due_at timestamptz)`,
}

const closed: Part = {
  name: 'closed_tasks',
  sql: `update task set closed_at = x.closed_at, closed_by = x.closed_by, outcome = x.outcome
    from jsonb_to_recordset($json) as x(id uuid, dossier_id uuid, closed_at timestamptz, closed_by text, outcome text)
    where task.id = x.id and task.dossier_id = x.dossier_id and task.closed_at is null
    returning task.id`,
}

const persons: Part = {
  name: 'person_rows',
  sql: `insert into person (id, version, dossier_id, home_authority_id, authority_id, part, sealed, id_number_index,
      phone_index, recorded_at, recorded_by)
    select x.id, 1, x.dossier_id, x.home_authority_id, x.authority_id, x.part, decode(x.sealed, 'base64'),
      decode(x.id_number_index, 'base64'), decode(x.phone_index, 'base64'), x.recorded_at, x.recorded_by
    from jsonb_to_recordset($json) as x(id uuid, dossier_id uuid, home_authority_id uuid, authority_id uuid,
      part person_part, sealed text, id_number_index text, phone_index text, recorded_at timestamptz, recorded_by text)`,
}

const notes: Part = {
  name: 'note_rows',
  sql: `insert into note (id, dossier_id, home_authority_id, authority_id, kind, sealed, written_at, written_by)
    select x.id, x.dossier_id, x.home_authority_id, x.authority_id, x.kind, decode(x.sealed, 'base64'), x.written_at,
      x.written_by
    from jsonb_to_recordset($json) as x(id uuid, dossier_id uuid, home_authority_id uuid, authority_id uuid,
      kind note_kind, sealed text, written_at timestamptz, written_by text)`,
}

const artefacts: Part = {
  name: 'artefact_rows',
  sql: `insert into artefact (id, dossier_id, home_authority_id, authority_id, event_seq, form, template_version, facts,
      sealed, frozen_at)
    select x.id, x.dossier_id, x.home_authority_id, x.authority_id, x.event_seq, x.form, x.template_version, x.facts,
      decode(x.sealed, 'base64'), x.frozen_at
    from jsonb_to_recordset($json) as x(id uuid, dossier_id uuid, home_authority_id uuid, authority_id uuid,
      event_seq integer, form text, template_version text, facts jsonb, sealed text, frozen_at timestamptz)`,
}

/**
 * The number of the day, per agency. It is taken by the statement that inserts the dossier, and its row is held
 * only until the commit that travels with it. The look of the code: domain of QĐ 20/2020, `H05.15-261122-0001`.
 */
const code: Part = {
  name: 'next_code',
  sql: `insert into dossier_counter (agency_code, day, last, authority_id)
    select x.agency_code, x.day, 1, x.authority_id from jsonb_to_recordset($json) as x(agency_code text, day text, authority_id uuid)
    on conflict (authority_id, agency_code, day) do update set last = dossier_counter.last + 1
    returning agency_code || '-' || day || '-' || lpad(last::text, greatest(4, length(last::text)), '0') as code`,
}

const inserted: Part = {
  name: 'dossier_row',
  sql: `insert into dossier (id, authority_id, authorities, units, code, state, clock, payment, delivery, sync, channel,
      procedure_version_id, process_version_id, owner_id, submitter_id, subject_id, assisted_at_point_id, receiving_unit_id,
      competent_unit_id, accepted_at, clock_starts_at, original_due_at, current_due_at, issued_at, returned_at, timeliness,
      holder_unit_id, holder_officer_id, position, receipt_hash, version, last_event_at)
    select x.id, x.authority_id, array(select jsonb_array_elements_text(x.authorities)), array(select jsonb_array_elements_text(x.units)),
      (select code from next_code), x.state, x.clock, x.payment, x.delivery, x.sync, x.channel,
      x.procedure_version_id, x.process_version_id, x.owner_id, x.submitter_id, x.subject_id, x.assisted_at_point_id, x.receiving_unit_id,
      x.competent_unit_id, x.accepted_at, x.clock_starts_at, x.original_due_at, x.current_due_at, x.issued_at, x.returned_at, x.timeliness,
      x.holder_unit_id, x.holder_officer_id, x.position, x.receipt_hash, x.version, x.last_event_at
    from jsonb_to_recordset($json) as x(id uuid, authority_id uuid, authorities jsonb, units jsonb, state text, clock clock_state,
      payment payment_state, delivery delivery_state, sync sync_state, channel channel, procedure_version_id uuid,
      process_version_id uuid, owner_id uuid, submitter_id uuid, subject_id uuid, assisted_at_point_id uuid, receiving_unit_id uuid, competent_unit_id uuid,
      accepted_at timestamptz, clock_starts_at timestamptz, original_due_at timestamptz, current_due_at timestamptz,
      issued_at timestamptz, returned_at timestamptz, timeliness timeliness, holder_unit_id uuid, holder_officer_id uuid,
      position jsonb, receipt_hash text, version integer, last_event_at timestamptz)
    returning code`,
}

const updated: Part = {
  name: 'dossier_row',
  sql: `update dossier set authorities = array(select jsonb_array_elements_text(x.authorities)),
      units = array(select jsonb_array_elements_text(x.units)), state = x.state, clock = x.clock, payment = x.payment,
      delivery = x.delivery, sync = x.sync, current_due_at = x.current_due_at, issued_at = x.issued_at,
      returned_at = x.returned_at, timeliness = x.timeliness, holder_unit_id = x.holder_unit_id,
      holder_officer_id = x.holder_officer_id, position = x.position, version = x.version, last_event_at = x.last_event_at
    from jsonb_to_recordset($json) as x(id uuid, authorities jsonb, units jsonb, state text,
      clock clock_state, payment payment_state, delivery delivery_state, sync sync_state, current_due_at timestamptz, issued_at timestamptz,
      returned_at timestamptz, timeliness timeliness, holder_unit_id uuid, holder_officer_id uuid, position jsonb, version integer, last_event_at timestamptz, was integer)
    where dossier.id = x.id and dossier.version = x.was
    returning dossier.code`,
}

const CODE = '(select code from next_code)'

const recordFirst = joined<{ code: string }>(
  'record-first',
  [
    persons,
    artefacts,
    opened,
    ledgerPart,
    jobsPart,
    code,
    inserted,
    events(CODE),
    answerPart(`jsonb_build_object('code', ${CODE})`),
  ],
  'select code from dossier_row',
)

const recordNext = joined<{ code: string; closed: number }>(
  'record-next',
  [persons, notes, artefacts, opened, closed, ledgerPart, jobsPart, updated, events(null), answerPart(null)],
  'select code, (select count(*)::integer from closed_tasks) as closed from dossier_row',
)

/** Writes the first act of a dossier and commits; answers the code it was given. */
export const recordReception = async (
  tx: Tx,
  act: Act,
  number: { agencyCode: string; day: string; authorityId: string },
): Promise<string> => {
  const [row] = await tx.commitWith(recordFirst, [
    personsJson(act),
    artefactsJson(act),
    openedJson(act),
    act.ledger,
    act.jobs,
    JSON.stringify([{ agency_code: number.agencyCode, day: number.day, authority_id: number.authorityId }]),
    JSON.stringify([rowOf(act.after)]),
    eventsJson(act),
    act.answer,
  ])
  if (!row) throw new Error('a dossier was recorded without a row')
  return row.code
}

/** Writes a further act. The dossier must be locked; nothing is committed yet. */
export const record = async (tx: Tx, act: Act): Promise<void> => {
  const closing = act.events.flatMap((event) => event.data.closes)
  const [row] = await tx.run(recordNext, [
    personsJson(act),
    notesJson(act),
    artefactsJson(act),
    openedJson(act),
    closedJson(act),
    act.ledger,
    act.jobs,
    JSON.stringify([{ ...rowOf(act.after), was: act.before?.version ?? 0 }]),
    eventsJson(act),
    act.answer,
  ])
  if (!row) throw new Error(`dossier ${act.after.id} changed under its lock`)
  if (row.closed !== closing.length)
    throw new Error(`dossier ${act.after.id}: ${closing.length} tasks to close, ${row.closed} closed`)
}

/** The dossier a row hangs on, with the home that its key holds it to. */
const hangingOn = (act: Act) => ({ dossier_id: act.after.id, home_authority_id: act.after.authorityId })

const firstSeq = (act: Act) => (act.before?.version ?? 0) + 1

const eventsJson = (act: Act): string =>
  JSON.stringify(
    act.events.map((event, index) => ({
      ...hangingOn(act),
      seq: firstSeq(act) + index,
      type: event.type,
      v: event.v,
      at: event.at,
      actor_id: event.actorId,
      authority_id: event.authorityId,
      counter_session_id: event.counterSessionId,
      request_id: act.requestId,
      data: event.data,
    })),
  )

const openedJson = (act: Act): string =>
  JSON.stringify(
    act.events.flatMap((event) =>
      event.data.opens.map((task) => ({
        id: task.id,
        ...hangingOn(act),
        node: task.node,
        kind: task.kind,
        authority_id: task.authorityId,
        unit_id: task.unitId,
        role: task.role,
        opened_by_authority_id: event.authorityId,
        opened_at: event.at,
        due_at: task.dueAt,
      })),
    ),
  )

const closedJson = (act: Act): string =>
  JSON.stringify(
    act.events.flatMap((event) =>
      event.data.closes.map((task) => ({
        id: task.id,
        dossier_id: act.after.id,
        closed_at: event.at,
        closed_by: event.actorId,
        outcome: task.outcome,
      })),
    ),
  )

const envelope = (act: Act) => {
  const [event] = act.events
  if (!event) throw new Error('an act without an event')
  return event
}

const personsJson = (act: Act): string =>
  JSON.stringify(
    act.persons.map((person) => ({
      id: person.id,
      ...hangingOn(act),
      authority_id: envelope(act).authorityId,
      part: person.part,
      sealed: person.sealed.toString('base64'),
      id_number_index: person.idNumberIndex?.toString('base64') ?? null,
      phone_index: person.phoneIndex?.toString('base64') ?? null,
      recorded_at: envelope(act).at,
      recorded_by: envelope(act).actorId,
    })),
  )

const notesJson = (act: Act): string =>
  JSON.stringify(
    act.notes.map((note) => ({
      id: note.id,
      ...hangingOn(act),
      authority_id: envelope(act).authorityId,
      kind: note.kind,
      sealed: note.sealed.toString('base64'),
      written_at: envelope(act).at,
      written_by: envelope(act).actorId,
    })),
  )

const artefactsJson = (act: Act): string =>
  JSON.stringify(
    act.artefacts.map((artefact) => ({
      id: artefact.id,
      ...hangingOn(act),
      authority_id: envelope(act).authorityId,
      event_seq: firstSeq(act),
      form: artefact.form,
      template_version: artefact.templateVersion,
      facts: artefact.facts,
      sealed: artefact.sealed.toString('base64'),
      frozen_at: envelope(act).at,
    })),
  )

// ---- Reading ----------------------------------------------------------------------------------------------------

const DOSSIER_COLUMNS = `id, authority_id, authorities, units, code, state, clock, payment, delivery, sync, channel,
  procedure_version_id, process_version_id, owner_id, submitter_id, subject_id, assisted_at_point_id, receiving_unit_id,
  competent_unit_id, accepted_at, clock_starts_at, original_due_at, current_due_at, issued_at, returned_at, timeliness,
  holder_unit_id, holder_officer_id, position, receipt_hash, version, last_event_at`

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

const firstDossier = (rows: readonly DossierRow[]): Dossier | null => (rows[0] ? toDossier(rows[0]) : null)

interface EventRow {
  type: EventType
  v: number
  at: string
  actor_id: string
  authority_id: string
  counter_session_id: string | null
  data: Movement
}

const history = statement<EventRow>(
  'dossier-history',
  `select type, v, at, actor_id, authority_id, counter_session_id, data from dossier_event where dossier_id = $1 order by seq`,
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
  facts: Record<string, unknown>
  sealed: Buffer | null
  frozen_at: string
  file_sha256: string | null
  file_bytes: number | null
}

const ARTEFACT_COLUMNS =
  'id, dossier_id, form, template_version, facts, sealed, frozen_at, file_sha256, file_bytes'

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
export const rendered = (tx: Tx, id: string, sha256: string, bytes: number) =>
  tx.run(markRendered, [id, sha256, bytes])

const eventArtefacts = statement<{ id: string; file_sha256: string | null }>(
  'event-artefacts',
  'select id, file_sha256 from artefact where dossier_id = $1 and event_seq = $2',
)

export const findArtefactsOfEvent = (tx: Tx, dossierId: string, seq: number) =>
  tx.run(eventArtefacts, [dossierId, seq])
