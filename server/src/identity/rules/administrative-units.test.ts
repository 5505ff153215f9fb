import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, plainDate } from '#common/time.ts'
import {
  type AdministrativeUnit,
  faultsOf,
  type Level,
  TIERS,
  type TreeProblem,
} from './administrative-units.ts'
import { treeOf } from './tree.ts'

/** `code level from–to ^parent` with ids as they come; successions as `predecessor>successor` by ids. */
const place = (
  id: string,
  level: Level,
  from: string,
  to: string | null,
  parentId: string | null,
  code = id,
) =>
  ({
    id,
    code,
    name: id,
    level,
    parentId,
    validFrom: plainDate(from),
    validTo: to === null ? null : plainDate(to),
  }) satisfies AdministrativeUnit

const P = place('P', 'PROVINCE', '1997-01-01', null, null)
const D = place('D', 'DISTRICT', '2000-01-01', '2025-07-01', 'P')
const OLD = place('old', 'COMMUNE', '2000-01-01', '2025-07-01', 'D', '09262')
const NEW = place('new', 'COMMUNE', '2025-07-01', null, 'P', '09247')
const RIGHT = [P, D, OLD, NEW]

const CASES: [string, AdministrativeUnit[], [string, string][], [string, TreeProblem][]][] = [
  ['a tree of three levels and then of two', RIGHT, [['old', 'new']], []],
  [
    'the code of one that has ended, borne by another from that day on',
    [P, D, { ...OLD, code: NEW.code }, NEW],
    [],
    [],
  ],
  [
    'two that bear one code on one day',
    [P, D, OLD, NEW, { ...NEW, id: 'twin', validFrom: plainDate('2026-01-01') }],
    [],
    [['twin', 'CODE_AT_ONCE']],
  ],
  [
    'one that goes on while a later one has come and gone',
    [
      P,
      NEW,
      place('short', 'COMMUNE', '2025-08-01', '2025-09-01', 'P', NEW.code),
      place('late', 'COMMUNE', '2025-10-01', null, 'P', NEW.code),
    ],
    [],
    [
      ['short', 'CODE_AT_ONCE'],
      ['late', 'CODE_AT_ONCE'],
    ],
  ],
  ['a district that goes on', [P, { ...D, validTo: null }], [], [['D', 'LEVEL_NOT_IN_LAW']]],
  [
    'a district that ends a day late',
    [P, { ...D, validTo: plainDate('2025-07-02') }],
    [],
    [['D', 'LEVEL_NOT_IN_LAW']],
  ],
  ['a parent that is not there at all', [P, { ...NEW, parentId: 'nobody' }], [], [['new', 'PARENT_UNKNOWN']]],
  [
    'a parent that came later',
    [{ ...P, validFrom: plainDate('2025-07-02') }, NEW],
    [],
    [['new', 'PARENT_NOT_IN_FORCE']],
  ],
  [
    'a parent that has ended',
    [{ ...P, validTo: plainDate('2026-01-01') }, NEW],
    [],
    [['new', 'PARENT_NOT_IN_FORCE']],
  ],
  ['a commune without a parent', [{ ...NEW, parentId: null }], [], [['new', 'PARENT_LEVEL']]],
  [
    'a commune that comes under the province before it may',
    [P, { ...NEW, validFrom: plainDate('2025-06-30') }],
    [],
    [['new', 'PARENT_LEVEL']],
  ],
  [
    'two that stand above each other',
    [place('x', 'COMMUNE', '2025-07-01', null, 'y'), place('y', 'COMMUNE', '2025-07-01', null, 'x')],
    [],
    [
      ['x', 'PARENT_IN_A_CIRCLE'],
      ['x', 'PARENT_LEVEL'],
      ['y', 'PARENT_IN_A_CIRCLE'],
      ['y', 'PARENT_LEVEL'],
    ],
  ],
  ['a successor of one that is there', RIGHT, [['new', 'P']], [['new', 'SUCCEEDED_IN_FORCE']]],
  ['a successor that is not there at all', RIGHT, [['old', 'nobody']], [['old', 'SUCCESSOR_UNKNOWN']]],
  [
    'a successor that comes later',
    [P, D, OLD, { ...NEW, validFrom: plainDate('2025-07-02') }],
    [['old', 'new']],
    [['old', 'SUCCESSOR_NOT_IN_FORCE']],
  ],
  [
    'two that succeed each other',
    [P, D, OLD, { ...OLD, id: 'other', code: 'other' }],
    [
      ['old', 'other'],
      ['other', 'old'],
    ],
    [
      ['old', 'SUCCEEDED_IN_A_CIRCLE'],
      ['other', 'SUCCEEDED_IN_A_CIRCLE'],
    ],
  ],
]

describe('what is wrong with a tree of places', () => {
  test.each(CASES)('%s', (_name, units, pairs, expected) => {
    const tree = treeOf(
      units,
      pairs.map(([predecessorId, successorId]) => ({ predecessorId, successorId })),
    )
    expect(faultsOf(tree).map(({ unitId, problem }) => [unitId, problem])).toEqual(expected)
  })

  test('a law of tomorrow is data: with another tier the same tree is judged otherwise', () => {
    const law = [
      ...TIERS,
      {
        validFrom: plainDate('2030-01-01'),
        levels: ['COMMUNE'] as const,
        legalBasis: 'none',
        confirmed: false,
      },
    ]
    expect(faultsOf(treeOf([P], []), law)).toEqual([
      { unitId: 'P', problem: 'LEVEL_NOT_IN_LAW', about: '2030-01-01' },
    ])
  })
})

// ---- Day by day ------------------------------------------------------------------------------------------------

const START = plainDate('2024-01-01')
const LAST = 30

test('codes borne at once and parents that are away are those that a walk through the days meets', () => {
  const anyUnits = fc.array(
    fc.record({
      code: fc.constantFrom('1', '2'),
      from: fc.integer({ min: 0, max: 20 }),
      lasts: fc.integer({ min: 1, max: 9 }),
      parent: fc.nat({ max: 5 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  const met = { codes: 0, parents: 0 }
  fc.assert(
    fc.property(anyUnits, (drawn) => {
      const units = drawn.map(({ code, from, lasts, parent }, index): AdministrativeUnit => {
        // Parents stand before their children, so that there is no circle.
        const parentId = parent < index ? String(parent) : null
        const [validFrom, validTo] = [addDays(START, from), addDays(START, from + lasts)]
        return { id: String(index), code, name: '', level: 'PROVINCE', parentId, validFrom, validTo }
      })
      const there = (one: number, at: number) => {
        const { from, lasts } = drawn[one]!
        return from <= at && at < from + lasts
      }
      const days = Array.from({ length: LAST }, (_, at) => at)
      const away = drawn.flatMap(({ parent }, index) =>
        parent < index && days.some((at) => there(index, at) && !there(parent, at)) ? [String(index)] : [],
      )
      const clash = drawn.some(({ code }, one) =>
        drawn.some(
          (other, two) =>
            one < two && other.code === code && days.some((at) => there(one, at) && there(two, at)),
        ),
      )
      const found = faultsOf(treeOf(units, []))
      const of = (problem: TreeProblem) =>
        found.filter((fault) => fault.problem === problem).map(({ unitId }) => unitId)
      expect(of('PARENT_NOT_IN_FORCE')).toEqual(away)
      expect(of('CODE_AT_ONCE').length > 0).toBe(clash)
      if (clash) met.codes += 1
      if (away.length > 0) met.parents += 1
    }),
    { numRuns: 1500 },
  )
  expect(Math.min(met.codes, met.parents)).toBeGreaterThan(100)
})
