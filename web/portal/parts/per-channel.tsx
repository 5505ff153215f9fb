import type { ReactNode } from 'react'
import type { ChannelTerms } from '../data.ts'
import { Both, InVietnamese, type Speech, useSpeech } from '../words.tsx'

type AnswerOf = (speech: Speech, terms: ChannelTerms) => readonly ReactNode[]

/** A term or a fee hangs on the channel. Said once where all channels agree, else for each. */
export const PerChannel = ({
  channels,
  about,
  answer,
}: {
  channels: readonly ChannelTerms[]
  /** What of a channel the answer is made of: channels that have the same there are answered once. */
  about: (terms: ChannelTerms) => unknown
  answer: AnswerOf
}) => {
  const speech = useSpeech()
  if (channels.length === 0) return <dd>{speech.say('portal.procedure.not-stated')}</dd>
  const alike = alikeIn(channels, about)
  return alike.map((group) => {
    const lines = group[0] ? answer(speech, group[0]) : []
    return (
      <dd key={group[0]?.channel} className={lines.length > 1 || inStages(group[0]) ? 'several' : undefined}>
        {alike.length < 2 ? null : (
          <span className="channel">
            {group.map(({ channel }) => speech.say(`channel.${channel}`)).join(', ')}:{' '}
          </span>
        )}
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are never moved, and two fees may be worded alike
          <div className="line" key={at}>
            {line}
          </div>
        ))}
      </dd>
    )
  })
}

/** Channels in groups of which the same is to be said, in the order in which they stand. */
export const alikeIn = (
  channels: readonly ChannelTerms[],
  about: (terms: ChannelTerms) => unknown,
): readonly (readonly ChannelTerms[])[] => {
  const groups = new Map<string, ChannelTerms[]>()
  for (const terms of channels) {
    const key = JSON.stringify(about(terms))
    groups.set(key, [...(groups.get(key) ?? []), terms])
  }
  return [...groups.values()]
}

export const aboutTerm = ({ standing, term, termText, specials, phases, changes }: ChannelTerms) => ({
  standing,
  mayChange: changes.length > 0,
  // The words of the source are shown where they are all there is.
  words: term || phases.length > 0 ? null : termText,
  term,
  specials,
  phases,
})

export const aboutFees = ({ fees }: ChannelTerms) => fees

/** A term that nobody could determine, or that the source leaves out, is not a term of zero: it says which of the two. */
export const termAnswer: AnswerOf = ({ say }, terms) => {
  const { standing, term, termText, specials, phases, changes } = terms
  const words = (one: { value: number; unit: NonNullable<typeof term>['unit'] }) =>
    say(`term.${one.unit}`, { value: one.value })
  if (standing === 'NONE_BY_LAW') return [say('term.none')]
  if (standing === 'UNDECIDED')
    return termText.trim() === ''
      ? [say('term.not-stated')]
      : [say('term.undecided'), <Quoted key="source" words={termText} />]
  return [
    ...(term ? [words(term)] : []),
    ...(phases.length > 0 ? [<Stages key="stages" phases={phases} />] : []),
    ...specials.map((special) => (
      <Named key={special.id} name={special.name}>
        {words(special.term)}
      </Named>
    )),
    ...(changes.length > 0 ? [say('portal.terms.may-change')] : []),
  ]
}

const inStages = (terms: ChannelTerms | undefined): boolean => (terms?.phases.length ?? 0) > 0

/** The stretches of a term, in their order. */
export const Stages = ({ phases }: Pick<ChannelTerms, 'phases'>) => {
  const { say } = useSpeech()
  return (
    <ol className="steps">
      {phases.map(({ id, name, term }) => (
        <li key={id}>
          <Both words={name} />: {say(`term.${term.unit}`, { value: term.value })}
        </li>
      ))}
    </ol>
  )
}

const Named = ({ name, children }: { name: { vi: string; en: string }; children: ReactNode }) => (
  <>
    <Both words={name} />: {children}
  </>
)

/** «Nguồn ghi “07 Ngày”» */
export const Quoted = ({ words }: { words: string }) => {
  const { say } = useSpeech()
  return (
    <>
      {say('term.as-source')} “<InVietnamese>{words.trim()}</InVietnamese>”
    </>
  )
}

export const feeAnswer: AnswerOf = ({ say }, { fees }) => {
  if (fees === null) return [say('fee.not-stated')]
  if (fees.length === 0) return [say('fee.none')]
  return fees.map(({ name, amountVnd, per }) => (
    <>
      <InVietnamese>{name}</InVietnamese>: {amountWords(say, amountVnd)}
      {per ? (
        <>
          {' '}
          (<InVietnamese>{per}</InVietnamese>)
        </>
      ) : null}
    </>
  ))
}

export const amountWords = (say: Speech['say'], amountVnd: number | null): string => {
  if (amountVnd === null) return say('portal.fee.without-amount')
  return amountVnd === 0 ? say('fee.none') : say('fee.amount', { amount: amountVnd })
}
