import type { Dossier } from '#web/api/calls.ts'

type Step = Dossier['steps'][number]
type Condition = Pick<Step['choices'][number], 'name' | 'answer'>

/** How a step that has not come yet will come: only in some cases, or beside others. */
export interface WayTo {
  /** Any of these answers leads to it; empty where none of those that lead elsewhere is given; null: in every case. */
  when: readonly Condition[] | null
  /** Steps that begin together with it. */
  beside: readonly Step[]
}

export const wayTo = (steps: readonly Step[], step: Step): WayTo => {
  const before = steps.find(({ next, choices }) =>
    [next, ...choices.map((choice) => choice.next)].some((ids) => ids.includes(step.id)),
  )
  if (!before) return { when: null, beside: [] }
  const { next, choices } = before
  const leading = choices.filter((choice) => choice.next.includes(step.id))
  const isElse = next.includes(step.id)
  const isChosen = choices.length > 0 && canBePassed(steps, before, step)
  const begun = isElse ? next : (leading[0]?.next ?? [])
  return {
    when: isChosen ? (isElse ? [] : leading) : null,
    beside: steps.filter(({ id }) => id !== step.id && begun.includes(id)),
  }
}

/** Whether one of the ways that part at a step never comes to another: where all meet again, nothing is chosen. */
const canBePassed = (steps: readonly Step[], from: Step, step: Step): boolean =>
  [from.next, ...from.choices.map(({ next }) => next)].some((way) => !reaches(steps, way, step))

const reaches = (steps: readonly Step[], ids: readonly string[], step: Step): boolean =>
  ids.some((id) => {
    if (id === step.id) return true
    const next = steps.find((one) => one.id === id)
    return next !== undefined && reaches(steps, followersOf(next), step)
  })

const followersOf = ({ next, choices }: Step): readonly string[] => [
  ...choices.flatMap((choice) => choice.next),
  ...next,
]
