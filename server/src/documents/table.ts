import type { Paper, Rule } from './paper.ts'
import { type Line, heightOf as linesHeight, type TextStyle } from './typeset.ts'

export interface Column {
  readonly head: string
  /** The head above this head; neighbours of the same group share it. */
  readonly group?: string
  /** In points; the one column without a width takes what is left. */
  readonly width?: number
  readonly align?: TextStyle['align']
}

interface PlacedColumn extends Column {
  readonly x: number
  readonly width: number
}

const PADDING = { side: 4, top: 1.5, bottom: 2.5 } as const
const THICKNESS = 0.5

/**
 * A ruled table that goes on over pages, its head repeated on each. A row stays on one page unless it is taller than
 * a page of its own; then it is cut between lines.
 */
export function printTable(
  paper: Paper,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  style: TextStyle,
): void {
  const placed = placedIn(paper, columns)
  const headHeight = heightOfHead(paper, placed, style)
  paper.within('Table', () => {
    const [first = []] = rows
    paper.keepTogether(headHeight + heightOf(cellsOf(paper, placed, first, style)))
    printHead(paper, placed, style)
    for (const row of rows) {
      let cells = cellsOf(paper, placed, row, style)
      while (cells.some((lines) => lines.length > 0)) {
        const height = heightOf(cells)
        if (height > paper.room && height <= paper.pageRoom - headHeight) turn(paper, placed, style)
        const taken = cells.map((lines) => whatFits(lines, paper.room - PADDING.top - PADDING.bottom))
        if (taken.every((count) => count === 0)) {
          turn(paper, placed, style)
          continue
        }
        const fitting = cells.map((lines, at) => lines.slice(0, taken[at]))
        printRow(paper, placed, fitting)
        cells = cells.map((lines, at) => lines.slice(taken[at]))
      }
    }
  })
}

/** A new page that begins with the head again; a screen reader has heard it already. */
function turn(paper: Paper, columns: readonly PlacedColumn[], style: TextStyle): void {
  paper.turnPage()
  paper.artifact(() => printHead(paper, columns, style))
}

function printHead(paper: Paper, columns: readonly PlacedColumn[], style: TextStyle): void {
  const bold = { ...style, face: 'bold', align: 'center' } as const
  const groups = groupsOf(columns)
  const heads = cellsOf(
    paper,
    columns.map((column) => ({ ...column, align: 'center' })),
    columns.map((column) => column.head),
    bold,
  )
  const upper = Math.max(
    0,
    ...groups.map((group) => boxHeight(paper.lines(group.text, group.width - 2 * PADDING.side, bold))),
  )
  const total = heightOfHead(paper, columns, style)
  const top = paper.y
  const borders: Rule[] = []
  paper.within('TR', () => {
    for (const [at, column] of columns.entries()) {
      const group = groups.find((each) => each.first === at)
      if (group) {
        const place = {
          x: group.x + PADDING.side,
          y: top + PADDING.top,
          width: group.width - 2 * PADDING.side,
        }
        paper.set(group.text, place, bold, 'TH')
        borders.push(...box(group.x, top, group.width, upper))
      }
      const from = column.group ? top + upper : top
      const height = column.group ? total - upper : total
      const lines = heads[at] ?? []
      const y = from + (height - linesHeight(lines)) / 2
      paper.setLines(lines, { x: column.x + PADDING.side, y, width: column.width }, 'TH')
      borders.push(...box(column.x, from, column.width, height))
    }
    paper.rules(borders, THICKNESS)
  })
  paper.y = top + total
}

function printRow(paper: Paper, columns: readonly PlacedColumn[], cells: readonly (readonly Line[])[]): void {
  const height = heightOf(cells)
  const top = paper.y
  const borders: Rule[] = []
  paper.within('TR', () => {
    for (const [at, column] of columns.entries()) {
      const place = { x: column.x + PADDING.side, y: top + PADDING.top, width: column.width }
      paper.setLines(cells[at] ?? [], place, 'TD')
      borders.push(...box(column.x, top, column.width, height))
    }
    paper.rules(borders, THICKNESS)
  })
  paper.y = top + height
}

function cellsOf(
  paper: Paper,
  columns: readonly PlacedColumn[],
  row: readonly string[],
  style: TextStyle,
): Line[][] {
  return columns.map(({ width, align }, at) =>
    paper.lines(row[at] ?? '', width - 2 * PADDING.side, { ...style, align: align ?? style.align ?? 'left' }),
  )
}

function placedIn(paper: Paper, columns: readonly Column[]): PlacedColumn[] {
  const fixed = columns.reduce((total, column) => total + (column.width ?? 0), 0)
  let x = paper.left
  return columns.map((column) => {
    const width = column.width ?? paper.width - fixed
    const placed = { ...column, x, width }
    x += width
    return placed
  })
}

interface Group {
  readonly text: string
  /** Its leftmost column. */
  readonly first: number
  readonly x: number
  width: number
}

/** The heads above heads, each over its neighbours. */
function groupsOf(columns: readonly PlacedColumn[]): Group[] {
  const groups: Group[] = []
  for (const [at, { group, x, width }] of columns.entries()) {
    const last = groups.at(-1)
    if (!group) continue
    if (last && columns[at - 1]?.group === group) last.width += width
    else groups.push({ text: group, first: at, x, width })
  }
  return groups
}

function heightOfHead(paper: Paper, columns: readonly PlacedColumn[], style: TextStyle): number {
  const bold = { ...style, face: 'bold' } as const
  const upper = groupsOf(columns).map((group) =>
    boxHeight(paper.lines(group.text, group.width - 2 * PADDING.side, bold)),
  )
  const heights = columns.map(({ head, group, width }) => {
    const own = boxHeight(paper.lines(head, width - 2 * PADDING.side, bold))
    return group ? own + Math.max(0, ...upper) : own
  })
  return Math.max(...heights)
}

const box = (x: number, y: number, width: number, height: number): Rule[] => [
  [x, y, x + width, y],
  [x + width, y, x + width, y + height],
  [x + width, y + height, x, y + height],
  [x, y + height, x, y],
]

const boxHeight = (lines: readonly Line[]): number => linesHeight(lines) + PADDING.top + PADDING.bottom

const heightOf = (cells: readonly (readonly Line[])[]): number => Math.max(...cells.map(boxHeight))

function whatFits(lines: readonly Line[], room: number): number {
  let height = 0
  const tooLow = lines.findIndex((line) => {
    height += line.height
    return height > room
  })
  return tooLow === -1 ? lines.length : tooLow
}
