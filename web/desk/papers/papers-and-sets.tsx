import type { PresentedPaper } from '#common/papers.ts'
import type { Dossier } from '#web/api/calls.ts'
import { TextField } from '#web/ui/fields.tsx'
import { inLanguage, useWords } from '#web/ui/words.tsx'
import type { FieldFault } from '../faults.ts'
import { countsOf, missingFaults, type PaperCounts, readPapers, readSets } from './paper-counts.ts'
import { PapersChecklist } from './papers-checklist.tsx'

/** The papers and sets of a dossier as they are written down, to be typed over: held against what its case asks for. */
export interface PapersTyped {
  papers: PaperCounts
  sets: string
}

export const asWrittenDown = ({ papers, sets }: Pick<Dossier, 'papers' | 'sets'>): PapersTyped => ({
  papers: countsOf(papers),
  sets: String(sets),
})

export const readPapersAndSets = (
  { listed }: Pick<Dossier, 'listed'>,
  typed: PapersTyped,
): { papers: PresentedPaper[]; sets: number; faults: readonly FieldFault[] } => {
  const { papers, faults } = readPapers(typed.papers, listed.papers)
  const sets = readSets(typed.sets)
  return {
    papers: [...papers],
    sets: sets ?? 1,
    faults: [
      ...faults,
      ...missingFaults(listed.papers, papers),
      ...(sets === null ? [{ field: 'sets', id: 'intake.sets-wrong' as const }] : []),
    ],
  }
}

export const PapersAndSets = ({
  dossier: { caseName, listed },
  typed,
  onChange,
  faultAt,
}: {
  dossier: Dossier
  typed: PapersTyped
  onChange: (part: Partial<PapersTyped>) => void
  faultAt: (field: string) => string | undefined
}) => {
  const { t, language } = useWords()
  return (
    <>
      <p>
        <span className="muted">{t('intake.case')}:</span> {inLanguage(caseName, language)}
      </p>
      <PapersChecklist
        papers={listed.papers}
        counts={typed.papers}
        error={faultAt('papers')}
        faultAt={faultAt}
        onChange={(papers) => onChange({ papers })}
      />
      <div className="narrow">
        <TextField
          id="sets"
          label={t('intake.sets')}
          inputMode="numeric"
          value={typed.sets}
          onType={(sets) => onChange({ sets })}
          error={faultAt('sets')}
        />
      </div>
    </>
  )
}
