import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Instant } from '#common/time.ts'
import { newId } from '#platform/ids.ts'
import { jobFor } from '#platform/jobs/jobs.ts'
import { type Sealer, sealedIn } from '#platform/seal.ts'
import { WORD_COLUMNS, type WordRow, wordRows, wordsOf } from './keyed-words.ts'
import { type Person, sealPerson, secretNote } from './people.ts'
import { rowOf } from './row.ts'
import type { Dossier } from './rules/dossier.ts'
import type { DossierEvent } from './rules/events.ts'
import { type ArtefactWrite, type NoteKind, noteKindOf } from './store.ts'

/**
 * Whole histories written at once, past row-level security, by the command line's role: for a trial world, for measuring,
 * and for what another software leaves behind. The row is the fold of the events, as everywhere, and the ledger has a line
 * for each.
 */
export interface History {
  dossier: Dossier
  events: readonly DossierEvent[]
  persons: readonly { id: string; part: 'OWNER' | 'SUBMITTER' | 'SUBJECT' | 'RECEIVER'; words: Person }[]
  /** By the id that an event names. */
  notes: ReadonlyMap<string, string>
  /** Of what was filed and is yet to be accepted, or was not; null where only the receipt has it. */
  lookUpSecret: string | null
  artefacts: readonly (ArtefactWrite & { seq: number })[]
  /** What is still to happen, and when. */
  jobs: readonly { subscriber: string; seq: number; runAt: Instant }[]
}

/** A paper that comes later than its dossier. */
export interface LoadedPaper extends ArtefactWrite {
  dossierId: string
  homeAuthorityId: string
  seq: number
  event: DossierEvent
}

/** @throws when a row is not accepted: nothing of the batch is then there, if the caller's transaction ends so */
export const loadHistories = async (
  client: ClientBase,
  sealer: Sealer,
  histories: readonly History[],
): Promise<void> => {
  for (const [table, columns, rowsOf] of TABLES) {
    const rows = histories.flatMap((history) => rowsOf(history, sealer))
    await copy(client, table, columns, rows)
  }
}

/** The same for papers of dossiers that are there. */
export const loadPapers = (client: ClientBase, papers: readonly LoadedPaper[]): Promise<void> =>
  copy(client, 'artefact', ARTEFACT_COLUMNS, papers.map(paperRow))

const ARTEFACT_COLUMNS = [
  'id',
  'dossier_id',
  'home_authority_id',
  'authority_id',
  'event_seq',
  'form',
  'template_version',
  'sealed',
  'frozen_at',
] as const

const paperRow = (paper: LoadedPaper): Row => [
  paper.id,
  paper.dossierId,
  paper.homeAuthorityId,
  paper.event.authorityId,
  paper.seq,
  paper.form,
  paper.templateVersion,
  paper.sealed,
  paper.event.at,
]

type Row = readonly unknown[]
type RowsOf = (history: History, sealer: Sealer) => readonly Row[]

const DOSSIER_COLUMNS = [
  'id',
  'authority_id',
  'authorities',
  'units',
  'code',
  'state',
  'clock',
  'payment',
  'delivery',
  'sync',
  'channel',
  'procedure_version_id',
  'process_version_id',
  'owner_id',
  'submitter_id',
  'subject_id',
  'assisted_at_point_id',
  'receiving_unit_id',
  'competent_unit_id',
  'submitted_at',
  'accepted_at',
  'clock_starts_at',
  'original_due_at',
  'current_due_at',
  'deadline',
  'issued_at',
  'returned_at',
  'closed_at',
  'timeliness',
  'result_number',
  'holder_unit_id',
  'holder_officer_id',
  'position',
  'receipt_hash',
  'version',
  'last_event_at',
] as const

const WORDS = Object.keys(WORD_COLUMNS) as (keyof WordRow)[]

/** In the order in which their keys point at one another. */
const TABLES: readonly (readonly [string, readonly string[], RowsOf])[] = [
  [
    'dossier',
    DOSSIER_COLUMNS,
    ({ dossier }) => {
      const row = { ...rowOf(dossier), code: dossier.code }
      return [DOSSIER_COLUMNS.map((column) => row[column])]
    },
  ],
  [
    'dossier_event',
    [
      'dossier_id',
      'home_authority_id',
      'seq',
      'type',
      'v',
      'at',
      'actor_id',
      'authority_id',
      'counter_session_id',
      'on_behalf_of',
      'data',
    ],
    ({ dossier, events }) =>
      events.map((event, index) => [
        dossier.id,
        dossier.authorityId,
        index + 1,
        event.type,
        event.v,
        event.at,
        event.actorId,
        event.authorityId,
        event.counterSessionId,
        event.onBehalfOf ?? null,
        index === 0 ? { ...event.data, code: dossier.code } : event.data,
      ]),
  ],
  [
    'task',
    [
      'id',
      'dossier_id',
      'home_authority_id',
      'node',
      'kind',
      'authority_id',
      'unit_id',
      'role',
      'opened_by_authority_id',
      'opened_at',
      'due_at',
      'officer_id',
      'closed_at',
      'closed_by',
      'outcome',
    ],
    tasksOf,
  ],
  [
    'person',
    [
      'id',
      'version',
      'dossier_id',
      'home_authority_id',
      'authority_id',
      'part',
      'sealed',
      'id_number_index',
      'phone_index',
      'recorded_at',
      'recorded_by',
    ],
    ({ dossier, events, persons }, sealer) =>
      persons.map(({ id, part, words }) => {
        const sealed = sealPerson(sealer, words, part, { id, version: 1 })
        return [
          id,
          1,
          dossier.id,
          dossier.authorityId,
          events[0]!.authorityId,
          part,
          sealed.sealed,
          sealed.idNumberIndex,
          sealed.phoneIndex,
          dossier.submittedAt,
          events[0]!.actorId,
        ]
      }),
  ],
  [
    'person_word',
    WORDS,
    ({ dossier, persons }, sealer) =>
      persons
        .flatMap(({ id, words }) =>
          wordRows(
            { id, wordsFor: (authorityId) => wordsOf(sealer, words, authorityId) },
            dossier.submittedAt,
            dossier,
            dossier.authorities,
          ),
        )
        .map((row) => WORDS.map((column) => row[column])),
  ],
  [
    'note',
    ['id', 'dossier_id', 'home_authority_id', 'authority_id', 'kind', 'sealed', 'written_at', 'written_by'],
    ({ dossier, events, notes, lookUpSecret }, sealer) => {
      const left = new Map(notes)
      const first = events[0]!
      const secret = lookUpSecret === null ? null : secretNote(sealer, dossier.id, lookUpSecret)
      const kept = secret && [
        secret.id,
        dossier.id,
        dossier.authorityId,
        first.authorityId,
        secret.kind,
        secret.sealed,
      ]
      const said = events.flatMap((event) =>
        namedNotes(event).flatMap(([kind, id]) => {
          const words = left.get(id)
          // Two events of one act may name the same words.
          left.delete(id)
          return words === undefined
            ? []
            : [
                [
                  id,
                  dossier.id,
                  dossier.authorityId,
                  event.authorityId,
                  kind,
                  sealer.seal(words, sealedIn('note', 'sealed', id)),
                  event.at,
                  event.actorId,
                ],
              ]
        }),
      )
      return kept ? [[...kept, first.at, first.actorId], ...said] : said
    },
  ],
  [
    'artefact',
    ARTEFACT_COLUMNS,
    ({ dossier, events, artefacts }) =>
      artefacts.map((paper) =>
        paperRow({
          ...paper,
          dossierId: dossier.id,
          homeAuthorityId: dossier.authorityId,
          event: events[paper.seq - 1]!,
        }),
      ),
  ],
  [
    'ledger',
    ['id', 'at', 'actor_id', 'authority_id', 'act', 'subject_id', 'detail'],
    ({ dossier, events }) =>
      events.map((event) => [
        newId(),
        event.at,
        event.actorId,
        event.authorityId,
        event.type,
        dossier.id,
        {},
      ]),
  ],
  [
    'job',
    ['id', 'subscriber', 'order_key', 'event_seq', 'authority_id', 'run_at'],
    ({ dossier, jobs }) =>
      jobs.map(({ subscriber, seq, runAt }) => {
        const job = jobFor(subscriber, dossier.id, seq, dossier.authorityId)
        return [job.id, job.subscriber, job.orderKey, job.eventSeq, job.authorityId, runAt]
      }),
  ],
]

/** Each task as the events opened, moved and closed it. */
function tasksOf({ dossier, events }: History): Row[] {
  const rows = new Map<string, unknown[]>()
  const closing = new Map<string, [string, string, string]>()
  const last = new Map(dossier.tasks.map((task) => [task.id, task]))
  const due = new Map<string, string>()
  for (const { data, at, actorId, authorityId } of events) {
    for (const task of data.opens)
      rows.set(task.id, [
        task.id,
        dossier.id,
        dossier.authorityId,
        task.node,
        task.kind,
        task.authorityId,
        task.unitId,
        task.role,
        authorityId,
        at,
        task.dueAt,
        task.officerId ?? null,
      ])
    // A task that an act does keeps the date it was done by, also where its wait gave time back.
    for (const moved of data.due?.taskDues ?? [])
      if (!data.closes.some(({ id }) => id === moved.taskId)) due.set(moved.taskId, moved.dueAt)
    for (const { id, outcome } of data.closes) closing.set(id, [at, actorId, outcome])
  }
  return [...rows.entries()].map(([id, row]) => {
    const open = last.get(id)
    row[10] = open ? open.dueAt : (due.get(id) ?? row[10])
    row[11] = open?.officerId ?? row[11]
    return [...row, ...(closing.get(id) ?? [null, null, null])]
  })
}

/** The words that an event names, by kind. */
const namedNotes = (event: DossierEvent): [NoteKind, string][] =>
  Object.entries(event.data).flatMap(([name, value]): [NoteKind, string][] => {
    const kind = noteKindOf(event.type, name)
    return kind && typeof value === 'string' ? [[kind, value]] : []
  })

/** COPY in its text form: a tab between columns, what has a meaning of its own escaped. */
const copy = async (
  client: ClientBase,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> => {
  if (rows.length === 0) return
  const text = rows.map((row) => `${row.map(written).join('\t')}\n`)
  const into = client.query(copyFrom(`copy ${table} (${columns.map(quoted).join(', ')}) from stdin`))
  await pipeline(Readable.from([text.join('')]), into)
}

const quoted = (column: string): string => `"${column}"`

const written = (value: unknown): string => {
  if (value === null || value === undefined) return '\\N'
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`
  if (Array.isArray(value)) return escaped(`{${value.join(',')}}`)
  return escaped(typeof value === 'object' ? JSON.stringify(value) : String(value))
}

const SPECIAL = /[\\\t\n\r]/g
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string): string => text.replace(SPECIAL, (character) => ESCAPES[character]!)
