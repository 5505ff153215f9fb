import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { ownCluster, removeFolder, temporaryFolder } from '../../../test/support/cluster.ts'
import type { Occupant, Workshop } from '../../../test/support/cluster-process.ts'
import { installedPrograms, openWorkshop } from '../../../test/support/cluster-process.ts'
import type { Cluster } from './cluster.ts'
import { attachCluster, joinOrOpenCluster, openCluster } from './cluster.ts'
import type { ConnectionSettings } from './connection.ts'
import { connected } from './connection.ts'
import { readPostmasterFile, serversOn } from './postmaster.ts'
import { processOf, signal, until } from './processes.ts'

// Servers are started, stopped and killed here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const log = () => {}

let workshop: Workshop
// One cluster is made and then opened again and again: initdb takes longer than all the rest.
let folder: string

beforeAll(async () => {
  workshop = await openWorkshop()
  folder = await temporaryFolder()
})
const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})
afterAll(async () => {
  await removeFolder(folder)
  await workshop.close()
})

const opened = async (dataFolder = folder): Promise<Cluster> => {
  const cluster = await openCluster({ dataFolder, province: 'province', log })
  open.push(() => cluster.stop())
  return cluster
}

const held = async (dataFolder = folder): Promise<Occupant & { cluster: Cluster }> => {
  const occupant = await workshop.start({ dataFolder, embedded: { programs: installedPrograms() } })
  open.push(() => occupant.kill())
  const { cluster } = await occupant.says()
  return { ...occupant, cluster }
}

const ask = async <Row extends object>(settings: ConnectionSettings, text: string): Promise<Row[]> =>
  connected(settings, async (client) => (await client.query<Row>(text)).rows)

const data = () => join(folder, 'postgres')

test('the bundled server keeps every commit, checks its pages, sorts as C and listens to nobody else', async () => {
  const cluster = await opened()
  const [settings] = await ask(
    cluster.app,
    `select current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
            current_setting('server_encoding') as encoding, current_setting('listen_addresses') as listens,
            current_setting('password_encryption') as passwords,
            (select datcollate from pg_database where datname = current_database()) as collation`,
  )
  expect(settings).toEqual({
    ...{
      fsync: 'on',
      checksums: 'on',
      encoding: 'UTF8',
      listens: '',
      passwords: 'scram-sha-256',
      collation: 'C',
    },
  })
  expect(cluster.version).toBeGreaterThanOrEqual(180_000)
  expect(cluster.loader).not.toBeNull()
})

test('a connection of the app opens on its province, in UTC, with limits', async () => {
  const cluster = await opened()
  const [settings] = await ask(
    cluster.app,
    `select current_user as who, current_setting('search_path') as path, current_setting('timezone') as zone,
            current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
            current_setting('idle_in_transaction_session_timeout') as idle`,
  )
  expect(settings).toEqual({
    ...{ who: 'province_app', path: 'province,extensions', zone: 'UTC' },
    ...{ statement: '15s', lock: '5s', idle: '30s' },
  })
})

test('secrets and address are readable by their owner alone', async () => {
  await opened()
  const modes = async (...paths: string[]) =>
    Promise.all(paths.map(async (path) => ((await stat(join(folder, path))).mode & 0o777).toString(8)))
  expect(await readdir(join(folder, 'secrets'))).toEqual([
    'motcua',
    'postgres',
    'province_app',
    'province_loader',
  ])
  const named = await readFile(new URL('../../../../docs/keys.md', import.meta.url), 'utf8')
  for (const name of await readdir(join(folder, 'secrets'))) expect(named).toContain(`\`secrets/${name}\``)
  expect(await modes('secrets/postgres', 'secrets/province_app', 'cluster.json')).toEqual([
    '600',
    '600',
    '600',
  ])
  expect(await modes('secrets', 'run', 'postgres')).toEqual(['700', '700', '700'])
  expect(await readFile(join(folder, 'cluster.json'), 'utf8')).not.toContain('password')
})

test('what was written is there after a stop and a start, under the same passwords', async () => {
  const first = await openCluster({ dataFolder: folder, province: 'province', log })
  await ask(first.owner, 'create table kept as select 42 as answer')
  await first.stop()
  expect(await serversOn(data())).toEqual([])
  const second = await opened()
  expect(second.app.password).toBe(first.app.password)
  expect(await ask(second.owner, 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('another process joins the running server, and nobody to join is no error', async () => {
  expect(await attachCluster({ dataFolder: folder, province: 'province', log })).toBeNull()
  const occupant = await held()
  const joined = await attachCluster({ dataFolder: folder, province: 'province', log })
  expect(joined?.app).toEqual(occupant.cluster.app)
  await joined?.stop()
  const command = await joinOrOpenCluster({ dataFolder: folder, province: 'province', log })
  expect(command.app).toEqual(occupant.cluster.app)
  await command.stop()
  expect(await ask(occupant.cluster.app, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a second start on the same folder is refused and disturbs nothing', async () => {
  const occupant = await held()
  const second = await workshop.start({ dataFolder: folder, embedded: { programs: installedPrograms() } })
  expect(await second.says()).toMatchObject({
    code: 'DATA_FOLDER_IN_USE',
    message: expect.stringContaining(`in use by process ${occupant.pid} `),
  })
  expect(await ask(occupant.cluster.app, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('after kill -9 of our process the next start ends the server it left and keeps its commits', async () => {
  const occupant = await held()
  await ask(occupant.cluster.owner, 'create table before_kill as select 1 as one')
  await occupant.kill()
  expect((await serversOn(data())).length).toBeGreaterThan(1)
  expect(await attachCluster({ dataFolder: folder, province: 'province', log })).toBeNull()
  const cluster = await opened()
  expect(await ask(cluster.owner, 'select one from before_kill')).toEqual([{ one: 1 }])
})

test('a program that ends without stopping the server still has it stopped cleanly', async () => {
  const occupant = await held()
  await occupant.leave()
  expect(await until(20_000, async () => (await serversOn(data())).length === 0)).toBe(true)
  const said = await readFile(join(folder, 'log', 'postgres.log'), 'utf8')
  expect(said.trimEnd().split('\n').at(-1)).toMatch(/database system is shut down$/)
})

test('after kill -9 of the server alone it is revived at the same address, with its commits', async () => {
  const cluster = await opened()
  await ask(cluster.owner, 'create table before_crash as select 1 as one')
  const { pid } = (await readPostmasterFile(data()))!
  signal(pid, 'SIGKILL')
  const isBack = () =>
    ask(cluster.owner, 'select one from before_crash').then(
      (rows) => rows.length === 1,
      () => false,
    )
  expect(await until(20_000, isBack)).toBe(true)
  expect((await readPostmasterFile(data()))?.pid).not.toBe(pid)
})

test('after kill -9 of both, a child that is still at work is ended before the next server starts', async () => {
  const occupant = await held()
  // A session that waits notices that its postmaster is gone; one that reckons does not.
  const busy = ask(occupant.cluster.owner, 'do $$ begin loop end loop; end $$').catch(
    (error: unknown) => error,
  )
  const isBusy = async () => {
    const reckoning = `select from pg_stat_activity where query like 'do %' and state = 'active'`
    return (await ask(occupant.cluster.owner, reckoning)).length === 1
  }
  expect(await until(5_000, isBusy)).toBe(true)
  await occupant.kill()
  signal((await readPostmasterFile(data()))!.pid, 'SIGKILL')
  const left = await serversOn(data())
  expect(left).not.toEqual([])
  const cluster = await opened()
  expect(await busy).toBeInstanceOf(Error)
  for (const pid of left) expect(await processOf(pid)).toBeNull()
  expect(await ask(cluster.app, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a postmaster.pid that names a stranger or a zombie does not block', async () => {
  const stale = (pid: number) =>
    writeFile(join(data(), 'postmaster.pid'), `${pid}\n${data()}\n1\n5432\n\n\n\nready\n`)
  await stale(process.pid)
  await (await openCluster({ dataFolder: folder, province: 'province', log })).stop()
  // The shell becomes a program that never asks after its child.
  const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(parent.stdout, 'data')) as [Buffer]
  const zombie = Number(line.toString())
  expect(await until(5_000, async () => (await processOf(zombie)) === null)).toBe(true)
  expect(signal(zombie, 0)).toBe(true)
  await stale(zombie)
  await opened()
  parent.kill('SIGKILL')
})

test('the log of the server never holds what a refused statement of the app was about', async () => {
  const cluster = await opened()
  const cccd = '079099012345'
  await expect(ask(cluster.app, `select '${cccd}'::uuid`)).rejects.toThrow(cccd)
  await expect(ask(cluster.app, `select pg_sleep(0), ${cccd} from nowhere`)).rejects.toThrow('nowhere')
  expect(await readFile(join(folder, 'log', 'postgres.log'), 'utf8')).not.toContain(cccd)
})

test('a cluster whose making was killed is made anew', async () => {
  const dataFolder = await temporaryFolder()
  open.push(() => removeFolder(dataFolder))
  const occupant = await workshop.start({ dataFolder, embedded: { programs: installedPrograms() } })
  const isBeingMade = async () => (await readdir(dataFolder)).some((name) => name.startsWith('postgres.new-'))
  expect(await until(10_000, isBeingMade)).toBe(true)
  await occupant.kill()
  const cluster = await ownCluster({ dataFolder, embedded: { settings: { fsync: 'off' } } })
  expect(await ask(cluster.app, 'select 1 as one')).toEqual([{ one: 1 }])
  await cluster.stop()
  expect((await readdir(dataFolder)).filter((name) => name.startsWith('postgres'))).toEqual(['postgres'])
})

test('a folder whose path is too long for a socket gets a short one, which goes with the server', async () => {
  const root = await temporaryFolder()
  open.push(() => removeFolder(root))
  const dataFolder = join(root, 'a-folder-name-of-some-length'.repeat(3), 'another')
  await mkdir(dataFolder, { recursive: true })
  const cluster = await ownCluster({ dataFolder, embedded: { settings: { fsync: 'off' } } })
  expect(cluster.app.host.length).toBeLessThan(85)
  expect(await ask(cluster.app, 'select 1 as one')).toEqual([{ one: 1 }])
  await cluster.stop()
  await expect(stat(cluster.app.host)).rejects.toThrow('ENOENT')
})

test('data that an administrator moved to another disk, with a link in their place, are served from there', async () => {
  const root = await temporaryFolder()
  open.push(() => removeFolder(root))
  const [dataFolder, disk] = [join(root, 'data'), join(root, 'disk')]
  const embedded = { settings: { fsync: 'off' } }
  await (await ownCluster({ dataFolder, embedded })).stop()
  await mkdir(join(disk, 'run'), { recursive: true })
  await writeFile(join(disk, 'run', 'of-somebody-else'), '')
  await rename(join(dataFolder, 'postgres'), join(disk, 'pg'))
  await symlink(join(disk, 'pg'), join(dataFolder, 'postgres'))
  const cluster = await ownCluster({ dataFolder, embedded })
  expect(await ask(cluster.app, 'select 1 as one')).toEqual([{ one: 1 }])
  await cluster.stop()
  expect(await readdir(join(disk, 'run'))).toEqual(['of-somebody-else'])
})

test('data of another PostgreSQL major version are refused, and so is a folder that holds something else', async () => {
  const dataFolder = await temporaryFolder()
  open.push(() => removeFolder(dataFolder))
  await mkdir(join(dataFolder, 'postgres'))
  await writeFile(join(dataFolder, 'postgres', 'PG_VERSION'), '17\n')
  const opening = () => openCluster({ dataFolder, province: 'province', log })
  await expect(opening()).rejects.toMatchObject({
    code: 'OTHER_MAJOR_VERSION',
    message: expect.stringMatching(/written by PostgreSQL 17, and this program brings PostgreSQL 18/),
  })
  await writeFile(join(dataFolder, 'postgres', 'PG_VERSION'), '')
  await expect(opening()).rejects.toMatchObject({
    code: 'DATA_FOLDER_UNUSABLE',
    message: expect.stringMatching(/is not empty and holds no PostgreSQL data/),
  })
  const inAFile = join(dataFolder, 'postgres', 'PG_VERSION', 'data')
  await expect(openCluster({ dataFolder: inAFile, province: 'province', log })).rejects.toMatchObject({
    code: 'DATA_FOLDER_UNUSABLE',
  })
})

test('a server that does not start says so with the last words of its log, and the folder is free again', async () => {
  const first = await openCluster({ dataFolder: folder, province: 'province', log })
  await first.stop()
  const opening = openCluster({
    ...{ dataFolder: folder, province: 'province', log },
    embedded: { settings: { max_connections: 'many' } },
  })
  await expect(opening).rejects.toMatchObject({
    code: 'DID_NOT_START',
    message: expect.stringMatching(/invalid value for parameter "max_connections": "many"/),
  })
  await opened()
})

test('a province is named so that it can be a schema', async () => {
  for (const province of ['Tây Ninh', 'public', 'pg_province', '', '1a', 'x'.repeat(42)])
    await expect(openCluster({ dataFolder: folder, province, log })).rejects.toMatchObject({
      code: 'BAD_PROVINCE_NAME',
    })
})

test('an address that leads nowhere is refused without its password', async () => {
  const databaseUrl = 'postgres://owner:very-secret@127.0.0.1:1/motcua'
  const opening = openCluster({ dataFolder: folder, databaseUrl, province: 'province', log })
  await expect(opening).rejects.toMatchObject({
    code: 'UNREACHABLE',
    message: expect.not.stringContaining('very-secret'),
  })
})
