import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, writeFile } from 'node:fs/promises'
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

test('`schema` shows a database that nobody has migrated as it stands: without a table', async () => {
  const { code, out } = await motcua('schema')
  expect([code, out.includes(TABLE)]).toEqual([0, false])
})

test('a port that another program has is named, with what to do, and the end is 3', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  try {
    const { code, out, errors } = await motcua('start', { PORT: String(port) })
    expect([code, out]).toEqual([3, ''])
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

test('`start` ends when it is told to, also while somebody holds a connection and says no more', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, 'start'], {
    env: { ...process.env, DATABASE_URL: undefined, HOST: '127.0.0.1', PORT: '0', MOTCUA_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'ignore'],
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
    /The keys of this office cannot be used: .*master\.key has mode 0644.*chmod 600 it\.\n$/,
  )
  expect(errors).not.toContain('"level":"error"')
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
