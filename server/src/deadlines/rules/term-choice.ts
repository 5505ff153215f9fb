import { Refusal } from '#platform/refusal.ts'
import type { Applicability, Phase, SpecialTerm, StatutoryTerm, TermChangeOption, TermPlan } from './term.ts'

/** The term one dossier gets, and why that one; `special` null when the ordinary one holds. */
export interface ChosenTerm {
  term: StatutoryTerm
  phases: readonly Phase[]
  special: SpecialTerm | null
}

/**
 * The term for a place and an applicant: of the special ones that hold, the one that asks for most; else the ordinary.
 *
 * @throws Refusal CONFLICT `terms-compete` when two that ask for as much both hold: then nobody can say which is meant
 */
export const chooseTerm = (plan: TermPlan, known: Applicability): ChosenTerm => {
  const holding = plan.specials.filter((special) => holds(special, known))
  const most = Math.max(0, ...holding.map(weightOf))
  const [special, other] = holding.filter((candidate) => weightOf(candidate) === most)
  if (special && other) throw new Refusal('CONFLICT', 'terms-compete', { terms: [special.id, other.id] })
  if (special) return { term: special.term, phases: [], special }
  return { term: plan.term, phases: plan.phases, special: null }
}

/**
 * What a term hangs on and nobody has said: then no term can be chosen.
 *
 * @param plan whose special terms ask for it
 */
export const unsaid = (plan: TermPlan, said: Partial<Applicability>): readonly (keyof Applicability)[] =>
  (['place', 'applicant'] as const).filter(
    (key) => said[key] === undefined && plan.specials.some(({ when }) => when[key] !== undefined),
  )

const holds = ({ when }: SpecialTerm, known: Applicability): boolean =>
  (when.place === undefined || when.place === known.place) &&
  (when.applicant === undefined || when.applicant === known.applicant)

const weightOf = ({ when }: SpecialTerm): number => Object.values(when).filter(Boolean).length

/**
 * The change of term that was asked for: only one that the procedure foresees, with its provision.
 *
 * @throws Refusal CONFLICT `term-change-not-foreseen`
 */
export const termChange = (plan: TermPlan, id: string): TermChangeOption => {
  const option = plan.changes.find((candidate) => candidate.id === id)
  if (!option) throw new Refusal('CONFLICT', 'term-change-not-foreseen', { change: id })
  return option
}
