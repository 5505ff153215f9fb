import { plain } from '#common/names.ts'
import type { ProcedureSummary } from '#web/api/calls.ts'

/** A procedure that was found; `isClose` when it only resembles what was typed. */
export type FoundProcedure = ProcedureSummary & { isClose: boolean }

type Named = Pick<ProcedureSummary, 'title' | 'titleEn' | 'nationalCode'>

/** Whether its name, initials or code hold the words; else they stand somewhere in what is told of it. */
const isNamedBy = ({ title, titleEn, nationalCode }: Named, words: string): boolean => {
  const wanted = plain(words)
  const names = plain(`${title} ${titleEn ?? ''}`)
  const initials = plain(title)
    .split(/[^a-z0-9]+/)
    .map((word) => word[0] ?? '')
    .join('')
  return (
    wanted.split(' ').every((word) => names.includes(word)) ||
    initials.startsWith(wanted.replaceAll(' ', '')) ||
    plain(nationalCode ?? '').startsWith(wanted)
  )
}

/**
 * As the search put them, best first; but of those that are named so, the ones that can be received before the others,
 * since Enter takes the first. What is received here and says the words only in passing does not come before what is
 * named by them, and what only resembles them comes last.
 */
export const receivedFirst = (
  answer: { items: readonly ProcedureSummary[]; exact: number } | undefined,
  words: string,
): FoundProcedure[] => {
  const rows = (answer?.items ?? []).map((procedure, at) => ({
    procedure: { ...procedure, isClose: at >= (answer?.exact ?? 0) },
    isNamed: isNamedBy(procedure, words),
  }))
  return rows
    .sort(
      (one, other) =>
        Number(one.procedure.isClose) - Number(other.procedure.isClose) ||
        Number(other.isNamed) - Number(one.isNamed) ||
        Number(other.procedure.receivable) - Number(one.procedure.receivable),
    )
    .map(({ procedure }) => procedure)
}
