import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { freshProvince } from '../../../test/support/cluster.ts'
import { type Database, openDatabase } from './database.ts'
import { inserting, joined, type PartRow, removing, updating } from './parts.ts'
import type { Statement } from './statement.ts'

const province = await freshProvince()
let owner: pg.Client
let database: Database

beforeAll(async () => {
  owner = new pg.Client(province.owner)
  await owner.connect()
  await owner.query(
    `create table thing (id uuid primary key, words text, bytes bytea, facts jsonb, list text[], at timestamptz, count integer)`,
  )
  database = openDatabase({ connection: province.owner, size: 1, patience: 5_000 })
})
afterAll(async () => {
  await database.close()
  await owner.end()
})
beforeEach(() => owner.query('truncate thing'))

const VALUES = {
  words: 'text',
  bytes: 'bytea',
  facts: 'jsonb',
  list: 'text[]',
  at: 'timestamptz',
  count: { as: 'x.count + 1', from: 'integer' },
} as const
const added = inserting('added', 'thing', { id: 'uuid', ...VALUES }, 'returning id')
const changed = updating('changed', 'thing', VALUES, {
  keys: { id: 'uuid' },
  where: 'thing.id = x.id',
  returning: 'thing.id',
})
const dropped = removing('dropped', 'thing', { id: 'uuid' }, 'thing.id = x.id')

const add = joined<{ n: number }>('things-add', [added], '1 as n')
const change = joined('things-change', [changed, added], '1')
const drop = joined('things-drop', [dropped], '1')

const run = <Row>(written: [statement: Statement<Row>, values: unknown[]]) =>
  database.as({ actor: 'a' }, (tx) => tx.run(...written))
const things = async () => (await owner.query('select * from thing order by id')).rows

const text = fc.string({ unit: 'grapheme' }).map((words) => words.replaceAll('\0', ''))
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const row = fc.record({
  id: fc.uuid(),
  words: orNull(text),
  bytes: orNull(fc.uint8Array().map((bytes) => Buffer.from(bytes))),
  facts: orNull(
    fc.oneof(
      fc.constant([1, 'a', { b: null }]),
      fc.dictionary(fc.constantFrom('x', 'y'), text),
      text,
      fc.boolean(),
    ),
  ),
  list: orNull(fc.array(text)),
  at: orNull(fc.constantFrom('2026-11-27T01:02:03.456Z', '1975-04-30T11:30:00+07:00')),
  count: fc.integer({ min: -1_000, max: 1_000 }),
})
const rows = fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 4 })

test('a row says the same alone as in a list, added or changed', async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.infiniteStream(row), async (given, others) => {
      const [alone, together] = [[] as unknown[], [] as unknown[]]
      const wanted: PartRow[] = given.map((each) => ({ ...others.next().value, id: each.id }))
      const seen = async (into: unknown[]) => into.push(await things())
      for (const each of given) await run(add([each]))
      await seen(alone)
      for (const each of wanted) await run(change([each], []))
      await seen(alone)
      for (const { id } of given) await run(drop([{ id }]))
      expect(await things()).toEqual([])
      await run(add(given))
      await seen(together)
      await run(change(wanted, []))
      await seen(together)
      await run(drop(given.map(({ id }) => ({ id }))))
      expect(await things()).toEqual([])
      expect(together).toEqual(alone)
    }),
    { numRuns: 40 },
  )
})

const one = (id: string): PartRow => ({ id, words: 'a', count: 0 })
const [here, there, nowhere] = [1, 2, 3].map((n) => `0000000${n}-0000-4000-8000-000000000000`) as [
  string,
  string,
  string,
]

test.each([
  ['alone', [one(nowhere)]],
  ['in a list', [one(here), one(nowhere)]],
])('a row to change that is not there fails the whole, %s', async (_, wanted) => {
  await run(add([one(here)]))
  await expect(run(change(wanted, [one(there)]))).rejects.toThrow(/rows of changed are there/)
  expect(await things()).toHaveLength(1)
})

test('where nothing is to be written nothing is asked', async () => {
  expect(await run(add([]))).toEqual([{ n: 1 }])
})
