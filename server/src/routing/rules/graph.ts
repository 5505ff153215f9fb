import { followers, type Process, type ProcessStep } from './step-table.ts'

/**
 * A step table compiled: what leads where, and what can still reach what. A table never changes, so it is compiled once
 * for a run of the program. Nodes are named by the ids of their steps; what is drawn as a diagram later compiles to
 * the same graph.
 */
export interface Graph {
  /** The only step that nothing leads to. */
  first: ProcessStep
  node: ReadonlyMap<string, Node>
}

export interface Node {
  step: ProcessStep
  /** Its place in the table, which decides where order matters. */
  order: number
  /** Steps that lead to it, by any of their branches. */
  before: readonly string[]
  /** Every step that may still come after it, near or far. */
  reaches: ReadonlySet<string>
}

const compiled = new WeakMap<Process, Graph>()

/** @throws Error when the table cannot run; `faultsOf` says everything that is wrong with it */
export const graphOf = (process: Process): Graph => {
  const known = compiled.get(process)
  if (known) return known
  const graph = compile(process)
  compiled.set(process, graph)
  return graph
}

const compile = (process: Process): Graph => {
  const reaches = new Map<string, ReadonlySet<string>>()
  const byId = new Map(process.steps.map((step) => [step.id, step]))
  const reachedFrom = (id: string, way: readonly string[]): ReadonlySet<string> => {
    const known = reaches.get(id)
    if (known) return known
    const step = byId.get(id)
    if (!step) throw new Error(`process ${process.id} leads to ${id}, which is not there`)
    if (way.includes(id)) throw new Error(`process ${process.id} runs in a circle through ${id}`)
    const found = new Set<string>()
    for (const next of followers(step)) {
      found.add(next)
      for (const further of reachedFrom(next, [...way, id])) found.add(further)
    }
    reaches.set(id, found)
    return found
  }
  const node = new Map<string, Node>()
  for (const [order, step] of process.steps.entries()) {
    const before = process.steps.filter((other) => followers(other).includes(step.id)).map(({ id }) => id)
    node.set(step.id, { step, order, before, reaches: reachedFrom(step.id, []) })
  }
  const firsts = [...node.values()].filter(({ before }) => before.length === 0)
  if (firsts.length !== 1)
    throw new Error(`process ${process.id} has ${firsts.length} first steps instead of one`)
  return { first: firsts[0]!.step, node }
}

export const nodeOf = (process: Process, id: string): Node => {
  const node = graphOf(process).node.get(id)
  if (!node) throw new Error(`process ${process.id} has no step ${id}`)
  return node
}
