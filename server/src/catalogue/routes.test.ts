import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, hanoiDateOf, parseInstant } from '#common/time.ts'
import { ADMINISTRATIVE_CALENDAR_2026, type WorkingCalendar } from '#deadlines/index.ts'
import { PROCEDURE } from '../../test/support/household.ts'
import { type Client, furnishedOffice, reception, type TestOffice } from '../../test/support/office.ts'
import { demoId } from '../demo-province.ts'

let office: TestOffice
beforeAll(async () => {
  office = await furnishedOffice()
})
afterAll(() => office.close())

const preview = async (client: Client) =>
  (await client.get(`/api/procedures/${PROCEDURE}/promise?caseId=chung&channel=COUNTER`)).body

/** Shuts the offices of a ward for the week after today, by a calendar of its own. */
const shut = async (ward: string): Promise<void> => {
  const today = hanoiDateOf(parseInstant((await preview(office.visitor())).acceptedAt))
  const calendar: WorkingCalendar = {
    ...ADMINISTRATIVE_CALENDAR_2026,
    id: ward,
    exceptions: [1, 2, 3, 4, 5, 6, 7].map((ahead) => ({
      kind: 'CLOSURE',
      date: addDays(today, ahead),
      name: { vi: `Bão (${ward})`, en: `Storm (${ward})` },
      source: 'as decided',
      confirmed: true,
    })),
  }
  const client = new pg.Client(office.province.loader)
  await client.connect()
  try {
    await client.query(
      'insert into working_calendar (id, key, authority_id, version, body, valid_from) values ($1, $2, $3, $4, $5, $6)',
      [randomUUID(), ward, demoId(ward), calendar.version, JSON.stringify(calendar), today],
    )
    await client.query('update reference_generation set generation = generation + 1')
  } finally {
    await client.end()
  }
}

const storms = (promised: { explanation: { days: { name: { vi: string } | null }[] }[] }): string[] => [
  ...new Set(
    promised.explanation
      .flatMap(({ days }) => days)
      .flatMap(({ name }) => (name?.vi.startsWith('Bão') ? [name.vi] : [])),
  ),
]

test('the counter promises by the calendar of its authority, the same day that it prints', async () => {
  const lan = await office.signIn('lan')
  await lan.openCounter('daovien.tt.counter.1')
  const huong = await office.signIn('huong')
  const before = await preview(lan)
  await shut('daovien')

  const promised = await preview(lan)
  expect(storms(promised)).toEqual(['Bão (daovien)'])
  expect(promised.dueAt > before.dueAt).toBe(true)
  expect((await lan.post('/api/dossiers', reception())).body.dueAt).toBe(promised.dueAt)

  expect(storms(await preview(huong))).toEqual([])
  expect((await preview(huong)).dueAt).toBe(before.dueAt)
})

test('a visitor is told the day of the centre whose portal it is, whatever other wards do', async () => {
  expect(storms(await preview(office.visitor()))).toEqual([])
  await shut('quevo')
  const promised = await preview(office.visitor())
  expect(storms(promised)).toEqual(['Bão (quevo)'])

  const page = (await office.visitor().get(`/thu-tuc/${PROCEDURE}`, { headers: { accept: 'text/html' } }))
    .body
  expect(page).toContain('Bão (quevo)')
  expect(page).not.toContain('Bão (daovien)')
})

test('the term that hangs on the place is promised for that place, and named', async () => {
  const asked = async (query: string) =>
    (
      await office
        .visitor()
        .get(`/api/procedures/hoa-giai-tranh-chap-dat-dai/promise?caseId=chung&channel=COUNTER${query}`)
    ).body
  const ordinary = await asked('')
  const difficult = await asked('&place=DIFFICULT')
  expect(ordinary.special).toBeNull()
  expect(difficult.special).toEqual({
    term: { value: 45, unit: 'CALENDAR_DAY' },
    name: { vi: 'Vùng có điều kiện khó khăn', en: 'Area with special difficulties' },
  })
  expect(difficult.dueAt > ordinary.dueAt).toBe(true)
})

test('what is not received here is promised by nobody', async () => {
  const refusal = async (slug: string) => {
    const { status, body } = await office
      .visitor()
      .get(`/api/procedures/${slug}/promise?caseId=chung&channel=COUNTER`)
    return [status, body.code, body.details?.reason]
  }
  expect(await refusal('dang-ky-thuong-tru')).toEqual([409, 'procedure-not-received', 'MINISTRY_SYSTEM'])
  expect(await refusal('giao-dat-cho-thue-dat-cap-xa')).toEqual([409, 'procedure-not-received', 'NO_PROCESS'])
  expect(await refusal('khong-co')).toEqual([404, 'not-found', undefined])
})
