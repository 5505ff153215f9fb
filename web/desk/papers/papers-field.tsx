import type { ProcedureCase } from '#web/api/calls.ts'
import { SelectField } from '#web/ui/fields.tsx'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { inLanguage, useWords } from '#web/ui/words.tsx'
import type { useListed } from './listed.ts'
import type { PaperCounts } from './paper-counts.ts'
import { PapersChecklist } from './papers-checklist.tsx'

/** The checklist of a dossier; where its papers do not tell which case it is, that is asked first. */
export const PapersField = ({
  listed: { cases, chosen, error },
  counts,
  isWhole = true,
  faultAt,
  onCase,
  onChange,
}: {
  listed: ReturnType<typeof useListed>
  counts: PaperCounts
  isWhole?: boolean
  faultAt: (field: string) => string | undefined
  onCase: (chosen: ProcedureCase['id']) => void
  onChange: (counts: PaperCounts) => void
}) => {
  const { t, language } = useWords()
  return (
    <div className="stack-tight">
      <ProblemNotice error={error} />
      {cases.length > 1 && (
        <SelectField
          label={t('intake.case')}
          value={chosen?.id ?? ''}
          onPick={onCase}
          options={cases.map((one) => ({ value: one.id, label: inLanguage(one.name, language) }))}
        />
      )}
      {chosen && (
        <PapersChecklist
          papers={chosen.papers}
          counts={counts}
          isWhole={isWhole}
          error={faultAt('papers')}
          faultAt={faultAt}
          onChange={onChange}
        />
      )}
    </div>
  )
}
