import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { plain } from '#common/names.ts'
import type { Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import {
  type DraftRow,
  type EarlierVersion,
  earlierVersions,
  type FileRow,
  knownProcedures,
  raiseGeneration,
  recordFile,
  storedVersions,
  waitForOtherImports,
  writeDraftsOf,
} from './import-store.ts'
import { type PlannedRecord, planImport } from './rules/import-plan.ts'
import { lostOf, rebuild, type StoredProcedure, toKeep } from './rules/portal-leaves.ts'
import type { ImportedProcedure } from './rules/portal-record.ts'
import type { Question } from './rules/portal-remarks.ts'
import type { KeptLeaf } from './rules/procedure.ts'

/** What became of a record. */
export type RecordStanding =
  /** A procedure that was not known, with its first draft. */
  | 'NEW'
  /** A draft beside what is published of a known procedure. */
  | 'DRAFTED'
  /** It took the place of the draft of an earlier import. */
  | 'REPLACED'
  | 'UNCHANGED'
  | 'SAME_AS'

export interface ImportedRecord {
  record: ImportedProcedure
  standing: RecordStanding
  slug: string
  /** Which version holds the record, written or found. */
  versionId: string
  /** Of SAME_AS: which record of the file, from 0 on. */
  sameAs: number | null
  forPerson: readonly Question[]
  /** Leaves of the record that what stands in the database does not tell again. */
  lost: readonly KeptLeaf[]
}

/** A message of some megabyte, and a line of progress now and then. */
const AT_ONCE = 200

/**
 * Writes the records of a file as drafts, never more: publishing is another act. In one transaction of the loader; what
 * is lost is measured on what is read back in it.
 */
export const importProcedures = async (
  tx: Tx,
  file: Pick<FileRow, 'name' | 'sha256' | 'importedBy'>,
  records: readonly ImportedProcedure[],
  onProgress: (done: number) => void = () => {},
): Promise<readonly ImportedRecord[]> => {
  await waitForOtherImports(tx)
  const plan = planImport(records, await knownProcedures(tx))
  const earlier = await earlierVersions(
    tx,
    plan.flatMap((planned) => (planned.kind === 'DRAFT' ? (planned.procedureId ?? []) : [])),
  )
  const decided = decide(plan, earlier)
  const rows = decided.flatMap(({ row }) => row ?? [])
  if (rows.length > 0) {
    const importId = newId()
    await recordFile(tx, { ...file, id: importId, records: records.length })
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      await writeDraftsOf(tx, importId, rows.slice(from, from + AT_ONCE))
      onProgress(Math.min(rows.length, from + AT_ONCE))
    }
    await raiseGeneration(tx)
  }
  const stored = await readBack(
    tx,
    decided.flatMap(({ versionId }) => versionId ?? []),
  )
  return decided.map((one, index) => {
    const first = one.sameAs === null ? one : decided[one.sameAs]
    const version = stored.get(first?.versionId ?? '')
    if (!first || !version) throw new Error(`record ${index} has no version to be read back`)
    return {
      record: one.record,
      standing: one.standing,
      slug: first.slug,
      versionId: version.id,
      sameAs: one.sameAs,
      forPerson: one.forPerson,
      lost: lostOf(one.record.leaves, rebuild(version)),
    }
  })
}

type Decided = Omit<ImportedRecord, 'lost' | 'versionId'> & {
  /** Null for SAME_AS. */
  versionId: string | null
  /** What is to be written, when anything is. */
  row: DraftRow | null
}

const decide = (plan: readonly PlannedRecord[], earlier: readonly EarlierVersion[]): readonly Decided[] => {
  const versionsOf = new Map<string, EarlierVersion[]>()
  for (const version of earlier)
    versionsOf.set(version.procedureId, [...(versionsOf.get(version.procedureId) ?? []), version])
  return plan.map((planned): Decided => {
    const { record } = planned
    if (planned.kind === 'SAME_AS')
      return {
        record,
        standing: 'SAME_AS',
        slug: '',
        sameAs: planned.index,
        forPerson: record.forPerson,
        versionId: null,
        row: null,
      }
    const { slug, sourceKey, procedureId, nationalCode, questions } = planned
    const { title, level } = record
    // Where the procedure has another code, the record's own is kept as it stands there.
    const kept =
      nationalCode === record.code ? record.content.kept : toKeep(record.leaves, { ...record, nationalCode })
    const content = { ...record.content, kept }
    const sha256 = createHash('sha256').update(planned.signature).digest('hex')
    const versions = versionsOf.get(procedureId ?? '') ?? []
    const draft = versions.find(({ status }) => status === 'DRAFT')
    const wanted: StoredProcedure = { title, nationalCode, level, content }
    const same = draft ? (isSame(draft, wanted) ? draft : undefined) : publishedFrom(versions, sha256)
    const told = { record, slug, sameAs: null, forPerson: questions }
    if (same) return { ...told, standing: 'UNCHANGED', versionId: same.id, row: null }
    const row: DraftRow = {
      id: newId(),
      procedureId: procedureId ?? newId(),
      isNewProcedure: procedureId === null,
      slug,
      nationalCode,
      sourceKey,
      replaces: draft?.id ?? null,
      title,
      titleNorm: plain(title),
      level,
      content,
      questions,
      sourceSha256: sha256,
      processVersionId: draft?.processVersionId ?? null,
    }
    const standing = draft ? 'REPLACED' : procedureId === null ? 'NEW' : 'DRAFTED'
    return { ...told, standing, versionId: row.id, row }
  })
}

/** Read by today's rules, the draft would be the same; as jsonb gives it back, without what is undefined. */
const isSame = ({ title, nationalCode, level, content }: StoredProcedure, wanted: StoredProcedure): boolean =>
  isDeepStrictEqual({ title, nationalCode, level, content }, JSON.parse(JSON.stringify(wanted)))

/** The newest that was published from an import, when it came from this very record, in whatever words. */
const publishedFrom = (versions: readonly EarlierVersion[], sha256: string): EarlierVersion | undefined => {
  const newest = versions.at(-1)
  return newest?.sourceSha256 === sha256 ? newest : undefined
}

const readBack = async (
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredProcedure & { id: string }>> => {
  const stored = new Map<string, StoredProcedure & { id: string }>()
  for (let from = 0; from < ids.length; from += AT_ONCE)
    for (const version of await storedVersions(tx, ids.slice(from, from + AT_ONCE)))
      stored.set(version.id, version)
  return stored
}
