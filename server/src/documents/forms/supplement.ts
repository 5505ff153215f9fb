import type { Instant } from '#common/time.ts'
import { MILLIMETRE, Paper } from '../paper.ts'
import { type NoticeData, type NoticeSigner, printNoticeHead } from './notice.ts'
import {
  contactWords,
  type FieldStyle,
  field,
  finishLaidOutHere,
  moment,
  type PrintedContact,
  printItems,
  printOwner,
  printSigners,
  printTitle,
  titlesOf,
} from './parts.ts'
import { word } from './words.ts'

/** Raised whenever the same data would give another paper; an artefact names the version that it was frozen for. */
export const SUPPLEMENT_VERSION = '1'

const LAYOUT = `M02/${SUPPLEMENT_VERSION}`

/** Everything that stands on a request to supplement a dossier, frozen when it is made. */
export interface SupplementRequestData extends NoticeData {
  readonly stage: 'INTAKE' | 'APPRAISAL'
  /** The how manieth request of this dossier. */
  readonly ordinal: number
  /** What is missing or wrong, each with what to do. */
  readonly items: readonly { readonly text: string }[]
  readonly reason: string
  readonly legalBasis: string | null
  /** Null when no time is set: the line is left out. */
  readonly replyBy: Instant | null
  /** Whether the term stands still while the office waits. Said of a dossier in appraisal either way. */
  readonly dueAtStandsStill: boolean
  readonly contact: PrintedContact
  readonly lookUpAddress: string
  readonly signer: NoticeSigner
}

const BODY: FieldStyle = { size: 13, leading: 1.25, after: 4 }

/**
 * Mẫu 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.
 *
 * The fields are those of Thông tư 01/2018/TT-VPCP as known from memory, with what a citizen asks next: by when, and
 * what becomes of the promised date. No official layout was read, and the foot claims none.
 */
export function renderSupplement(data: SupplementRequestData): Promise<Buffer> {
  const { dossierCode: code, number, stage } = data
  const paper = new Paper({
    title: word('forms.supplement.file-title', { number, code }),
    author: data.agency,
    producer: LAYOUT,
    datedAt: data.issuedAt,
    margins: { top: 15 * MILLIMETRE, right: 15 * MILLIMETRE, bottom: 18 * MILLIMETRE, left: 25 * MILLIMETRE },
  })
  printNoticeHead(paper, data)
  printTitle(
    paper,
    word('forms.supplement.title'),
    word('forms.supplement.stage', { stage, ordinal: data.ordinal }),
  )
  printOwner(paper, BODY, word('forms.owner'), data)
  paper.paragraph(word('forms.supplement.items'), BODY)
  printItems(
    paper,
    BODY,
    data.items.map(({ text }) => text),
  )
  field(paper, BODY, word('forms.reason'), data.reason)
  if (data.legalBasis) field(paper, BODY, word('forms.legal-basis'), data.legalBasis)
  if (data.replyBy)
    field(paper, BODY, word('forms.supplement.reply-by'), [
      { text: word('forms.supplement.reply-by-value', { at: moment(data.replyBy) }), face: 'bold' },
    ])
  if (data.dueAtStandsStill) paper.paragraph(word('forms.supplement.stands-still'), BODY)
  else if (stage === 'APPRAISAL') paper.paragraph(word('forms.supplement.runs-on'), BODY)
  paper.paragraph(contactWords(data.contact), BODY)
  printSigners(paper, BODY, 56, [null, { title: titlesOf(data.signer).join('\n'), name: data.signer.name }], {
    words: word('forms.supplement.look-up', { stage, address: data.lookUpAddress }),
    style: BODY,
  })
  return finishLaidOutHere(paper, {
    form: word('forms.supplement.form'),
    basis: data.formBasis,
    layout: LAYOUT,
    dossierCode: code,
  })
}
