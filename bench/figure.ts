/** A speed beside a floor measured in the same run on the same machine: the ratio is what may be compared. */
export interface Figure {
  case: string
  value: number
  unit: string
  /** The least work that could do the same, measured just before or after. */
  floor?: number
  /** value / floor for rates: 1 is as fast as can be. */
  ratio?: number
  demand: string
  pass: boolean
}

export interface Bench {
  name: string
  claim: string
  run(context: BenchContext): Promise<Figure[]>
}

export interface BenchContext {
  short: boolean
  /** The data folder of an office that is filled already; null: one is made for the run. */
  world: string | null
  say(line: string): void
}

/** The smallest value that this share of all do not pass. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
