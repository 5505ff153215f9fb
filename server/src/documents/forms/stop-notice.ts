import { hanoiDateOf, type Instant, longDate } from '#common/time.ts'
import { MILLIMETRE, Paper } from '../paper.ts'
import type { Words } from '../typeset.ts'
import { type NoticeData, type NoticeSigner, printNoticeHead } from './notice.ts'
import { printRecipientsAndSigner, printSubject } from './official.ts'
import { type FieldStyle, finishLaidOutHere, labelled, moment, type PrintedOwner, titlesOf } from './parts.ts'
import { word } from './words.ts'

/** Raised whenever the same data would give another paper; an artefact names the version that it was frozen for. */
export const STOP_NOTICE_VERSION = '1'

const LAYOUT = `M05/${STOP_NOTICE_VERSION}`

/** Everything that stands on the notice that work on a dossier has stopped, frozen when it is made: `issuedAt` is from when. */
export interface StopNoticeData extends NoticeData {
  /** At the owner's request, or by the agency. */
  readonly cause: 'WITHDRAWN' | 'STOPPED'
  /** Where the dossier stood, in words: `đang thẩm định`. */
  readonly stage: string
  readonly receivedAt: Instant
  /** It was filed and nobody had accepted it. */
  readonly isOnlyFiled?: true
  /** When the owner asked; null when that is not known, or nobody asked. */
  readonly requestedAt: Instant | null
  readonly reason: string
  readonly legalBasis: string | null
  readonly fees: 'NONE' | 'REFUND' | 'NO_REFUND' | 'NOT_STATED'
  readonly papersHandedBack: boolean
  /** Who decided; null where nobody did and the house says it by itself. */
  readonly signer: NoticeSigner | null
}

const BODY: FieldStyle = { size: 14, leading: 1.25, align: 'justify', firstIndent: 10 * MILLIMETRE, after: 6 }

/**
 * Mẫu 05, Thông báo dừng giải quyết hồ sơ (Thông tư 03/2025/TT-VPCP). Its layout was not found: this is the frame of a
 * notice by Nghị định 30/2020/NĐ-CP, Phụ lục I, with what must be said of a stop: who asked or decided, at which stage,
 * why, fees and papers. The foot says that the layout is ours.
 */
export function renderStopNotice(data: StopNoticeData): Promise<Buffer> {
  const { dossierCode: code, number } = data
  const paper = new Paper({
    title: word('forms.stop.file-title', { number, code }),
    author: data.agency,
    producer: LAYOUT,
    datedAt: data.issuedAt,
    margins: { top: 20 * MILLIMETRE, right: 15 * MILLIMETRE, bottom: 20 * MILLIMETRE, left: 30 * MILLIMETRE },
  })
  printNoticeHead(paper, data)
  printSubject(paper, word('forms.stop.heading'), word('forms.stop.subject', { code }))
  printAddressee(paper, data.owner)
  for (const words of sentencesOf(data)) paper.paragraph(words, BODY)
  const papers = word('forms.stop.papers-value', { handedBack: String(data.papersHandedBack) })
  const signer = data.signer && { titles: titlesOf(data.signer), name: data.signer.name }
  printRecipientsAndSigner(paper, word('forms.stop.copies').split('\n'), signer, {
    words: labelled(word('forms.stop.papers'), papers),
    style: BODY,
  })
  return finishLaidOutHere(paper, {
    form: word('forms.stop.form'),
    basis: data.formBasis,
    layout: LAYOUT,
    dossierCode: code,
  })
}

/** Kính gửi: the name, and under it how to reach him. */
function printAddressee(paper: Paper, owner: PrintedOwner): void {
  const left = { ...BODY, align: 'left', firstIndent: 0, after: 2, indent: 10 * MILLIMETRE } as const
  paper.paragraph(labelled(word('forms.stop.to'), [{ text: owner.name, face: 'bold' }]), left)
  if (owner.address) paper.paragraph(labelled(word('forms.address'), owner.address), left)
  paper.y += 6
}

function sentencesOf(data: StopNoticeData): Words[] {
  const { agency, stage, dossierCode: code } = data
  const date = longDate(hanoiDateOf(data.issuedAt))
  const fees = word('forms.stop.fees-value', { fees: data.fees })
  return [
    word(data.isOnlyFiled ? 'forms.stop.filed' : 'forms.stop.received', {
      agency,
      code,
      at: moment(data.receivedAt),
      owner: data.owner.name,
      procedure: data.procedure.name,
    }),
    data.cause === 'STOPPED'
      ? word('forms.stop.stopped', { agency, stage, date })
      : word('forms.stop.withdrawn', {
          agency,
          stage,
          date,
          requested: String(data.requestedAt !== null),
          at: data.requestedAt === null ? '' : moment(data.requestedAt),
        }),
    labelled(word('forms.reason'), data.reason),
    ...(data.legalBasis ? [labelled(word('forms.legal-basis'), data.legalBasis)] : []),
    labelled(word('forms.stop.fees'), fees),
  ]
}
