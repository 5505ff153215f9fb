import { createHash } from 'node:crypto'
import type { ProcedureVersion } from '#catalogue/index.ts'
import { caseOf, specialTermOf, termsOf } from '#catalogue/index.ts'
import { translator } from '#common/i18n.ts'
import { hanoiDateOf } from '#common/time.ts'
import { isBeyondKnown, type SpecialTerm, type Term, type WorkingCalendar } from '#deadlines/index.ts'
import {
  type Artefact,
  FileError,
  type FormCode,
  type FrozenData,
  type ReceiptData,
  type ResultData,
  renderArtefact,
  renderers,
} from '#documents/index.ts'
import { mayOpenReceipt, type Officer, type OfProcedure, type Unit } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { type Sealer, sealedIn } from '#platform/seal.ts'
import type { ArtefactWrite } from './event-rows.ts'
import type { Office } from './office.ts'
import type { Person } from './people.ts'
import type { Dossier } from './rules/dossier.ts'
import type { Acceptance, Filing } from './rules/events.ts'
import { type ArtefactRow, noteRendered } from './store.ts'

/**
 * The papers of a dossier. Each is frozen in the act's commit: every word that will stand on it, and the version of
 * the template. The bytes are made afterwards, from that alone, and hashed once: a PDF costs 24 ms, which a
 * commit must not wait for.
 */

/** The receipt as frozen; its number is allocated by the very statement that stores it, so it is put in when printed. */
export type FrozenReceipt = Omit<ReceiptData, 'dossierCode' | 'trackingUrl'>
export type FrozenResult = ResultData

export const freeze = (
  sealer: Sealer,
  form: FormCode,
  data: FrozenReceipt | FrozenData[Exclude<FormCode, 'M01'>],
  id = newId(),
): ArtefactWrite & { frozenSha256: string } => {
  const text = JSON.stringify(data)
  const frozenSha256 = createHash('sha256').update(text).digest('hex')
  return {
    id,
    form,
    templateVersion: renderers[form].templateVersion,
    sealed: sealer.seal(text, sealedIn('artefact', 'sealed', id)),
    frozenSha256,
  }
}

/** A frozen paper opened again. @throws Refusal when its words have been erased by law */
export const thaw = <Data>(sealer: Sealer, row: Pick<ArtefactRow, 'id' | 'sealed'>): Data => {
  if (row.sealed === null) throw new Refusal('CONFLICT', 'document-erased')
  return JSON.parse(sealer.openText(row.sealed, sealedIn('artefact', 'sealed', row.id))) as Data
}

export const trackingUrl = (publicUrl: string, code: string, secret: string): string =>
  `${publicUrl}/ho-so/${encodeURIComponent(code)}?bi-mat=${secret}`

export interface PaperFile {
  bytes: Buffer
  sha256: string
  form: string
}

type Printing = Pick<Office, 'sealer' | 'files' | 'publicUrl'>

/**
 * A paper for somebody who reads it: what is kept, or what is printed now. It is kept then, if it can be: a full disk
 * does not stop anybody from reading.
 */
export const readPaper = (
  office: Printing,
  tx: Tx,
  dossier: { id: string; code: string },
  row: ArtefactRow,
): Promise<PaperFile> => readPrinted(office, ofDossier(office, tx, dossier.code, row))

/** Prints a paper and keeps it. Printing twice gives the same bytes, so that a crash between file and hash does no harm. */
export const printPaper = (
  office: Printing,
  tx: Tx,
  dossier: { id: string; code: string },
  row: ArtefactRow,
): Promise<void> => print(office, ofDossier(office, tx, dossier.code, row))

/** A frozen paper, of whatever table, with its words where they are asked for. */
export interface Printable {
  row: Pick<ArtefactRow, 'id' | 'form' | 'sealed' | 'file_sha256'>
  artefact: () => Artefact
  /** Notes the hash of its bytes, once. */
  noted: (sha256: string, bytes: number) => Promise<unknown>
}

const ofDossier = (office: Printing, tx: Tx, code: string, row: ArtefactRow): Printable => ({
  row,
  artefact: () => artefactOf(office, code, row),
  noted: (sha256, bytes) => noteRendered(tx, row.id, sha256, bytes),
})

/** As {@link readPaper}. */
export const readPrinted = async (office: Printing, paper: Printable): Promise<PaperFile> => {
  const file = await fileOf(office, paper)
  const isKept =
    file.isKept ||
    (await keep(office, paper.row.id, file.bytes)
      .then(() => true)
      .catch(() => false))
  if (isKept && paper.row.file_sha256 === null) await paper.noted(file.sha256, file.bytes.length)
  return file
}

/** As {@link printPaper}. */
export const print = async (office: Printing, paper: Printable): Promise<void> => {
  const file = await fileOf(office, paper)
  if (!file.isKept) await keep(office, paper.row.id, file.bytes)
  if (paper.row.file_sha256 === null) await paper.noted(file.sha256, file.bytes.length)
}

/**
 * The bytes of a paper: those that are kept, or printed from the frozen words when none are there, or damaged ones.
 * Never others than were hashed.
 */
const fileOf = async (
  office: Printing,
  { row, artefact }: Printable,
): Promise<PaperFile & { isKept: boolean }> => {
  if (row.sealed === null) throw new Refusal('CONFLICT', 'document-erased')
  const isWhole = (bytes: Buffer) => row.file_sha256 === null || sha256Of(bytes) === row.file_sha256
  // A file without a hash was kept by somebody who died before the commit: it is that file that gets hashed, for
  // another version of Node would compress the same page to other bytes.
  const kept = await office.files.get(row.id).catch(nothingThere)
  if (kept && isWhole(kept)) return { bytes: kept, sha256: sha256Of(kept), form: row.form, isKept: true }
  const bytes = await renderArtefact(artefact())
  if (!isWhole(bytes)) throw new Error(`artefact ${row.id} prints other bytes than it was hashed for`)
  return { bytes, sha256: sha256Of(bytes), form: row.form, isKept: false }
}

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

const nothingThere = (error: unknown): null => {
  if (error instanceof FileError && (error.code === 'MISSING' || error.code === 'ALTERED')) return null
  throw error
}

const keep = async (office: Printing, id: string, bytes: Buffer): Promise<void> => {
  await office.files.setAside(id)
  await office.files.put(id, bytes)
}

/** The words of a draft as they were typed. */
export const draftedWords = (
  sealer: Sealer,
  row: Pick<ArtefactRow, 'id' | 'sealed'>,
): { title: string; paragraphs: string[] } => {
  const { subject, paragraphs } = thaw<FrozenResult>(sealer, row)
  return {
    title: subject,
    paragraphs: paragraphs.map(({ label, text }) => (label ? `${label} ${text}` : text)),
  }
}

/** Whether an officer who sees the dossier may open this paper of it. */
export const mayOpen = (
  officer: Officer,
  dossier: Pick<Dossier, 'receivingUnitId'>,
  paper: Pick<ArtefactRow, 'form'>,
  procedure: OfProcedure,
): boolean => paper.form !== 'M01' || mayOpenReceipt(officer, dossier, procedure)

/** Opens what the act froze, and adds what stood nowhere then: the code, and the address of the portal. */
const artefactOf = (
  office: Pick<Office, 'sealer' | 'publicUrl'>,
  code: string,
  row: ArtefactRow,
): Artefact => {
  const { template_version: templateVersion } = row
  const form = row.form as FormCode
  switch (form) {
    case 'M01': {
      const frozen = thaw<FrozenReceipt>(office.sealer, row)
      const trackedAt = trackingUrl(office.publicUrl, code, frozen.receiptSecret)
      return { form, templateVersion, data: { ...frozen, dossierCode: code, trackingUrl: trackedAt } }
    }
    default:
      return { form, templateVersion, data: thaw(office.sealer, row) } as Artefact
  }
}

/**
 * The circular whose Mẫu 01 the layout follows, as printed in its foot. TT 03/2025/TT-VPCP is in force and its layout
 * was not read: the foot must not claim it.
 */
const FORM_BASIS = 'theo TT 01/2018/TT-VPCP'

/** What a receipt says of an acceptance. */
type Accepted = Pick<Filing, 'caseId' | 'channel' | 'papers' | 'sets'> & Acceptance

/** The words of Mẫu 01 for one reception. */
export const receiptWords = (given: {
  procedure: ProcedureVersion
  received: Accepted
  owner: Person
  submitter: Person | null
  centre: Unit
  pointName: string
  /** The one that the date was promised by. */
  calendar: WorkingCalendar
  officer: { fullName: string }
  secret: string
  publicUrl: string
}): FrozenReceipt => {
  const { procedure, received, owner, submitter, centre } = given
  const procedureCase = caseOf(procedure, received.caseId)
  const terms = procedureCase && termsOf(procedureCase, received.channel)
  const special = specialTermOf(procedure, received)
  return {
    formBasis: FORM_BASIS,
    receiptSecret: given.secret,
    lookUpAddress: `${given.publicUrl.replace(/^https?:\/\//, '')}/tra-cuu`,
    parentAgency: centre.parentName,
    centre: centre.name,
    receptionPoint: given.pointName,
    place: centre.locality,
    issuedAt: received.acceptedAt,
    owner: { ...printed(owner), address: owner.address, phone: owner.phone, email: owner.email },
    submitter: submitter ? { ...printed(submitter), basis: null } : null,
    procedure: { name: procedure.title, code: procedure.nationalCode },
    papers: received.papers
      .filter((paper) => paper.originals + paper.copies > 0)
      .map((paper) => ({
        name: procedureCase?.papers.find((spec) => spec.id === paper.paperId)?.name ?? paper.paperId,
        kind: paperKind(paper),
        originals: paper.originals,
        copies: paper.copies,
      })),
    sets: received.sets,
    term: received.dueAt === null ? null : { text: termWords(received, special), dueAt: received.dueAt },
    receivedAt: received.acceptedAt,
    countedFrom:
      received.dueAt === null || received.clockStartsAt === received.acceptedAt
        ? null
        : received.clockStartsAt,
    collectAt: [centre.name, given.pointName, centre.address].filter(Boolean).join(' – '),
    fees: (terms?.fees ?? []).map((fee) => ({
      name: fee.name,
      amount: fee.amountVnd,
      payment: 'UNPAID' as const,
    })),
    register: null,
    receivedBy: given.officer.fullName,
    hotline: centre.hotline,
    notes: mayMove(given.calendar, received) ? [say('receipt.date-may-move')] : [],
  }
}

const say = translator('vi')
const wordsOf = ({ unit, value }: Term): string => say(`term.${unit}`, { value })

/** The term that was promised: the special one where one holds, and phases one by one. */
const termWords = ({ term, phases }: Accepted, special: SpecialTerm | null): string => {
  if (!term && (phases ?? []).length === 0) return say('receipt.term-as-printed')
  if (!term) return (phases ?? []).map((phase) => `${phase.name.vi}: ${wordsOf(phase.term)}`).join('; ')
  return special ? `${wordsOf(term)} (${special.name.vi})` : wordsOf(term)
}

const mayMove = (calendar: WorkingCalendar, { acceptedAt, dueAt }: Accepted): boolean =>
  dueAt !== null && [acceptedAt, dueAt].some((at) => isBeyondKnown(calendar, hanoiDateOf(at)))

const printed = (person: Person) => ({
  name: person.fullName,
  identity:
    person.citizenNumber === null
      ? null
      : {
          kind: person.citizenNumber.length === 9 ? ('OLD_ID' as const) : ('PERSONAL_ID' as const),
          number: person.citizenNumber,
        },
})

const paperKind = (paper: { originals: number; copies: number }): string =>
  paper.originals > 0 && paper.copies > 0
    ? 'Bản chính, bản sao'
    : paper.originals > 0
      ? 'Bản chính'
      : 'Bản sao'
