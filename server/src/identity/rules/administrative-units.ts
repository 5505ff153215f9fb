import { type PlainDate, plainDate } from '#common/time.ts'
import { type Dated, inCircles, isInForce, type Tree } from './tree.ts'

/** The country's places (đơn vị hành chính), and what the law says of their tree. */

export const LEVELS = ['PROVINCE', 'DISTRICT', 'COMMUNE'] as const
export type Level = (typeof LEVELS)[number]

export interface AdministrativeUnit extends Dated {
  /** Of the General Statistics Office; two units may have borne it, one after the other. */
  code: string
  name: string
  level: Level
}

/** Which levels there are, from the highest to the lowest. */
export interface Tiers {
  validFrom: PlainDate
  levels: readonly Level[]
  legalBasis: string
  /** Whether somebody has read it in the text of the law. */
  confirmed: boolean
}

export const TIERS: readonly Tiers[] = [
  {
    validFrom: plainDate('1945-09-02'),
    levels: ['PROVINCE', 'DISTRICT', 'COMMUNE'],
    legalBasis: 'Hiến pháp 2013, Điều 110 (trước khi sửa đổi)',
    confirmed: false,
  },
  {
    validFrom: plainDate('2025-07-01'),
    levels: ['PROVINCE', 'COMMUNE'],
    legalBasis: 'Nghị quyết 203/2025/QH15; Luật Tổ chức chính quyền địa phương 72/2025/QH15',
    confirmed: false,
  },
]

export const TREE_PROBLEMS = [
  'CODE_AT_ONCE',
  'PARENT_UNKNOWN',
  'PARENT_NOT_IN_FORCE',
  'PARENT_IN_A_CIRCLE',
  'PARENT_LEVEL',
  'LEVEL_NOT_IN_LAW',
  'SUCCESSOR_UNKNOWN',
  'SUCCESSOR_NOT_IN_FORCE',
  'SUCCEEDED_IN_FORCE',
  'SUCCEEDED_IN_A_CIRCLE',
] as const
export type TreeProblem = (typeof TREE_PROBLEMS)[number]

export interface TreeFault {
  unitId: string
  problem: TreeProblem
  /** The other unit's code or id, or the day, that it is about. */
  about: string
}

/** What is wrong with a tree of places; of a tree without faults `successorsOn` and `ancestorsOn` tell the truth. */
export const faultsOf = (tree: Tree<AdministrativeUnit>, tiers: readonly Tiers[] = TIERS): TreeFault[] => {
  const units = [...tree.units.values()]
  const parentsOf = (id: string) => [tree.units.get(id)?.parentId ?? []].flat()
  const circles = {
    parents: inCircles(tree.units.keys(), parentsOf),
    successors: inCircles(tree.units.keys(), (id) => tree.successors.get(id) ?? []),
  }
  return [
    ...bornAtOnce(units),
    ...units.flatMap((unit) => [
      ...faultsOfParent(tree, unit, circles.parents),
      ...faultsOfLevel(tree, unit, tiers),
      ...faultsOfSuccession(tree, unit, circles.successors),
    ]),
  ]
}

/** A code that two units bear on one day. */
const bornAtOnce = (units: readonly AdministrativeUnit[]): TreeFault[] => {
  // By code: of those met so far the one that ends last, since the one before may have ended while an earlier one goes on.
  const lasting = new Map<string, AdministrativeUnit>()
  const inOrder = [...units].sort((one, other) => compare(one.validFrom, other.validFrom))
  return inOrder.flatMap((unit): TreeFault[] => {
    const before = lasting.get(unit.code)
    if (!before || (before.validTo !== null && endsAfter(unit, before.validTo))) lasting.set(unit.code, unit)
    return before && endsAfter(before, unit.validFrom)
      ? [{ unitId: unit.id, problem: 'CODE_AT_ONCE', about: `${unit.code} ${before.validFrom}` }]
      : []
  })
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** Whether it goes on after that day, or begins later. */
const endsAfter = ({ validTo }: Dated, date: PlainDate): boolean => validTo === null || validTo > date

const faultsOfParent = (
  tree: Tree<AdministrativeUnit>,
  unit: AdministrativeUnit,
  circles: ReadonlySet<string>,
): TreeFault[] => {
  if (unit.parentId === null) return []
  const fault = (problem: TreeProblem, about: string) => [{ unitId: unit.id, problem, about }]
  const parent = tree.units.get(unit.parentId)
  if (!parent) return fault('PARENT_UNKNOWN', unit.parentId)
  if (circles.has(unit.id)) return fault('PARENT_IN_A_CIRCLE', parent.code)
  const isCovered =
    parent.validFrom <= unit.validFrom &&
    (parent.validTo === null || (unit.validTo !== null && unit.validTo <= parent.validTo))
  return isCovered ? [] : fault('PARENT_NOT_IN_FORCE', parent.code)
}

const faultsOfLevel = (
  tree: Tree<AdministrativeUnit>,
  unit: AdministrativeUnit,
  tiers: readonly Tiers[],
): TreeFault[] => {
  const parent = unit.parentId === null ? undefined : tree.units.get(unit.parentId)
  return tiers.flatMap(({ validFrom, levels }, index): TreeFault[] => {
    const until = tiers[index + 1]?.validFrom ?? null
    if (!endsAfter(unit, validFrom) || (until !== null && unit.validFrom >= until)) return []
    if (!levels.includes(unit.level))
      return [{ unitId: unit.id, problem: 'LEVEL_NOT_IN_LAW', about: validFrom }]
    const above = levels[levels.indexOf(unit.level) - 1]
    // A parent that is named and not there is told already.
    if (unit.parentId !== null && !parent) return []
    return parent?.level === above ? [] : [{ unitId: unit.id, problem: 'PARENT_LEVEL', about: above ?? '' }]
  })
}

const faultsOfSuccession = (
  tree: Tree<AdministrativeUnit>,
  unit: AdministrativeUnit,
  circles: ReadonlySet<string>,
): TreeFault[] =>
  (tree.successors.get(unit.id) ?? []).flatMap((id) => {
    const fault = (problem: TreeProblem, about: string) => [{ unitId: unit.id, problem, about }]
    const successor = tree.units.get(id)
    if (!successor) return fault('SUCCESSOR_UNKNOWN', id)
    if (circles.has(unit.id)) return fault('SUCCEEDED_IN_A_CIRCLE', successor.code)
    if (unit.validTo === null) return fault('SUCCEEDED_IN_FORCE', successor.code)
    return isInForce(successor, unit.validTo) ? [] : fault('SUCCESSOR_NOT_IN_FORCE', successor.code)
  })
