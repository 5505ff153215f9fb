import { statfs } from 'node:fs/promises'
import { dirname, resolve, sep } from 'node:path'
import { BackupFailure } from '#platform/backup/failure.ts'
import { aheadOf, type Shelf } from '#platform/backup/lists.ts'
import type { Oddities } from '#platform/backup/office.ts'
import { isFull, type Work } from '#platform/backup/places.ts'
import { tell } from './backup-words.ts'

/** What the commands of backup say of disks and of repositories that are not as they should be. */

/** On standard error, for who watches: the work itself goes on. */
export const tellOddities = ({ ahead, damaged, missingLog, otherLife }: Oddities): void => {
  if (damaged.length > 0) tell('backup.warn-damaged', { backups: damaged.join(', ') })
  if (ahead.length > 0) tell('backup.warn-ahead', { backups: ahead.join(', ') })
  if (missingLog !== null) tell('backup.warn-missing-log', { file: missingLog })
  if (otherLife !== null) tell('backup.warn-other-life', { backup: otherLife })
}

/** What stands in a repository before anything is done with it. */
export const tellOfShelf = ({ heads, damaged }: Shelf): void =>
  tellOddities({
    damaged,
    ahead: aheadOf(heads, new Date().toISOString()).map(({ id }) => id),
    ...{ missingLog: null, otherLife: null },
  })

/**
 * Names the folder whose disk is full, or that may not be written.
 * @param folders those that the work writes into
 * @throws BackupFailure disk-full, folder-unusable
 */
export const onDisks = async <T>(
  work: Work,
  folders: readonly string[],
  doing: () => Promise<T>,
): Promise<T> => {
  try {
    return await doing()
  } catch (cause) {
    const { code, path } = cause as NodeJS.ErrnoException
    if (isFull(cause))
      throw new BackupFailure('disk-full', { folder: await fullOf(folders, path), work }, { cause })
    if (path !== undefined && ['EACCES', 'EPERM', 'EROFS'].includes(code ?? ''))
      throw new BackupFailure('folder-unusable', { folder: path, said: code! }, { cause })
    throw cause
  }
}

/** The one in which the write failed; where that is not told, the one with the least room. */
const fullOf = async (folders: readonly string[], path: string | undefined): Promise<string> => {
  const named = path && folders.find((folder) => `${resolve(path)}${sep}`.startsWith(resolve(folder) + sep))
  if (named) return named
  const rooms = await Promise.all(folders.map(async (folder) => ({ folder, room: await roomAt(folder) })))
  return rooms.reduce((a, b) => (b.room < a.room ? b : a)).folder
}

const roomAt = async (folder: string): Promise<number> => {
  const found = await statfs(folder).catch(() => null)
  if (found) return found.bavail * found.bsize
  return dirname(folder) === folder ? Number.POSITIVE_INFINITY : roomAt(dirname(folder))
}
