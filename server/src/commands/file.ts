import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { readJsonText } from '#platform/json-text.ts'

/** A file that was named on the command line and cannot be read as what it should be; its message is for the person who named it. */
export class BadFile extends Error {}

/** The office that lays down most has 2,500 procedures of 4 kB each. */
const MOST_BYTES = 20 * 1024 * 1024

/**
 * @throws BadFile when it is not there, not a file, too large or not UTF-8
 * @throws Refusal INVALID `json-…` when it is not JSON, or would not be kept as it stands there
 */
export const readJson = async (path: string): Promise<unknown> => {
  const { value, faults } = readJsonText(await readText(path))
  const [fault] = faults
  if (fault) throw fault.refusal
  return value
}

/** @throws BadFile when it is not there, not a file, too large or not UTF-8 */
export const readText = async (path: string): Promise<string> => {
  const bytes = await readBytes(path)
  try {
    // A byte order mark is taken off by the decoder.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new BadFile(`${path} is not text in UTF-8. Save it in that encoding.`, { cause })
  }
}

const readBytes = async (path: string): Promise<Buffer> => {
  // Without waiting: a pipe that nobody writes to would be opened for ever.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(
    (cause: NodeJS.ErrnoException) => {
      throw new BadFile(`${path} cannot be opened: ${WHY[cause.code ?? ''] ?? cause.message}.`, { cause })
    },
  )
  try {
    const { size, isFile } = await file.stat().then((stat) => ({ size: stat.size, isFile: stat.isFile() }))
    if (!isFile) throw new BadFile(`${path} is not a file.`)
    if (size > MOST_BYTES)
      throw new BadFile(
        `${path} has ${Math.ceil(size / 1024 / 1024)} MB; at most ${MOST_BYTES / 1024 / 1024} are read at once. Split it.`,
      )
    return await file.readFile()
  } finally {
    await file.close()
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you may not read it',
  EISDIR: 'it is a folder',
}
