import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checkpointAge } from '#audit/index.ts'
import { daysBetween, hanoiDateOf, msOf } from '#common/time.ts'
import { findKnownUntil } from '#deadlines/index.ts'
import { countInOffice, countPowerful } from '#identity/index.ts'
import { lastBackup, lastDrill, lastFollow, readRecord } from '#platform/backup/office.ts'
import { openDatabase, type Tx } from '#platform/db/database.ts'
import { readLastServed } from '#platform/db/serving.ts'
import { statement } from '#platform/db/statement.ts'
import { loadSealer } from '#platform/seal.ts'
import { worst } from '#platform/watch/health.ts'
import { findAtWork, percentTaken } from '#platform/watch/watch.ts'
import { DEMO_OFFICERS } from '../demo-province.ts'
import { isOfficeThere } from './admission.ts'
import {
  type Call,
  type Command,
  type ExitCode,
  notUnderstood,
  stumbledOver,
  type WhyNot,
} from './command.ts'
import { type Found, type InTables, type Verdict, verdictsOn } from './doctor-verdicts.ts'
import { notAsItMustBe } from './told.ts'
import { inBoth } from './words.ts'

const HELP = `motcua doctor [--json]

Looks the office over and says in a person's words what is well, what should be looked at and what must be mended, each with what
to do. Changes nothing. May run while the office works.

  --json   for programs: one object a line, {check, standing, values}

Exit code 0: nothing must be mended. 1: something must. 2: not understood. 3: the database or the machine is not as it must be.
`

const MARKS = { OK: '  ok   ', WARN: '  !    ', FAIL: '  !!   ' } as const

export const doctor: Command = {
  words: 'doctor',
  takes: '[--json]',
  help: HELP,
  footing: 'ASKS',
  run: async (call): Promise<ExitCode> => {
    const json = wantsJson(call.args)
    if (typeof json !== 'boolean') return notUnderstood('doctor', HELP, json.why)
    const verdicts = verdictsOn(await found(call))
    for (const verdict of verdicts)
      process.stdout.write(json ? `${JSON.stringify(verdict)}\n` : printed(verdict))
    return worst(verdicts) === 'FAIL' ? 1 : 0
  },
}

const wantsJson = (args: readonly string[]): boolean | { why: WhyNot | null } => {
  try {
    return parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } }).values.json
  } catch (error) {
    return { why: stumbledOver(error) }
  }
}

type Sentence = Parameters<typeof inBoth>[0]

const printed = ({ check, standing, values }: Verdict): string => {
  const sentence = `doctor.${check}.${standing}` as Sentence
  const [vietnamese = ''] = inBoth(sentence, values)
  // What is told in both languages comes in both.
  const { reasonInEnglish: reason } = values
  const [, english = ''] = inBoth(sentence, reason === undefined ? values : { ...values, reason })
  return `${MARKS[standing]}${vietnamese}\n       ${english}\n`
}

const HOUR_MS = 3_600_000

const found = async (call: Call): Promise<Found> => {
  const { dataFolder, office, publicUrl } = call
  const unreadable: { file: string; why: string }[] = []
  /** Null also where it cannot be read: that is a finding, and not the end of the looking. */
  const read = async <Kind>(file: string, reading: Promise<Kind>): Promise<Kind | null> => {
    try {
      return await reading
    } catch (error) {
      unreadable.push({ file: join(dataFolder, file), why: (error as Error).message })
      return null
    }
  }
  const [key, backup, drill, follower, openSecrets, lastServed] = await Promise.all([
    read('backup/key.json', readRecord<{ confirmedAt: string | null }>(dataFolder, 'key')),
    read('backup/last.json', lastBackup(dataFolder)),
    read('backup/drill.json', lastDrill(dataFolder)),
    read('backup/follow.json', lastFollow(dataFolder)),
    read('secrets', openSecretsIn(join(dataFolder, 'secrets'))),
    readLastServed(dataFolder, office.schema),
  ])
  const areRecordsRead = !unreadable.some(({ file }) => file.endsWith('.json'))
  const whereItIs = {
    dataFolder,
    isThere: await isOfficeThere({ dataFolder, embedded: office.embedded }),
  }
  const hoursSince = (at: string) => (Date.now() - Date.parse(at)) / HOUR_MS
  return {
    node: process.versions.node,
    openSecrets: openSecrets ?? [],
    unreadable,
    diskPercent: await percentTaken(dataFolder),
    backupKey: areRecordsRead ? keyOf(key) : 'UNKNOWN',
    backupHours: backup && hoursSince(backup.at),
    oddities: backup,
    drill: drill && {
      days: Math.round(hoursSince(drill.at) / 24),
      passed: drill.passed,
      reason: drill.reason,
    },
    follower: follower && {
      minutesBehind: follower.coveredAt === null ? null : Math.round(hoursSince(follower.coveredAt) * 60),
      fault: follower.fault,
    },
    isOpenToNetwork: !['127.0.0.1', 'localhost', '::1'].includes(lastServed?.host ?? office.host),
    publicUrl: lastServed?.publicUrl ?? publicUrl,
    toldBy: lastServed ? 'PROCESS' : 'SHELL',
    secondFactor: lastServed?.secondFactor ?? 'unknown',
    ...whereItIs,
    ...(whereItIs.isThere ? await inDatabase(call) : NOTHING),
  }
}

const keyOf = (key: { confirmedAt: string | null } | null): Found['backupKey'] => {
  if (key === null) return 'MISSING'
  return key.confirmedAt === null ? 'PRINTED' : 'CONFIRMED'
}

/** Whoever can read one can read the office. */
const openSecretsIn = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const modes = await Promise.all(
    names.map(async (name) => ({ name, mode: (await stat(join(folder, name))).mode })),
  )
  return modes.filter(({ mode }) => (mode & 0o077) !== 0).map(({ name }) => name)
}

type InDatabase = Pick<Found, 'database' | 'notOpened' | 'migrations' | 'inTables'>

const NOTHING: InDatabase = { database: null, notOpened: null, migrations: null, inTables: null }

// A machine that is busy is what somebody may be looking into.
const PATIENCE_MS = 60_000

const inDatabase = async (call: Call): Promise<InDatabase> => {
  try {
    return await asked(call)
  } catch (error) {
    const [vietnamese, english, said] = notAsItMustBe(error)
    const detail = (said ?? (english === undefined ? (error as Error).message : '')).trim()
    return {
      ...NOTHING,
      notOpened: {
        reason: [vietnamese, detail].filter(Boolean).join(' '),
        reasonInEnglish: [english, detail].filter(Boolean).join(' '),
      },
    }
  }
}

const asked = async (call: Call): Promise<InDatabase> => {
  const cluster = await call.office.open()
  try {
    const connection = cluster.loader ?? cluster.owner
    const opened = openDatabase({ connection, size: 1, patience: PATIENCE_MS })
    const ask = <T>(work: (tx: Tx) => Promise<T>) => opened.as({ actor: 'system' }, work)
    try {
      const [database, migrations] = await ask(async (tx) => [
        await serverOf(tx, call),
        await migrationsOf(tx, call),
      ])
      // A database of another program has other tables.
      const isOurs = migrations.missing.length === 0 && migrations.unknown.length === 0
      const tables = isOurs
        ? {
            ...(await ask((tx) => inTables(tx, call))),
            unsealedSeconds: (await checkpointAge(opened)).seconds,
          }
        : null
      return { database, notOpened: null, migrations, inTables: tables }
    } finally {
      await opened.close()
    }
  } finally {
    await cluster.stop()
  }
}

const server = statement<{
  version: string
  fsync: string
  synchronous_commit: string
  checksums: string
}>(
  'doctor-server',
  `select current_setting('server_version') as version, current_setting('fsync') as fsync,
     current_setting('synchronous_commit') as synchronous_commit, current_setting('data_checksums') as checksums`,
)

const serverOf = async (tx: Tx, { office }: Call): Promise<Found['database']> => {
  const [found] = await tx.run(server, [])
  if (!found) throw new Error('the question what the server is has no answer')
  return {
    version: found.version,
    embedded: office.embedded,
    isDurable: found.fsync === 'on' && found.synchronous_commit !== 'off',
    hasChecksums: found.checksums === 'on',
  }
}

const isMigrated = statement<{ there: boolean }>(
  'doctor-is-migrated',
  "select to_regclass('migration') is not null as there",
)
const applied = statement<{ name: string }>('doctor-migrations', 'select name from migration order by name')

const migrationsOf = async (tx: Tx, { office }: Call): Promise<NonNullable<Found['migrations']>> => {
  const [migrated] = await tx.run(isMigrated, [])
  const names = migrated?.there ? (await tx.run(applied, [])).map(({ name }) => name) : []
  const ours = (await office.migrations()).map((file) => file.replace(/\.sql$/, ''))
  return {
    missing: ours.filter((name) => !names.includes(name)),
    unknown: names.filter((name) => !ours.includes(name)),
  }
}

const sealingKeys = statement<{ key_id: number; fingerprint: string }>(
  'doctor-sealing-keys',
  'select key_id, fingerprint from sealing_key',
)

const inTables = async (tx: Tx, { dataFolder }: Call): Promise<Omit<InTables, 'unsealedSeconds'>> => {
  const askedAt = Date.now()
  const atWork = await findAtWork(tx)
  const answeredAt = Date.now()
  const keys = await tx.run(sealingKeys, [])
  const sealer = await loadSealer(join(dataFolder, 'secrets'), { create: false }).catch(() => null)
  const knownUntil = await findKnownUntil(tx)
  return {
    keysMissing: keys
      .filter(({ key_id, fingerprint }) => sealer?.fingerprints.get(key_id) !== fingerprint)
      .map(({ fingerprint }) => fingerprint),
    processes: { serving: atWork.serving, working: atWork.working },
    skewSeconds: ((askedAt + answeredAt) / 2 - msOf(atWork.now)) / 1_000,
    jobs: { oldestSeconds: atWork.oldestJobSeconds, dead: atWork.deadJobs },
    mode: atWork.mode,
    demoAccounts: await countInOffice(
      tx,
      DEMO_OFFICERS.map(({ username }) => username),
    ),
    powerful: await countPowerful(tx),
    calendarDays: knownUntil === null ? 0 : daysBetween(hanoiDateOf(atWork.now), knownUntil),
  }
}
