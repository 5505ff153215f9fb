import { lstat, mkdtemp, readdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import type { Log } from '#platform/log.ts'
import { programFile } from './binaries.ts'
import { CannotOpen } from './cannot-open.ts'
import type { Place } from './place.ts'
import { giveTo } from './place.ts'
import { runAsAndRead } from './run-as.ts'

export const SUPERUSER = 'postgres'

export interface NewCluster {
  place: Place
  /** Of the superuser. */
  password: string
  log: Log
  /** False for a throw-away cluster: initdb then does not wait for the disk. */
  isDurable: boolean
}

/**
 * Makes the cluster if there is none; otherwise makes sure that this program may open it.
 *
 * @throws CannotOpen OTHER_MAJOR_VERSION, DATA_FOLDER_UNUSABLE, NO_ROOM, DID_NOT_START
 */
export const prepareCluster = async (cluster: NewCluster): Promise<void> => {
  const { data, programs } = cluster.place
  const written = Number(await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => ''))
  if (!written) {
    await mustBeEmpty(data)
    mustHaveRoom(cluster.place.parent, await statfs(cluster.place.parent).catch(() => null))
    await initialise(cluster)
    return
  }
  if (written !== programs.major)
    throw new CannotOpen(
      'OTHER_MAJOR_VERSION',
      `The data in ${data} were written by PostgreSQL ${written}, and this program brings PostgreSQL ` +
        `${programs.major}. Open them with the version of this program that wrote them, take a backup there, ` +
        'and restore it here into a new data folder.',
    )
}

const mustBeEmpty = async (data: string): Promise<void> => {
  const entries = await readdir(data).catch(() => [])
  if (entries.length > 0)
    throw new CannotOpen(
      'DATA_FOLDER_UNUSABLE',
      `${data} is not empty and holds no PostgreSQL data. Give another folder with MOTCUA_DATA.`,
    )
}

// A new database takes 60 MB with the first pieces of its log; the rest is for the demo, and for saying no later and in good time.
const LEAST_MB = 150

/**
 * Of a full disk initdb says only that it panicked.
 * @param disk null: how full it is cannot be asked, and is not held against it
 * @throws CannotOpen NO_ROOM
 */
export const mustHaveRoom = (folder: string, disk: { bavail: number; bsize: number } | null): void => {
  const free = disk === null ? LEAST_MB : Math.floor((disk.bavail * disk.bsize) / 2 ** 20)
  if (free < LEAST_MB)
    throw new CannotOpen(
      'NO_ROOM',
      `The disk of ${folder} has ${free} MB left, and a new database needs at least ${LEAST_MB} MB. ` +
        'Make room, or set MOTCUA_DATA to another disk.',
      undefined,
      { folder, free, needed: LEAST_MB },
    )
}

/**
 * initdb in a folder beside, renamed when it is whole: a start that is killed in between leaves nothing that
 * looks like a database.
 */
const initialise = async ({ place, password, log, isDurable }: NewCluster): Promise<void> => {
  const began = performance.now()
  // An initdb that outlived its killed start may still be writing; what stays is removed at the next start.
  for (const entry of await readdir(place.parent))
    if (entry.startsWith('postgres.new-'))
      await rm(join(place.parent, entry), { recursive: true, force: true, maxRetries: 4 }).catch(() => {})
  const draft = await mkdtemp(join(place.parent, 'postgres.new-'))
  await giveTo(place.runAs, draft)
  const passwordFile = `${draft}.secret`
  await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' })
  await giveTo(place.runAs, passwordFile)
  const settings = { ...TUNABLE_SETTINGS, shared_buffers: `${sharedBuffers()}MB` }
  try {
    await runAsAndRead(
      place.runAs,
      programFile(place.programs, 'initdb'),
      [
        ...['-D', draft, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
        // C collation: the order of an index never depends on the machine. Vietnamese order is presentation.
        ...['-k', '--encoding=UTF8', '--locale=C', '--no-instructions'],
        ...(isDurable ? [] : ['--no-sync']),
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      300_000,
    )
    if (await lstat(place.data).catch(() => null)) await rm(place.data, { recursive: true })
    await rename(draft, place.data)
  } catch (cause) {
    await rm(draft, { recursive: true, force: true })
    const said = (cause as { stderr?: string }).stderr?.trim() || String((cause as Error).message)
    throw new CannotOpen('DID_NOT_START', `The database could not be made in ${place.parent}: ${said}`, cause)
  } finally {
    await rm(passwordFile, { force: true })
  }
  log('info', { event: 'database-made', ms: Math.round(performance.now() - began), file: place.data })
}

/** Written into postgresql.conf once: an administrator may change them there. */
const TUNABLE_SETTINGS = {
  max_connections: '100',
  // The bundled build has no compiler of queries; asking for one only costs planning time.
  jit: 'off',
  random_page_cost: '1.1',
  // Whoever needs a new file of the log writes 16 MB of zeros first, and all others wait: while 100,000 due dates followed
  // a calendar (450 MB of log) a reception took up to 55 ms, and 20 ms where there were old files to use again. This makes
  // none; it keeps those of one flood for the next, so that only the first is felt.
  min_wal_size: '512MB',
  log_timezone: 'UTC',
  timezone: 'UTC',
}

/** Megabytes: an eighth of the memory that this machine or container has, between 32 and 256. */
const sharedBuffers = (): number => {
  const limit = process.constrainedMemory?.() || totalmem()
  const memory = Math.min(limit, totalmem()) / 2 ** 20
  return Math.max(32, Math.min(256, Math.floor(memory / 8)))
}
