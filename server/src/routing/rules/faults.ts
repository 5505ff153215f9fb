import {
  FACTS_OF_RECEPTION,
  followers,
  type Process,
  type ProcessStep,
  type StepKind,
  shareOf,
} from './step-table.ts'

/** What is wrong with a step table, so that it is refused before a dossier runs into it. Empty: it can run. */
export const faultsOf = (process: Process): readonly string[] => {
  const structure = faultsOfStructure(process)
  return structure.length > 0
    ? structure
    : [...faultsOfOrder(process), ...process.steps.flatMap((step) => faultsOfStep(process, step))]
}

const faultsOfStructure = ({ steps }: Process): string[] => {
  const faults: string[] = []
  const ids = new Set(steps.map(({ id }) => id))
  if (ids.size !== steps.length) faults.push('two steps have the same id')
  for (const step of steps)
    for (const next of followers(step))
      if (!ids.has(next)) faults.push(`step ${step.id} leads to ${next}, which is not there`)
  const reached = new Set(steps.flatMap(followers))
  const starts = steps.filter(({ id }) => !reached.has(id))
  if (starts.length !== 1) faults.push(`${starts.length} first steps instead of one`)
  const ends = steps.filter((step) => followers(step).length === 0)
  if (ends.length !== 1) faults.push(`${ends.length} last steps instead of one`)
  if (faults.length === 0 && runsInCircle(steps)) faults.push('the steps run in a circle')
  return faults
}

const runsInCircle = (steps: readonly ProcessStep[]): boolean => {
  // Taking away again and again what nothing leads to: what remains goes round.
  let left = [...steps]
  for (;;) {
    const reached = new Set(left.flatMap(followers))
    const rest = left.filter(({ id }) => reached.has(id))
    if (rest.length === left.length) return left.length > 0
    left = rest
  }
}

/** What must have been done on the way to a step, or it can do nothing. */
const NEEDS: Partial<Record<StepKind, StepKind>> = { APPROVE: 'APPRAISE', ISSUE: 'APPROVE', GATHER: 'PART' }

const faultsOfOrder = ({ steps }: Process): string[] => {
  const faults: string[] = []
  const first = steps.find(({ id }) => !steps.some((step) => followers(step).includes(id)))
  if (first?.kind !== 'RECEIVE') faults.push('the first step is no reception')
  if (steps.find((step) => followers(step).length === 0)?.kind !== 'RETURN')
    faults.push('the last step does not return the result')
  for (const step of steps) {
    const need = NEEDS[step.kind]
    if (need && canBeReachedWithout(steps, step.id, need))
      faults.push(`step ${step.id} can be reached without a step that is ${need}`)
    if (step.kind === 'RETURN' && canBeReachedWithout(steps, step.id, 'ISSUE', 'GATHER'))
      faults.push(`step ${step.id} can be reached before a result is issued`)
  }
  return faults
}

const canBeReachedWithout = (
  steps: readonly ProcessStep[],
  target: string,
  ...kinds: StepKind[]
): boolean => {
  const open = steps.filter(({ kind }) => !kinds.includes(kind))
  const reached = new Set(
    open.filter(({ id }) => !steps.some((step) => followers(step).includes(id))).map(({ id }) => id),
  )
  for (let before = -1; before !== reached.size; ) {
    before = reached.size
    for (const step of open) if (reached.has(step.id)) for (const next of followers(step)) reached.add(next)
  }
  return reached.has(target)
}

const faultsOfStep = (process: Process, step: ProcessStep): string[] => {
  const faults: string[] = []
  const inHours = process.steps.some(({ hours }) => hours !== undefined)
  if (!(shareOf(step) >= 0)) faults.push(`step ${step.id} has a share that is not a time`)
  if (inHours && step.days !== null && step.days !== 0)
    faults.push(`step ${step.id} counts in days in a table of hours`)
  const leading = process.steps.filter((other) => followers(other).includes(step.id)).length
  if (step.join && leading < 2) faults.push(`step ${step.id} joins branches, and ${leading} lead to it`)
  if (step.kind === 'CONSULT' && followers(step).length !== 1)
    faults.push(`step ${step.id} gives an opinion to ${followers(step).length} steps instead of one`)
  const asked: readonly string[] = [...FACTS_OF_RECEPTION, ...(process.facts ?? []).map(({ id }) => id)]
  for (const { when } of step.choices ?? []) {
    const fact = process.facts?.find(({ id }) => id === when.fact)
    if (!asked.includes(when.fact))
      faults.push(`step ${step.id} chooses by ${when.fact}, which nobody is asked`)
    else if (fact && !fact.values.some(({ id }) => id === when.is))
      faults.push(`step ${step.id} chooses by ${when.fact} being ${when.is}, which it never is`)
  }
  return faults
}
