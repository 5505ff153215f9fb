import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { furnishedOffice, reception, type TestOffice } from '../../../test/support/office.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { silent } from '../log.ts'
import { Refusal } from '../refusal.ts'
import { type BulkHandler, type Handler, type Handlers, openWorker } from './jobs.ts'

// A dossier of the house to hang jobs on; the house's own worker does not know these subscribers.
let office: TestOffice
let database: Database
let loader: pg.Client
let dossier: { id: string; authority_id: string }

beforeAll(async () => {
  office = await furnishedOffice()
  const huong = await office.signIn('huong')
  await huong.openCounter()
  const { body } = await huong.post('/api/dossiers', reception())
  await office.settle()
  loader = new pg.Client(office.province.loader)
  await loader.connect()
  dossier = (await loader.query('select id, authority_id from dossier where id = $1', [body.id])).rows[0]
  database = openDatabase({ connection: office.province.app, patience: 10_000 })
})
afterAll(async () => {
  await database.close()
  await loader.end()
  await office.close()
})
beforeEach(() => loader.query('delete from job'))

const put = (subscriber: string, seq: number) =>
  loader.query(
    `insert into job (id, subscriber, order_key, event_seq, authority_id, run_at)
     values (gen_random_uuid(), $1, $2, $3, $4, now() - interval '1 second')`,
    [subscriber, dossier.id, seq, dossier.authority_id],
  )
const waiting = async () =>
  (
    await loader.query(
      'select subscriber, event_seq, claims, failures, leased_until, last_error, dead_at is not null as dead, run_at > now() as later from job order by subscriber, event_seq',
    )
  ).rows
const work = async (handlers: Handlers) => {
  const worker = openWorker(database, handlers, silent)
  try {
    return await worker.drain()
  } finally {
    await worker.stop()
  }
}

test('jobs of one dossier and subscriber are done one after the other, in the order of their events', async () => {
  for (const seq of [3, 1, 2]) await put('test.order', seq)
  const done: string[] = []
  const slowly: Handler = async (_tx, job) => {
    done.push(`begin ${job.eventSeq}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
    done.push(`end ${job.eventSeq}`)
  }
  expect(await work({ 'test.order': slowly })).toBe(3)
  expect(done).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2', 'begin 3', 'end 3'])
  expect(await waiting()).toEqual([])
})

test('jobs that need not wait for each other are under way together', async () => {
  for (const name of ['test.a', 'test.b', 'test.c']) await put(name, 1)
  let underWay = 0
  let most = 0
  const counting: Handler = async () => {
    underWay += 1
    most = Math.max(most, underWay)
    await new Promise((resolve) => setTimeout(resolve, 50))
    underWay -= 1
  }
  expect(await work({ 'test.a': counting, 'test.b': counting, 'test.c': counting })).toBe(3)
  expect(most).toBe(3)
})

test('of thirty dossiers that wait for one effect, three are leased and under way at once', async () => {
  const huong = await office.signIn('huong')
  for (let made = 0; made < 30; made += 1) await huong.post('/api/dossiers', reception())
  await loader.query(
    `insert into job (id, subscriber, order_key, event_seq, authority_id, run_at)
     select gen_random_uuid(), 'test.many', id, 1, authority_id, now() - interval '1 second' from dossier
     order by id desc limit 30`,
  )
  let most = 0
  const looking: Handler = async () => {
    const leased = (await waiting()).filter(
      (job) => job.subscriber === 'test.many' && job.leased_until !== null,
    ).length
    most = Math.max(most, leased)
  }
  // Brings about the plan that a young table was seen to get, which asks a condition anew for each row.
  const options =
    '-c enable_hashjoin=off -c enable_mergejoin=off -c enable_material=off ' +
    '-c enable_hashagg=off -c enable_sort=off'
  const { app } = office.province
  const planning = openDatabase({
    connection: { ...app, options: `${app.options} ${options}` },
    patience: 10_000,
  })
  const worker = openWorker(planning, { 'test.many': looking }, silent)
  expect(await worker.drain()).toBe(30)
  expect(most).toBe(3)
  await worker.stop()
  await planning.close()
})

test('an effect that fails is counted, waits longer each time, and the tenth time is dead', async () => {
  await put('test.failing', 1)
  const failing: Handler = async () => {
    throw new Error('the printer of the test is on fire')
  }
  expect(await work({ 'test.failing': failing })).toBe(0)
  expect(await waiting()).toMatchObject([
    { failures: 1, claims: 1, dead: false, later: true, leased_until: null },
  ])
  await loader.query(`update job set failures = 9, run_at = now() - interval '1 second'`)
  await work({ 'test.failing': failing })
  expect(await waiting()).toMatchObject([{ failures: 10, dead: true }])
  // What went wrong is told by class and place, never by the words of the error.
  expect((await waiting())[0].last_error).toMatch(/^Error /)
  expect((await waiting())[0].last_error).not.toContain('on fire')
})

test('a job is not blamed for a database that was away: it is given back, and the round ends', async () => {
  for (const seq of [1, 2]) await put('test.away', seq)
  let asked = 0
  const away: Handler = async () => {
    asked += 1
    throw new Refusal('UNAVAILABLE', 'database-unavailable')
  }
  expect(await work({ 'test.away': away })).toBe(0)
  expect(asked).toBe(1)
  expect(await waiting()).toMatchObject([
    { event_seq: 1, failures: 0, dead: false, leased_until: null, later: true },
    { event_seq: 2, failures: 0, claims: 0 },
  ])
})

test('an effect whose lease ran out is rolled back when somebody else took the job over', async () => {
  await put('test.slow', 1)
  const overtaken: Handler = async (tx, job) => {
    await tx.run({ name: 'test-effect', text: 'update dossier set units = units where id = $1' }, [
      job.orderKey,
    ])
    await loader.query('update job set claims = claims + 1')
  }
  const before = (await loader.query('select xmin::text from dossier where id = $1', [dossier.id])).rows[0]
  expect(await work({ 'test.slow': overtaken })).toBe(0)
  // Neither the effect nor a failure was written: the other's claim stands.
  expect((await loader.query('select xmin::text from dossier where id = $1', [dossier.id])).rows[0]).toEqual(
    before,
  )
  expect(await waiting()).toMatchObject([{ claims: 2, failures: 0 }])
})

const putForMany = async (subscriber: string, many: number) => {
  const huong = await office.signIn('huong')
  for (let made = 0; made < many; made += 1) await huong.post('/api/dossiers', reception())
  await office.settle()
  await loader.query(
    `insert into job (id, subscriber, order_key, event_seq, authority_id, run_at)
     select gen_random_uuid(), $1, id, seq, authority_id, now() - interval '1 second'
     from (select id, authority_id from dossier order by id desc limit $2) d, generate_series(1, 2) as seq`,
    [subscriber, many],
  )
}

test('an effect in bulk is told of many dossiers at once, and of each dossier in the order of its events', async () => {
  await putForMany('test.bulk', 12)
  const told: { orderKey: string; eventSeq: number }[][] = []
  const bulk: BulkHandler = { bulk: async (_tx, jobs) => void told.push(jobs.map((job) => job)) }
  expect(await work({ 'test.bulk': bulk })).toBe(24)
  expect(told.map((jobs) => [jobs.length, new Set(jobs.map(({ eventSeq }) => eventSeq)).size])).toEqual([
    [12, 1],
    [12, 1],
  ])
  expect(told[0]?.[0]?.eventSeq).toBe(1)
  expect(await waiting()).toEqual([])
})

test('one that cannot be done in bulk holds up no other: each is then tried by itself', async () => {
  await putForMany('test.poisoned', 5)
  const { rows } = await loader.query('select order_key from job order by order_key limit 1')
  const poisoned: BulkHandler = {
    bulk: async (_tx, jobs) => {
      if (jobs.some(({ orderKey }) => orderKey === rows[0].order_key)) throw new Error('poison')
    },
  }
  expect(await work({ 'test.poisoned': poisoned })).toBe(8)
  expect(await waiting()).toMatchObject([
    { event_seq: 1, failures: 1, dead: false },
    { event_seq: 2, failures: 0, claims: 0 },
  ])
})

test('a bulk is given back whole when the database was away', async () => {
  await putForMany('test.away-in-bulk', 3)
  const away: BulkHandler = {
    bulk: async () => {
      throw new Refusal('UNAVAILABLE', 'database-unavailable')
    },
  }
  expect(await work({ 'test.away-in-bulk': away })).toBe(0)
  expect((await waiting()).filter((job) => job.event_seq === 1)).toMatchObject(
    Array.from({ length: 3 }, () => ({ failures: 0, dead: false, leased_until: null, later: true })),
  )
})

test('a flood of bulk jobs does not keep a single one waiting', async () => {
  await putForMany('test.flood', 6)
  await put('test.urgent', 1)
  let single = 0
  const order: string[] = []
  const urgent: Handler = async () => {
    single += 1
    order.push('urgent')
  }
  const flood: BulkHandler = {
    bulk: async () => {
      await new Promise((resolve) => setTimeout(resolve, 100))
      order.push('flood')
    },
  }
  await work({ 'test.urgent': urgent, 'test.flood': flood })
  expect([single, order[0]]).toEqual([1, 'urgent'])
})

test('a thousand papers to print do not keep waiting what must be done when a day has passed', async () => {
  const prints = Array.from({ length: 1_000 }, (_, index) => `test.print-${index}`)
  await loader.query(
    `insert into job (id, subscriber, order_key, event_seq, authority_id, run_at)
     select gen_random_uuid(), subscriber, $2, 1, $3, now() - interval '1 hour' from unnest($1::text[]) as subscriber`,
    [prints, dossier.id, dossier.authority_id],
  )
  await put('test.lapse', 1)
  let printed = 0
  let printedBefore = Number.POSITIVE_INFINITY
  const print: Handler = async () => {
    printed += 1
  }
  const lapse: Handler = async () => {
    printedBefore = printed
  }
  const handlers = Object.fromEntries(prints.map((name) => [name, print]))
  expect(await work({ ...handlers, 'test.lapse': { apart: lapse } })).toBe(1_001)
  expect(printedBefore).toBeLessThan(10)
})

test('what a newer program left to do is left alone', async () => {
  await put('test.of-tomorrow', 1)
  expect(await work({ 'test.of-today': async () => {} })).toBe(0)
  expect(await waiting()).toMatchObject([{ claims: 0, failures: 0 }])
})
