import type { ReactNode } from 'react'
import type { ChannelTerms, ProcedureCase } from '../data.ts'
import { Both, InVietnamese, type Speech, useSpeech } from '../words.tsx'
import { aboutFees, aboutTerm, alikeIn, amountWords, Quoted, Stages, termAnswer } from './per-channel.tsx'

/** All that is said of time and money, channel by channel: what holds for whom, what may change it, and by what right. */
export const TermsInFull = ({ chosen }: { chosen: ProcedureCase }) => {
  const { say } = useSpeech()
  const told = chosen.channels.filter(hasMoreToSay)
  if (told.length === 0) return null
  const groups = alikeIn(chosen.channels, (terms) => [
    aboutTerm(terms),
    terms.termText,
    terms.changes,
    aboutFees(terms),
    terms.description,
  ])
  return (
    <section aria-labelledby="terms">
      <h2 id="terms">{say('portal.terms.title')}</h2>
      {groups.map((group) => (
        <div key={group[0]?.channel} className="channel-terms">
          <h3>
            {groups.length === 1
              ? say('portal.terms.every-channel')
              : group.map(({ channel }) => say(`channel.${channel}`)).join(', ')}
          </h3>
          {group[0] ? <Channel terms={group[0]} /> : null}
        </div>
      ))}
    </section>
  )
}

/** What the short answers leave out: where nothing is, they are the whole. */
const hasMoreToSay = ({ specials, phases, changes, fees, description, standing, termText }: ChannelTerms) =>
  specials.length + changes.length > 0 ||
  description !== null ||
  (phases.length > 0 && (standing !== 'STATED' || termText !== '')) ||
  (standing === 'UNDECIDED' && termText !== '') ||
  fees?.some(({ kind, basis, per }) => kind !== null || basis !== null || per !== null) === true

const Channel = ({ terms }: { terms: ChannelTerms }) => {
  const speech = useSpeech()
  const { say } = speech
  const { specials, phases, changes, fees, description, termText, standing } = terms
  const ofTerm = (term: (typeof specials)[number]['term']) => say(`term.${term.unit}`, { value: term.value })
  const isStated = standing === 'STATED'
  return (
    <dl className="facts">
      <Fact name={say('portal.terms.term')}>
        {isStated && phases.length > 0
          ? say('portal.terms.phases-above', { phases: say('term.phases', { count: phases.length }) })
          : termAnswer(speech, { ...terms, specials: [], phases: [], changes: [] }).map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines are never moved
              <span className="line" key={at}>
                {line}
              </span>
            ))}
        {isStated && termText ? (
          <span className="line beside">
            <Quoted words={termText} />
          </span>
        ) : null}
      </Fact>
      {phases.length > 0 && !isStated ? (
        <Fact name={say('portal.terms.phases')}>
          <Stages phases={phases} />
        </Fact>
      ) : null}
      {specials.length > 0 ? (
        <Fact name={say('portal.terms.specials')}>
          {specials.map((special) => (
            <WithBasis key={special.id} basis={special.basis}>
              <Both words={special.name} />: {ofTerm(special.term)}
            </WithBasis>
          ))}
        </Fact>
      ) : null}
      {changes.length > 0 ? (
        <Fact name={say('portal.terms.changes')}>
          {changes.map((change) => (
            <WithBasis key={change.id} basis={change.basis}>
              <Both words={change.name} />: {ofTerm(change.to)}
            </WithBasis>
          ))}
        </Fact>
      ) : null}
      {fees && fees.length > 0 ? (
        <Fact name={say('portal.terms.fees')}>
          {fees.map(({ kind, name, amountVnd, per, basis }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two fees may be worded alike, and none is moved
            <WithBasis key={at} basis={basis}>
              <InVietnamese>{name}</InVietnamese>
              {kind && !saysItself(name, speech, kind) ? ` (${say(`portal.fee-kind.${kind}`)})` : null}:{' '}
              {amountWords(say, amountVnd)}
              {per ? (
                <>
                  , <InVietnamese>{per}</InVietnamese>
                </>
              ) : null}
            </WithBasis>
          ))}
        </Fact>
      ) : null}
      {description ? (
        <Fact name={say('portal.terms.more')}>
          <span className="source">
            <InVietnamese>{description}</InVietnamese>
          </span>
        </Fact>
      ) : null}
    </dl>
  )
}

/** «Lệ phí hộ tịch» needs no «(lệ phí)» behind it. */
const saysItself = (name: string, { language, say }: Speech, kind: 'FEE' | 'CHARGE'): boolean =>
  language === 'vi' && name.toLowerCase().startsWith(say(`portal.fee-kind.${kind}`))

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const WithBasis = ({ basis, children }: { basis: string | null; children: ReactNode }) => {
  const { say } = useSpeech()
  return (
    <span className="line">
      {children}
      {basis ? (
        <span className="line beside">
          {say('portal.terms.basis')} <InVietnamese>{basis}</InVietnamese>
        </span>
      ) : null}
    </span>
  )
}
