import type { Tx } from '#platform/db/database.ts'
import { Kept } from '#platform/kept.ts'
import { type AgencyInTime, findAgencyTree } from './places-store.ts'
import type { Tree } from './rules/tree.ts'
import { type Counter, findCounter, findFirstCentre, findUnits, findUnitsById, type Unit } from './store.ts'

/** The agencies of each authority, read once for a generation of the reference data. */
export class Directory {
  readonly #units = new Kept<readonly Unit[]>()

  readonly #centre = new Kept<Unit | null>()

  /** The centre whose portal this is; null in a province that has none yet. */
  centre(tx: Tx, generation: string): Promise<Unit | null> {
    return this.#centre.get(generation, 'centre', () => findFirstCentre(tx))
  }

  readonly #counters = new Kept<Counter>()

  /** A counter and the point it stands at. */
  counter(tx: Tx, generation: string, id: string): Promise<Counter> {
    return this.#counters.get(generation, id, async () => {
      const counter = await findCounter(tx, id)
      if (!counter) throw new Error(`counter ${id} is not there`)
      return counter
    })
  }

  readonly #named = new Kept<Unit>()

  /** Units by their ids, whatever authority they belong to and whether or not they still exist. */
  async named(tx: Tx, generation: string, ids: readonly string[]): Promise<ReadonlyMap<string, Unit>> {
    const units = await Promise.all(
      [...new Set(ids)].map((id) =>
        this.#named.get(generation, id, async () => {
          const [unit] = await findUnitsById(tx, [id])
          if (!unit) throw new Error(`unit ${id} is not there`)
          return unit
        }),
      ),
    )
    return new Map(units.map((unit) => [unit.id, unit]))
  }

  /** The units of an authority and those of vertical agencies that serve it, as they are today. */
  unitsOf(tx: Tx, generation: string, authorityId: string): Promise<readonly Unit[]> {
    return this.#units.get(generation, authorityId, () => findUnits(tx, authorityId))
  }

  readonly #tree = new Kept<Tree<AgencyInTime>>()

  /** Every agency there is and was, with who continues whose work. */
  agencies(tx: Tx, generation: string): Promise<Tree<AgencyInTime>> {
    return this.#tree.get(generation, 'tree', () => findAgencyTree(tx))
  }
}
