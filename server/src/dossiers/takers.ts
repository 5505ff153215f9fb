import type { Instant } from '#common/time.ts'
import { findOfficers, type OfProcedure, officersFor } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Acting } from './circumstances.ts'
import type { Dossier, OpenTask } from './rules/dossier.ts'
import { holdsPost, isDoer } from './rules/work.ts'
import { countLoad } from './store.ts'

/**
 * The dossier as whoever acts may take it: a task whose taker is away, or holds its post no more, is anybody's of the post
 * again, or work would lie there until somebody comes back. Asked only about tasks that a colleague has taken, which few have.
 */
export const withoutGoneTakers = async (
  tx: Tx,
  dossier: Dossier,
  procedure: OfProcedure,
  { actor, now }: Pick<Acting, 'actor' | 'now'>,
): Promise<Dossier> => {
  const taken = dossier.tasks.filter((task) => holdsPost(actor, task) && !isDoer(actor, task))
  const gone = await Promise.all(
    taken.map(async (task) => {
      const { present } = await officersFor(tx, task, procedure, now)
      return present.some(({ officerId }) => officerId === task.officerId) ? [] : [task]
    }),
  )
  const free = gone.flat()
  if (free.length === 0) return dossier
  return { ...dossier, tasks: dossier.tasks.map((task) => (free.includes(task) ? untaken(task) : task)) }
}

const untaken = ({ officerId: _, ...task }: OpenTask): OpenTask => task

/** Somebody to whom a task can be given. */
export interface Taker {
  id: string
  name: string
  title: string
  /** How many dossiers lie with each already: by a task that is theirs alone, or held by them without a result yet. */
  open: number
}

/** For each task whoever holds its post and is there, whoever has least to do first. */
export const takersOf = async (
  tx: Tx,
  tasks: readonly OpenTask[],
  procedure: OfProcedure,
  now: Instant,
): Promise<ReadonlyMap<string, readonly Taker[]>> => {
  if (tasks.length === 0) return new Map()
  const staff = await Promise.all(
    tasks.map(async (task) => ({ task, ids: (await officersFor(tx, task, procedure, now)).present })),
  )
  const ids = [...new Set(staff.flatMap(({ ids }) => ids.map(({ officerId }) => officerId)))]
  const [officers, load] = await Promise.all([findOfficers(tx, ids), countLoad(tx, ids)])
  return new Map(
    staff.map(({ task, ids }) => [
      task.id,
      officers
        .filter(({ id }) => ids.some(({ officerId }) => officerId === id))
        .map(({ id, full_name: name, title }) => ({ id, name, title, open: load.get(id) ?? 0 }))
        .sort((one, other) => one.open - other.open || one.name.localeCompare(other.name, 'vi')),
    ]),
  )
}
