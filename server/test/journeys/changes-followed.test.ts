import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from '../../src/app.ts'
import { silent } from '../../src/platform/log.ts'
import { followed } from '../support/changes.ts'
import { Client, furnishedOffice, reception, type TestOffice } from '../support/office.ts'

/** One office on three processes: words of the first reach the second at once, and the third by its own looking. */
let office: TestOffice
let others: { house: House; url: string }[]
let who: Record<'huong' | 'dung' | 'phuoc' | 'lan' | 'long', Client>

beforeAll(async () => {
  office = await furnishedOffice()
  others = await Promise.all(
    [true, false].map(async (notifications) => {
      const house = await openHouse({
        connection: office.province.app,
        dataFolder: office.dataFolder,
        publicUrl: 'http://127.0.0.1:8080',
        log: silent,
        patience: 10_000,
        roles: { serve: true, work: false },
        notifications,
      })
      return { house, url: await house.app.listen({ host: '127.0.0.1', port: 0 }) }
    }),
  )
  who = await office.staff('huong', 'dung', 'phuoc', 'lan', 'long')
  await who.huong.openCounter()
})
afterAll(async () => {
  for (const { house } of others) await house.close()
  await office.close()
})

const received = async (): Promise<string> => (await who.huong.post('/api/dossiers', reception())).body.id

test('who takes part hears of an act with its commit, in every process; who does not hears nothing', async () => {
  const [hearing, looking] = others.map(({ url }) => url)
  const [here, there, late, elsewhere, administrator] = await Promise.all([
    followed(who.dung),
    followed(who.dung, hearing),
    followed(who.dung, looking),
    followed(who.lan),
    followed(who.long),
  ])
  const id = await received()
  // At the counter it is the centre's alone.
  expect(here.heard).toEqual([])
  await who.huong.act(id, 'hand-overs')
  expect(await here.next()).toBe(`${id} 2`)
  expect(await there.next()).toBe(`${id} 2`)
  expect(await late.next()).toBe(`${id} 2`)
  await who.dung.act(id, 'hand-over-confirmations')
  expect(await here.next()).toBe(`${id} 3`)
  expect(await late.next()).toBe(`${id} 3`)
  expect([elsewhere.heard, administrator.heard]).toEqual([[], []])
  for (const stream of [here, there, late, elsewhere, administrator]) stream.close()
})

test('what is refused or rolled back is told to nobody', async () => {
  const id = await received()
  const stream = await followed(who.phuoc)
  const refused = await who.dung.act(id, 'results', { outcome: 'GRANTED', title: 'x', paragraphs: ['x'] })
  expect(refused.status).toBeGreaterThanOrEqual(400)
  await who.huong.act(id, 'hand-overs')
  expect(await stream.next()).toBe(`${id} 2`)
  expect(stream.heard).toHaveLength(1)
  stream.close()
})

test('a stranger, a program that asks for no stream and a seventh window are refused in words', async () => {
  const accept = { accept: 'text/event-stream' }
  expect(await office.visitor().get('/api/changes', { headers: accept })).toMatchObject({ status: 401 })
  expect(await who.dung.get('/api/changes')).toMatchObject({ status: 422, body: { code: 'not-a-stream' } })
  const streams = await Promise.all(Array.from({ length: 6 }, () => followed(who.dung)))
  expect(await who.dung.get('/api/changes', { headers: accept })).toMatchObject({
    status: 429,
    body: { code: 'too-many-streams', details: { most: 6 } },
  })
  for (const stream of streams) stream.close()
  await expect.poll(() => office.house.office.live.followers()).toBe(0)
  const again = await followed(who.dung)
  again.close()
})

test('asking for the head of the stream opens none', async () => {
  const heads = await Promise.all(
    Array.from({ length: 7 }, () =>
      who.dung.send('HEAD', '/api/changes', undefined, { headers: { accept: 'text/event-stream' } }),
    ),
  )
  expect(heads.map(({ status }) => status)).toEqual(Array(7).fill(404))
  const stream = await followed(who.dung)
  stream.close()
  await expect.poll(() => office.house.office.live.followers()).toBe(0)
})

/** Longer than a stream trusts its last look at the session. */
const LONG_AGO_MS = 2_200
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('a stream whose session has ended tells of nothing that happens after it, and ends', async () => {
  const [hearing] = others.map(({ url }) => url)
  const [gone, stays] = await Promise.all([office.signIn('dung'), office.signIn('dung')])
  const [inVain, twin, goesOn] = await Promise.all([
    followed(gone),
    followed(gone, hearing),
    followed(stays, hearing),
  ])
  await pause(LONG_AGO_MS)
  expect((await gone.delete('/api/session')).status).toBe(204)
  const id = await received()
  await who.huong.act(id, 'hand-overs')
  expect(await goesOn.next()).toBe(`${id} 2`)
  await Promise.all([inVain.ended, twin.ended])
  expect([inVain.heard, twin.heard]).toEqual([[], []])
  goesOn.close()
})

test('what is told is judged by what its officer may see by now', async () => {
  const stream = await followed(who.phuoc)
  const id = await received()
  await who.huong.act(id, 'hand-overs')
  await expect.poll(() => stream.heard).toEqual([`${id} 1`, `${id} 2`])
  await pause(LONG_AGO_MS)
  await office.asLoader(`update officer set roles = array['ADMIN'] where username = 'phuoc'`)
  try {
    const other = await followed(who.dung)
    await who.dung.act(id, 'hand-over-confirmations')
    expect(await other.next()).toBe(`${id} 3`)
    await pause(200)
    expect(stream.heard).toHaveLength(2)
    other.close()
  } finally {
    await office.asLoader(`update officer set roles = array['LEADER'] where username = 'phuoc'`)
  }
  stream.close()
})

test('whoever holds a post for some procedures hears that something changed, a few seconds after the other', async () => {
  await office.asLoader(
    `insert into delegation (id, authority_id, from_officer_id, to_officer_id, unit_id, roles, procedures, valid_from, valid_to,
       basis, made_at, made_by)
     select gen_random_uuid(), o.authority_id, o.id, l.id, o.unit_id, array['LEADER'], array['no-such-procedure'],
       now() - interval '1 day', now() + interval '1 day', 'Số 1', now(), o.id
     from officer o, officer l where o.username = 'phuoc' and l.username = 'dung'`,
  )
  const stream = await followed(who.dung)
  const began = performance.now()
  for (const _ of [1, 2, 3]) await received()
  expect(await stream.next()).toBe('everything')
  expect(stream.heard).toHaveLength(1)
  expect(await stream.next(6_000)).toBe('everything')
  expect(performance.now() - began).toBeGreaterThan(2_500)
  await pause(3_500)
  expect(stream.heard).toHaveLength(2)
  stream.close()
  await office.asLoader('delete from delegation')
})

test('what others notify on the channel ends nothing, and hides no change', async () => {
  const [hearing] = others.map(({ url }) => url)
  const stream = await followed(who.dung, hearing)
  const id = await received()
  const [dossier] = await office.asLoader('select authorities, units from dossier where id = $1', [id])
  const forged = (words: unknown, more: object = {}) =>
    office.asLoader('select pg_notify($1, $2)', [
      `${office.province.app.user}.changes`,
      typeof words === 'string' ? words : JSON.stringify({ from: 'x', words, ...more }),
    ])
  const word = { dossierId: id, version: 2, ...dossier }
  for (const words of [[null], [1], ['x'], [[]], [{}], [{ ...word, units: null }], 'null', '{', '[]', 'x'])
    await forged(words)
  // Told of beforehand, the true one would be no news any more.
  for (const version of [2, 3, 2 ** 52]) await forged([{ ...word, version }])
  await forged([word], { mark: 'AAAA' })
  await forged([word], { mark: [1] })
  await pause(200)
  expect(stream.heard).toEqual([])
  await who.huong.act(id, 'hand-overs')
  expect(await stream.next()).toBe(`${id} 2`)
  await who.dung.act(id, 'hand-over-confirmations')
  expect(await stream.next()).toBe(`${id} 3`)
  stream.close()
})

test('a house that closes ends the streams and does not wait for them', async () => {
  const house = await openHouse({
    connection: office.province.app,
    dataFolder: office.dataFolder,
    publicUrl: 'http://127.0.0.1:8080',
    log: silent,
    patience: 10_000,
    roles: { serve: true, work: false },
  })
  const url = await house.app.listen({ host: '127.0.0.1', port: 0 })
  const client = await new Client(url).signIn('anh')
  const stream = await followed(client)
  const began = performance.now()
  await house.close()
  await stream.ended
  // Connections that are only held open are cut after three seconds.
  expect(performance.now() - began).toBeLessThan(2_500)
})

test('the counter of another ward and its officers share nothing with this one', async () => {
  await who.lan.openCounter('daovien.tt.counter.1')
  const [ours, theirs] = await Promise.all([followed(who.phuoc), followed(who.lan)])
  const { body } = await who.lan.post('/api/dossiers', reception())
  expect(await theirs.next()).toBe(`${body.id} 1`)
  expect(ours.heard).toEqual([])
  ours.close()
  theirs.close()
})
