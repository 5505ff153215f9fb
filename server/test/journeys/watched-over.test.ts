import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openHouse } from '../../src/app.ts'
import { DEFAULT_CHECKPOINT_RULE } from '../../src/audit/index.ts'
import { silent } from '../../src/platform/log.ts'
import { Client, furnishedOffice, reception, type TestOffice } from '../support/office.ts'

const SEALED_WHEN_TOLD = { ...DEFAULT_CHECKPOINT_RULE, everySeconds: 1_000_000, everyRows: 1_000_000 }

let office: TestOffice
let huong: Client
beforeAll(async () => {
  office = await furnishedOffice({ checkpoints: SEALED_WHEN_TOLD })
  huong = await office.signIn('huong')
  await huong.openCounter()
})
afterAll(() => office.close())
afterEach(() => setMode('NORMAL'))

const setMode = async (mode: string, reason: string | null = null, until: string | null = null) => {
  await office.asLoader(
    'update house_mode set mode = $1, reason_vi = $2, reason_en = $3, until = $4, since = now()',
    [mode, reason, reason && `${reason} (en)`, until],
  )
  // Who asks for its health has the house look again, where it would by itself each five seconds.
  const seen = async () => {
    await office.house.watch.health()
    return office.house.watch.mode().mode
  }
  await expect.poll(seen, { timeout: 10_000 }).toBe(mode)
}

test('a house that is well says so, check by check, and which processes there are stands in the database', async () => {
  const { status, body } = await office.visitor().get('/readyz')
  expect([status, body.mode]).toEqual([200, 'NORMAL'])
  expect(Object.keys(body.checks)).toEqual([
    'database',
    'clock',
    'disk',
    'jobs',
    'dead-jobs',
    'ledger',
    'workers',
    'notifications',
  ])
  expect(body.checks).toMatchObject({ database: 'ok', clock: 'ok', jobs: 'ok', workers: 'ok' })
  const beats = await office.asLoader('select roles, pid from process_beat')
  expect(beats).toEqual([{ roles: ['serve', 'work'], pid: process.pid }])
})

test('read-only: everything can be looked at, who wants to write is told why and until when, and nothing is lost', async () => {
  const { body: received } = await huong.post('/api/dossiers', reception())
  await setMode('READ_ONLY', 'Đang chuyển máy chủ', '2026-12-01T00:30:00Z')
  const refused = await huong.post('/api/dossiers', reception(), { key: 'the-same-for-both' })
  expect(refused).toMatchObject({ status: 503, body: { code: 'read-only' } })
  expect(refused.body.detail).toBe(
    'Đang chuyển máy chủ. Vẫn xem và tra cứu được; nội dung đã nhập còn nguyên trên màn hình. Dự kiến hoạt động lại lúc 07:30 01/12/2026.',
  )
  const english = await huong.post('/api/dossiers', reception(), { headers: { 'accept-language': 'en' } })
  expect(english.body.detail).toContain('Đang chuyển máy chủ (en). Everything can still be looked at')
  expect((await huong.get(`/api/dossiers/${received.id}`)).status).toBe(200)
  expect((await huong.post('/api/people-searches', { words: 'tưởng' }, { key: null })).status).toBe(200)
  await office.signIn('dung')
  const page = await office.visitor().get('/', { headers: { accept: 'text/html' } })
  expect(page.text).toContain('Hệ thống đang tạm dừng nhận hồ sơ')
  expect(page.text).toContain('Đang chuyển máy chủ. ')
  expect((await office.visitor().get('/api/house')).body).toEqual({
    mode: 'READ_ONLY',
    reason: { vi: 'Đang chuyển máy chủ.', en: 'Đang chuyển máy chủ (en).' },
    until: '2026-12-01T07:30:00+07:00',
    receives: false,
    takesFiles: false,
  })
  // What nobody has said in English does not stand in the midst of an English sentence.
  await office.asLoader('update house_mode set reason_en = null')
  await expect
    .poll(async () => (await office.visitor().get('/api/house')).body.reason, { timeout: 10_000 })
    .toEqual({ vi: 'Đang chuyển máy chủ.', en: null })
  const bare = await huong.post('/api/dossiers', reception(), { headers: { 'accept-language': 'en' } })
  expect(bare.body.detail).toMatch(/^Everything can still be looked at/)
  await setMode('NORMAL')
  expect(await huong.post('/api/dossiers', reception(), { key: 'the-same-for-both' })).toMatchObject({
    status: 201,
  })
})

test('nothing was sealed for hours: nobody is received, what is there goes on, the alarm is given, and one checkpoint mends it', async () => {
  const seal = () => office.house.keeping?.seal()
  await seal()
  const { body: received } = await huong.post('/api/dossiers', reception())
  // As after hours in which no process worked: something waits, and the last checkpoint is old.
  await office.asLoader("update ledger_checkpoint set made_at = made_at - interval '5 hours'")
  await office.asLoader(
    `insert into ledger (id, at, actor_id, act, detail) values (gen_random_uuid(), now() - interval '5 hours', 'system', 'TRIED', '{}')`,
  )
  const look = async () => (await office.visitor().get('/readyz')).body.checks.ledger
  await expect.poll(look, { timeout: 10_000 }).toBe('fail')
  const { status, body } = await office.visitor().get('/readyz')
  expect([status, body.status]).toEqual([200, 'fail'])
  const refused = await huong.post('/api/dossiers', reception(), { key: 'unsealed-for-hours' })
  expect(refused).toMatchObject({ status: 503, body: { code: 'ledger-unsealed' } })
  expect((await office.visitor().get('/api/house')).body.receives).toBe(false)
  const handedOver = await huong.post(`/api/dossiers/${received.id}/hand-overs`, {}, { version: 1 })
  expect(handedOver.status).toBe(201)
  await seal()
  await expect.poll(look, { timeout: 10_000 }).toBe('ok')
  expect((await huong.post('/api/dossiers', reception(), { key: 'unsealed-for-hours' })).status).toBe(201)
})

test('the door of who watches gives figures by route and code, and no name, number or id of anybody', async () => {
  const house = await openHouse({
    connection: office.province.app,
    dataFolder: office.dataFolder,
    publicUrl: 'http://127.0.0.1:8080',
    log: silent,
    roles: { serve: true, work: false },
    watchAt: { host: '127.0.0.1', port: 0 },
  })
  const url = await house.app.listen({ host: '127.0.0.1', port: 0 })
  const client = await new Client(url).signIn('anh')
  const code = (await huong.post('/api/dossiers', reception())).body.code
  await client.get(`/api/tracking/${code}?secret=0000-0000-0000`)
  await client.get('/api/tasks')
  const watcher = new Client(house.watchAddress ?? '')
  const { text } = await watcher.get('/metrics')
  expect(text).toContain('motcua_http_request_seconds_count{method="GET",route="/api/tasks",status="200"} 1')
  expect(text).toContain('motcua_refusals_total{code="not-found"} 1')
  expect(text).toContain('motcua_health{check="database"} 0')
  expect(text).toContain('motcua_database_connections{state="idle"}')
  expect(text).not.toContain(code)
  expect(text).not.toMatch(/anh|Tưởng|[0-9a-f]{8}-[0-9a-f]{4}/)
  // T18 of the list of tests asks for 25.
  expect(new Set(text.match(/^# TYPE \S+/gm)).size).toBeGreaterThanOrEqual(25)
  const ready = await watcher.get('/readyz')
  expect(ready.body.measured).toContainEqual(expect.objectContaining({ name: 'database', unit: 'ms' }))
  expect((await watcher.get('/')).status).toBe(404)
  // Where citizens come there are no figures.
  expect((await client.get('/metrics')).status).toBe(404)
  await house.close()
  expect(await office.asLoader('select count(*)::integer as beats from process_beat')).toEqual([{ beats: 1 }])
})
