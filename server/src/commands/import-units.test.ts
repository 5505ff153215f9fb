import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshProvince, type TestProvince } from '../../test/support/cluster.ts'
import { typed } from '../../test/support/command-line.ts'
import { EXAMPLE, importUnits } from './import-units.ts'

/** Bắc Ninh as it is, 99 communes, and a part of what it was made of. */
const BAC_NINH = fileURLToPath(new URL('../../test/support/units-of-bac-ninh.csv', import.meta.url))

let folder: string
let province: TestProvince
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-units-'))
  province = await freshProvince()
})
afterAll(() => rm(folder, { recursive: true }))

const file = async (text: string): Promise<string> => {
  const path = join(folder, 'units.csv')
  await writeFile(path, text)
  return path
}

const asLoader = async (sql: string) => {
  const client = new pg.Client(province.loader)
  await client.connect()
  return (await client.query(sql).finally(() => client.end())).rows
}

/** Everything that an import may write. */
const stored = async () => ({
  units: await asLoader(
    'select id, code, name, parent_id, valid_to::text from administrative_unit order by id',
  ),
  successions: await asLoader('select * from administrative_succession order by 1, 2'),
  ledger: await asLoader("select detail from ledger where act = 'UNITS_IMPORTED' order by at"),
  generation: await asLoader('select generation from reference_generation'),
})

test('a file with mistakes is refused row by row, and nothing is stored', async () => {
  const before = await stored()
  const text = await readFile(BAC_NINH, 'utf8')
  const { code, errors } = await typed(
    province,
    importUnits,
    await file(
      `${text}99999,Huyện Gia Bình,DISTRICT,24,2025-07-01,,\n99998,Xã Vân Hà,COMMUNE,25,2025-07-01,,\n`,
    ),
  )
  expect(code).toBe(1)
  expect(errors).toContain('dòng / line 111, level: LEVEL_NOT_IN_LAW (2025-07-01)')
  expect(errors).toContain('dòng / line 112, parent: PARENT_UNKNOWN (25)')
  expect(errors).toContain('Từ ngày trong ngoặc không còn cấp này')
  expect(errors).toContain('no unit of this code is there to stand above it')
  expect(await stored()).toEqual(before)
  const unread = await typed(province, importUnits, await file('code;name\n1;a\n'))
  expect(unread.errors).toContain('dòng / line 1: COLUMN_MISSING (level)')
})

test('a province is stored with its past; the same file again changes nothing', async () => {
  const first = await typed(province, importUnits, BAC_NINH)
  expect(first).toMatchObject({ code: 0, errors: '' })
  expect(first.out).toContain('thêm 109, sửa 0, giữ nguyên 0')
  const now = await stored()
  expect(now.units).toHaveLength(109)
  expect(now.successions).toHaveLength(8)
  expect(now.ledger).toEqual([{ detail: { added: 109, changed: 0, unchanged: 0 } }])
  const merged = await asLoader(
    `select p.name from administrative_succession s join administrative_unit p on p.id = s.predecessor_id
     join administrative_unit n on n.id = s.successor_id where n.name = 'Phường Quế Võ' order by p.code`,
  )
  expect(merged.map(({ name }) => name)).toEqual([
    'Phường Phố Mới',
    'Phường Bằng An',
    'Phường Quế Tân',
    'Phường Việt Hùng',
  ])
  const again = await typed(province, importUnits, BAC_NINH)
  expect(again.out).toContain('0 added, 0 changed, 109 as before')
  expect(await stored()).toEqual(now)
})

test('a later file ends a place and divides it, and what stood stays what it was', async () => {
  const before = await stored()
  const { code } = await typed(
    province,
    importUnits,
    await file(`code,name,level,parent,valid_from,valid_to,successors
09247,Phường Quế Võ,COMMUNE,24,2025-07-01,2027-01-01,09247 09262
09247,Phường Phố Mới,COMMUNE,24,2027-01-01,,
09262,Phường Bằng An,COMMUNE,24,2027-01-01,,
`),
  )
  expect(code).toBe(0)
  const after = await stored()
  expect(after.units).toHaveLength(111)
  expect(after.successions).toHaveLength(10)
  const changed = after.units.filter(
    (unit) => !before.units.some((one) => JSON.stringify(one) === JSON.stringify(unit)),
  )
  expect(changed.map(({ name, valid_to }) => [name, valid_to]).sort()).toEqual([
    ['Phường Bằng An', null],
    ['Phường Phố Mới', null],
    ['Phường Quế Võ', '2027-01-01'],
  ])
})

test('what --help shows as an example can be imported', async () => {
  const other = await freshProvince()
  expect(await typed(other, importUnits, await file(EXAMPLE))).toMatchObject({ code: 0, errors: '' })
})

test.each([[[]], [['a.csv', 'b.csv']], [['--dry-run']]])('the words %j are not understood', async (args) => {
  const { code, errors } = await typed(province, importUnits, ...args)
  expect(code).toBe(2)
  expect(errors).toContain('motcua import units')
})
