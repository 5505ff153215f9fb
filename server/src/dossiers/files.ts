import { createHash } from 'node:crypto'
import { findFilesRead, type LedgerEntry, ledgerRows, noteInLedger } from '#audit/index.ts'
import { caseOf, type ProcedureVersion } from '#catalogue/index.ts'
import { hanoiDateOf, type Instant, rfc3339InHanoi } from '#common/time.ts'
import { ruleInForce } from '#deadlines/index.ts'
import {
  type AcceptedFile,
  acceptAnother,
  type FileKind,
  type FileRule,
  tidyFileName,
} from '#documents/index.ts'
import { findOfficers, maySee, type SignedIn, worksOn } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { answerRow, earlierAnswer, type IdempotentRequest } from '#platform/http/idempotency.ts'
import { newId } from '#platform/ids.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { type Sealer, sealedIn } from '#platform/seal.ts'
import type { FilesOfDossier, HandedIn } from './file-wire.ts'
import {
  type FileRow,
  filesTogether,
  findFiles,
  findFileToRead,
  holdFile,
  noteTakenBack,
  noteTakenOut,
  recordFile,
} from './files-store.ts'
import type { Office } from './office.ts'
import { readText } from './people.ts'
import type { Dossier } from './rules/dossier.ts'
import { type Handing, mayHandIn, mayTakeOut, mustHandIn, mustTakeFiles, mustTakeOut } from './rules/files.ts'
import { find, lock } from './store.ts'

/** Files handed in with a dossier. No act on it: its version stays, and nobody who acts meanwhile is in the way. */

const MEDIA_TYPES: Readonly<Record<FileKind, string>> = {
  PDF: 'application/pdf',
  JPEG: 'image/jpeg',
  PNG: 'image/png',
}

/** What a file is called of whose name nothing is left. */
const UNNAMED = 'tep-nop-kem'

/** A file as it was sent, judged and kept, before a row names it. */
export interface KeptFile {
  file: AcceptedFile
  address: string
  /** As its sender called it. */
  name: string
  paperId: string | null
}

/** The rule of the day. */
export const fileRuleAt = (office: Pick<Office, 'fileRules'>, now: Instant): FileRule => {
  const rule = ruleInForce(office.fileRules, hanoiDateOf(now))
  if (!rule) throw new Error('there is no rule on files')
  return rule
}

/** The request and the bytes that came with it, which are no part of what Fastify has read. */
export const withBytes = (
  request: IdempotentRequest,
  { bytes, name, paperId }: { bytes: Uint8Array; name: string; paperId: string | null },
): IdempotentRequest => ({
  ...request,
  bodyHash: createHash('sha256')
    .update(JSON.stringify([name, paperId]))
    .update(bytes)
    .digest('hex'),
})

/**
 * Whether she may hand in at all, asked before a byte is read.
 * @throws Refusal NOT_FOUND, files-not-yours, unknown-paper; dossier-takes-no-files, unless it was handed in before that
 */
export const mustBeLetHandIn = async (
  office: Office,
  tx: Tx,
  { signedIn, idempotentOf }: { signedIn: SignedIn; idempotentOf: () => IdempotentRequest },
  id: string,
  paperId: string | null,
): Promise<FileRule> => {
  const { dossier, procedure, who } = await seen(office, tx, signedIn, await find(tx, id))
  const idempotent = idempotentOf()
  if (!mayHandIn(who, dossier) && !(await isAnswered(tx, idempotent))) mustHandIn(who, dossier)
  mustBeAsked(procedure, dossier, paperId)
  return fileRuleAt(office, signedIn.now)
}

/** Whether something was answered under this key, whatever was sent with it. */
const isAnswered = (tx: Tx, request: IdempotentRequest): Promise<boolean> =>
  earlierAnswer(tx, request).then(
    (stored) => stored !== null,
    (error: unknown) => {
      if (error instanceof Refusal && error.code === 'idempotency-key-reused') return true
      throw error
    },
  )

/**
 * Names a file that is kept: the row, with the dossier held so that its limits hold for two at once.
 * Null when it was swept meanwhile, and is to be kept anew.
 *
 * @throws Refusal as mustBeLetHandIn; dossier-takes-no-files, uploads-too-many, uploads-too-large
 */
export const handIn = async (
  office: Office,
  tx: Tx,
  asking: { signedIn: SignedIn; idempotent: IdempotentRequest; requestId: string },
  id: string,
  kept: KeptFile,
): Promise<HandedIn | null> => {
  const { signedIn, idempotent, requestId } = asking
  const { dossier, procedure, who } = await seen(office, tx, signedIn, await lock(tx, id))
  const stored = await earlierAnswer(tx, idempotent)
  if (stored) return stored.answer as unknown as HandedIn
  mustHandIn(who, dossier)
  mustBeAsked(procedure, dossier, kept.paperId)
  const { id: actorId, authorityId } = signedIn.officer
  const by = { actorId, authorityId, requestId, now: signedIn.now }
  return nameFile(office, tx, dossier, kept, by, idempotent)
}

/** The part that officers and citizens share; the dossier is locked. */
export const nameFile = async (
  office: Office,
  tx: Tx,
  dossier: Dossier,
  { file, address, name, paperId }: KeptFile,
  by: { actorId: string; authorityId: string; requestId: string; now: Instant },
  idempotent: IdempotentRequest | null,
): Promise<HandedIn | null> => {
  mustTakeFiles(dossier)
  acceptAnother(fileRuleAt(office, by.now), await filesTogether(tx, dossier.id), file)
  if (!(await office.uploads.name(tx, address))) return null
  const id = newId()
  const { kind, bytes, pages } = file
  const answer = { id, kind, bytes, pages }
  await recordFile(
    tx,
    {
      id,
      dossier_id: dossier.id,
      home_authority_id: dossier.authorityId,
      authority_id: by.authorityId,
      paper_id: paperId,
      address,
      kind,
      bytes,
      pages,
      sealed: office.sealer.seal(tidyFileName(name, kind, UNNAMED), nameOf(id)),
      handed_in_at: by.now,
      handed_in_by: by.actorId,
    },
    ledgerRows([line(by, 'FILE_HANDED_IN', dossier.id, id, null)], by.now),
    idempotent ? [answerRow(idempotent, { subjectId: dossier.id, answer }, by.now)] : [],
  )
  return answer
}

/** Keeps the bytes, then names them; again where they were swept in between, which takes minutes of standing still. */
export const keptAndNamed = async (
  office: Office,
  rule: FileRule,
  { bytes, name, paperId }: { bytes: Uint8Array; name: string; paperId: string | null },
  naming: (kept: KeptFile) => Promise<HandedIn | null>,
): Promise<HandedIn> => {
  for (let times = 1; times <= 3; times += 1) {
    const kept = await office.uploads.keep(rule, bytes)
    const handedIn = await naming({ ...kept, name, paperId })
    if (handedIn) return handedIn
  }
  throw new Refusal('UNAVAILABLE', 'uploads-under-way')
}

export const tooLarge = (bytes: number, rule: FileRule): Refusal =>
  new Refusal('INVALID', 'upload-too-large', {
    megabytes: Math.ceil(bytes / 100_000) / 10,
    most: rule.mostBytes / 1_000_000,
  })

export interface ReadFile {
  bytes: Buffer
  mediaType: string
  name: string
}

/** A file for an officer who may see its dossier; the ledger notes it. @throws Refusal NOT_FOUND, file-taken-out */
export const readFile = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  requestId: string,
  { id, fileId }: { id: string; fileId: string },
): Promise<ReadFile> => {
  const { dossier } = await seen(office, tx, signedIn, await find(tx, id))
  const file = await findFileToRead(tx, fileId, dossier.id)
  if (!file) throw notFound()
  if (file.taken_out_at !== null || file.address === null) throw new Refusal('CONFLICT', 'file-taken-out')
  const { id: actorId, authorityId } = signedIn.officer
  const reading = line({ actorId, authorityId, requestId }, 'FILE_READ', dossier.id, file.id, 'HANDLING')
  const [bytes] = await Promise.all([
    office.uploads.read(file.address),
    noteInLedger(tx, reading, signedIn.now),
  ])
  return { bytes, mediaType: MEDIA_TYPES[file.kind], name: unsealName(office.sealer, file) }
}

/**
 * Takes a file out that was handed in by mistake: its row and its bytes stay, and nobody is shown them any more. Twice is once.
 *
 * @throws Refusal NOT_FOUND, files-not-yours, dossier-takes-no-files, file-of-another-authority, text-empty, not-printable
 */
export const takeOut = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  requestId: string,
  { id, fileId, reason }: { id: string; fileId: string; reason: string },
): Promise<void> => {
  const { dossier, who } = await seen(office, tx, signedIn, await lock(tx, id))
  const file = await holdFile(tx, fileId, dossier.id)
  if (!file) throw notFound()
  mustTakeOut(who, dossier, { authorityId: file.authority_id })
  if (file.taken_out_at !== null) return
  const { id: actorId, authorityId } = signedIn.officer
  const why = office.sealer.seal(readText(reason, 'reason'), reasonOf(file.id))
  await Promise.all([
    noteTakenOut(tx, { id: file.id, at: signedIn.now, by: actorId, reason: why }),
    noteInLedger(
      tx,
      line({ actorId, authorityId, requestId }, 'FILE_TAKEN_OUT', dossier.id, file.id, null),
      signedIn.now,
    ),
  ])
}

/** Erases a file for the citizen who sent it: its row stays. The dossier is locked. */
export const takeBackFile = (
  office: Office,
  tx: Tx,
  dossierId: string,
  file: { id: string; address: string },
  by: { actorId: string; authorityId: string; requestId: string; now: Instant },
): Promise<unknown> =>
  Promise.all([
    noteTakenBack(tx, { id: file.id, at: by.now, by: by.actorId }),
    office.uploads.unname(tx, file.address),
    noteInLedger(tx, line(by, 'FILE_TAKEN_OUT', dossierId, file.id, null), by.now),
  ])

/** The files of a dossier as its page shows them. */
export const filesView = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  dossier: Dossier,
  procedure: ProcedureVersion,
): Promise<FilesOfDossier> => {
  const rows = await findFiles(tx, dossier.id)
  const who = handing(signedIn, dossier, procedure)
  const rule = fileRuleAt(office, signedIn.now)
  const hands = [...new Set(rows.flatMap((row) => [row.handed_in_by, row.taken_out_by ?? []].flat()))]
  const ofCitizen = rows.some(isOfCitizen)
  const [officers, opened] = await Promise.all([
    hands.length === 0 ? [] : findOfficers(tx, hands),
    ofCitizen ? findFilesRead(tx, dossier.id) : NONE_READ,
  ])
  const named = (actorId: string) => officers.find(({ id }) => id === actorId)?.full_name ?? null
  return {
    mayHandIn: mayHandIn(who, dossier),
    mostBytes: rule.mostBytes,
    papers: papersAsked(procedure, dossier).map(({ id, name }) => ({ paperId: id, name })),
    items: rows.map((row) => ({
      id: row.id,
      paperId: row.paper_id,
      name: unsealName(office.sealer, row),
      kind: row.kind,
      bytes: row.bytes,
      pages: row.pages,
      handedInAt: rfc3339InHanoi(row.handed_in_at as Instant),
      handedInBy: named(row.handed_in_by),
      isNew: isOfCitizen(row) && row.taken_out_at === null && !opened.has(row.id),
      takenOut:
        row.taken_out_at === null
          ? null
          : {
              at: rfc3339InHanoi(row.taken_out_at as Instant),
              by: named(row.taken_out_by ?? ''),
              reason: row.taken_out_reason && office.sealer.openText(row.taken_out_reason, reasonOf(row.id)),
            },
      mayTakeOut: row.taken_out_at === null && mayTakeOut(who, dossier, { authorityId: row.authority_id }),
    })),
  }
}

export const CITIZEN = 'citizen'
const isOfCitizen = ({ handed_in_by }: Pick<FileRow, 'handed_in_by'>): boolean => handed_in_by === CITIZEN
const NONE_READ: ReadonlySet<string> = new Set()

export const unsealName = (sealer: Sealer, { id, sealed }: Pick<FileRow, 'id' | 'sealed'>): string =>
  sealer.openText(sealed, nameOf(id))

const nameOf = (id: string): string => sealedIn('dossier_file', 'sealed', id)

const reasonOf = (id: string): string => sealedIn('dossier_file', 'taken_out_reason', id)

const papersAsked = (procedure: ProcedureVersion, { caseId }: Dossier) =>
  caseOf(procedure, caseId)?.papers ?? []

/** @throws Refusal unknown-paper */
const mustBeAsked = (procedure: ProcedureVersion, dossier: Dossier, paperId: string | null): void => {
  if (paperId !== null && !papersAsked(procedure, dossier).some(({ id }) => id === paperId))
    throw new Refusal('INVALID', 'unknown-paper')
}

const handing = ({ officer }: SignedIn, dossier: Dossier, procedure: ProcedureVersion): Handing => ({
  authorityId: officer.authorityId,
  worksOnIt: worksOn(officer, dossier, procedure),
})

/** @throws Refusal NOT_FOUND when it is not there, or may not be known to be */
const seen = async (office: Office, tx: Tx, signedIn: SignedIn, dossier: Dossier | null) => {
  if (!dossier) throw notFound()
  const procedure = await office.catalogue.version(tx, dossier.procedureVersionId)
  if (!maySee(signedIn.officer, dossier, procedure)) throw notFound()
  return { dossier, procedure, who: handing(signedIn, dossier, procedure) }
}

const line = (
  by: { actorId: string; authorityId: string; requestId: string },
  act: string,
  subjectId: string,
  fileId: string,
  purpose: string | null,
): LedgerEntry => ({
  actorId: by.actorId,
  authorityId: by.authorityId,
  act,
  subjectId,
  purpose,
  requestId: by.requestId,
  detail: { fileId },
})
