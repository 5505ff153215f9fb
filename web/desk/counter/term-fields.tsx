import { RadioGroup } from '#web/ui/fields.tsx'
import { useWords } from '#web/ui/words.tsx'

export const PLACES = ['ORDINARY', 'DIFFICULT'] as const
export const APPLICANTS = ['PERSON', 'ORGANISATION'] as const

/** What a term may hang on; null where nobody has said it yet. */
export interface TermFacts {
  place: (typeof PLACES)[number] | null
  applicant: (typeof APPLICANTS)[number] | null
}

interface TermFieldsProps {
  asked: { place: boolean; applicant: boolean }
  facts: TermFacts
  onPick: (change: Partial<TermFacts>) => void
  faultAt: (field: string) => string | undefined
}

/** Where and for whom, where the term hangs on it. */
export const TermFields = ({ asked, facts, onPick, faultAt }: TermFieldsProps) => {
  const { t } = useWords()
  return (
    <>
      {asked.place && (
        <RadioGroup
          id="place"
          legend={t('intake.place')}
          error={faultAt('place')}
          value={facts.place}
          onPick={(place) => onPick({ place })}
          options={PLACES.map((value) => ({ value, label: t(`place.${value}`) }))}
        />
      )}
      {asked.applicant && (
        <RadioGroup
          id="applicant"
          legend={t('intake.applicant')}
          error={faultAt('applicant')}
          value={facts.applicant}
          onPick={(applicant) => onPick({ applicant })}
          options={APPLICANTS.map((value) => ({ value, label: t(`applicant.${value}`) }))}
        />
      )}
    </>
  )
}
