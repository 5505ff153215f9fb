import type { Finding } from '../proof.ts'

/** A figure held against a demand, in the words it is printed in. */

export const none = (what: string, value: number, unit: string): Finding => ({
  case: what,
  value,
  unit,
  demand: '0',
  pass: value === 0,
})

export const atLeast = (what: string, value: number, least: number, unit: string): Finding => ({
  case: what,
  value,
  unit,
  demand: `≥ ${least}`,
  pass: value >= least,
})

export const atMost = (what: string, value: number, most: number, unit: string): Finding => ({
  case: what,
  value: Math.round(value * 10) / 10,
  unit,
  demand: `≤ ${most}`,
  pass: value <= most,
})

/** A time that it may take at most. */
export const inTime = (what: string, value: number, most: number, unit: string): Finding => ({
  ...atMost(what, value, most, unit),
  timed: true,
})

export const exactly = (what: string, value: number, wanted: number, unit: string): Finding => ({
  case: what,
  value,
  unit,
  demand: String(wanted),
  pass: value === wanted,
})

/** Told for the reader; no demand is made of it. */
export const told = (what: string, value: number, unit: string): Finding => ({
  case: what,
  value: Math.round(value * 10) / 10,
  unit,
  demand: 'none',
  pass: true,
})

/** The value below which this share of the values lies; 0 of none. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0
}
