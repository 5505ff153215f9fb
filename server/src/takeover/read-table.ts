import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { Refusal } from '#platform/refusal.ts'
import { csvRows } from './read-csv.ts'
import { xlsxRows } from './read-xlsx.ts'
import type { Row } from './rules/judge.ts'
import type { Mapping } from './rules/mapping.ts'

/** A table of another software, by what is in it and not by its name: CSV, or XLSX. */

export type HowToRead = Pick<Mapping, 'sheet' | 'delimiter'>

/** @throws Refusal file-missing, file-not-a-file, takeover-… with what to do */
export const tableRows = async function* (path: string, how: HowToRead): AsyncGenerator<Row> {
  if (await isXlsx(path)) yield* xlsxRows(path, how.sheet)
  else yield* csvRows(path, how.delimiter)
}

/** Dates of an XLSX file come in ISO form. */
export const isXlsx = async (path: string): Promise<boolean> => {
  const found = await stat(path).catch(() => null)
  if (!found) throw new Refusal('INVALID', 'file-missing', { file: path })
  if (!found.isFile()) throw new Refusal('INVALID', 'file-not-a-file', { file: path })
  const file = await open(path).catch((cause: NodeJS.ErrnoException) => {
    throw new Refusal('INVALID', cause.code === 'EACCES' ? 'file-forbidden' : 'file-not-opened', {
      file: path,
      why: cause.message,
    })
  })
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0)
    // The old binary form, and what says that it is .xls and is a page of the web.
    if (buffer.readUInt32BE(0) === 0xd0cf11e0 || /^\s*</.test(buffer.toString('latin1')))
      throw new Refusal('INVALID', 'takeover-old-excel', { file: path })
    return buffer.readUInt32BE(0) === 0x504b0304
  } finally {
    await file.close()
  }
}

/** @throws Refusal as `tableRows` does, before anything is read */
export const sha256Of = async (path: string): Promise<string> => {
  await isXlsx(path)
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
