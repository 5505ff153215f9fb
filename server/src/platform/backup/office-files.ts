import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import { makeFolder } from '#platform/durable.ts'
import type { Lanes } from './lanes.ts'
import { Cutter, packed, unpacked } from './lists.ts'
import type { PieceId, PieceWriter } from './store.ts'

/**
 * The sealed files of the office: written aside, renamed into place, never altered. They lie two folders deep, so that a
 * folder whose time has not changed has no new file.
 */

export interface OfficeFile {
  /** From the data folder on, with `/`. */
  path: string
  size: number
  mtimeMs: number
}

// What is half written is nobody's yet; what was set aside as damaged is kept for a person to look at.
const NOT_WALKED = new Set(['unfinished', 'damaged'])

/** Every file below the folders, in the order of their paths. */
export async function* officeFiles(
  dataFolder: string,
  folders: readonly string[],
): AsyncGenerator<OfficeFile> {
  for (const folder of [...folders].sort()) yield* filesBelow(dataFolder, folder)
}

async function* filesBelow(dataFolder: string, folder: string): AsyncGenerator<OfficeFile> {
  for (const entry of await entriesOf(join(dataFolder, folder))) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      if (!NOT_WALKED.has(entry.name)) yield* filesBelow(dataFolder, path)
    } else if (entry.isFile()) {
      const found = await stat(join(dataFolder, path)).catch(noneWhenAbsent)
      if ('size' in found) yield { path, size: found.size, mtimeMs: found.mtimeMs }
    }
  }
}

/** By their names: what a backup noted is compared as it is walked. */
const entriesOf = async (folder: string) =>
  (await readdir(folder, { withFileTypes: true }).catch(noneWhenAbsent)).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )

const noneWhenAbsent = (error: NodeJS.ErrnoException): [] => {
  if (error.code === 'ENOENT') return []
  throw error
}

/** Keeps one file, piece by piece; null when it was erased meanwhile. */
export const keepFile = async (
  dataFolder: string,
  path: string,
  writer: PieceWriter,
  lanes: Lanes,
): Promise<{ ids: PieceId[]; size: number } | null> => {
  const cutter = new Cutter(writer, lanes, true)
  try {
    for await (const part of createReadStream(join(dataFolder, path), { highWaterMark: 256 * 1024 }))
      await cutter.write(part as Buffer)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  await cutter.finish()
  return { ids: cutter.ids, size: cutter.size }
}

interface Known extends OfficeFile {
  pieces: string
}

const knownFile = (dataFolder: string, repositoryId: string) =>
  join(dataFolder, 'backup', `files-${repositoryId}`)

/**
 * What the last backup to this repository saw, so that a file which has not changed since is not read again. It lies in the
 * data folder and tells only what that folder tells anyway. Its first line names the backup.
 */
export class FormerFiles {
  readonly backup: string | null
  readonly #lines: AsyncIterator<string> | null
  #next: Known | null = null

  private constructor(backup: string | null, lines: AsyncIterator<string> | null) {
    this.backup = backup
    this.#lines = lines
  }

  static async open(dataFolder: string, repositoryId: string): Promise<FormerFiles> {
    const lines = (await linesOf(knownFile(dataFolder, repositoryId)))?.[Symbol.asyncIterator]() ?? null
    const first = (await lines?.next())?.value
    const former = new FormerFiles((first ? parsed<{ backup?: string }>(first)?.backup : null) ?? null, lines)
    await former.#advance()
    return former
  }

  /** The pieces of this very file as they were kept last time; null: not known, or changed. Asked in the order of paths. */
  async piecesOf(file: OfficeFile): Promise<PieceId[] | null> {
    while (this.#next && this.#next.path < file.path) await this.#advance()
    const next = this.#next
    if (next?.path !== file.path || next.size !== file.size || next.mtimeMs !== file.mtimeMs) return null
    return unpacked(next.pieces)
  }

  async #advance(): Promise<void> {
    const line = (await this.#lines?.next())?.value
    // A line that a loss of power cut off is a file to be read again.
    this.#next = line ? parsed<Known>(line) : null
  }
}

/** The same for the next one, while a backup is written. */
export class KnownFiles {
  readonly former: FormerFiles
  readonly #draft: string
  readonly #file: string
  readonly #out: ReturnType<typeof createWriteStream>

  private constructor(file: string, former: FormerFiles) {
    this.#file = file
    this.#draft = `${file}.${process.pid}`
    this.former = former
    this.#out = createWriteStream(this.#draft, { mode: 0o600 })
    // A full disk is told to who waits for the end.
    this.#out.on('error', () => {})
  }

  static async open(dataFolder: string, repositoryId: string, backup: string): Promise<KnownFiles> {
    await makeFolder(join(dataFolder, 'backup'))
    const former = await FormerFiles.open(dataFolder, repositoryId)
    const known = new KnownFiles(knownFile(dataFolder, repositoryId), former)
    await known.#line({ backup })
    return known
  }

  async note(file: OfficeFile, ids: readonly PieceId[]): Promise<void> {
    await this.#line({ ...file, pieces: packed(ids) } satisfies Known)
  }

  async #line(value: unknown): Promise<void> {
    if (this.#out.errored) throw this.#out.errored
    if (!this.#out.write(`${JSON.stringify(value)}\n`)) await once(this.#out, 'drain')
  }

  /** Once the backup has its head: a follower takes for kept what stands here. */
  async finish(): Promise<void> {
    await finished(this.#out.end())
    await rename(this.#draft, this.#file)
  }

  async abandon(): Promise<void> {
    this.#out.destroy()
    await rm(this.#draft, { force: true })
  }
}

const parsed = <Line>(line: string): Line | null => {
  try {
    return JSON.parse(line) as Line
  } catch {
    return null
  }
}

const linesOf = async (file: string) =>
  (await stat(file).catch(() => null)) === null ? null : createInterface({ input: createReadStream(file) })

// A file is renamed into its folder some time after its last byte was written.
const LATE_MS = 60_000

interface Look {
  seen: Map<string, number>
  isNew(path: string): Promise<boolean>
  paths: string[]
}

/**
 * Watches for files that are new since it last looked, by the times of their folders, which lie two deep. The first look, and
 * one after the clock went back, holds every file against what the last backup has.
 */
export class NewFiles {
  readonly #dataFolder: string
  readonly #folders: readonly string[]
  readonly #former: () => Promise<FormerFiles | null>
  #seen = new Map<string, number>()
  /** Milliseconds since 1970; null: nothing was looked at yet. */
  #lastLook: number | null = null
  #look: { began: number; seen: Map<string, number> } | null = null

  /** @param former what the newest backup of the repository has of this office; null: nothing that is known here */
  constructor(dataFolder: string, folders: readonly string[], former: () => Promise<FormerFiles | null>) {
    this.#dataFolder = dataFolder
    this.#folders = [...folders].sort()
    this.#former = former
  }

  async look(): Promise<string[]> {
    const began = Date.now()
    const since = this.#lastLook !== null && this.#lastLook <= began ? this.#lastLook : null
    const look = { began, seen: new Map(since === null ? [] : this.#seen) }
    this.#look = look
    const former = since === null ? await this.#former() : null
    const isNew = async (path: string): Promise<boolean> => {
      const file = await stat(join(this.#dataFolder, path)).catch(() => null)
      if (!file) return false
      if (since !== null) return Math.max(file.mtimeMs, file.ctimeMs) >= since - LATE_MS
      return !(await former?.piecesOf({ path, size: file.size, mtimeMs: file.mtimeMs }))
    }
    const paths: string[] = []
    for (const folder of this.#folders) await this.#below(folder, 1, { seen: look.seen, isNew, paths })
    return paths
  }

  /** What was told by the last look is kept, and need not be told again. */
  kept(): void {
    if (!this.#look) return
    this.#seen = this.#look.seen
    this.#lastLook = this.#look.began
  }

  async #below(folder: string, depth: number, look: Look): Promise<void> {
    const { seen, isNew, paths } = look
    const found = await stat(join(this.#dataFolder, folder)).catch(() => null)
    if (!found) return
    const isAsBefore = seen.get(folder) === found.mtimeMs
    // A change within the same tick of the disk's clock would not show: a folder that changed just now is looked at again.
    if (found.mtimeMs < Date.now() - 2_000) seen.set(folder, found.mtimeMs)
    // Folders above may be as before while one below them is not.
    if (isAsBefore && depth === 3) return
    for (const entry of await entriesOf(join(this.#dataFolder, folder))) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        if (!NOT_WALKED.has(entry.name)) await this.#below(path, depth + 1, look)
      } else if (entry.isFile() && (await isNew(path))) paths.push(path)
    }
  }
}
