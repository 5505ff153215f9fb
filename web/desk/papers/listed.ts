import { useQuery } from '@tanstack/react-query'
import type { PresentedPaper } from '#common/papers.ts'
import type { Dossier, ProcedureCase } from '#web/api/calls.ts'
import { procedureQuery } from '../queries.ts'

/** The cases of a procedure that list every paper that is there: which of them was filed, as far as it can be told. */
export const casesFitting = (
  cases: readonly ProcedureCase[],
  papers: readonly Pick<PresentedPaper, 'paperId'>[],
): readonly ProcedureCase[] =>
  cases.filter((one) => papers.every(({ paperId }) => one.papers.some(({ id }) => id === paperId)))

/** The list of papers that a dossier is held against. */
export const useListed = (dossier: Dossier, caseId: string) => {
  const { data, error } = useQuery(procedureQuery(dossier.procedure.slug))
  const cases = data ? casesFitting(data.cases, dossier.papers) : []
  return { cases, chosen: cases.find(({ id }) => id === caseId) ?? cases[0] ?? null, error }
}
