import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { freshProvince, removeFolder, temporaryFolder } from '../../../test/support/cluster.ts'
import { type Database, isUniqueViolation, openDatabase } from './database.ts'
import { statement } from './statement.ts'

const noMigrations = await temporaryFolder()
const province = await freshProvince({ migrations: noMigrations })
let owner: pg.Client
let database: Database

// One connection: what one transaction leaves on it is what the next one meets.
beforeAll(async () => {
  owner = new pg.Client(province.owner)
  await owner.connect()
  await owner.query('create table thing (id integer primary key, who text, at timestamptz)')
  database = openDatabase({ connection: province.owner, size: 1, patience: 5_000 })
})
afterAll(async () => {
  await database.close()
  await owner.end()
  await removeFolder(noMigrations)
})
beforeEach(() => owner.query('truncate thing'))

const add = statement<{ id: number }>(
  'add',
  'insert into thing (id, who, at) values ($1, $2, $3) returning id',
)
const count = statement<{ n: number }>('count', 'select count(*)::integer as n from thing')
const whoAsks = statement<{ actor: string; authority: string }>(
  'who-asks',
  `select current_setting('app.actor', true) as actor, current_setting('app.authority', true) as authority`,
)
const counted = async () => (await owner.query('select count(*)::integer as n from thing')).rows[0].n

test('what was written is there after the work, and gone after an error', async () => {
  await database.as({ actor: 'a' }, (tx) => tx.run(add, [1, 'a', null]))
  expect(await counted()).toBe(1)
  const broken = database.as({ actor: 'a' }, async (tx) => {
    await tx.run(add, [2, 'a', null])
    throw new Error('no')
  })
  await expect(broken).rejects.toThrow('no')
  expect(await counted()).toBe(1)
})

test('the last statement and its commit are one message, and nothing may follow', async () => {
  await database.as({ actor: 'a' }, async (tx) => {
    expect(await tx.commitWith(add, [1, 'a', null])).toEqual([{ id: 1 }])
    expect(await counted()).toBe(1)
    await expect(tx.run(count, [])).rejects.toThrow('this transaction has ended')
  })
})

test('settings are those of the identity, follow `become`, and leave nothing behind on the connection', async () => {
  const asked = await database.as({ actor: 'a' }, async (tx) => {
    const first = await tx.run(whoAsks, [])
    tx.become({ actor: 'b', authority: 'c' })
    return [...first, ...(await tx.run(whoAsks, []))]
  })
  expect(asked).toMatchObject([
    { actor: 'a', authority: expect.not.stringContaining('c') },
    { actor: 'b', authority: 'c' },
  ])
  expect(await database.as({}, (tx) => tx.run(whoAsks, []))).toEqual([{ actor: '', authority: '' }])
})

test('rows keep their names and types on the first run of a statement and on every later one', async () => {
  const all = statement(
    'all',
    'select id, who, at, null::text as nothing, array[who] as list from thing order by id',
  )
  await owner.query(`insert into thing values (1, 'Tưởng', '2026-11-23 17:00:00+00')`)
  const row = { id: 1, who: 'Tưởng', at: '2026-11-23T17:00:00.000Z', nothing: null, list: ['Tưởng'] }
  for (let run = 0; run < 3; run += 1) {
    expect(await database.as({}, (tx) => tx.run(all, []))).toEqual([row])
    expect(await database.as({}, (tx) => Promise.all([tx.run(all, []), tx.run(all, [])]))).toEqual([
      [row],
      [row],
    ])
  }
})

test('statements of one turn are answered in their order, each with its own rows', async () => {
  const answers = await database.as({}, (tx) =>
    Promise.all([
      tx.run(add, [1, 'a', null]),
      tx.run(count, []),
      tx.run(add, [2, 'b', null]),
      tx.run(count, []),
    ]),
  )
  expect(answers).toEqual([[{ id: 1 }], [{ n: 1 }], [{ id: 2 }], [{ n: 2 }]])
})

test('an error names what happened; a failed transaction writes nothing, and the connection goes on', async () => {
  await database.as({}, (tx) => tx.run(add, [1, 'a', null]))
  const twice = database.as({}, async (tx) => {
    await tx.run(add, [2, 'b', null])
    await tx.run(add, [1, 'again', null])
  })
  expect(isUniqueViolation(await twice.catch((error: unknown) => error), 'thing_pkey')).toBe(true)
  expect(await counted()).toBe(1)
  expect(await database.as({}, (tx) => tx.run(count, []))).toEqual([{ n: 1 }])
})

test('an error that was swallowed does not become a commit', async () => {
  await database.as({}, (tx) => tx.run(add, [1, 'a', null]))
  const swallowed = database.as({}, async (tx) => {
    await tx.run(add, [2, 'b', null])
    await tx.run(add, [1, 'again', null]).catch(() => {})
  })
  await expect(swallowed).rejects.toThrow('rolled back')
  expect(await counted()).toBe(1)
})

test('a statement whose first parse failed is parsed again once it can be', async () => {
  const later = statement('later', 'select id from not_yet')
  const run = () => database.as({}, (tx) => tx.run(later, []))
  await expect(run()).rejects.toThrow('not_yet')
  await owner.query('create table not_yet (id integer)')
  expect(await run()).toEqual([])
  await owner.query('drop table not_yet')
})

test('a statement parsed by a message that failed further on is parsed again', async () => {
  const fresh = statement<{ n: number }>('fresh', 'select $1::integer / $2::integer as n')
  const run = (by: number) => database.as({}, (tx) => tx.run(fresh, [6, by]))
  await expect(run(0)).rejects.toThrow('division by zero')
  expect(await run(2)).toEqual([{ n: 3 }])
  expect(await run(3)).toEqual([{ n: 2 }])
})

test('a value that cannot be written takes neither transaction nor identity from what follows', async () => {
  const circle: Record<string, unknown> = {}
  circle.self = circle
  const swallowed = database.as({ actor: 'a' }, async (tx) => {
    await tx.run(add, [1, circle, null]).catch(() => {})
    expect(await tx.run(whoAsks, [])).toMatchObject([{ actor: 'a' }])
    await tx.run(add, [2, 'b', null])
    throw new Error('no')
  })
  await expect(swallowed).rejects.toThrow('no')
  expect(await counted()).toBe(0)
})

test('a value that cannot be written is refused before anything is sent', async () => {
  const circle: Record<string, unknown> = {}
  circle.self = circle
  await expect(database.as({}, (tx) => tx.run(add, [1, circle, null]))).rejects.toThrow()
  expect(await database.as({}, (tx) => tx.run(count, []))).toEqual([{ n: 0 }])
})

test('a database that takes too long is unavailable, and the next request gets a sound connection', async () => {
  const hasty = openDatabase({ connection: province.owner, size: 1, patience: 300 })
  try {
    const slow = hasty.as({}, (tx) => tx.run(statement('slow', 'select pg_sleep(2)'), []))
    await expect(slow).rejects.toMatchObject({ kind: 'UNAVAILABLE' })
    expect(await hasty.as({}, (tx) => tx.run(count, []))).toEqual([{ n: 0 }])
  } finally {
    await hasty.close()
  }
})
