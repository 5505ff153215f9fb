import type { ReceptionAsk } from '#web/api/calls.ts'
import { RadioGroup } from '#web/ui/fields.tsx'
import { useWords } from '#web/ui/words.tsx'
import type { FieldFault } from '../faults.ts'

type Fact = ReceptionAsk['fact']
type Value<Of extends Fact> = Extract<ReceptionAsk, { fact: Of }>['values'][number]

/** What a term or a process may hang on; null where nobody has said it yet. */
export interface TermFacts {
  place: Value<'place'> | null
  applicant: Value<'applicant'> | null
}

/** What is asked and has been said, as it is sent. */
export const factsSaid = (
  asks: readonly ReceptionAsk[],
  { place, applicant }: TermFacts,
): { place?: Value<'place'>; applicant?: Value<'applicant'> } => ({
  ...(isAsked(asks, 'place') && place ? { place } : {}),
  ...(isAsked(asks, 'applicant') && applicant ? { applicant } : {}),
})

const isAsked = (asks: readonly ReceptionAsk[], fact: Fact): boolean => asks.some((ask) => ask.fact === fact)

/** What is asked and nobody has said. */
export const factsMissing = (asks: readonly ReceptionAsk[], facts: TermFacts): readonly FieldFault[] =>
  asks
    .filter(({ fact }) => facts[fact] === null)
    .map(({ fact }) => ({ field: fact, id: `intake.${fact}-missing` as const }))

/** Where and for whom, where the server says that it is asked: which question, and which answers there are. */
export const TermFields = ({
  asks,
  facts,
  onPick,
  faultAt,
}: {
  asks: readonly ReceptionAsk[]
  facts: TermFacts
  onPick: (change: Partial<TermFacts>) => void
  faultAt: (field: string) => string | undefined
}) => {
  const { t } = useWords()
  return asks.map((ask) =>
    ask.fact === 'place' ? (
      <RadioGroup
        key={ask.fact}
        id="place"
        legend={t('intake.place')}
        error={faultAt('place')}
        value={facts.place}
        onPick={(place) => onPick({ place })}
        options={ask.values.map((value) => ({ value, label: t(`place.${value}`) }))}
      />
    ) : (
      <RadioGroup
        key={ask.fact}
        id="applicant"
        legend={t('intake.applicant')}
        error={faultAt('applicant')}
        value={facts.applicant}
        onPick={(applicant) => onPick({ applicant })}
        options={ask.values.map((value) => ({ value, label: t(`applicant.${value}`) }))}
      />
    ),
  )
}
