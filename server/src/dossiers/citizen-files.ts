import { findFilesRead } from '#audit/index.ts'
import { caseOf } from '#catalogue/index.ts'
import { translator } from '#common/i18n.ts'
import { type Instant, rfc3339InHanoi } from '#common/time.ts'
import type { FileRule } from '#documents/index.ts'
import { earlierAnswer } from '#platform/http/idempotency.ts'
import { isUuid } from '#platform/ids.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { asCitizen, broughtBy, type CitizenAsking } from './citizen.ts'
import type { HandedIn } from './file-wire.ts'
import { CITIZEN, fileRuleAt, keptAndNamed, nameFile, takeBackFile, unsealName, withBytes } from './files.ts'
import { type FileRow, findFiles, holdFile } from './files-store.ts'
import type { Office } from './office.ts'
import type { Dossier, Wait } from './rules/dossier.ts'
import { asksForFiles } from './rules/files.ts'
import { byReceipt, type LookUp } from './tracking.ts'
import type { ActResult } from './wire.ts'

/** Files that a citizen sends with the receipt in hand, while papers are asked of them. */

/** What the page of it shows: of the files only those that citizens sent, whatever the office adds besides. */
export interface CitizenFiles {
  /** Of which those under way are counted; shown to nobody. */
  dossierId: string
  /** Papers are asked for: files may be sent. */
  areAsked: boolean
  rule: FileRule
  papers: readonly { paperId: string; name: string }[]
  received: readonly SentFile[]
}

export interface SentFile {
  id: string
  name: string
  bytes: number
  at: string
  /** Sent since what is asked for now was asked. */
  isForThis: boolean
  /** Nobody of the office has looked at it yet: it may be taken back. */
  mayTakeBack: boolean
}

/** @throws Refusal as `track` does */
export const citizenFiles = (office: Office, lookUp: LookUp): Promise<CitizenFiles> =>
  byReceipt(office, lookUp, async (tx, dossier, { now }) => {
    const [files, opened, procedure] = await Promise.all([
      findFiles(tx, dossier.id),
      findFilesRead(tx, dossier.id),
      office.catalogue.version(tx, dossier.procedureVersionId),
    ])
    return {
      dossierId: dossier.id,
      areAsked: asksForFiles(dossier.waits),
      rule: fileRuleAt(office, now),
      papers: (caseOf(procedure, dossier.caseId)?.papers ?? []).map(({ id, name }) => ({
        paperId: id,
        name,
      })),
      received: files
        .filter((file) => file.handed_in_by === CITIZEN && file.taken_out_at === null)
        .map((file) => ({
          id: file.id,
          name: unsealName(office.sealer, file),
          bytes: file.bytes,
          at: rfc3339InHanoi(file.handed_in_at as Instant),
          isForThis: isSince(waitsOf(dossier), file),
          mayTakeBack: mayTakeBack(dossier, file, opened),
        })),
    }
  })

/**
 * Hands one in. Sent again under its key it is handed in once.
 * @throws Refusal as `track` does; files-not-asked, and as for officers
 */
export const sendFile = (
  office: Office,
  { lookUp, idempotent, requestId }: CitizenAsking,
  { rule, papers }: Pick<CitizenFiles, 'rule' | 'papers'>,
  handed: { bytes: Uint8Array; name: string; paperId: string | null },
): Promise<HandedIn> => {
  if (handed.paperId !== null && !papers.some(({ paperId }) => paperId === handed.paperId))
    throw new Refusal('INVALID', 'unknown-paper')
  return keptAndNamed(office, rule, handed, (kept) =>
    byReceipt(office, lookUp, async (tx, dossier, { now }) => {
      const request = withBytes(idempotent, handed)
      const stored = await earlierAnswer(tx, request)
      if (stored) return stored.answer as unknown as HandedIn
      if (!asksForFiles(dossier.waits)) throw new Refusal('CONFLICT', 'files-not-asked')
      const by = { actorId: CITIZEN, authorityId: dossier.authorityId, requestId, now }
      return nameFile(office, tx, dossier, kept, by, request)
    }),
  )
}

/**
 * Takes one back while papers are asked for and nobody has opened it: its row stays, its bytes are erased. Twice is once.
 * @throws Refusal as `track` does; NOT_FOUND for one that is not theirs; file-taken-out-by-office, files-not-asked,
 * file-was-opened
 */
export const takeBack = async (
  office: Office,
  { lookUp, requestId, fileId }: { lookUp: LookUp; requestId: string; fileId: string },
): Promise<void> => {
  const address = await byReceipt(office, lookUp, async (tx, dossier, { now }) => {
    const file = isUuid(fileId) ? await holdFile(tx, fileId, dossier.id) : undefined
    if (file?.handed_in_by !== CITIZEN) throw notFound()
    if (file.taken_out_by === CITIZEN) return null
    if (file.taken_out_at !== null || file.address === null)
      throw new Refusal('CONFLICT', 'file-taken-out-by-office')
    if (!asksForFiles(dossier.waits)) throw new Refusal('CONFLICT', 'files-not-asked')
    if (!mayTakeBack(dossier, file, await findFilesRead(tx, dossier.id)))
      throw new Refusal('CONFLICT', 'file-was-opened')
    const by = { actorId: CITIZEN, authorityId: dossier.authorityId, requestId, now }
    await takeBackFile(office, tx, dossier.id, { id: file.id, address: file.address }, by)
    return file.address
  })
  // It is out with the commit; what cannot be erased now is swept.
  if (address !== null) await office.uploads.eraseUnnamed(address).catch(() => {})
}

/** By the ledger of the dossier's home: what its officers have opened is theirs to decide about. */
const mayTakeBack = (
  dossier: Pick<Dossier, 'waits'>,
  file: Pick<FileRow, 'id' | 'handed_in_at' | 'taken_out_at'>,
  opened: ReadonlySet<string>,
): boolean => file.taken_out_at === null && isSince(waitsOf(dossier), file) && !opened.has(file.id)

/**
 * Says that what was asked for is there now: every paper that a file was sent of since then as one copy, and a word to the
 * officer. The work goes on with that.
 *
 * @throws Refusal as `bringSupplement`; files-not-asked once its day has passed, nothing-sent where
 *   there is neither a file nor a word
 */
export const sayBrought = (
  office: Office,
  asking: CitizenAsking,
  { note: said, taskId }: { note: string | undefined; taskId: string | null },
): Promise<ActResult> =>
  asCitizen(office, asking, async (dossier, _here, tx) => {
    const waits = waitsOf(dossier).filter((wait) => taskId === null || wait.taskId === taskId)
    const files = (await findFiles(tx, dossier.id)).filter(
      (file) => file.handed_in_by === CITIZEN && file.taken_out_at === null && isSince(waits, file),
    )
    // Where nothing is asked for any more, the rules say so; but for what came late there is no form.
    if (waits.length === 0 && dossier.supplementLapsed) throw new Refusal('CONFLICT', 'files-not-asked')
    if (waits.length > 0 && files.length === 0 && said === undefined)
      throw new Refusal('INVALID', 'nothing-sent')
    const papers = [...new Set(files.flatMap(({ paper_id }) => paper_id ?? []))]
    const words = said ?? translator('vi')('supplement.files-sent', { count: files.length })
    return broughtBy(office, dossier, {
      papers: papers.map((paperId) => ({ paperId, originals: 0, copies: 1 })),
      note: words,
      ...(taskId === null ? {} : { taskId }),
    })
  })

const waitsOf = ({ waits }: Pick<Dossier, 'waits'>): readonly Wait[] =>
  waits.filter(({ kind }) => kind === 'SUPPLEMENT')

const isSince = (waits: readonly Wait[], { handed_in_at }: Pick<FileRow, 'handed_in_at'>): boolean =>
  waits.some(({ since }) => since <= (handed_in_at as Instant))
