import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import type { KnownProcedure } from './rules/import-plan.ts'
import type { StoredProcedure } from './rules/portal-leaves.ts'
import type { Question } from './rules/portal-remarks.ts'
import type { ProcedureContent, ProcedureLevel } from './rules/procedure.ts'

/** The SQL of an import: drafts, and the file they came from. It is the loader's: the command line's. */

const waitForOthers = statement(
  'import-wait',
  'select generation from reference_generation where id = 1 for update',
)

/** Two who change the catalogue at once: the second waits here, and then sees what the first has written. */
export const waitForOtherImports = async (tx: Tx): Promise<void> => {
  await tx.run(waitForOthers, [])
}

const known = statement<KnownProcedure>(
  'import-known-procedures',
  `select p.id, p.slug, p.national_code as "nationalCode", p.source_key as "sourceKey", v.title,
     v.body->>'competent' as agency
   from procedure p
   join lateral (select title, body from procedure_version where procedure_id = p.id order by version desc limit 1) v
     on true`,
)

export const knownProcedures = (tx: Tx): Promise<readonly KnownProcedure[]> => tx.run(known, [])

/** A version that an import may find unchanged, or a draft that it may replace. */
export interface EarlierVersion extends StoredProcedure {
  id: string
  procedureId: string
  version: number
  status: 'DRAFT' | 'PUBLISHED' | 'SUSPENDED'
  sourceSha256: string | null
  processVersionId: string | null
}

const COLUMNS = `v.id, v.procedure_id as "procedureId", v.version, v.status, v.title, v.level,
  p.national_code as "nationalCode", v.body as content, v.source_sha256 as "sourceSha256",
  v.process_version_id as "processVersionId"`

const earlier = statement<EarlierVersion>(
  'import-earlier-versions',
  `select ${COLUMNS} from procedure_version v join procedure p on p.id = v.procedure_id
   where v.procedure_id = any ($1::uuid[]) and v.source_sha256 is not null order by v.version`,
)

/** Of these procedures every version that was imported, the newest last. */
export const earlierVersions = (
  tx: Tx,
  procedureIds: readonly string[],
): Promise<readonly EarlierVersion[]> => tx.run(earlier, [procedureIds])

export interface FileRow {
  id: string
  name: string
  sha256: string
  records: number
  importedBy: string
}

const writeFile = statement(
  'import-file',
  `insert into procedure_import (id, file_name, file_sha256, records, imported_at, imported_by)
   values ($1, $2, $3, $4, now(), $5)`,
)

export const recordFile = async (
  tx: Tx,
  { id, name, sha256, records, importedBy }: FileRow,
): Promise<void> => {
  await tx.run(writeFile, [id, name, sha256, records, importedBy])
}

export interface DraftRow {
  id: string
  procedureId: string
  isNewProcedure: boolean
  slug: string
  nationalCode: string | null
  sourceKey: string
  /** The draft whose place it takes. */
  replaces: string | null
  title: string
  titleNorm: string
  level: ProcedureLevel | null
  content: ProcedureContent
  questions: readonly Question[]
  sourceSha256: string
  processVersionId: string | null
}

const ROWS = `json_to_recordset($1) as row (id uuid, "procedureId" uuid, "isNewProcedure" boolean, slug text,
  "nationalCode" text, "sourceKey" text, replaces uuid, title text, "titleNorm" text, level text, content jsonb,
  questions jsonb, "sourceSha256" text, "processVersionId" uuid)`

const writeProcedures = statement(
  'import-procedures',
  `insert into procedure (id, slug, national_code, source_key, created_at)
   select row."procedureId", row.slug, row."nationalCode", row."sourceKey", now() from ${ROWS}
   where row."isNewProcedure"`,
)

const nameSources = statement(
  'import-name-sources',
  `update procedure p set source_key = row."sourceKey", national_code = coalesce(p.national_code, row."nationalCode")
   from ${ROWS}
   where p.id = row."procedureId" and not row."isNewProcedure"
     and (p.source_key is distinct from row."sourceKey" or p.national_code is null)`,
)

const removeReplaced = statement(
  'import-remove-replaced',
  `delete from procedure_version v using ${ROWS} where v.id = row.replaces and v.status = 'DRAFT'`,
)

const writeDrafts = statement(
  'import-drafts',
  `insert into procedure_version (id, procedure_id, version, process_version_id, status, title, title_norm, level, body,
     import_id, questions, source_sha256)
   select row.id, row."procedureId",
     1 + coalesce((select max(o.version) from procedure_version o where o.procedure_id = row."procedureId"), 0),
     row."processVersionId", 'DRAFT', row.title, row."titleNorm", row.level, row.content, $2, row.questions,
     row."sourceSha256"
   from ${ROWS}`,
)

/** Replaces what is replaced; a published version is never among it. */
export const writeDraftsOf = async (tx: Tx, importId: string, rows: readonly DraftRow[]): Promise<void> => {
  const written = JSON.stringify(rows)
  await tx.run(writeProcedures, [written])
  await tx.run(nameSources, [written])
  await tx.run(removeReplaced, [written])
  await tx.run(writeDrafts, [written, importId])
}

const readBack = statement<StoredProcedure & { id: string }>(
  'import-read-back',
  `select v.id, v.title, v.level, p.national_code as "nationalCode", v.body as content
   from procedure_version v join procedure p on p.id = v.procedure_id where v.id = any ($1::uuid[])`,
)

/** As the database holds them now. */
export const storedVersions = (
  tx: Tx,
  ids: readonly string[],
): Promise<readonly (StoredProcedure & { id: string })[]> => tx.run(readBack, [ids])

const raise = statement(
  'import-raise-generation',
  'update reference_generation set generation = generation + 1 where id = 1',
)

export const raiseGeneration = async (tx: Tx): Promise<void> => {
  await tx.run(raise, [])
}
