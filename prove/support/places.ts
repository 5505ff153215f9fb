import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { settleLeftovers } from '#platform/db/postmaster.ts'
import { silent } from '#platform/log.ts'

/** Folders, processes and servers that a proof made, taken away again whatever happens. */

type Undo = () => Promise<void> | void

const undos: Undo[] = []

/** Remembers how to take away what was just made; last made, first taken away. */
export const afterwards = (undo: Undo): void => {
  undos.push(undo)
}

/** Takes everything away. What cannot be taken away does not keep the rest. */
export const cleanUp = async (): Promise<void> => {
  for (let undo = undos.pop(); undo; undo = undos.pop())
    await Promise.resolve()
      .then(undo)
      .catch(() => {})
}

/** A folder for the data of a proof, gone after it. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'motcua-prove-')))
  afterwards(() => removeFolder(folder))
  return folder
}

/** Ends a PostgreSQL that still works on the folder, wherever its data live, and removes both. */
export const removeFolder = async (folder: string): Promise<void> => {
  const data = await realpath(join(folder, 'postgres')).catch(() => null)
  if (data !== null) {
    await settleLeftovers(data, silent)
    if (!data.startsWith(folder)) await rm(join(data, '..'), { recursive: true, force: true })
  }
  await rm(folder, { recursive: true, force: true })
}
