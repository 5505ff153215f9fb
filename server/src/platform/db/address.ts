import { randomBytes } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the embedded server listens: the folder of its socket, or the loopback. */
export interface Address {
  host: string
  port: number
}

const stateFile = (dataFolder: string) => join(dataFolder, 'cluster.json')

/** Tells other processes of this machine where the running server listens. No password is in it. */
export const writeAddress = async (dataFolder: string, { host, port }: Address): Promise<void> => {
  const draft = `${stateFile(dataFolder)}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, `${JSON.stringify({ host, port })}\n`, { mode: 0o600 })
  await rename(draft, stateFile(dataFolder))
}

/** What the last server wrote; whether it still runs, only the lock of the folder tells. */
export const readAddress = async (dataFolder: string): Promise<Address | null> => {
  const text = await readFile(stateFile(dataFolder), 'utf8').catch(() => null)
  if (text === null) return null
  try {
    const { host, port } = JSON.parse(text) as Address
    return typeof host === 'string' && typeof port === 'number' ? { host, port } : null
  } catch {
    return null
  }
}

export const forgetAddress = (dataFolder: string): Promise<void> => rm(stateFile(dataFolder), { force: true })
