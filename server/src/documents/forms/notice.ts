import { hanoiDateOf, type Instant, longDate } from '#common/time.ts'
import type { Paper } from '../paper.ts'
import { printHead } from './head.ts'
import type { PrintedOwner, PrintedProcedure } from './parts.ts'
import { word } from './words.ts'

/** What every notice on a dossier (Mẫu 02, 03, 05) begins with, frozen when it is made. */
export interface NoticeData {
  /** Where the form or its fields are from; never a layout that nobody read. */
  readonly formBasis: string
  /** `03/HDHS` */
  readonly number: string
  readonly dossierCode: string
  readonly parentAgency: string | null
  readonly agency: string
  readonly place: string
  /** The date of the notice, and the only date in the file itself. */
  readonly issuedAt: Instant
  readonly owner: PrintedOwner
  readonly procedure: PrintedProcedure
}

/** Who signs a notice; `onBehalf` (`TUQ. CHUYÊN VIÊN`) stands above where the post was lent, and is left out otherwise. */
export interface NoticeSigner {
  readonly onBehalf?: string
  readonly title: string
  readonly name: string
}

/** The agency, under it the number of the notice and the dossier that it is about, and the date. */
export const printNoticeHead = (paper: Paper, data: NoticeData): void => {
  const number = word('forms.number', { number: data.number })
  printHead(paper, {
    parentAgency: data.parentAgency,
    agency: data.agency,
    reference: [
      { text: `${number}\n${word('forms.dossier-code')} ` },
      { text: data.dossierCode, face: 'bold' },
    ],
    place: data.place,
    date: longDate(hanoiDateOf(data.issuedAt)),
  })
}
