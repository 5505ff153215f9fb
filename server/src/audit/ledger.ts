import type { Instant } from '#common/time.ts'
import type { Tx } from '#platform/db/database.ts'
import { inserting, type Part, type PartRow } from '#platform/db/parts.ts'
import { statement } from '#platform/db/statement.ts'
import { newId } from '#platform/ids.ts'

/** One line of the ledger: who did or read what, for whom, why. Ids only, never personal data. */
export interface LedgerEntry {
  actorId: string
  authorityId: string | null
  act: string
  subjectId: string | null
  /** Why personal data was read; null for an act that is its own purpose. */
  purpose: string | null
  requestId: string | null
  detail?: Readonly<Record<string, string | number | boolean | null>>
}

/** The ledger's share of a commit: if the line cannot be written, neither can the act. */
export const ledgerPart: Part = inserting('ledger_rows', 'ledger', {
  id: 'uuid',
  at: 'timestamptz',
  actor_id: 'text',
  authority_id: 'uuid',
  act: 'text',
  subject_id: 'uuid',
  purpose: 'text',
  request_id: 'uuid',
  detail: 'jsonb',
})

export const ledgerRows = (entries: readonly LedgerEntry[], now: Instant): PartRow[] =>
  entries.map((entry) => ({
    id: newId(),
    at: now,
    actor_id: entry.actorId,
    authority_id: entry.authorityId,
    act: entry.act,
    subject_id: entry.subjectId,
    purpose: entry.purpose,
    request_id: entry.requestId,
    detail: entry.detail ?? {},
  }))

const append = statement(
  'ledger-append',
  `insert into ledger (id, at, actor_id, authority_id, act, subject_id, purpose, request_id, detail)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
)

/** Writes one line by itself: for a read, or for an act that touches no dossier. */
export const noteInLedger = async (tx: Tx, entry: LedgerEntry, now: Instant): Promise<void> => {
  await tx.run(append, [
    newId(),
    now,
    entry.actorId,
    entry.authorityId,
    entry.act,
    entry.subjectId,
    entry.purpose,
    entry.requestId,
    JSON.stringify(entry.detail ?? {}),
  ])
}

/** What somebody of one's authority has opened of a subject: ids of its files. */
export const findFilesRead = async (tx: Tx, subjectId: string): Promise<ReadonlySet<string>> =>
  new Set((await tx.run(filesRead, [subjectId])).map(({ file_id }) => file_id))

const filesRead = statement<{ file_id: string }>(
  'ledger-files-read',
  `select distinct l.detail ->> 'fileId' as file_id from ledger l where l.subject_id = $1 and l.act = 'FILE_READ'`,
)

/** SQL: whether nobody of one's authority has opened a file, for a statement that has its id and its dossier's. */
export const isUnread = (dossierId: string, fileId: string): string =>
  `not exists (select 1 from ledger l
     where l.subject_id = ${dossierId} and l.act = 'FILE_READ' and l.detail ->> 'fileId' = ${fileId}::text)`
