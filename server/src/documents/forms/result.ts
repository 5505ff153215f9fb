import { type Instant, longDate, type PlainDate } from '#common/time.ts'
import { MILLIMETRE, Paper } from '../paper.ts'
import type { TextStyle } from '../typeset.ts'
import { printHead } from './head.ts'
import { printRecipientsAndSigner, printSubject } from './official.ts'
import { capitals, titlesOf } from './parts.ts'
import { word } from './words.ts'

/** Raised whenever the same data would give another paper; an artefact names the version that it was frozen for. */
export const RESULT_VERSION = '1'

/** Everything that stands on a decision or a notice, frozen when it is put up for signature or issued. */
export interface ResultData {
  readonly kind: 'DECISION' | 'NOTICE'
  readonly dossierCode: string
  readonly parentAgency: string | null
  readonly agency: string
  /** The whole number, `125/QĐ-UBND`; null until the result is issued. */
  readonly number: string | null
  /** What follows the stroke while there is no number: `QĐ-UBND`. */
  readonly symbol: string
  readonly place: string
  /** Null until the result is issued: the date line is then left to be filled in. */
  readonly issuedOn: PlainDate | null
  /** Trích yếu: what it is about, in a line or two. */
  readonly subject: string
  /** Who decides, in capitals over the grounds (`CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ …`); null for a notice. */
  readonly authority: string | null
  /** Căn cứ …; in the order of their rank. */
  readonly grounds: readonly string[]
  readonly paragraphs: readonly ResultParagraph[]
  readonly signer: {
    /** `KT. CHỦ TỊCH`, when one signs for another; null otherwise. */
    readonly onBehalf: string | null
    readonly title: string
    readonly name: string
  }
  /** Nơi nhận, without dash and stop. */
  readonly recipients: readonly string[]
  /** The only date in the file itself; when the words were frozen. */
  readonly frozenAt: Instant
}

export interface ResultParagraph {
  /** `Điều 1.`, set in bold in front of the text. */
  readonly label: string | null
  readonly text: string
}

const BODY: TextStyle = { size: 14, leading: 1.25, align: 'justify', firstIndent: 10 * MILLIMETRE }
const AFTER_PARAGRAPH = 6

/**
 * The frame of a decision or a notice as Nghị định 30/2020/NĐ-CP, Phụ lục I lays it out: agency, number, place and
 * date, heading, subject, grounds, text, signer, recipients. The words inside are the agency's.
 */
export async function renderResult(data: ResultData): Promise<Buffer> {
  const { kind, symbol } = data
  const paper = new Paper({
    title: word('forms.result.file-title', { kind, number: data.number ?? `……/${symbol}` }),
    author: data.agency,
    producer: `RESULT/${RESULT_VERSION}`,
    datedAt: data.frozenAt,
    margins: { top: 20 * MILLIMETRE, right: 15 * MILLIMETRE, bottom: 20 * MILLIMETRE, left: 30 * MILLIMETRE },
  })
  const number = data.number
    ? word('forms.number', { number: data.number })
    : word('forms.result.number-left-blank', { symbol })
  printHead(paper, {
    parentAgency: data.parentAgency,
    agency: data.agency,
    reference: number,
    place: data.place,
    date: data.issuedOn ? longDate(data.issuedOn) : word('forms.date-left-blank'),
  })
  printHeading(paper, data)
  printText(paper, data)
  printSigner(paper, data)
  return paper.finish((page, pages) => [
    [
      `${word('forms.result.dossier', { code: data.dossierCode })} – ${word('forms.not-signed-digitally')}`,
      word('forms.page', { page, pages }),
    ],
  ])
}

function printHeading(paper: Paper, { kind, subject, authority }: ResultData): void {
  printSubject(paper, word('forms.result.heading', { kind }), subject)
  if (authority) paper.paragraph(capitals(authority), { size: 14, face: 'bold', align: 'center', after: 10 })
}

function printText(paper: Paper, data: ResultData): void {
  for (const ground of data.grounds)
    paper.paragraph(ground, { ...BODY, face: 'italic', after: AFTER_PARAGRAPH })
  if (data.kind === 'DECISION') {
    paper.y += 4
    const centred = { size: 14, face: 'bold', align: 'center', after: 8 } as const
    paper.paragraph(word('forms.result.resolves'), centred, 'H2')
  }
  for (const { label, text } of data.paragraphs) {
    const start = label ? [{ text: `${label} `, face: 'bold' as const }] : []
    paper.paragraph([...start, { text }], { ...BODY, after: AFTER_PARAGRAPH })
  }
}

function printSigner(paper: Paper, { signer, recipients }: ResultData): void {
  const copies = recipients.map((recipient, at) =>
    word('forms.result.copy-to', { recipient, isLast: String(at === recipients.length - 1) }),
  )
  printRecipientsAndSigner(paper, copies, { titles: titlesOf(signer), name: signer.name })
}
