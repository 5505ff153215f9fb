import { formatMoment, hanoiDateOf, type Instant, longDate, weekdayOf } from '#common/time.ts'
import { MILLIMETRE, Paper } from '../paper.ts'
import { type Column, printTable } from '../table.ts'
import { heightOf, type TextStyle, type Words } from '../typeset.ts'
import { printHead } from './head.ts'
import { word } from './words.ts'

/** Raised whenever the same data would give another paper; an artefact names the version that it was frozen for. */
export const RECEIPT_VERSION = '1'

const LAYOUT = `M01/${RECEIPT_VERSION}`

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

  readonly owner: PrintedPerson & {
    readonly address: string | null
    readonly phone: string | null
    readonly email: string | null
  }
  /** Who stood at the counter, when it was not the owner. */
  readonly submitter: (PrintedPerson & { readonly basis: string | null }) | null

  readonly procedure: { readonly name: string; readonly code: string | null }
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
  readonly body: TextStyle
  readonly table: TextStyle
  readonly note: TextStyle
  readonly afterField: number
  readonly spaceToSign: number
}

const COMFORTABLE: Density = {
  body: { size: 13, leading: 1.2 },
  table: { size: 12, leading: 1.2 },
  note: { size: 10.5, leading: 1.2 },
  afterField: 2,
  spaceToSign: 44,
}

/** For the dossier that would spill a few lines on another sheet; each counter prints every slip twice. */
const TIGHT: Density = {
  body: { size: 12, leading: 1.18 },
  table: { size: 11.5, leading: 1.18 },
  note: { size: 10, leading: 1.18 },
  afterField: 1,
  spaceToSign: 44,
}

/**
 * Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
 *
 * The fields are those of Thông tư 01/2018/TT-VPCP and of the slips in use in 2024–2026. The official layout in
 * Thông tư 03/2025/TT-VPCP could not be read; the foot therefore names the layout besides the form.
 */
export async function renderReceipt(data: ReceiptData): Promise<Buffer> {
  let paper = written(data, COMFORTABLE)
  if (paper.pageCount > 1) {
    const tight = written(data, TIGHT)
    if (tight.pageCount < paper.pageCount) paper = tight
  }
  return paper.finish((page, pages) => [
    [word('forms.receipt.form', { basis: data.formBasis, layout: LAYOUT }), ''],
    [`${data.dossierCode} – ${word('forms.not-signed-digitally')}`, word('forms.page', { page, pages })],
  ])
}

function written(data: ReceiptData, density: Density): Paper {
  const paper = new Paper({
    title: word('forms.receipt.file-title', { code: data.dossierCode }),
    author: data.centre,
    producer: LAYOUT,
    datedAt: data.issuedAt,
    margins: { top: 12 * MILLIMETRE, right: 15 * MILLIMETRE, bottom: 16 * MILLIMETRE, left: 25 * MILLIMETRE },
  })
  printHead(paper, {
    parentAgency: data.parentAgency,
    agency: data.centre,
    reference: [{ text: `${word('forms.receipt.dossier-code')} ` }, { text: data.dossierCode, face: 'bold' }],
    place: data.place,
    date: longDate(hanoiDateOf(data.issuedAt)),
  })
  printCodesAndTitle(paper, data)
  printPeople(paper, density, data)
  printPapers(paper, density, data.papers)
  printPromise(paper, density, data)
  printSignatures(paper, density, data)
  printNotes(paper, density, data)
  return paper
}

/**
 * The barcode, for the officer's scanner, at the left; the QR code and the secret, for the citizen, at the right; the
 * title between the two, so that a dossier of five papers stays on one page.
 */
function printCodesAndTitle(paper: Paper, data: ReceiptData): void {
  const top = paper.y + 5
  const qrSize = 22 * MILLIMETRE
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

  const title = { x: paper.left, y: top + qrSize - 16, width: paper.width }
  const below = paper.set(
    word('forms.receipt.title'),
    title,
    { size: 14, face: 'bold', align: 'center' },
    'H1',
  )
  paper.y = below + 8
}

function printPeople(paper: Paper, density: Density, data: ReceiptData): void {
  if (data.receptionPoint) field(paper, density, word('forms.receipt.reception-point'), data.receptionPoint)
  field(paper, density, word('forms.receipt.received-from'), [{ text: data.owner.name, face: 'bold' }])
  const { identity } = data.owner
  field(
    paper,
    density,
    identity ? identityLabel(identity.kind) : word('forms.receipt.identity-unknown'),
    identity?.number,
  )
  field(paper, density, word('forms.receipt.address'), data.owner.address)
  printContact(paper, density, data.owner)
  if (data.submitter)
    field(paper, density, word('forms.receipt.submitted-by'), submitterWords(data.submitter))
  const code =
    data.procedure.code && ` ${word('forms.receipt.procedure-code', { code: data.procedure.code })}`
  field(paper, density, word('forms.receipt.procedure'), [
    { text: data.procedure.name, face: 'bold' },
    { text: code || '' },
  ])
}

/** Telephone and email side by side, as on the form, each wrapping in its own half. */
function printContact(paper: Paper, density: Density, { phone, email }: ReceiptData['owner']): void {
  const half = paper.width / 2
  const width = half - 6
  const phoneLines = paper.lines(labelled(word('forms.receipt.phone'), phone), width, density.body)
  const emailLines = paper.lines(labelled(word('forms.receipt.email'), email), width, density.body)
  const height = Math.max(heightOf(phoneLines), heightOf(emailLines))
  paper.keepTogether(height)
  paper.setLines(phoneLines, { x: paper.left, y: paper.y, width }, 'P')
  paper.setLines(emailLines, { x: paper.left + half, y: paper.y, width }, 'P')
  paper.y += height + density.afterField
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
    field(paper, density, word('forms.receipt.papers'), word('forms.receipt.no-papers'))
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

function printPromise(paper: Paper, density: Density, data: ReceiptData): void {
  const { term } = data
  const none = word('forms.receipt.no-term')
  field(
    paper,
    density,
    word('forms.receipt.sets'),
    word('forms.receipt.sets-value', { sets: twoDigits(data.sets) }),
  )
  field(paper, density, word('forms.receipt.term'), term ? term.text : none)
  field(paper, density, word('forms.receipt.received-at'), moment(data.receivedAt))
  field(paper, density, word('forms.receipt.due-at'), [
    { text: term ? moment(term.dueAt) : none, face: 'bold', size: 15 },
  ])
  field(paper, density, word('forms.receipt.collect-at'), data.collectAt)
  printFees(paper, density, data.fees)
  if (data.register)
    field(paper, density, word('forms.receipt.register'), word('forms.receipt.register-value', data.register))
}

/** One fee stands beside its label; several stand under it. */
function printFees(paper: Paper, density: Density, fees: ReceiptData['fees']): void {
  const label = word('forms.receipt.fees')
  const [first, ...more] = fees
  if (!first) {
    field(paper, density, label, word('forms.receipt.fee-unknown'))
  } else if (more.length === 0) {
    field(paper, density, label, feeWords(first))
  } else {
    const style = { ...density.body, after: density.afterField }
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

/** The two columns stay together: a signature on a page of its own would sign nothing. */
function printSignatures(paper: Paper, density: Density, data: ReceiptData): void {
  const half = paper.width / 2
  const width = half - 8
  const centred = { ...density.body, align: 'center' } as const
  const submitter = data.submitter ?? data.owner
  const columns = [
    { x: paper.left, title: word('forms.receipt.submitter-signs'), name: submitter.name },
    { x: paper.left + half, title: word('forms.receipt.receiver-signs'), name: data.receivedBy },
  ].map(({ x, title, name }) => ({
    x,
    title: paper.lines(title, width, { ...centred, face: 'bold' }),
    hint: paper.lines(word('forms.receipt.sign-here'), width, { ...centred, face: 'italic' }),
    name: paper.lines(name, width, { ...centred, face: 'bold' }),
  }))
  const heightTo = ({ title, hint }: (typeof columns)[number]) => heightOf(title) + heightOf(hint)
  const height = Math.max(
    ...columns.map((each) => heightTo(each) + density.spaceToSign + heightOf(each.name)),
  )

  paper.y += 5
  paper.keepTogether(height)
  for (const column of columns) {
    const { x, title, hint, name } = column
    paper.setLines(title, { x, y: paper.y, width }, 'P')
    paper.setLines(hint, { x, y: paper.y + heightOf(title), width }, 'P')
    paper.setLines(name, { x, y: paper.y + heightTo(column) + density.spaceToSign, width }, 'P')
  }
  paper.y += height + 6
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

/** A label and its value; a value nobody gave leaves the dots of the form. */
function field(paper: Paper, density: Density, label: string, value: Words | null | undefined): void {
  paper.paragraph(labelled(label, value), { ...density.body, after: density.afterField })
}

function labelled(label: string, value: Words | null | undefined): Words {
  const words = value || word('forms.blank')
  return [{ text: `${label} ` }, ...(typeof words === 'string' ? [{ text: words }] : words)]
}

const identityLabel = (kind: IdentityKind): string => word('forms.identity-label', { kind })

const moment = (instant: Instant): string =>
  `${formatMoment(instant)} ${word('forms.receipt.weekday', { weekday: weekdayOf(hanoiDateOf(instant)) })}`

/** `K7QM4X2P` as `K7QM 4X2P`: people read and type four characters at a time. */
const grouped = (secret: string): string => secret.match(/.{1,4}/gu)?.join(' ') ?? secret

/** `01`: on state papers a count below ten takes a zero, so that no digit can be put in front of it. */
const twoDigits = (count: number): string => String(count).padStart(2, '0')

/** `1.250.000`, the Vietnamese way. */
const thousands = (amount: number): string => String(amount).replace(/\B(?=(\d{3})+$)/g, '.')

const lowerFirst = (text: string): string => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
