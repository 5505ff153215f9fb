import type { Unit } from '#identity/index.ts'
import { earlierSteps, type Process, stepOf, stepView } from '#routing/index.ts'
import type { Dossier } from './rules/dossier.ts'
import type { DossierEvent } from './rules/events.ts'
import type { DossierPage } from './wire.ts'

/** How far a dossier has come in its process. */

export const stepsOf = (
  process: Process,
  dossier: Dossier,
  events: readonly DossierEvent[],
  units: readonly Unit[],
): DossierPage['steps'] => {
  const stoppedAt = nodesStopped(events)
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
      : stoppedAt.has(step.id)
        ? ('STOPPED' as const)
        : done.has(step.id) || (known === undefined && arrivedBehind(process, dossier, step.id))
          ? ('DONE' as const)
          : canCome.has(step.id)
            ? ('AHEAD' as const)
            : ('LEFT_OUT' as const),
  }))
}

/** The steps that were under way when the dossier was stopped: of the work that was closed with it. */
const nodesStopped = (events: readonly DossierEvent[]): ReadonlySet<string> => {
  const closed = events.flatMap(({ type, data }) =>
    type === 'Stopped' ? data.closes.map(({ id }) => id) : [],
  )
  const opened = events.flatMap(({ data }) => data.opens)
  return new Set(opened.filter(({ id }) => closed.includes(id)).map(({ node }) => node))
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
