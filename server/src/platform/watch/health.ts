import type { Instant } from '#common/time.ts'

/** How a process and what it stands on fare, judged. Pure: what was measured comes in, words for machines go out. */

/** `WARN`: somebody should look during the day. `FAIL`: nobody should be sent here now. */
export type Standing = 'OK' | 'WARN' | 'FAIL'

export interface Check {
  name: CheckName
  standing: Standing
  /** What was measured; null where it could not be. */
  value: number | null
  unit: 'ms' | 's' | 'percent' | 'jobs' | 'processes' | 'link'
}

export type CheckName =
  | 'database'
  | 'clock'
  | 'disk'
  | 'jobs'
  | 'dead-jobs'
  | 'workers'
  | 'notifications'
  | 'ledger'

export interface Measured {
  /** How long a write took, in milliseconds; null when it was not done. */
  writeMs: number | null
  /** This process's clock less the database's, in seconds. */
  skewSeconds: number | null
  /** Share of the disk under the data folder that is taken, 0 to 100. */
  diskPercent: number | null
  /** How long the job that is due the longest has waited, in seconds; 0 when none does. */
  oldestJobSeconds: number | null
  /** Given up after their last attempt. */
  deadJobs: number | null
  /** Processes that work on jobs and were seen within a minute. */
  workers: number | null
  /** Whether words of other processes arrive; null where this process is not to hear any. */
  isHearing: boolean | null
  /** How long the oldest line of the ledger has waited to be sealed, in seconds; null where it could not be asked. */
  unsealedSeconds: number | null
}

/**
 * Limits of our own, where it was seen to matter. The disk's are those that make an alarm, refuse files and refuse receptions: what
 * is left at each must last until somebody comes (a morning of scans; a day of acts; the database's own log).
 */
export const LIMITS = {
  writeMs: { warn: 500 },
  skewSeconds: { warn: 5 },
  diskPercent: { warn: 85, noFiles: 92, noReceptions: 97, noActs: 99 },
  oldestJobSeconds: { warn: 300 },
} as const

/** @param sealing what it means that the oldest line of the ledger has waited for so many seconds; `FAIL`: nothing is received */
export const judge = (measured: Measured, sealing: (seconds: number) => Standing): Check[] => {
  const {
    writeMs,
    skewSeconds,
    diskPercent,
    oldestJobSeconds,
    deadJobs,
    workers,
    isHearing,
    unsealedSeconds,
  } = measured
  return [
    { name: 'database', value: writeMs, unit: 'ms', standing: above(writeMs, LIMITS.writeMs.warn, 'FAIL') },
    {
      name: 'clock',
      value: skewSeconds,
      unit: 's',
      standing: above(skewSeconds === null ? null : Math.abs(skewSeconds), LIMITS.skewSeconds.warn, 'OK'),
    },
    {
      name: 'disk',
      value: diskPercent,
      unit: 'percent',
      standing:
        diskPercent !== null && diskPercent >= LIMITS.diskPercent.noReceptions
          ? 'FAIL'
          : above(diskPercent, LIMITS.diskPercent.warn, 'WARN'),
    },
    {
      name: 'jobs',
      value: oldestJobSeconds,
      unit: 's',
      standing: above(oldestJobSeconds, LIMITS.oldestJobSeconds.warn, 'OK'),
    },
    { name: 'dead-jobs', value: deadJobs, unit: 'jobs', standing: above(deadJobs, 1, 'OK') },
    {
      name: 'ledger',
      value: unsealedSeconds,
      unit: 's',
      standing: unsealedSeconds === null ? 'OK' : sealing(unsealedSeconds),
    },
    // Without one, papers are not printed and days do not lapse; whoever serves goes on.
    { name: 'workers', value: workers, unit: 'processes', standing: workers === 0 ? 'WARN' : 'OK' },
    ...(isHearing === null
      ? []
      : [
          {
            name: 'notifications' as const,
            value: Number(isHearing),
            unit: 'link' as const,
            standing: isHearing ? ('OK' as const) : ('WARN' as const),
          },
        ]),
  ]
}

/** @param unknown what not knowing amounts to */
const above = (value: number | null, warn: number, unknown: Standing): Standing =>
  value === null ? unknown : value >= warn ? 'WARN' : 'OK'

/** The worst of them. */
export const worst = (checks: readonly Pick<Check, 'standing'>[]): Standing =>
  checks.some(({ standing }) => standing === 'FAIL')
    ? 'FAIL'
    : checks.some(({ standing }) => standing === 'WARN')
      ? 'WARN'
      : 'OK'

/** What a request would write, as far as it matters for what may still be done. */
export type Writing = 'FILE' | 'RECEPTION' | 'ACT'

export interface Mode {
  mode: 'NORMAL' | 'READ_ONLY'
  /** Whole sentences; `en` null: nobody has said it in English. */
  reason: { vi: string; en: string | null } | null
  /** When acts are expected to be taken again. */
  until: Instant | null
}

/** What somebody gave as a reason, as a sentence that others can follow. */
export const asSentence = (reason: string): string => (/[.!?…]["”’)]*$/u.test(reason) ? reason : `${reason}.`)

/** Why a request must not write now: somebody said so, there is no room, the ledger is not sealed. Null: it may. */
export const heldBack = (
  writing: Writing,
  { mode }: Pick<Mode, 'mode'>,
  { diskPercent, isUnsealed }: { diskPercent: number | null; isUnsealed: boolean },
): 'READ_ONLY' | 'NO_ROOM' | 'UNSEALED' | null => {
  if (mode === 'READ_ONLY') return 'READ_ONLY'
  const { noFiles, noReceptions, noActs } = LIMITS.diskPercent
  const most = { FILE: noFiles, RECEPTION: noReceptions, ACT: noActs }[writing]
  if (diskPercent !== null && diskPercent >= most) return 'NO_ROOM'
  // What is received while nothing is sealed could be altered unseen; what is there already may be ended.
  return writing === 'RECEPTION' && isUnsealed ? 'UNSEALED' : null
}
