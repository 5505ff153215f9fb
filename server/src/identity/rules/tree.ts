import type { PlainDate } from '#common/time.ts'

/**
 * Places and agencies through time. Each unit is what it was in `[validFrom, validTo)`; what it became afterwards is told
 * by succession, many to many: several are merged into one, one is split among several.
 */

export interface Dated {
  id: string
  parentId: string | null
  validFrom: PlainDate
  /** The first day on which it is no more; null while nobody has ended it. */
  validTo: PlainDate | null
}

/** Who continues the work of a unit from the day on which that ended. */
export interface Succession {
  predecessorId: string
  successorId: string
}

export interface Tree<Unit extends Dated> {
  units: ReadonlyMap<string, Unit>
  successors: ReadonlyMap<string, readonly string[]>
}

export const treeOf = <Unit extends Dated>(
  units: readonly Unit[],
  successions: readonly Succession[],
): Tree<Unit> => {
  const successors = new Map<string, string[]>()
  for (const { predecessorId, successorId } of successions)
    successors.set(predecessorId, [...(successors.get(predecessorId) ?? []), successorId])
  return { units: new Map(units.map((unit) => [unit.id, unit])), successors }
}

export const isInForce = ({ validFrom, validTo }: Dated, date: PlainDate): boolean =>
  validFrom <= date && (validTo === null || date < validTo)

/** The unit as it stood on a day; null when it was not there. */
export const unitOn = <Unit extends Dated>(tree: Tree<Unit>, id: string, date: PlainDate): Unit | null => {
  const unit = tree.units.get(id)
  return unit && isInForce(unit, date) ? unit : null
}

/** What stood above a unit on a day, nearest first; nothing for a unit that was not there. */
export const ancestorsOn = <Unit extends Dated>(tree: Tree<Unit>, id: string, date: PlainDate): Unit[] => {
  const above: Unit[] = []
  let unit = unitOn(tree, id, date)
  while (unit?.parentId) {
    unit = unitOn(tree, unit.parentId, date)
    // A tree that was never looked over may stand on its own head.
    if (!unit || unit.id === id || above.includes(unit)) break
    above.push(unit)
  }
  return above
}

/**
 * Who does a unit's work on a day: itself while it is there, afterwards those who continue it, through every merger and
 * division since. Nobody before it was there, and nobody where a line ends without a successor.
 */
export const successorsOn = <Unit extends Dated>(tree: Tree<Unit>, id: string, date: PlainDate): Unit[] => {
  const found: Unit[] = []
  const met = new Set([id])
  for (const next of met) {
    const unit = tree.units.get(next)
    if (!unit || date < unit.validFrom) continue
    if (isInForce(unit, date)) found.push(unit)
    else for (const successor of tree.successors.get(next) ?? []) met.add(successor)
  }
  return found
}

/** Those that are met again by following `next` from them. */
export const inCircles = (
  ids: Iterable<string>,
  next: (id: string) => readonly string[],
): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const id of ids) {
    const met = new Set(next(id))
    for (const one of met) for (const further of next(one)) met.add(further)
    if (met.has(id)) found.add(id)
  }
  return found
}
