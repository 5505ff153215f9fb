/**
 * A proof: a fault is made for real, and what must hold is counted afterwards. It prints its figures and its seed;
 * one that finds nothing to attack has failed.
 */
export interface Proof {
  name: string
  /** What is proved, in one sentence. */
  claim: string
  run(context: ProofContext): Promise<Finding[]>
}

export interface ProofContext {
  seed: number
  /** The short run that CI takes, instead of the long one. */
  short: boolean
  /** A line for a person who watches; never on standard output when --json. */
  say(line: string): void
}

/** One figure and the demand it is held against. */
export interface Finding {
  case: string
  value: number
  unit: string
  /** In words: «0», «≥ 15», «≤ 2000». */
  demand: string
  pass: boolean
  /** A time, which holds on a machine of one's own: `--untimed` prints it and does not judge it. */
  timed?: true
}
