import type { ReactNode } from 'react'
import type { Frame, Tracking } from '../data.ts'
import { pageOf } from '../frame.tsx'
import { ProcedureTitle } from '../parts/procedure-links.tsx'
import { whereWords } from '../parts/standing.ts'
import { Place } from '../parts/to-do.tsx'
import { ToDossier } from '../parts/to-dossier.tsx'
import { useSpeech, type Word, wordsIn } from '../words.tsx'

/**
 * As long as a reason may be. A form is read up to 16 kB, and a Vietnamese letter takes 9 octets of it: 2,000 of them, as
 * programs may send, would be refused unread.
 */
export const LONGEST_REASON = 1000

/** Where one stands: the reason is written, read over, sent; or a dossier cannot be withdrawn any more. */
export type WithdrawalStep =
  | { is: 'written'; problem?: { title: string; detail: string } }
  /** With the key that makes sending it twice harmless. */
  | { is: 'read-over'; key: string }
  | { is: 'sent' }
  | { is: 'impossible' }

interface WithdrawalMatter {
  tracking: Tracking
  secret: string
  reason: string
  step: WithdrawalStep
}

/** The address that every step is sent to; the secret travels in the body. */
export const withdrawalPath = (code: string): string => `/ho-so/${encodeURIComponent(code)}/rut`

/** `/ho-so/:code/rut`: asking to withdraw a dossier, step by step. */
export const withdrawalPage = (page: Frame & WithdrawalMatter): string => {
  const say = wordsIn(page.language)
  const title = say('portal.withdraw.title', { code: page.tracking.code })
  const isProblem = page.step.is === 'written' && page.step.problem !== undefined
  return pageOf(page, {
    title: isProblem ? say('portal.withdraw.title-of-problem', { title }) : title,
    isPrivate: true,
    children: <Matter {...page} />,
  })
}

const Matter = (page: WithdrawalMatter) => {
  switch (page.step.is) {
    case 'written':
      return <Written {...page} problem={page.step.problem} />
    case 'read-over':
      return <ReadOver {...page} idempotencyKey={page.step.key} />
    case 'sent':
      return <Sent {...page} />
    case 'impossible':
      return <Impossible {...page} />
  }
}

const PROBLEM = 'problem'

const Written = ({
  tracking,
  secret,
  reason,
  problem,
}: WithdrawalMatter & { problem: { title: string; detail: string } | undefined }) => {
  const { say } = useSpeech()
  return (
    <>
      <Heading tracking={tracking} words="portal.withdraw.heading" />
      {problem ? (
        <div className="notice danger" role="alert" id={PROBLEM}>
          <p>
            <strong>{problem.title}</strong>
          </p>
          <p>{problem.detail}</p>
        </div>
      ) : null}
      <p>
        <ProcedureTitle procedure={tracking.procedure} />
      </p>
      <Consequences tracking={tracking} />
      <Step tracking={tracking} secret={secret}>
        <label htmlFor="ly-do">{say('portal.withdraw.reason')}</label>
        <p className="hint" id="ly-do-hint">
          {say('portal.withdraw.reason-hint')}
        </p>
        <textarea
          id="ly-do"
          name="ly-do"
          rows={4}
          required
          maxLength={LONGEST_REASON}
          defaultValue={reason}
          aria-describedby={problem ? `ly-do-hint ${PROBLEM}` : 'ly-do-hint'}
        />
        <button type="submit" name="buoc" value="xem-lai">
          {say('portal.withdraw.read-over')}
        </button>
      </Step>
      <ToDossier code={tracking.code} secret={secret} words="portal.withdraw.leave" />
    </>
  )
}

const ReadOver = ({
  tracking,
  secret,
  reason,
  idempotencyKey,
}: WithdrawalMatter & { idempotencyKey: string }) => {
  const { say } = useSpeech()
  return (
    <>
      <Heading tracking={tracking} words="portal.withdraw.sure" />
      <Consequences tracking={tracking} />
      <section>
        <dl className="facts">
          <div>
            <dt>{say('portal.tracking.procedure')}</dt>
            <dd>
              <ProcedureTitle procedure={tracking.procedure} />
            </dd>
          </div>
          <div>
            <dt>{say('portal.withdraw.your-reason')}</dt>
            <dd className="source">{reason}</dd>
          </div>
        </dl>
      </section>
      <Step tracking={tracking} secret={secret}>
        <input type="hidden" name="ly-do" value={reason} />
        <input type="hidden" name="khoa" value={idempotencyKey} />
        <button type="submit" name="buoc" value="gui">
          {say('portal.withdraw.send')}
        </button>
        <button type="submit" name="buoc" value="sua" className="quiet">
          {say('portal.withdraw.mend')}
        </button>
      </Step>
      <ToDossier code={tracking.code} secret={secret} words="portal.withdraw.leave" />
    </>
  )
}

const Sent = ({ tracking, secret }: WithdrawalMatter) => {
  const { say } = useSpeech()
  const outcome = tracking.acceptedAt === null ? 'ended' : 'asked'
  return (
    <>
      <Heading tracking={tracking} words={`portal.withdraw.${outcome}`} />
      <p className="notice done">{say(`portal.withdraw.${outcome}.next`)}</p>
      <ToDossier code={tracking.code} secret={secret} words="portal.withdraw.see" />
    </>
  )
}

const Impossible = ({ tracking, secret }: WithdrawalMatter) => {
  const speech = useSpeech()
  const { say } = speech
  return (
    <>
      <Heading tracking={tracking} words="portal.withdraw.impossible" />
      <div className="notice wait">
        <p>
          <strong>{whereWords(speech, tracking)}.</strong>
        </p>
        <p>{say('portal.withdraw.impossible.why')}</p>
      </div>
      <p>{say('portal.withdraw.ask-at')}</p>
      <p>
        <Place tracking={tracking} />
      </p>
      <ToDossier code={tracking.code} secret={secret} words="portal.withdraw.see" />
    </>
  )
}

const Heading = ({ tracking, words }: { tracking: Tracking; words: Word }) => {
  const { say } = useSpeech()
  return (
    <>
      <p className="beside">
        {say('portal.tracking.dossier')} <strong className="code">{tracking.code}</strong>
      </p>
      <h1>{say(words)}</h1>
    </>
  )
}

/** What comes of it: before it was accepted it ends at once, afterwards somebody decides. */
const Consequences = ({ tracking }: { tracking: Tracking }) => {
  const { say } = useSpeech()
  return (
    <p className="notice wait">
      {say(tracking.acceptedAt === null ? 'portal.withdraw.ends-at-once' : 'portal.withdraw.is-decided')}
    </p>
  )
}

const Step = ({
  tracking,
  secret,
  children,
}: Pick<WithdrawalMatter, 'tracking' | 'secret'> & { children: ReactNode }) => (
  <form className="step" method="post" action={withdrawalPath(tracking.code)}>
    <input type="hidden" name="bi-mat" value={secret} />
    {children}
  </form>
)
