import type { PaperSpec } from '#web/api/calls.ts'
import { inLanguage, useWords } from '#web/ui/words.tsx'
import type { PaperCount, PaperCounts } from './paper-counts.ts'

/** As many as the list asks for; a paper that is listed without a number is brought once. */
const asListed = (paper: PaperSpec): PaperCount => ({
  originals: String(paper.originals + paper.copies === 0 ? 1 : paper.originals),
  copies: String(paper.copies),
})

const isBrought = (count: PaperCount | undefined): boolean =>
  count !== undefined && Number(count.originals) + Number(count.copies) > 0

/** What was brought, in numbers. The first button says what is true nine times in ten: every required paper is here. */
export const PapersChecklist = ({
  papers,
  counts,
  error,
  faultAt,
  onChange,
  isWhole = true,
}: {
  papers: readonly PaperSpec[]
  counts: PaperCounts
  error?: string | undefined
  faultAt: (field: string) => string | undefined
  onChange: (counts: PaperCounts) => void
  /** Whether all of them are to be there; else only what was brought beside the rest is written down. */
  isWhole?: boolean
}) => {
  const { t, language } = useWords()
  const set = (paper: PaperSpec, count: PaperCount) => onChange({ ...counts, [paper.id]: count })
  const allRequired = () => {
    const required = papers.filter(
      (paper) => paper.required && !paper.replacedBy && !isBrought(counts[paper.id]),
    )
    onChange({ ...counts, ...Object.fromEntries(required.map((paper) => [paper.id, asListed(paper)])) })
    document.getElementById('sets')?.focus()
  }
  if (papers.length === 0)
    return (
      <p id="papers" tabIndex={-1}>
        {t('papers.none-listed')}
      </p>
    )
  return (
    <div className="stack-tight">
      {isWhole && (
        <div>
          <button
            type="button"
            id="papers"
            className="button"
            data-enter-stop=""
            aria-describedby={error ? 'papers-error' : undefined}
            onClick={allRequired}
          >
            {t('papers.all-required')} <kbd>Enter</kbd>
          </button>
        </div>
      )}
      {error && (
        <p className="field-error" id="papers-error">
          {error}
        </p>
      )}
      <ul className="checklist">
        {papers.map((paper, index) => {
          const count = counts[paper.id] ?? { originals: '0', copies: '0' }
          return (
            <li key={paper.id}>
              <label className="choice">
                <input
                  type="checkbox"
                  id={!isWhole && index === 0 ? 'papers' : undefined}
                  checked={isBrought(count)}
                  onChange={(event) =>
                    set(paper, event.target.checked ? asListed(paper) : { originals: '0', copies: '0' })
                  }
                />
                <span>
                  {paper.name}{' '}
                  {!paper.required && <span className="muted small">({t('papers.if-any')})</span>}
                  {paper.form && (
                    <span className="muted small"> {t('papers.form', { form: paper.form })}</span>
                  )}
                  {paper.replacedBy && (
                    <span className="muted small">
                      {' '}
                      ({t('papers.replaced', { source: inLanguage(paper.replacedBy.source, language) })})
                    </span>
                  )}
                </span>
              </label>
              <span className="counts">
                <Count
                  id={`paper.${paper.id}.originals`}
                  label={t('papers.originals')}
                  paper={paper.name}
                  value={count.originals}
                  isWrong={faultAt(`paper.${paper.id}.originals`) !== undefined}
                  onType={(originals) => set(paper, { ...count, originals })}
                />
                <Count
                  id={`paper.${paper.id}.copies`}
                  label={t('papers.copies')}
                  paper={paper.name}
                  value={count.copies}
                  isWrong={false}
                  onType={(copies) => set(paper, { ...count, copies })}
                />
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

const Count = ({
  id,
  label,
  paper,
  value,
  isWrong,
  onType,
}: {
  id: string
  label: string
  paper: string
  value: string
  isWrong: boolean
  onType: (value: string) => void
}) => (
  <label htmlFor={id}>
    {label}
    <span className="visually-hidden">: {paper}</span>
    <input
      id={id}
      className="input count"
      inputMode="numeric"
      autoComplete="off"
      maxLength={2}
      value={value}
      aria-invalid={isWrong || undefined}
      onFocus={(event) => event.target.select()}
      onChange={(event) => onType(event.target.value)}
    />
  </label>
)
