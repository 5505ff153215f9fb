import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { judge, LIMITS } from '#platform/watch/health.ts'

/** What docs/operations.md tells of the program, held against the program. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PAPER = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8')
const SOURCES = readdirSync(join(ROOT, 'server/src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/\.test(ing)?\.ts$/.test(file))
  .map((file) => readFileSync(join(ROOT, 'server/src', file), 'utf8'))

/** Events that the program writes as they stand; those it puts together are named below. */
const written = SOURCES.flatMap((source) =>
  [...source.matchAll(/\bevent: (?:\w+ \? )?'([a-z][a-z.-]*)'(?: : '([a-z][a-z.-]*)')?/g)].flatMap(
    ([, one, other]) => [one, other].filter((event) => event !== undefined),
  ),
)

const NOTHING_KNOWN = {
  writeMs: null,
  skewSeconds: null,
  diskPercent: null,
  oldestJobSeconds: null,
  deadJobs: null,
  workers: null,
  isHearing: false,
  unsealedSeconds: null,
}

test('each event of the log is explained, and none that the program does not write', () => {
  const health = judge(NOTHING_KNOWN, () => 'OK').map(({ name }) => `health.${name}`)
  const explained = [...PAPER.matchAll(/^\| `([a-z][a-z.-]*)` \|/gm)].map(([, event]) => event)
  expect(explained.toSorted()).toEqual([...new Set([...written, ...health])].toSorted())
})

test('the table of a disk that fills up has the limits of the program', () => {
  const told = [...PAPER.matchAll(/^\| (\d+) % \|/gm)].map(([, percent]) => Number(percent))
  expect(told).toEqual(Object.values(LIMITS.diskPercent))
})

test('every file that it points to is there, and every unit names words that the program has', () => {
  const folder = join(ROOT, 'docs/examples/operations')
  const files = readdirSync(folder)
  const named = [...PAPER.matchAll(/\(examples\/operations\/([^)]+)\)/g)].map(([, file]) => file)
  expect([...new Set(named)].toSorted()).toEqual(files.toSorted())
  const words = files
    .filter((file) => file.endsWith('.service'))
    .map((file) => /^ExecStart=.* (\w+)$/m.exec(readFileSync(join(folder, file), 'utf8'))?.[1])
  expect(words.toSorted()).toEqual(['serve', 'start', 'work'])
})

test('alerts ask for figures that the program gives', () => {
  const alerts = readFileSync(join(ROOT, 'docs/examples/operations/motcua-alerts.yml'), 'utf8')
  const asked = [...alerts.matchAll(/motcua_([a-z_]+?)(?:_count|_bucket)?[{)[ ]/g)].map(
    ([, name]) => name as string,
  )
  expect(asked.length).toBeGreaterThan(2)
  const given = SOURCES.join('\n')
  expect(asked.filter((name) => !new RegExp(`['\`](motcua_)?${name}['\`]`).test(given))).toEqual([])
})
