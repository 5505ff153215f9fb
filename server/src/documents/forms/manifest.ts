import { hanoiDateOf, type Instant, longDate } from '#common/time.ts'
import { MILLIMETRE, Paper } from '../paper.ts'
import { type Column, printTable } from '../table.ts'
import { printHead } from './head.ts'
import {
  type FieldStyle,
  field,
  fieldsBeside,
  labelled,
  moment,
  printSigners,
  printTitle,
  twoDigits,
} from './parts.ts'
import { word } from './words.ts'

/** Raised whenever the same data would give another paper; an artefact names the version that it was frozen for. */
export const MANIFEST_VERSION = '1'

const LAYOUT = `MANIFEST/${MANIFEST_VERSION}`

/** What goes from one unit to another on paper, frozen when it is handed over. */
export interface ManifestData {
  readonly number: string
  readonly from: { readonly unit: string; readonly officer: string }
  /** `officer` null: whoever is there receives it, and writes a name. */
  readonly to: { readonly unit: string; readonly officer: string | null }
  /** The date of the manifest, and the only date in the file itself. */
  readonly sentAt: Instant
  /** Null: from hand to hand. */
  readonly carrier: { readonly name: string; readonly billNumber: string | null } | null
  readonly dossiers: readonly ManifestDossier[]
}

export interface ManifestDossier {
  readonly code: string
  readonly procedure: string
  readonly owner: string
  readonly originals: number
  readonly copies: number
  readonly papers: readonly string[]
}

const BODY: FieldStyle = { size: 13, leading: 1.25, after: 3 }
const TABLE = { size: 11, leading: 1.2 } as const

/**
 * Phiếu bàn giao hồ sơ giấy: what travels between the place that received a dossier and the unit that decides on it.
 * No official form of it is known; both sides sign, and what was missing or damaged has its lines.
 */
export function renderManifest(data: ManifestData): Promise<Buffer> {
  const { number, from, to, carrier } = data
  const paper = new Paper({
    title: word('forms.manifest.file-title', { number }),
    author: from.unit,
    producer: LAYOUT,
    datedAt: data.sentAt,
    margins: { top: 15 * MILLIMETRE, right: 15 * MILLIMETRE, bottom: 18 * MILLIMETRE, left: 20 * MILLIMETRE },
  })
  printHead(paper, {
    parentAgency: null,
    agency: from.unit,
    reference: word('forms.number', { number }),
    place: null,
    date: longDate(hanoiDateOf(data.sentAt)),
  })
  printTitle(paper, word('forms.manifest.title'), null)
  field(paper, BODY, word('forms.manifest.from'), partyWords(from))
  field(paper, BODY, word('forms.manifest.to'), partyWords(to))
  field(paper, BODY, word('forms.manifest.sent-at'), moment(data.sentAt))
  if (carrier)
    fieldsBeside(
      paper,
      BODY,
      labelled(word('forms.manifest.carrier'), carrier.name),
      labelled(word('forms.manifest.bill'), carrier.billNumber),
    )
  else field(paper, BODY, word('forms.manifest.carrier'), word('forms.manifest.carrier-none'))
  printDossiers(paper, data.dossiers)
  printReceipt(paper)
  printSigners(paper, BODY, 56, [
    { title: word('forms.manifest.giver-signs'), name: from.officer },
    { title: word('forms.manifest.receiver-signs'), name: to.officer },
  ])
  paper.paragraph(word('forms.manifest.made-in-two'), { size: 11, face: 'italic' })
  return paper.finish((page, pages) => [
    [word('forms.manifest.form', { layout: LAYOUT }), ''],
    [`${number} – ${word('forms.not-signed-digitally')}`, word('forms.page', { page, pages })],
  ])
}

const partyWords = ({ unit, officer }: { unit: string; officer: string | null }): string =>
  word('forms.manifest.party', { unit, hasOfficer: String(officer !== null), officer: officer ?? '' })

function printDossiers(paper: Paper, dossiers: readonly ManifestDossier[]): void {
  const count = { group: word('forms.manifest.count'), width: 40, align: 'center' } as const
  const columns: Column[] = [
    { head: word('forms.manifest.ordinal'), width: 32, align: 'center' },
    { head: word('forms.manifest.dossier'), width: 118 },
    { head: word('forms.manifest.owner'), width: 130 },
    { head: word('forms.manifest.papers') },
    { head: word('forms.manifest.originals'), ...count },
    { head: word('forms.manifest.copies'), ...count },
  ]
  const rows = dossiers.map(({ code, procedure, owner, originals, copies, papers }, at) => [
    String(at + 1),
    code,
    `${owner}\n${procedure}`,
    papers.map((paper) => word('forms.manifest.paper', { paper })).join('\n'),
    String(originals),
    String(copies),
  ])
  paper.y += 3
  printTable(paper, columns, rows, TABLE)
  paper.y += 6
  const total = word('forms.manifest.total', {
    dossiers: twoDigits(dossiers.length),
    originals: twoDigits(dossiers.reduce((sum, each) => sum + each.originals, 0)),
    copies: twoDigits(dossiers.reduce((sum, each) => sum + each.copies, 0)),
  })
  paper.paragraph(total, { ...BODY, face: 'bold' })
}

/** What only the receiver can write, by hand. */
function printReceipt(paper: Paper): void {
  // With the names under it: some 150 points.
  paper.keepTogether(230)
  paper.paragraph(word('forms.manifest.received-at'), BODY)
  paper.paragraph(word('forms.manifest.remarks'), BODY)
  for (let line = 0; line < 2; line++) {
    paper.y += 16
    paper.rules([[paper.left, paper.y, paper.right, paper.y]], 0.4)
  }
  paper.y += 10
}
