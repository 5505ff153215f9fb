import type { DossierTask } from '#web/api/calls.ts'
import type { Fault } from '#web/ui/error-summary.tsx'

/** What was found in a step, by the names that the process gives. */
export type Facts = Readonly<Record<string, string>>

/** The answers to what this task asks, and to nothing else. */
export const answersTo = (task: DossierTask | undefined, facts: Facts): Record<string, string> =>
  Object.fromEntries(
    (task?.asks ?? []).flatMap(({ fact }) => (facts[fact] === undefined ? [] : [[fact, facts[fact]]])),
  )

/** What is asked and not answered. */
export const unanswered = (
  task: DossierTask | undefined,
  facts: Facts,
  words: (name: DossierTask['asks'][number]['name']) => string,
): readonly Fault[] =>
  (task?.asks ?? [])
    .filter(({ fact }) => facts[fact] === undefined)
    .map(({ fact, name }) => ({ field: `facts.${fact}`, words: words(name) }))
