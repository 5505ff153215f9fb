import { minutesOfClock } from '#common/time.ts'
import type { OpeningHours } from '../data.ts'
import type { Speech } from '../words.tsx'

interface Step {
  id: string
  /** The steps that begin once it is done. */
  next: readonly string[]
}

/** The steps one after another; those that come from the same steps and lead to the same are one stage. */
export const stagesOf = <Known extends Step>(steps: readonly Known[]): Known[][] => {
  const before = ({ id }: Step) => steps.filter(({ next }) => next.includes(id)).map((step) => step.id)
  const areDoneAtOnce = (one: Step, other: Step) =>
    areTheSame(before(one), before(other)) && areTheSame(one.next, other.next)
  const stages: Known[][] = []
  for (const step of steps) {
    const stage = stages.find(([first]) => first && areDoneAtOnce(first, step))
    if (stage) stage.push(step)
    else stages.push([step])
  }
  return stages
}

const areTheSame = (ids: readonly string[], others: readonly string[]): boolean =>
  ids.length === others.length && ids.every((id) => others.includes(id))

/**
 * The days a step takes, as people count: nobody knows when 0.375 of a day is over, but everybody what about three
 * hours are.
 *
 * @param minutesOfDay the working time of a full day; null where nobody has stated the hours
 */
export const shareWords = (say: Speech['say'], days: number, minutesOfDay: number | null): string => {
  if (days === 0.5) return say('portal.steps.half-day')
  if (days >= 1 || minutesOfDay === null) return say('term.WORKING_DAY', { value: days })
  return say('portal.steps.hours', { hours: Math.max(1, Math.round((days * minutesOfDay) / 30)) / 2 })
}

/** Minutes of the longest day of the week; null where it has no hours. */
export const fullDayOf = (week: OpeningHours['week']): number | null =>
  Math.max(
    ...Object.values(week).map((sessions) =>
      sessions.reduce((sum, { start, end }) => sum + minutesOfClock(end) - minutesOfClock(start), 0),
    ),
  ) || null
