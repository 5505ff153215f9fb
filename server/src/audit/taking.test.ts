import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import { silent } from '#platform/log.ts'
import { freshProvince } from '../../test/support/cluster.ts'
import { furnishedOffice, reception, type TestOffice } from '../../test/support/office.ts'
import { leafOfRow, sha256 } from './hash.ts'
import { KEEPER, type Keeping, ledgerRoot, openKeeping, ROW_OF_LEAF } from './index.ts'
import type { LedgerRow } from './rules/canonical.ts'
import { EMPTY, grown, rootOf } from './rules/merkle.ts'
import { checkpointAge, takeNext } from './taking.ts'

const VERIFIER = new URL('../../../bin/verify-ledger.mjs', import.meta.url).href
const { checkpointIn, keysIn, notesIn } = await import(VERIFIER)

let office: TestOffice
let keeping: Keeping
beforeAll(async () => {
  office = await furnishedOffice()
  // The test alone says when.
  await office.house.keeping?.stop()
  keeping = keeperOf()
})
afterAll(async () => {
  await keeping.stop()
  await office.close()
})

const NEVER = {
  validFrom: '2026-01-01' as never,
  source: '',
  everySeconds: 1e6,
  everyRows: 1e6,
  alarmSeconds: 1e6,
  noReceptionsSeconds: 1e6,
}
const keeperOf = () =>
  openKeeping({
    database: office.house.database,
    sealer: office.house.office.sealer,
    folder: join(office.dataFolder, 'checkpoints'),
    rule: NEVER,
    log: silent,
  })

const INSERT = `insert into ledger (id, at, actor_id, act, detail) values ($1, now(), 'system', 'TRIED', '{}')`

/** As the role that serves. */
const writer = async () => {
  const client = new pg.Client(office.province.app)
  await client.connect()
  await client.query(`set app.actor = 'system'`)
  return client
}
const note = async (client: pg.Client): Promise<string> => {
  const id = newId()
  await client.query(INSERT, [id])
  return id
}
const taken = async (ids: readonly string[]): Promise<string[]> =>
  (
    await office.asLoader('select row_id from ledger_leaf where row_id = any($1) order by position', [ids])
  ).map(({ row_id }) => row_id)

/** Every row once, no position left out, each hash that of its row, and every checkpoint signed over what stood there. */
const mustBeWhole = async () => {
  const rows = await office.asLoader<LedgerRow & { position: string; hash: Buffer }>(
    `select ${ROW_OF_LEAF}, f.position, f.hash from ledger l left join ledger_leaf f on f.row_id = l.id order by f.position`,
  )
  expect(rows.map(({ position }) => Number(position))).toEqual(rows.map((_, at) => at))
  expect(rows.filter((row) => !row.hash.equals(leafOfRow(row)))).toEqual([])
  const checkpoints = await office.asLoader('select size::integer, root from ledger_checkpoint order by size')
  let tree = EMPTY
  for (const { size, root } of checkpoints) {
    tree = grown(
      sha256,
      tree,
      rows.slice(tree.size, size).map(({ hash }) => hash),
    )
    expect(Buffer.from(rootOf(sha256, tree)).equals(root)).toBe(true)
  }
  expect(tree.size).toBe(rows.length)
  return rows.length
}

test('what an act and a read write becomes leaves, once, under a signed checkpoint that everybody can fetch', async () => {
  const huong = await office.signIn('huong')
  await huong.openCounter()
  await huong.post('/api/dossiers', reception())
  await keeping.seal()
  const rows = await mustBeWhole()
  expect(rows).toBeGreaterThan(2)
  expect(await keeping.seal()).toBe(0)
  const { body } = await office.visitor().get('/api/ledger/checkpoints/latest')
  expect(body).toMatchObject({ size: rows })
  expect(body.note).toContain(`\n${rows}\n${body.root}\ntime `)
  expect((await office.visitor().get('/api/ledger/checkpoints')).body.items[0]).toEqual(body)
  expect(
    (await office.visitor().get(`/api/ledger/checkpoints?before=${rows}`)).body.items,
  ).not.toContainEqual(body)
  const { items } = (await office.visitor().get('/api/ledger/keys')).body
  expect(items).toMatchObject([{ keyId: body.keyId, endorsedBy: null, endorsement: null }])
  expect(await office.house.database.as(KEEPER, ledgerRoot)).toEqual({
    size: rows,
    root: body.root,
    signed: { size: rows, root: body.root },
  })
})

test('a transaction that began first and commits last is missed by nobody, however much was taken meanwhile', async () => {
  const [slow, quick, undone] = [await writer(), await writer(), await writer()]
  try {
    await slow.query('begin')
    const early = await note(slow)
    await undone.query('begin')
    const never = await note(undone)
    const others: string[] = []
    for (let round = 0; round < 3; round += 1) {
      others.push(await note(quick), await note(quick))
      expect(await keeping.seal()).toBe(2)
    }
    expect(await taken([early, ...others])).toEqual(others)
    await undone.query('rollback')
    const late = await note(slow)
    await slow.query('commit')
    expect(await keeping.seal()).toBe(2)
    expect(await taken([early, late, never, ...others])).toEqual([...others, early, late])
    expect(await keeping.seal()).toBe(0)
    await mustBeWhole()
  } finally {
    await Promise.all([slow, quick, undone].map((client) => client.end()))
  }
})

test('three keepers and eight writers at once: no row is missed and none is taken twice', async () => {
  const keepers = [keeping, keeperOf(), keeperOf()]
  let writing = true
  const sealing = keepers.map(async (one) => {
    while (writing) await one.seal()
  })
  const writers = Array.from({ length: 8 }, async (_, nth) => {
    const client = await writer()
    for (let round = 0; round < 25; round += 1) {
      await client.query('begin')
      for (let row = 0; row <= (round + nth) % 4; row += 1) await note(client)
      await new Promise((resolve) => setTimeout(resolve, (round * 7 + nth * 13) % 40))
      await client.query((round + nth) % 5 === 0 ? 'rollback' : 'commit')
    }
    await client.end()
  })
  await Promise.all(writers)
  writing = false
  await Promise.all(sealing)
  await keeping.seal()
  await mustBeWhole()
  await Promise.all(keepers.slice(1).map((one) => one.stop()))
})

test('what was written by one statement of thousands is taken in pages, beside what comes meanwhile', async () => {
  const [{ count: before }] = await office.asLoader(
    'select count(*)::integer as count from ledger_checkpoint',
  )
  await office.asLoader(
    `insert into ledger (id, at, actor_id, act, detail)
     select gen_random_uuid(), now() - interval '1 month', 'system', 'TRIED', '{"b": 1.50, "a": ["ă", null]}'
     from generate_series(1, 11000)`,
  )
  expect(await keeping.seal()).toBe(11_000)
  const [{ count }] = await office.asLoader('select count(*)::integer as count from ledger_checkpoint')
  expect(count - before).toBeGreaterThan(2)
  expect(count - before).toBeLessThan(8)
  await mustBeWhole()
})

test('what comes after a flood that filled its last page to the end is taken too, when it is due and when it is asked for', async () => {
  const flood = (rows: number) =>
    office.asLoader(
      `insert into ledger (id, at, actor_id, act, detail)
       select gen_random_uuid(), now(), 'system', 'FLOOD', '{}' from generate_series(1, ${rows})`,
    )
  const { sealer } = office.house.office
  const due = { everySeconds: 1_000_000, everyRows: 2 }
  let remembered: Parameters<typeof takeNext>[3] = null
  const takePage = async () => {
    const taken = await office.house.database.as(KEEPER, (tx) => takeNext(tx, sealer, due, remembered))
    remembered = taken.remember
    return taken
  }
  const takeDue = async () => {
    let rows = 0
    for (let more = true; more; ) {
      const taken = await takePage()
      rows += taken.rows
      more = taken.more
    }
    return rows
  }
  await keeping.seal()
  await flood(5_000)
  // One page by itself, as when a keeper is killed after it. On a server that others use too, one of their transactions may hold the
  // snapshot back: what was taken is then read again beside what is new, and the page holds less of it.
  const first = await takePage()
  await flood(2)
  expect((await checkpointAge(office.house.database)).seconds).toBeGreaterThan(0)
  expect(first.rows + (await takeDue())).toBe(5_002)
  expect(await takeDue()).toBe(0)
  await flood(5_000)
  const second = await takePage()
  await flood(1)
  expect(second.rows + (await keeping.seal())).toBe(5_001)
  await mustBeWhole()
})

test('in another cluster, where transactions are counted anew, all is looked through once and only what is new taken', async () => {
  await office.asLoader('update ledger_checkpoint set system_identifier = 1')
  expect(await keeping.seal()).toBe(0)
  const client = await writer()
  await note(client)
  await client.end()
  // A keeper that remembers nothing.
  const fresh = keeperOf()
  await fresh.seal()
  await fresh.stop()
  await mustBeWhole()
})

test('how long something waits is told in seconds, and nothing that waits is no age', async () => {
  const age = () => checkpointAge(office.house.database)
  await keeping.seal()
  expect((await age()).seconds).toBe(0)
  await office.asLoader(
    `insert into ledger (id, at, actor_id, act, detail) values (gen_random_uuid(), now() - interval '1 year', 'system', 'TRIED', '{}')`,
  )
  await office.asLoader(`update ledger_checkpoint set made_at = made_at - interval '90 seconds'`)
  const { seconds } = await age()
  expect(seconds).toBeGreaterThanOrEqual(90)
  expect(seconds).toBeLessThan(150)
  await keeping.seal()
})

test('before the first checkpoint nothing has waited longer than there is a ledger that can be sealed', async () => {
  const province = await freshProvince()
  const database = openDatabase({ connection: province.app, size: 1, patience: 10_000 })
  const loader = new pg.Client(province.loader)
  try {
    await loader.connect()
    await loader.query(
      `insert into ledger (id, at, actor_id, act, detail) values (gen_random_uuid(), now() - interval '1 year', 'system', 'TRIED', '{}')`,
    )
    const { size, seconds } = await checkpointAge(database)
    expect(size).toBeNull()
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThan(86_400)
  } finally {
    await loader.end()
    await database.close()
  }
})

test('the serving role cannot say which transaction wrote a row, nor alter what was taken', async () => {
  const client = await writer()
  const refused = { code: '42501' }
  try {
    await expect(
      client.query(
        `insert into ledger (id, at, actor_id, act, detail, xact) values ('${newId()}', now(), 'system', 'X', '{}', '3')`,
      ),
    ).rejects.toMatchObject(refused)
    for (const table of ['ledger', 'ledger_leaf', 'ledger_checkpoint', 'ledger_key']) {
      await expect(client.query(`delete from ${table}`)).rejects.toMatchObject(refused)
      await expect(
        client.query(
          `update ${table} set ${table === 'ledger_checkpoint' ? 'note = note' : table === 'ledger_leaf' ? 'hash = hash' : 'id = id'}`,
        ),
      ).rejects.toMatchObject(refused)
    }
  } finally {
    await client.end()
  }
})

test('the files of the data folder have every checkpoint once, also after a crash cut the last one', async () => {
  const folder = join(office.dataFolder, 'checkpoints')
  const sizesIn = async () => {
    const texts = await Promise.all(
      (await readdir(folder)).sort().map((name) => readFile(join(folder, name), 'utf8')),
    )
    return [...texts.join('').matchAll(/^motcua-ledger\/\w+\n(\d+)\n/gm)].map(([, size]) => Number(size))
  }
  const sizes = async () =>
    (await office.asLoader('select size::integer from ledger_checkpoint order by size')).map(
      ({ size }) => size,
    )
  // Three keepers appended to it: each may have written what another had.
  const written = async () => [...new Set(await sizesIn())].sort((a, b) => a - b)
  expect(await written()).toEqual(await sizes())
  const last = join(folder, (await readdir(folder)).sort().at(-1)!)
  const keys = keysIn((await office.visitor().get('/api/ledger/keys')).text)
  // In the empty line behind a note, in its signature, in its text, and beyond a whole note.
  for (const cut of [1, 2, 40, 94, 100, 140, 200, 250]) {
    // One keeper begins after the crash; another was at work beside the one that crashed.
    for (const keeperAfter of [keeperOf, () => keeping]) {
      await truncate(last, (await readFile(last)).length - cut)
      const after = keeperAfter()
      const client = await writer()
      await note(client)
      await client.end()
      await after.seal()
      if (after !== keeping) await after.stop()
      expect(await written()).toEqual(await sizes())
      const notes: string[] = notesIn(await readFile(last, 'utf8'))
      expect(notes.filter((one) => checkpointIn(one, keys).fault)).toEqual([])
    }
  }
})

test('a month of which a crash left nothing whole, or a clock that stood ahead, does not have every checkpoint written twice', async () => {
  const folder = join(office.dataFolder, 'checkpoints')
  await keeping.seal()
  const before = await readFile(join(folder, (await readdir(folder)).sort().at(-1)!))
  const [torn, empty] = ['9998-01.txt', '9999-01.txt'].map((name) => join(folder, name)) as [string, string]
  await writeFile(torn, `motcua-ledger/00\n12${'\0'.repeat(10_000)}`)
  await writeFile(empty, '')
  const after = keeperOf()
  await after.seal()
  await after.stop()
  expect((await readFile(torn)).length).toBe(0)
  await rm(torn)
  await rm(empty)
  expect(await readFile(join(folder, (await readdir(folder)).sort().at(-1)!))).toEqual(before)
})

test('the reading of what is to be taken walks an index, and never the ledger', async () => {
  const database = openDatabase({ connection: office.province.app, size: 1, patience: 10_000 })
  try {
    const client = await writer()
    await client.query(`set app.actor = 'keeper'`)
    const { rows } = await client.query(
      `explain select l.id from ledger l where (l.xact, l.id) > ('5'::xid8, '00000000-0000-0000-0000-000000000000'::uuid)
         and l.xact < pg_snapshot_xmax(pg_current_snapshot()) order by l.xact, l.id limit 100`,
    )
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toContain('ledger_by_xact')
    expect(plan).toContain('Index Cond')
    await client.end()
  } finally {
    await database.close()
  }
})

test('after a clock that stood ahead is put back, what waits is late by its own time, is sealed at once, and that is said', async () => {
  await keeping.seal()
  await keeping.stop()
  await office.asLoader(
    `update ledger_checkpoint set made_at = made_at + interval '1 day' where size = (select max(size) from ledger_checkpoint)`,
  )
  await office.asLoader(
    `insert into ledger (id, at, actor_id, act, detail) values (gen_random_uuid(), now() - interval '5 hours', 'system', 'TRIED', '{}')`,
  )
  const age = async () => (await checkpointAge(office.house.database)).seconds
  expect(await age()).toBeGreaterThanOrEqual(5 * 3_600)
  const said: unknown[] = []
  const log = (_: unknown, { event, count }: { event: string; count?: number }) => said.push([event, count])
  // Of a day and more no row would be taken by this rule but for the clock.
  const rule = { ...NEVER, everySeconds: 86_400 }
  const folder = join(office.dataFolder, 'checkpoints')
  const { database, office: here } = office.house
  const late = openKeeping({ database, sealer: here.sealer, folder, rule, log })
  await expect.poll(age).toBe(0)
  await late.stop()
  expect(said).toEqual([['ledger.clock-put-back', expect.closeTo(86_400, -3)]])
  expect(await mustBeWhole()).toBeGreaterThan(0)
})
