import { randomBytes } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, afterEach, expect, inject, test, vi } from 'vitest'
import { freshProvince, makeProvince, temporaryFolder, urlOf } from '../../../test/support/cluster.ts'
import { openCluster } from './cluster.ts'
import type { ConnectionSettings } from './connection.ts'
import { connected } from './connection.ts'
import { ensureProvince, ensureSignIn } from './roles.ts'

// Servers are started, stopped and killed here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const { admin, owner } = inject('database')
const silent = () => {}

const ask = async <Row extends object>(settings: ConnectionSettings, text: string): Promise<Row[]> =>
  connected(settings, async (client) => (await client.query<Row>(text)).rows)

const isSuper = async (settings: ConnectionSettings): Promise<boolean> =>
  (await ask(settings, 'select from pg_roles where rolname = current_user and rolsuper')).length === 1
const [adminIsSuper, ownerIsSuper] = [await isSuper(admin), await isSuper(owner)]

const migrations = await temporaryFolder()
afterAll(() => rm(migrations, { recursive: true }))
const province = await freshProvince({ migrations })

const cleanUp: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo()
})

test('the app makes nothing: no table in the province, in public, among the extensions, or in passing', async () => {
  for (const table of ['a', 'public.a', 'extensions.a', 'pg_temp.a'])
    await expect(ask(province.app, `create table ${table} (x int)`)).rejects.toMatchObject({ code: '42501' })
  await expect(ask(province.app, 'create schema other')).rejects.toMatchObject({ code: '42501' })
  await expect(ask(province.app, 'create role other')).rejects.toMatchObject({ code: '42501' })
})

test('the app of one province sees nothing of another', async () => {
  const other = await makeProvince({ admin, owner }, migrations)
  cleanUp.push(() => other.drop())
  await ask(other.owner, 'create table secret (x int)')
  await expect(ask(province.app, `select * from ${other.schema}.secret`)).rejects.toMatchObject({
    code: '42501',
  })
  await expect(ask(province.app, 'select * from secret')).rejects.toMatchObject({ code: '42P01' })
})

test('forced row-level security holds for the owner and not for the loader', async () => {
  await ask(
    province.owner,
    `create table held (x int); insert into held values (1);
     alter table held enable row level security; alter table held force row level security;
     grant select on held to ${province.schema}_loader`,
  )
  if (!ownerIsSuper) expect(await ask(province.owner, 'select x from held')).toEqual([])
  if (province.loader !== province.owner)
    expect(await ask(province.loader, 'select x from held')).toEqual([{ x: 1 }])
  expect(await ask(province.app, `select has_table_privilege('held', 'select') as may`)).toEqual([
    { may: false },
  ])
})

test('functions of the extensions are found without naming their schema', async () => {
  expect(await ask(province.app, `select similarity('bo', 'bo') as same`)).toEqual([{ same: 1 }])
})

test('six processes may set up the same province at once', async () => {
  const schema = `trial_${randomBytes(6).toString('hex')}`
  const passwords = { app: 'app-secret', loader: 'loader-secret' }
  const request = { admin, owner, schema, passwords, log: silent }
  const made = await Promise.all(Array.from({ length: 6 }, () => ensureProvince(request)))
  cleanUp.push(() =>
    connected(admin, (client) =>
      client.query(`drop schema ${schema}; drop role ${schema}_app; drop role ${schema}_loader`),
    ),
  )
  for (const { app } of made) expect(await ask(app, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a role that was made with another secret is given this one, and the log says so', async () => {
  const events: string[] = []
  const changed = { ...province.app, password: 'another' }
  await ensureSignIn(admin, changed, (_, { event }) => events.push(event))
  expect(events).toEqual(['role-secret-replaced'])
  expect(await ask(changed, 'select 1 as one')).toEqual([{ one: 1 }])
  await ensureSignIn(admin, province.app, silent)
})

test('two processes that open a given server at once on one data folder share its secrets', async () => {
  const dataFolder = await temporaryFolder()
  cleanUp.push(() => rm(dataFolder, { recursive: true }))
  const databaseUrl = urlOf(admin)
  const name = `trial_${randomBytes(6).toString('hex')}`
  const opening = () => openCluster({ dataFolder, databaseUrl, province: name, log: silent })
  const [one, other] = await Promise.all([opening(), opening()])
  cleanUp.push(() =>
    connected(admin, (client) =>
      client.query(`drop schema ${name}; drop role ${name}_app; drop role ${name}_loader`),
    ),
  )
  expect(one!.app.password).toBe(other!.app.password)
  expect(await ask(one!.app, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(await readdir(`${dataFolder}/secrets`)).toEqual([`${name}_app`, `${name}_loader`])
})

// Only a superuser can make owners of lesser kinds, such as a province's administrator may give us.
if (adminIsSuper) {
  interface Lesser {
    owner: ConnectionSettings
    schema: string
  }

  const lesserOwner = async (attributes: string): Promise<Lesser> => {
    const name = `trial_${randomBytes(6).toString('hex')}`
    await connected(admin, async (client) => {
      await client.query(`create role ${name} login ${attributes} password 'lesser'`)
      await client.query(`create database ${name}`)
    })
    cleanUp.push(() =>
      connected(admin, async (client) => {
        await client.query(`drop database ${name} with (force)`)
        for (const suffix of ['_p_app', '_p_loader', ''])
          await client.query(`drop role if exists ${name}${suffix}`)
      }),
    )
    return { owner: { ...admin, user: name, password: 'lesser', database: name }, schema: `${name}_p` }
  }

  const setUp = ({ owner: lesser, schema }: Lesser) =>
    ensureProvince({
      ...{ admin: lesser, owner: lesser, schema, log: silent },
      passwords: { app: 'app-secret', loader: 'loader-secret' },
    })

  const own = ({ owner: { user } }: Lesser) => ask(admin, `alter database ${user} owner to ${user}`)

  test('an owner that may make roles gets an app, and a loader that cannot sign in', async () => {
    const lesser = await lesserOwner('createrole')
    await own(lesser)
    const made = await setUp(lesser)
    expect(made.loader).toBeNull()
    expect(await ask(made.app, 'select 1 as one')).toEqual([{ one: 1 }])
    await expect(ask(made.app, 'create temp table a (x int)')).rejects.toMatchObject({ code: '42501' })
    await ask(made.owner, `create table fact (x int); grant select on fact to ${lesser.schema}_loader`)
  })

  test('an owner that may not make roles is told what an administrator runs, and that is enough', async () => {
    const lesser = await lesserOwner('')
    await own(lesser)
    const refused = await setUp(lesser).catch((error: unknown) => error as Error & { code: string })
    if (!(refused instanceof Error)) throw new Error('it was not refused')
    expect(refused.code).toBe('GRANT_NEEDED')
    expect(refused.message).not.toContain('app-secret')
    await ask(admin, refused.message.split('\n').slice(1).join('\n'))
    const made = await setUp(lesser)
    expect(await ask(made.app, 'select current_user as me')).toEqual([{ me: `${lesser.schema}_app` }])
    expect(await ask(made.loader!, 'select current_user as me')).toEqual([{ me: `${lesser.schema}_loader` }])
  })

  test('an owner that may not create in the database is told which grant is missing', async () => {
    const lesser = await lesserOwner('createrole')
    const { user } = lesser.owner
    await expect(setUp(lesser)).rejects.toMatchObject({
      code: 'GRANT_NEEDED',
      message: expect.stringContaining(`grant create on database "${user}" to "${user}";`),
    })
    await ask(admin, `grant create on database ${user} to ${user}`)
    const made = await setUp(lesser)
    expect(await ask(made.app, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('an app role with more rights than it may have is refused', async () => {
    await ask(admin, `alter role ${province.schema}_app bypassrls`)
    cleanUp.push(() => ask(admin, `alter role ${province.schema}_app nobypassrls`))
    const request = { admin, owner, schema: province.schema, passwords: { app: '', loader: '' }, log: silent }
    await expect(ensureProvince(request)).rejects.toMatchObject({
      code: 'UNSAFE_ROLE',
      message: expect.stringContaining(
        `alter role ${pg.escapeIdentifier(`${province.schema}_app`)} nosuperuser`,
      ),
    })
  })
}
