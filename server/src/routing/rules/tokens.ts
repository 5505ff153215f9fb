import { graphOf, nodeOf } from './graph.ts'
import type { Condition, Facts, Process, ProcessStep } from './step-table.ts'

/**
 * Where one dossier stands in its process, and where it goes next. Pure: it depends on nothing but the graph, the
 * tokens, what is known of the dossier and what was done.
 */
export interface Tokens {
  /** Steps that wait for somebody. */
  active: readonly string[]
  /** How many branches have reached a step that does not begin before others have, too. */
  arrived: Readonly<Record<string, number>>
  /** Steps that were done, in order, without those that were sent back since. Absent in the first release's events. */
  done?: readonly string[]
}

/** Where a move leads: the tokens after it, the steps that begin, and those that nobody has to do any more. */
export interface Advance {
  tokens: Tokens
  entered: readonly ProcessStep[]
  lapsed: readonly ProcessStep[]
}

export const begin = (process: Process): Tokens => ({
  active: [graphOf(process).first.id],
  arrived: {},
  done: [],
})

/**
 * Completes an active step. What follows begins; a step that several branches lead to waits for those that are still
 * under way, unless one of them is enough.
 *
 * @param facts must hold every fact that the choices of the step ask for: see `factsNeeded`
 */
export const complete = (process: Process, tokens: Tokens, id: string, facts: Facts = {}): Advance => {
  mustBeActive(process, tokens, id)
  const { step } = nodeOf(process, id)
  const arrived: Record<string, number> = { ...tokens.arrived }
  for (const next of nextOf(step, facts)) arrived[next] = (arrived[next] ?? 0) + 1
  return settle(process, {
    active: tokens.active.filter((other) => other !== id),
    arrived,
    done: [...(tokens.done ?? []), id],
  })
}

/**
 * The lead goes on without those who have not answered: the step they would have led to begins, and what they were asked
 * lapses.
 */
export const goOnWithoutTheRest = (process: Process, tokens: Tokens, join: string): Advance =>
  settle(process, { ...tokens, arrived: { ...tokens.arrived, [join]: tokens.arrived[join] ?? 0 } }, [join])

/** Returns work from an active step to an earlier one. What lies after that one, on whatever branch, is to be done again. */
export const sendBack = (process: Process, tokens: Tokens, from: string, to: string): Advance => {
  mustBeActive(process, tokens, from)
  const target = nodeOf(process, to)
  if (!target.reaches.has(from))
    throw new Error(`step ${to} does not come before ${from} in process ${process.id}`)
  const isUndone = (id: string) => id === to || target.reaches.has(id)
  const left = tokens.active.filter((id) => !isUndone(id))
  const arrived = Object.entries(tokens.arrived).filter(
    // Another branch may have arrived there that the returned work has nothing to do with.
    ([join]) => nodeOf(process, join).before.some((id) => !isUndone(id)),
  )
  return {
    tokens: {
      active: [...left, to],
      arrived: Object.fromEntries(arrived),
      done: (tokens.done ?? []).filter((id) => !isUndone(id)),
    },
    entered: [target.step],
    lapsed: tokens.active.filter((id) => id !== from && isUndone(id)).map((id) => nodeOf(process, id).step),
  }
}

/** The facts that the choices of a step ask for and nobody has stated yet. */
export const factsNeeded = (step: ProcessStep, facts: Facts): readonly string[] => [
  ...new Set((step.choices ?? []).map(({ when }) => when.fact).filter((fact) => facts[fact] === undefined)),
]

/** The steps before `id`, in the order of the table: those that were done, where that is known, else all that lead to it. */
export const earlierSteps = (
  process: Process,
  id: string,
  done?: readonly string[],
): readonly ProcessStep[] =>
  process.steps.filter(
    (step) => nodeOf(process, step.id).reaches.has(id) && (done === undefined || done.includes(step.id)),
  )

/** What follows a step, by what is known. @throws Error when a fact that it chooses by is not */
export const nextOf = (step: ProcessStep, facts: Facts): readonly string[] =>
  step.choices?.find(({ when }) => holds(when, facts))?.next ?? step.next

const holds = ({ fact, is }: Condition, facts: Facts): boolean => {
  const known = facts[fact]
  if (known === undefined) throw new Error(`nobody has said ${fact}`)
  return known === is
}

const mustBeActive = (process: Process, tokens: Tokens, id: string) => {
  if (!tokens.active.includes(id)) throw new Error(`step ${id} of process ${process.id} is not active`)
}

/**
 * Begins what has been reached and waits for nothing any more, in the order of the table. A step waits while an active
 * one, or one that itself waits, may still lead to it: so branches that a choice left out are not waited for.
 */
const settle = (process: Process, from: Tokens, forced: readonly string[] = []): Advance => {
  let active = [...from.active]
  const waiting = new Map(Object.entries(from.arrived))
  const entered: ProcessStep[] = []
  const lapsed: ProcessStep[] = []
  const inOrder = () => [...waiting.keys()].map((id) => nodeOf(process, id)).sort((a, b) => a.order - b.order)
  for (;;) {
    const ready = inOrder().find(({ step }) => {
      if (forced.includes(step.id)) return true
      if (step.join === 'ANY') return true
      return ![...active, ...waiting.keys()].some((id) => nodeOf(process, id).reaches.has(step.id))
    })
    if (!ready) break
    const { id } = ready.step
    const isLeftBehind = (other: string) => nodeOf(process, other).reaches.has(id)
    for (const other of active.filter(isLeftBehind)) lapsed.push(nodeOf(process, other).step)
    for (const other of [...waiting.keys()].filter(isLeftBehind)) waiting.delete(other)
    waiting.delete(id)
    active = [...active.filter((other) => !isLeftBehind(other)), id]
    entered.push(ready.step)
  }
  return {
    tokens: { active, arrived: Object.fromEntries(waiting), done: from.done ?? [] },
    // A step that begins and lapses in one move was never given to anybody.
    entered: entered.filter(({ id }) => active.includes(id)),
    lapsed: lapsed.filter(({ id }) => from.active.includes(id)),
  }
}
