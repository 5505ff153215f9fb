import { copyFile, link, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { typed } from '../../test/support/command-line.ts'
import { furnishedOffice, type TestOffice } from '../../test/support/office.ts'
import { takeover } from './takeover.ts'

let office: TestOffice
beforeAll(async () => {
  office = await furnishedOffice()
})
afterAll(() => office?.close())

const EXAMPLE = fileURLToPath(new URL('../../../docs/examples/takeover', import.meta.url))

const command = (...args: string[]) =>
  typed(
    office.province,
    { ...takeover, run: (call) => takeover.run({ ...call, dataFolder: office.dataFolder }) },
    ...args,
  )

const exampleHere = async (): Promise<string> => {
  const path = join(office.dataFolder, 'ho-so.csv')
  await copyFile(join(EXAMPLE, 'ho-so.csv'), path)
  return path
}

test('the example of the paper is taken over as it says, and told in words without names', async () => {
  const path = await exampleHere()
  const { code, out, errors } = await command(path, '--mapping', join(EXAMPLE, 'mapping.json'))
  expect(code).toBe(1)
  expect(out).toContain('6 dòng; đã chuyển 5, đã có từ trước 0, đã đổi 0, không nhận 1')
  expect(out).toContain('6 rows; 5 are taken over')
  expect(out).toContain('1  Không đọc được ngày')
  expect(out).toContain('0600')
  expect(out + errors).not.toMatch(/Ngọc|Bảy|Mười/)
  const list = await readFile(`${path}.takeover.csv`, 'utf8')
  expect(list).toContain('"8","000.00.16.H05-250912-0009","Không nhận","Ngày hẹn trả","31/09/2025"')
  const rows = await office.asLoader('select code, state, timeliness from dossier order by code')
  expect(rows.map(({ code, state, timeliness }) => [code.slice(-11), state, timeliness])).toEqual([
    ['250910-0007', 'RETURNED', 'OVERDUE'],
    ['250911-0003', 'STOPPED', null],
    ['261102-0001', 'PROCESSING', null],
    ['261103-0004', 'SUPPLEMENT', null],
    ['261104-0002', 'RESOLVED', 'EARLY'],
  ])
})

test('a sketch says what the headings and words look like, and is no mapping before a person has looked', async () => {
  const path = await exampleHere()
  const { code, out } = await command('--sketch', path)
  expect([code, out.includes('.mapping.json')]).toEqual([0, true])
  const written = `${path}.mapping.json`
  expect((await stat(written)).mode & 0o777).toBe(0o600)
  const sketch = JSON.parse(await readFile(written, 'utf8'))
  const right = JSON.parse(await readFile(join(EXAMPLE, 'mapping.json'), 'utf8'))
  // Its guesses are those of the example, but for what no heading tells.
  expect(sketch.columns).toEqual(
    Object.fromEntries(Object.entries(right.columns).map(([fact, heading]) => [fact, `?${heading}`])),
  )
  expect(sketch.headingRow).toBe(2)
  expect(sketch.dates).toEqual(['?dd/MM/yyyy HH:mm', '?dd/MM/yyyy'])
  expect(sketch.states).toEqual({
    'Chờ bổ sung': '?SUPPLEMENT',
    'Chờ trả kết quả': '?RESOLVED',
    'Công dân rút hồ sơ': '?STOPPED',
    'Đang xử lý': '?PROCESSING',
    'Đã trả kết quả': '?RETURNED',
  })
  expect(sketch.procedures['Cấp bản sao từ sổ gốc']).toEqual({ slug: '?cap-ban-sao-tu-so-goc' })
  const refused = await command(path, '--mapping', written)
  expect(refused.code).toBe(1)
  // What to do is said once, with every place that it is about.
  expect(refused.errors.match(/MAPPING_STILL_A_GUESS/g)).toHaveLength(1)
  expect(refused.errors).toContain('Đây còn là phần mềm đoán')
  expect(refused.errors).toContain('columns.code, ')
  // What somebody has worked on is not written over.
  expect((await command('--sketch', path)).errors).toContain('mapping.json')
  await writeFile(written, '{}')
  expect((await command('--sketch', path)).code).toBe(1)
  expect(await readFile(written, 'utf8')).toBe('{}')
})

test('a list is written over nothing that is there: not over the table itself, not over its mapping, not over an earlier list', async () => {
  const path = await exampleHere()
  const mapping = join(office.dataFolder, 'ho-so.mapping.json')
  await copyFile(join(EXAMPLE, 'mapping.json'), mapping)
  const source = await readFile(path, 'utf8')
  const other = join(office.dataFolder, 'other')
  await link(path, `${other}.csv`)
  for (const report of [path.replace(/\.csv$/, ''), other]) {
    const { code, errors } = await command(path, '--mapping', mapping, '--dry-run', '--report', report)
    expect([code, errors.includes('would be written over')]).toEqual([1, true])
  }
  const list = join(office.dataFolder, 'list')
  const written = () => command(path, '--mapping', mapping, '--dry-run', '--report', list)
  expect((await written()).out).toContain(`${list}.csv`)
  const first = await readFile(`${list}.csv`, 'utf8')
  const again = await written()
  expect([again.code, again.errors.includes('is not written over')]).toEqual([1, true])
  expect(await readFile(`${list}.csv`, 'utf8')).toBe(first)
  // Where no name was given the next that is free is taken, and said.
  for (const [taken, next] of [
    ['', '-2'],
    ['-2', '-3'],
  ]) {
    await writeFile(`${path}.takeover${taken}.csv`, 'notes')
    const { out } = await command(path, '--mapping', mapping, '--dry-run', '--json')
    expect(JSON.parse(out).report.csv).toBe(`${path}.takeover${next}.csv`)
    if (taken === '') await rm(`${path}.takeover-2.csv`)
  }
  expect(await readFile(path, 'utf8')).toBe(source)
  expect((await readdir(office.dataFolder)).filter((name) => name.includes('.part'))).toEqual([])
})

test('a table that is not there is named', async () => {
  const mapping = join(EXAMPLE, 'mapping.json')
  const { code, errors } = await command(join(office.dataFolder, 'khong-co.csv'), '--mapping', mapping)
  expect([code, errors.includes('Không tìm thấy')]).toEqual([1, true])
  const nowhere = await command(await exampleHere(), '--mapping', mapping, '--report', '/nowhere/list')
  expect([nowhere.code, nowhere.errors.includes('cannot be opened')]).toEqual([1, true])
})

test.each([
  [],
  ['a.csv'],
  ['a.csv', '--mapping'],
  ['a.csv', 'b.csv', '--mapping', 'm'],
  ['--sketch', 'a', 'b'],
  ['a', '--mapping', 'm', '--dryrun'],
])('takeover %s is not understood', async (...args) => {
  const { code, errors } = await command(...args)
  expect([code, errors.includes('motcua takeover FILE')]).toEqual([2, true])
})
