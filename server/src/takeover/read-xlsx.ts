import type { Readable } from 'node:stream'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import yauzl from 'yauzl'
import { Refusal } from '#platform/refusal.ts'
import type { Row } from './rules/judge.ts'
import { fromSerial } from './rules/serial-days.ts'

/**
 * Rows of a sheet in XLSX, one after the other. Words that cells share are kept in memory, the sheet is not. A date is told by
 * the cell's style and given in ISO form, so that nobody need know how a spreadsheet counts; of a formula its last value.
 * Nothing outside the file is asked for, and no entity is expanded but those of XML.
 */

// A sheet of a million rows has half of that; what unpacks to more is no table of an office.
const MOST_BYTES = 2 * 1024 ** 3
const MOST_SHARED_BYTES = 512 * 1024 ** 2

/** @param sheet its name; null for the first */
export const xlsxRows = async function* (path: string, sheet: string | null): AsyncGenerator<Row> {
  const book = await openBook(path)
  try {
    const { part, is1904 } = await sheetIn(path, book, sheet)
    const [shared, dateStyles] = [await sharedWords(path, book), await dateStylesIn(path, book)]
    yield* rowsOf(path, book, part, { shared, dateStyles, is1904 })
  } finally {
    book.zip.close()
  }
}

interface Book {
  zip: yauzl.ZipFile
  entries: ReadonlyMap<string, yauzl.Entry>
}

interface Reading {
  shared: readonly string[]
  /** Of each style of a cell, by its number: whether it shows a date. */
  dateStyles: readonly boolean[]
  is1904: boolean
}

const notRead = (path: string) => new Refusal('INVALID', 'takeover-xlsx-not-read', { file: path })

const openBook = async (path: string): Promise<Book> => {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, strictFileNames: true }, (error, opened) =>
      error ? reject(notRead(path)) : resolve(opened),
    )
  })
  const entries = new Map<string, yauzl.Entry>()
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.set(entry.fileName, entry)
      // A book has some dozens of parts.
      if (entries.size > 10_000) reject(notRead(path))
      else zip.readEntry()
    })
    zip.on('end', resolve)
    zip.on('error', () => reject(notRead(path)))
    zip.readEntry()
  })
  return { zip, entries }
}

/** The bytes of a part; null where the book has none of that name. */
const opened = async (
  path: string,
  { zip, entries }: Book,
  name: string,
  most: number,
): Promise<Readable | null> => {
  const entry = entries.get(name)
  if (!entry) return null
  if (entry.uncompressedSize > most || entry.isEncrypted()) throw notRead(path)
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(notRead(path)) : resolve(stream)))
  })
}

interface Ear {
  open?(tag: SaxesTagPlain): void
  text?(text: string): void
  close?(name: string): void
}

/** Hears a part from its beginning to its end; after each chunk whoever waits may take what has come. */
const hear = async function* (path: string, stream: Readable, ear: Ear): AsyncGenerator<void> {
  const parser = new SaxesParser()
  let fault = false
  parser.on('error', () => {
    fault = true
  })
  parser.on('opentag', (tag) => ear.open?.(tag as SaxesTagPlain))
  parser.on('text', (text) => ear.text?.(text))
  parser.on('cdata', (text) => ear.text?.(text))
  parser.on('closetag', ({ name }) => ear.close?.(bare(name)))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of stream) {
      parser.write(decoder.decode(chunk as Buffer, { stream: true }))
      if (fault) throw notRead(path)
      yield
    }
    parser.write(decoder.decode()).close()
    if (fault) throw notRead(path)
    yield
  } catch (cause) {
    throw cause instanceof Refusal ? cause : notRead(path)
  }
}

const whole = async (path: string, book: Book, name: string, most: number, ear: Ear): Promise<boolean> => {
  const stream = await opened(path, book, name, most)
  if (!stream) return false
  for await (const _ of hear(path, stream, ear));
  return true
}

/** Some programs give every name a prefix: `x:row`. */
const bare = (name: string): string => name.slice(name.indexOf(':') + 1)

const SMALL = 16 * 1024 ** 2

const sheetIn = async (
  path: string,
  book: Book,
  sheet: string | null,
): Promise<{ part: string; is1904: boolean }> => {
  const sheets: { name: string; id: string }[] = []
  let is1904 = false
  const isThere = await whole(path, book, 'xl/workbook.xml', SMALL, {
    open: ({ name, attributes }) => {
      if (bare(name) === 'sheet')
        sheets.push({ name: attributes.name ?? '', id: attributes['r:id'] ?? attributes.id ?? '' })
      if (bare(name) === 'workbookPr') is1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
    },
  })
  const found = sheet === null ? sheets[0] : sheets.find(({ name }) => name === sheet)
  if (!isThere || sheets.length === 0) throw notRead(path)
  if (!found)
    throw new Refusal('INVALID', 'takeover-sheet-missing', {
      file: path,
      sheet: sheet ?? '',
      sheets: sheets.map(({ name }) => name).join(', '),
    })
  let part = ''
  await whole(path, book, 'xl/_rels/workbook.xml.rels', SMALL, {
    open: ({ attributes }) => {
      if (attributes.Id === found.id) part = attributes.Target ?? ''
    },
  })
  return { part: part.startsWith('/') ? part.slice(1) : `xl/${part}`, is1904 }
}

const sharedWords = async (path: string, book: Book): Promise<readonly string[]> => {
  const words: string[] = []
  const item = wordsEar((text) => words.push(text), 'si')
  await whole(path, book, 'xl/sharedStrings.xml', MOST_SHARED_BYTES, item)
  return words
}

/** What stands in `t` inside of an item, without how it is pronounced (`rPh`). */
const wordsEar = (said: (text: string) => void, item: string): Ear => {
  let text = ''
  let isText = false
  let silent = 0
  return {
    open: ({ name }) => {
      const tag = bare(name)
      if (tag === item) text = ''
      if (tag === 'rPh') silent += 1
      isText = tag === 't'
    },
    text: (part) => {
      if (isText && silent === 0) text += part
    },
    close: (tag) => {
      isText = false
      if (tag === 'rPh') silent -= 1
      if (tag === item) said(unescaped(text))
    },
  }
}

/** `_x000D_` is a return that XML would have lost. */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text

// The forms that every spreadsheet has without naming them, and the Vietnamese ones among them.
const BUILT_IN_DATES = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54,
  55, 56, 57, 58,
])

const dateStylesIn = async (path: string, book: Book): Promise<readonly boolean[]> => {
  const own = new Map<number, boolean>()
  const styles: boolean[] = []
  let isOfCells = false
  await whole(path, book, 'xl/styles.xml', SMALL, {
    open: ({ name, attributes }) => {
      const tag = bare(name)
      if (tag === 'numFmt') own.set(Number(attributes.numFmtId), showsDate(attributes.formatCode ?? ''))
      if (tag === 'cellXfs') isOfCells = true
      if (tag === 'xf' && isOfCells) {
        const format = Number(attributes.numFmtId ?? 0)
        styles.push(own.get(format) ?? BUILT_IN_DATES.has(format))
      }
    },
    close: (tag) => {
      if (tag === 'cellXfs') isOfCells = false
    },
  })
  return styles
}

/** `dd/mm/yyyy`; not `0.00" đ"`, nor `[Red]0`. */
const showsDate = (format: string): boolean =>
  /[dmyhs]/i.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')) && !/^general$/i.test(format)

const rowsOf = async function* (
  path: string,
  book: Book,
  part: string,
  reading: Reading,
): AsyncGenerator<Row> {
  const stream = await opened(path, book, part, MOST_BYTES)
  if (!stream) throw notRead(path)
  let ready: Row[] = []
  const ear = sheetEar(reading, (row) => ready.push(row))
  for await (const _ of hear(path, stream, ear)) {
    const rows = ready
    ready = []
    yield* rows
  }
}

const sheetEar = ({ shared, dateStyles, is1904 }: Reading, heard: (row: Row) => void): Ear => {
  let number = 0
  let cells: string[] = []
  let column = -1
  let type = ''
  let isDate = false
  let value = ''
  let isValue = false
  let silent = 0
  return {
    open: ({ name, attributes }) => {
      const tag = bare(name)
      if (tag === 'row') {
        number = attributes.r ? Number(attributes.r) : number + 1
        cells = []
        column = -1
      } else if (tag === 'c') {
        column = attributes.r ? columnOf(attributes.r) : column + 1
        type = attributes.t ?? 'n'
        isDate = dateStyles[Number(attributes.s ?? -1)] ?? false
        value = ''
      } else if (tag === 'rPh') silent += 1
      isValue = tag === 'v' || tag === 't'
    },
    text: (text) => {
      if (isValue && silent === 0) value += text
    },
    close: (tag) => {
      isValue = false
      if (tag === 'rPh') silent -= 1
      // No sheet has more columns than these.
      if (tag === 'c' && column < 16_384) {
        while (cells.length < column) cells.push('')
        cells[column] = written(value, type, isDate)
      }
      if (tag === 'row') heard({ number, cells })
    },
  }

  function written(value: string, type: string, isDate: boolean): string {
    switch (type) {
      case 's':
        return shared[Number(value)] ?? ''
      case 'inlineStr':
      case 'str':
        return unescaped(value)
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE'
      case 'e':
        return value
      default:
        return isDate ? isoOf(value, is1904) : plainNumber(value)
    }
  }
}

/** AB12 is 27. */
const columnOf = (reference: string): number => {
  let column = 0
  for (const letter of reference) {
    const nth = letter.charCodeAt(0) - 64
    if (nth < 1 || nth > 26) break
    column = column * 26 + nth
  }
  return column - 1
}

/** `2.7065001234E10` is a number of a person that a spreadsheet has taken for a sum. */
const plainNumber = (value: string): string => {
  if (!/e/i.test(value)) return value
  const number = Number(value)
  return Number.isSafeInteger(number) ? String(number) : value
}

/** Without an hour where it is a whole day. */
const isoOf = (value: string, is1904: boolean): string => {
  const written = value === '' ? null : fromSerial(Number(value), is1904)
  if (!written) return value
  const { day, minutes } = written
  const two = (number: number) => String(number).padStart(2, '0')
  return minutes === null ? day : `${day} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
