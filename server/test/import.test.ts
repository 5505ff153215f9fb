import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { removeFolder, temporaryFolder } from './support/cluster.ts'

/** `motcua import procedures` as whoever runs an office meets it: beside a running one, and without. */

const PROGRAM = fileURLToPath(new URL('../src/main.ts', import.meta.url))

// Each starts the program from its sources, and most a PostgreSQL: 3 s alone, 40 s beside fifteen others.
vi.setConfig({ testTimeout: 240_000 })

let dataFolder: string
let file: string
beforeAll(async () => {
  dataFolder = await temporaryFolder()
  file = join(dataFolder, 'records.json')
  await writeFile(
    file,
    JSON.stringify([record('Cấp thẻ', '07 Ngày làm việc'), record('Cấp lại thẻ', 'khác')]),
  )
})
afterAll(() => removeFolder(dataFolder))

const record = (title: string, term: string) => ({
  title,
  'Cách thức thực hiện': [{ 'Hình thức nộp': 'Trực tiếp', 'Thời hạn giải quyết': term }],
})

const program = (...words: string[]) => {
  const { DATABASE_URL: _, ...env } = process.env
  return spawn(process.execPath, ['--import', 'tsx', PROGRAM, ...words], {
    env: { ...env, HOST: '127.0.0.1', PORT: '0', MOTCUA_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

const motcua = async (...words: string[]) => {
  const child = program(...words)
  const said = { out: '', errors: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.errors += chunk
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...said }
}

test('in an office that was only just made it says what it has read and what a person must decide', async () => {
  expect((await motcua('migrate')).code).toBe(0)
  const { code, out } = await motcua('import', 'procedures', file)
  expect(code).toBe(0)
  expect(out).toMatch(/^1\. {2}Cấp thẻ\n {4}Bản nháp của một thủ tục mới\.\n/)
  expect(out).toContain('Trực tiếp tại quầy: 7 ngày làm việc.')
  expect(out).toMatch(/Thời hạn giải quyết: Thời hạn nằm trong câu văn\..* “khác”/)
  expect(out).toContain('2 bản ghi: 2 bản nháp mới, 0 thay bản nháp cũ, 0 không đổi')
  expect(out).toMatch(
    /Chưa có gì được công bố\..*motcua print draft .*motcua publish procedures tệp\.json\.\n$/,
  )
})

test('beside a running office it changes nothing the second time, and prints an object a line for programs', async () => {
  const office = program('start')
  try {
    let said = ''
    office.stderr.resume()
    await new Promise<void>((resolve) => {
      office.stdout.on('data', (chunk) => {
        said += chunk
        if (/^ready$/m.test(said)) resolve()
      })
    })
    const { code, out } = await motcua('import', 'procedures', file, '--json')
    expect(code).toBe(0)
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ title }) => title)).toEqual(['Cấp thẻ', 'Cấp lại thẻ'])
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(['title', 'understood', 'keptAsText', 'forPerson', 'lost'])
      expect(line.lost).toEqual([])
    }
    expect(lines[0].understood).toContainEqual({
      path: ['Cách thức thực hiện', 0, 'Thời hạn giải quyết'],
      code: 'term',
      words: '07 Ngày làm việc',
      value: { value: 7, unit: 'WORKING_DAY' },
      sentence: 'Thời hạn 7 ngày làm việc.',
    })
    expect((await motcua('import', 'procedures', file)).out).toContain('2 không đổi')
  } finally {
    office.kill('SIGTERM')
    await once(office, 'exit')
  }
})

test('a file that cannot be imported ends with 1, its reasons on standard error', async () => {
  const bad = join(dataFolder, 'bad.json')
  await writeFile(bad, JSON.stringify([record('Cấp thẻ', '5 Ngày'), { 'Cấp thẻ': 1 }]))
  const { code, out, errors } = await motcua('import', 'procedures', bad, '--json')
  expect([code, out]).toEqual([1, ''])
  expect(errors).toContain('  2: Bản ghi không có tên thủ tục / The record has no title')
})

test.each([
  [['import', 'procedures', '--help'], 0, 'motcua import procedures FILE [--json]'],
  [['import', 'procedures'], 2, ''],
  [['import'], 2, ''],
])('%j ends with %i', async (words, wanted, said) => {
  const { code, out } = await motcua(...words)
  expect(code).toBe(wanted)
  expect(out.startsWith(said)).toBe(true)
})
