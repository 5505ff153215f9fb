import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import { Refusal } from '#platform/refusal.ts'
import type { Row } from './rules/judge.ts'
import { guessEncoding } from './rules/old-encodings.ts'

/** Rows of a CSV file, one after the other; at most a chunk of the file is held. */

const LOOKED_AT = 64 * 1024
const DELIMITERS = [';', '\t', ','] as const

/** @param delimiter null: the one that stands oftenest in the first line */
export const csvRows = async function* (path: string, delimiter: string | null): AsyncGenerator<Row> {
  const first = await beginning(path)
  const encoding = encodingOf(path, first)
  const text = new TextDecoder(encoding).decode(first)
  const parser = parse({
    bom: true,
    delimiter: delimiter ?? delimiterIn(text),
    relax_column_count: true,
    // A quotation mark inside of a cell that begins with none is a sign like others: Thôn "Đông".
    relax_quotes: true,
    // A quotation mark that is closed nowhere would make one cell of all the rest.
    max_record_size: 1024 * 1024,
  })
  const decoder = new TextDecoder(encoding, { fatal: true })
  const decoded = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
    yield decoder.decode()
  }
  // What goes wrong on the way is met by whoever reads the rows.
  const flowing = pipeline(createReadStream(path), decoded, parser).catch(() => {})
  let number = 0
  try {
    for await (const cells of parser) {
      number += 1
      yield { number, cells: cells as string[] }
    }
  } catch (cause) {
    throw refusedFor(path, cause, number, first)
  } finally {
    parser.destroy()
    await flowing
  }
}

const beginning = async (path: string): Promise<Buffer> => {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** UTF-16 says of itself what it is; all else is UTF-8, or is refused by its first byte that is not. */
const encodingOf = (path: string, bytes: Buffer): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes.includes(0)) throw new Refusal('INVALID', 'takeover-not-a-table', { file: path })
  return 'utf-8'
}

const delimiterIn = (text: string): string => {
  // What is quoted in a heading is not counted.
  const [line = ''] = text.replace(/"[^"]*"/g, '').split(/\r?\n/, 1)
  const counted = DELIMITERS.map((sign) => ({ sign, times: line.split(sign).length }))
  return counted.reduce((most, one) => (one.times > most.times ? one : most)).sign
}

const refusedFor = (path: string, cause: unknown, row: number, first: Buffer): unknown => {
  if (
    cause instanceof TypeError &&
    (cause as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
  )
    return new Refusal('INVALID', 'takeover-not-utf8', { file: path, looksLike: guessEncoding(first) })
  const { code } = cause as { code?: string }
  if (code?.startsWith('CSV_'))
    return new Refusal('INVALID', 'takeover-csv-not-read', { file: path, row: row + 1 })
  return cause
}
