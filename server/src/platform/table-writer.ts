import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { WriteStream } from 'node:fs'
import { link, lstat, open, rename, rm } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import { CSV_BEGINS, csvLine, xlsxCell } from './cells.ts'
import { Refusal } from './refusal.ts'

/**
 * A table written as CSV and as XLSX, side by side and a line at a time. It may name people: nobody but who runs the program may
 * read it, from the first byte on.
 */
export interface TableWriter {
  line(cells: readonly string[]): Promise<void>
  /** Both are whole, and have their names. @throws Refusal report-there when another file took one meanwhile */
  close(): Promise<void>
  /** Nothing of them stays. */
  discard(): Promise<void>
}

const ONLY_MINE = 0o600

const ENDINGS = ['.csv', '.xlsx'] as const

/** The first name that nothing bears yet: `NAME`, `NAME-2`, … */
export const freeName = async (path: string): Promise<string> => {
  for (let nth = 1; ; nth += 1) {
    const name = nth === 1 ? path : `${path}-${nth}`
    const there = await Promise.all(ENDINGS.map((ending) => lstat(`${name}${ending}`).catch(() => null)))
    if (there.every((one) => one === null)) return name
  }
}

/**
 * @param path without its ending
 * @throws Refusal report-there, file-not-opened; a file that is there is never written over
 */
export const tableWriter = async (
  path: string,
  sheet: string,
  headings: readonly string[],
): Promise<TableWriter> => {
  for (const ending of ENDINGS) {
    const file = `${path}${ending}`
    if (await lstat(file).catch(() => null)) throw new Refusal('CONFLICT', 'report-there', { file })
  }
  // Until they are whole they have names that nobody takes for a list.
  const draft = `${path}.${randomBytes(4).toString('hex')}.part`
  const [csv, book] = [await ownFile(`${draft}.csv`), await ownFile(`${draft}.xlsx`)]
  const zip = new yazl.ZipFile()
  for (const [name, text] of Object.entries(partsOf(sheet))) zip.addBuffer(Buffer.from(text), name)
  const rows = new PassThrough()
  zip.addReadStream(rows, 'xl/worksheets/sheet1.xml')
  zip.end()
  const packed = pipeline(zip.outputStream, book)
  packed.catch(() => {})
  let number = 0
  const line = async (cells: readonly string[]) => {
    number += 1
    const row = cells.map((cell, column) => xlsxCell(cell, column, number)).join('')
    await written(csv, csvLine(cells))
    await written(rows, `<row r="${number}">${row}</row>`)
  }
  csv.write(CSV_BEGINS)
  rows.write(SHEET_BEGINS)
  await line(headings)
  const ended = async () => {
    rows.end(SHEET_ENDS)
    csv.end()
    await Promise.all([packed, finished(csv)])
  }
  return {
    line,
    close: async () => {
      await ended()
      for (const ending of ENDINGS) await named(`${draft}${ending}`, `${path}${ending}`)
    },
    discard: async () => {
      await ended().catch(() => {})
      for (const ending of ENDINGS) await rm(`${draft}${ending}`, { force: true })
    },
  }
}

const ownFile = async (path: string): Promise<WriteStream> => {
  const file = await open(path, 'wx', ONLY_MINE).catch((cause: Error) => {
    throw new Refusal('INVALID', 'file-not-opened', { file: path, why: cause.message })
  })
  return file.createWriteStream()
}

/** By a second name and not by renaming, which would take the place of what somebody has put there meanwhile. */
const named = async (draft: string, path: string): Promise<void> => {
  try {
    await link(draft, path)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST')
      throw new Refusal('CONFLICT', 'report-there', { file: path })
    // A disk that knows no second names, as most that travel in a pocket.
    await rename(draft, path)
    return
  }
  await rm(draft)
}

const written = async (into: WriteStream | PassThrough, text: string): Promise<void> => {
  if (!into.write(text)) await once(into, 'drain')
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const SHEET_BEGINS = `${XML}<worksheet xmlns="${MAIN}"><sheetData>`
const SHEET_ENDS = '</sheetData></worksheet>'

/** The least that a book of one sheet is. */
const partsOf = (sheet: string): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`,
  '_rels/.rels': `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
})
