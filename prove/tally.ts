import type { Finding, ProofContext } from './proof.ts'
import { none } from './support/figures.ts'

/** What was tried and what went wrong: counted whole, and the first few of a kind told to whoever watches. */

const TOLD = 8

/** Nothing of this kind may have happened; faults that differ only in who met them, or in what follows a dash, are told once. */
export const noneOf = (
  what: string,
  faults: readonly string[],
  unit: string,
  say: ProofContext['say'],
): Finding => {
  const all = [...grouped(faults).values()]
  for (const [first, ...more] of all.slice(0, TOLD))
    say(`${what}: ${first}${more.length > 0 ? ` (and ${more.length} alike)` : ''}`)
  if (all.length > TOLD) say(`${what}: and ${all.length - TOLD} other kinds`)
  return none(what, faults.length, unit)
}

const grouped = (faults: readonly string[]): Map<string, string[]> => {
  const kinds = new Map<string, string[]>()
  for (const fault of faults) {
    const [before = ''] = fault.split(' – ', 1)
    const kind = before.replace(/ (by|as) [^:]*/, '').replace(/[0-9a-f-]{36}/g, '')
    kinds.set(kind, [...(kinds.get(kind) ?? []), fault])
  }
  return kinds
}

/** Sums by name. */
export class Tally {
  readonly #counts = new Map<string, number>()

  count(name: string, by = 1): void {
    this.#counts.set(name, this.of(name) + by)
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0
  }

  names(): string[] {
    return [...this.#counts.keys()]
  }
}

/** Works on all of them, so many at a time, in order of beginning. */
export const together = async <T>(
  width: number,
  items: Iterable<T>,
  work: (item: T) => Promise<void>,
): Promise<void> => {
  const waiting = items[Symbol.iterator]()
  const one = async (): Promise<void> => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) await work(next.value)
  }
  await Promise.all(Array.from({ length: width }, one))
}
