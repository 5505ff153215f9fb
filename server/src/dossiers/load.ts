import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { ledgerPart, ledgerRows } from '#audit/index.ts'
import type { Instant } from '#common/time.ts'
import type { PartRow } from '#platform/db/parts.ts'
import { jobFor, jobRows, jobsPart } from '#platform/jobs/jobs.ts'
import { type Sealer, sealedIn } from '#platform/seal.ts'
import {
  ARTEFACT,
  type ArtefactWrite,
  artefactRow,
  CLOSING,
  closing,
  DOSSIER,
  EVENT,
  eventRow,
  NOTE,
  type NoteKind,
  noteKindOf,
  noteRow,
  OPENED,
  openedRow,
  PERSON,
  personRow,
} from './event-rows.ts'
import { WORD_COLUMNS, wordRows, wordsOf } from './keyed-words.ts'
import { type Person, sealPerson, secretNote } from './people.ts'
import { rowOf } from './row.ts'
import type { Dossier } from './rules/dossier.ts'
import type { DossierEvent } from './rules/events.ts'

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
  home: Pick<Dossier, 'id' | 'authorityId'>
  seq: number
  event: DossierEvent
}

/** @throws when a row is not accepted: nothing of the batch is then there, if the caller's transaction ends so */
export const loadHistories = async (
  client: ClientBase,
  sealer: Sealer,
  histories: readonly History[],
): Promise<void> => {
  for (const { table, columns, rowsOf } of TABLES) {
    const rows = histories.flatMap((history) => rowsOf(history, sealer))
    await copy(client, table, columns, rows)
  }
}

/** The same for papers of dossiers that are there. */
export const loadPapers = (client: ClientBase, papers: readonly LoadedPaper[]): Promise<void> =>
  copy(
    client,
    'artefact',
    Object.keys(ARTEFACT),
    papers.map((paper) => artefactRow(paper.home, paper.event, paper.seq, paper)),
  )

interface Table {
  table: string
  columns: readonly string[]
  rowsOf(history: History, sealer: Sealer): readonly PartRow[]
}

/** In the order in which their keys point at one another. */
const TABLES: readonly Table[] = [
  {
    table: 'dossier',
    columns: ['code', ...Object.keys(DOSSIER)],
    rowsOf: ({ dossier }) => [{ ...rowOf(dossier), code: dossier.code }],
  },
  {
    table: 'dossier_event',
    columns: [...Object.keys(EVENT), 'data'],
    rowsOf: ({ dossier, events }) =>
      events.map((event, index) => {
        const row = eventRow(dossier, index + 1, event, null)
        return index === 0 ? { ...row, data: { ...event.data, code: dossier.code } } : row
      }),
  },
  { table: 'task', columns: [...Object.keys(OPENED), ...Object.keys(CLOSING)], rowsOf: tasksOf },
  {
    table: 'person',
    columns: Object.keys(PERSON),
    rowsOf: ({ dossier, events, persons }, sealer) =>
      persons.map(({ id, part, words }) => ({
        ...personRow(dossier, firstOf(events), sealPerson(sealer, words, part, { id, version: 1 })),
        recorded_at: knownSince({ dossier, events }),
      })),
  },
  {
    table: 'person_word',
    columns: Object.keys(WORD_COLUMNS),
    rowsOf: ({ dossier, events, persons }, sealer) =>
      persons.flatMap(({ id, words }) =>
        wordRows(
          { id, wordsFor: (authorityId) => wordsOf(sealer, words, authorityId) },
          knownSince({ dossier, events }),
          dossier,
          dossier.authorities,
        ),
      ),
  },
  { table: 'note', columns: Object.keys(NOTE), rowsOf: notesOf },
  {
    table: 'artefact',
    columns: Object.keys(ARTEFACT),
    rowsOf: ({ dossier, events, artefacts }) =>
      artefacts.map((paper) => artefactRow(dossier, events[paper.seq - 1]!, paper.seq, paper)),
  },
  {
    table: 'ledger',
    columns: Object.keys(ledgerPart.columns),
    rowsOf: ({ dossier, events }) =>
      events.flatMap(({ type, at, actorId, authorityId }) =>
        ledgerRows(
          [{ actorId, authorityId, act: type, subjectId: dossier.id, purpose: null, requestId: null }],
          at,
        ),
      ),
  },
  {
    table: 'job',
    columns: Object.keys(jobsPart.columns),
    rowsOf: ({ dossier, jobs }) =>
      jobs.flatMap(({ subscriber, seq, runAt }) =>
        jobRows([jobFor(subscriber, dossier.id, seq, dossier.authorityId)], runAt),
      ),
  },
]

/** What whole histories are written into. */
export const HISTORY_TABLES: readonly string[] = TABLES.map(({ table }) => table)

const firstOf = ([first]: readonly DossierEvent[]): DossierEvent => {
  if (!first) throw new Error('a history without an event')
  return first
}

/** People are found newest first: of a dossier that was taken over, as of when they came to the office with it. */
const knownSince = ({ dossier, events }: Pick<History, 'dossier' | 'events'>): Instant =>
  firstOf(events).type === 'TakenOver' ? dossier.submittedAt : firstOf(events).at

/** Each task as the events opened, moved and closed it. */
function tasksOf({ dossier, events }: History): PartRow[] {
  const opened = new Map<string, ReturnType<typeof openedRow>>()
  const closed = new Map<string, PartRow>()
  const due = new Map<string, string>()
  for (const event of events) {
    const { opens, closes, due: moves } = event.data
    for (const task of opens) opened.set(task.id, openedRow(dossier, event, task))
    // A task that an act does keeps the date it was done by, also where its wait gave time back.
    for (const moved of moves?.taskDues ?? [])
      if (!closes.some(({ id }) => id === moved.taskId)) due.set(moved.taskId, moved.dueAt)
    for (const task of closes) closed.set(task.id, closing(event, task))
  }
  const last = new Map(dossier.tasks.map((task) => [task.id, task]))
  return [...opened].map(([id, row]) => {
    const open = last.get(id)
    return {
      ...row,
      due_at: open ? open.dueAt : (due.get(id) ?? row.due_at),
      officer_id: open?.officerId ?? row.officer_id,
      ...closed.get(id),
    }
  })
}

/** What is said is written with the event that names it first: two events of one act may name the same words. */
function notesOf({ dossier, events, notes, lookUpSecret }: History, sealer: Sealer): PartRow[] {
  const left = new Map(notes)
  const said = events.flatMap((event) =>
    namedNotes(event).flatMap(([kind, id]) => {
      const words = left.get(id)
      left.delete(id)
      return words === undefined
        ? []
        : [noteRow(dossier, event, { id, kind, sealed: sealer.seal(words, sealedIn('note', 'sealed', id)) })]
    }),
  )
  if (lookUpSecret === null) return said
  return [noteRow(dossier, firstOf(events), secretNote(sealer, dossier.id, lookUpSecret)), ...said]
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
  rows: readonly PartRow[],
): Promise<void> => {
  if (rows.length === 0) return
  const text = rows.map((row) => `${columns.map((column) => written(row[column])).join('\t')}\n`)
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
