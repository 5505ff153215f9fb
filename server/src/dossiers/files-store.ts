import { isUnread, ledgerPart } from '#audit/index.ts'
import type { FileKind } from '#documents/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { inserting, joined, type PartRow } from '#platform/db/parts.ts'
import { statement } from '#platform/db/statement.ts'
import { answerPart } from '#platform/http/idempotency.ts'

/** The only SQL on the files of a dossier. */

export interface FileRow {
  id: string
  authority_id: string
  paper_id: string | null
  /** Null of what was erased: taken back by its citizen, or taken out when that still erased it. */
  address: string | null
  kind: FileKind
  bytes: number
  pages: number | null
  sealed: Buffer
  handed_in_at: string
  handed_in_by: string
  taken_out_at: string | null
  taken_out_by: string | null
  taken_out_reason: Buffer | null
}

const COLUMNS =
  'id, authority_id, paper_id, address, kind, bytes, pages, sealed, handed_in_at, handed_in_by, taken_out_at, taken_out_by, taken_out_reason'

const filesOf = statement<FileRow>(
  'dossier-files',
  `select ${COLUMNS} from dossier_file where dossier_id = $1 order by handed_in_at, id`,
)
const oneFile = statement<FileRow>(
  'dossier-file-one',
  `select ${COLUMNS} from dossier_file where id = $1 and dossier_id = $2`,
)
// A reader and whoever takes the file back or out wait for one another: it is read, or it is gone, and not both.
const oneRead = statement<FileRow>(
  'dossier-file-read',
  `select ${COLUMNS} from dossier_file where id = $1 and dossier_id = $2 for share`,
)
const oneHeld = statement<FileRow>(
  'dossier-file-held',
  `select ${COLUMNS} from dossier_file where id = $1 and dossier_id = $2 for update`,
)
const together = statement<{ files: number; bytes: number }>(
  'dossier-files-together',
  `select count(*)::integer as files, coalesce(sum(bytes), 0)::bigint as bytes
   from dossier_file where dossier_id = $1 and taken_out_at is null`,
)
const out = statement(
  'dossier-file-out',
  `update dossier_file set taken_out_at = $2, taken_out_by = $3, taken_out_reason = $4
   where id = $1 and taken_out_at is null`,
)
const back = statement(
  'dossier-file-back',
  `update dossier_file set address = null, taken_out_at = $2, taken_out_by = $3
   where id = $1 and taken_out_at is null`,
)

/** In the order in which they came, those that were taken out too. */
export const findFiles = (tx: Tx, dossierId: string) => tx.run(filesOf, [dossierId])

export const findFile = async (tx: Tx, id: string, dossierId: string) =>
  (await tx.run(oneFile, [id, dossierId]))[0]

/** The same, as it stays until the end of the transaction: for who reads it. */
export const findFileToRead = async (tx: Tx, id: string, dossierId: string) =>
  (await tx.run(oneRead, [id, dossierId]))[0]

/** The same, held until the end of the transaction: for who takes it away. */
export const holdFile = async (tx: Tx, id: string, dossierId: string) =>
  (await tx.run(oneHeld, [id, dossierId]))[0]

/** How many there are and their bytes, without those that were taken out. */
export const filesTogether = async (tx: Tx, dossierId: string): Promise<{ files: number; bytes: number }> => {
  const [row] = await tx.run(together, [dossierId])
  return row ?? { files: 0, bytes: 0 }
}

/** SQL: how many files a citizen sent that nobody of one's authority has opened, for a statement that has the dossier's id. */
export const unreadOfCitizen = (dossierId: string): string =>
  `(select count(*)::integer from dossier_file f where f.dossier_id = ${dossierId}
     and f.handed_in_by = 'citizen' and f.taken_out_at is null and ${isUnread(dossierId, 'f.id')})`

const fileRows = inserting('file_rows', 'dossier_file', {
  id: 'uuid',
  dossier_id: 'uuid',
  home_authority_id: 'uuid',
  authority_id: 'uuid',
  paper_id: 'text',
  address: 'text',
  kind: 'text',
  bytes: 'integer',
  pages: 'integer',
  sealed: 'bytea',
  handed_in_at: 'timestamptz',
  handed_in_by: 'text',
})

const recording = joined('file-handed-in', [fileRows, ledgerPart, answerPart(null)], '1')

/** A file with its line in the ledger and the answer that is kept. */
export const recordFile = (
  tx: Tx,
  file: PartRow,
  ledger: readonly PartRow[],
  answers: readonly PartRow[],
): Promise<unknown> => tx.run(...recording([file], ledger, answers))

export const noteTakenOut = (
  tx: Tx,
  { id, at, by, reason }: { id: string; at: string; by: string; reason: Buffer },
) => tx.run(out, [id, at, by, reason])

/** The same, where its content goes too. */
export const noteTakenBack = (tx: Tx, { id, at, by }: { id: string; at: string; by: string }) =>
  tx.run(back, [id, at, by])
