import type { PartRow } from '#platform/db/parts.ts'
import type { DossierRow } from './row.ts'
import type { ClosedTask, Dossier, Task } from './rules/dossier.ts'
import type { DossierEvent, EventType } from './rules/events.ts'

/**
 * What an event leaves in the tables that hang on its dossier: their columns, and the rows. An act writes them one event
 * at a time (`store.ts`), a made or taken-over life all at once (`load.ts`).
 */

/** A person as named in this dossier; `sealed` is already encrypted, the indexes already keyed. */
export interface PersonWrite {
  id: string
  /** 1, or one more than the words it takes the place of. */
  version: number
  part: 'OWNER' | 'SUBMITTER' | 'SUBJECT' | 'RECEIVER'
  sealed: Buffer
  idNumberIndex: Buffer | null
  phoneIndex: Buffer | null
  /** What an authority finds the name by, keyed for it. */
  wordsFor(authorityId: string): readonly string[]
}

export type NoteKind = 'OPINION' | 'QUESTION' | 'SEND_BACK_REASON' | 'REASON' | 'NOTE' | 'LOOK_UP_SECRET'

/** The kind of the words that an event names under a name; null where the name is none of words. */
export const noteKindOf = (type: EventType, name: string): NoteKind | null => {
  switch (name) {
    case 'questionId':
      return 'QUESTION'
    case 'opinionId':
      return 'OPINION'
    case 'systemId':
    case 'referenceId':
    case 'noticeNumberId':
    case 'externalCodeId':
      return 'NOTE'
    case 'noteId':
      return type === 'PartConcluded' ? 'REASON' : 'NOTE'
    case 'reasonId':
      return type === 'SentBack' ? 'SEND_BACK_REASON' : 'REASON'
    default:
      return null
  }
}

export interface NoteWrite {
  id: string
  kind: NoteKind
  sealed: Buffer
}

export interface ArtefactWrite {
  id: string
  form: string
  templateVersion: string
  sealed: Buffer
}

type Home = Pick<Dossier, 'id' | 'authorityId'>

// ---- Columns ----------------------------------------------------------------------------------------------------

/** What every row that hangs on a dossier begins with. */
const HANGING = { dossier_id: 'uuid', home_authority_id: 'uuid' } as const

/** All but `data`, which the first act completes by its code. */
export const EVENT = {
  ...HANGING,
  seq: 'integer',
  type: 'text',
  v: 'smallint',
  at: 'timestamptz',
  actor_id: 'text',
  authority_id: 'uuid',
  counter_session_id: 'uuid',
  request_id: 'uuid',
  on_behalf_of: 'jsonb',
} as const

export const OPENED = {
  id: 'uuid',
  ...HANGING,
  node: 'text',
  kind: 'text',
  authority_id: 'uuid',
  unit_id: 'uuid',
  role: 'text',
  opened_by_authority_id: 'uuid',
  opened_at: 'timestamptz',
  due_at: 'timestamptz',
  officer_id: 'text',
} as const

export const CLOSING = { closed_at: 'timestamptz', closed_by: 'text', outcome: 'text' } as const

export const PERSON = {
  id: 'uuid',
  version: 'integer',
  ...HANGING,
  authority_id: 'uuid',
  part: 'person_part',
  sealed: 'bytea',
  id_number_index: 'bytea',
  phone_index: 'bytea',
  recorded_at: 'timestamptz',
  recorded_by: 'text',
} as const

export const NOTE = {
  id: 'uuid',
  ...HANGING,
  authority_id: 'uuid',
  kind: 'note_kind',
  sealed: 'bytea',
  written_at: 'timestamptz',
  written_by: 'text',
} as const

export const ARTEFACT = {
  id: 'uuid',
  ...HANGING,
  authority_id: 'uuid',
  event_seq: 'integer',
  form: 'text',
  template_version: 'text',
  sealed: 'bytea',
  frozen_at: 'timestamptz',
} as const

/** What every act may change. */
export const CHANGING = {
  authorities: 'text[]',
  units: 'text[]',
  state: 'text',
  clock: 'clock_state',
  payment: 'payment_state',
  delivery: 'delivery_state',
  sync: 'sync_state',
  current_due_at: 'timestamptz',
  issued_at: 'timestamptz',
  returned_at: 'timestamptz',
  closed_at: 'timestamptz',
  timeliness: 'timeliness',
  result_number: 'text',
  holder_unit_id: 'uuid',
  holder_officer_id: 'uuid',
  position: 'jsonb',
  version: 'integer',
  last_event_at: 'timestamptz',
} as const

/** What its acceptance pins, and a correction of its reception may name anew. */
export const AT_RECEPTION = {
  procedure_version_id: 'uuid',
  process_version_id: 'uuid',
  submitter_id: 'uuid',
  subject_id: 'uuid',
  assisted_at_point_id: 'uuid',
  accepted_at: 'timestamptz',
  clock_starts_at: 'timestamptz',
  original_due_at: 'timestamptz',
  deadline: 'jsonb',
} as const

/** All but its code, which the statement that inserts it gives. */
export const DOSSIER = {
  id: 'uuid',
  authority_id: 'uuid',
  channel: 'channel',
  owner_id: 'uuid',
  receiving_unit_id: 'uuid',
  competent_unit_id: 'uuid',
  submitted_at: 'timestamptz',
  receipt_hash: 'text',
  ...AT_RECEPTION,
  ...CHANGING,
} as const satisfies Record<keyof Omit<DossierRow, 'code'>, string>

// ---- Rows -------------------------------------------------------------------------------------------------------

/** A row with a value for each of these columns. */
type RowOf<Columns> = PartRow & Readonly<Record<keyof Columns, unknown>>

/** The dossier a row hangs on, with the home that its key holds it to. */
const hangingOn = ({ id, authorityId }: Home) => ({ dossier_id: id, home_authority_id: authorityId })

export const eventRow = (
  home: Home,
  seq: number,
  event: DossierEvent,
  requestId: string | null,
): RowOf<typeof EVENT & { data: 'jsonb' }> => ({
  ...hangingOn(home),
  seq,
  type: event.type,
  v: event.v,
  at: event.at,
  actor_id: event.actorId,
  authority_id: event.authorityId,
  counter_session_id: event.counterSessionId,
  request_id: requestId,
  on_behalf_of: event.onBehalfOf ?? null,
  data: event.data,
})

export const openedRow = (home: Home, event: DossierEvent, task: Task): RowOf<typeof OPENED> => ({
  id: task.id,
  ...hangingOn(home),
  node: task.node,
  kind: task.kind,
  authority_id: task.authorityId,
  unit_id: task.unitId,
  role: task.role,
  opened_by_authority_id: event.authorityId,
  opened_at: event.at,
  due_at: task.dueAt,
  officer_id: task.officerId ?? null,
})

export const closing = (event: DossierEvent, { outcome }: ClosedTask): RowOf<typeof CLOSING> => ({
  closed_at: event.at,
  closed_by: event.actorId,
  outcome,
})

/** @param event the one that names the person */
export const personRow = (home: Home, event: DossierEvent, person: PersonWrite): RowOf<typeof PERSON> => ({
  id: person.id,
  ...hangingOn(home),
  authority_id: event.authorityId,
  version: person.version,
  part: person.part,
  sealed: person.sealed,
  id_number_index: person.idNumberIndex,
  phone_index: person.phoneIndex,
  recorded_at: event.at,
  recorded_by: event.actorId,
})

export const noteRow = (home: Home, event: DossierEvent, note: NoteWrite): RowOf<typeof NOTE> => ({
  id: note.id,
  ...hangingOn(home),
  authority_id: event.authorityId,
  kind: note.kind,
  sealed: note.sealed,
  written_at: event.at,
  written_by: event.actorId,
})

/** @param seq of the event that names the paper */
export const artefactRow = (
  home: Home,
  event: DossierEvent,
  seq: number,
  artefact: ArtefactWrite,
): RowOf<typeof ARTEFACT> => ({
  id: artefact.id,
  ...hangingOn(home),
  authority_id: event.authorityId,
  event_seq: seq,
  form: artefact.form,
  template_version: artefact.templateVersion,
  sealed: artefact.sealed,
  frozen_at: event.at,
})
