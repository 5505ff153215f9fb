import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlainDate } from '#common/time.ts'
import { publishCalendar } from '#deadlines/index.ts'
import type { Log } from '#platform/log.ts'
import { multiply } from '../support/copies.ts'
import { reception } from '../support/household.ts'
import { furnishedOffice, type TestOffice } from '../support/office.ts'

const DOSSIERS = 160

let office: TestOffice
const failures: string[] = []
const log: Log = (_level, entry) => {
  if (entry.event === 'recomputation.failed') failures.push(entry.error ?? '')
}
beforeAll(async () => {
  office = await furnishedOffice({ log })
})
afterAll(() => office?.close())

const connectedTo = async (settings: pg.ClientConfig, work: (client: pg.Client) => Promise<unknown>) => {
  const client = new pg.Client(settings)
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

test('a page of due dates that fails says what failed first, leaves nothing behind and is followed later', async () => {
  const huong = await office.signIn('huong')
  await huong.openCounter()
  const { id } = (await huong.post('/api/dossiers', reception())).body
  const days = (await huong.get(`/api/dossiers/${id}`)).body.explanation[0].days
  const date = days.find(({ ordinal }: { ordinal: number }) => ordinal === 3).date
  const { owner, loader } = office.province
  await connectedTo(loader, (client) => multiply(client, id, DOSSIERS))
  await connectedTo(owner, (client) =>
    client.query('alter table due_notice add constraint nobody_listed check (was_due_at is null) not valid'),
  )
  await connectedTo(loader, async (client) => {
    const closed = { kind: 'CLOSURE' as const, date, name: { vi: 'Nghỉ', en: 'Closed' } }
    await client.query('begin')
    await publishCalendar(
      client,
      {
        decision: { number: '1', issuer: 'UBND', decidedOn: '2026-06-15' as PlainDate, title: 'Nghỉ' },
        agency: null,
        change: {
          days: [{ ...closed, source: 'QĐ 1', confirmed: true }],
          confirmed: [],
          calledOff: [],
          hours: [],
          knownUntil: null,
        },
      },
      'quan-tri',
    )
    await client.query('commit')
  })
  await office.house.recomputing?.drain()
  // 23514: a check. What is sent behind it is refused with 25P02, which says nothing.
  expect(failures.length).toBeGreaterThan(0)
  for (const failure of failures) expect(failure).toContain('23514')
  const moved = "select count(*)::integer as moved from dossier_event where type = 'CalendarFollowed'"
  expect(await office.asLoader(moved)).toEqual([{ moved: 0 }])

  await connectedTo(owner, (client) => client.query('alter table due_notice drop constraint nobody_listed'))
  await office.asLoader('update due_recomputation set not_before = now() where ended_at is null')
  await office.house.recomputing?.drain()
  const [after] = await office.asLoader(moved)
  expect(after?.moved).toBeGreaterThanOrEqual(DOSSIERS)
  expect(await office.asLoader('select count(*)::integer as moved from due_notice')).toEqual([after])
})
