/**
 * What was read once and still holds: kept until the generation it was read under is over. Only the newest
 * generation is kept, so a change of the reference data costs one read of each thing, not a restart.
 */
export class Kept<Value> {
  #generation = ''
  readonly #values = new Map<string, Value>()

  async get(generation: string, key: string, read: () => Promise<Value>): Promise<Value> {
    if (generation !== this.#generation) {
      this.#values.clear()
      this.#generation = generation
    }
    const known = this.#values.get(key)
    if (known !== undefined) return known
    const value = await read()
    // Another request may have moved on to a newer generation meanwhile; what was read for an older one is not kept.
    if (generation === this.#generation) this.#values.set(key, value)
    return value
  }
}
