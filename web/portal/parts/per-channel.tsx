import type { ChannelTerms } from '../data.ts'
import { InVietnamese, type Speech, useSpeech } from '../words.tsx'

/** One line of an answer; `label` and `quoted` are the source's own words, in Vietnamese. */
interface Answer {
  text: string
  label?: string
  quoted?: string
}

type AnswerOf = (speech: Speech, terms: ChannelTerms) => readonly Answer[]

/** A term or a fee hangs on the channel. Said once where all channels agree, else for each. */
export const PerChannel = ({ channels, answer }: { channels: readonly ChannelTerms[]; answer: AnswerOf }) => {
  const speech = useSpeech()
  const answers = channels.map((terms) => ({ channel: terms.channel, lines: answer(speech, terms) }))
  const isSame = new Set(answers.map(({ lines }) => JSON.stringify(lines))).size < 2
  if (answers.length === 0) return <dd>{speech.say('portal.procedure.not-stated')}</dd>
  return (isSame ? answers.slice(0, 1) : answers).map(({ channel, lines }) => (
    <dd key={channel} className={lines.length > 1 ? 'several' : undefined}>
      {isSame ? null : <span className="channel">{speech.say(`channel.${channel}`)}: </span>}
      {lines.map(({ text, label, quoted }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are never moved, and two fees may be worded alike
        <span className="line" key={at}>
          {label ? (
            <>
              <InVietnamese>{label}</InVietnamese>
              {': '}
            </>
          ) : null}
          {text}
          {quoted ? (
            <>
              {' “'}
              <InVietnamese>{quoted}</InVietnamese>”
            </>
          ) : null}
        </span>
      ))}
    </dd>
  ))
}

/** A term that could not be read, or that the source leaves out, is not a term of zero: it says which of the two. */
export const termAnswer: AnswerOf = ({ say }, { term, termText }) => {
  if (term) return [{ text: say(`term.${term.unit}`, { value: term.value }) }]
  const text = termText.trim()
  return [text ? { text: say('term.as-source'), quoted: text } : { text: say('term.not-stated') }]
}

export const feeAnswer: AnswerOf = ({ say }, { fees }) => {
  if (fees === null) return [{ text: say('fee.not-stated') }]
  if (fees.length === 0) return [{ text: say('fee.none') }]
  return fees.map(({ name, amountVnd }) => ({
    text: amountVnd === null ? say('portal.fee.without-amount') : say('fee.amount', { amount: amountVnd }),
    label: name,
  }))
}
