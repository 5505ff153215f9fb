import { minutesOfClock } from '#common/time.ts'
import type { OpeningHours } from '../data.ts'
import type { Speech } from '../words.tsx'

interface Step {
  id: string
  /** The steps that begin once it is done. */
  next: readonly string[]
}

export type Stage<Known extends Step> =
  | { step: Known }
  /** What begins together, each with its own way; `canBeLeftOut` where a way leads past it. */
  | { branches: Stage<Known>[][]; canBeLeftOut: boolean }

/** The steps in the order they come, and branches from where they part to where they meet again. */
export const stagesOf = <Known extends Step>(steps: readonly Known[]): Stage<Known>[] => {
  const stepsOf = (ids: readonly string[]) => steps.filter(({ id }) => ids.includes(id))

  /** Everything that may follow, the step itself among it; `without` bars the way. */
  const reach = (from: readonly Known[], without?: Known, seen = new Set<Known>()): Set<Known> => {
    for (const step of from) {
      if (step === without || seen.has(step)) continue
      seen.add(step)
      reach(stepsOf(step.next), without, seen)
    }
    return seen
  }
  const isEnd = ({ next }: Known) => next.length === 0

  /** The first step that no way leads past. */
  const meetingOf = (begun: readonly Known[]): Known | undefined =>
    [...reach(begun)]
      .filter((step) => isEnd(step) || ![...reach(begun, step)].some(isEnd))
      .sort((one, other) => reach([other]).size - reach([one]).size)[0]

  const way = (begun: readonly Known[], until?: Known): Stage<Known>[] => {
    const [first, ...others] = begun
    if (first === undefined || (first === until && others.length === 0)) return []
    if (others.length === 0) return [{ step: first }, ...way(stepsOf(first.next), until)]
    if (others.every(({ next }) => areTheSame(next, first.next)))
      return [
        { branches: begun.map((step) => [{ step }]), canBeLeftOut: false },
        ...way(stepsOf(first.next), until),
      ]
    const meeting = meetingOf(begun)
    const branches = begun.filter((step) => step !== meeting).map((step) => way([step], meeting))
    return [
      { branches, canBeLeftOut: branches.length < begun.length },
      ...(meeting ? way([meeting], until) : []),
    ]
  }
  return way(steps.slice(0, 1))
}

const areTheSame = (ids: readonly string[], others: readonly string[]): boolean =>
  ids.length === others.length && ids.every((id) => others.includes(id))

interface Share {
  /** Both null: its table counts no time for it. */
  days: number | null
  hours: number | null
}

/**
 * The time a step takes, as people count: nobody knows when 0.375 of a day is over, but everybody what about three
 * hours are. Null where it takes none.
 *
 * @param minutesOfDay the working time of a full day; null where nobody has stated the hours
 */
export const shareWords = (
  say: Speech['say'],
  { days, hours }: Share,
  minutesOfDay: number | null,
): string | null => {
  if (hours !== null) return hours === 0 ? null : say('term.WORKING_HOUR', { value: hours })
  if (days === null) return say('portal.steps.not-counted')
  if (days === 0) return null
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
