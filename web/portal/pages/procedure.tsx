import { plainDate } from '#common/time.ts'
import type { DuePromise, Frame, Paper, Procedure, ProcedureCase } from '../data.ts'
import { pageOf } from '../frame.tsx'
import { HotlineLink } from '../parts/hotline.tsx'
import { feeAnswer, PerChannel, termAnswer } from '../parts/per-channel.tsx'
import { ProcedureTitle } from '../parts/procedure-links.tsx'
import { Promised } from '../parts/promise.tsx'
import { InVietnamese, useSpeech } from '../words.tsx'

interface ProcedureMatter {
  procedure: Procedure
  /** The case the reader chose; the first when it is not one of the procedure's. */
  caseId?: string | undefined
  /** For the chosen case, at the counter; null when it could not be reckoned. */
  promise: DuePromise | null
}

/** `/thu-tuc/:slug`: which papers, how long, how much, where; then everything else, down to the law. */
export const procedurePage = (page: Frame & ProcedureMatter): string => {
  const { language, procedure } = page
  const title = language === 'en' && procedure.titleEn ? procedure.titleEn : procedure.title
  return pageOf(page, { title, children: <Matter {...page} /> })
}

const Matter = (page: Frame & ProcedureMatter) => {
  const { language, say, both, day } = useSpeech()
  const { procedure, centre, promise } = page
  const chosen = procedure.cases.find(({ id }) => id === page.caseId) ?? procedure.cases[0]
  return (
    <article>
      <h1>
        <ProcedureTitle procedure={procedure} />
      </h1>
      <p className="beside">
        {say(`level.${procedure.level}`)}
        {procedure.nationalCode
          ? ` · ${say('portal.procedure.code', { code: procedure.nationalCode })}`
          : null}
      </p>
      {language === 'en' && procedure.titleEn ? (
        <p>
          {say('portal.procedure.name-in-vietnamese')} <span lang="vi">{procedure.title}</span>
        </p>
      ) : null}
      {chosen ? (
        <>
          <Cases procedure={procedure} chosen={chosen} />
          <Answers chosen={chosen} centreName={centre.name} />
          {promise ? <Promised promise={promise} /> : null}
          <Papers chosen={chosen} />
        </>
      ) : (
        <p className="notice wait">{say('portal.procedure.no-case')}</p>
      )}
      <Steps procedure={procedure} />
      <section aria-labelledby="result">
        <h2 id="result">{say('portal.procedure.result')}</h2>
        <p className="source">{both(procedure.result) || say('portal.procedure.result-absent')}</p>
      </section>
      <Behind procedure={procedure} />
      <p className="hint">
        {say('portal.procedure.source')} <InVietnamese>{procedure.source}</InVietnamese>
        <br />
        {say('portal.procedure.effective-from', { day: day(plainDate(procedure.effectiveFrom)) })}
      </p>
      {centre.hotline ? (
        <p>
          {say('portal.procedure.ask')} <HotlineLink number={centre.hotline} />
        </p>
      ) : null}
    </article>
  )
}

const Cases = ({ procedure, chosen }: { procedure: Procedure; chosen: ProcedureCase }) => {
  const { say, both } = useSpeech()
  if (procedure.cases.length < 2) return null
  return (
    <details className="cases">
      <summary>
        {say('portal.procedure.case', { name: both(chosen.name) })}{' '}
        <span className="on-screen">{say('portal.procedure.other-cases')}</span>
      </summary>
      <ul>
        {procedure.cases.map(({ id, name }) => (
          <li key={id}>
            <a
              href={`/thu-tuc/${encodeURIComponent(procedure.slug)}?truong-hop=${encodeURIComponent(id)}`}
              aria-current={id === chosen.id ? 'true' : undefined}
            >
              {both(name)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

const Answers = ({ chosen, centreName }: { chosen: ProcedureCase; centreName: string }) => {
  const { say } = useSpeech()
  return (
    <dl className="answers">
      <div>
        <dt>{say('portal.procedure.which-papers')}</dt>
        <dd>
          {chosen.papers.length === 0 ? (
            say('portal.procedure.papers-absent')
          ) : (
            <a href="#papers">
              {say('portal.procedure.papers-count', { count: chosen.papers.length, sets: chosen.sets })}
            </a>
          )}
        </dd>
      </div>
      <div>
        <dt>{say('portal.procedure.how-long')}</dt>
        <PerChannel channels={chosen.channels} answer={termAnswer} />
      </div>
      <div>
        <dt>{say('portal.procedure.how-much')}</dt>
        <PerChannel channels={chosen.channels} answer={feeAnswer} />
      </div>
      <div>
        <dt>{say('portal.procedure.where')}</dt>
        {chosen.channels.length === 0 ? <dd>{say('portal.procedure.where-absent')}</dd> : null}
        {chosen.channels.map(({ channel }) => (
          <dd key={channel}>{say(`portal.where.${channel}`, { centre: centreName })}</dd>
        ))}
      </div>
    </dl>
  )
}

const Papers = ({ chosen }: { chosen: ProcedureCase }) => {
  const { say } = useSpeech()
  if (chosen.papers.length === 0) return null
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">{say('portal.papers.title')}</h2>
      <p>{say('portal.papers.sets', { sets: chosen.sets })}</p>
      <ul className="checklist">
        {chosen.papers.map((paper) => (
          <li key={paper.id}>
            <InVietnamese>{paper.name}</InVietnamese>
            <PaperNotes paper={paper} />
          </li>
        ))}
      </ul>
      <p className="hint on-screen">{say('portal.papers.print')}</p>
    </section>
  )
}

const PaperNotes = ({ paper }: { paper: Paper }) => {
  const { say } = useSpeech()
  const { originals, copies, form, required } = paper
  return (
    <p className="beside">
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
    </p>
  )
}

const Steps = ({ procedure }: { procedure: Procedure }) => {
  const { say, both } = useSpeech()
  if (procedure.steps.length === 0) return null
  return (
    <section className="on-screen" aria-labelledby="steps">
      <h2 id="steps">{say('portal.steps.title')}</h2>
      {procedure.processStanding === 'demo' ? (
        <p className="notice wait">{say('portal.steps.demo')}</p>
      ) : null}
      <ol className="steps">
        {procedure.steps.map((step) => (
          <li key={step.id}>
            {both(step.name)}
            <p className="beside">
              <InVietnamese>{step.unit}</InVietnamese>
              {step.days > 0 ? ` · ${say('term.WORKING_DAY', { value: step.days })}` : null}
            </p>
          </li>
        ))}
      </ol>
      <p className="hint">
        {say('portal.procedure.source')} <InVietnamese>{procedure.processSource}</InVietnamese>
      </p>
    </section>
  )
}

/** What the answers above were taken from, word for word, for those who want to check them. */
const Behind = ({ procedure }: { procedure: Procedure }) => {
  const { say } = useSpeech()
  return (
    <details>
      <summary>{say('portal.procedure.behind')}</summary>
      <h3>{say('portal.procedure.conduct')}</h3>
      <p className="source">
        {procedure.conduct ? (
          <InVietnamese>{procedure.conduct}</InVietnamese>
        ) : (
          say('portal.procedure.not-stated')
        )}
      </p>
      <h3>{say('portal.procedure.competent')}</h3>
      <p>
        {procedure.competent ? (
          <InVietnamese>{procedure.competent}</InVietnamese>
        ) : (
          say('portal.procedure.not-stated')
        )}
      </p>
      <h3>{say('portal.procedure.legal-basis')}</h3>
      {procedure.legalBasis.length === 0 ? (
        <p>{say('portal.procedure.not-stated')}</p>
      ) : (
        <ul className="words">
          {procedure.legalBasis.map((basis) => (
            <li key={basis}>
              <InVietnamese>{basis}</InVietnamese>
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}
