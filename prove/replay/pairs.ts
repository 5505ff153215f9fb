/**
 * Which thing of one world is which of the other: ids, and what chance gave. One to one, for the whole of both worlds:
 * where an id stands for another once, it stands for it everywhere, and for nothing else.
 */
export class Pairs {
  readonly #there = new Map<string, string>()
  readonly #back = new Map<string, string>()

  /** Learns that the two are the same thing; false when one of them is known to be another. */
  pair(made: string, lived: string): boolean {
    const there = this.#there.get(made)
    const back = this.#back.get(lived)
    if (there === undefined && back === undefined) {
      this.#there.set(made, lived)
      this.#back.set(lived, made)
      return true
    }
    return there === lived && back === made
  }

  /** Its own name in the other world, as far as it is known. */
  there(made: unknown): string {
    return this.#there.get(String(made)) ?? String(made)
  }

  get count(): number {
    return this.#there.size
  }
}
