import type { Unit } from '#identity/index.ts'
import { earlierSteps, type Process, stepOf, stepView } from '#routing/index.ts'
import type { Dossier } from './rules/dossier.ts'
import type { DossierPage } from './wire.ts'

/** How far a dossier has come in its process. */

export const stepsOf = (process: Process, dossier: Dossier, units: readonly Unit[]): DossierPage['steps'] => {
  const active = new Set(dossier.tokens.active)
  const { done: known } = dossier.tokens
  // What was done is written down since processes choose; before, everything that led here was.
  const done = new Set(known ?? [...active].flatMap((id) => earlierSteps(process, id).map((step) => step.id)))
  if (active.size === 0 && known === undefined && dossier.state !== 'STOPPED')
    for (const step of process.steps) done.add(step.id)
  const canCome = new Set(
    process.steps.filter((step) => mayStillCome(process, dossier, step.id)).map(({ id }) => id),
  )
  return process.steps.map((step) => ({
    ...stepView(process, step),
    unit:
      units.find((unit) =>
        step.unit === 'CENTRE' ? unit.id === dossier.receivingUnitId : unit.fn === step.unit,
      )?.name ?? '',
    status: active.has(step.id)
      ? ('ACTIVE' as const)
      : done.has(step.id) || (known === undefined && arrivedBehind(process, dossier, step.id))
        ? ('DONE' as const)
        : canCome.has(step.id)
          ? ('AHEAD' as const)
          : ('LEFT_OUT' as const),
  }))
}

/** Whether a step lies ahead of where the dossier stands; another branch may have been taken. */
const mayStillCome = (process: Process, dossier: Dossier, id: string): boolean =>
  dossier.tokens.active.some((active) => earlierSteps(process, id).some((step) => step.id === active)) ||
  Object.keys(dossier.tokens.arrived).some(
    (join) => join === id || earlierSteps(process, id).some((step) => step.id === join),
  )

/** A branch that has reached a join is done although the step it leads to has not begun. */
const arrivedBehind = (process: Process, dossier: Dossier, id: string): boolean =>
  stepOf(process, id).next.some((next) => (dossier.tokens.arrived[next] ?? 0) > 0)
