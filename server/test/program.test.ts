import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { removeFolder, temporaryFolder } from './support/cluster.ts'

/** The command line as whoever runs an office meets it: what it prints and with which number it ends. */

const PROGRAM = fileURLToPath(new URL('../src/main.ts', import.meta.url))

// Each starts the program from its sources, and most a PostgreSQL: 3 s alone, 40 s beside fifteen others.
vi.setConfig({ testTimeout: 120_000 })

let dataFolder: string
beforeAll(async () => {
  dataFolder = await temporaryFolder()
})
afterAll(() => removeFolder(dataFolder))

const motcua = async (words: string, more: NodeJS.ProcessEnv = {}) => {
  const { DATABASE_URL: _, ...env } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, ...words.split(' ')], {
    env: { ...env, HOST: '127.0.0.1', PORT: '0', MOTCUA_DATA: dataFolder, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
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

const TABLE = 'create table dossier ('

test('in a folder without an office nothing but start, migrate and demo makes one: all else says so, and makes nothing', async () => {
  const typo = join(dataFolder, 'typo')
  for (const words of [
    'user close phuoc',
    'user list',
    'mode',
    `ledger export ${join(dataFolder, 'ledger.jsonl')}`,
    'backup-key new',
    'backup /nowhere',
    'schema',
  ]) {
    const { code, out, errors } = await motcua(words, { MOTCUA_DATA: typo })
    expect([words, code, out]).toEqual([words, 3, ''])
    expect(errors).toContain(`Không có đơn vị nào trong ${typo}.`)
    expect(errors).toContain(`There is no office in ${typo}.`)
    expect(errors).not.toContain('"level":"error"')
  }
  expect(await readdir(dataFolder)).not.toContain('typo')
})

test('a port that another program has is named, with what to do, and the end is 3', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  try {
    const { code, out, errors } = await motcua('start', { PORT: String(port) })
    expect([code, out]).toEqual([3, ''])
    expect(errors).toContain(`Cổng ${port} của 127.0.0.1 đã có chương trình khác dùng`)
    expect(errors).toContain(`Port ${port} of 127.0.0.1 is taken`)
    expect(errors).toContain('set PORT to another.')
    expect(errors).not.toContain('"level":"error"')
    expect(errors).not.toContain('database-made')
  } finally {
    other.close()
  }
})

test('`schema` shows the tables of one that `migrate` has made', async () => {
  expect((await motcua('migrate')).code).toBe(0)
  const { code, out } = await motcua('schema')
  expect([code, out.includes(TABLE)]).toEqual([0, true])
})

test('what writes is held back while the office is read-only, with the reason, unless somebody says that they know', async () => {
  expect((await motcua('mode read-only --reason Chuyển.máy')).code).toBe(0)
  const before = await motcua('user list --json')
  for (const words of ['user close huong', 'demo --dossiers 5', 'ledger new-key']) {
    const { code, errors } = await motcua(words)
    expect([words, code]).toEqual([words, 1])
    expect(errors).toContain('Đơn vị đang ở chế độ chỉ đọc')
    expect(errors).toContain('because: Chuyển.máy')
    expect(errors).toContain('--although-read-only')
  }
  expect((await motcua('user list --json')).out).toBe(before.out)
  expect((await motcua('user close huong --although-read-only')).code).toBe(0)
  expect((await motcua('user open huong --although-read-only')).code).toBe(0)
  expect((await motcua('mode normal')).code).toBe(0)
})

// Only root may give a folder away.
const isRoot = process.getuid?.() === 0

test('root writes nothing into the folder of another user, and the doctor looks as that user', async () => {
  const folder = await temporaryFolder()
  try {
    expect((await motcua('migrate', { MOTCUA_DATA: folder })).code).toBe(0)
    if (!isRoot) {
      expect((await motcua('user list', { MOTCUA_DATA: folder })).code).toBe(0)
      return
    }
    const nobody = 65534
    for (const name of [
      '',
      'secrets',
      'log',
      ...(await readdir(join(folder, 'secrets'))).map((one) => `secrets/${one}`),
    ])
      await chown(join(folder, name), nobody, nobody)
    const files = await readdir(folder)
    for (const words of ['user list', 'migrate', 'start', 'serve', 'backup-key new']) {
      const { code, errors } = await motcua(words, { MOTCUA_DATA: folder })
      expect([words, code]).toEqual([words, 3])
      expect(errors).toContain('sudo -u nobody')
    }
    expect(await readdir(folder)).toEqual(files)
    const { errors } = await motcua('doctor', { MOTCUA_DATA: folder })
    expect(errors).not.toContain('sudo -u')
    for (const name of await readdir(folder))
      if (!files.includes(name)) expect([name, (await stat(join(folder, name))).uid]).toEqual([name, nobody])
  } finally {
    await removeFolder(folder)
  }
})

test.each<[string, NodeJS.ProcessEnv, string, string]>([
  ['PORT that is no number', { PORT: 'abc' }, 'PORT đang là "abc"', 'PORT is "abc"'],
  [
    'DATABASE_URL that is no address',
    { DATABASE_URL: 'blah' },
    'DATABASE_URL không phải',
    'DATABASE_URL is not an address',
  ],
  [
    'a data folder that cannot be made',
    { MOTCUA_DATA: '/proc/motcua' },
    'Không tạo được hoặc không ghi được vào thư mục dữ liệu',
    'The data folder cannot be made',
  ],
])('%s is told in both languages, and the end is 3', async (_what, env, vietnamese, english) => {
  const { code, errors } = await motcua('migrate', env)
  expect(code).toBe(3)
  expect(errors).toContain(vietnamese)
  expect(errors).toContain(english)
  expect(errors).not.toMatch(/getaddrinfo|"level":"error"/)
})

test('the port of who watches that is taken is named before anything begins', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  try {
    const { code, errors } = await motcua('work', { MOTCUA_WATCH: String(port) })
    expect(code).toBe(3)
    expect(errors).toContain(`Port ${port} of 127.0.0.1 is taken`)
    expect(errors).toContain('set MOTCUA_WATCH to another')
    expect(errors).not.toContain('"level":"error"')
  } finally {
    other.close()
  }
})

test('the doctor of an office whose program is stopped says that nobody gets in, and ends with 1', async () => {
  const { code, out } = await motcua('doctor')
  expect(code).toBe(1)
  expect(out).toMatch(/ {2}!! {3}.*0 tiến trình phục vụ/)
  const cannot = await motcua('doctor --json', { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' })
  const verdict = cannot.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .find(({ check }) => check === 'database')
  expect(verdict.values.reason).toContain('Không vào được cơ sở dữ liệu')
  expect(verdict.values.reasonInEnglish).toContain('ECONNREFUSED')
})

test('`start` ends when it is told to, also while somebody holds a connection and says no more', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, 'start'], {
    env: { ...process.env, DATABASE_URL: undefined, HOST: '127.0.0.1', PORT: '0', MOTCUA_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let logged = ''
  child.stderr.on('data', (chunk) => {
    logged += chunk
  })
  let said = ''
  const ready = new Promise<number>((resolve) => {
    child.stdout.on('data', (chunk) => {
      said += chunk
      if (/^ready$/m.test(said)) resolve(Number(/127\.0\.0\.1:(\d+)/.exec(said)?.[1]))
    })
  })
  const port = await ready
  const silent = connect(port, '127.0.0.1')
  const half = connect(port, '127.0.0.1')
  for (const socket of [silent, half]) socket.on('error', () => {})
  half.write(
    'POST /api/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
  )
  await Promise.all([once(silent, 'connect'), once(half, 'connect')])
  child.kill('SIGTERM')
  const [code] = (await once(child, 'exit')) as [number | null]
  expect(code).toBe(0)
  // Neither on its way up nor on its way down does it warn of what is as it must be.
  const events = logged
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
  expect(events.filter(({ level }) => level !== 'info')).toEqual([])
  expect(events.some(({ event }) => event === 'stopped')).toBe(true)
  silent.destroy()
  half.destroy()
})

test('keys that others may read are named, with what to do, and the end is 3', async () => {
  const key = join(dataFolder, 'secrets', 'master.key')
  await writeFile(key, 'x')
  await chmod(key, 0o644)
  const { code, out, errors } = await motcua('start')
  expect([code, out]).toEqual([3, ''])
  expect(errors).toMatch(
    /The keys of this office cannot be used\.\n.*master\.key has mode 0644.*chmod 600 it\.\n$/,
  )
  expect(errors).not.toContain('"level":"error"')
})

test('a password of the database that others may read is named, with what to do, and the end is 3', async () => {
  const folder = await temporaryFolder()
  try {
    await mkdir(join(folder, 'secrets'), { recursive: true, mode: 0o700 })
    const password = join(folder, 'secrets', 'postgres')
    await writeFile(password, 'x'.repeat(43))
    await chmod(password, 0o640)
    const { code, out, errors } = await motcua('start', { MOTCUA_DATA: folder })
    expect([code, out]).toEqual([3, ''])
    expect(errors).toMatch(/secrets\/postgres has mode 0640: others .* "chmod 600 .*postgres"/)
    expect(errors).not.toContain('x'.repeat(43))
  } finally {
    await removeFolder(folder)
  }
})

test.each([
  ['migrate --dry-run', '"--dry-run" is not understood after "migrate"; nothing was done.'],
  ['serve extra', '"extra" is not understood after "serve"; nothing was done.'],
  ['migrieren', '"migrieren" is not a command.'],
])('the words %s end with 2, and nothing is done', async (words, sentence) => {
  const { code, out, errors } = await motcua(words)
  expect([code, out]).toEqual([2, ''])
  expect(errors).toContain(sentence)
})

test('a second world in an office that has one is refused with what to do, also while the first is being made', async () => {
  const folder = await temporaryFolder()
  try {
    const own = { MOTCUA_DATA: folder }
    for (const words of [
      'demo',
      'demo --dossiers 1e3',
      'demo --dossiers=-5',
      'demo --dossiers 5 --months 1.5',
    ]) {
      const { code, errors } = await motcua(words, own)
      expect([words, code]).toEqual([words, 2])
      expect(errors).toContain('--dossiers 1000')
    }
    const both = await Promise.all([motcua('demo --dossiers 1500', own), motcua('demo --dossiers 1500', own)])
    const refused = [...both.filter(({ code }) => code !== 0), await motcua('demo --dossiers 5', own)]
    expect(both.map(({ code }) => code).filter((code) => code === 0)).toHaveLength(1)
    for (const { code, errors } of refused) {
      expect([1, 3]).toContain(code)
      expect(errors).not.toMatch(/"level":"error"|duplicate key|parser\.ts/)
    }
    expect(refused.at(-1)?.errors).toContain('Đơn vị đã có hồ sơ.')
    expect(refused.at(-1)?.errors).toContain('MOTCUA_DATA=')
  } finally {
    await removeFolder(folder)
  }
})
