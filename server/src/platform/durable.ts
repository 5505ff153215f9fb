import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/** Files that are still there after a loss of power. */

/** A new file of one's own (0600) with these bytes, flushed. @throws when the name is taken (EEXIST) */
export const writeThrough = async (path: string, bytes: Uint8Array | string): Promise<void> => {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The file with these bytes, whole: who reads it meanwhile reads the former ones. */
export const replaceFile = async (path: string, bytes: Uint8Array | string): Promise<void> => {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  await writeThrough(draft, bytes)
  await rename(draft, path)
  await flushFolder(dirname(path))
}

/** A folder of one's own (0700), with those above it that had to be made. */
export const makeFolder = async (path: string): Promise<void> => {
  const firstMade = await madeOneByOne(resolve(path))
  if (firstMade === null) return
  for (let made = path; made.length >= firstMade.length; made = dirname(made))
    await flushFolder(dirname(made))
}

/** The first that had to be made; null: all were there. Node's own way goes on for ever where nothing can be made, as below /proc. */
const madeOneByOne = async (path: string): Promise<string | null> => {
  if (await isFolder(path)) return null
  const above = dirname(path) === path ? null : await madeOneByOne(dirname(path))
  const made = await mkdir(path, { mode: 0o700 }).then(
    () => path,
    async (error: NodeJS.ErrnoException) => {
      // Somebody else may have made it in between.
      if (error.code === 'EEXIST' && (await isFolder(path))) return null
      throw error
    },
  )
  return above ?? made
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

/** A new name is safe once its folder is flushed; Windows does not open folders, nor need it. */
export const flushFolder = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
