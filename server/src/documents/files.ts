import { isUuid } from '#platform/ids.ts'
import type { Sealer } from '#platform/seal.ts'
import { FileError, openSealedFolder } from './sealed-folder.ts'

/**
 * Files of the papers that are made here, each under the id of its row, sealed at rest. A file is written once and
 * never altered; it can only be removed.
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

/** The store in a folder, which several processes may share. Only a uuid names a file, so no id can point outside. */
export async function openFileStore(folder: string, sealer: Sealer): Promise<FileStore> {
  const files = await openSealedFolder(folder, sealer, { kind: 'file', isName: isUuid })
  return {
    async put(id, bytes) {
      const kept = await files.read(id)
      if (kept?.equals(bytes)) return
      if (kept) throw new FileError('ALREADY_OTHER', `other bytes are kept under ${id} already`)
      await files.write(id, bytes)
    },

    async get(id) {
      const bytes = await files.read(id)
      if (!bytes) throw new FileError('MISSING', `there is no file ${id}`)
      return bytes
    },

    has: files.has,
    setAside: files.setAside,
    remove: files.remove,
  }
}
