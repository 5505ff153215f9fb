import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { soundnessOf } from '#platform/backup/amcheck.ts'
import { BackupFailure } from '#platform/backup/failure.ts'
import { fetchLog } from '#platform/backup/follow.ts'
import { type Head, heads, shelfOf } from '#platform/backup/lists.ts'
import { type Moment, recordBehind, tableStates, takeMoment } from '#platform/backup/moment.ts'
import { type DrillRecord, escrowedKey, lifeOf, noteRecord } from '#platform/backup/office.ts'
import { officeFiles } from '#platform/backup/office-files.ts'
import { lsnOf } from '#platform/backup/replication.ts'
import { type RestoreRequest, restoreAndInspect } from '#platform/backup/restore.ts'
import { mustBeKeyOf, openOrMakeRepository, type Repository } from '#platform/backup/store.ts'
import { type Covered, reachOf, readCovered } from '#platform/backup/wal.ts'
import type { Cluster } from '#platform/db/cluster.ts'
import { connected } from '#platform/db/connection.ts'
import { until } from '#platform/db/processes.ts'
import { typedKey } from './backup-key.ts'
import { onDisks, tellOfShelf } from './backup-trouble.ts'
import { tell } from './backup-words.ts'
import { type Call, type Command, type ExitCode, notUnderstood } from './command.ts'
import { failureOf, type Inspected, printed, type Report, recordOf, reportOf } from './drill-report.ts'
import { backedUp, folderAnd, restoreTold, SEALED_FOLDERS, seconds } from './office-backup.ts'
import { officeComparisons, type RestoredOffice } from './office-comparisons.ts'

const HELP = `motcua drill DIR [--key-file FILE] [--work FOLDER] [--programs FOLDER] [--json]

Restores the office from the folder of its backups into a throw-away folder, with the printed key alone, and holds what came back
against the office that works on: rows and hashes of every table at one and the same moment, every file, every paper's
own hash, and PostgreSQL's checks of every table and index. The office is not stopped; for the moment that both sides are
compared at, writers wait some milliseconds. Where backup --follow does not run, a backup is taken first.

  --key-file FILE   the rows of the sheet in a file; else they are asked for on standard input
  --work FOLDER     where the throw-away folder is made; it takes as much room as the office (the system's temporary folder)
  --programs FOLDER  where the PostgreSQL of a given server lies, if it is not found
  --json            for programs: one object

Do it every month, with a sheet that was fetched from where it is kept. Its result is noted in the data folder.

Exit code 0: everything is as it was. 1: something differs, or it failed. 2: not understood. 3: the database or the machine is not
as it must be.
`

export const drill: Command = {
  words: 'drill',
  takes: 'DIR',
  help: HELP,
  run: async (call): Promise<ExitCode> => {
    const wanted = folderAnd(call.args, {
      'key-file': { type: 'string' },
      work: { type: 'string' },
      programs: { type: 'string' },
      json: { type: 'boolean', default: false },
    })
    if (!wanted) return notUnderstood('drill', HELP)
    const { json, programs } = wanted.values
    const work = resolve(wanted.values.work ?? tmpdir())
    if (!(await stat(work).catch(() => null))?.isDirectory())
      throw new BackupFailure('work-missing', { folder: work })
    const { fingerprint } = await escrowedKey(call.dataFolder)
    const repository = await openOrMakeRepository(resolve(wanted.folder), fingerprint)
    const key = await typedKey(wanted.values['key-file'])
    const disks = [work, repository.folder, call.dataFolder]
    const note = (record: DrillRecord) => noteRecord(call.dataFolder, 'drill', record)
    try {
      const report = await onDisks('drill', disks, () => opened(call, repository, { key, work, programs }))
      await note(recordOf(report, repository))
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : printed(report))
      return report.passed ? 0 : 1
    } catch (error) {
      // The last drill is this one, and the doctor must not go on praising the one before.
      await note(failureOf(error, repository)).catch(() => {})
      throw error
    }
  },
}

interface DrillPlace {
  key: Buffer
  work: string
  programs: string | undefined
}

const opened = async (call: Call, repository: Repository, place: DrillPlace): Promise<Report> => {
  mustBeKeyOf(place.key, repository)
  tellOfShelf(await shelfOf(repository))
  const cluster = await call.office.open()
  try {
    return await drilled(call, repository, cluster, place)
  } finally {
    await cluster.stop()
  }
}

const drilled = async (
  call: Call,
  repository: Repository,
  cluster: Cluster,
  { key, work, programs }: DrillPlace,
): Promise<Report> => {
  const { office, dataFolder } = call
  const followed = await followedNow(call, repository, cluster)
  const rpoSeconds = await ageOfNewest(repository, cluster, followed?.covered ?? null)
  const began = performance.now()
  const head = followed?.head ?? (await backedUp(call, repository, cluster)).head
  const backedUpAt = performance.now()
  tell('backup.drill-moment')
  // The embedded superuser reads everything; on a given server its owner does not, where row-level security is forced.
  const reader = office.embedded ? null : cluster.loader
  const moment = await takeMoment([cluster.admin, ...(reader ? [reader] : [])], office.schema)
  const behind = await recordBehind(cluster.admin)
  if (!(followed && (await isFollowedTo(repository, followed.head, behind))))
    await fetchLog(
      { repository, dataFolder, folders: SEALED_FOLDERS, start: lsnOf(head.endLsn), until: behind },
      cluster.admin,
    )
  const into = await mkdtemp(join(work, 'motcua-drill-'))
  try {
    const request: RestoreRequest = {
      repository,
      key,
      into,
      programs,
      log: office.log,
      progress: restoreTold(),
      target: { kind: 'lsn', lsn: moment.lsn, id: head.id },
      migrations: await office.migrations(),
    }
    const { restored, inspected } = await restoreAndInspect(request, (settings) => {
      tell('backup.drill-checks')
      const inOffice = { ...settings, database: cluster.admin.database }
      return inspect({ settings: inOffice, schema: office.schema, dataFolder: into }, moment, dataFolder)
    })
    return reportOf(restored, inspected, moment, { rpoSeconds, backup: seconds(backedUpAt - began) })
  } finally {
    await rm(into, { recursive: true, force: true })
  }
}

// A follower keeps what it heard every five seconds; one that has kept nothing for a minute does not run.
const FOLLOWED_MS = 60_000

/** The newest backup, where a follower carries it on until now. */
const followedNow = async (
  { dataFolder }: Call,
  repository: Repository,
  { admin }: Cluster,
): Promise<{ head: Head; covered: Covered } | null> => {
  const head = (await heads(repository)).at(-1)
  if (!head || head.life !== (await lifeOf(dataFolder))) return null
  const { covered, missing } = await reachOf(repository, head)
  if (!covered || missing !== null || lsnOf(covered.lsn) < lsnOf(head.endLsn)) return null
  return Date.parse(await nowOf(admin)) - Date.parse(covered.at) < FOLLOWED_MS ? { head, covered } : null
}

const nowOf = (admin: Cluster['admin']): Promise<string> =>
  connected(admin, async (client) =>
    (await client.query<{ now: Date }>('select now()')).rows[0]!.now.toISOString(),
  )

/** Seconds; of an office that was never backed up, those since its database began. */
const ageOfNewest = async (
  repository: Repository,
  { admin }: Cluster,
  covered: Covered | null,
): Promise<number> => {
  const newest = covered?.at ?? (await heads(repository)).at(-1)?.began
  return newest ? seconds(Date.parse(await nowOf(admin)) - Date.parse(newest)) : 0
}

const isFollowedTo = (repository: Repository, head: Head, lsn: bigint): Promise<boolean> =>
  until(FOLLOWED_MS, async () => {
    const covered = await readCovered(repository, head)
    return covered !== null && lsnOf(covered.lsn) >= lsn
  })

const inspect = async (place: RestoredOffice, moment: Moment, dataFolder: string): Promise<Inspected> => {
  const began = performance.now()
  const soundness = await soundnessOf(place.settings)
  const checkedAt = performance.now()
  const tables = tablesCompared(moment, await tableStates(place.settings, place.schema))
  const files = await filesCompared(place.dataFolder, dataFolder)
  const compared = await officeComparisons(place)
  return {
    soundness,
    tables,
    files,
    ...compared,
    checkMs: checkedAt - began,
    compareMs: performance.now() - checkedAt,
  }
}

const tablesCompared = ({ tables }: Moment, restored: Moment['tables']): Report['tables'] => {
  const names = new Set([...tables.keys(), ...restored.keys()])
  const differences = [...names].flatMap((name) => {
    const [live, back] = [tables.get(name), restored.get(name)]
    if (live && back && live.rows === back.rows && live.hash === back.hash) return []
    return [`${name}: ${live?.rows ?? '–'} / ${back?.rows ?? '–'}`]
  })
  const rows = [...restored.values()].reduce((sum, state) => sum + state.rows, 0)
  return { compared: names.size, rows, differences }
}

/** A file is never altered: what both sides have must be the same bytes. */
const filesCompared = async (restored: string, live: string): Promise<Report['files']> => {
  const found = { compared: 0, erasedSince: 0, differences: [] as string[] }
  for await (const { path } of officeFiles(restored, SEALED_FOLDERS)) {
    const [back, here] = await Promise.all([hashOf(join(restored, path)), hashOf(join(live, path))])
    if (here === null) found.erasedSince += 1
    else {
      found.compared += 1
      if (back !== here) found.differences.push(path)
    }
  }
  return found
}

const hashOf = async (file: string): Promise<string | null> => {
  const hash = createHash('sha256')
  try {
    for await (const part of createReadStream(file)) hash.update(part as Buffer)
    return hash.digest('hex')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
