import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlainDate } from '#common/time.ts'
import { publishCalendar, readCalendarDecision } from '#deadlines/index.ts'
import type { Client } from '../support/client.ts'
import { reception } from '../support/household.ts'
import { furnishedOffice, type TestOffice } from '../support/office.ts'

let office: TestOffice
let huong: Client
beforeAll(async () => {
  office = await furnishedOffice()
  huong = await office.signIn('huong')
  await huong.openCounter()
})
afterAll(() => office?.close())

/** As the command line does it. */
const publish = async (file: unknown) => {
  const client = new pg.Client(office.province.loader)
  await client.connect()
  try {
    await client.query('begin')
    const published = await publishCalendar(client, readCalendarDecision(file), 'quan-tri')
    await client.query('commit')
    return published
  } finally {
    await client.end()
  }
}

const decision = (number: string, change: Record<string, unknown>) => ({
  decision: { number, issuer: 'UBND tỉnh', decidedOn: '2026-06-15', title: `Nghỉ do bão (${number})` },
  ...change,
})
const closure = (date: PlainDate) => ({
  kind: 'CLOSURE',
  date,
  name: { vi: 'Bão số 14', en: 'Storm no. 14' },
  source: 'Công điện 118/CĐ-UBND',
  confirmed: true,
})

/** What the ledger keeps of who told whom. */
const ledgerOf = (dossierId: string) =>
  office.asLoader(
    "select act, detail from ledger where subject_id = $1 and act like 'DATE_TOLD%' order by at, id",
    [dossierId],
  )

interface Told {
  date: PlainDate
  counted: boolean
  ordinal: number | null
  announcedLater: boolean
  source: string | null
}

test('a storm closes the offices after a dossier was received: its date moves, and everybody can see why', async () => {
  const { id, code, dueAt } = (await huong.post('/api/dossiers', reception())).body
  const before = (await huong.get(`/api/dossiers/${id}`)).body
  const days = before.explanation[0].days as Told[]
  const [first, second] = days.filter(({ ordinal }) => ordinal === 3 || ordinal === 4).map(({ date }) => date)
  if (!first || !second) throw new Error('the term has no third and fourth day')

  const published = await publish(decision('118/CĐ-UBND', { days: [closure(first), closure(second)] }))
  expect(published.calendars).toEqual([{ id: 'administrative', version: 2, differing: [first, second] }])
  await office.house.recomputing?.drain()

  const after = (await huong.get(`/api/dossiers/${id}`)).body
  expect(after.originalDueAt).toBe(dueAt)
  expect(after.currentDueAt > dueAt).toBe(true)
  expect(after.version).toBe(before.version + 1)
  expect(after.state).toBe('ACCEPTED')
  const told = after.explanation[0].days as Told[]
  expect(told.filter(({ announcedLater }) => announcedLater)).toMatchObject([
    { date: first, counted: false, source: 'Công điện 118/CĐ-UBND' },
    { date: second, counted: false, source: 'Công điện 118/CĐ-UBND' },
  ])
  expect(told.filter(({ ordinal }) => ordinal !== null)).toHaveLength(7)
  expect(after.timeline.at(-1)).toMatchObject({
    type: 'CalendarFollowed',
    moved: { from: dueAt, to: after.currentDueAt, decision: '118/CĐ-UBND: Nghỉ do bão (118/CĐ-UBND)' },
  })

  // The citizen sees the old date beside the new one.
  const secret = await office.secretOf(code)
  const tracking = (await office.visitor().get(`/api/tracking/${code}?secret=${secret}`)).body
  expect([tracking.printedDueAt, tracking.dueAt]).toEqual([dueAt, after.currentDueAt])
  expect(tracking.movedBy).toEqual(['118/CĐ-UBND: Nghỉ do bão (118/CĐ-UBND)'])
  expect(tracking.explanation).toEqual(after.explanation)
  const page = await office.visitor().get(`/lich-lam-viec`)
  expect([page.status, page.text.includes('Bão số 14')]).toEqual([200, true])

  // How far it is, and who must be told.
  const [followed] = (await huong.get('/api/calendar-decisions')).body.items
  expect(followed).toMatchObject({ number: '118/CĐ-UBND', lookedAt: 1, moved: 1 })
  const owed = (await huong.get('/api/date-notices')).body
  expect(owed).toMatchObject({
    items: [{ dossierId: id, code, wasDueAt: dueAt, dueAt: after.currentDueAt, told: null }],
    mayTell: true,
    nextCursor: null,
  })

  // Somebody of the centre rings up; who is not of the centre does not, and another ward sees nothing.
  const telling = { dueAt: after.currentDueAt, how: 'PHONE' }
  const phuoc = await office.signIn('phuoc')
  expect((await phuoc.send('PUT', `/api/date-notices/${id}`, telling, {})).body.code).toBe(
    'for-the-centre-only',
  )
  const lan = await office.signIn('lan')
  expect((await lan.send('PUT', `/api/date-notices/${id}`, telling, {})).status).toBe(404)
  const stale = await huong.send('PUT', `/api/date-notices/${id}`, { ...telling, dueAt }, {})
  expect([stale.status, stale.body.code]).toEqual([412, 'date-moved-again'])
  expect((await huong.send('PUT', `/api/date-notices/${id}`, telling, {})).status).toBe(204)
  expect((await huong.get('/api/date-notices')).body.items).toEqual([])

  // Who told whom, when and how can be read; and taken back, by who may tell, of the date that holds.
  expect((await huong.get('/api/date-notices?state=TOLD')).body.items).toMatchObject([
    { dossierId: id, told: { by: 'Nguyễn Thị Hương', how: 'PHONE' } },
  ])
  const takeBack = (officer: Client, date: string) =>
    officer.delete(`/api/date-notices/${id}?dueAt=${encodeURIComponent(date)}`)
  expect((await takeBack(phuoc, telling.dueAt)).body.code).toBe('for-the-centre-only')
  expect((await takeBack(lan, telling.dueAt)).status).toBe(404)
  expect((await takeBack(huong, dueAt)).body.code).toBe('date-moved-again')
  for (const _again of [1, 2]) expect((await takeBack(huong, telling.dueAt)).status).toBe(204)
  expect((await huong.get('/api/date-notices?state=TOLD')).body.items).toEqual([])
  expect((await phuoc.get('/api/date-notices')).body).toMatchObject({
    items: [{ dossierId: id, told: null }],
    mayTell: false,
  })
  expect(
    (await huong.send('PUT', `/api/date-notices/${id}`, { ...telling, how: 'IN_PERSON' }, {})).status,
  ).toBe(204)
  expect(await ledgerOf(id)).toMatchObject([
    { act: 'DATE_TOLD', detail: { how: 'PHONE' } },
    { act: 'DATE_TOLD_TAKEN_BACK', detail: { how: 'PHONE', toldBy: expect.any(String) } },
    { act: 'DATE_TOLD', detail: { how: 'IN_PERSON' } },
  ])

  // Nobody waits for the date of a result that is there: a telling taken back now would be in neither list.
  await office.asLoader('update dossier set issued_at = now() where id = $1', [id])
  expect((await huong.get('/api/date-notices?state=TOLD')).body.items).toMatchObject([
    { told: { mayBeTakenBack: false } },
  ])
  expect((await takeBack(huong, telling.dueAt)).body.code).toBe('no-date-to-tell')
  await office.asLoader('update dossier set issued_at = null where id = $1', [id])

  // Whoever had the page open before goes on: what the calendar did is nobody's act.
  expect((await huong.act(id, 'hand-overs', {}, { version: before.version })).status).toBe(201)
  expect((await huong.act(id, 'hand-overs', {}, { version: before.version })).body.code).toBe(
    'someone-acted-first',
  )

  // The storm passes by: the date comes back to what the receipt says, and who was told of the later one is told again.
  await publish(decision('119/CĐ-UBND', { calledOff: [first, second] }))
  await office.house.recomputing?.drain()
  expect((await huong.get(`/api/dossiers/${id}`)).body.currentDueAt).toBe(dueAt)
  expect((await huong.get('/api/date-notices')).body.items).toMatchObject([
    { wasDueAt: after.currentDueAt, dueAt },
  ])
})

test('whoever was being received while the calendar changed is looked at a second time', async () => {
  const { id } = (await huong.post('/api/dossiers', reception())).body
  const days = (await huong.get(`/api/dossiers/${id}`)).body.explanation[0].days as Told[]
  const day = days.find(({ ordinal }) => ordinal === 5)?.date as PlainDate
  // Made to look as if it had been promised by the version before and had come into the database after the first look.
  await publish(decision('120/CĐ-UBND', { days: [closure(day)] }))
  const client = new pg.Client(office.province.loader)
  await client.connect()
  await client.query(
    `update due_recomputation set second_look = true, not_before = now(), after_accepted_at = now() - interval '10 minutes',
       after_id = '00000000-0000-0000-0000-000000000000' where ended_at is null`,
  )
  await office.house.recomputing?.drain()
  const { rows } = await client.query('select ended_at is not null as ended from due_recomputation')
  await client.end()
  expect(rows.every(({ ended }) => ended)).toBe(true)
  expect((await huong.get(`/api/dossiers/${id}`)).body.timeline.at(-1).type).toBe('CalendarFollowed')
})

test('a second look at an older decision does not go back to its calendar', async () => {
  const { id } = (await huong.post('/api/dossiers', reception())).body
  const read = async () => (await huong.get(`/api/dossiers/${id}`)).body
  const days = (await read()).explanation[0].days as Told[]
  const [one, other] = [2, 3].map((nth) => days.find(({ ordinal }) => ordinal === nth)?.date as PlainDate)
  await publish(decision('122/CĐ-UBND', { days: [closure(one!)] }))
  await office.house.recomputing?.drain()
  await publish(decision('123/CĐ-UBND', { days: [closure(other!)] }))
  await office.house.recomputing?.drain()
  const before = await read()
  const client = new pg.Client(office.province.loader)
  await client.connect()
  await client.query('update due_recomputation set not_before = now() where ended_at is null')
  await client.end()
  await office.house.recomputing?.drain()
  expect((await read()).version).toBe(before.version)
  expect(
    (await read()).timeline.map(({ moved }: { moved: { decision: string } | null }) => moved?.decision),
  ).toEqual([undefined, '122/CĐ-UBND: Nghỉ do bão (122/CĐ-UBND)', '123/CĐ-UBND: Nghỉ do bão (123/CĐ-UBND)'])
})

test('an agency closes by itself: its own calendar begins as a copy, and a decision of the province reaches it too', async () => {
  const lan = await office.signIn('lan')
  await lan.openCounter('daovien.tt.counter.1')
  const { id } = (await lan.post('/api/dossiers', reception())).body
  const read = async () => (await lan.get(`/api/dossiers/${id}`)).body
  const days = (await read()).explanation[0].days as Told[]
  const [own, common] = [4, 6].map((nth) => days.find(({ ordinal }) => ordinal === nth)?.date as PlainDate)
  const published = await publish(decision('5/TB-UBND', { agency: 'H05.48.900', days: [closure(own!)] }))
  expect(published).toMatchObject({
    authorities: 1,
    calendars: [{ id: 'H05.48.900', version: 1, differing: [own] }],
  })
  await publish(decision('121/CĐ-UBND', { days: [closure(common!)] }))
  await office.house.recomputing?.drain()
  const told = (await read()).explanation[0].days as Told[]
  expect(told.filter(({ announcedLater }) => announcedLater).map(({ date }) => date)).toEqual([own, common])
  // The other ward never closed on that day.
  const quevo = (await huong.get('/api/calendar')).body
  expect(quevo.days.some(({ date }: Told) => date === own)).toBe(false)
})

test('a bad decision is refused with every place, and nothing is written', async () => {
  const version = async () => (await office.visitor().get('/api/calendar')).body.version
  const before = await version()
  const refused = async (file: unknown) =>
    publish(file).then(
      () => null,
      (error) => ({ code: error.code, problems: error.details?.problems }),
    )
  expect(await refused({})).toMatchObject({ code: 'calendar-change-invalid' })
  expect(await refused(decision('1', {}))).toMatchObject({ problems: ['change: NOTHING_CHANGES'] })
  expect(
    await refused(
      decision('2', { days: [{ ...closure('2026-12-03' as PlainDate), kind: 'SWAP_WORK' }], surplus: 1 }),
    ),
  ).toMatchObject({ problems: ['surplus: UNKNOWN_KEY'] })
  expect(
    await refused(decision('3', { days: [{ ...closure('2026-12-03' as PlainDate), kind: 'SWAP_WORK' }] })),
  ).toMatchObject({ problems: ['days[0].sessions: SESSIONS_MISSING'] })
  expect(await refused(decision('4', { calledOff: ['2026-02-17'] }))).toMatchObject({
    problems: ['calledOff[0]: DAY_PAST'],
  })
  expect(await refused(decision('5', { calledOff: ['2026-12-06'] }))).toMatchObject({
    problems: ['calledOff[0]: DAY_NOT_LISTED'],
  })
  expect(
    await refused(decision('6', { agency: 'X99', days: [closure('2026-12-03' as PlainDate)] })),
  ).toMatchObject({
    code: 'agency-unknown',
  })
  const idle = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] }
  expect(
    await refused(decision('7', { hours: [{ from: '2027-01-04', week: idle, source: 'QĐ 7' }] })),
  ).toMatchObject({ problems: ['hours[0].week: WEEK_WITHOUT_WORK'] })
  expect(await version()).toBe(before)
})
