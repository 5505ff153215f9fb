import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, inject, test, vi } from 'vitest'
import type { TestProvince } from '../../../test/support/cluster.ts'
import { makeProvince, temporaryFolder, urlOf } from '../../../test/support/cluster.ts'
import { openWorkshop } from '../../../test/support/cluster-process.ts'
import { connected } from './connection.ts'
import { migrate } from './migrate.ts'

// Servers are started, stopped and killed here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const { admin, owner } = inject('database')
const folder = await temporaryFolder()
const empty = await temporaryFolder()
const provinces: TestProvince[] = []
let province: TestProvince

beforeEach(async () => {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  province = await makeProvince({ admin, owner }, empty)
  provinces.push(province)
})
afterAll(async () => {
  for (const each of provinces) await each.drop()
  await rm(folder, { recursive: true })
  await rm(empty, { recursive: true })
})

const file = (name: string, text: string) => writeFile(join(folder, name), text)
const run = () => migrate({ owner: province.owner, schema: province.schema, folder, log: () => {} })
const ask = async <Row extends object>(text: string, as = province.owner): Promise<Row[]> =>
  connected(as, async (client) => (await client.query<Row>(text)).rows)

test('files are applied once each, in the order of their numbers, and recorded with their checksum', async () => {
  await file('0002_second.sql', 'alter table thing add column b int')
  await file('0001_first.sql', 'create table thing (a int)')
  expect(await run()).toMatchObject({ applied: ['0001_first', '0002_second'] })
  expect(await run()).toMatchObject({ applied: [] })
  await file('0003_third.sql', 'drop table thing')
  expect(await run()).toMatchObject({ applied: ['0003_third'] })
  const rows = await ask<{ name: string; checksum: string }>(
    'select name, checksum from migration order by name',
  )
  expect(rows.map(({ name }) => name)).toEqual(['0001_first', '0002_second', '0003_third'])
  expect(rows[0]!.checksum).toMatch(/^[0-9a-f]{64}$/)
})

test('role tokens stand for the roles of the province, and a cast is not a token', async () => {
  await file(
    '0001_roles.sql',
    `create domain app as text; create table thing (a text default 'x'::app);
     grant select on thing to :app; grant insert on thing to :loader`,
  )
  await run()
  const grants = await ask<{ grantee: string; privilege: string }>(
    `select grantee, privilege_type as privilege from information_schema.role_table_grants
      where table_name = 'thing' and table_schema = current_schema() and grantee <> current_user order by 1`,
  )
  expect(grants).toEqual([
    { grantee: `${province.schema}_app`, privilege: 'SELECT' },
    { grantee: `${province.schema}_loader`, privilege: 'INSERT' },
  ])
})

test('a file with a fault leaves nothing behind, and the sentence names file and line', async () => {
  await file('0001_first.sql', 'create table thing (a int)')
  await file('0002_fault.sql', 'create table half (a int);\nalter table half\n  add column b nonsense;')
  await expect(run()).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    message: '0002_fault.sql, line 3: type "nonsense" does not exist. Nothing of it was applied.',
  })
  expect(await ask(`select name from migration`)).toEqual([{ name: '0001_first' }])
  expect(await ask(`select to_regclass('half') as half`)).toEqual([{ half: null }])
})

test('eight starters at once apply each file once', async () => {
  for (const number of [1, 2, 3, 4]) await file(`000${number}_table.sql`, `create table t${number} (a int)`)
  const results = await Promise.all(Array.from({ length: 8 }, run))
  expect(results.flatMap(({ applied }) => applied).sort()).toEqual([1, 2, 3, 4].map((n) => `000${n}_table`))
})

test('a starter killed in the middle of a file leaves nothing half applied, and the next one finishes', async () => {
  await file('0001_first.sql', 'create table thing (a int)')
  await file('0002_slow.sql', 'create table half (a int); select pg_sleep(1.5); insert into half values (1)')
  const workshop = await openWorkshop()
  const task = { databaseUrl: urlOf(admin), province: province.schema, migrations: folder }
  const holder = await workshop.start({ ...task, dataFolder: join(workshop.folder, 'data') })
  expect((await holder.says()).event).toBe('open')
  await expect
    .poll(() => ask(`select from pg_stat_activity where wait_event = 'PgSleep'`, admin), { timeout: 10_000 })
    .toHaveLength(1)
  await holder.kill()
  await workshop.close()
  expect(await ask(`select to_regclass('half') as half`)).toEqual([{ half: null }])
  // It waits until PostgreSQL has noticed that nobody listens any more.
  expect(await run()).toMatchObject({ applied: ['0002_slow'] })
  expect(await ask('select count(*)::int as rows from half')).toEqual([{ rows: 1 }])
})

test('a file that was applied and then changed is refused; other line ends are no change', async () => {
  await file('0001_first.sql', 'create table thing (\na int)')
  await run()
  await file('0001_first.sql', 'create table thing (\r\na int)')
  expect(await run()).toMatchObject({ applied: [] })
  await file('0001_first.sql', 'create table thing (\na bigint)')
  await expect(run()).rejects.toMatchObject({
    code: 'MIGRATION_CHANGED',
    message: expect.stringMatching(/^0001_first\.sql was applied to this database with another content\. /),
  })
})

test('a database that a newer program migrated is refused', async () => {
  await file('0001_first.sql', 'create table thing (a int)')
  await file('0002_newer.sql', 'create table newer (a int)')
  await run()
  await rm(join(folder, '0002_newer.sql'))
  await expect(run()).rejects.toMatchObject({
    code: 'MIGRATION_UNKNOWN',
    message: expect.stringMatching(/newer program: it has 0002_newer/),
  })
})

test('a file with an old number, the same number or no number is refused before anything is applied', async () => {
  await file('0002_second.sql', 'create table thing (a int)')
  await run()
  await file('0001_late.sql', 'create table late (a int)')
  await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_OUT_OF_ORDER' })
  await rm(join(folder, '0001_late.sql'))
  await file('0002_twin.sql', 'create table twin (a int)')
  await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_MISNAMED' })
  await rm(join(folder, '0002_twin.sql'))
  await file('three.sql', 'create table three (a int)')
  await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_MISNAMED' })
})

test('a file that commits by itself is refused and not recorded', async () => {
  await file('0001_commits.sql', 'create table thing (a int); commit; select 1')
  await expect(run()).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    message: expect.stringContaining('ends its transaction by itself'),
  })
  expect(await ask('select name from migration')).toEqual([])
})

const ownerIsSuper = await connected(
  owner,
  async (client) =>
    (await client.query('select from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)'))
      .rowCount === 1,
)

// A superuser is above row-level security, and should own no province.
if (!ownerIsSuper) {
  test('changing rows under forced row-level security is an error and never a silence', async () => {
    await file(
      '0001_secured.sql',
      `create table thing (a int); insert into thing values (1);
       alter table thing enable row level security; alter table thing force row level security`,
    )
    await run()
    await file('0002_change.sql', 'update thing set a = 2')
    await expect(run()).rejects.toMatchObject({ message: expect.stringContaining('row-level security') })
    await file(
      '0002_change.sql',
      'alter table thing no force row level security; update thing set a = 2; alter table thing force row level security',
    )
    await run()
    await ask('alter table thing no force row level security')
    expect(await ask('select a from thing')).toEqual([{ a: 2 }])
  })

  test('a foreign key is not taken on trust: under forced row-level security its check would see no rows', async () => {
    await file(
      '0001_secured.sql',
      `create table parent (id int primary key); create table child (parent_id int); insert into child values (1);
       alter table child enable row level security; alter table child force row level security`,
    )
    await run()
    const key = 'alter table child add foreign key (parent_id) references parent'
    await file('0002_key.sql', key)
    await expect(run()).rejects.toMatchObject({ message: expect.stringContaining('row-level security') })
    await file('0002_key.sql', `alter table child no force row level security; ${key}`)
    await expect(run()).rejects.toMatchObject({
      message: expect.stringContaining('violates foreign key constraint'),
    })
  })
}

test('the app may read what was applied, and not change it', async () => {
  await file('0001_first.sql', 'create table thing (a int)')
  await run()
  await connected(province.app, async (client) => {
    expect((await client.query('select name from migration')).rows).toEqual([{ name: '0001_first' }])
    await expect(client.query('delete from migration')).rejects.toMatchObject({ code: '42501' })
  })
})
