import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type PlainDate, plainDate } from '#common/time.ts'
import {
  ancestorsOn,
  type Dated,
  inCircles,
  isInForce,
  type Succession,
  successorsOn,
  treeOf,
  unitOn,
} from './tree.ts'

const unit = (id: string, from: string, to: string | null = null, parentId: string | null = null): Dated => ({
  id,
  parentId,
  validFrom: plainDate(from),
  validTo: to === null ? null : plainDate(to),
})
const links = (...pairs: [string, string][]): Succession[] =>
  pairs.map(([predecessorId, successorId]) => ({ predecessorId, successorId }))

// Two wards become one in 2020; that is divided in 2023; of the parts one ends in 2025 without a successor, one goes on.
const TREE = treeOf(
  [
    unit('a', '2000-01-01', '2020-03-01'),
    unit('b', '2005-01-01', '2020-03-01'),
    unit('ab', '2020-03-01', '2023-06-01'),
    unit('left', '2023-06-01', '2025-07-01'),
    unit('right', '2023-06-01'),
    unit('old', '1990-01-01', '2023-06-01'),
  ],
  links(['a', 'ab'], ['b', 'ab'], ['ab', 'left'], ['ab', 'right'], ['old', 'right']),
)

describe('who does the work of a unit on a day', () => {
  test.each([
    ['a', '1999-12-31', []],
    ['a', '2000-01-01', ['a']],
    ['a', '2020-02-29', ['a']],
    ['a', '2020-03-01', ['ab']],
    ['b', '2004-12-31', []],
    ['b', '2023-05-31', ['ab']],
    ['b', '2023-06-01', ['left', 'right']],
    ['a', '2025-07-01', ['right']],
    ['left', '2025-07-01', []],
    ['old', '2024-01-01', ['right']],
    ['ab', '2019-01-01', []],
    ['nobody', '2024-01-01', []],
  ])('%s on %s: %j', (id, day, expected) => {
    expect(successorsOn(TREE, id, plainDate(day)).map((one) => one.id)).toEqual(expected)
  })

  test('one that is met on two ways is told once, and a circle ends', () => {
    const diamond = treeOf(
      ['top', 'l', 'r'].map((id) => unit(id, '2000-01-01', '2010-01-01')).concat(unit('end', '2010-01-01')),
      links(['top', 'l'], ['top', 'r'], ['l', 'end'], ['r', 'end'], ['r', 'top']),
    )
    expect(successorsOn(diamond, 'top', plainDate('2015-01-01')).map(({ id }) => id)).toEqual(['end'])
  })
})

test('a unit is there from its first day until before the day on which it is no more', () => {
  const of = (day: string) => unitOn(TREE, 'ab', plainDate(day))?.id ?? null
  expect(['2020-02-29', '2020-03-01', '2023-05-31', '2023-06-01'].map(of)).toEqual([null, 'ab', 'ab', null])
})

test('what stands above a unit is told as of the day, nearest first', () => {
  const tree = treeOf(
    [
      unit('province', '1997-01-01', '2025-07-01'),
      unit('district', '2000-01-01', '2025-07-01', 'province'),
      unit('commune', '2010-01-01', '2025-07-01', 'district'),
    ],
    [],
  )
  const above = (day: string) => ancestorsOn(tree, 'commune', plainDate(day)).map(({ id }) => id)
  expect(above('2024-01-01')).toEqual(['district', 'province'])
  expect(above('2009-12-31')).toEqual([])
  expect(above('2025-07-01')).toEqual([])
  const standing = treeOf([unit('x', '2000-01-01', null, 'y'), unit('y', '2000-01-01', null, 'x')], [])
  expect(ancestorsOn(standing, 'x', plainDate('2020-01-01')).map(({ id }) => id)).toEqual(['y'])
})

// ---- Against a reckoning that shares no code -------------------------------------------------------------------

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const START = plainDate('2020-01-01')
const day = fc.integer({ min: 0, max: 12 }).map((days) => addDays(START, days))
// Late enough that something has ended.
const laterDay = fc.integer({ min: 6, max: 16 }).map((days) => addDays(START, days))
const anyTree = fc.record({
  units: fc.tuple(
    ...IDS.map((id) =>
      fc.record({ from: day, lasts: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 2 }) }).map(
        ({ from, lasts }): Dated => ({
          id,
          parentId: null,
          validFrom: from,
          validTo: lasts === null ? null : addDays(from, lasts),
        }),
      ),
    ),
  ),
  pairs: fc.uniqueArray(fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(...IDS)), {
    minLength: 6,
    maxLength: 20,
    selector: ([one, other]) => one + other,
  }),
})

/** A set is stirred until nothing changes: each that has ended is replaced by those who succeed it. */
const stirred = (units: readonly Dated[], pairs: readonly [string, string][], id: string, on: PlainDate) => {
  const born = (one: string) => units.some((unit) => unit.id === one && unit.validFrom <= on)
  let seen = new Set([id].filter(born))
  for (;;) {
    const more = pairs
      .filter(
        ([from, to]) =>
          seen.has(from) && born(to) && !units.some((unit) => unit.id === from && isInForce(unit, on)),
      )
      .map(([, to]) => to)
    const next = new Set([...seen, ...more])
    if (next.size === seen.size) break
    seen = next
  }
  return [...seen].filter((one) => units.some((unit) => unit.id === one && isInForce(unit, on))).sort()
}

test('successors are those that stirring the whole tree leaves', () => {
  let several = 0
  fc.assert(
    fc.property(anyTree, fc.constantFrom(...IDS), laterDay, ({ units, pairs }, id, on) => {
      const tree = treeOf(
        units,
        pairs.map(([predecessorId, successorId]) => ({ predecessorId, successorId })),
      )
      const found = successorsOn(tree, id, on).map((one) => one.id)
      if (found.length > 1) several += 1
      expect(new Set(found).size).toBe(found.length)
      expect([...found].sort()).toEqual(stirred(units, pairs, id, on))
    }),
    { numRuns: 3000 },
  )
  // Without divisions nothing was tried.
  expect(several).toBeGreaterThan(100)
})

test('circles are those of the transitive closure', () => {
  fc.assert(
    fc.property(anyTree, ({ pairs }) => {
      const reaches = new Set(pairs.map(([from, to]) => from + to))
      for (const by of IDS)
        for (const from of IDS)
          for (const to of IDS) if (reaches.has(from + by) && reaches.has(by + to)) reaches.add(from + to)
      const found = inCircles(IDS, (id) => pairs.filter(([from]) => from === id).map(([, to]) => to))
      expect([...found].sort()).toEqual(IDS.filter((id) => reaches.has(id + id)))
    }),
    { numRuns: 2000 },
  )
})
