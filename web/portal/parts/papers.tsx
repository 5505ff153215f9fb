import type { Paper, ProcedureCase } from '../data.ts'
import { Both, InVietnamese, useSpeech } from '../words.tsx'

/** Papers somebody has to bring: those whose place data take are not among them. */
export const papersToBring = ({ papers }: ProcedureCase): readonly Paper[] =>
  papers.filter(({ replacedBy }) => replacedBy === null)

/** The checklist, to be ticked on paper, and what need not be brought. */
export const Papers = ({ chosen }: { chosen: ProcedureCase }) => {
  const { say } = useSpeech()
  if (chosen.papers.length === 0) return null
  const replaced = chosen.papers.filter(({ replacedBy }) => replacedBy !== null)
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">{say('portal.papers.title')}</h2>
      <p>
        {chosen.sets === null
          ? say('portal.papers.sets-absent')
          : say('portal.papers.sets', { sets: chosen.sets })}
      </p>
      <ul className="checklist">
        {papersToBring(chosen).map((paper) => (
          <li key={paper.id}>
            <InVietnamese>{paper.name}</InVietnamese>
            <PaperNotes paper={paper} />
          </li>
        ))}
      </ul>
      {replaced.length > 0 ? (
        <>
          <h3>{say('portal.papers.replaced')}</h3>
          <ul className="words">
            {replaced.map((paper) => (
              <li key={paper.id}>
                <InVietnamese>{paper.name}</InVietnamese>
                <ReplacedNote paper={paper} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="hint on-screen">{say('portal.papers.print')}</p>
    </section>
  )
}

const PaperNotes = ({ paper }: { paper: Paper }) => {
  const { say } = useSpeech()
  const { originals, copies, form, formUrl, required } = paper
  return (
    <div className="beside">
      {originals === 0 && copies === 0
        ? say('portal.papers.number-absent')
        : [
            originals > 0 ? say('portal.papers.originals', { count: originals }) : null,
            copies > 0 ? say('portal.papers.copies', { count: copies }) : null,
          ]
            .filter(Boolean)
            .join(', ')}
      {required ? null : ` · ${say('portal.papers.if-any')}`}
      {form ? (
        <>
          {' · '}
          {say('portal.papers.form')} <InVietnamese>{form}</InVietnamese>
        </>
      ) : null}
      {formUrl ? (
        <p className="form on-screen">
          <a href={formUrl} rel="external noreferrer">
            {say('portal.papers.get-form')}
          </a>
        </p>
      ) : null}
    </div>
  )
}

const ReplacedNote = ({ paper: { replacedBy } }: { paper: Paper }) => {
  const { say } = useSpeech()
  if (replacedBy === null) return null
  return (
    <div className="beside">
      {say('portal.papers.replaced-by')} <Both words={replacedBy.source} /> (
      <InVietnamese>{replacedBy.basis}</InVietnamese>)
    </div>
  )
}
