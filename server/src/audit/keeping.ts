import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database, Tx } from '#platform/db/database.ts'
import { makeFolder } from '#platform/durable.ts'
import { describeError, type Log } from '#platform/log.ts'
import type { Sealer } from '#platform/seal.ts'
import { DEFAULT_CHECKPOINT_RULE } from './data/checkpoint-rule.ts'
import { type CheckpointRule, isLate } from './rules/lateness.ts'
import { lastNoteIn } from './rules/note.ts'
import { type CheckpointRow, findCheckpointsAfter, findCheckpointsBefore, KEEPER } from './store.ts'
import { checkpointAge, LARGEST_PAGE, type Remembered, type Taken, takeNext } from './taking.ts'

/** Keeps the ledger sealed, again and again; any number of processes may, and of two that take the same rows one fails. */
export interface Keeping {
  /** Takes whatever waits, due or not; answers how many rows. */
  seal(): Promise<number>
  stop(): Promise<void>
}

export interface KeepingOptions {
  database: Database
  sealer: Sealer
  /** Where checkpoints are also written to, in files by month. */
  folder: string
  rule?: CheckpointRule
  log: Log
}

// A look costs two statements on indexes.
const LOOK_EVERY_MS = 2_000
// A machine on which everybody waits gets no page of thousands done within a statement's patience: seen at thirty programs at work on
// two cores. Less is asked for then, and more again each time that it goes well.
const FIRST_PAGE = 1_000
const SMALLEST_PAGE = 50
// Whoever loses leaves the others a page's time, and a little more each time.
const TURN_MS = 10
const MOST_TRIES = 12

export const openKeeping = (options: KeepingOptions): Keeping => {
  const { database, sealer, log, rule = DEFAULT_CHECKPOINT_RULE } = options
  const file = new CheckpointFile(database, options.folder, log)
  let stopped = false
  let remembered: Remembered | null = null
  let page = FIRST_PAGE

  const take = async (when: CheckpointRule | null): Promise<Taken> => {
    for (let tries = 1; ; tries += 1) {
      try {
        const taken = await database.as(KEEPER, (tx) => takeNext(tx, sealer, when, remembered, page))
        page = Math.min(LARGEST_PAGE, page * 2)
        return taken
      } catch (error) {
        page = Math.max(SMALLEST_PAGE, Math.floor(page / 4))
        // A leaf that nobody took, written past us, stands in the way each time: that must be said.
        if (!isOvertaken(error) || tries === MOST_TRIES) throw error
        remembered = null
        await sleep(tries * TURN_MS)
      }
    }
  }

  const takeAll = async (when: CheckpointRule | null): Promise<number> => {
    let rows = 0
    for (let more = true; more && !stopped; ) {
      const taken = await take(when)
      remembered = taken.remember
      rows += taken.rows
      if (taken.putBack > 0) log('warn', { event: 'ledger.clock-put-back', count: Math.round(taken.putBack) })
      more = taken.more
    }
    await file.follow()
    return rows
  }

  const look = async (): Promise<void> => {
    await takeAll(rule).catch((error: unknown) =>
      log('warn', { event: 'ledger.not-sealed', error: describeError(error) }),
    )
    const { seconds } = await checkpointAge(database)
    if (isLate(rule, seconds)) log('error', { event: 'ledger.late', count: Math.round(seconds) })
  }

  let round: Promise<unknown> | null = null
  const begin = () => {
    round ??= look()
      .catch(() => {}) // The database is away: others say so.
      .finally(() => {
        round = null
      })
  }
  begin()
  const timer = setInterval(begin, Math.min(LOOK_EVERY_MS, rule.everySeconds * 250)).unref()
  return {
    seal: async () => {
      await round
      return takeAll(null)
    },
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await round
    },
  }
}

/** Another process took the same rows or positions, and committed first. */
const isOvertaken = (error: unknown): boolean =>
  error instanceof Error &&
  (error as { code?: string }).code === '23505' &&
  /^ledger_(leaf|checkpoint)_/.test((error as { constraint?: string }).constraint ?? '')

const AT_ONCE = 500
// A note has 230 bytes. Where a crash cut off more than this, more of the file is read.
const TAIL_BYTES = 4_096

/** The published checkpoints in files of the data folder, one for each month: what a backup of files alone still has. */
class CheckpointFile {
  readonly #database: Database
  readonly #folder: string
  readonly #log: Log
  /** The size of the last checkpoint that is written there; null: not yet looked. */
  #size: number | null = null

  constructor(database: Database, folder: string, log: Log) {
    this.#database = database
    this.#folder = folder
    this.#log = log
  }

  /** Appends what is not there yet. */
  async follow(): Promise<void> {
    try {
      await this.#appendNew()
    } catch (error) {
      // A note may have been written in part, as on a full disk: the files are looked through anew.
      this.#size = null
      throw error
    }
  }

  async #appendNew(): Promise<void> {
    for (;;) {
      this.#size ??= await this.#lastWritten()
      const notes = await this.#read((tx) => findCheckpointsAfter(tx, this.#size ?? 0, AT_ONCE))
      const months = byMonth(notes)
      // Another process may have broken off since; behind what it left nothing could be mended any more.
      const ends = await Promise.all([...months.keys()].map((month) => mended(this.#path(month))))
      if (ends.some(({ wasTorn }) => wasTorn)) {
        this.#size = null
        continue
      }
      for (const [month, text] of months) await this.#append(month, text)
      this.#size = notes.at(-1)?.size ?? this.#size
      if (notes.length < AT_ONCE) return
    }
  }

  #read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#database.as(KEEPER, work)
  }

  /** Where the files end; where the database ends when that is earlier, which only a restored one does. */
  async #lastWritten(): Promise<number> {
    await makeFolder(this.#folder)
    const files = (await readdir(this.#folder)).filter((name) => name.endsWith('.txt'))
    // A clock that was put back goes on in the file of a month before: the name does not tell which was written last.
    const ends = await Promise.all(files.map((name) => mended(join(this.#folder, name))))
    return await this.#notBeyond(Math.max(0, ...ends.map(({ size }) => size)))
  }

  async #notBeyond(written: number): Promise<number> {
    const [last] = await this.#read((tx) => findCheckpointsBefore(tx, null, 1))
    const size = last?.size ?? 0
    if (size < written) this.#log('error', { event: 'ledger.behind-its-checkpoints', count: written - size })
    return Math.min(size, written)
  }

  #path(month: string): string {
    return join(this.#folder, `${month}.txt`)
  }

  async #append(month: string, text: string): Promise<void> {
    const file = await open(this.#path(month), 'a', 0o644)
    try {
      await file.appendFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
  }
}

/**
 * Takes away the end of a note that was cut off, as by a crash: it is appended anew with those that follow. Of another process that is
 * appending just now it may take a note; that one comes again as well, since it was committed before.
 * @returns the size that the last whole note states, 0 where there is none; and whether anything was taken away
 */
const mended = async (path: string): Promise<{ size: number; wasTorn: boolean }> => {
  const file = await open(path, 'a+', 0o644)
  try {
    const { size } = await file.stat()
    for (let length = Math.min(size, TAIL_BYTES); ; length = Math.min(size, length * 16)) {
      const tail = Buffer.alloc(length)
      await file.read(tail, 0, length, size - length)
      const last = lastNoteIn(tail.toString('latin1'))
      if (!last && length < size) continue
      const end = size - length + (last?.end ?? 0)
      if (end < size) {
        await file.truncate(end)
        await file.sync()
      }
      return { size: last?.size ?? 0, wasTorn: end < size }
    }
  } finally {
    await file.close()
  }
}

const byMonth = (rows: readonly CheckpointRow[]): Map<string, string> => {
  const months = new Map<string, string>()
  for (const { made_at, note } of rows) {
    const month = made_at.slice(0, 7)
    months.set(month, `${months.get(month) ?? ''}${note}\n`)
  }
  return months
}
