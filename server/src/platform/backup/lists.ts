import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { flushFolder, replaceFile } from '#platform/durable.ts'
import { BackupFailure } from './failure.ts'
import type { Lanes } from './lanes.ts'
import { lsnOf } from './replication.ts'
import {
  openReader,
  PIECE_BYTES,
  PIECE_ID_BYTES,
  type PieceId,
  type PieceReader,
  type PieceWriter,
  pieceId,
  type Repository,
} from './store.ts'

/**
 * What a backup is: a head that says when and where, in the open, and a sealed list of files with their pieces. The list is
 * itself cut into pieces, so that a million files are written and read line by line. The head is written last, by a
 * rename: what has no head is no backup.
 */
export interface Head {
  format: number
  id: string
  /** RFC 3339 UTC, by the clock of the database. */
  began: string
  ended: string
  /** Where the log must be read from, and until where, for the copy to be whole. */
  startLsn: string
  endLsn: string
  timeline: number
  systemId: string
  segmentBytes: number
  /** Which life of the data folder wrote the log. */
  life: string
  serverVersion: number
  /** The program and the last migration it knew. */
  program: string
  migration: string
  schema: string
  /** Whether `npm start` runs this database itself, or it belongs to a server that was given. */
  embedded: boolean
  superuser: string
  keyFingerprint: string
  database: { files: number; bytes: number }
  files: { files: number; bytes: number }
  /** What this backup added to the repository. */
  stored: { pieces: number; bytes: number }
  /** Of the list of names for sweeping. */
  refs: { sha256: string; count: number }
}

/** One file: of the database's data folder, or of the office. */
export interface Entry {
  of: 'database' | 'office'
  path: string
  kind: 'file' | 'folder'
  mode: number
  size: number
  /** Names of pieces, one after the other, in base64. */
  pieces: string
}

/** What only the key opens, beside the files. */
export interface Sealed {
  list: string
  /** The files of `secrets`, by name, in base64: keys of the office and passwords of its roles. */
  secrets: Record<string, string>
  /** The public half of the key and its times, as the office keeps them. */
  escrow: unknown
}

export const packed = (ids: readonly PieceId[]): string => Buffer.from(ids.join(''), 'hex').toString('base64')

export const unpacked = (text: string): PieceId[] => {
  const bytes = Buffer.from(text, 'base64')
  return Array.from({ length: bytes.length / PIECE_ID_BYTES }, (_, at) =>
    pieceId(bytes.toString('hex', at * PIECE_ID_BYTES, (at + 1) * PIECE_ID_BYTES)),
  )
}

/** Cuts bytes that come in any portions into pieces of one size and keeps them. */
export class Cutter {
  readonly ids: PieceId[] = []
  size = 0
  readonly #writer: PieceWriter
  readonly #lanes: Lanes
  readonly #isSealed: boolean
  #parts: Buffer[] = []
  #bytes = 0

  constructor(writer: PieceWriter, lanes: Lanes, isSealed = false) {
    this.#writer = writer
    this.#lanes = lanes
    this.#isSealed = isSealed
  }

  async write(given: Buffer): Promise<void> {
    let bytes = given
    this.size += bytes.length
    while (bytes.length > 0) {
      const part = bytes.subarray(0, PIECE_BYTES - this.#bytes)
      this.#parts.push(part)
      this.#bytes += part.length
      bytes = bytes.subarray(part.length)
      if (this.#bytes === PIECE_BYTES) await this.#cut()
    }
  }

  async finish(): Promise<void> {
    if (this.#bytes > 0) await this.#cut()
  }

  async #cut(): Promise<void> {
    const { id, kept } = this.#writer.put(Buffer.concat(this.#parts), this.#isSealed)
    this.#parts = []
    this.#bytes = 0
    this.ids.push(id)
    await this.#lanes.add(() => kept)
  }
}

const headFile = (folder: string, id: string) => join(folder, 'backups', `${id}.json`)
export const refsFile = (folder: string, id: string): string => join(folder, 'backups', `${id}.refs`)
const placeOf = (head: Head) => `backup:${JSON.stringify(head)}`

/** Writes a backup's list as its files become known, and its head when all are. */
export class ListWriter {
  readonly #repository: Repository
  readonly #writer: PieceWriter
  readonly #lanes: Lanes
  readonly #cutter: Cutter
  readonly #refs: FileHandle
  readonly #draft: string
  readonly #hash = createHash('sha256')
  #count = 0

  private constructor(
    repository: Repository,
    writer: PieceWriter,
    lanes: Lanes,
    refs: FileHandle,
    draft: string,
  ) {
    this.#repository = repository
    this.#writer = writer
    this.#lanes = lanes
    this.#cutter = new Cutter(writer, lanes)
    this.#refs = refs
    this.#draft = draft
  }

  static async open(
    repository: Repository,
    writer: PieceWriter,
    lanes: Lanes,
    id: string,
  ): Promise<ListWriter> {
    const draft = join(repository.folder, 'unfinished', `${id}.refs`)
    return new ListWriter(repository, writer, lanes, await open(draft, 'wx', 0o600), draft)
  }

  async add(entry: Omit<Entry, 'pieces'>, ids: readonly PieceId[]): Promise<void> {
    await this.#name(ids)
    await this.#cutter.write(Buffer.from(`${JSON.stringify({ ...entry, pieces: packed(ids) })}\n`))
  }

  /** All pieces are on disk, then the head. */
  async finish(head: Omit<Head, 'refs'>, sealed: Omit<Sealed, 'list'>): Promise<Head> {
    await this.#cutter.finish()
    await this.#lanes.done()
    await this.#name(this.#cutter.ids)
    await this.#refs.sync()
    await this.#refs.close()
    await this.#writer.flush()
    const { folder } = this.#repository
    await rename(this.#draft, refsFile(folder, head.id))
    const whole: Head = { ...head, refs: { sha256: this.#hash.digest('hex'), count: this.#count } }
    const secret: Sealed = { ...sealed, list: packed(this.#cutter.ids) }
    const box = this.#writer.seal(Buffer.from(JSON.stringify(secret)), placeOf(whole))
    await replaceFile(
      headFile(folder, head.id),
      `${JSON.stringify(whole, null, 2)}\n${box.toString('base64')}\n`,
    )
    await flushFolder(join(folder, 'backups'))
    return whole
  }

  async abandon(): Promise<void> {
    await this.#refs.close().catch(() => {})
    await rm(this.#draft, { force: true })
  }

  async #name(ids: readonly PieceId[]): Promise<void> {
    const bytes = Buffer.from(ids.join(''), 'hex')
    this.#hash.update(bytes)
    this.#count += ids.length
    await this.#refs.write(bytes)
  }
}

/** What stands in a repository, without a key. */
export interface Shelf {
  /** Backups that are whole, oldest first, as `inOrder` has it. */
  heads: readonly Head[]
  /** Ids of those whose head cannot be read: a disk or a hand has been at them. They hide no other. */
  damaged: readonly string[]
}

export const shelfOf = async (repository: Repository): Promise<Shelf> => {
  // What is called otherwise is somebody's copy, or what a Mac leaves beside each file.
  const ids = (await readdir(join(repository.folder, 'backups'))).flatMap(
    (name) => HEAD_FILE.exec(name)?.[1] ?? [],
  )
  const found = await Promise.all(
    ids.sort().map((id) =>
      readHead(repository, id).then(
        ({ head }) => head,
        (error: unknown) => {
          // Taken away between the two looks: there is no such backup any more.
          if (error instanceof BackupFailure) return error.code === 'backup-unknown' ? null : id
          throw error
        },
      ),
    ),
  )
  return {
    heads: inOrder(
      found.filter((one) => typeof one === 'object' && one !== null),
      new Date().toISOString(),
    ),
    damaged: found.filter((one) => typeof one === 'string'),
  }
}

/** All backups that can be read, oldest first. */
export const heads = async (repository: Repository): Promise<readonly Head[]> =>
  (await shelfOf(repository)).heads

const HEAD_FILE = /^(\d{8}T\d{6}Z-[0-9a-f]{4})\.json$/

type Placed = Pick<Head, 'ended' | 'endLsn' | 'life' | 'systemId' | 'timeline'>

/**
 * Oldest first. Within one life of a data folder on one timeline the log tells what came later, whatever the clock said; it
 * may have been a year ahead for an hour. Of two lives that is later whose newest backup is, and a time that has not come yet
 * says nothing. `now` is RFC 3339 UTC.
 */
export const inOrder = <Backup extends Placed>(backups: readonly Backup[], now: string): Backup[] => {
  const branches = new Map<string, Backup[]>()
  for (const backup of backups) {
    const { life, systemId, timeline } = backup
    const branch = `${life}-${systemId}-${timeline}`
    branches.set(branch, [...(branches.get(branch) ?? []), backup])
  }
  return [...branches.values()]
    .map((branch) => branch.sort((a, b) => (lsnOf(a.endLsn) < lsnOf(b.endLsn) ? -1 : 1)))
    .sort((a, b) => (isLater(a, b, now) ? 1 : -1))
    .flat()
}

const isLater = (a: readonly Placed[], b: readonly Placed[], now: string): boolean => {
  const [ofA, ofB] = [a, b].map((branch) =>
    branch.reduce((last, { ended }) => (!isAhead(ended, now) && ended > last ? ended : last), ''),
  ) as [string, string]
  return ofA === ofB ? a.at(-1)!.ended > b.at(-1)!.ended : ofA > ofB
}

// Two machines that keep time are not a second apart; that of the server may be some minutes off.
const AHEAD_MS = 5 * 60_000

const isAhead = (ended: string, now: string): boolean => Date.parse(ended) > Date.parse(now) + AHEAD_MS

/** Backups whose time has not come yet: a clock was wrong when they were made, or is now. `now` is RFC 3339 UTC. */
export const aheadOf = <Backup extends Pick<Head, 'ended'>>(
  backups: readonly Backup[],
  now: string,
): Backup[] => backups.filter(({ ended }) => isAhead(ended, now))

/** The newest of one life of a data folder on one timeline; null: it has none. */
export const newestOf = (
  backups: readonly Head[],
  { life, systemId, timeline }: Pick<Head, 'life' | 'systemId' | 'timeline'>,
): Head | null =>
  backups
    .filter((head) => head.life === life && head.systemId === systemId && head.timeline === timeline)
    .at(-1) ?? null

/** @throws BackupFailure backup-unknown, backup-damaged */
export const headOf = async (repository: Repository, id: string): Promise<Head> =>
  (await readHead(repository, id)).head

const readHead = async ({ folder }: Repository, id: string): Promise<{ head: Head; box: Buffer }> => {
  if (!HEAD_FILE.test(`${id}.json`)) throw new BackupFailure('backup-unknown', { backup: id })
  const text = await readFile(headFile(folder, id), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    // A sector that cannot be read is damage as well.
    throw new BackupFailure(
      cause.code === 'ENOENT' ? 'backup-unknown' : 'backup-damaged',
      { backup: id },
      { cause },
    )
  })
  try {
    const end = text.indexOf('\n}\n') + 2
    const head = JSON.parse(text.slice(0, end)) as Head
    if (head.id !== id) throw new Error('a head under another name')
    // What everything else is reckoned by.
    for (const lsn of [head.startLsn, head.endLsn]) lsnOf(lsn)
    for (const at of [head.began, head.ended]) new Date(at).toISOString()
    return { head, box: Buffer.from(text.slice(end).trim(), 'base64') }
  } catch (cause) {
    throw new BackupFailure('backup-damaged', { backup: id }, { cause })
  }
}

/** A backup opened with the key. */
export interface OpenBackup {
  head: Head
  sealed: Sealed
  reader: PieceReader
  entries(): AsyncGenerator<Entry>
}

/** @throws BackupFailure backup-unknown, backup-damaged */
export const openBackup = async (
  repository: Repository,
  id: string,
  key: Uint8Array,
): Promise<OpenBackup> => {
  const { head, box } = await readHead(repository, id)
  const reader = openReader(repository, key)
  const sealed = await reader.open(box, placeOf(head)).then(
    (bytes) => JSON.parse(bytes.toString()) as Sealed,
    (cause: unknown) => {
      throw new BackupFailure('backup-damaged', { backup: id }, { cause })
    },
  )
  return { head, sealed, reader, entries: () => entriesIn(reader, sealed.list) }
}

async function* entriesIn(reader: PieceReader, list: string): AsyncGenerator<Entry> {
  let rest = ''
  for (const id of unpacked(list)) {
    const lines = (rest + (await reader.piece(id)).toString('latin1')).split('\n')
    rest = lines.pop()!
    // Cut amid a letter of several bytes, a piece is text again only by whole lines.
    for (const line of lines) yield JSON.parse(Buffer.from(line, 'latin1').toString('utf8')) as Entry
  }
}

/** Whether the list by which pieces are swept is whole; a list that is not protects nothing, so nothing is swept. */
export const soundRefs = async ({ folder }: Repository, head: Head): Promise<boolean> => {
  const file = await open(refsFile(folder, head.id), 'r').catch(() => null)
  if (!file) return false
  const hash = createHash('sha256')
  for await (const part of file.createReadStream()) hash.update(part as Buffer)
  return hash.digest('hex') === head.refs.sha256
}

export const removeBackup = async ({ folder }: Repository, id: string): Promise<void> => {
  await rm(headFile(folder, id), { force: true })
  await flushFolder(join(folder, 'backups'))
  await rm(refsFile(folder, id), { force: true })
}
