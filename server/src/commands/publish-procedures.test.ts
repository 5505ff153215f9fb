import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPublication } from '#catalogue/index.ts'
import type { Cluster } from '#platform/db/cluster.ts'
import {
  freshProvince,
  removeFolder,
  type TestProvince,
  temporaryFolder,
} from '../../test/support/cluster.ts'
import { NOBODYS, typed } from '../../test/support/command-line.ts'
import { EXAMPLE, publishProcedures } from './publish-procedures.ts'

/** `motcua publish procedures` as whoever runs an office meets it. */

let province: TestProvince
let files: string
beforeAll(async () => {
  province = await freshProvince()
  files = await temporaryFolder()
})
afterAll(() => removeFolder(files))

const motcua = (...args: string[]) => typed(province, publishProcedures, ...args)

const publishing = async (name: string, text: string | Buffer) => {
  const path = join(files, name)
  await writeFile(path, text)
  return motcua(path)
}

const example = () => JSON.parse(EXAMPLE)

test('the file that the help shows can be read', () => {
  expect(readPublication(JSON.parse(EXAMPLE)).versions).toHaveLength(1)
  expect(publishProcedures.help).toContain(EXAMPLE)
})

test('a file is published, once: the second time it is told why not', async () => {
  const text = JSON.stringify(example())
  expect(await publishing('one.json', text)).toEqual({
    code: 0,
    out:
      'dang-ky-khai-sinh: phiên bản 1, từ 01/03/2027\n' +
      'dang-ky-khai-sinh: version 1, from 1 March 2027\n' +
      'Đã công bố 1 phiên bản; 0 phiên bản cũ có ngày hết hiệu lực; 0 thủ tục được thay thế.\n' +
      '1 version published; 0 earlier versions given an end; 0 replacements.\n',
    errors: '',
  })
  const { code, out, errors } = await publishing('one.json', text)
  expect([code, out]).toEqual([1, ''])
  expect(errors.split('\n')).toEqual([
    expect.stringMatching(/^Danh mục thủ tục có chỗ chưa đúng\. Chưa công bố gì\./),
    expect.stringMatching(/^Something in the catalogue of procedures is not right\. Nothing was published\./),
    '  versions[0].effectiveFrom: VERSIONS_OVERLAP (2027-03-01 – …)',
    '',
    '  VERSIONS_OVERLAP',
    expect.stringMatching(/^ {4}Trùng ngày với phiên bản khác/),
    expect.stringMatching(/^ {4}Holds on days of another version/),
  ])
})

test('what is replaced and is not known is refused with its place', async () => {
  const replacements = [
    { replaced: 'dang-ky-khai-sinh-cu', replacing: 'dang-ky-khai-sinh', since: '2027-03-01' },
  ]
  expect((await publishing('whole.json', JSON.stringify({ ...example(), replacements }))).errors).toContain(
    '  replacements[0].replaced: PROCEDURE_UNKNOWN (dang-ky-khai-sinh-cu)',
  )
})

test('of a mistake that is made in every version the first fifty are printed, and how many more there are', async () => {
  const many = example()
  many.versions = Array.from({ length: 60 }, () => ({ ...many.versions[0], slug: '' }))
  const lines = (await publishing('many.json', JSON.stringify(many))).errors.split('\n')
  expect(lines.filter((line) => line.includes('versions['))).toHaveLength(50)
  expect(lines[2 + 50]).toBe('  … và 10 chỗ nữa / … and 10 more')
  expect(lines.filter((line) => line === '  SLUG_NOT_READ')).toHaveLength(1)
})

test.each<[string, string, string | Buffer, RegExp]>([
  ['that is not JSON', 'a.json', '{"decision": ', /not JSON at line 1, column 14/],
  ['that says one thing twice', 'a.json', '{"decision": 1, "decision": 2}', /“decision” stands twice/],
  [
    'of another encoding',
    'b.json',
    Buffer.from([0xff, 0xfe, 0x7b]),
    /b\.json dùng bảng mã khác.*b\.json is in another encoding\. Save it as UTF-8\./s,
  ],
  [
    'too large to be one',
    'c.json',
    Buffer.alloc(20 * 1024 * 1024 + 1, ' '),
    /c\.json dài 21 MB.*c\.json has 21 MB; at most 20 MB are read at once\. Split it\./s,
  ],
  [
    'with a key that nobody knows',
    'd.json',
    '{"decison": {}}',
    / {2}decison: UNKNOWN_KEY\n {2}decision: MISSING\n/,
  ],
])('a file %s is refused with a sentence', async (_what, name, text, sentence) => {
  const { code, out, errors } = await publishing(name, text)
  expect([code, out]).toEqual([1, ''])
  expect(errors).toMatch(sentence)
})

test('a mark of the byte order before the JSON does no harm', async () => {
  const other = example()
  other.versions[0].slug = 'dang-ky-khai-tu'
  expect((await publishing('bom.json', `\ufeff${JSON.stringify(other)}`)).code).toBe(0)
})

test('a file that is not there, and a folder, are named', async () => {
  const missing = join(files, 'missing.json')
  expect((await motcua(missing)).errors).toContain(`There is no such file. Nothing is at ${missing}.`)
  const folder = join(files, 'folder')
  await mkdir(folder)
  expect((await motcua(folder)).errors).toContain(`Not a file. ${folder} is a folder`)
})

test.each([[[]], [['one.json', 'two.json']]])('the words %j after it end with 2', async (words) => {
  const { code, errors } = await motcua(...words)
  expect(code).toBe(2)
  expect(errors).toContain('takes one file; nothing was done.')
})

test('a database whose owner may grant nothing is told what to do', async () => {
  const open = async (): Promise<Cluster> => ({
    ...{ ...province, loader: null, admin: province.owner },
    stop: async () => {},
  })
  const path = join(files, 'one.json')
  await writeFile(path, JSON.stringify(example()))
  await expect(
    publishProcedures.run({ args: [path], open, dataFolder: '', publicUrl: '', office: NOBODYS }),
  ).rejects.toMatchObject({ code: 'GRANT_NEEDED' })
})

test('the program finds the command by both its words, and ends with 1 when it is refused', async () => {
  const program = fileURLToPath(new URL('../main.ts', import.meta.url))
  // The file is looked at before the database of the office is.
  await mkdir(join(files, 'postgres'))
  const { DATABASE_URL: _, ...env } = process.env
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', program, 'publish', 'procedures', join(files, 'nowhere.json')],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...env, MOTCUA_DATA: files } },
  )
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const [code] = (await once(child, 'close')) as [number | null]
  expect([code, errors]).toEqual([1, expect.stringMatching(/Không tìm thấy .*nowhere\.json/)])
})

test('a first day that has passed is published, and said', async () => {
  const late = example()
  late.versions[0] = { ...late.versions[0], slug: 'nhan-cha-me-con', effectiveFrom: '2026-07-01' }
  const { code, out } = await publishing('late.json', JSON.stringify(late))
  expect([code, out]).toEqual([
    0,
    expect.stringContaining('Note: nhan-cha-me-con holds from 1 July 2026, before today.'),
  ])
})
