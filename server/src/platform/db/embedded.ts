import { once } from 'node:events'
import { constants } from 'node:fs'
import { access, realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { makeFolder } from '#platform/durable.ts'
import type { Log } from '#platform/log.ts'
import type { Address } from './address.ts'
import { forgetAddress, readAddress, writeAddress } from './address.ts'
import { findPrograms } from './binaries.ts'
import { CannotOpen } from './cannot-open.ts'
import { prepareCluster, SUPERUSER } from './initdb.ts'
import { lockDataFolder } from './lock.ts'
import { findPlace, removeSocketFolder, socketFolder } from './place.ts'
import { secret } from './secrets.ts'
import { Server } from './server.ts'
import { mustNotBeHalfRestored } from './unfinished.ts'

export interface EmbeddedOptions {
  dataFolder: string
  log: Log
  /** Where the programs lie, if not where npm puts them. */
  programs?: string
  /** Settings of the server that differ from ours; for throw-away clusters. */
  settings?: Readonly<Record<string, string>>
  /** How long a start may go on without a sign of life in the server's log, in milliseconds. */
  patience?: number
}

/** A running PostgreSQL of ours. */
export interface Embedded extends Address {
  /** The real path of the data folder. */
  dataFolder: string
  /** Of the superuser, `postgres`. */
  password: string
  /** Stops the server cleanly, waits for it and gives the data folder free. May be called twice. */
  stop(): Promise<void>
}

/**
 * Starts the bundled PostgreSQL on a data folder, making the cluster when there is none, and keeps it running
 * until it is told to stop. It listens on a Unix socket in a private folder only (Windows: on the loopback).
 *
 * @throws CannotOpen with a sentence for the operator
 */
export const startEmbedded = async (options: EmbeddedOptions): Promise<Embedded> => {
  const dataFolder = await makeDataFolder(options.dataFolder)
  const lock = await lockDataFolder(dataFolder)
  let socket: string | null = null
  const cleanUp = async () => {
    await forgetAddress(dataFolder)
    if (socket !== null) await removeSocketFolder(socket)
    await lock.release()
  }
  try {
    await mustNotBeHalfRestored(dataFolder)
    const left = await readAddress(dataFolder)
    const password = await secret(dataFolder, SUPERUSER)
    const installed = await findPrograms(dataFolder, options.programs)
    const place = await findPlace(dataFolder, installed, options.log)
    if (left !== null) await removeSocketFolder(left.host)
    const isDurable = options.settings?.fsync !== 'off'
    await prepareCluster({ place, password, log: options.log, isDurable })
    socket = process.platform === 'win32' ? null : await socketFolder(place, dataFolder)
    const port = socket === null ? await freePort() : 5432
    const server = new Server({ ...options, dataFolder, place, socket, port })
    await server.start()
    const address = { host: socket ?? '127.0.0.1', port }
    await writeAddress(dataFolder, address)
    let stopped: Promise<void> | null = null
    return {
      ...address,
      dataFolder,
      password,
      stop: () => {
        // Once only: a second call must not tidy up after whoever has the folder by then.
        stopped ??= server.stop().then(cleanUp)
        return stopped
      },
    }
  } catch (error) {
    await cleanUp()
    throw error
  }
}

const makeDataFolder = async (wanted: string): Promise<string> => {
  try {
    await makeFolder(wanted)
    const folder = await realpath(wanted)
    await access(folder, constants.W_OK)
    await makeFolder(join(folder, 'log'))
    return folder
  } catch (cause) {
    throw new CannotOpen(
      'DATA_FOLDER_UNUSABLE',
      `The data folder ${wanted} cannot be made or written (${(cause as Error).message}). ` +
        'Give another one with MOTCUA_DATA.',
      cause,
    )
  }
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
