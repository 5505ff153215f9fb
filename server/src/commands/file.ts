import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { readJsonText } from '#platform/json-text.ts'
import { Refusal } from '#platform/refusal.ts'

const MEGABYTE = 1024 * 1024
/** The office that lays down most has 2,500 procedures of 4 kB each. */
const MOST_BYTES = 20 * MEGABYTE

/**
 * @throws Refusal INVALID `file-…` as `readText` does, `json-…` when it is not JSON, or would not be kept as it stands
 */
export const readJson = async (path: string): Promise<unknown> => {
  const { value, faults } = readJsonText(await readText(path))
  const [fault] = faults
  if (fault) throw fault.refusal
  return value
}

/** @throws Refusal INVALID `file-…` when it is not there, not a file, too large or not UTF-8 */
export const readText = async (path: string): Promise<string> => {
  const bytes = await readBytes(path)
  try {
    // A byte order mark is taken off by the decoder.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal('INVALID', 'file-not-utf8', { file: path })
  }
}

const readBytes = async (path: string): Promise<Buffer> => {
  // Without waiting: a pipe that nobody writes to would be opened for ever.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(
    (cause: NodeJS.ErrnoException) => {
      throw notOpened(path, cause)
    },
  )
  try {
    const stat = await file.stat()
    if (!stat.isFile()) throw new Refusal('INVALID', 'file-not-a-file', { file: path })
    if (stat.size > MOST_BYTES)
      throw new Refusal('INVALID', 'file-too-large', {
        file: path,
        megabytes: Math.ceil(stat.size / MEGABYTE),
        most: MOST_BYTES / MEGABYTE,
      })
    return await file.readFile()
  } finally {
    await file.close()
  }
}

const notOpened = (path: string, { code, message }: NodeJS.ErrnoException): Refusal => {
  if (code === 'ENOENT') return new Refusal('INVALID', 'file-missing', { file: path })
  if (code === 'EACCES') return new Refusal('INVALID', 'file-forbidden', { file: path })
  if (code === 'EISDIR') return new Refusal('INVALID', 'file-not-a-file', { file: path })
  return new Refusal('INVALID', 'file-not-opened', { file: path, why: message })
}
