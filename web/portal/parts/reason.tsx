import type { Tracking } from '../data.ts'
import { InVietnamese, useSpeech } from '../words.tsx'

/** Why the office asked, refused or stopped: told where it may be, and how to be told where not. */

/** In the office's own words; nothing where they may not be told. */
export const Reason = ({ reason }: { reason: string | null }) => {
  const { say } = useSpeech()
  if (reason === null) return null
  return (
    <div className="reason">
      <p>{say('portal.reason')}</p>
      <blockquote className="source">
        <InVietnamese>{reason}</InVietnamese>
      </blockquote>
    </div>
  )
}

/** Of what ended without a result: why, by what right, where to turn, what becomes of money and papers. That a day passed is said above it. */
export const Ending = ({ tracking: { ending, outcome } }: { tracking: Tracking }) => {
  const { say } = useSpeech()
  if (ending === null) return null
  const { reason, legalBasis, whereToTurn, fees, papersHandedBack } = ending
  return (
    <>
      <Reason reason={outcome === 'NOT_COMPLETED' ? null : reason} />
      {legalBasis ? (
        <p>
          {say('portal.reason.basis')} <InVietnamese>{legalBasis}</InVietnamese>
        </p>
      ) : null}
      {whereToTurn ? (
        <p>
          {say('portal.reason.where-to-turn')} <InVietnamese>{whereToTurn}</InVietnamese>
        </p>
      ) : null}
      {fees && fees !== 'NONE' ? <p>{say(`portal.reason.fees.${fees}`)}</p> : null}
      {papersHandedBack ? <p>{say('portal.reason.papers-handed-back')}</p> : null}
    </>
  )
}

/** That a wish to withdraw was refused, and that the work goes on. */
export const WithdrawalRefused = ({ tracking: { withdrawalRefused } }: { tracking: Tracking }) => {
  const { say, moment } = useSpeech()
  if (withdrawalRefused === null) return null
  return (
    <div className="notice wait">
      <p>{say('portal.withdrawal-refused', { moment: moment(withdrawalRefused.at) })}</p>
      <Reason reason={withdrawalRefused.reason} />
    </div>
  )
}

/** What each agency of a linked procedure has come to. */
export const Parts = ({ tracking: { parts } }: { tracking: Tracking }) => {
  const { say, both, moment } = useSpeech()
  if (parts.length === 0) return null
  return (
    <section aria-labelledby="parts">
      <h2 id="parts">{say('portal.parts')}</h2>
      <ul className="parts">
        {parts.map(({ name, unit, outcome, concludedAt, reason }) => (
          <li key={`${name.vi} ${unit}`}>
            <strong>{both(name)}</strong>
            <span>
              {say(`portal.parts.${outcome ?? 'OPEN'}`, { unit })}
              {concludedAt === null ? null : ` (${moment(concludedAt)})`}
            </span>
            <Reason reason={reason} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The parts that gave no result, in one sentence: nobody should have to look for them. */
export const RefusedParts = ({ tracking: { parts } }: { tracking: Tracking }) => {
  const { say, both } = useSpeech()
  const named = (wanted: (typeof parts)[number]['outcome']) =>
    parts
      .filter(({ outcome }) => outcome === wanted)
      .map(({ name, unit }) => say('portal.parts.at', { name: both(name), unit }))
  const [refused, unanswered] = [named('REFUSED_ON_MERITS'), named('UNANSWERED')]
  return (
    <>
      {refused.length > 0 && (
        <p className="notice danger">{say('portal.parts.refused', { parts: refused })}</p>
      )}
      {unanswered.length > 0 && (
        <p className="notice danger">{say('portal.parts.unanswered', { parts: unanswered })}</p>
      )}
    </>
  )
}

interface HowToBeTold {
  tracking: Tracking
  /** The secret of the receipt, to ask with. */
  secret: string | undefined
  /** A number was given, and is not one of theirs. */
  numberRefused: boolean
}

/** How to be told the reasons that are kept back. */
export const AskWhy = ({ tracking: { code, reasons }, secret, numberRefused }: HowToBeTold) => {
  const { say } = useSpeech()
  if (reasons === 'AT_COUNTER') return <p className="notice neutral">{say('portal.reason.at-counter')}</p>
  if (reasons !== 'ASK_NUMBER') return null
  if (secret === undefined) return null
  return (
    <details className="on-screen" id="vi-sao" open={numberRefused}>
      <summary>{say('portal.reason.ask')}</summary>
      <p>{say('portal.reason.ask.why')}</p>
      {numberRefused ? (
        <p className="notice danger" role="alert" id="number-problem">
          {say('portal.reason.ask.refused')}
        </p>
      ) : null}
      <form className="step" method="post" action="/tra-cuu#vi-sao">
        <input type="hidden" name="ma" value={code} />
        <input type="hidden" name="bi-mat" value={secret} />
        <label htmlFor="so-dinh-danh">{say('portal.reason.ask.number')}</label>
        <p className="hint" id="so-dinh-danh-hint">
          {say('portal.reason.ask.hint')}
        </p>
        <input
          id="so-dinh-danh"
          name="so-dinh-danh"
          inputMode="numeric"
          autoComplete="off"
          maxLength={20}
          required
          aria-invalid={numberRefused || undefined}
          aria-describedby={numberRefused ? 'so-dinh-danh-hint number-problem' : 'so-dinh-danh-hint'}
        />
        <button type="submit" className="quiet">
          {say('portal.reason.ask.button')}
        </button>
      </form>
    </details>
  )
}
