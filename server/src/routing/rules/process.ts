import type { Bilingual } from '#common/i18n.ts'
import type { Role } from '#identity/rules/policy.ts'

/**
 * A process: the published step table of a procedure, compiled to a graph, and the small token state of one
 * dossier in it. Pure: where a dossier goes next depends on nothing but the graph, its tokens and what was done.
 */

export type StepKind = 'RECEIVE' | 'CHECK' | 'CONSULT' | 'APPRAISE' | 'APPROVE' | 'ISSUE' | 'RETURN'

/** One row of a step table, as published: bước, nội dung, đơn vị, người thực hiện, thời gian. */
export interface ProcessStep {
  id: string
  kind: StepKind
  name: Bilingual
  /** What the unit is for (`agency.function`): found for the competent authority when a task opens. */
  unit: string
  role: Role
  /** Share of the term in working days. Published figures are kept as they are, whether or not they add up. */
  days: number
  /** The steps that follow; several are done in parallel. */
  next: readonly string[]
}

export interface Process {
  id: string
  name: string
  version: number
  /** `demo`: structure from domain knowledge, times not verified. `published`: from the cited decision. */
  standing: 'demo' | 'published'
  source: string
  steps: readonly ProcessStep[]
}

/** Where one dossier stands: the steps that wait for somebody, and how many branches reached a join. */
export interface Tokens {
  active: readonly string[]
  arrived: Readonly<Record<string, number>>
}

export const stepOf = (process: Process, id: string): ProcessStep => {
  const step = process.steps.find((candidate) => candidate.id === id)
  if (!step) throw new Error(`process ${process.id} has no step ${id}`)
  return step
}

export const firstStep = (process: Process): ProcessStep => {
  const start = process.steps.find((step) => incoming(process, step.id) === 0)
  if (!start) throw new Error(`process ${process.id} has no first step`)
  return start
}

const incoming = (process: Process, id: string): number =>
  process.steps.filter((step) => step.next.includes(id)).length

export const begin = (process: Process): Tokens => ({ active: [firstStep(process).id], arrived: {} })

/**
 * Completes an active step. The steps it leads to become active, except that one which several branches lead to
 * waits until all of them have arrived: silence of one branch is not its consent.
 */
export const complete = (
  process: Process,
  tokens: Tokens,
  id: string,
): { tokens: Tokens; entered: readonly ProcessStep[] } => {
  if (!tokens.active.includes(id)) throw new Error(`step ${id} of process ${process.id} is not active`)
  const active = tokens.active.filter((other) => other !== id)
  const arrived: Record<string, number> = { ...tokens.arrived }
  const entered: ProcessStep[] = []
  for (const next of stepOf(process, id).next) {
    const expected = incoming(process, next)
    const count = (arrived[next] ?? 0) + 1
    if (count < expected) {
      arrived[next] = count
    } else {
      delete arrived[next]
      active.push(next)
      entered.push(stepOf(process, next))
    }
  }
  return { tokens: { active, arrived }, entered }
}

/** Returns work from an active step to an earlier one; branches that had reached a join behind it are forgotten. */
export const sendBack = (
  process: Process,
  tokens: Tokens,
  from: string,
  to: string,
): { tokens: Tokens; entered: readonly ProcessStep[] } => {
  if (!tokens.active.includes(from)) throw new Error(`step ${from} of process ${process.id} is not active`)
  if (!earlierSteps(process, from).some((step) => step.id === to)) {
    throw new Error(`step ${to} does not come before ${from} in process ${process.id}`)
  }
  return { tokens: { active: [to], arrived: {} }, entered: [stepOf(process, to)] }
}

/** Every step from which `id` can be reached, in the order of the table. */
export const earlierSteps = (process: Process, id: string): readonly ProcessStep[] => {
  const found = new Set<string>()
  const walk = (target: string) => {
    for (const step of process.steps) {
      if (step.next.includes(target) && !found.has(step.id)) {
        found.add(step.id)
        walk(step.id)
      }
    }
  }
  walk(id)
  return process.steps.filter((step) => found.has(step.id))
}

/**
 * The shares still to come from a step on, along the longest way to the end, in working days: what the time
 * left until the legal due date is divided by.
 */
export const sharesFrom = (process: Process, id: string): readonly number[] => {
  const step = stepOf(process, id)
  let longest: readonly number[] = []
  for (const next of step.next) {
    const way = sharesFrom(process, next)
    if (total(way) > total(longest) || (longest.length === 0 && way.length > 0)) longest = way
  }
  return [step.days, ...longest]
}

const total = (shares: readonly number[]): number => shares.reduce((sum, share) => sum + share, 0)

/** What is wrong with a step table, so that it is refused before a dossier runs into it. Empty: it can run. */
export const faultsOf = (process: Process): readonly string[] => {
  const faults: string[] = []
  const ids = process.steps.map((step) => step.id)
  if (new Set(ids).size !== ids.length) faults.push('two steps have the same id')
  for (const step of process.steps) {
    for (const next of step.next)
      if (!ids.includes(next)) faults.push(`step ${step.id} leads to ${next}, which is not there`)
    if (!(step.days >= 0)) faults.push(`step ${step.id} has a share that is not a time`)
  }
  const starts = process.steps.filter((step) => incoming(process, step.id) === 0)
  if (starts.length !== 1) faults.push(`${starts.length} first steps instead of one`)
  const ends = process.steps.filter((step) => step.next.length === 0)
  if (ends.length !== 1) faults.push(`${ends.length} last steps instead of one`)
  if (faults.length === 0 && hasCircle(process)) faults.push('the steps run in a circle')
  return faults
}

const hasCircle = (process: Process): boolean => {
  const done = new Set<string>()
  const onWay = new Set<string>()
  const visit = (id: string): boolean => {
    if (onWay.has(id)) return true
    if (done.has(id)) return false
    onWay.add(id)
    const circle = stepOf(process, id).next.some(visit)
    onWay.delete(id)
    done.add(id)
    return circle
  }
  return process.steps.some((step) => visit(step.id))
}
