import type { TermPlan } from '#deadlines/rules/term.ts'
import { unsaid } from '#deadlines/rules/term-choice.ts'
import { FACTS_OF_RECEPTION, type Process } from './step-table.ts'

/** What is asked at reception besides persons and papers. */
export type ReceptionFact = (typeof FACTS_OF_RECEPTION)[number]

/** Where it is or who applies: asked where a term hangs on it, or the process chooses its way by it. */
export const askedAtReception = (
  terms: TermPlan | null | undefined,
  process: Pick<Process, 'steps'> | null,
): readonly ReceptionFact[] => {
  const byTerm = terms ? unsaid(terms, {}) : []
  return FACTS_OF_RECEPTION.filter((fact) => byTerm.includes(fact) || choosesBy(process, fact))
}

/** Whether a process chooses its way by it. */
export const choosesBy = (process: Pick<Process, 'steps'> | null, fact: ReceptionFact): boolean =>
  process?.steps.some(({ choices }) => choices?.some(({ when }) => when.fact === fact)) ?? false
