import { randomBytes } from 'node:crypto'
import { access, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { flushFolder, makeFolder, writeThrough } from '#platform/durable.ts'
import { SealError, type Sealer } from '#platform/seal.ts'

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

/** How the files of a folder are named. */
export interface Naming {
  /** What a file is called in messages and in its seal: a file copied over another does not open. */
  readonly kind: string
  /** Whether it may name a file: nothing else ever becomes part of a path. Six characters at least, the last four random. */
  isName(name: string): boolean
}

/** A folder of sealed files, on which both stores stand: what is written in it is whole, or is not there. */
export interface SealedFolder {
  /** The bytes as they were written; null when there are none. @throws FileError BAD_ID, ALTERED */
  read(name: string): Promise<Buffer | null>
  /** Writes aside and renames into place, over what is there; it survives a loss of power. @throws FileError BAD_ID */
  write(name: string, bytes: Uint8Array): Promise<void>
  has(name: string): Promise<boolean>
  /** Puts a file out of the way, into the folder `damaged`; nothing when there is none. */
  setAside(name: string): Promise<void>
  /** Erases the file; whether there was one. The copies in backups fade with the backups. */
  remove(name: string): Promise<boolean>
}

/**
 * The folder, which is made when missing. Several processes may share it; it must lie on one file system, for a file
 * is written aside and then renamed into place.
 */
export async function openSealedFolder(
  folder: string,
  sealer: Sealer,
  naming: Naming,
): Promise<SealedFolder> {
  const root = resolve(folder)
  const aside = join(root, 'unfinished')
  await makeFolder(aside)
  await removeAbandoned(aside)

  const placeOf = (name: string): string => `${naming.kind}:${name}`
  // Folders by the last digits: those are random in a uuidv7, while the first are the time, by which all files of an
  // hour would lie in one folder.
  const pathOf = (name: string): string => {
    if (!naming.isName(name))
      throw new FileError('BAD_ID', `not the name of a ${naming.kind}: ${JSON.stringify(name)}`)
    return join(root, name.slice(-2), name.slice(-4, -2), name)
  }
  const aliasOf = (name: string): string => `${name}.${randomBytes(6).toString('hex')}`

  return {
    async read(name) {
      const sealed = await readFile(pathOf(name)).catch(nullWhenAbsent)
      if (!sealed) return null
      try {
        return sealer.open(sealed, placeOf(name))
      } catch (cause) {
        if (!(cause instanceof SealError)) throw cause
        throw new FileError('ALTERED', `the ${naming.kind} ${name} does not open: ${cause.message}`, {
          cause,
        })
      }
    },

    async write(name, bytes) {
      const path = pathOf(name)
      const unfinished = join(aside, aliasOf(name))
      try {
        await writeThrough(unfinished, sealer.seal(bytes, placeOf(name)))
        await makeFolder(dirname(path))
        await rename(unfinished, path)
      } catch (cause) {
        await rm(unfinished, { force: true })
        throw cause
      }
      await flushFolder(dirname(path))
    },

    async has(name) {
      return (await access(pathOf(name)).then(() => true, nullWhenAbsent)) ?? false
    },

    async setAside(name) {
      const damaged = join(root, 'damaged')
      await makeFolder(damaged)
      await rename(pathOf(name), join(damaged, aliasOf(name))).catch(nullWhenAbsent)
    },

    async remove(name) {
      const path = pathOf(name)
      const isGone = await rm(path).then(() => true, nullWhenAbsent)
      if (isGone) await flushFolder(dirname(path))
      return isGone ?? false
    },
  }
}

function nullWhenAbsent(cause: NodeJS.ErrnoException): null {
  if (cause.code === 'ENOENT') return null
  throw cause
}

const A_DAY_MS = 86_400_000

/** What a crash left half written; a day later no other process can still be writing it. */
async function removeAbandoned(aside: string): Promise<void> {
  for (const name of await readdir(aside)) {
    const path = join(aside, name)
    const found = await stat(path).catch(() => null)
    if (found && Date.now() - found.mtimeMs > A_DAY_MS) await rm(path, { force: true })
  }
}
