import { hanoiDateOf, type Instant, longDate } from '#common/time.ts'
import { MILLIMETRE, Paper } from '../paper.ts'
import { type Column, printTable } from '../table.ts'
import type { TextStyle, Words } from '../typeset.ts'
import { printHead } from './head.ts'
import {
  type FieldStyle,
  field,
  moment,
  type PrintedOwner,
  type PrintedProcedure,
  printContact,
  printSigners,
  procedureWords,
  twoDigits,
} from './parts.ts'
import { word } from './words.ts'

/** Raised whenever the same data would give another paper; an artefact names the version that it was frozen for. */
export const RECEIPT_VERSION = '2'

/**
 * Everything that stands on the slip, frozen when the dossier is received. Nothing is looked up while printing: names
 * are as they were on that day, and a later change of a fee or an agency's name does not reach the paper.
 */
export interface ReceiptData {
  /** The circular that the form comes from, and the one before it; configuration, for the law changes. */
  readonly formBasis: string
  readonly dossierCode: string
  /** What look-up asks for besides the code; without separators, printed in groups of four. */
  readonly receiptSecret: string
  /** What the QR code holds: the whole address, with code and secret. */
  readonly trackingUrl: string
  /** The address to type, without the secret. */
  readonly lookUpAddress: string

  readonly parentAgency: string | null
  /** Trung tâm Phục vụ hành chính công … */
  readonly centre: string
  /** The point within the centre, when it has several. */
  readonly receptionPoint: string | null
  /** The locality in front of the date. */
  readonly place: string
  /** The date of the slip, and the only date in the file. */
  readonly issuedAt: Instant

  readonly owner: PrintedPerson & PrintedOwner
  /** Who stood at the counter, when it was not the owner. */
  readonly submitter: (PrintedPerson & { readonly basis: string | null }) | null

  readonly procedure: PrintedProcedure
  readonly papers: readonly PrintedPaper[]
  readonly sets: number
  /** Null when the procedure lays down none. */
  readonly term: { readonly text: string; readonly dueAt: Instant } | null
  readonly receivedAt: Instant
  /**
   * From when the term is counted, when that is not the moment of reception: at night, after the day's cut-off. Absent
   * in receipts frozen before it was said.
   */
  readonly countedFrom?: Instant | null
  /** Where, or how, the result is to be handed over. */
  readonly collectAt: string
  /** Empty when the procedure does not say what it costs; free of charge is a line of 0. */
  readonly fees: readonly PrintedFee[]
  /** The entry in the register, which the circular of 2018 asks for. */
  readonly register: { readonly book: string; readonly number: string } | null

  readonly receivedBy: string
  readonly hotline: string | null
  /** What the office adds to the notes, a sentence each. */
  readonly notes: readonly string[]
}

export interface PrintedPerson {
  readonly name: string
  /** Whole: the official slip shows the number whole. */
  readonly identity: { readonly kind: IdentityKind; readonly number: string } | null
}

export type IdentityKind = 'PERSONAL_ID' | 'OLD_ID' | 'PASSPORT' | 'TAX_CODE' | 'BUSINESS_CODE' | 'OTHER'

export interface PrintedPaper {
  readonly name: string
  /** Bản chính, bản sao chứng thực, bản điện tử … */
  readonly kind: string
  readonly originals: number
  readonly copies: number
}

export interface PrintedFee {
  readonly name: string
  /** In đồng; null when it is not known yet. */
  readonly amount: number | null
  readonly payment: 'PAID' | 'UNPAID' | 'EXEMPT'
}

/** How closely the slip is set; sizes in points. */
interface Density {
  readonly body: FieldStyle
  readonly table: TextStyle
  readonly note: TextStyle
  readonly spaceToSign: number
}

const COMFORTABLE: Density = {
  body: { size: 13, leading: 1.2, after: 2 },
  table: { size: 12, leading: 1.2 },
  note: { size: 10.5, leading: 1.2 },
  spaceToSign: 44,
}

/** For the dossier that would spill a few lines on another sheet; each counter prints every slip twice. */
const TIGHT: Density = {
  body: { size: 12, leading: 1.18, after: 1 },
  table: { size: 11.5, leading: 1.18 },
  note: { size: 10, leading: 1.18 },
  spaceToSign: 44,
}

/** What differs between the versions of the template. */
interface Edition {
  readonly version: string
  readonly qrSize: number
  /** How far the title stands below the QR code; in the first it ran beside it, and nearly touched it. */
  readonly titleBelowQr: number
  /** What stands in place of the date when no term is laid down. */
  readonly dateUnknown: string
}

const EDITION: Edition = {
  version: RECEIPT_VERSION,
  // Modules of 0.4 mm, where telephones read 0.3: so six papers still fit on one sheet with the title under the code.
  qrSize: 17 * MILLIMETRE,
  titleBelowQr: 0,
  dateUnknown: word('forms.receipt.date-to-be-told'),
}

const FIRST_EDITION: Edition = {
  version: '1',
  qrSize: 22 * MILLIMETRE,
  titleBelowQr: -16,
  dateUnknown: word('forms.receipt.no-term'),
}

/**
 * Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
 *
 * The fields are those of Thông tư 01/2018/TT-VPCP and of the slips in use in 2024–2026. The official layout in
 * Thông tư 03/2025/TT-VPCP could not be read; the foot therefore names the layout besides the form.
 */
export const renderReceipt = (data: ReceiptData): Promise<Buffer> => render(data, EDITION)

/** For what was frozen before the second version. */
export const renderFirstReceipt = (data: ReceiptData): Promise<Buffer> => render(data, FIRST_EDITION)

function render(data: ReceiptData, edition: Edition): Promise<Buffer> {
  let paper = written(data, edition, COMFORTABLE)
  if (paper.pageCount > 1) {
    const tight = written(data, edition, TIGHT)
    if (tight.pageCount < paper.pageCount) paper = tight
  }
  return paper.finish((page, pages) => [
    [word('forms.receipt.form', { basis: data.formBasis, layout: layoutOf(edition) }), ''],
    [`${data.dossierCode} – ${word('forms.not-signed-digitally')}`, word('forms.page', { page, pages })],
  ])
}

const layoutOf = ({ version }: Edition): string => `M01/${version}`

function written(data: ReceiptData, edition: Edition, density: Density): Paper {
  const paper = new Paper({
    title: word('forms.receipt.file-title', { code: data.dossierCode }),
    author: data.centre,
    producer: layoutOf(edition),
    datedAt: data.issuedAt,
    margins: { top: 12 * MILLIMETRE, right: 15 * MILLIMETRE, bottom: 16 * MILLIMETRE, left: 25 * MILLIMETRE },
  })
  printHead(paper, {
    parentAgency: data.parentAgency,
    agency: data.centre,
    reference: [{ text: `${word('forms.dossier-code')} ` }, { text: data.dossierCode, face: 'bold' }],
    place: data.place,
    date: longDate(hanoiDateOf(data.issuedAt)),
  })
  printCodesAndTitle(paper, edition, data)
  printPeople(paper, density, data)
  printPapers(paper, density, data.papers)
  printPromise(paper, edition, density, data)
  printSigners(paper, density.body, density.spaceToSign, [
    { title: word('forms.submitter-signs'), name: (data.submitter ?? data.owner).name },
    { title: word('forms.receiver-signs'), name: data.receivedBy },
  ])
  printNotes(paper, density, data)
  return paper
}

/**
 * The barcode, for the officer's scanner, at the left; the QR code and the secret, for the citizen, at the right; the
 * title under them.
 */
function printCodesAndTitle(paper: Paper, edition: Edition, data: ReceiptData): void {
  const top = paper.y + 5
  const { qrSize, titleBelowQr } = edition
  const qr = { x: paper.right - qrSize, y: top, width: qrSize }
  const barcode = { x: paper.left, y: top, width: paper.width * 0.42 }
  const barcodeHeight = 10 * MILLIMETRE
  paper.barcode(
    data.dossierCode,
    barcode,
    barcodeHeight,
    word('forms.barcode-of', { code: data.dossierCode }),
  )

  const beside = { x: barcode.x + barcode.width, width: qr.x - 10 - barcode.x - barcode.width }
  const style = { size: 11, align: 'right' } as const
  const y = paper.set(word('forms.receipt.scan-to-track'), { ...beside, y: top }, style)
  const secret = [
    { text: `${word('forms.receipt.secret')} ` },
    { text: grouped(data.receiptSecret), face: 'bold', size: 13 },
  ] as const
  paper.set(secret, { ...beside, y }, style)
  paper.qr(data.trackingUrl, qr, word('forms.qr-of', { code: data.dossierCode }))

  const title = { x: paper.left, y: top + qrSize + titleBelowQr, width: paper.width }
  const below = paper.set(
    word('forms.receipt.title'),
    title,
    { size: 14, face: 'bold', align: 'center' },
    'H1',
  )
  paper.y = below + 8
}

function printPeople(paper: Paper, density: Density, data: ReceiptData): void {
  if (data.receptionPoint)
    field(paper, density.body, word('forms.receipt.reception-point'), data.receptionPoint)
  field(paper, density.body, word('forms.received-from'), [{ text: data.owner.name, face: 'bold' }])
  const { identity } = data.owner
  field(
    paper,
    density.body,
    identity ? identityLabel(identity.kind) : word('forms.receipt.identity-unknown'),
    identity?.number,
  )
  field(paper, density.body, word('forms.address'), data.owner.address)
  printContact(paper, density.body, data.owner)
  if (data.submitter)
    field(paper, density.body, word('forms.receipt.submitted-by'), submitterWords(data.submitter))
  field(paper, density.body, word('forms.procedure'), procedureWords(data.procedure))
}

function submitterWords({ name, identity, basis }: NonNullable<ReceiptData['submitter']>): Words {
  return [
    { text: name, face: 'bold' },
    { text: identity ? `, ${lowerFirst(identityLabel(identity.kind))} ${identity.number}` : '' },
    { text: basis ? ` ${word('forms.receipt.submitted-on-basis', { basis })}` : '' },
  ]
}

function printPapers(paper: Paper, density: Density, papers: ReceiptData['papers']): void {
  if (papers.length === 0) {
    field(paper, density.body, word('forms.receipt.papers'), word('forms.receipt.no-papers'))
    return
  }
  paper.paragraph(word('forms.receipt.papers'), { ...density.body, after: 3 })
  const number = { width: 46, align: 'center' } as const
  const columns: Column[] = [
    { head: word('forms.receipt.papers.ordinal'), width: 34, align: 'center' },
    { head: word('forms.receipt.papers.name') },
    { head: word('forms.receipt.papers.kind'), width: 106 },
    { head: word('forms.receipt.papers.originals'), group: word('forms.receipt.papers.count'), ...number },
    { head: word('forms.receipt.papers.copies'), group: word('forms.receipt.papers.count'), ...number },
  ]
  const rows = papers.map(({ name, kind, originals, copies }, at) => [
    String(at + 1),
    name,
    kind,
    String(originals),
    String(copies),
  ])
  printTable(paper, columns, rows, density.table)
  paper.y += 6
}

function printPromise(paper: Paper, edition: Edition, density: Density, data: ReceiptData): void {
  const { term } = data
  field(
    paper,
    density.body,
    word('forms.receipt.sets'),
    word('forms.receipt.sets-value', { sets: twoDigits(data.sets) }),
  )
  field(paper, density.body, word('forms.receipt.term'), term ? term.text : word('forms.receipt.no-term'))
  field(paper, density.body, word('forms.receipt.received-at'), moment(data.receivedAt))
  field(paper, density.body, word('forms.receipt.due-at'), [
    { text: term ? moment(term.dueAt) : edition.dateUnknown, face: 'bold', size: 15 },
  ])
  field(paper, density.body, word('forms.receipt.collect-at'), data.collectAt)
  printFees(paper, density, data.fees)
  if (data.register)
    field(
      paper,
      density.body,
      word('forms.receipt.register'),
      word('forms.receipt.register-value', data.register),
    )
}

/** One fee stands beside its label; several stand under it. */
function printFees(paper: Paper, density: Density, fees: ReceiptData['fees']): void {
  const label = word('forms.receipt.fees')
  const [first, ...more] = fees
  if (!first) {
    field(paper, density.body, label, word('forms.receipt.fee-unknown'))
  } else if (more.length === 0) {
    field(paper, density.body, label, feeWords(first))
  } else {
    const style = { ...density.body, after: density.body.after }
    paper.paragraph(label, style)
    for (const fee of fees) paper.paragraph(`- ${feeWords(fee)}`, { ...style, indent: 14 })
  }
}

function feeWords({ name, amount, payment }: PrintedFee): string {
  const label = word('forms.receipt.fee-line', { name })
  if (amount === null) return `${label} ${word('forms.receipt.fee-unknown')}`
  if (amount === 0) return `${label} ${word('forms.receipt.fee-none')}`
  const figure = word('forms.receipt.fee-amount', { amount: thousands(amount) })
  return `${label} ${figure} ${word('forms.receipt.fee-payment', { payment })}`
}

function printNotes(paper: Paper, density: Density, data: ReceiptData): void {
  const { dossierCode: code, lookUpAddress: address, hotline } = data
  paper.paragraph(word('forms.receipt.notes'), { ...density.note, face: 'bold' })
  const sentences = [
    word('forms.receipt.note-bring'),
    word('forms.receipt.note-track', {
      address,
      code,
      secret: grouped(data.receiptSecret),
      hasHotline: String(hotline !== null),
      hotline: hotline ?? '',
    }),
    ...(data.countedFrom ? [word('forms.receipt.note-clock', { at: moment(data.countedFrom) })] : []),
    ...data.notes.map((note) => word('forms.receipt.note-other', { note })),
    word('forms.receipt.note-copies'),
  ]
  for (const sentence of sentences) paper.paragraph(sentence, { ...density.note, after: 1 })
}

// ---- Small words ---------------------------------------------------------------------------------------------

const identityLabel = (kind: IdentityKind): string => word('forms.identity-label', { kind })

/** `K7QM4X2P` as `K7QM 4X2P`: people read and type four characters at a time. */
const grouped = (secret: string): string => secret.match(/.{1,4}/gu)?.join(' ') ?? secret

/** `1.250.000`, the Vietnamese way. */
const thousands = (amount: number): string => String(amount).replace(/\B(?=(\d{3})+$)/g, '.')

const lowerFirst = (text: string): string => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
