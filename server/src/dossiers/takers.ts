import { type OfProcedure, officersFor } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Acting } from './circumstances.ts'
import type { Dossier, OpenTask } from './rules/dossier.ts'
import { holdsPost, isDoer } from './rules/work.ts'

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
