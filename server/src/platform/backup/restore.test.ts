import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { headedAnew } from '../../../test/support/backup-heads.ts'
import { removeFolder, temporaryFolder } from '../../../test/support/cluster.ts'
import type { OpenEmbedded } from '../db/cluster.ts'
import { openEmbedded } from '../db/cluster.ts'
import { connected } from '../db/connection.ts'
import { RESTORING } from '../db/unfinished.ts'
import { silent } from '../log.ts'
import { fetchLog, follow } from './follow.ts'
import { type Head, heads, removeBackup } from './lists.ts'
import { recordBehind, tableStates, takeMoment } from './moment.ts'
import {
  confirmBackupKey,
  escrowedKey,
  lastBackup,
  lastFollow,
  newBackupKey,
  officeWriter,
} from './office.ts'
import { lsnOf } from './replication.ts'
import { type RestoreRequest, restore, restoreAndInspect } from './restore.ts'
import { prune } from './retention.ts'
import { openOrMakeRepository, openRepository, type Repository } from './store.ts'
import { takeBackup } from './take-backup.ts'
import { branchFolder, isSegment, reachOf, readCovered, segmentName, startBehind } from './wal.ts'

// A PostgreSQL is started, copied and restored here several times.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const NOW = '2026-11-27T08:00:00.000Z'
const FOLDERS = ['contents']

let dataFolder: string
let place: string
let office: OpenEmbedded
let repository: Repository
let key: Buffer

const taken = async (): Promise<Head> => (await takenWith()).head

const takenWith = () =>
  takeBackup({
    repository,
    dataFolder,
    admin: office.admin,
    folders: FOLDERS,
    program: '0.1.0',
    migration: '0001_rows.sql',
    schema: 'public',
    embedded: true,
  })

const into = () => join(place, 'restored')
const asked = (request: Partial<RestoreRequest>): RestoreRequest => ({
  repository,
  key,
  into: into(),
  target: { kind: 'latest' },
  migrations: ['0001_rows.sql'],
  log: silent,
  ...request,
})

const back = (request: Partial<RestoreRequest>) => restore(asked(request))

const run = (text: string) => connected(office.admin, (client) => client.query(text))
const rowsBack = async (): Promise<number> => {
  const server = await openEmbedded({ dataFolder: into(), log: silent })
  try {
    return await connected(server.admin, async (client) => {
      const { rows } = await client.query<{ count: number }>(
        'select count(*)::integer as count from public.kept',
      )
      return rows[0]!.count
    })
  } finally {
    await server.stop()
    await removeFolder(into())
  }
}

beforeAll(async () => {
  dataFolder = await temporaryFolder()
  place = await temporaryFolder()
  office = await openEmbedded({ dataFolder, log: silent })
  await run(
    'create table public.kept as select n, repeat(md5(n::text), 20) as words from generate_series(1, 5000) n',
  )
  await mkdir(join(dataFolder, 'contents', '11', '22'), { recursive: true })
  await writeFile(join(dataFolder, 'contents', '11', '22', 'abc2211'), 'sealed once')
})
afterAll(async () => {
  await office.stop()
  await removeFolder(dataFolder)
  await rm(place, { recursive: true, force: true })
})

test('nothing is backed up before there is a key, and somebody has typed it back', async () => {
  await expect(escrowedKey(dataFolder)).rejects.toMatchObject({ code: 'key-missing' })
  const other = await newBackupKey(dataFolder, { now: NOW, replace: false })
  // A sheet that nobody confirmed may be made anew.
  const made = await newBackupKey(dataFolder, { now: NOW, replace: false })
  key = made.key
  await expect(escrowedKey(dataFolder)).rejects.toMatchObject({ code: 'key-not-confirmed' })
  await expect(confirmBackupKey(dataFolder, other.key, NOW)).rejects.toMatchObject({ code: 'key-other' })
  await confirmBackupKey(dataFolder, key, NOW)
  await expect(newBackupKey(dataFolder, { now: NOW, replace: false })).rejects.toMatchObject({
    code: 'key-is-there',
  })
  // The half that opens is in no file of the data folder.
  const kept = await readFile(join(dataFolder, 'backup', 'key.json'), 'utf8')
  expect(kept).not.toContain(key.toString('base64'))
})

test('a repository is not made in a folder of something else, nor inside the data it is to save', async () => {
  const { fingerprint } = await escrowedKey(dataFolder)
  await expect(openRepository(join(place, 'nowhere'))).rejects.toMatchObject({ code: 'repository-missing' })
  await expect(openOrMakeRepository(dataFolder, fingerprint)).rejects.toMatchObject({
    code: 'repository-not-empty',
  })
  repository = await openOrMakeRepository(join(dataFolder, 'inside'), fingerprint)
  await expect(taken()).rejects.toMatchObject({ code: 'repository-is-inside' })
  await rm(repository.folder, { recursive: true })
  repository = await openOrMakeRepository(join(place, 'repository'), fingerprint)
  await expect(openOrMakeRepository(repository.folder, '0123456789abcdef')).rejects.toMatchObject({
    code: 'repository-other-key',
  })
})

test('a second backup keeps only what is new', async () => {
  const first = await taken()
  const second = await taken()
  expect(second.stored.bytes).toBeLessThan(first.stored.bytes / 10)
  expect((await heads(repository)).map(({ id }) => id)).toEqual([first.id, second.id])
})

test('a backup comes back as it ended, and the log behind it to the last commit', async () => {
  const head = await taken()
  await run('insert into public.kept select n from generate_series(1, 100) n')
  await writeFile(join(dataFolder, 'contents', '11', '22', 'def2211'), 'sealed later')
  const until = await recordBehind(office.admin)
  await fetchLog({ repository, dataFolder, folders: FOLDERS, start: lsnOf(head.endLsn), until }, office.admin)
  await back({ target: { kind: 'backup', id: head.id } })
  expect(await readFile(join(into(), 'contents', '11', '22', 'abc2211'), 'utf8')).toBe('sealed once')
  expect(await rowsBack()).toBe(5_000)
  await back({})
  expect(await readFile(join(into(), 'contents', '11', '22', 'def2211'), 'utf8')).toBe('sealed later')
  expect(await rowsBack()).toBe(5_100)
  // Later than the last commit and no later than the log is kept: its end is the state of that instant.
  const covered = await readCovered(repository, head)
  await back({ target: { kind: 'at', at: covered!.at } })
  expect(await rowsBack()).toBe(5_100)
})

test('a moment amid writing is the same rows on both sides', async () => {
  const head = await taken()
  let writing = true
  // Each alters rows of its own: rows met in two orders would end one of two writers by a deadlock.
  const writers = [1, 2, 3].map(async (writer) => {
    while (writing)
      await run(
        `insert into public.kept select -${writer} from generate_series(1, 10); update public.kept set n = n - 3 where n = -${writer}`,
      )
  })
  await new Promise((resolve) => setTimeout(resolve, 300))
  const moment = await takeMoment([office.admin], 'public')
  await new Promise((resolve) => setTimeout(resolve, 100))
  writing = false
  await Promise.all(writers)
  const until = await recordBehind(office.admin)
  await fetchLog({ repository, dataFolder, folders: FOLDERS, start: lsnOf(head.endLsn), until }, office.admin)
  const { inspected } = await restoreAndInspect(
    asked({ target: { kind: 'lsn', lsn: moment.lsn, id: head.id } }),
    (settings) => tableStates({ ...settings, database: office.admin.database }, 'public'),
  )
  expect(inspected).toEqual(moment.tables)
  expect(await tableStates(office.admin, 'public')).not.toEqual(moment.tables)
  await removeFolder(into())
})

/** Follows until everything that is committed now is kept, and then each of so many turns of work. */
const followed = async (turns = 0): Promise<void> => {
  const stop = new AbortController()
  let behind = await recordBehind(office.admin)
  let turn = 0
  let isWorking = false
  const reached = async (lsn: string) => {
    if (isWorking || lsnOf(lsn) < behind) return
    isWorking = true
    if (turn === turns) return stop.abort()
    turn += 1
    await run(`insert into public.kept select -7 from generate_series(1, ${turn})`)
    behind = await recordBehind(office.admin)
    isWorking = false
  }
  const request = { repository, dataFolder, folders: FOLDERS, every: 100, log: silent }
  await follow({
    ...request,
    admin: async () => office.admin,
    progress: (lsn) => void reached(lsn),
    stop: stop.signal,
  })
}

const branch = async (head: Head) => {
  const folder = branchFolder(repository, head)
  return { folder, names: (await readdir(folder)).filter(isSegment).sort() }
}

test('a follower that cannot join the newest backup says so, and after a backup it follows', async () => {
  await taken()
  // The server forgets the log that nobody keeps.
  for (let turn = 0; turn < 3; turn += 1)
    await run('insert into public.kept select 0; select pg_switch_wal(); checkpoint')
  await expect(followed()).rejects.toMatchObject({ code: 'follow-gap' })
  expect(await lastFollow(dataFolder)).toMatchObject({ fault: 'follow-gap' })
  const { oddities } = await takenWith()
  expect(oddities).toEqual({ ahead: [], damaged: [], missingLog: null, otherLife: null })
  await followed()
  expect(await lastFollow(dataFolder)).toMatchObject({ fault: null, repository: repository.folder })
})

test('a follower that has much to catch up with says of no moment that it is kept before all until then is', async () => {
  await taken()
  await run(
    'create table public.much as select repeat(md5(n::text), 30) as words from generate_series(1, 60000) n',
  )
  const behind = await recordBehind(office.admin)
  const stop = new AbortController()
  const told: bigint[] = []
  await follow({
    ...{ repository, dataFolder, folders: FOLDERS, every: 1, log: silent },
    admin: async () => office.admin,
    progress: (lsn) => {
      told.push(lsnOf(lsn))
      if (lsnOf(lsn) >= behind) stop.abort()
    },
    stop: stop.signal,
  })
  expect(told.length).toBeGreaterThan(0)
  expect(told.filter((lsn) => lsn < behind)).toEqual([])
  await run('drop table public.much')
})

test('a part of the log that is missing is never passed over in silence', async () => {
  const head = await taken()
  await followed(3)
  const whole = await tableStates(office.admin, 'public')
  expect(await reachOf(repository, head)).toMatchObject({ missing: null })
  const { folder, names } = await branch(head)
  const stretches = names.filter(
    (name) => name.includes('.') && name > segmentName(1, startBehind(head), head.segmentBytes),
  )
  expect(stretches.length).toBeGreaterThan(2)
  const gone = join(folder, stretches[1]!)
  await rename(gone, join(place, 'away'))
  const segment = stretches[1]!.slice(0, 24)
  expect(await reachOf(repository, head)).toMatchObject({ missing: segment })
  await expect(back({})).rejects.toMatchObject({
    code: 'log-gap',
    details: { file: segment, backup: head.id, until: (await readCovered(repository, head))!.at },
  })
  await expect(
    back({ target: { kind: 'at', at: (await readCovered(repository, head))!.at } }),
  ).rejects.toMatchObject({
    code: 'time-in-gap',
  })
  expect(await readdir(place)).not.toContain('restored')
  const { restored } = await restoreAndInspect(
    asked({ target: { kind: 'latest', asFarAsItGoes: true } }),
    async () => {},
  )
  expect(restored).toMatchObject({ missing: segment })
  await removeFolder(into())
  // The next backup notes it for whoever watches; the log behind that one is whole.
  const next = await takenWith()
  expect(next.oddities).toMatchObject({ missingLog: segment })
  expect(await lastBackup(dataFolder)).toMatchObject({ backup: next.head.id, missingLog: segment })
  await rm(join(repository.folder, 'backups', `${next.head.id}.json`))
  await rename(join(place, 'away'), gone)
  const { inspected } = await restoreAndInspect(asked({}), (settings) =>
    tableStates({ ...settings, database: office.admin.database }, 'public'),
  )
  expect(inspected).toEqual(whole)
  await removeFolder(into())
})

test('what the follower noted is checked before it is believed', async () => {
  const head = await taken()
  await followed()
  const file = join(branchFolder(repository, head), 'covered.json')
  const text = await readFile(file, 'utf8')
  for (const wrong of ['', text.replace(/"at":"2\d/, '"at":"99')]) {
    await writeFile(file, wrong)
    await expect(back({})).rejects.toMatchObject({ code: 'wal-damaged' })
    await expect(back({ target: { kind: 'at', at: '9900-01-01T00:00:00.000Z' } })).rejects.toMatchObject({
      code: 'time-in-gap',
    })
  }
  await writeFile(file, text)
})

test('a clock that was ahead neither brings back the old office nor loses its files nor takes away what is new', async () => {
  const first = await taken()
  const writer = await officeWriter(repository, dataFolder)
  const future = { began: '2099-01-01T00:00:00.000Z', ended: '2099-01-01T00:00:09.000Z' }
  const ahead = { ...future, id: '20990101T000000Z-abcd' }
  await headedAnew(repository, { id: first.id, key, writer }, ahead)
  await removeBackup(repository, first.id)
  // The clock is right again; the office goes on, and is followed.
  await run('insert into public.kept select -99 from generate_series(1, 40)')
  await writeFile(join(dataFolder, 'contents', '11', '22', 'aaa2211'), 'sealed behind')
  await followed()
  const { restored } = await restoreAndInspect(asked({}), async () => {})
  expect(restored.head.id).toBe(ahead.id)
  expect(await readFile(join(into(), 'contents', '11', '22', 'aaa2211'), 'utf8')).toBe('sealed behind')
  await removeFolder(into())
  const { head, oddities } = await takenWith()
  expect(oddities.ahead).toEqual([ahead.id])
  expect((await restoreAndInspect(asked({}), async () => {})).restored.head.id).toBe(head.id)
  await removeFolder(into())
  const { removed } = await prune(repository, { days: 1, weeks: 0, months: 0 })
  expect(removed).toContain(ahead.id)
  expect((await heads(repository)).at(-1)!.id).toBe(head.id)
})

test('who backs up into a folder whose newest backup is another life of the office is told', async () => {
  const former = await taken()
  const writer = await officeWriter(repository, dataFolder)
  const copy = { id: '20261101T000000Z-c0de', life: 'c0dec0dec0de', ended: new Date().toISOString() }
  await headedAnew(repository, { id: former.id, key, writer }, copy)
  expect((await takenWith()).oddities).toMatchObject({ otherLife: copy.id })
  await removeBackup(repository, copy.id)
})

test('a folder that cannot be made is refused in words', async () => {
  await symlink(join(place, 'nowhere'), into())
  await expect(back({})).rejects.toMatchObject({ code: 'folder-unusable', details: { folder: into() } })
  await rm(into())
})

test('an instant that nothing reaches is refused with those that can be', async () => {
  const [first] = await heads(repository)
  await expect(back({ target: { kind: 'at', at: '2020-01-01T00:00:00.000Z' } })).rejects.toMatchObject({
    code: 'time-not-covered',
    details: { from: first!.ended },
  })
  await expect(back({ target: { kind: 'at', at: '2099-01-01T00:00:00.000Z' } })).rejects.toMatchObject({
    code: 'time-not-covered',
  })
  await expect(back({ target: { kind: 'backup', id: 'none' } })).rejects.toMatchObject({
    code: 'backup-unknown',
  })
  expect(await readdir(place)).toEqual(['repository'])
})

test('a folder that holds anything is left as it is', async () => {
  await mkdir(into())
  await writeFile(join(into(), 'mine.txt'), 'mine')
  await expect(back({})).rejects.toMatchObject({ code: 'folder-not-empty' })
  expect(await readdir(into())).toEqual(['mine.txt'])
  await rm(into(), { recursive: true })
})

test('after a restore that was killed no office begins there, and the restore begins anew', async () => {
  await mkdir(join(into(), 'secrets'), { recursive: true })
  await writeFile(join(into(), 'secrets', 'master.key'), 'half')
  await writeFile(join(into(), RESTORING), '{}')
  await expect(openEmbedded({ dataFolder: into(), log: silent })).rejects.toMatchObject({
    code: 'DATA_FOLDER_UNUSABLE',
  })
  await back({})
  expect(await readdir(into())).not.toContain(RESTORING)
  expect(await rowsBack()).toBeGreaterThan(5_000)
})
