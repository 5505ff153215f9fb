import { DEFAULT_CHECKPOINT_RULE, isLate } from '#audit/index.ts'
import type { Oddities } from '#platform/backup/office.ts'
import { LIMITS, type Standing } from '#platform/watch/health.ts'

/** What a doctor finds of an office, judged. Pure: what was found comes in, verdicts with what fills their sentences go out. */

export interface Verdict {
  /** The sentence is `doctor.<check>.<standing>` of the catalogue. */
  check: string
  standing: Standing
  values: Readonly<Record<string, string | number | null>>
}

export interface Found {
  /** Whether there is an office in the data folder at all. */
  isThere: boolean
  dataFolder: string
  /** Of Node, such as `24.1.0`. */
  node: string
  /** Files of `secrets/` that others on the machine can read. */
  openSecrets: readonly string[]
  diskPercent: number | null
  database: { version: string; embedded: boolean; isDurable: boolean; hasChecksums: boolean } | null
  /** Why there is none, in Vietnamese and in English; null where it was not tried. */
  notOpened: { reason: string; reasonInEnglish: string } | null
  /** What lies in the data folder and cannot be read, with why. What it would have said is not judged. */
  unreadable: readonly { file: string; why: string }[]
  /** Migrations of the program that the database does not have, and the reverse. */
  migrations: { missing: readonly string[]; unknown: readonly string[] } | null
  /** Null: there is no database, or its tables are of another program. */
  inTables: InTables | null
  /** `MISSING`, `PRINTED` but not typed back, `CONFIRMED`; `UNKNOWN` where the records of backups cannot be read. */
  backupKey: 'MISSING' | 'PRINTED' | 'CONFIRMED' | 'UNKNOWN'
  /** Hours since; null: never. */
  backupHours: number | null
  /** What the last backup met with: heads of backups ahead of now, that cannot be read, of another life; a part of the log that is missing. */
  oddities: Oddities | null
  drill: { days: number; passed: boolean; reason: string | null } | null
  /** Null: nobody follows, or nobody did so far. */
  follower: { minutesBehind: number | null; fault: string | null } | null
  /** Whether others than this machine reach the program. */
  isOpenToNetwork: boolean
  publicUrl: string
  /** Who says so: the process that served last, or this shell, as the program would be started from it. */
  toldBy: 'PROCESS' | 'SHELL'
  /** The rule of the process that served last; `unknown` where none has noted it. */
  secondFactor: 'required' | 'offered' | 'unknown'
}

export interface InTables {
  /** Fingerprints of master keys that the database names and the data folder does not hold. */
  keysMissing: readonly string[]
  processes: { serving: number; working: number }
  /** The machine's clock less the database's. */
  skewSeconds: number
  jobs: { oldestSeconds: number; dead: number }
  unsealedSeconds: number
  mode: 'NORMAL' | 'READ_ONLY'
  demoAccounts: number
  /** Officers whose roles ask for a second factor, and how many of them sign in with a password alone. */
  powerful: { all: number; withoutSecondFactor: number }
  /** Days until the calendar does not know the days off any more; 0: it does not, or there is none. */
  calendarDays: number
}

// Nightly, and two hours for a long night.
const BACKUP_HOURS = 26
// It notes how far it has come once a minute, and a night's backup beside it may hold it up.
const FOLLOWER_MINUTES = 15
// Each month, and a few days for whoever fetches the sheet.
const DRILL_DAYS = 35
// A term of 60 days that is promised today ends beyond it.
const CALENDAR_DAYS = 60

export const verdictsOn = (found: Found): Verdict[] =>
  found.isThere ? verdictsOnOffice(found) : [of('no-office', 'FAIL', { folder: found.dataFolder })]

const verdictsOnOffice = (found: Found): Verdict[] => [
  of('node', Number.parseInt(found.node, 10) >= 22 ? 'OK' : 'WARN', { version: found.node }),
  of('secrets', found.openSecrets.length === 0 ? 'OK' : 'FAIL', {
    files: found.openSecrets.join(', '),
    folder: found.dataFolder,
  }),
  ...found.unreadable.map(({ file, why }) => of('unreadable', 'FAIL', { file, why })),
  disk(found.diskPercent),
  ...database(found),
  ...(found.inTables ? atWork(found.inTables) : []),
  ...copies(found),
  publicUrl(found),
  ...(found.inTables ? reference(found.inTables, found) : []),
]

const of = (check: string, standing: Standing, values: Verdict['values'] = {}): Verdict => ({
  check,
  standing,
  values,
})

const standingWhere = ({ fails, warns }: { fails: boolean; warns: boolean }): Standing => {
  if (fails) return 'FAIL'
  return warns ? 'WARN' : 'OK'
}

const disk = (percent: number | null): Verdict => {
  if (percent === null) return of('disk-unknown', 'WARN')
  const { warn, noFiles, noReceptions } = LIMITS.diskPercent
  const standing = standingWhere({ fails: percent >= noReceptions, warns: percent >= warn })
  return of('disk', standing, { percent: Math.round(percent), noFiles })
}

const database = ({ database: found, migrations, notOpened }: Found): Verdict[] => {
  if (found === null) return [of('database', 'FAIL', { ...notOpened })]
  const { version, embedded, isDurable, hasChecksums } = found
  return [
    of('database', 'OK', { version, embedded: embedded ? 'yes' : 'no' }),
    ...(isDurable ? [] : [of('durable', 'FAIL')]),
    ...(hasChecksums ? [] : [of('checksums', 'WARN')]),
    ...(migrations ? [migrated(migrations)] : []),
  ]
}

const migrated = ({ missing, unknown }: NonNullable<Found['migrations']>): Verdict => {
  const [newer] = unknown
  if (newer !== undefined) return of('migrations', 'FAIL', { name: newer })
  return of('migrations', missing.length > 0 ? 'WARN' : 'OK', { count: missing.length })
}

const atWork = (found: InTables): Verdict[] => {
  const { keysMissing, processes, jobs, unsealedSeconds, mode } = found
  const skewSeconds = Math.abs(found.skewSeconds)
  return [
    of('keys', keysMissing.length === 0 ? 'OK' : 'FAIL', { keys: keysMissing.join(', ') }),
    of(
      'processes',
      standingWhere({ fails: processes.serving === 0, warns: processes.working === 0 }),
      processes,
    ),
    of('clock', skewSeconds >= LIMITS.skewSeconds.warn ? 'WARN' : 'OK', { seconds: Math.round(skewSeconds) }),
    of('jobs', jobs.oldestSeconds >= LIMITS.oldestJobSeconds.warn ? 'WARN' : 'OK', {
      minutes: Math.round(jobs.oldestSeconds / 60),
    }),
    ...(jobs.dead === 0 ? [] : [of('dead-jobs', 'FAIL', { count: jobs.dead })]),
    of('ledger', isLate(DEFAULT_CHECKPOINT_RULE, unsealedSeconds) ? 'FAIL' : 'OK', {
      minutes: Math.round(unsealedSeconds / 60),
      noReceptionsHours: DEFAULT_CHECKPOINT_RULE.noReceptionsSeconds / 3_600,
    }),
    of('mode', mode === 'NORMAL' ? 'OK' : 'WARN'),
  ]
}

const copies = ({ backupKey, backupHours, oddities, follower, drill }: Found): Verdict[] => {
  if (backupKey === 'UNKNOWN') return []
  if (backupKey !== 'CONFIRMED')
    return [of(backupKey === 'MISSING' ? 'backup-key' : 'backup-key-unconfirmed', 'FAIL')]
  return [
    backupHours === null
      ? of('backup-never', 'FAIL')
      : of('backup', backupHours <= BACKUP_HOURS ? 'OK' : 'FAIL', { hours: Math.round(backupHours) }),
    ...(oddities ? odd(oddities) : []),
    ...(follower ? [followed(follower)] : []),
    drill === null
      ? of('drill-never', 'WARN')
      : !drill.passed
        ? of('drill-failed', 'FAIL', { days: drill.days, reason: drill.reason })
        : of('drill', drill.days <= DRILL_DAYS ? 'OK' : 'WARN', { days: drill.days }),
  ]
}

const odd = ({ ahead, damaged, missingLog, otherLife }: Oddities): Verdict[] => [
  ...(ahead.length === 0 ? [] : [of('backup-ahead', 'WARN', { ids: ahead.join(', ') })]),
  ...(damaged.length === 0 ? [] : [of('backup-damaged', 'FAIL', { ids: damaged.join(', ') })]),
  ...(missingLog === null ? [] : [of('backup-log-missing', 'WARN', { part: missingLog })]),
  ...(otherLife === null ? [] : [of('backup-other-life', 'WARN', { id: otherLife })]),
]

const followed = ({ minutesBehind, fault }: NonNullable<Found['follower']>): Verdict => {
  if (fault !== null) return of('follower-ended', 'FAIL', { fault })
  const isBehind = minutesBehind === null || minutesBehind > FOLLOWER_MINUTES
  return of('follower', isBehind ? 'WARN' : 'OK', { minutes: minutesBehind })
}

const publicUrl = ({ isOpenToNetwork, publicUrl: url, toldBy }: Found): Verdict => {
  const { protocol, hostname } = new URL(url)
  const isOfThisMachine = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  const isSealed = protocol === 'https:'
  return of(
    'public-url',
    standingWhere({ fails: !isSealed && (!isOfThisMachine || isOpenToNetwork), warns: !isSealed }),
    { url, toldBy },
  )
}

const reference = (
  { demoAccounts, powerful, calendarDays }: InTables,
  { isOpenToNetwork, secondFactor }: Pick<Found, 'isOpenToNetwork' | 'secondFactor'>,
): Verdict[] => [
  ...(demoAccounts === 0 ? [] : [of('demo', isOpenToNetwork ? 'FAIL' : 'WARN', { count: demoAccounts })]),
  powerful.all === 0
    ? of('nobody-in-charge', 'WARN')
    : of('second-factor', powerful.withoutSecondFactor === 0 ? 'OK' : 'WARN', {
        count: powerful.withoutSecondFactor,
        rule: secondFactor,
      }),
  of('calendar', standingWhere({ fails: calendarDays <= 0, warns: calendarDays < CALENDAR_DAYS }), {
    days: calendarDays,
  }),
]
