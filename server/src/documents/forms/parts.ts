import { formatMoment, hanoiDateOf, type Instant, weekdayOf } from '#common/time.ts'
import type { Paper } from '../paper.ts'
import { heightOf, type TextStyle, type Words } from '../typeset.ts'
import { word } from './words.ts'

/** What several forms are put together from. */

/** How a field or a paragraph is set; `after` is the room below it, in points. */
export type FieldStyle = TextStyle & { readonly after: number }

/** Whom a dossier belongs to, and how to reach him; what nobody gave is left as dots to be filled in. */
export interface PrintedOwner {
  readonly name: string
  readonly address: string | null
  readonly phone: string | null
  readonly email: string | null
}

export interface PrintedProcedure {
  readonly name: string
  readonly code: string | null
}

/** Whom to ask; name and title are null where no officer stands behind the paper. */
export interface PrintedContact {
  readonly name: string | null
  readonly title: string | null
  readonly unit: string
  readonly phone: string | null
}

/** A label and its value; a value nobody gave leaves the dots of the form. */
export function field(paper: Paper, style: FieldStyle, label: string, value: Words | null | undefined): void {
  paper.paragraph(labelled(label, value), style)
}

export function labelled(label: string, value: Words | null | undefined): Words {
  const words = value || word('forms.blank')
  return [{ text: `${label} ` }, ...(typeof words === 'string' ? [{ text: words }] : words)]
}

/** Two fields side by side, each wrapping in its own half. */
export function fieldsBeside(paper: Paper, style: FieldStyle, left: Words, right: Words): void {
  const half = paper.width / 2
  const width = half - 6
  const leftLines = paper.lines(left, width, style)
  const rightLines = paper.lines(right, width, style)
  const height = Math.max(heightOf(leftLines), heightOf(rightLines))
  paper.keepTogether(height)
  paper.setLines(leftLines, { x: paper.left, y: paper.y, width }, 'P')
  paper.setLines(rightLines, { x: paper.left + half, y: paper.y, width }, 'P')
  paper.y += height + style.after
}

/** Telephone and email, as on the forms. */
export function printContact(
  paper: Paper,
  style: FieldStyle,
  { phone, email }: { readonly phone: string | null; readonly email: string | null },
): void {
  fieldsBeside(paper, style, labelled(word('forms.phone'), phone), labelled(word('forms.email'), email))
}

/** Name, address, telephone, email and what is asked for: the fields that Mẫu 02 and 03 begin with. */
export function printOwner(
  paper: Paper,
  style: FieldStyle,
  label: string,
  { owner, procedure }: { readonly owner: PrintedOwner; readonly procedure: PrintedProcedure },
): void {
  field(paper, style, label, [{ text: owner.name, face: 'bold' }])
  field(paper, style, word('forms.address'), owner.address)
  printContact(paper, style, owner)
  field(paper, style, word('forms.procedure'), procedureWords(procedure))
}

export function procedureWords({ name, code }: PrintedProcedure): Words {
  const inBrackets = code && ` ${word('forms.procedure-code', { code })}`
  return [{ text: name, face: 'bold' }, { text: inBrackets || '' }]
}

export const contactWords = ({ name, title, unit, phone }: PrintedContact): string => {
  const reach = { unit, hasPhone: String(phone !== null), phone: phone ?? '' }
  return name === null
    ? word('forms.contact-unit', reach)
    : word('forms.contact', { name, title: title ?? '', ...reach })
}

/** Lines in the middle under the head: a title, and what belongs right under it. */
export function printTitle(paper: Paper, title: string, under: string | null): void {
  const centred = { size: 14, face: 'bold', align: 'center' } as const
  paper.y += 16
  paper.paragraph(title, centred, 'H1')
  if (under) paper.paragraph(under, { ...centred, size: 13, face: 'italic' })
  paper.y += 12
}

/** `1. …`, `2. …`, each text beside its number. */
export function printItems(paper: Paper, style: FieldStyle, items: readonly string[]): void {
  const widest = paper.lines(`${items.length}.`, 40, style).map((line) => paper.widthOf(line))
  const indent = 14 + Math.max(...widest) + 6
  paper.within('L', () => {
    for (const [at, text] of items.entries()) {
      const lines = paper.lines(text, paper.width - indent, style)
      paper.keepTogether(heightOf(lines.slice(0, 2)))
      paper.within('LI', () => {
        paper.set(`${at + 1}.`, { x: paper.left + 14, y: paper.y, width: indent - 14 }, style, 'Lbl')
        paper.paragraph(text, { ...style, indent }, 'LBody')
      })
    }
  })
}

/** The lines above a name: for whom it is signed, where that is somebody else, and the signer's own title. */
export const titlesOf = (signer: { readonly onBehalf?: string | null; readonly title: string }): string[] => [
  ...(signer.onBehalf ? [signer.onBehalf] : []),
  capitals(signer.title),
]

/** Somebody who signs; without a name the line is left for it. */
export interface Signer {
  readonly title: string
  readonly name: string | null
}

/** The last paragraph above who signs; it goes with them to the next page. */
export interface LastWords {
  readonly words: Words
  readonly style: FieldStyle
}

/**
 * The last words, and under them who signs at the left, and who at the right; null leaves the half empty. All stay
 * together: a signature on a page of its own would sign nothing.
 */
export function printSigners(
  paper: Paper,
  style: TextStyle,
  spaceToSign: number,
  signers: readonly [left: Signer | null, right: Signer],
  last?: LastWords,
): void {
  const half = paper.width / 2
  const width = half - 8
  const centred = { ...style, align: 'center' } as const
  const columns = signers.flatMap((signer, at) =>
    signer
      ? [
          {
            x: paper.left + at * half,
            title: paper.lines(signer.title, width, { ...centred, face: 'bold' }),
            hint: paper.lines(word('forms.sign-here'), width, { ...centred, face: 'italic' }),
            name: paper.lines(signer.name ?? '', width, { ...centred, face: 'bold' }),
          },
        ]
      : [],
  )
  const heightTo = ({ title, hint }: (typeof columns)[number]) => heightOf(title) + heightOf(hint)
  const height = Math.max(...columns.map((each) => heightTo(each) + spaceToSign + heightOf(each.name)))
  if (last) printLastWords(paper, last, height + 11)
  paper.y += last ? 11 : 5
  paper.keepTogether(height)
  for (const column of columns) {
    const { x, title, hint, name } = column
    paper.setLines(title, { x, y: paper.y, width }, 'P')
    paper.setLines(hint, { x, y: paper.y + heightOf(title), width }, 'P')
    paper.setLines(name, { x, y: paper.y + heightTo(column) + spaceToSign, width }, 'P')
  }
  paper.y += height + 6
}

/** Prints the paragraph where there is room for what follows it, too. */
export function printLastWords(paper: Paper, { words, style }: LastWords, following: number): void {
  const height = heightOf(paper.lines(words, paper.width, style)) + style.after + following
  paper.keepTogether(Math.min(paper.pageRoom, height))
  paper.paragraph(words, style)
}

/** The foot of a form whose official layout was not read: where its fields are from, and that the layout is ours. */
export const finishLaidOutHere = (
  paper: Paper,
  given: {
    readonly form: string
    readonly basis: string
    readonly layout: string
    readonly dossierCode: string
  },
): Promise<Buffer> => {
  const { form, basis, layout, dossierCode } = given
  return paper.finish((page, pages) => [
    [word('forms.laid-out-here', { form, basis, layout }), ''],
    [`${dossierCode} – ${word('forms.not-signed-digitally')}`, word('forms.page', { page, pages })],
  ])
}

/** `09:10 16/11/2026 (thứ Hai)` */
export const moment = (instant: Instant): string =>
  `${formatMoment(instant)} ${word('forms.weekday', { weekday: weekdayOf(hanoiDateOf(instant)) })}`

/** `01`: on state papers a count below ten takes a zero, so that no digit can be put in front of it. */
export const twoDigits = (count: number): string => String(count).padStart(2, '0')

export const capitals = (words: string): string => words.toLocaleUpperCase('vi')
