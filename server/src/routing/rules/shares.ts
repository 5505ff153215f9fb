import { graphOf, nodeOf } from './graph.ts'
import {
  followers,
  type Process,
  type ProcessStep,
  type PublishedTotal,
  type ShareUnit,
  shareOf,
} from './step-table.ts'

/** What the shares of a step table say, and whether they say the same as the totals published over them. */

/**
 * The shares still to come from a step on, along the longest way to the end, in the unit of the table: what the time
 * left until the legal due date is divided by. Only their proportion counts.
 */
export const sharesFrom = (process: Process, id: string): readonly number[] =>
  longestWay(process, nodeOf(process, id).step).map(shareOf)

export interface Mismatch {
  /** Null: the whole table. */
  phase: string | null
  /** What the shares of the longest way add up to. */
  sum: number
  published: number
  unit: ShareUnit
}

/**
 * Where the shares add up to more than is published over them. Such a table runs all the same, each dossier's own step
 * dues compressed to its legal due date; the published figures are never rescaled, and a person decides what to do.
 */
export const mismatchesOf = (process: Process): readonly Mismatch[] =>
  (process.totals ?? []).flatMap((total) => {
    const sum = sumUnder(process, total)
    return sum > total.value ? [{ phase: total.phase, sum, published: total.value, unit: total.unit }] : []
  })

const sumUnder = (process: Process, { phase }: PublishedTotal): number => {
  const whole = longestWay(process, graphOf(process).first)
  return (
    whole
      .filter((_step, index) => phase === null || phaseAt(whole, index) === phase)
      // Tenths and quarters as whole thousandths: 0.1 + 0.2 is not 0.3.
      .reduce((sum, step) => sum + Math.round(shareOf(step) * 1000), 0) / 1000
  )
}

/** The phase that a step of a way lies in: the last that began before it, or with it. */
const phaseAt = (way: readonly ProcessStep[], index: number): string | null =>
  way.slice(0, index + 1).findLast(({ beginsPhase }) => beginsPhase !== undefined)?.beginsPhase ?? null

// A table never changes; and ten forks in a row have a thousand ways.
const ways = new WeakMap<Process, Map<string, readonly ProcessStep[]>>()

const longestWay = (process: Process, from: ProcessStep): readonly ProcessStep[] => {
  const known = ways.get(process) ?? new Map<string, readonly ProcessStep[]>()
  ways.set(process, known)
  const found = known.get(from.id)
  if (found) return found
  let longest: readonly ProcessStep[] = []
  for (const next of followers(from)) {
    const way = longestWay(process, nodeOf(process, next).step)
    if (longest.length === 0 || total(way) > total(longest)) longest = way
  }
  const way = [from, ...longest]
  known.set(from.id, way)
  return way
}

const total = (steps: readonly ProcessStep[]): number => steps.reduce((sum, step) => sum + shareOf(step), 0)
