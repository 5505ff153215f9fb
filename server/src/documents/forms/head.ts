import type { Paper } from '../paper.ts'
import type { Words } from '../typeset.ts'
import { capitals } from './parts.ts'
import { word } from './words.ts'

/** The head that all statutory papers but the register begin with (Nghị định 30/2020/NĐ-CP, Phụ lục I). */
export interface Head {
  /** The agency above the issuing one; printed in capitals whatever its case here. */
  readonly parentAgency: string | null
  /** The issuing agency or the centre; in bold capitals over a short rule. */
  readonly agency: string
  /** Under the agency: the number or the dossier code. */
  readonly reference: Words
  /** The name of the locality, without the level of its committee; null when the paper names none. */
  readonly place: string | null
  /** `ngày 05 tháng 3 năm 2026`, or the blank form of it. */
  readonly date: string
}

const GUTTER = 8

/** Prints the head, in the columns 42 % and 58 % of the measure, and leaves the paper under it. */
export function printHead(paper: Paper, head: Head): void {
  const left = { x: paper.left, width: paper.width * 0.42 - GUTTER / 2 }
  const right = { x: paper.left + paper.width * 0.42 + GUTTER / 2, width: paper.width * 0.58 - GUTTER / 2 }
  const centred = { align: 'center', leading: 1.2 } as const
  const top = paper.y

  let leftY = top
  if (head.parentAgency) {
    leftY = paper.set(capitals(head.parentAgency), { ...left, y: leftY }, { ...centred, size: 12 })
  }
  leftY = paper.set(capitals(head.agency), { ...left, y: leftY }, { ...centred, size: 12, face: 'bold' })
  ruleUnder(paper, left, leftY + 3, left.width * 0.4)

  let rightY = paper.set(word('forms.nation'), { ...right, y: top }, { ...centred, size: 12, face: 'bold' })
  const motto = { ...centred, size: 13, face: 'bold' } as const
  const [mottoLine] = paper.lines(word('forms.motto'), right.width, { ...motto, align: 'left' })
  rightY = paper.set(word('forms.motto'), { ...right, y: rightY }, motto)
  ruleUnder(paper, right, rightY + 3, mottoLine ? paper.widthOf(mottoLine) : 0)

  const y = Math.max(leftY, rightY) + 10
  const referenceY = paper.set(head.reference, { ...left, y }, { ...centred, size: 13 })
  const date = head.place
    ? word('forms.place-and-date', { place: head.place, date: head.date })
    : head.date.charAt(0).toLocaleUpperCase('vi') + head.date.slice(1)
  const italic = { ...centred, face: 'italic' } as const
  // A long place name (Thành phố Hồ Chí Minh) would leave the year alone on a second line.
  const fits = paper.lines(date, right.width, { ...italic, size: 13 }).length === 1
  const dateY = paper.set(date, { ...right, y }, { ...italic, size: fits ? 13 : 12 })
  paper.y = Math.max(referenceY, dateY)
}

function ruleUnder(paper: Paper, column: { x: number; width: number }, y: number, length: number): void {
  const from = column.x + (column.width - length) / 2
  paper.rules([[from, y, from + length, y]])
}
