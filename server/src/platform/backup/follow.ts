import { join } from 'node:path'
import type pg from 'pg'
import type { ConnectionSettings } from '#platform/db/connection.ts'
import { codeOf, connected } from '#platform/db/connection.ts'
import { sleep } from '#platform/db/processes.ts'
import { describeError, type Log } from '#platform/log.ts'
import { BackupFailure } from './failure.ts'
import { Heard } from './heard.ts'
import { heads, newestOf } from './lists.ts'
import { type FollowRecord, lifeOf, noteRecord, officeWriter } from './office.ts'
import { FormerFiles, NewFiles } from './office-files.ts'
import { isFull, lockFor } from './places.ts'
import { Copying, identify, lsnOf, lsnText, replicating, segmentBytesOf } from './replication.ts'
import type { PieceWriter, Repository } from './store.ts'
import { reachOf, readCovered, segmentStart, type WalBranch, WalWriter } from './wal.ts'

/**
 * The follower: hears the log as it is written and keeps it in the repository, so that the loss of a disk costs seconds and
 * not a day. A slot on the server keeps what it has not heard yet; the server gives a slot up that would hold back
 * more than `max_slot_wal_keep_size`, so that a forgotten follower fills no disk.
 */
export interface FollowRequest {
  repository: Repository
  dataFolder: string
  /** Asked for at each attempt: the embedded server may come back at another place. */
  admin(): Promise<ConnectionSettings | null>
  folders: readonly string[]
  /** How long what was heard may lie here unsealed, in milliseconds. */
  every?: number
  log: Log
  /** What is kept now, for whoever watches. */
  progress?: (lsn: string, at: string) => void
  stop: AbortSignal
}

const EVERY_MS = 5_000
const SHORTEST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 15_000

/** Follows until it is told to stop; a server that goes away is waited for. @throws BackupFailure */
export const follow = async (request: FollowRequest): Promise<void> => {
  const { repository, stop } = request
  const lock = await lockFor('follower', join(repository.folder, 'wal'))
  const note = noting(request)
  try {
    await followOn({ ...request, progress: note.progress })
  } catch (error) {
    if (!stop.aborted) await note.fault(error).catch(() => {})
    throw error
  } finally {
    await lock.release()
  }
}

const NOTED_MS = 60_000

/** What whoever watches over the machine reads of the follower. */
const noting = ({ repository, dataFolder, progress }: FollowRequest) => {
  let [notedAt, coveredAt]: [number, string | null] = [0, null]
  const note = (fault: string | null) =>
    noteRecord(dataFolder, 'follow', {
      ...{ at: new Date().toISOString(), repository: repository.folder, coveredAt, fault },
    } satisfies FollowRecord)
  return {
    progress: (lsn: string, at: string) => {
      coveredAt = at
      progress?.(lsn, at)
      if (Math.abs(Date.now() - notedAt) < NOTED_MS) return
      notedAt = Date.now()
      note(null).catch(() => {})
    },
    fault: (error: unknown) => note(error instanceof BackupFailure ? error.code : String(error)),
  }
}

const followOn = async (request: FollowRequest): Promise<void> => {
  const { repository, dataFolder, stop, log } = request
  const writer = await officeWriter(repository, dataFolder)
  const files = newFiles(request)
  for (let pause = SHORTEST_PAUSE_MS; !stop.aborted; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const began = performance.now()
    try {
      const admin = await request.admin()
      if (admin) await followOnce(request, admin, writer, files)
    } catch (error) {
      if (error instanceof BackupFailure || isFull(error)) throw error
      log('warn', { event: 'backup-link-lost', error: describeError(error) })
    }
    if (performance.now() - began > 30_000) pause = SHORTEST_PAUSE_MS
    await Promise.race([sleep(pause), aborted(stop)])
  }
}

const aborted = (stop: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (stop.aborted) resolve()
    else stop.addEventListener('abort', () => resolve(), { once: true })
  })

const slotOf = (repository: Repository, life: string) =>
  `motcua_${repository.id.slice(0, 8)}_${life.slice(0, 8)}`

/** A new file is one that the newest backup has not; of another backup than that, what this office knows says nothing. */
const newFiles = ({
  repository,
  dataFolder,
  folders,
}: Pick<FollowRequest, 'repository' | 'dataFolder' | 'folders'>): NewFiles =>
  new NewFiles(dataFolder, folders, async () => {
    const former = await FormerFiles.open(dataFolder, repository.id)
    const life = await lifeOf(dataFolder)
    const last = (await heads(repository)).filter((head) => head.life === life).at(-1)
    return last !== undefined && last.id === former.backup ? former : null
  })

/** From where a slot of the server keeps the log, and whether it was given up; null: there is no such slot. */
const slotNow = (admin: ConnectionSettings, slot: string) =>
  connected(admin, async (plain) => {
    const { rows } = await plain.query<{ restart: string | null; isLost: boolean }>(
      `select restart_lsn::text as restart, wal_status = 'lost' as "isLost"
       from pg_replication_slots where slot_name = $1`,
      [slot],
    )
    return rows[0] ?? null
  })

const isUnlimited = (admin: ConnectionSettings): Promise<boolean> =>
  connected(admin, async (plain) => {
    const { rows } = await plain.query<{ isUnlimited: boolean }>(
      `select setting = '-1' as "isUnlimited" from pg_settings where name = 'max_slot_wal_keep_size'`,
    )
    return rows[0]?.isUnlimited ?? false
  })

/** Where the log is kept from for us. A slot that the server gave up is made anew, and then a gap lies before it. */
const ensureSlot = async (
  admin: ConnectionSettings,
  client: pg.Client,
  slot: string,
  log: Log,
): Promise<bigint> => {
  if (await isUnlimited(admin)) throw new BackupFailure('slot-unlimited')
  const found = await slotNow(admin, slot)
  if (found?.restart && !found.isLost) return lsnOf(found.restart)
  if (found) {
    log('warn', { event: 'backup-slot-was-given-up', code: slot })
    await client.query(`DROP_REPLICATION_SLOT ${slot}`)
  }
  await client.query(`CREATE_REPLICATION_SLOT ${slot} PHYSICAL RESERVE_WAL`)
  const made = await slotNow(admin, slot)
  if (!made?.restart) throw new Error(`the slot ${slot} was made and keeps nothing`)
  return lsnOf(made.restart)
}

const followOnce = (
  request: FollowRequest,
  admin: ConnectionSettings,
  writer: PieceWriter,
  files: NewFiles,
): Promise<void> =>
  replicating(admin, async (client) => {
    const { repository, dataFolder, log, stop, every = EVERY_MS } = request
    const life = await lifeOf(dataFolder)
    const slot = slotOf(repository, life)
    const kept = await ensureSlot(admin, client, slot, log)
    const { systemId, timeline } = await identify(client)
    const last = newestOf(await heads(repository), { life, systemId, timeline })
    // What lies between the backup and what the slot keeps may be there still; if not, what is heard would join nothing.
    const reach = last && (await reachOf(repository, last)).lsn
    const start = reach !== null && reach < kept ? reach : kept
    const { heard, place } = await hearing(client, { ...request, start, reserved: kept }, writer, files)
    const copy = new Copying(client, `START_REPLICATION SLOT ${slot} PHYSICAL ${place}`)
    await copy.started
    try {
      await hear(copy, heard, stop, every)
    } catch (error) {
      if (codeOf(error) !== UNDEFINED_FILE) throw error
      if (last && start < kept)
        throw new BackupFailure('follow-gap', { backup: last.id, at: last.ended }, { cause: error })
      // What the slot was to keep is gone, though the server does not say that it gave it up: the next attempt makes it anew.
      await connected(admin, (plain) => plain.query('select pg_drop_replication_slot($1)', [slot]))
      log('warn', { event: 'backup-slot-was-given-up', code: slot })
      throw error
    }
  })

// As the server answers who asks for a part of the log that it has not any more.
const UNDEFINED_FILE = '58P01'

/**
 * The log from `start` until at least `until`, into the repository, without a slot: for a backup that must reach a
 * moment and has no follower. The server still has that log, for the backup ended just now.
 */
export const fetchLog = async (
  request: Omit<FollowRequest, 'admin' | 'stop' | 'log'> & { start: bigint; until: bigint },
  admin: ConnectionSettings,
): Promise<void> => {
  const writer = await officeWriter(request.repository, request.dataFolder)
  const files = newFiles(request)
  await replicating(admin, async (client) => {
    const { heard, place } = await hearing(client, { ...request, reserved: 0n }, writer, files)
    const enough = new AbortController()
    heard.onKept = (lsn) => {
      if (lsn >= request.until) enough.abort()
    }
    const copy = new Copying(client, `START_REPLICATION PHYSICAL ${place}`)
    await copy.started
    await hear(copy, heard, enough.signal, 100)
  })
}

/** What will be heard from the segment of `start` on, and the place as the server is asked for it. */
const hearing = async (
  client: pg.Client,
  request: Pick<FollowRequest, 'repository' | 'dataFolder' | 'progress'> & {
    start: bigint
    reserved: bigint
  },
  writer: PieceWriter,
  files: NewFiles,
): Promise<{ heard: Heard; place: string }> => {
  const { repository, dataFolder, progress, reserved } = request
  const { systemId, timeline, lsn: end } = await identify(client)
  const segmentBytes = await segmentBytesOf(client)
  const branch: WalBranch = { life: await lifeOf(dataFolder), systemId, timeline }
  const kept = await WalWriter.open(repository, branch, writer)
  const start = segmentStart(request.start, segmentBytes)
  const resume = lsnOf((await readCovered(repository, branch))?.lsn ?? '0/0')
  const from = { start, resume, end, reserved }
  const of = { repository, dataFolder, progress, segmentBytes, branch, kept, writer, files, ...from }
  return { heard: new Heard(of), place: `${lsnText(start)} TIMELINE ${timeline}` }
}

/** Reads until the signal, keeping what was heard every so often; what came last is kept too. */
const hear = async (copy: Copying, heard: Heard, stop: AbortSignal, every: number): Promise<void> => {
  let failure: { error: unknown } | null = null
  const keepNow = () =>
    heard.keep().then(
      () => copy.send(heard.status(true)),
      (error: unknown) => {
        failure ??= { error }
        copy.finish()
      },
    )
  copy.send(heard.status(true))
  const timer = setInterval(() => void keepNow(), every)
  const end = () => copy.finish()
  stop.addEventListener('abort', end, { once: true })
  if (stop.aborted) end()
  try {
    for await (const message of copy) {
      // A server that is stopped asks until it hears that everything is kept.
      if (heard.take(message)) void keepNow()
      // The server waits meanwhile: what it has sent and we have not kept lies in our memory.
      if (heard.isFull) await keepNow()
      if (failure) throw (failure as { error: unknown }).error
    }
    await heard.keep()
  } finally {
    clearInterval(timer)
    stop.removeEventListener('abort', end)
    await heard.settled()
  }
  if (failure) throw (failure as { error: unknown }).error
}
