/**
 * What we write for spreadsheets. A cell that begins as a formula does is run by whoever opens the file: `=HYPERLINK(…)` as
 * the name of an applicant calls out of the office. So no cell of ours is a formula, whatever stands in it, and nothing of
 * what stands in it is lost.
 *
 * In CSV such a cell is given the apostrophe by which spreadsheets know a text; whoever reads the file by program takes it
 * off with `cellOf`. In XLSX every cell says that it is a text, and stands as it is.
 */

// A spreadsheet passes over blanks and control characters before it looks at the first sign, and knows the wide forms too.
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u
/** What was escaped, and what would look so. */
const ESCAPED = /^'+(?=[\s\S])/

/** A cell of a CSV file: quoted, and no formula. */
export const csvCell = (text: string): string => {
  const safe = FORMULA.test(text) || text.startsWith("'") ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

/** The text that a cell of ours holds, as a program reads the file. */
export const cellOf = (written: string): string => (ESCAPED.test(written) ? written.slice(1) : written)

export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`

/** Spreadsheets take a file without it for one of their own old encodings. */
export const CSV_BEGINS = '\ufeff'

/** A cell of a sheet in XLSX: always a text, by its type. What XML cannot hold stands as `_x0007_`, as there it must. */
export const xlsxCell = (text: string, column: number, row: number): string =>
  `<c r="${columnName(column)}${row}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`

/** A, B … Z, AA. @param column from 0 */
const columnName = (column: number): string => {
  const rest = Math.floor(column / 26)
  return `${rest === 0 ? '' : columnName(rest - 1)}${String.fromCharCode(65 + (column % 26))}`
}

// Nothing longer fits into a cell of a spreadsheet.
const LONGEST = 32_767

const xmlText = (text: string): string =>
  text
    .slice(0, LONGEST)
    // Half of a pair of signs is no sign.
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    // Those that XML does not know, and the return, which it would lose.
    .replace(
      /(?![\t\n])[\p{Cc}\ufffe\uffff]/gu,
      (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
