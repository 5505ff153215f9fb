import { statfs } from 'node:fs/promises'
import { hostname } from 'node:os'
import { type Instant, msOf } from '#common/time.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { newId } from '#platform/ids.ts'
import type { Log } from '#platform/log.ts'
import { asSentence, type Check, judge, type Measured, type Mode, type Standing, worst } from './health.ts'

/** Looks each few seconds how a process and what it stands on fare, and keeps the answer for whoever asks. */
export interface Watch {
  /** Measured now, or within the last second. */
  health(): Promise<Health>
  /** As last read, without waiting. */
  mode(): Mode
  /** What of the machine decides on what may be written, as last measured. */
  straits(): { diskPercent: number | null; isUnsealed: boolean }
  stop(): Promise<void>
}

export interface Health {
  standing: Standing
  checks: readonly Check[]
  measuredAt: number
}

export interface WatchOptions {
  database: Database
  /** What fills the disk that is looked at. */
  dataFolder: string
  roles: { serve: boolean; work: boolean }
  version: string
  /** Null where this process is not to hear words of others. */
  isHearing: (() => boolean) | null
  /** How long the oldest line of the ledger has waited to be sealed, in seconds, and what that means. */
  ledger: { unsealedSeconds: () => Promise<number>; standing: (seconds: number) => Standing }
  log: Log
}

const EVERY_MS = 5_000
// Who asks each second is answered with what is a second old.
const STALE_MS = 1_000

const beat = statement<{
  now: Instant
  mode: Mode['mode']
  vi: string | null
  en: string | null
  until: Instant | null
}>(
  'watch-beat',
  `with beaten as (
     insert into process_beat (id, roles, host, pid, version, started_at, seen_at) values ($1, $2, $3, $4, $5, now(), now())
     on conflict (id) do update set seen_at = now() returning 1)
   select clock_timestamp() as now, m.mode, m.reason_vi as vi, m.reason_en as en, m.until from house_mode m, beaten`,
)

/** What the house's processes have before them, and how many there are. */
export interface AtWork {
  /** Of the database. */
  now: Instant
  mode: Mode['mode']
  /** How long the job that is due the longest has waited, in seconds; 0 when none does. */
  oldestJobSeconds: number
  deadJobs: number
  serving: number
  working: number
}

// Twelve beats: a machine that swaps misses a few.
const running = (role: 'serve' | 'work') =>
  `(select count(*)::integer from process_beat where '${role}' = any(roles) and seen_at > now() - interval '1 minute')`

const atWork = statement<AtWork>(
  'watch-at-work',
  `select clock_timestamp() as now, (select mode from house_mode) as mode,
     coalesce((select extract(epoch from now() - min(run_at)) from job where dead_at is null and run_at <= now()), 0)::float8
       as "oldestJobSeconds",
     (select count(*)::integer from job where dead_at is not null) as "deadJobs",
     ${running('serve')} as serving, ${running('work')} as working`,
)

export const findAtWork = async (tx: Tx): Promise<AtWork> => {
  const [row] = await tx.run(atWork, [])
  if (!row) throw new Error('the question what the house does has no answer')
  return row
}

const sweep = statement('watch-sweep', "delete from process_beat where seen_at < now() - interval '1 day'")

/** Forgets processes that have ended long ago. */
export const sweepBeats = (tx: Tx) => tx.run(sweep, [])

const leave = statement('watch-leave', 'delete from process_beat where id = $1')

const NOTHING_TOLD = {
  writeMs: null,
  skewSeconds: null,
  oldestJobSeconds: null,
  deadJobs: null,
  workers: null,
  unsealedSeconds: null,
}

const NORMAL: Mode = { mode: 'NORMAL', reason: null, until: null }

export const openWatch = (options: WatchOptions): Watch => {
  const { database, dataFolder, log } = options
  const id = newId()
  const roles = (['serve', 'work'] as const).filter((role) => options.roles[role])
  let mode = NORMAL
  let straits = { diskPercent: null as number | null, isUnsealed: false }
  let last: Health | null = null
  let round: Promise<Health> | null = null

  const measure = async (): Promise<Measured> => {
    const [disk, told] = await Promise.all([percentTaken(dataFolder), asked()])
    straits = {
      diskPercent: disk,
      // Where it is not known it is as it was.
      isUnsealed:
        told.unsealedSeconds === null
          ? straits.isUnsealed
          : options.ledger.standing(told.unsealedSeconds) === 'FAIL',
    }
    return { diskPercent: disk, isHearing: options.isHearing?.() ?? null, ...told }
  }

  const asked = async (): Promise<Omit<Measured, 'diskPercent' | 'isHearing'>> => {
    try {
      const began = performance.now()
      const sentAt = Date.now()
      const [row] = await database.as({ actor: 'system' }, (tx) =>
        tx.commitWith(beat, [id, roles, hostname(), process.pid, options.version]),
      )
      const writeMs = performance.now() - began
      if (!row) throw new Error('the house has no mode')
      mode = {
        mode: row.mode,
        reason:
          row.vi === null
            ? null
            : { vi: asSentence(row.vi), en: row.en === null ? null : asSentence(row.en) },
        until: row.until,
      }
      const { oldestJobSeconds, deadJobs, working } = await database.as({ actor: 'system' }, findAtWork)
      // It is no fault of this process where that cannot be told in time: it could write.
      const unsealedSeconds = await options.ledger.unsealedSeconds().catch(() => null)
      return {
        writeMs,
        skewSeconds: (sentAt + writeMs / 2 - msOf(row.now)) / 1_000,
        oldestJobSeconds,
        deadJobs,
        workers: working,
        unsealedSeconds,
      }
    } catch {
      // That it failed is the finding; the connection says in the log why.
      return NOTHING_TOLD
    }
  }

  const look = (): Promise<Health> => {
    round ??= measure()
      .then((measured) => {
        const checks = judge(measured, options.ledger.standing)
        const health = { standing: worst(checks), checks, measuredAt: performance.now() }
        tellWhatTurned(log, last?.checks ?? [], checks)
        last = health
        return health
      })
      .finally(() => {
        round = null
      })
    return round
  }

  const timer = setInterval(() => void look(), EVERY_MS).unref()
  // By then the first connections stand.
  const first = setTimeout(() => void look(), 1_000).unref()
  return {
    health: () =>
      last !== null && performance.now() - last.measuredAt < STALE_MS ? Promise.resolve(last) : look(),
    mode: () => mode,
    straits: () => straits,
    stop: async () => {
      clearTimeout(first)
      clearInterval(timer)
      await round
      await database.as({ actor: 'system' }, (tx) => tx.commitWith(leave, [id])).catch(() => {})
    },
  }
}

/** A line when a check turns, and none while it stays as it is: who reads the log at night looks for what changed. */
const tellWhatTurned = (log: Log, before: readonly Check[], now: readonly Check[]): void => {
  for (const { name, standing, value, unit } of now) {
    const was = before.find((check) => check.name === name)?.standing ?? 'OK'
    if (was === standing) continue
    log(standing === 'OK' ? 'info' : standing === 'FAIL' ? 'error' : 'warn', {
      event: `health.${name}`,
      code: standing,
      error: value === null ? 'not known' : `${Math.round(value * 10) / 10} ${unit}`,
    })
  }
}

/** As `df` says it: of what may be used, so that what is kept for root counts as taken. */
export const percentTaken = async (folder: string): Promise<number | null> => {
  try {
    const { blocks, bfree, bavail } = await statfs(folder)
    const used = blocks - bfree
    return used + bavail === 0 ? null : (100 * used) / (used + bavail)
  } catch {
    return null
  }
}
