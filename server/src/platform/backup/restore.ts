import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { CannotOpen } from '#platform/db/cannot-open.ts'
import { type ConnectionSettings, connected } from '#platform/db/connection.ts'
import { findPlace, giveData, type Place, removeSocketFolder, socketFolder } from '#platform/db/place.ts'
import { Server } from '#platform/db/server.ts'
import { RESTORING } from '#platform/db/unfinished.ts'
import { flushFolder, makeFolder, replaceFile, writeThrough } from '#platform/durable.ts'
import type { Log } from '#platform/log.ts'
import { BackupFailure } from './failure.ts'
import { Lanes } from './lanes.ts'
import { type Entry, type Head, headOf, heads, type OpenBackup, openBackup, unpacked } from './lists.ts'
import { type Manifest, mustMatch, readManifest } from './manifest.ts'
import { lockFor, makePlace, unusable } from './places.ts'
import { programsOfMajor } from './programs.ts'
import { lsnOf } from './replication.ts'
import { mustBeKeyOf, type PieceReader, type Repository } from './store.ts'
import { openCovered, segmentName, startBehind, WalReader } from './wal.ts'

/**
 * Restoring: files as they were copied, held against the server's manifest, then the log played until the target, all in a
 * folder that becomes the database by a rename at the very end. The repository is only read.
 */

export type Target =
  /** Everything that is in the repository. Where a stretch of the log is missing, that is less than was kept: then only if asked for. */
  | { kind: 'latest'; asFarAsItGoes?: boolean }
  /** As that backup ended. */
  | { kind: 'backup'; id: string }
  /** As it was at this instant, RFC 3339 UTC by the clock of the database. */
  | { kind: 'at'; at: string }
  /** Before the first record at this place of the log behind that backup; for the drill. */
  | { kind: 'lsn'; lsn: string; id: string }

export interface RestoreRequest {
  repository: Repository
  /** From its sheet. */
  key: Uint8Array
  /** The data folder to be; empty, or not there. */
  into: string
  target: Target
  /** Migrations that this program has, by name: a database that knows others is of a newer program. */
  migrations: readonly string[]
  /** Where PostgreSQL's programs are, if not where they are looked for. */
  programs?: string | undefined
  progress?: (part: RestorePart, done: number, all: number) => void
  log: Log
}

export type RestorePart = 'copy' | 'log' | 'recovery'

export interface Restored {
  head: Head
  files: number
  bytes: number
  /** Files of the database that were held against the server's manifest. */
  verified: number
  segments: number
  /** When the last act that came back was done, by the clock of the database, RFC 3339 UTC; null: the log behind the copy has none. */
  until: string | null
  /** The first part of the log that is missing though more was kept; null: nothing is. */
  missing: string | null
  /** Milliseconds of each part; `recovery` ends when the database answers. */
  ms: { copy: number; log: number; recovery: number }
}

/** @throws BackupFailure, CannotOpen */
export const restore = async (request: RestoreRequest): Promise<Restored> =>
  (await restoreAndInspect(request, async () => {})).restored

/**
 * The same, and what `inspect` finds while the restored server still runs, as its superuser.
 * @throws BackupFailure, CannotOpen
 */
export const restoreAndInspect = async <T>(
  request: RestoreRequest,
  inspect: (settings: ConnectionSettings) => Promise<T>,
): Promise<{ restored: Restored; inspected: T }> => {
  mustBeKeyOf(request.key, request.repository)
  const head = await headFor(request)
  const into = resolve(request.into)
  const wasThere = (await stat(into).catch(() => null)) !== null
  await mustBeEmpty(into)
  const backup = await openBackup(request.repository, head.id, request.key)
  if (!request.migrations.includes(head.migration))
    throw new BackupFailure('backup-newer', { backup: head.id, program: head.program })
  await makePlace(into)
  const lock = await lockFor('restore', into)
  const draft: { place: Place | null; folder: string | null } = { place: null, folder: null }
  try {
    await emptied(into)
    await writeThrough(join(into, RESTORING), `${JSON.stringify({ backup: head.id })}\n`)
    return await restoreInto({ ...request, into }, backup, draft, inspect)
  } catch (error) {
    if (draft.folder) await rm(draft.folder, { recursive: true, force: true })
    await emptied(into)
    throw error
  } finally {
    await lock.release()
    if (!wasThere && (await readdir(into)).length === 0) await rm(into, { recursive: true, force: true })
  }
}

const LOCK = /^motcua\.lock/

/** @throws BackupFailure folder-not-empty */
const mustBeEmpty = async (into: string): Promise<void> => {
  const names = await readdir(into).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return []
    if (error.code === 'ENOTDIR') throw new BackupFailure('folder-not-empty', { folder: into })
    throw unusable(into, error)
  })
  // What a restore left that was killed is ours to begin anew.
  if (names.includes(RESTORING)) return
  if (names.some((name) => !LOCK.test(name))) throw new BackupFailure('folder-not-empty', { folder: into })
}

/** Only ever called on a folder that was empty or that bears the mark of an unfinished restore. */
const emptied = async (into: string): Promise<void> => {
  for (const name of await readdir(into))
    if (!LOCK.test(name) && name !== RESTORING) await rm(join(into, name), { recursive: true, force: true })
  await rm(join(into, RESTORING), { force: true })
}

/** @throws BackupFailure backup-none, backup-unknown, backup-damaged, time-not-covered */
const headFor = async ({ repository, target }: RestoreRequest): Promise<Head> => {
  if (target.kind === 'backup' || target.kind === 'lsn') return headOf(repository, target.id)
  const all = await heads(repository)
  const last = all.at(-1)
  if (!last) throw new BackupFailure('backup-none', { folder: repository.folder })
  if (target.kind === 'latest') return last
  const before = all.filter(({ ended }) => ended <= target.at).at(-1)
  if (!before)
    throw new BackupFailure('time-not-covered', { at: target.at, from: all[0]!.ended, until: last.ended })
  return before
}

const restoreInto = async <T>(
  request: RestoreRequest,
  backup: OpenBackup,
  made: { folder: string | null },
  inspect: (settings: ConnectionSettings) => Promise<T>,
): Promise<{ restored: Restored; inspected: T }> => {
  const { into, log } = request
  const { head } = backup
  const began = performance.now()
  const programs = await programsOfMajor(Math.floor(head.serverVersion / 10_000), {
    dataFolder: into,
    named: request.programs,
  })
  const place = await findPlace(into, programs, log)
  const draft = await mkdtemp(join(place.parent, 'postgres.new-'))
  made.folder = draft
  const copied = await writeFiles(request, backup, draft)
  const copiedAt = performance.now()
  const { segments, missing, endIsState } = await writeLog(request, backup, draft)
  const loggedAt = performance.now()
  await writeSecrets(into, backup)
  const server = await recover({ ...request, endIsState, missing }, head, { ...place, data: draft })
  const recoveredAt = performance.now()
  const { until, inspected } = await (async () => {
    try {
      return { until: await lastPlayed(server.settings), inspected: await inspect(server.settings) }
    } finally {
      await server.stop()
    }
  })()
  await rename(draft, place.data)
  await flushFolder(dirname(place.data))
  await rm(join(into, RESTORING), { force: true })
  await flushFolder(into)
  const ms = { copy: copiedAt - began, log: loggedAt - copiedAt, recovery: recoveredAt - loggedAt }
  return { restored: { head, ...copied, segments, until, missing, ms }, inspected }
}

const lastPlayed = (settings: ConnectionSettings): Promise<string | null> =>
  connected(settings, async (client) => {
    const { rows } = await client.query<{ at: string | null }>(
      `select to_char(pg_last_xact_replay_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`,
    )
    return rows[0]!.at
  })

const AT_ONCE = 8

interface Written {
  files: number
  bytes: number
  verified: number
}

const writeFiles = async (
  { into, progress }: RestoreRequest,
  backup: OpenBackup,
  draft: string,
): Promise<Written> => {
  const { head, reader } = backup
  const all = head.database.bytes + head.files.bytes
  const written = new Map<string, { size: number; sha256: string }>()
  const total = { files: 0, bytes: 0 }
  const lanes = new Lanes(AT_ONCE)
  for await (const entry of backup.entries()) {
    const path = join(entry.of === 'database' ? draft : into, inside(entry.path))
    if (entry.kind === 'folder') {
      await mkdir(path, { recursive: true, mode: 0o700 })
      continue
    }
    // The folder first: an archive names it before what is in it, and lists of new files name none.
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await lanes.add(async () => {
      const sum = await writeEntry(path, entry, reader, entry.of === 'office')
      if (entry.of === 'database') written.set(entry.path.replace(/^\.\//, ''), sum)
      total.files += 1
      total.bytes += sum.size
      progress?.('copy', total.bytes, all)
    })
  }
  await lanes.done()
  const manifest = await manifestIn(draft)
  mustMatch(manifest, written)
  return { ...total, verified: manifest.files.size }
}

const manifestIn = async (draft: string): Promise<Manifest> => {
  const file = join(draft, 'backup_manifest')
  const manifest = readManifest(await readFile(file, 'utf8').catch(() => ''))
  await rm(file, { force: true })
  return manifest
}

/** A path that leads nowhere else: a list was sealed, and yet nobody's word moves a file out of the folder. */
const inside = (path: string): string => {
  if (path.startsWith('/') || path.includes('\0') || path.split('/').includes('..'))
    throw new Error('a backup names a file outside its folder')
  return path
}

const writeEntry = async (
  path: string,
  { pieces, size }: Entry,
  reader: PieceReader,
  isFlushed: boolean,
): Promise<{ size: number; sha256: string }> => {
  const hash = createHash('sha256')
  const file = await open(path, 'w', 0o600)
  try {
    const ids = unpacked(pieces)
    let written = 0
    for (let at = 0; at < ids.length; at += AT_ONCE)
      for (const bytes of await Promise.all(ids.slice(at, at + AT_ONCE).map(reader.piece))) {
        hash.update(bytes)
        await file.write(bytes)
        written += bytes.length
      }
    if (written !== size) throw new BackupFailure('file-not-verified', { file: path })
    // PostgreSQL flushes its own before it plays a log.
    if (isFlushed) await file.sync()
    return { size, sha256: hash.digest('hex') }
  } finally {
    await file.close()
  }
}

interface PlayedLog {
  segments: number
  missing: string | null
  /** Whether the end of the log is the state of the instant that was asked for: nothing was committed between. */
  endIsState: boolean
}

/**
 * The followed log behind the backup's own, and the files that came with it.
 * @throws BackupFailure time-not-covered, wal-damaged, wal-missing, log-gap
 */
const writeLog = async (
  { repository, into, target, progress }: RestoreRequest,
  { head, reader }: OpenBackup,
  draft: string,
): Promise<PlayedLog> => {
  if (target.kind === 'backup') return { segments: 0, missing: null, endIsState: false }
  const { segmentBytes, timeline } = head
  const branch = { life: head.life, systemId: head.systemId, timeline }
  const kept = await WalReader.open(repository, branch, reader)
  let start = startBehind(head)
  const first = segmentName(timeline, start, segmentBytes)
  const next = () => {
    start += BigInt(segmentBytes)
    return segmentName(timeline, start, segmentBytes)
  }
  let segments = 0
  let end = start
  for await (const { name, bytes } of kept.segmentsFrom(first, next, segmentBytes)) {
    end = start + BigInt(bytes.length)
    const file = await open(join(draft, 'pg_wal', name), 'w', 0o600)
    try {
      await file.writeFile(bytes)
      await file.truncate(segmentBytes)
    } finally {
      await file.close()
    }
    segments += 1
    progress?.('log', segments, 0)
  }
  const { covered, fault } = await openCovered(repository, branch, reader).then(
    (opened) => ({ covered: opened, fault: null }),
    (error: unknown) => ({ covered: null, fault: error }),
  )
  const missing = kept.missingAt(head, end, covered)
  if (target.kind === 'latest' && !target.asFarAsItGoes) {
    // What was kept further is not there any more: who is given less must know it before.
    if (missing !== null)
      throw new BackupFailure('log-gap', { file: missing, backup: head.id, until: covered?.at ?? head.ended })
    if (fault !== null) throw fault
  }
  const until = covered !== null && covered.at > head.ended ? covered.at : head.ended
  if (target.kind === 'at' && fault === null && target.at > until)
    throw new BackupFailure('time-not-covered', { at: target.at, from: head.ended, until })
  if (target.kind === 'lsn' && lsnOf(target.lsn) > end)
    throw new BackupFailure('wal-missing', { backup: head.id })
  const lanes = new Lanes(AT_ONCE)
  for await (const entry of kept.filesSince(head.began)) {
    const path = join(into, inside(entry.path))
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await lanes.add(async () => {
      await writeEntry(path, entry, reader, true)
    })
  }
  await lanes.done()
  return { segments, missing, endIsState: missing === null && fault === null }
}

const HBA = 'motcua_restore_hba.conf'
const NOT_REACHED = 'recovery ended before configured recovery target was reached'

/** Plays the log and leaves the server running, as the only one who may enter. */
const recover = async (
  { target, into, log, progress, endIsState, missing }: RestoreRequest & Omit<PlayedLog, 'segments'>,
  head: Head,
  place: Place,
): Promise<{ settings: ConnectionSettings; stop(): Promise<void> }> => {
  const { data } = place
  await writeFile(join(data, 'recovery.signal'), '')
  // Debian keeps the configuration of a server elsewhere.
  await writeFile(join(data, 'postgresql.conf'), '', { flag: 'a' })
  await writeFile(join(data, HBA), 'local all all trust\n', { mode: 0o600 })
  await giveData(data, place.runAs)
  await makeFolder(join(into, 'log'))
  const socket = await socketFolder(place, into)
  const server = (goal: Record<string, string>) =>
    new Server({
      dataFolder: into,
      place,
      socket,
      port: 5432,
      log,
      revives: false,
      settings: {
        ...goal,
        recovery_target_timeline: 'current',
        // Everything there is lies in pg_wal already.
        restore_command: '/bin/false',
        recovery_target_action: 'promote',
        hot_standby: 'off',
        hba_file: join(data, HBA),
        // What the server that was copied did for others, this one does not do.
        archive_mode: 'off',
        ssl: 'off',
        shared_preload_libraries: '',
        primary_conninfo: '',
      },
    })
  progress?.('recovery', 0, 0)
  let running = server(goalOf(target))
  try {
    await running.start().catch(async (error: unknown) => {
      // Nothing was committed after that instant, and the log is kept beyond it: its end is the state of that instant.
      const isShort = error instanceof CannotOpen && error.message.includes(NOT_REACHED)
      if (!isShort || target.kind !== 'at') throw error
      if (!endIsState)
        throw new BackupFailure('time-in-gap', { at: target.at, file: missing ?? 'covered.json' })
      running = server({})
      await running.start()
    })
  } catch (cause) {
    if (socket) await removeSocketFolder(socket)
    if (!(cause instanceof CannotOpen)) throw cause
    throw new BackupFailure(
      'recovery-failed',
      { said: cause.message.split('\n').slice(-3).join(' ') },
      { cause },
    )
  }
  return {
    settings: {
      host: socket ?? '127.0.0.1',
      port: 5432,
      user: head.superuser,
      database: 'postgres',
      ssl: false,
      options: '',
      application_name: 'motcua-restore',
    },
    stop: async () => {
      await running.stop()
      if (socket) await removeSocketFolder(socket)
      await rm(join(data, HBA), { force: true })
    },
  }
}

const goalOf = (target: Target): Record<string, string> => {
  switch (target.kind) {
    case 'latest':
      return {}
    case 'backup':
      return { recovery_target: 'immediate' }
    case 'at':
      // Read before PostgreSQL knows any name of a time zone, `Z` among them.
      return { recovery_target_time: target.at.replace('T', ' ').replace('Z', '+00') }
    case 'lsn':
      return { recovery_target_lsn: target.lsn, recovery_target_inclusive: 'off' }
  }
}

const writeSecrets = async (into: string, { sealed }: OpenBackup): Promise<void> => {
  await makeFolder(join(into, 'secrets'))
  for (const [name, value] of Object.entries(sealed.secrets)) {
    if (!/^[\w.-]+$/.test(name)) throw new Error('a backup names a secret that is none')
    await writeThrough(join(into, 'secrets', name), Buffer.from(value, 'base64'))
  }
  await flushFolder(join(into, 'secrets'))
  await makeFolder(join(into, 'backup'))
  await replaceFile(join(into, 'backup', 'key.json'), `${JSON.stringify(sealed.escrow, null, 2)}\n`)
}
