import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshProvince } from '../../test/support/cluster.ts'
import { NOBODYS, typed } from '../../test/support/command-line.ts'
import { importProcedures } from './import-procedures.ts'
import { toldAtCommandLine } from './told.ts'

/** What is wrong with a file is told before any database is opened. */

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-file-'))
})
afterAll(() => rm(folder, { recursive: true }))

const refusedFor = async (path: string): Promise<string> => {
  const opened = new Error('a database was opened')
  const call = {
    args: [path],
    open: () => Promise.reject(opened),
    dataFolder: '',
    publicUrl: '',
    office: NOBODYS,
  }
  return importProcedures.run(call).then(
    () => 'it was imported',
    (error: unknown) => toldAtCommandLine(error) ?? String(error),
  )
}

const file = async (content: string | Uint8Array): Promise<string> => {
  const path = join(folder, 'records.json')
  await writeFile(path, content)
  return path
}

const RECORD = { title: 'Cấp thẻ' }

describe('a file that cannot be imported is refused with its place', () => {
  test.each([
    ['', /Không đọc được JSON.*dòng 1, cột 1.*line 1, column 1/s],
    ['[{"title": "Cấp thẻ"},\n  {"title": }]', /dòng 2, cột 13/],
    ['"a"', /Tệp không phải danh sách bản ghi/],
    ['7', /Tệp không phải danh sách bản ghi/],
    ['[]', /Tệp không có bản ghi nào/],
    ['{"data": []}', /Bản ghi không có tên thủ tục\. .*The record has no title\. /s],
    [
      JSON.stringify([RECORD, 'a', { ...RECORD, title: ' ' }]),
      /2 chỗ.*^ {2}2: Bản ghi không có dạng.*^ {2}3: Bản ghi không có tên/ms,
    ],
    [
      JSON.stringify([{ ...RECORD, x: 'a\u0000b' }]),
      /^ {2}1 › x \(dòng \/ line 1, cột \/ column \d+\): Có ký tự rỗng/m,
    ],
    [
      '[{"title": "Cấp thẻ", "Mô tả": "\\ud800"}]',
      /^ {2}1 › Mô tả \(dòng \/ line 1, cột \/ column 32\): Có nửa ký tự Unicode/m,
    ],
    [
      '[{"title": "Cấp thẻ", "title": "Cấp lại thẻ"}]',
      /^ {2}1 › title \(dòng \/ line 1, cột \/ column 23\): Một tên mục viết hai lần/m,
    ],
    [
      '[{"title": "Cấp thẻ", "x": 12345678901234567890}]',
      /^ {2}1 › x \(dòng \/ line 1, cột \/ column 28\): Con số quá dài/m,
    ],
    [`[{"title": "Cấp thẻ", "x": ${'['.repeat(5000)}${']'.repeat(5000)}}]`, /lồng quá sâu/],
    [JSON.stringify([RECORD, { ...RECORD, x: 'a'.repeat(4_100_000) }]), /^ {2}2: Bản ghi quá lớn/m],
    [new Uint8Array([0x5b, 0xff, 0x5d]), /not text in UTF-8/],
  ])('case %#', async (content, sentence) => {
    const told = await refusedFor(await file(content))
    expect(told).toMatch(sentence)
    expect(told).not.toContain('import-')
  })

  test('one that is not there, a folder, one that is too large and is not read at all', async () => {
    expect(await refusedFor(join(folder, 'none.json'))).toContain('There is no such file')
    expect(await refusedFor(folder)).toContain('Not a file')
    const large = join(folder, 'large.json')
    await (await open(large, 'w')).close()
    await truncate(large, 50 * 1024 * 1024)
    expect(await refusedFor(large)).toMatch(/has 50 MB; at most 20 MB are read at once/)
  })

  test('one that is right comes as far as the database', async () => {
    for (const content of ['[{"title": "Cấp thẻ"}]', '{"title": "Cấp thẻ"}', '\uFEFF[{"title": "Cấp thẻ"}]'])
      expect(await refusedFor(await file(content))).toBe('Error: a database was opened')
  })
})

test.each([[[]], [['--json']], [['a.json', 'b.json']], [['--dry-run', 'a.json']], [['a.json', '--yes']]])(
  'the words %j are not understood, and nothing is done',
  async (args) => {
    const open = () => Promise.reject(new Error('a database was opened'))
    const call = { args, open, dataFolder: '', publicUrl: '', office: NOBODYS }
    expect(await importProcedures.run(call)).toBe(2)
  },
)

test.each([
  [5, 0],
  [6, 1],
])('what %i records ask alike is said once at the end %i times', async (records, once) => {
  const province = await freshProvince()
  const papers = {
    'Thành phần hồ sơ': [{ 'Tên giấy tờ': 'Tờ khai', 'Số lượng': 'Bản chính: 1, Bản sao: 0' }],
  }
  const path = await file(
    JSON.stringify(Array.from({ length: records }, (_, nth) => ({ title: `Cấp thẻ số ${nth}`, ...papers }))),
  )
  const { out: said } = await typed(province, importProcedures, path)
  const question = 'Nguồn không nêu giấy tờ nào bắt buộc'
  expect(said.split(question)).toHaveLength(1 + (once ? 1 : records))
  expect(said.split('Câu hỏi chung của nhiều bản ghi')).toHaveLength(1 + once * records)
  expect(said.includes(`Hỏi như nhau ở ${records} bản ghi`)).toBe(once === 1)
})
