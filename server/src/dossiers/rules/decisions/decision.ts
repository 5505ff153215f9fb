import type { ActionType, Circumstances, CommandOf } from '../command.ts'
import type { Found } from '../doers.ts'
import type { Dossier } from '../dossier.ts'
import type { DossierEvent } from '../events.ts'
import type { Handling } from '../work.ts'

/** What an act on a dossier makes of it, once it is possible and the actor's to do. */
export type Decision<Type extends ActionType> = (
  dossier: Dossier,
  command: CommandOf<Type>,
  here: Circumstances,
  found: Found,
) => DossierEvent[]

export type Decisions<Types extends ActionType> = { [Type in Types]: Decision<Type> }

/** Circumstances of a dossier that is being handled: it has a process. */
export const handling = (here: Circumstances): Handling => {
  const { process } = here
  if (!process) throw new Error('a dossier is handled without a process')
  return { ...here, process }
}

/** The task that the act does. */
export const taskOf = ({ task }: Found) => {
  if (!task) throw new Error('an act that does a task was decided without one')
  return task
}

export const waitIn = ({ wait }: Found) => {
  if (!wait) throw new Error('an act that ends a wait was decided without one')
  return wait
}
