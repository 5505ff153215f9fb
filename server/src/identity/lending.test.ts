import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addDays, hanoiDateOf, instantFromMs, rfc3339InHanoi } from '#common/time.ts'
import { DEMO_OFFICERS, demoId } from '#demo-province.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Client, furnishedOffice, type TestOffice } from '../../test/support/office.ts'
import { officersFor } from './lending.ts'
import { DEFAULT_SIGN_IN_RULES } from './rules/sign-in.ts'
import { bearer, tokenHash } from './sign-in.ts'
import { findSignedIn } from './store.ts'

/** Posts that are lent and covered, over HTTP and in the database. */

let office: TestOffice
const clients = new Map<string, Client>()
const as = async (username: string): Promise<Client> => {
  const known = clients.get(username) ?? (await office.signIn(username))
  clients.set(username, known)
  return known
}
beforeAll(async () => {
  office = await furnishedOffice()
})
afterAll(() => office.close())

const asLoader = async (sql: string, values: unknown[] = []) => {
  const client = new pg.Client(office.province.loader)
  await client.connect()
  return (await client.query(sql, values).finally(() => client.end())).rows
}
beforeEach(async () => {
  await asLoader('delete from delegation')
  await asLoader('delete from absence')
})

const id = (username: string) => demoId(`officer.${username}`)
const inHours = (hours: number) => rfc3339InHanoi(instantFromMs(Date.now() + hours * 3_600_000))
const today = () => hanoiDateOf(instantFromMs(Date.now()))
const ROLES = new Map(DEMO_OFFICERS.map(({ username, roles }) => [username, roles]))

const lend = async (by: string, to: string, over: Record<string, unknown> = {}, sending = {}) =>
  (await as(by)).post(
    '/api/delegations',
    {
      toOfficerId: id(to),
      roles: ROLES.get(by),
      validTo: inHours(24),
      basis: 'Giấy ủy quyền số 12/GUQ-UBND ngày 25/11/2026',
      ...over,
    },
    sending,
  )
const beAway = async (by: string, over: Record<string, unknown> = {}, sending = {}) =>
  (await as(by)).post('/api/absences', { firstDay: today(), lastDay: addDays(today(), 2), ...over }, sending)

/** Whom an officer acts for at this moment, as `role for whom`. */
const actsFor = async (username: string): Promise<string[]> => {
  const token = String((await as(username)).cookie).split('=')[1] ?? ''
  const signedIn = await office.house.database.as(bearer(token), (tx) =>
    findSignedIn(tx, tokenHash(token), DEFAULT_SIGN_IN_RULES),
  )
  const names = new Map(DEMO_OFFICERS.map((one) => [id(one.username), one.username]))
  return (signedIn?.officer.posts ?? []).flatMap(({ role, onBehalfOf }) =>
    onBehalfOf ? [`${role} for ${names.get(onBehalfOf.officerId)}`] : [],
  )
}

describe('delegation', () => {
  test('the chairman lends his post for a day: the specialist holds it, and sees what he sees', async () => {
    const made = await lend('phuoc', 'dung', { procedures: ['Hộ tịch'] })
    expect(made.status).toBe(201)
    expect(await actsFor('dung')).toEqual(['LEADER for phuoc'])
    expect(await actsFor('phuoc')).toEqual([])
    const { body } = await (await as('dung')).get('/api/delegations')
    expect(body.items).toEqual([
      expect.objectContaining({
        id: made.body.id,
        from: { id: id('phuoc'), name: 'Nguyễn Hữu Phước' },
        to: { id: id('dung'), name: 'Phạm Quốc Dũng' },
        roles: ['LEADER'],
        procedures: ['Hộ tịch'],
        revokedAt: null,
        mayRevoke: false,
      }),
    ])
    const ledger = await asLoader('select act, actor_id, detail from ledger where subject_id = $1', [
      made.body.id,
    ])
    expect(ledger).toEqual([
      {
        act: 'DELEGATION_MADE',
        actor_id: id('phuoc'),
        detail: { from: id('phuoc'), to: id('dung'), roles: 'LEADER' },
      },
    ])
  })

  test('revoked it holds no more at once, and is kept; revoking twice is revoking once', async () => {
    const [first, second] = [await lend('phuoc', 'dung'), await lend('phuoc', 'dung')]
    expect(await actsFor('dung')).toEqual(['LEADER for phuoc', 'LEADER for phuoc'])
    const phuoc = await as('phuoc')
    expect((await phuoc.delete(`/api/delegations/${first.body.id}`)).status).toBe(204)
    expect(await actsFor('dung')).toEqual(['LEADER for phuoc'])
    expect((await phuoc.delete(`/api/delegations/${first.body.id}`)).status).toBe(204)
    await phuoc.delete(`/api/delegations/${second.body.id}`)
    expect(await actsFor('dung')).toEqual([])
    const acts = await asLoader('select act from ledger where subject_id = $1 order by at', [first.body.id])
    expect(acts.map(({ act }) => act)).toEqual(['DELEGATION_MADE', 'DELEGATION_REVOKED'])
    const { body } = await phuoc.get('/api/delegations')
    expect(body.items.map((one: { revokedBy: string }) => one.revokedBy)).toEqual([
      'Nguyễn Hữu Phước',
      'Nguyễn Hữu Phước',
    ])
  })

  test('one that ended a second ago, or begins in an hour, gives nothing', async () => {
    await lend('phuoc', 'dung', { validFrom: inHours(1) })
    expect(await actsFor('dung')).toEqual([])
    await lend('phuoc', 'anh')
    expect(await actsFor('anh')).toEqual(['LEADER for phuoc'])
    await asLoader(
      "update delegation set valid_from = now() - interval '1 hour', valid_to = now() - interval '1 second'",
    )
    expect(await actsFor('anh')).toEqual([])
    await asLoader("update delegation set valid_to = now() + interval '2 seconds'")
    expect(await actsFor('anh')).toEqual(['LEADER for phuoc'])
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    expect(await actsFor('anh')).toEqual([])
  })

  test('who has left the office, or his post, has lent nothing', async () => {
    await lend('phuoc', 'dung')
    await asLoader("update officer set roles = '{INSPECTOR}' where username = 'phuoc'")
    expect(await actsFor('dung')).toEqual([])
    await asLoader("update officer set roles = '{LEADER}', valid_to = current_date where username = 'phuoc'")
    expect(await actsFor('dung')).toEqual([])
    await asLoader("update officer set valid_to = null where username = 'phuoc'")
    expect(await actsFor('dung')).toEqual(['LEADER for phuoc'])
  })

  test.each<[string, string, string, Record<string, unknown>, number, string]>([
    ['more than is held', 'dung', 'anh', { roles: ['SPECIALIST', 'LEADER'] }, 409, 'delegation-beyond-posts'],
    ['in another unit', 'dung', 'anh', { unitId: demoId('quevo.vp') }, 409, 'delegation-beyond-posts'],
    ['another’s', 'anh', 'hanh', { fromOfficerId: id('dung') }, 403, 'not-yours-to-delegate'],
    ['a counter to another unit', 'huong', 'dung', {}, 409, 'receptionist-of-another-centre'],
    ['to the administrator', 'dung', 'long', {}, 409, 'administrator-takes-no-posts'],
    [
      'the machine to a specialist',
      'long',
      'dung',
      { roles: ['ADMIN'] },
      409,
      'administration-stays-with-administrators',
    ],
    ['to another authority', 'dung', 'son', {}, 404, 'not-found'],
    ['of another authority', 'phuoc', 'dung', { fromOfficerId: id('son') }, 404, 'not-found'],
    ['until yesterday', 'dung', 'anh', { validTo: inHours(-24) }, 422, 'delegation-without-time'],
    ['until no day', 'dung', 'anh', { validTo: '2026-11-31T00:00:00+07:00' }, 422, 'date-not-read'],
    ['from the year 1', 'dung', 'anh', { validFrom: '0001-01-01T00:00:00Z' }, 422, 'date-not-read'],
    ['without a paper', 'dung', 'anh', { basis: ' . ' }, 422, 'text-empty'],
  ])('%s is refused', async (_what, by, to, over, status, code) => {
    expect(await lend(by, to, over)).toMatchObject({ status, body: { code } })
    expect(await asLoader('select 1 from delegation')).toEqual([])
  })

  test('half a character in its words is left out, and not kept', async () => {
    expect((await lend('dung', 'anh', { basis: 'Số 1\ud800', procedures: ['Hộ\udc00 tịch'] })).status).toBe(
      201,
    )
    expect(await asLoader('select basis, procedures from delegation')).toEqual([
      { basis: 'Số 1', procedures: ['Hộ tịch'] },
    ])
  })

  test('what was lent is not passed on', async () => {
    await lend('phuoc', 'dung')
    const asked = { unitId: demoId('quevo.lanhdao'), roles: ['LEADER'] }
    expect((await lend('dung', 'anh', asked)).body.code).toBe('delegation-passed-on')
    expect((await lend('dung', 'anh', { ...asked, fromOfficerId: id('phuoc') })).body.code).toBe(
      'not-yours-to-delegate',
    )
  })

  test('to another authority is answered as to nobody, and so is one that is not theirs to know', async () => {
    const nobody = await lend('dung', 'nobody-at-all')
    const other = await lend('dung', 'son')
    const { requestId: _, ...never } = nobody.body
    const { requestId: __, ...hidden } = other.body
    expect(hidden).toEqual(never)
    const made = await lend('phuoc', 'dung')
    for (const username of ['son', 'khanh', 'hanh', 'mai'])
      expect((await (await as(username)).delete(`/api/delegations/${made.body.id}`)).status).toBe(404)
    for (const username of ['long', 'thanh', 'dung'])
      expect((await (await as(username)).delete(`/api/delegations/${made.body.id}`)).body.code).toBe(
        'not-yours-to-end',
      )
    for (const username of ['son', 'khanh', 'hanh'])
      expect((await (await as(username)).get('/api/delegations')).body.items).toEqual([])
    expect(await actsFor('dung')).toEqual(['LEADER for phuoc'])
  })

  test('the same key gives the same answer and one delegation; with other words it is refused', async () => {
    const key = 'delegation-key-1'
    const validTo = inHours(5)
    const first = await lend('phuoc', 'dung', { validTo }, { key })
    const again = await lend('phuoc', 'dung', { validTo }, { key })
    expect([again.status, again.body]).toEqual([201, first.body])
    expect((await lend('phuoc', 'anh', { validTo }, { key })).body.code).toBe('idempotency-key-reused')
    expect((await lend('phuoc', 'dung', {}, { key: null })).body.code).toBe('idempotency-key-missing')
    const both = await Promise.all(
      [1, 2].map(() => lend('phuoc', 'hanh', { validTo }, { key: 'at-the-same-time' })),
    )
    expect(both[0]?.body).toEqual(both[1]?.body)
    expect(await asLoader('select 1 from delegation')).toHaveLength(2)
  })

  test('more than a page is read on from where it ended', async () => {
    await lend('phuoc', 'dung')
    await asLoader(
      `insert into delegation select gen_random_uuid(), d.authority_id, d.from_officer_id, d.to_officer_id, d.unit_id,
         d.roles, d.procedures, d.valid_from, d.valid_to, d.basis, d.made_at - n * interval '1 minute', d.made_by
       from delegation d, generate_series(1, 60) n`,
    )
    const phuoc = await as('phuoc')
    const first = (await phuoc.get('/api/delegations')).body
    const second = (await phuoc.get(`/api/delegations?cursor=${first.nextCursor}`)).body
    const ids = [...first.items, ...second.items].map((one: { id: string }) => one.id)
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([50, 11, null])
    expect(new Set(ids).size).toBe(61)
  })
})

describe('absence', () => {
  test('the cover acts in the posts of who is away, from today until it is withdrawn', async () => {
    const noted = await beAway('dung', { coverId: id('anh') })
    expect(noted.status).toBe(201)
    expect(await actsFor('anh')).toEqual(['SPECIALIST for dung'])
    const [row] = (await (await as('phuoc')).get('/api/absences')).body.items
    expect(row).toMatchObject({
      officer: { name: 'Phạm Quốc Dũng' },
      cover: { name: 'Vũ Thị Ngọc Ánh' },
      firstDay: today(),
      mayWithdraw: true,
    })
    expect((await (await as('anh')).delete(`/api/absences/${noted.body.id}`)).body.code).toBe(
      'not-yours-to-end',
    )
    expect((await (await as('dung')).delete(`/api/absences/${noted.body.id}`)).status).toBe(204)
    expect(await actsFor('anh')).toEqual([])
    const acts = await asLoader('select act from ledger where subject_id = $1 order by at', [noted.body.id])
    expect(acts.map(({ act }) => act)).toEqual(['ABSENCE_NOTED', 'ABSENCE_WITHDRAWN'])
  })

  test('a receptionist is covered by the head of the centre, who may then open a counter', async () => {
    expect((await (await as('mai')).get('/api/session')).body.mayOpenCounter).toBe(false)
    await beAway('huong', { coverId: id('mai') })
    expect((await (await as('mai')).get('/api/session')).body.mayOpenCounter).toBe(true)
    expect((await (await as('mai')).openCounter('quevo.tt.counter.2')).cookie).not.toBeNull()
  })

  test.each<[string, string, Record<string, unknown>, number, string]>([
    ['of a colleague', 'anh', { officerId: id('dung') }, 403, 'not-your-absence'],
    ['by the head of another unit', 'mai', { officerId: id('dung') }, 403, 'not-your-absence'],
    [
      'by the administrator who would cover',
      'long',
      { officerId: id('dung'), coverId: id('long') },
      403,
      'posts-to-oneself',
    ],
    ['covered by the administrator', 'dung', { coverId: id('long') }, 409, 'administrator-takes-no-posts'],
    ['covered from another authority', 'dung', { coverId: id('son') }, 404, 'not-found'],
    ['of another authority', 'long', { officerId: id('son') }, 404, 'not-found'],
    [
      'of days that have passed',
      'dung',
      { firstDay: '2026-01-01', lastDay: '2026-01-02' },
      422,
      'absence-without-days',
    ],
    ['of no day', 'dung', { lastDay: '2026-02-30' }, 422, 'date-not-read'],
  ])('%s is refused', async (_what, by, over, status, code) => {
    expect(await beAway(by, over)).toMatchObject({ status, body: { code } })
    expect(await asLoader('select 1 from absence')).toEqual([])
  })

  test('twice in the same days, or covered by who is away too, is refused with the days', async () => {
    await beAway('dung')
    expect((await beAway('dung')).body).toMatchObject({
      code: 'absence-overlaps',
      details: { firstDay: today() },
    })
    expect((await beAway('anh', { coverId: id('dung') })).body.code).toBe('cover-is-away')
  })

  test('days that are over count too: nobody was away twice', async () => {
    const ago = (days: number) => addDays(today(), -days)
    await asLoader(
      `insert into absence (id, authority_id, officer_id, first_day, last_day, noted_at, noted_by)
       select gen_random_uuid(), authority_id, id, $2, $3, now(), id from officer where id = $1`,
      [id('dung'), ago(9), ago(5)],
    )
    expect((await beAway('dung', { firstDay: ago(6) })).body).toMatchObject({
      code: 'absence-overlaps',
      details: { firstDay: ago(9), lastDay: ago(5) },
    })
    expect((await beAway('dung', { firstDay: ago(4) })).status).toBe(201)
  })

  test('noted by two at the same moment, one is written down and the other told of its days', async () => {
    for (let time = 0; time < 5; time += 1) {
      await asLoader('delete from absence')
      const both = await Promise.all([
        beAway('dung', { firstDay: addDays(today(), 1), lastDay: addDays(today(), 3) }),
        beAway('phuoc', {
          officerId: id('dung'),
          firstDay: addDays(today(), 2),
          lastDay: addDays(today(), 4),
        }),
      ])
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
      expect(both.find(({ status }) => status === 409)?.body).toMatchObject({
        code: 'absence-overlaps',
        details: { firstDay: expect.any(String), lastDay: expect.any(String) },
      })
      expect(await asLoader('select 1 from absence')).toHaveLength(1)
    }
  })

  test('two connections of which neither saw the other: the database refuses the second', async () => {
    const connections = await Promise.all(
      [1, 2].map(async () => {
        const client = new pg.Client(office.province.loader)
        await client.connect()
        return client
      }),
    )
    const [one, other] = connections as [pg.Client, pg.Client]
    const note = (client: pg.Client, firstDay: string, lastDay: string) =>
      client.query(
        `insert into absence (id, authority_id, officer_id, first_day, last_day, noted_at, noted_by)
         select gen_random_uuid(), authority_id, id, $2, $3, now(), id from officer where id = $1`,
        [id('dung'), firstDay, lastDay],
      )
    try {
      await one.query('begin')
      await note(one, '2030-01-01', '2030-01-05')
      const second = expect(note(other, '2030-01-05', '2030-01-06')).rejects.toMatchObject({
        code: '23P01',
        constraint: 'absence_one_at_a_time',
      })
      await one.query('commit')
      await second
      await note(other, '2030-01-06', '2030-01-06')
      await other.query(
        "update absence set withdrawn_at = now(), withdrawn_by = officer_id where first_day = '2030-01-01'",
      )
      await note(one, '2030-01-02', '2030-01-02')
    } finally {
      await Promise.all(connections.map((client) => client.end()))
    }
  })

  test('the same key twice at the same moment is one absence, and both are told so', async () => {
    const both = await Promise.all([1, 2].map(() => beAway('dung', {}, { key: 'away-at-the-same-time' })))
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    expect(both[0]?.body).toEqual(both[1]?.body)
  })

  test('the administrator may note it for others, and names no cover: that would be giving posts away', async () => {
    const covered = await beAway('long', { officerId: id('phuoc'), coverId: id('hanh') })
    expect([covered.status, covered.body.code]).toEqual([403, 'cover-is-not-yours-to-name'])
    expect((await beAway('long', { officerId: id('dung') })).status).toBe(201)
  })
})

describe('who can be given work', () => {
  const staffOf = (unit: string, role: 'SPECIALIST' | 'LEADER') =>
    office.house.database.as({ actor: 'system', authority: demoId('quevo') }, async (tx) => {
      const staff = await officersFor(
        tx,
        { unitId: demoId(unit), role },
        { slug: 'bat-ky', field: null },
        instantFromMs(Date.now()),
      )
      return { present: staff.present.map(({ officerId }) => officerId).sort(), away: staff.away }
    })

  test('both specialists; one who is away is left out, and the cover named', async () => {
    const both = [id('dung'), id('anh')].sort()
    expect(await staffOf('quevo.vhxh', 'SPECIALIST')).toEqual({ present: both, away: [] })
    await beAway('dung')
    expect(await staffOf('quevo.vhxh', 'SPECIALIST')).toEqual({
      present: [id('anh')],
      away: [{ officerId: id('dung'), until: addDays(today(), 2), coverId: null }],
    })
    await asLoader('delete from absence')
    await beAway('dung', { coverId: id('hanh') })
    expect(await staffOf('quevo.vhxh', 'SPECIALIST')).toEqual({
      present: [id('anh'), id('hanh')].sort(),
      away: [{ officerId: id('dung'), until: addDays(today(), 2), coverId: id('hanh') }],
    })
  })

  test('the chairman and whom he lent his post to', async () => {
    await lend('phuoc', 'dung')
    expect((await staffOf('quevo.lanhdao', 'LEADER')).present).toEqual([id('phuoc'), id('dung')].sort())
    await beAway('phuoc')
    expect((await staffOf('quevo.lanhdao', 'LEADER')).present).toEqual([id('dung')])
  })
})

test('who is signed in, with every post, is one statement', async () => {
  await lend('phuoc', 'dung')
  const token = String((await as('dung')).cookie).split('=')[1] ?? ''
  const sent: string[] = []
  const signedIn = await office.house.database.as(bearer(token), (tx) =>
    findSignedIn(
      {
        ...(tx as Tx),
        run: (statement, values) => {
          sent.push(statement.name)
          return tx.run(statement, values)
        },
      },
      tokenHash(token),
      DEFAULT_SIGN_IN_RULES,
    ),
  )
  expect(signedIn?.officer.posts).toHaveLength(2)
  expect(sent).toEqual(['signed-in-by'])
})
