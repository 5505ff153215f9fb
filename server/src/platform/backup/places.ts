import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { CannotOpen } from '#platform/db/cannot-open.ts'
import { type Lock, lockDataFolder, occupantOf } from '#platform/db/lock.ts'
import { flushFolder } from '#platform/durable.ts'
import { BackupFailure } from './failure.ts'

/** Folders that somebody named: they may lie anywhere, be anything, and be somebody else's at this moment. */

/**
 * A folder of one's own (0700), with those above it that have to be made. One after the other from the first that is there:
 * asked for all at once, Node never ends where the system refuses them as it does under `/proc`.
 *
 * @throws BackupFailure folder-unusable
 */
export const makePlace = async (folder: string): Promise<void> => {
  const missing: string[] = []
  for (let at = resolve(folder); !(await isThere(at, folder)); at = dirname(at)) missing.unshift(at)
  for (const one of missing) {
    await mkdir(one, { mode: 0o700 }).catch(async (error: NodeJS.ErrnoException) => {
      // Made meanwhile; a link that leads nowhere is there as well, and is no folder.
      const isFolder = error.code === 'EEXIST' && (await stat(one).catch(() => null))?.isDirectory()
      if (!isFolder) throw unusable(folder, error)
    })
    await flushFolder(dirname(one))
  }
}

const isThere = async (path: string, folder: string): Promise<boolean> => {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw unusable(folder, error)
  })
  if (found && !found.isDirectory())
    throw new BackupFailure('folder-unusable', { folder, said: `${path}: ENOTDIR` })
  return found !== null
}

/** A disk that is full is no fault of the folder's name, and is told otherwise. */
export const unusable = (folder: string, cause: NodeJS.ErrnoException): Error =>
  isFull(cause)
    ? cause
    : new BackupFailure('folder-unusable', { folder, said: cause.code ?? cause.message }, { cause })

/** Whether a disk, or the share of it that a user may have, is full. */
export const isFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException | null)?.code ?? '')

export type Work = 'backup' | 'follower' | 'restore' | 'drill'

/** For this process alone. @throws BackupFailure at-work, with who is */
export const lockFor = async (work: Work, folder: string): Promise<Lock> => {
  try {
    return await lockDataFolder(folder)
  } catch (cause) {
    if (!(cause instanceof CannotOpen) || cause.code !== 'DATA_FOLDER_IN_USE') throw cause
    const occupant = await occupantOf(folder)
    // It may have ended between the two looks.
    const { pid, host, since } = occupant ?? { pid: 0, host: '', since: new Date().toISOString() }
    throw new BackupFailure('at-work', { work, folder, pid, host, since }, { cause })
  }
}
