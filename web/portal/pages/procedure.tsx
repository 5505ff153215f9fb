import type { ReactNode } from 'react'
import type { DuePromise, Frame, Procedure, ProcedureCase } from '../data.ts'
import { pageOf } from '../frame.tsx'
import { HotlineLink } from '../parts/hotline.tsx'
import { Papers, papersToBring } from '../parts/papers.tsx'
import { aboutFees, aboutTerm, feeAnswer, PerChannel, termAnswer } from '../parts/per-channel.tsx'
import { addressOf, ProcedureTitle } from '../parts/procedure-links.tsx'
import { Promised } from '../parts/promise.tsx'
import { Steps } from '../parts/steps.tsx'
import { TermsInFull } from '../parts/terms-in-full.tsx'
import { Related, Validity } from '../parts/validity.tsx'
import { Both, InVietnamese, inSentence, useSpeech } from '../words.tsx'

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
  const { language, say } = useSpeech()
  const { procedure, centre, promise } = page
  const chosen = procedure.cases.find(({ id }) => id === page.caseId) ?? procedure.cases[0]
  return (
    <article>
      <h1>
        <ProcedureTitle procedure={procedure} />
      </h1>
      <p className="beside">
        {[
          // Of «other level» a source says nothing that anybody could use.
          procedure.level === null || procedure.level === 'OTHER' ? null : say(`level.${procedure.level}`),
          procedure.nationalCode ? say('portal.procedure.code', { code: procedure.nationalCode }) : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {language === 'en' && procedure.titleEn ? (
        <p>
          {say('portal.procedure.name-in-vietnamese')} <span lang="vi">{procedure.title}</span>
        </p>
      ) : null}
      <NotReceived procedure={procedure} />
      {chosen ? (
        <>
          <Cases procedure={procedure} chosen={chosen} />
          <Answers procedure={procedure} chosen={chosen} centreName={centre.name} />
          {promise ? (
            <Promised
              promise={promise}
              centreName={centre.name}
              specials={chosen.channels.find(({ channel }) => channel === 'COUNTER')?.specials ?? []}
              nonTerritorial={procedure.nonTerritorial}
            />
          ) : null}
          <Papers chosen={chosen} />
          <TermsInFull chosen={chosen} />
        </>
      ) : (
        <p className="notice wait">{say('portal.procedure.no-case')}</p>
      )}
      <Steps procedure={procedure} week={centre.hours?.week ?? null} />
      <section aria-labelledby="result">
        <h2 id="result">{say('portal.procedure.result')}</h2>
        <Listed items={procedure.results.map((result) => <Both key={result.vi} words={result} />)}>
          {say('portal.procedure.result-absent')}
        </Listed>
      </section>
      <About procedure={procedure} />
      <Behind procedure={procedure} />
      <Validity procedure={procedure} />
      <p className="hint">
        {say('portal.procedure.source')} <InVietnamese>{procedure.source}</InVietnamese>
      </p>
      {centre.hotline ? (
        <p>
          {say('portal.procedure.ask')} <HotlineLink number={centre.hotline} />
        </p>
      ) : null}
    </article>
  )
}

/** Before anybody reads on and sets out: that it is not handed in here, and why. */
const NotReceived = ({ procedure }: { procedure: Procedure }) => {
  const { say } = useSpeech()
  const { notReceived, standing, replacedBy } = procedure
  if (notReceived === null) return null
  return (
    <div className={standing === 'IN_FORCE' ? 'notice neutral' : 'notice wait'}>
      <p>{say(`portal.not-received.${notReceived}`)}</p>
      {standing === 'ENDED' ? <Related procedures={replacedBy} words="portal.procedure.replaced-by" /> : null}
    </div>
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
              href={`${addressOf(procedure)}?truong-hop=${encodeURIComponent(id)}`}
              aria-current={id === chosen.id ? 'true' : undefined}
            >
              <Both words={name} />
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

const Answers = ({
  procedure,
  chosen,
  centreName,
}: {
  procedure: Procedure
  chosen: ProcedureCase
  centreName: string
}) => {
  const { say } = useSpeech()
  const { competent } = procedure
  return (
    <dl className="answers">
      <div>
        <dt>{say('portal.procedure.which-papers')}</dt>
        <dd>
          {chosen.papers.length === 0 ? (
            say('portal.procedure.papers-absent')
          ) : (
            <a href="#papers">
              {say('portal.procedure.papers-count', {
                count: papersToBring(chosen).length,
                sets: chosen.sets,
              })}
            </a>
          )}
        </dd>
      </div>
      <div>
        <dt>{say('portal.procedure.how-long')}</dt>
        <PerChannel channels={chosen.channels} about={aboutTerm} answer={termAnswer} />
      </div>
      <div>
        <dt>{say('portal.procedure.how-much')}</dt>
        <PerChannel channels={chosen.channels} about={aboutFees} answer={feeAnswer} />
      </div>
      <div>
        <dt>{say('portal.procedure.where')}</dt>
        {chosen.channels.length === 0 ? <dd>{say('portal.procedure.where-absent')}</dd> : null}
        {chosen.channels.map(({ channel, receivable }) => (
          <dd key={channel}>
            {receivable
              ? say(`portal.where.${channel}`, { centre: centreName })
              : say(`portal.elsewhere.${channel}`, { agency: competent })}
          </dd>
        ))}
      </div>
    </dl>
  )
}

/** Who may ask for it and who decides. What the source leaves out is named too, so that nobody takes it for a no. */
const About = ({ procedure }: { procedure: Procedure }) => {
  const { say } = useSpeech()
  const { field, applicants, conditions, competent, coordinating, route, onlineLevel, nonTerritorial } =
    procedure
  const inVietnamese = (words: readonly string[]) =>
    words.map((one) => <InVietnamese key={one}>{one}</InVietnamese>)
  const facts: readonly Fact[] = [
    [say('portal.procedure.field'), inVietnamese(field ? [field] : [])],
    [say('portal.procedure.applicants'), inVietnamese(applicants)],
    [say('portal.procedure.conditions'), inVietnamese(conditions ? [conditions] : [])],
    [say('portal.procedure.competent'), inVietnamese(competent ? [competent] : [])],
    [say('portal.procedure.coordinating'), inVietnamese(coordinating)],
    // Where it is only described, nobody has said that the province handles it.
    [
      say('portal.procedure.route'),
      route === 'LOCAL' && procedure.processStanding === null ? [] : [say(`portal.route.${route}`)],
    ],
    [say('portal.procedure.online'), onlineLevel ? [say(`portal.online.${onlineLevel}`)] : []],
    [
      say('portal.procedure.non-territorial'),
      nonTerritorial === null ? [] : [say(`portal.non-territorial.${nonTerritorial}`)],
    ],
  ]
  const behind = [
    ...(procedure.conduct ? [] : [say('portal.procedure.conduct')]),
    ...(procedure.legalBasis.length > 0 ? [] : [say('portal.procedure.legal-basis')]),
  ]
  return (
    <section aria-labelledby="about">
      <h2 id="about">{say('portal.procedure.about')}</h2>
      <dl className="facts">
        {facts
          .filter(([, told]) => told.length > 0)
          .map(([name, told]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="source">
                {told.map((one, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: nothing of it is ever moved
                  <span className="line" key={at}>
                    {one}
                  </span>
                ))}
              </dd>
            </div>
          ))}
      </dl>
      <NotStated
        names={[...facts.filter(([, told]) => told.length === 0).map(([name]) => name), ...behind]}
      />
    </section>
  )
}

type Fact = readonly [name: string, told: readonly ReactNode[]]

/** What the source leaves out, in one line: «Nguồn không nêu: đối tượng; cơ quan phối hợp.» */
const NotStated = ({ names }: { names: readonly string[] }) => {
  const { say } = useSpeech()
  if (names.length === 0) return null
  return <p className="beside">{say('portal.procedure.all-not-stated', { names: names.map(inSentence) })}</p>
}

/** What the answers above were taken from, for those who want to check them. */
const Behind = ({ procedure: { conduct, legalBasis } }: { procedure: Procedure }) => {
  const { say } = useSpeech()
  if (!conduct && legalBasis.length === 0) return null
  return (
    <details>
      <summary>{say('portal.procedure.behind')}</summary>
      {conduct ? (
        <>
          <h3>{say('portal.procedure.conduct')}</h3>
          <p className="source">
            <InVietnamese>{conduct}</InVietnamese>
          </p>
        </>
      ) : null}
      {legalBasis.length > 0 ? (
        <>
          <h3>{say('portal.procedure.legal-basis')}</h3>
          <Listed
            items={legalBasis.map(({ number, title }) => (
              <InVietnamese key={`${number} ${title}`}>
                {[number, title].filter(Boolean).join(' – ')}
              </InVietnamese>
            ))}
          />
        </>
      ) : null}
    </details>
  )
}

/** One thing as a line, several as a list; where there is none, the words that say so. */
const Listed = ({ items, children }: { items: readonly ReactNode[]; children?: ReactNode }) => {
  if (items.length < 2) return <p className="source">{items[0] ?? children}</p>
  return (
    <ul className="words">
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing of it is ever moved
        <li key={at}>{item}</li>
      ))}
    </ul>
  )
}
