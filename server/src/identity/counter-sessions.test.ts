import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { demoId } from '#demo-province.ts'
import { type Client, furnishedOffice, reception, type TestOffice } from '../../test/support/office.ts'

let office: TestOffice
let huong: Client
let binh: Client
beforeAll(async () => {
  office = await furnishedOffice()
  huong = await office.signIn('huong')
  binh = await office.signIn('binh')
})
afterAll(() => office.close())

const asLoader = async (sql: string, values: unknown[] = []) => {
  const client = new pg.Client(office.province.loader)
  await client.connect()
  return client.query(sql, values).finally(() => client.end())
}
beforeEach(() => asLoader('update counter_session set closed_at = now() where closed_at is null'))

const ONE = 'quevo.tt.counter.1'
const open = (officer: Client, counter = ONE, takeOver?: boolean) =>
  officer.post('/api/counter-sessions', {
    counterId: demoId(counter),
    ...(takeOver === undefined ? {} : { takeOver }),
  })

test('a counter where somebody sits is refused with who it is and since when', async () => {
  expect((await open(huong)).status).toBe(201)
  const refused = await open(binh)
  expect(refused).toMatchObject({ status: 409, body: { code: 'counter-busy' } })
  expect(refused.body.details.who).toBe('Nguyễn Thị Hương')
  expect(Date.now() - Date.parse(refused.body.details.since)).toBeLessThan(60_000)
})

test('whoever takes over ends the other’s turn, and the ledger says from whom', async () => {
  await open(huong)
  expect((await open(binh, ONE, true)).status).toBe(201)
  expect((await huong.get('/api/session')).body.counterSession).toBeNull()
  expect((await huong.post('/api/dossiers', reception())).body.code).toBe('counter-session-needed')
  expect((await binh.post('/api/dossiers', reception())).status).toBe(201)
  const { rows } = await asLoader(
    "select subject_id, detail from ledger where act = 'COUNTER_TAKEN_OVER' order by at desc limit 1",
  )
  const { rows: who } = await asLoader("select id from officer where username = 'huong'")
  expect(rows[0]).toEqual({ subject_id: demoId(ONE), detail: { from: who[0].id } })
})

test('one officer sits at one counter, also when taking over another', async () => {
  await open(huong)
  const refused = await open(huong, 'quevo.tt.counter.2', true)
  expect(refused).toMatchObject({ status: 409, body: { code: 'counter-already-open' } })
  expect(refused.body.details.counter).toBe('Quầy số 1')
})

test('of two who sit down at the same moment one does', async () => {
  const answers = await Promise.all([open(huong), open(binh)])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
})

test('what was left open yesterday is no open counter today, and stands in nobody’s way', async () => {
  await open(huong)
  await asLoader(
    "update counter_session set opened_at = opened_at - interval '1 day' where closed_at is null",
  )
  expect((await huong.get('/api/session')).body.counterSession).toBeNull()
  expect((await huong.post('/api/dossiers', reception())).body.code).toBe('counter-session-needed')
  const free = (await binh.get('/api/counters')).body.items.find(
    (one: { id: string }) => one.id === demoId(ONE),
  )
  expect(free.busyWith).toBeNull()
  expect((await open(binh)).status).toBe(201)
  expect((await open(huong, 'quevo.tt.counter.2')).status).toBe(201)
})

test('the counters of another centre do not exist, taking over or not', async () => {
  const lan = await office.signIn('lan')
  expect((await open(lan, ONE, true)).status).toBe(404)
})
