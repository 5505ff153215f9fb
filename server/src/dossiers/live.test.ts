import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Officer } from '#identity/index.ts'
import type { Database } from '#platform/db/database.ts'
import { isChange, type Live, openLive } from './live.ts'

/** What each authority finds changed when it is looked there; the bus is away. */
let changed: Record<string, { id: string; version: number; authorities: string[]; units: string[] }[]>
let live: Live
beforeEach(() => {
  vi.useFakeTimers()
  changed = {}
  const database = {
    as: async ({ authority }: { authority: string }, work: (tx: unknown) => unknown) =>
      work({ run: async () => changed[authority] ?? [] }),
  }
  live = openLive(
    database as unknown as Database,
    () => false,
    () => {},
  )
})
afterEach(() => {
  live.close()
  vi.useRealTimers()
})

const LOOK_MS = 1_000

const leaderOf = (authorityId: string): Officer => ({
  id: `leader of ${authorityId}`,
  username: '',
  fullName: '',
  title: '',
  authorityId,
  unitId: `unit of ${authorityId}`,
  roles: ['LEADER'],
  posts: [
    { authorityId, unitId: `unit of ${authorityId}`, role: 'LEADER', onBehalfOf: null, procedures: null },
  ],
})

/** What a leader hears: dossiers with their versions, or `EVERYTHING`. */
const following = (authorityId: string, officer = leaderOf(authorityId)): string[] => {
  const heard: string[] = []
  live.follow(
    () => officer,
    (one) => heard.push(one === 'EVERYTHING' ? one : `${one.dossierId} ${one.version}`),
  )
  return heard
}

const rows = (count: number, authorities: string[], version = 1, from = 0) =>
  Array.from({ length: count }, (_, n) => ({ id: `d${from + n}`, version, authorities, units: [] }))

test('so much changed in dossiers that two authorities share: both hear of it, once, and a third of nothing', async () => {
  const [a, p, other] = [following('A'), following('P'), following('B')]
  changed = { A: rows(101, ['A', 'P']), P: rows(101, ['A', 'P']) }
  await vi.advanceTimersByTimeAsync(LOOK_MS)
  expect({ a, p, other }).toEqual({ a: ['EVERYTHING'], p: ['EVERYTHING'], other: [] })
  await vi.advanceTimersByTimeAsync(3 * LOOK_MS)
  expect({ a, p, other }).toEqual({ a: ['EVERYTHING'], p: ['EVERYTHING'], other: [] })
  changed = { A: [...rows(1, ['A', 'P'], 2), ...rows(100, ['A', 'P'], 1, 1)] }
  await vi.advanceTimersByTimeAsync(LOOK_MS)
  expect(a).toEqual(['EVERYTHING', 'EVERYTHING'])
})

test('who shares a few dossiers with an authority where much changed hears of those, by their ids', async () => {
  const [a, p] = [following('A'), following('P')]
  const shared = rows(2, ['A', 'P'])
  changed = { A: [...shared, ...rows(99, ['A'], 1, 2)], P: shared }
  await vi.advanceTimersByTimeAsync(LOOK_MS)
  expect(a[0]).toBe('EVERYTHING')
  expect(p).toEqual(['d0 1', 'd1 1'])
})

test.each([1, 100, 101])('of %d changes that words told of already nothing is said again', async (count) => {
  const a = following('A')
  changed = { A: rows(count, ['A']) }
  for (const { id, ...row } of changed.A ?? []) live.onWord({ dossierId: id, ...row })
  expect(a).toHaveLength(count)
  await vi.advanceTimersByTimeAsync(LOOK_MS)
  expect(a).toHaveLength(count)
})

test('whoever holds a post for some procedures hears that something changed, and not of which dossier', () => {
  const lent = (authorityId: string): Officer => ({
    ...leaderOf(authorityId),
    posts: leaderOf(authorityId).posts.map((post) => ({ ...post, procedures: ['khai-sinh'] })),
  })
  const [some, other] = [following('A', lent('A')), following('B', lent('B'))]
  live.onWord({ dossierId: 'd0', version: 1, authorities: ['A'], units: [] })
  expect({ some, other }).toEqual({ some: ['EVERYTHING'], other: [] })
})

const ID = '018f0000-0000-7000-8000-000000000000'
const WORD = { dossierId: ID, version: 3, authorities: [ID], units: [] }

test.each<[boolean, string, unknown]>([
  [true, 'a change', WORD],
  [true, 'one with more than we know of', { ...WORD, later: 1 }],
  [false, 'nothing', null],
  [false, 'a text', 'change'],
  [false, 'a list', [WORD]],
  [false, 'a dossier that is no id', { ...WORD, dossierId: 'd0' }],
  [false, 'a version that is none', { ...WORD, version: '3' }],
  [false, 'a version before the first', { ...WORD, version: 0 }],
  [false, 'a version beyond counting', { ...WORD, version: 2 ** 53 }],
  [false, 'no authorities', { ...WORD, authorities: undefined }],
  [false, 'authorities that are no list', { ...WORD, authorities: ID }],
  [false, 'units that are no ids', { ...WORD, units: [null] }],
])('a word is taken (%s) for %s', (isOne, _what, value) => {
  expect(isChange(value)).toBe(isOne)
})
