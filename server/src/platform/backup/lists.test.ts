import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Bench, headMade, openBench, SOME_HEAD } from '../../../test/support/backup-heads.ts'
import { aheadOf, inOrder, openBackup, shelfOf } from './lists.ts'
import { prune } from './retention.ts'

/** Which backup is the newest, and what one that cannot be read does to the others. */

const NOW = '2025-11-28T01:00:00.000Z'
const at = (day: number) => new Date(Date.parse(NOW) + day * 86_400_000).toISOString()
const made = (ended: string, endLsn: string, life = 'a') => ({
  ...{ ended, endLsn, life, systemId: '7', timeline: 1 },
})

test('a clock that was ahead for an hour does not make the backup of that hour the newest', () => {
  const before = made(at(-2), '0/2000000')
  const ahead = made(at(1), '0/3000000')
  const after = made(at(-0.1), '0/4000000')
  expect(inOrder([ahead, after, before], NOW)).toEqual([before, ahead, after])
  expect(aheadOf([before, ahead, after], NOW)).toEqual([ahead])
})

test('whatever the clock said, within one life the log tells the order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -900, max: 900 }), { minLength: 1 }), (days) => {
      const backups = days.map((day, index) => made(at(day), `0/${(index + 1).toString(16)}`))
      expect(inOrder(backups.toReversed(), NOW)).toEqual(backups)
    }),
  )
})

test.each<[string, ReturnType<typeof made>[], string]>([
  ['the office that lives on, and a copy of it', [made(at(-1), '0/9', 'copy'), made(at(0), '0/5')], 'a'],
  ['a restored office, and the one that is gone', [made(at(-1), '0/9'), made(at(0), '0/5', 'new')], 'new'],
  [
    'the server of the new one is a minute ahead of us',
    [made(at(-1), '0/9'), made(at(0.001), '0/5', 'new')],
    'new',
  ],
  ['the one that is gone had its clock ahead', [made(at(9), '0/9'), made(at(0), '0/5', 'new')], 'new'],
  [
    'whoever restores sits at a clock that is behind',
    [made(at(-9), '0/9'), made(at(-8), '0/5', 'new'), made(at(2), '0/6', 'new')],
    'new',
  ],
])('of two lives that is later whose newest backup is: %s', (_what, backups, life) => {
  expect(inOrder(backups, NOW).at(-1)).toMatchObject({ life })
})

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.remove())

const [FIRST, SECOND] = ['20251127T010000Z-aaaa', '20251128T010000Z-bbbb']
const headsFolder = () => join(bench.repository.folder, 'backups')

test('a head that cannot be read is named, and hides no other; what is no head at all is passed over', async () => {
  await headMade(bench, { id: FIRST, ended: at(-1) })
  await headMade(bench, { id: SECOND, ended: NOW, endLsn: '0/5000000' })
  await writeFile(join(headsFolder(), `._${FIRST}.json`), 'Mac')
  await copyFile(join(headsFolder(), `${FIRST}.json`), join(headsFolder(), `copy of ${FIRST}.json`))
  expect((await shelfOf(bench.repository)).damaged).toEqual([])
  await writeFile(join(headsFolder(), `${SECOND}.json`), '')
  const { heads, damaged } = await shelfOf(bench.repository)
  expect(heads.map(({ id }) => id)).toEqual([FIRST])
  expect(damaged).toEqual([SECOND])
  await expect(openBackup(bench.repository, FIRST, bench.key)).resolves.toMatchObject({ head: { id: FIRST } })
  await expect(openBackup(bench.repository, '../../x', bench.key)).rejects.toMatchObject({
    code: 'backup-unknown',
  })
})

test('pruning beside a damaged head leaves what that one names, and the newest of each life', async () => {
  const keep = { days: 1, weeks: 0, months: 0 }
  await headMade(bench, { id: FIRST, ended: at(-1) })
  await headMade(bench, { id: SECOND, endLsn: '0/5000000', ended: at(1) })
  const third = await headMade(bench, { id: '20251128T020000Z-cccc', endLsn: '0/6000000', ended: NOW })
  const other = { id: '20251126T020000Z-dddd', life: 'bbbbbbbbbbbb', ended: at(-2) }
  await headMade(bench, other)
  await writeFile(join(headsFolder(), `${FIRST}.json`), '{')
  // Of two that were made on a machine whose clock was ahead and then right, the one made last stays.
  expect(await prune(bench.repository, keep, 0)).toMatchObject({ removed: [SECOND], damaged: [FIRST] })
  const { heads, damaged } = await shelfOf(bench.repository)
  expect([heads.map(({ id }) => id), damaged]).toEqual([[other.id, third.id], [FIRST]])
  await expect(openBackup(bench.repository, third.id, bench.key)).resolves.toBeDefined()
  expect(SOME_HEAD.life).toBe(third.life)
})
