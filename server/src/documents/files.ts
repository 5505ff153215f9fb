import { randomBytes } from 'node:crypto'
import { access, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { flushFolder, makeFolder, writeThrough } from '#platform/durable.ts'
import { isUuid } from '#platform/ids.ts'
import { SealError, type Sealer } from '#platform/seal.ts'

/**
 * Files of papers and scans, each under the id of its row, sealed at rest. A file is written once and never altered;
 * it can only be removed.
 */
export interface FileStore {
  /**
   * Keeps the bytes; when it returns they survive a loss of power. The same bytes again are no error: a job that was
   * cut off begins anew.
   *
   * @throws FileError ALREADY_OTHER when other bytes are kept under the id, ALTERED when what is kept does not open
   */
  put(id: string, bytes: Uint8Array): Promise<void>

  /**
   * The bytes as they were put.
   *
   * @throws FileError MISSING, or ALTERED when they were changed, cut off, exchanged for another file or sealed by
   * a key that this installation does not have
   */
  get(id: string): Promise<Buffer>

  has(id: string): Promise<boolean>

  /** Puts a file that is damaged out of the way, into the folder `damaged`; nothing when there is none. */
  setAside(id: string): Promise<void>

  /** Erases the file; whether there was one. The copies in backups fade with the backups. */
  remove(id: string): Promise<boolean>
}

export type FileErrorCode = 'BAD_ID' | 'MISSING' | 'ALTERED' | 'ALREADY_OTHER'

/** A fault of the store or of the caller, never of a person's request. */
export class FileError extends Error {
  readonly code: FileErrorCode

  constructor(code: FileErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'FileError'
    this.code = code
  }
}

/**
 * The store in a folder, which is made when missing. Several processes may share it; it must lie on one file system,
 * for a file is written aside and then renamed into place.
 */
export async function openFileStore(folder: string, sealer: Sealer): Promise<FileStore> {
  const root = resolve(folder)
  const aside = join(root, 'unfinished')
  await makeFolder(aside)
  await removeAbandoned(aside)

  const read = async (id: string): Promise<Buffer | null> => {
    const sealed = await readFile(pathOf(root, id)).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return null
      throw cause
    })
    if (!sealed) return null
    try {
      return sealer.open(sealed, placeOf(id))
    } catch (cause) {
      if (!(cause instanceof SealError)) throw cause
      throw new FileError('ALTERED', `the file ${id} does not open: ${cause.message}`, { cause })
    }
  }

  return {
    async put(id, bytes) {
      const path = pathOf(root, id)
      const kept = await read(id)
      if (kept?.equals(bytes)) return
      if (kept) throw new FileError('ALREADY_OTHER', `other bytes are kept under ${id} already`)
      const unfinished = join(aside, `${id}.${randomBytes(6).toString('hex')}`)
      try {
        await writeThrough(unfinished, sealer.seal(bytes, placeOf(id)))
        await makeFolder(dirname(path))
        await rename(unfinished, path)
      } catch (cause) {
        await rm(unfinished, { force: true })
        throw cause
      }
      await flushFolder(dirname(path))
    },

    async get(id) {
      const bytes = await read(id)
      if (!bytes) throw new FileError('MISSING', `there is no file ${id}`)
      return bytes
    },

    async has(id) {
      try {
        await access(pathOf(root, id))
        return true
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false
        throw cause
      }
    },

    async setAside(id) {
      const damaged = join(root, 'damaged')
      await makeFolder(damaged)
      await rename(pathOf(root, id), join(damaged, `${id}.${randomBytes(6).toString('hex')}`)).catch(
        (cause: NodeJS.ErrnoException) => {
          if (cause.code !== 'ENOENT') throw cause
        },
      )
    },

    async remove(id) {
      const path = pathOf(root, id)
      try {
        await rm(path)
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false
        throw cause
      }
      await flushFolder(dirname(path))
      return true
    },
  }
}

/**
 * Folders by the last digits: those are random in a uuidv7, while the first are the time, by which all files of an
 * hour would lie in one folder. Only a uuid names a file, so no id can point outside.
 */
function pathOf(folder: string, id: string): string {
  if (!isUuid(id)) throw new FileError('BAD_ID', `not the id of a file: ${JSON.stringify(id)}`)
  return join(folder, id.slice(-2), id.slice(-4, -2), id)
}

/** What the seal is bound to: a file copied over another does not open. */
const placeOf = (id: string): string => `file:${id}`

const A_DAY_MS = 86_400_000

/** What a crash left half written; a day later no other process can still be writing it. */
async function removeAbandoned(aside: string): Promise<void> {
  for (const name of await readdir(aside)) {
    const path = join(aside, name)
    const found = await stat(path).catch(() => null)
    if (found && Date.now() - found.mtimeMs > A_DAY_MS) await rm(path, { force: true })
  }
}
