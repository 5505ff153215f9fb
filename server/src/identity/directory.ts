import type { Tx } from '#platform/db/database.ts'
import { Kept } from '#platform/kept.ts'
import { findUnits, type Unit } from './store.ts'

/** The agencies of each authority, read once for a generation of the reference data. */
export class Directory {
  readonly #units = new Kept<readonly Unit[]>()

  /** The units of an authority and those of vertical agencies that serve it, as they are today. */
  unitsOf(tx: Tx, generation: string, authorityId: string): Promise<readonly Unit[]> {
    return this.#units.get(generation, authorityId, () => findUnits(tx, authorityId))
  }
}
