import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import type { ConnectionSettings } from '#platform/db/connection.ts'
import { connected } from '#platform/db/connection.ts'
import { BackupFailure } from './failure.ts'
import { Lanes } from './lanes.ts'
import { aheadOf, Cutter, type Head, ListWriter, newestOf, type Shelf, shelfOf } from './lists.ts'
import { type BackupRecord, escrowedKey, lifeOf, noteRecord, type Oddities, officeWriter } from './office.ts'
import { KnownFiles, keepFile, officeFiles } from './office-files.ts'
import { Copying, identify, replicating, segmentBytesOf } from './replication.ts'
import { alone, clearUnfinished, type PieceWriter, type Repository } from './store.ts'
import { Tar } from './tar.ts'
import { reachOf } from './wal.ts'

/** Taking a backup: the database as PostgreSQL copies it, with the log that makes the copy whole, then the office's files. */

export interface BackupRequest {
  repository: Repository
  dataFolder: string
  /** Who may replicate: the embedded superuser, or the owner of a given server. */
  admin: ConnectionSettings
  /** Folders of sealed files below the data folder. */
  folders: readonly string[]
  program: string
  /** The last migration that this program knows. */
  migration: string
  schema: string
  embedded: boolean
  progress?: Progress
}

/** Bytes done of all; of a part whose end is not known, `all` is 0. */
export type Progress = (part: 'database' | 'files', done: number, all: number) => void

export interface Taken {
  head: Head
  /** Bytes read, and those of them whose pieces were there already. */
  readBytes: number
  oddities: Oddities
}

/** What a backup met in the repository that somebody should look at. */
const odditiesOf = async (repository: Repository, before: Shelf, made: Head): Promise<Oddities> => {
  const former = newestOf(before.heads, made)
  const newest = before.heads.at(-1)
  return {
    ahead: aheadOf([...before.heads, made], new Date().toISOString()).map(({ id }) => id),
    damaged: before.damaged,
    missingLog: former && (await reachOf(repository, former)).missing,
    otherLife: newest && newest.life !== made.life ? newest.id : null,
  }
}

// Pieces are squeezed and flushed beside one another: PostgreSQL sends faster than one of them is done.
const AT_ONCE = 8

/** @throws BackupFailure */
export const takeBackup = async (request: BackupRequest): Promise<Taken> => {
  mustBeOutside(request)
  const { dataFolder, repository } = request
  const escrow = await escrowedKey(dataFolder)
  return alone(repository, async () => {
    await clearUnfinished(repository)
    const writer = await officeWriter(repository, dataFolder)
    const lanes = new Lanes(AT_ONCE)
    const facts = await factsOf(request.admin)
    const id = `${facts.now.replace(/[-:]|\.\d+/g, '')}-${randomBytes(2).toString('hex')}`
    const before = await shelfOf(repository)
    const list = await ListWriter.open(repository, writer, lanes, id)
    const known = await KnownFiles.open(dataFolder, repository.id, id)
    try {
      const copied = await copyDatabase(request, writer, lanes, list)
      // After the database: a row never names a file that was not there before the row.
      const files = await copyFiles(request, writer, lanes, list, known)
      const { now: ended } = await factsOf(request.admin)
      const { began, database, ...log } = copied
      const head = await list.finish(
        {
          format: 1,
          id,
          began,
          ended,
          ...log,
          life: await lifeOf(dataFolder),
          serverVersion: facts.version,
          superuser: facts.superuser,
          program: request.program,
          migration: request.migration,
          schema: request.schema,
          embedded: request.embedded,
          keyFingerprint: escrow.fingerprint,
          database,
          files,
          stored: { pieces: writer.stored.pieces, bytes: writer.stored.bytes },
        },
        { secrets: await secretsIn(dataFolder), escrow },
      )
      await known.finish()
      const oddities = await odditiesOf(repository, before, head)
      const { folder } = repository
      await noteRecord(dataFolder, 'last', {
        ...{ at: ended, repository: folder, backup: id },
        ...oddities,
      } satisfies BackupRecord)
      return { head, readBytes: writer.stored.readBytes, oddities }
    } catch (error) {
      await list.abandon()
      await known.abandon()
      throw error
    }
  })
}

/** @throws BackupFailure repository-is-inside */
export const mustBeOutside = ({
  repository,
  dataFolder,
}: Pick<BackupRequest, 'repository' | 'dataFolder'>): void => {
  const inside = resolve(dataFolder) + sep
  if (`${resolve(repository.folder)}${sep}`.startsWith(inside))
    throw new BackupFailure('repository-is-inside', { folder: repository.folder, data: dataFolder })
}

const factsOf = (admin: ConnectionSettings) =>
  connected(admin, async (client) => {
    const { rows } = await client.query<{ now: string; version: number; superuser: string }>(
      `select to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now,
              current_setting('server_version_num')::integer as version,
              (select rolname from pg_roles where oid = 10) as superuser`,
    )
    return rows[0]!
  })

/** Keys and passwords of the office, to be sealed with the backup. */
const secretsIn = async (dataFolder: string): Promise<Record<string, string>> => {
  const folder = join(dataFolder, 'secrets')
  const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile())
  const read = files.map(async ({ name }) => [name, (await readFile(join(folder, name))).toString('base64')])
  return Object.fromEntries(await Promise.all(read))
}

interface Copied {
  began: string
  startLsn: string
  endLsn: string
  timeline: number
  systemId: string
  segmentBytes: number
  database: { files: number; bytes: number }
}

const COMMAND =
  "BASE_BACKUP (LABEL 'motcua', PROGRESS, CHECKPOINT 'fast', WAL, MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')"

const copyDatabase = (
  { admin, progress }: BackupRequest,
  writer: PieceWriter,
  lanes: Lanes,
  list: ListWriter,
): Promise<Copied> =>
  replicating(admin, async (client) => {
    const { systemId } = await identify(client)
    const segmentBytes = await segmentBytesOf(client)
    // Until this connection ends the server keeps the log that the copy needs, however much is written meanwhile.
    const slot = `motcua_once_${randomBytes(4).toString('hex')}`
    await client.query(`CREATE_REPLICATION_SLOT ${slot} TEMPORARY PHYSICAL RESERVE_WAL`)
    const { now: began } = await factsOf(admin)
    const total = { files: 0, bytes: 0 }
    const keeping = new TarIntoPieces(writer, lanes, list, total)
    let tar: Tar | null = null
    let manifest: Cutter | null = null
    const copy = new Copying(client, COMMAND)
    let all = 0
    for await (const message of copy) {
      const kind = String.fromCharCode(message[0]!)
      if (kind === 'n') {
        const spaces = copy.rows.slice(1)
        if (spaces.some(([oid]) => oid !== null)) throw new BackupFailure('tablespaces')
        // Kilobytes, as the server guesses before it begins.
        all = spaces.reduce((sum, [, , size]) => sum + Number(size) * 1024, 0)
        tar = new Tar(keeping)
      } else if (kind === 'm') {
        tar?.finish()
        tar = null
        manifest = new Cutter(writer, lanes)
      } else if (kind === 'd') {
        const bytes = message.subarray(1)
        await (manifest ?? tar)!.write(bytes)
      } else if (kind === 'p') progress?.('database', Number(message.readBigInt64BE(1)), all)
    }
    if (!manifest || total.files === 0) throw new Error('the server sent no manifest of its copy')
    await manifest.finish()
    const { ids, size } = manifest
    await list.add({ of: 'database', path: 'backup_manifest', kind: 'file', mode: 0o600, size }, ids)
    const [startLsn, timeline] = copy.rows[0]!
    const [endLsn] = copy.rows.at(-1)!
    progress?.('database', all, all)
    return {
      began,
      systemId,
      segmentBytes,
      startLsn: startLsn!,
      endLsn: endLsn!,
      timeline: Number(timeline),
      database: total,
    }
  })

/** Each file of the archive is cut by itself: a file that grows does not shift the pieces of the next. */
class TarIntoPieces {
  readonly #writer: PieceWriter
  readonly #lanes: Lanes
  readonly #list: ListWriter
  readonly #total: { files: number; bytes: number }
  #entry: { path: string; kind: 'file' | 'folder'; mode: number } | null = null
  #cutter: Cutter | null = null

  constructor(writer: PieceWriter, lanes: Lanes, list: ListWriter, total: { files: number; bytes: number }) {
    this.#writer = writer
    this.#lanes = lanes
    this.#list = list
    this.#total = total
  }

  entry({ path, kind, mode }: { path: string; kind: 'file' | 'folder' | 'link'; mode: number }): void {
    // A link leads out of the data folder: to a tablespace, or to a log on another disk.
    if (kind === 'link') throw new BackupFailure('tablespaces')
    this.#entry = { path, kind, mode }
    this.#cutter = new Cutter(this.#writer, this.#lanes)
  }

  async bytes(bytes: Buffer): Promise<void> {
    await this.#cutter!.write(bytes)
  }

  async end(): Promise<void> {
    const [entry, cutter] = [this.#entry!, this.#cutter!]
    await cutter.finish()
    if (entry.kind === 'file') {
      this.#total.files += 1
      this.#total.bytes += cutter.size
    }
    await this.#list.add({ of: 'database', ...entry, size: cutter.size }, cutter.ids)
  }
}

const copyFiles = async (
  { dataFolder, folders, progress }: BackupRequest,
  writer: PieceWriter,
  lanes: Lanes,
  list: ListWriter,
  known: KnownFiles,
): Promise<{ files: number; bytes: number }> => {
  const total = { files: 0, bytes: 0 }
  for await (const file of officeFiles(dataFolder, folders)) {
    const former = await known.former.piecesOf(file)
    const isKept = former !== null && (await Promise.all(former.map(writer.touch))).every((there) => there)
    const kept = isKept
      ? { ids: former, size: file.size }
      : await keepFile(dataFolder, file.path, writer, lanes)
    if (!kept) continue
    await list.add({ of: 'office', path: file.path, kind: 'file', mode: 0o600, size: kept.size }, kept.ids)
    await known.note(file, kept.ids)
    total.files += 1
    total.bytes += kept.size
    progress?.('files', total.bytes, 0)
  }
  await lanes.done()
  return total
}
