import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoId } from '#demo-province.ts'
import { furnishedOffice, type TestOffice } from '../../test/support/office.ts'

/** Places and agencies as anybody may ask for them. */

let office: TestOffice
beforeAll(async () => {
  office = await furnishedOffice()
})
afterAll(() => office.close())

const asLoader = async (sql: string, values: unknown[] = []) => {
  const client = new pg.Client(office.province.loader)
  await client.connect()
  return (await client.query(sql, values).finally(() => client.end())).rows
}

const names = async (query: string) => {
  const { status, body } = await office.visitor().get(`/api/administrative-units${query}`)
  return status === 200 ? body.items.map((one: { name: string }) => one.name) : [status, body.code]
}

test.each([
  ['', ['Tỉnh Bắc Ninh']],
  ['?on=2025-06-30', ['Tỉnh Bắc Giang', 'Tỉnh Bắc Ninh']],
  ['?on=2025-07-01&under=24', ['Phường Quế Võ', 'Phường Đào Viên']],
  ['?on=2025-06-30&under=24', []],
  ['?on=2025-06-30&under=27', ['Thị xã Quế Võ']],
  ['?on=2025-06-30&under=259', ['Phường Phố Mới', 'Phường Bằng An', 'Phường Quế Tân', 'Phường Việt Hùng']],
  ['?on=2025-07-01&under=259', [404, 'not-found']],
  ['?under=99', [404, 'not-found']],
  ['?on=2025-02-30', [422, 'date-not-read']],
  ['?on=0001-01-01', [422, 'date-not-read']],
  ['?on=1950-01-01', []],
])('places %s', async (query, expected) => {
  expect(await names(query)).toEqual(expected)
})

test('an agency that works tells what it is, where, and under whom', async () => {
  const { body } = await office.visitor().get(`/api/agencies/${demoId('quevo.vhxh')}`)
  expect(body).toMatchObject({
    kind: 'UNIT',
    system: 'STATE',
    parent: { id: demoId('quevo') },
    administrativeUnit: { code: '09247', name: 'Phường Quế Võ' },
    validFrom: '2025-07-01',
    validTo: null,
    inForce: true,
    successors: [],
  })
  const police = (await office.visitor().get(`/api/agencies/${demoId('ca-quevo')}`)).body
  expect([police.system, police.parent]).toEqual(['VERTICAL', null])
  expect((await office.visitor().get(`/api/agencies/${randomUUID()}`)).body.code).toBe('not-found')
})

test('an agency of before tells who continues its work today, through every merger since', async () => {
  const [district, town, centre] = [randomUUID(), randomUUID(), demoId('quevo.tt')]
  await asLoader(
    `insert into agency (id, code, name, locality, function, kind, level, authority_id, valid_from, valid_to)
     values ($1, 'OLD.1', 'Bộ phận Một cửa huyện Quế Võ', 'Quế Võ', 'CENTRE', 'CENTRE', 'COMMUNE', $1, '2018-08-01', '2023-04-10'),
       ($2, 'OLD.2', 'Bộ phận Một cửa thị xã Quế Võ', 'Quế Võ', 'CENTRE', 'CENTRE', 'COMMUNE', $2, '2023-04-10', '2025-07-01')`,
    [district, town],
  )
  await asLoader('insert into agency_succession values ($1, $2), ($2, $3), ($2, $4)', [
    district,
    town,
    centre,
    demoId('daovien.tt'),
  ])
  await asLoader('update reference_generation set generation = generation + 1')
  const { body } = await office.visitor().get(`/api/agencies/${district}`)
  expect(body).toMatchObject({ inForce: false, validTo: '2023-04-10' })
  expect(body.successors.map((one: { id: string }) => one.id).sort()).toEqual(
    [centre, demoId('daovien.tt')].sort(),
  )
})
