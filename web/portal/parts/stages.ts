import { minutesOfClock } from '#common/time.ts'
import type { OpeningHours } from '../data.ts'
import type { Speech } from '../words.tsx'

interface Step {
  id: string
  /** The steps that begin once it is done, all of them at once; where it has choices, if none of them holds. */
  next: readonly string[]
  choices: readonly Choice[]
  /** When it begins, where several steps lead to it. */
  join: 'ALL' | 'ANY' | 'LEAD' | null
}

/** What is found in a step, and where that leads. */
interface Choice {
  name: { vi: string; en: string }
  answer: { vi: string; en: string }
  next: readonly string[]
}

export type Stage<Known extends Step> =
  | { step: Known }
  /** What begins together, each with its own way; `join` says when what follows begins. */
  | { together: Stage<Known>[][]; join: Step['join'] }
  /** Of these ways one is gone: that of the first choice that holds, else the one without. An empty way leads on at once. */
  | { either: Way<Known>[] }

export interface Way<Known extends Step> {
  /** Any of them leads here; none: all other cases. */
  when: readonly Omit<Choice, 'next'>[]
  stages: Stage<Known>[]
}

/** The steps in the order they come, and branches from where they part to where they meet again. */
export const stagesOf = <Known extends Step>(steps: readonly Known[]): Stage<Known>[] => {
  const stepsOf = (ids: readonly string[]) => steps.filter(({ id }) => ids.includes(id))
  const followersOf = ({ next, choices }: Known) =>
    stepsOf([...choices.flatMap((choice) => choice.next), ...next])

  /** Everything that may follow, the step itself among it; `without` bars the way. */
  const reach = (from: readonly Known[], without?: Known, seen = new Set<Known>()): Set<Known> => {
    for (const step of from) {
      if (step === without || seen.has(step)) continue
      seen.add(step)
      reach(followersOf(step), without, seen)
    }
    return seen
  }
  const isEnd = (step: Known) => followersOf(step).length === 0

  /** The first step that no way leads past. */
  const meetingOf = (begun: readonly Known[]): Known | undefined =>
    [...reach(begun)]
      .filter((step) => isEnd(step) || ![...reach(begun, step)].some(isEnd))
      .sort((one, other) => reach([other]).size - reach([one]).size)[0]

  const after = (step: Known, until?: Known): Stage<Known>[] => {
    if (step.choices.length === 0) return way(stepsOf(step.next), until)
    const meeting = meetingOf(followersOf(step))
    const either = waysOf(step).map(({ when, next }) => ({ when, stages: way(stepsOf(next), meeting) }))
    return [...(either.length > 1 ? [{ either }] : (either[0]?.stages ?? [])), ...onwards(meeting, until)]
  }
  const onwards = (meeting: Known | undefined, until: Known | undefined): Stage<Known>[] =>
    meeting ? way([meeting], until) : []

  const way = (begun: readonly Known[], until?: Known): Stage<Known>[] => {
    const [first, ...others] = begun
    if (first === undefined || (first === until && others.length === 0)) return []
    if (others.length === 0) return [{ step: first }, ...after(first, until)]
    if (
      begun.every(({ choices }) => choices.length === 0) &&
      others.every(({ next }) => areTheSame(next, first.next))
    )
      return [
        { together: begun.map((step) => [{ step }]), join: stepsOf(first.next)[0]?.join ?? null },
        ...way(stepsOf(first.next), until),
      ]
    const meeting = meetingOf(begun)
    // Where they meet waits for the others: of two that begin there one has no way of its own.
    const branches = begun.filter((step) => step !== meeting).map((step) => way([step], meeting))
    return [
      ...(branches.length > 1 ? [{ together: branches, join: meeting?.join ?? null }] : (branches[0] ?? [])),
      ...onwards(meeting, until),
    ]
  }
  return way(steps.slice(0, 1))
}

/** Choices that lead the same way are one way; the last is that of all other cases. */
const waysOf = ({
  next,
  choices,
}: Step): { when: readonly Omit<Choice, 'next'>[]; next: readonly string[] }[] => {
  const ways: { when: Omit<Choice, 'next'>[]; next: readonly string[] }[] = []
  for (const { name, answer, next: then } of choices) {
    const known = ways.find((one) => areTheSame(one.next, then))
    if (known) known.when.push({ name, answer })
    else ways.push({ when: [{ name, answer }], next: then })
  }
  // What leads the way of all other cases needs no condition.
  return [...ways.filter((one) => !areTheSame(one.next, next)), { when: [], next }]
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
