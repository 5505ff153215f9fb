import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import { makeFolder, replaceFile } from '#platform/durable.ts'
import { BackupFailure } from './failure.ts'
import type { Entry, Head } from './lists.ts'
import { lsnOf } from './replication.ts'
import type { PieceReader, PieceWriter, Repository } from './store.ts'

/**
 * The log in a repository: whole segments, and of the one under way the stretches as they came. Beside it the office's
 * files that are newer than the backup. Every life of a data folder and every timeline has a folder of its own: a restored
 * office writes other bytes under the same names.
 */

const deflated = promisify(deflateRaw)
const inflated = promisify(inflateRaw)

/** A life of a data folder on a timeline of the server: bytes under one name are the same within it. */
export interface WalBranch {
  life: string
  systemId: string
  timeline: number
}

export const branchName = ({ life, systemId, timeline }: WalBranch) => `${life}-${systemId}-${timeline}`
export const branchFolder = ({ folder }: Repository, branch: WalBranch): string =>
  join(folder, 'wal', branchName(branch))

/** PostgreSQL's name of the segment that begins at this place. */
export const segmentName = (timeline: number, start: bigint, segmentBytes: number): string => {
  const perFile = 0x100000000n / BigInt(segmentBytes)
  const number = start / BigInt(segmentBytes)
  return [BigInt(timeline), number / perFile, number % perFile]
    .map((part) => part.toString(16).toUpperCase().padStart(8, '0'))
    .join('')
}

export const segmentStart = (lsn: bigint, segmentBytes: number): bigint => lsn - (lsn % BigInt(segmentBytes))

/** How far everything that was committed is in the repository, rows and files. */
export interface Covered {
  lsn: string
  /** By the clock of the database. */
  at: string
}

const COVERED = 'covered.json'

/** What it says, in the open, and the seal that binds it; null: there is none. @throws BackupFailure wal-damaged */
const coveredIn = async (
  repository: Repository,
  branch: WalBranch,
): Promise<{ covered: Covered; box: Buffer } | null> => {
  const text = await readFile(join(branchFolder(repository, branch), COVERED), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw coveredDamaged(branch, error)
    },
  )
  if (text === null) return null
  try {
    const [written, box] = text.split('\n') as [string, string]
    const { lsn, at } = JSON.parse(written) as Covered
    lsnOf(lsn)
    return { covered: { lsn, at: new Date(at).toISOString() }, box: Buffer.from(box, 'base64') }
  } catch (cause) {
    throw coveredDamaged(branch, cause)
  }
}

const coveredDamaged = (branch: WalBranch, cause: unknown) =>
  new BackupFailure('wal-damaged', { file: `${branchName(branch)}/${COVERED}` }, { cause })

const coveredPlace = (branch: WalBranch, { lsn, at }: Covered) =>
  `covered:${branchName(branch)}:${JSON.stringify({ lsn, at })}`

/** As it stands there, for who has no key; null: none, or it cannot be read. */
export const readCovered = async (repository: Repository, branch: WalBranch): Promise<Covered | null> =>
  (await coveredIn(repository, branch).catch(() => null))?.covered ?? null

/** The same, once its seal was opened. @throws BackupFailure wal-damaged when it is not as the follower wrote it */
export const openCovered = async (
  repository: Repository,
  branch: WalBranch,
  reader: PieceReader,
): Promise<Covered | null> => {
  const found = await coveredIn(repository, branch)
  if (!found) return null
  await reader.open(found.box, coveredPlace(branch, found.covered)).catch((cause: unknown) => {
    throw coveredDamaged(branch, cause)
  })
  return found.covered
}

/** Where the log behind a backup begins: the copy has it until its end, and then the server began a new segment. */
export const startBehind = ({ endLsn, segmentBytes }: Pick<Head, 'endLsn' | 'segmentBytes'>): bigint =>
  segmentStart(lsnOf(endLsn) - 1n, segmentBytes) + BigInt(segmentBytes)

/** How far the log behind a backup goes by the names of its files, without a key. */
export interface Reach {
  /** The end of what is there without a gap. */
  lsn: bigint
  /**
   * The first file that is missing though more was kept behind it, as its segment is called, or what the follower noted, which
   * cannot be read; null: there is no gap.
   */
  missing: string | null
  covered: Covered | null
}

export const reachOf = async (repository: Repository, head: Head): Promise<Reach> => {
  const names = (await readdir(branchFolder(repository, head)).catch(() => [])).filter(isSegment)
  const start = startBehind(head)
  const lsn = contiguousFrom(
    start,
    names.map((name) => spanOf(name, head.segmentBytes)),
  )
  const found = await coveredIn(repository, head).catch(() => 'damaged' as const)
  if (found === 'damaged') return { lsn, missing: COVERED, covered: null }
  const covered = found?.covered ?? null
  return { lsn, missing: missingBehind(head, names, lsn, covered), covered }
}

/** What is missing at `end` if the log was kept further; files and what the follower noted both tell. */
const missingBehind = (
  head: Head,
  names: readonly string[],
  end: bigint,
  covered: Covered | null,
): string | null => {
  const isKeptFurther =
    (covered !== null && lsnOf(covered.lsn) > end) ||
    names.some((name) => spanOf(name, head.segmentBytes).start > end)
  const { timeline, segmentBytes } = head
  return isKeptFurther ? segmentName(timeline, segmentStart(end, segmentBytes), segmentBytes) : null
}

interface Span {
  start: bigint
  end: bigint
}

/** Which bytes of the log a file holds, by its name. */
const spanOf = (name: string, segmentBytes: number): Span => {
  const [high, low] = [name.slice(8, 16), name.slice(16, 24)].map((part) => BigInt(`0x${part}`)) as [
    bigint,
    bigint,
  ]
  const start = (high * (0x100000000n / BigInt(segmentBytes)) + low) * BigInt(segmentBytes)
  const found = STRETCH.exec(name)
  if (!found) return { start, end: start + BigInt(segmentBytes) }
  const offset = start + BigInt(`0x${found[2]!}`)
  return { start: offset, end: offset + BigInt(`0x${found[3]!}`) }
}

/** The end of the bytes that are there from `start` on, whatever overlaps. */
export const contiguousFrom = (start: bigint, spans: readonly Span[]): bigint => {
  const byStart = [...spans].sort((a, b) => (a.start < b.start ? -1 : 1))
  return byStart.reduce((end, span) => (span.start <= end && span.end > end ? span.end : end), start)
}

export class WalWriter {
  readonly #folder: string
  readonly #branch: WalBranch
  readonly #name: string
  readonly #writer: PieceWriter

  private constructor(folder: string, branch: WalBranch, writer: PieceWriter) {
    this.#folder = folder
    this.#branch = branch
    this.#name = branchName(branch)
    this.#writer = writer
  }

  static async open(repository: Repository, branch: WalBranch, writer: PieceWriter): Promise<WalWriter> {
    const folder = branchFolder(repository, branch)
    await makeFolder(folder)
    return new WalWriter(folder, branch, writer)
  }

  /** A stretch of a segment that is not whole yet. */
  async stretch(segment: string, offset: number, bytes: Uint8Array): Promise<void> {
    await this.#write(stretchName(segment, offset, bytes.length), bytes)
  }

  /** All of a segment that there is so far, in the place of its many stretches. */
  async gathered(segment: string, bytes: Uint8Array): Promise<void> {
    const first = stretchName(segment, 0, bytes.length)
    await this.#write(first, bytes)
    await this.#removeStretches(segment, first, bytes.length)
  }

  /** A whole segment; its stretches are superfluous then. */
  async segment(segment: string, bytes: Uint8Array): Promise<void> {
    await this.#write(segment, bytes)
    await this.#removeStretches(segment)
  }

  /** But for those that reach further than so many bytes: a follower before us may have kept them. */
  async #removeStretches(segment: string, but?: string, within = Number.POSITIVE_INFINITY): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      const [, of, offset, length] = STRETCH.exec(name) ?? []
      if (of !== segment || name === but) continue
      if (Number.parseInt(offset!, 16) + Number.parseInt(length!, 16) <= within)
        await rm(join(this.#folder, name), { force: true })
    }
  }

  /** Files that are new; `notBefore` is RFC 3339 UTC. */
  async files(entries: readonly Entry[], notBefore: string): Promise<void> {
    const name = filesName(await this.#orderedTime(notBefore))
    const ids = Buffer.concat(entries.map(({ pieces }) => Buffer.from(pieces, 'base64')))
    // What keeps the pieces from being swept comes before what names them.
    await replaceFile(join(this.#folder, `${name}.refs`), ids)
    await this.#write(name, Buffer.from(entries.map((entry) => JSON.stringify(entry)).join('\n')))
  }

  async covered(covered: Covered): Promise<void> {
    // Nothing to hide: what is sealed is that the follower wrote it.
    const box = this.#writer.seal(Buffer.alloc(0), coveredPlace(this.#branch, covered))
    const text = `${JSON.stringify(covered)}\n${box.toString('base64')}\n`
    await replaceFile(join(this.#folder, COVERED), text)
  }

  /** Now, and never before what was written earlier: a clock that goes back would hide new files behind an old backup. */
  async #orderedTime(notBefore: string): Promise<string> {
    const former = (await readdir(this.#folder)).flatMap((name) => filesAt(name) ?? [])
    return [new Date().toISOString(), notBefore, ...former].reduce((a, b) => (a > b ? a : b))
  }

  async #write(name: string, bytes: Uint8Array): Promise<void> {
    const small = await deflated(bytes, { level: 1 })
    await replaceFile(join(this.#folder, name), this.#writer.seal(small, `wal:${this.#name}/${name}`))
  }
}

/** One segment as the repository has it: `bytes` from its beginning without a gap. */
export interface KeptSegment {
  name: string
  bytes: Buffer
}

const SEGMENT = /^[0-9A-F]{24}$/
// Offset and length, so that a gap shows without a key.
const STRETCH = /^([0-9A-F]{24})\.([0-9a-f]{8})-([0-9a-f]{8})$/

const stretchName = (segment: string, offset: number, length: number): string =>
  `${segment}.${[offset, length].map((bytes) => bytes.toString(16).padStart(8, '0')).join('-')}`
const FILES = /^files-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-[0-9a-f]{4}(?:\.refs)?$/

/** What a list of new files is called, by when it is written: RFC 3339 UTC with milliseconds. */
export const filesName = (at: string): string =>
  `files-${at.replace(/[-:.]/g, '')}-${randomBytes(2).toString('hex')}`

/** When a list of new files, or the ids beside it, was written; null: it is none. */
export const filesAt = (name: string): string | null => {
  const found = FILES.exec(name)
  if (!found) return null
  const [, year, month, day, hour, minute, second, ms] = found
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`
}

export class WalReader {
  readonly #folder: string
  readonly #name: string
  readonly #reader: PieceReader
  readonly #names: readonly string[]

  private constructor(folder: string, name: string, reader: PieceReader, names: readonly string[]) {
    this.#folder = folder
    this.#name = name
    this.#reader = reader
    this.#names = names
  }

  static async open(repository: Repository, branch: WalBranch, reader: PieceReader): Promise<WalReader> {
    const folder = branchFolder(repository, branch)
    const names = await readdir(folder).catch(() => [] as string[])
    return new WalReader(folder, branchName(branch), reader, names.sort())
  }

  /** Segments one after the other from the first named on, until one is missing or not whole. */
  async *segmentsFrom(
    first: string,
    next: (name: string) => string,
    segmentBytes: number,
  ): AsyncGenerator<KeptSegment> {
    for (let name = first; ; name = next(name)) {
      const bytes = this.#names.includes(name) ? await this.#read(name) : await this.#stretches(name)
      if (bytes === null) return
      yield { name, bytes }
      if (bytes.length < segmentBytes) return
    }
  }

  /** Files that came after the backup began. */
  async *filesSince(began: string): AsyncGenerator<Entry> {
    // A minute's difference between two clocks costs a few files that are written twice.
    const early = new Date(Date.parse(began) - 60_000).toISOString()
    for (const name of this.#names)
      if (!name.endsWith('.refs') && (filesAt(name) ?? '') >= early)
        for (const line of (await this.#read(name)).toString('utf8').split('\n'))
          if (line !== '') yield JSON.parse(line) as Entry
  }

  /** What is missing at `end` though the log was kept further; null: nothing. */
  missingAt(head: Head, end: bigint, covered: Covered | null): string | null {
    return missingBehind(head, this.#names.filter(isSegment), end, covered)
  }

  async #stretches(segment: string): Promise<Buffer | null> {
    const found = this.#names.filter((name) => STRETCH.exec(name)?.[1] === segment)
    const parts: Buffer[] = []
    let end = 0
    for (const name of found) {
      const offset = Number.parseInt(STRETCH.exec(name)![2]!, 16)
      // A gap: what lies behind it cannot be read by anybody.
      if (offset > end) break
      const bytes = await this.#read(name)
      if (offset + bytes.length <= end) continue
      parts.push(bytes.subarray(end - offset))
      end = offset + bytes.length
    }
    return end === 0 ? null : Buffer.concat(parts)
  }

  async #read(name: string): Promise<Buffer> {
    const sealed = await readFile(join(this.#folder, name)).catch(() => null)
    if (!sealed) throw new BackupFailure('wal-damaged', { file: `${this.#name}/${name}` })
    try {
      return (await inflated(await this.#reader.open(sealed, `wal:${this.#name}/${name}`))) as Buffer
    } catch (cause) {
      throw new BackupFailure('wal-damaged', { file: `${this.#name}/${name}` }, { cause })
    }
  }
}

/** Every branch of the log in the repository, by its name, with the files in it. */
export const branchesIn = async ({
  folder,
}: Repository): Promise<{ branch: string; folder: string; names: string[] }[]> => {
  const entries = await readdir(join(folder, 'wal'), { withFileTypes: true })
  return Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) => {
        const ofBranch = join(folder, 'wal', name)
        return { branch: name, folder: ofBranch, names: (await readdir(ofBranch)).sort() }
      }),
  )
}

export const isSegment = (name: string): boolean => SEGMENT.test(name) || STRETCH.test(name)
