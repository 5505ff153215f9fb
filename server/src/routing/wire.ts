import { type Static, Type } from 'typebox'
import { ApplicantName, PlaceName } from '#catalogue/index.ts'
import { type Bilingual as InBoth, translator } from '#common/i18n.ts'
import { Bilingual, Maybe, OneOf } from '#platform/http/reply.ts'
import type { ReceptionFact } from './rules/reception.ts'
import { type Process, type ProcessStep, STEP_KINDS } from './rules/step-table.ts'

/** What a process looks like on the wire. */

const ChoiceView = Type.Object({
  fact: Type.String(),
  name: Bilingual,
  is: Type.String(),
  answer: Bilingual,
  next: Type.Array(Type.String(), { description: 'ids of the steps that follow then, all of them at once' }),
})

export const StepView = Type.Object({
  id: Type.String(),
  kind: OneOf(...STEP_KINDS),
  name: Bilingual,
  unit: Type.String(),
  days: Maybe(Type.Number(), {
    description: 'share of the term in working days; null where it is not counted in days',
  }),
  next: Type.Array(Type.String(), {
    description:
      'ids of the steps that follow, all of them at once; of a step with choices, where none of them holds',
  }),
  choices: Type.Array(ChoiceView, {
    description: 'asked in order when the step is done: the first that holds takes the place of next',
  }),
  join: Maybe(OneOf('ALL', 'ANY', 'LEAD'), {
    description: 'when it begins, where several steps lead to it; null where one does',
  }),
})

/** A question at reception that a term or a process hangs on. */
export const ReceptionAsk = Type.Union([
  Type.Object({ fact: OneOf('place'), values: Type.Array(PlaceName) }),
  Type.Object({ fact: OneOf('applicant'), values: Type.Array(ApplicantName) }),
])

const PLACES = ['ORDINARY', 'DIFFICULT'] as const
const APPLICANTS = ['PERSON', 'ORGANISATION'] as const

export const receptionAsks = (facts: readonly ReceptionFact[]): Static<typeof ReceptionAsk>[] =>
  facts.map((fact) => (fact === 'place' ? { fact, values: [...PLACES] } : { fact, values: [...APPLICANTS] }))

/** A step, but for the unit that does it, which is another in each authority. */
export const stepView = (
  process: Process,
  { id, kind, name, days, next, choices = [], join }: ProcessStep,
): Omit<Static<typeof StepView>, 'unit'> => ({
  id,
  kind,
  name,
  days,
  next: [...next],
  choices: choices.map(({ when, next: then }) => ({
    fact: when.fact,
    name: factName(process, when.fact),
    is: when.is,
    answer: answerName(process, when.fact, when.is),
    next: [...then],
  })),
  join: leadersTo(process, id) > 1 ? (join ?? 'ALL') : null,
})

const leadersTo = ({ steps }: Process, id: string): number =>
  steps.filter(
    ({ next, choices = [] }) => next.includes(id) || choices.some((choice) => choice.next.includes(id)),
  ).length

const factName = ({ facts = [] }: Process, fact: string): InBoth => {
  const asked = facts.find(({ id }) => id === fact)
  if (asked) return asked.name
  return fact === 'place' ? inBoth((say) => say('fact.place')) : inBoth((say) => say('fact.applicant'))
}

const answerName = ({ facts = [] }: Process, fact: string, is: string): InBoth => {
  const asked = facts.find(({ id }) => id === fact)?.values.find(({ id }) => id === is)
  if (asked) return asked.name
  return inBoth((say) => (fact === 'place' ? say(`place.${is}`) : say(`applicant.${is}`)))
}

const say = { vi: translator('vi'), en: translator('en') }
const inBoth = (words: (say: ReturnType<typeof translator>) => string): InBoth => ({
  vi: words(say.vi),
  en: words(say.en),
})
