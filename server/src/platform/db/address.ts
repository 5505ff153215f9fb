import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFile } from '#platform/durable.ts'

/** Where the embedded server listens: the folder of its socket, or the loopback. */
export interface Address {
  host: string
  port: number
}

const stateFile = (dataFolder: string) => join(dataFolder, 'cluster.json')

/** Tells other processes of this machine where the running server listens. No password is in it. */
export const writeAddress = async (dataFolder: string, { host, port }: Address): Promise<void> => {
  await replaceFile(stateFile(dataFolder), `${JSON.stringify({ host, port })}\n`)
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
