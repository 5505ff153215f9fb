import { MILLIMETRE, Paper } from '../paper.ts'
import { type NoticeData, type NoticeSigner, printNoticeHead } from './notice.ts'
import {
  contactWords,
  type FieldStyle,
  field,
  finishLaidOutHere,
  type PrintedContact,
  printOwner,
  printSigners,
  printTitle,
} from './parts.ts'
import { word } from './words.ts'

/** Raised whenever the same data would give another paper; an artefact names the version that it was frozen for. */
export const REFUSAL_SLIP_VERSION = '1'

const LAYOUT = `M03/${REFUSAL_SLIP_VERSION}`

/** Everything that stands on the slip by which a dossier is not received, frozen when it is made. */
export interface RefusalSlipData extends NoticeData, Pick<NoticeSigner, 'onBehalf'> {
  /** In the words of the law, not of a machine. */
  readonly reason: string
  readonly legalBasis: string | null
  /** The authority that is competent, or how to do it anew; null: the line is left out. */
  readonly whereToTurn: string | null
  /** False: nothing is said of the papers. */
  readonly papersHandedBack: boolean
  readonly contact: PrintedContact
  readonly lookUpAddress: string
  /** Null where the house says it by itself: then nobody signs. */
  readonly officer: string | null
}

const BODY: FieldStyle = { size: 13, leading: 1.25, after: 4 }

/**
 * Mẫu 03, Phiếu từ chối tiếp nhận giải quyết hồ sơ.
 *
 * The fields and the sentence of refusal are those of slips in use in 2024–2026; the official layout was not read, and
 * the foot claims none.
 */
export function renderRefusalSlip(data: RefusalSlipData): Promise<Buffer> {
  const { dossierCode: code, number, agency } = data
  const paper = new Paper({
    title: word('forms.refusal-slip.file-title', { number, code }),
    author: agency,
    producer: LAYOUT,
    datedAt: data.issuedAt,
    margins: { top: 15 * MILLIMETRE, right: 15 * MILLIMETRE, bottom: 18 * MILLIMETRE, left: 25 * MILLIMETRE },
  })
  printNoticeHead(paper, data)
  printTitle(paper, word('forms.refusal-slip.title'), null)
  printOwner(paper, BODY, word('forms.received-from'), data)
  paper.paragraph(word('forms.refusal-slip.says-no', { agency }), BODY)
  paper.paragraph(data.reason, { ...BODY, indent: 14 })
  if (data.legalBasis) field(paper, BODY, word('forms.legal-basis'), data.legalBasis)
  if (data.whereToTurn) field(paper, BODY, word('forms.refusal-slip.where-to-turn'), data.whereToTurn)
  if (data.papersHandedBack) paper.paragraph(word('forms.refusal-slip.handed-back'), BODY)
  paper.paragraph(contactWords(data.contact), BODY)
  const lookUp = word('forms.refusal-slip.look-up', { address: data.lookUpAddress })
  if (data.officer === null) {
    paper.paragraph(lookUp, BODY)
    paper.paragraph(word('forms.automatic'), { ...BODY, face: 'italic', align: 'right' })
  } else printSigners(paper, BODY, 56, signersOf(data.officer, data.onBehalf), { words: lookUp, style: BODY })
  return finishLaidOutHere(paper, {
    form: word('forms.refusal-slip.form'),
    basis: data.formBasis,
    layout: LAYOUT,
    dossierCode: code,
  })
}

const signersOf = (officer: string, onBehalf: string | undefined) =>
  [
    // Who stood at the counter need not be the owner: the name is left to be written.
    { title: word('forms.submitter-signs'), name: null },
    { title: [...(onBehalf ? [onBehalf] : []), word('forms.receiver-signs')].join('\n'), name: officer },
  ] as const
