/** A table as text (RFC 4180): quoted cells may hold separators, quotes and line ends. */

export interface CsvRow {
  /** Where the row begins, from 1 on. */
  line: number
  cells: readonly string[]
}

/** Rows that hold nothing are left out. `unclosed`: the line of a quote that never ends; null when there is none. */
export const readCsv = (
  text: string,
  separator: string,
): { rows: readonly CsvRow[]; unclosed: number | null } => {
  const rows: CsvRow[] = []
  let cells: string[] = []
  let cell = ''
  let line = 1
  let begins = 1
  let quotedAt: number | null = null
  const endCell = () => {
    cells.push(cell.trim())
    cell = ''
  }
  const endRow = () => {
    endCell()
    if (cells.some((one) => one !== '')) rows.push({ line: begins, cells })
    cells = []
  }
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] as string
    if (quotedAt !== null) {
      if (letter !== '"') cell += letter
      else if (text[at + 1] === '"') {
        cell += letter
        at += 1
      } else quotedAt = null
    } else if (letter === '"' && cell.trim() === '') {
      cell = ''
      quotedAt = line
    } else if (letter === separator) endCell()
    else if (letter === '\n') endRow()
    else cell += letter
    if (letter === '\n') {
      line += 1
      if (quotedAt === null) begins = line
    }
  }
  endRow()
  return { rows, unclosed: quotedAt }
}
