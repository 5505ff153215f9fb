import type { DossierTask } from '#web/api/calls.ts'
import type { Fault } from '#web/ui/error-summary.tsx'

/** What was found in a step, by the names that the process gives. */
export type Facts = Readonly<Record<string, string>>

/** Tasks of these kinds that this officer may do now, for acts that one of several branches needs. */
export const tasksOf = (
  tasks: readonly DossierTask[],
  kinds: readonly DossierTask['kind'][],
): readonly DossierTask[] =>
  tasks.filter(
    ({ kind, mine, takenBy, isMine }) => mine && (takenBy === null || isMine) && kinds.includes(kind),
  )

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
