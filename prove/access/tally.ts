import type { Finding } from '../proof.ts'

/** What went against the law: the first few are told to whoever watches, all are counted. */
export class Tally {
  readonly #faults = new Map<string, string[]>()
  readonly #counts = new Map<string, number>()

  count(name: string, by = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + by)
  }

  counted(name: string): number {
    return this.#counts.get(name) ?? 0
  }

  fault(kind: string, sentence: string): void {
    this.#faults.set(kind, [...(this.#faults.get(kind) ?? []), sentence])
  }

  faults(kind: string): readonly string[] {
    return this.#faults.get(kind) ?? []
  }

  /** None of these may have happened. */
  none(kind: string, say: (line: string) => void, unit = 'times'): Finding {
    return none(kind, this.faults(kind), say, unit)
  }
}

const TOLD = 6

export const none = (what: string, faults: readonly string[], say: (line: string) => void, unit = 'times'): Finding => {
  for (const sentence of faults.slice(0, TOLD)) say(`${what}: ${sentence}`)
  if (faults.length > TOLD) say(`${what}: and ${faults.length - TOLD} more`)
  return { case: what, value: faults.length, unit, demand: '0', pass: faults.length === 0 }
}

/** Without at least so many, nothing was tried. */
export const atLeast = (what: string, value: number, least: number, unit: string): Finding => ({
  case: what,
  value,
  unit,
  demand: `≥ ${least}`,
  pass: value >= least,
})
