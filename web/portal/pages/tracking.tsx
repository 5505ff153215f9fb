import type { Frame, Tracking } from '../data.ts'
import { pageOf } from '../frame.tsx'
import { BroughtPapers } from '../parts/brought-papers.tsx'
import { canWait, Due } from '../parts/due.tsx'
import { HowFar } from '../parts/how-far.tsx'
import { ProcedureTitle } from '../parts/procedure-links.tsx'
import { AskWhy, Ending, Parts, RefusedParts, WithdrawalRefused } from '../parts/reason.tsx'
import { whereWords } from '../parts/standing.ts'
import { Timeline } from '../parts/timeline.tsx'
import { isAsked, Place, ToDo } from '../parts/to-do.tsx'
import { useSpeech, wordsIn } from '../words.tsx'
import { filesPath } from './files.tsx'
import { withdrawalPath } from './withdrawal.tsx'

interface TrackingMatter {
  tracking: Tracking
  /** RFC 3339; the database's time. */
  now: string
  /** Where the appointment can be had as a calendar file. */
  calendarHref?: string
  /** The secret of the receipt, where scans of what was asked for may be sent with it. */
  sendFilesWith?: string
  /** The secret of the receipt, where the dossier may be withdrawn with it. */
  withdrawWith?: string
  /** The secret of the receipt, to ask for the reasons with. */
  askWhyWith?: string
  /** The number that was given to be told them is not one of theirs. */
  numberRefused?: boolean
}

/** `/ho-so/:code`: where the dossier is, what comes next, when, what to do now; then how it came there. */
export const trackingPage = (page: Frame & TrackingMatter): string =>
  pageOf(page, {
    title: wordsIn(page.language)('portal.tracking.title', { code: page.tracking.code }),
    isPrivate: true,
    children: <Matter {...page} />,
  })

const Matter = (page: Frame & TrackingMatter) => {
  const { tracking, now, calendarHref, sendFilesWith, withdrawWith, askWhyWith, numberRefused = false } = page
  const speech = useSpeech()
  const { say, moment } = speech
  const { code, timeline } = tracking
  return (
    <article>
      <p className="beside">
        {say('portal.tracking.dossier')} <strong className="code">{code}</strong>
      </p>
      <h1>{whereWords(speech, tracking)}</h1>
      <Next tracking={tracking} />
      <RefusedParts tracking={tracking} />
      <Ending tracking={tracking} />
      <WithdrawalRefused tracking={tracking} />
      {isAsked(tracking) ? <ToDo tracking={tracking} /> : null}
      {sendFilesWith === undefined ? null : (
        <form className="step on-screen" method="post" action={filesPath(code)}>
          <input type="hidden" name="bi-mat" value={sendFilesWith} />
          <button type="submit">{say('portal.files.begin')}</button>
        </form>
      )}
      <BroughtPapers tracking={tracking} />
      <AskWhy tracking={tracking} secret={askWhyWith} numberRefused={numberRefused} />
      <Due tracking={tracking} now={now} />
      {isAsked(tracking) ? null : <ToDo tracking={tracking} />}
      <HowFar tracking={tracking} />
      <Parts tracking={tracking} />
      {calendarHref && canWait(tracking) ? (
        <p className="on-screen">
          <a href={calendarHref}>{say('portal.tracking.calendar')}</a>
        </p>
      ) : null}
      <section aria-labelledby="journey">
        <h2 id="journey">{say('portal.tracking.journey')}</h2>
        <Timeline entries={timeline} />
      </section>
      <About tracking={tracking} />
      <p className="hint">{say('portal.tracking.as-of', { moment: moment(now) })}</p>
      <p className="on-screen">
        <a href="/tra-cuu">{say('portal.tracking.another')}</a>
      </p>
      {withdrawWith === undefined ? null : (
        <form className="on-screen" method="post" action={withdrawalPath(code)}>
          <p>{say('portal.withdraw.offer')}</p>
          <input type="hidden" name="bi-mat" value={withdrawWith} />
          <button type="submit" className="quiet">
            {say('portal.withdraw.begin')}
          </button>
        </form>
      )}
    </article>
  )
}

const Next = ({ tracking: { state, outcome, ending } }: { tracking: Tracking }) => {
  const { say } = useSpeech()
  const words = say(`portal.tracking.next.${state}`, { outcome, told: ending?.reason != null })
  return words === '' ? null : <p>{words}</p>
}

const About = ({ tracking }: { tracking: Tracking }) => {
  const { say, moment } = useSpeech()
  const { procedure, ownerMasked, submittedAt, acceptedAt, closedAt } = tracking
  return (
    <section aria-labelledby="about">
      <h2 id="about">{say('portal.tracking.about')}</h2>
      <dl className="facts">
        <div>
          <dt>{say('portal.tracking.procedure')}</dt>
          <dd>
            <ProcedureTitle procedure={procedure} />
          </dd>
        </div>
        {ownerMasked ? (
          <div>
            <dt>{say('portal.tracking.owner')}</dt>
            <dd>{ownerMasked}</dd>
          </div>
        ) : null}
        {submittedAt === acceptedAt ? null : (
          <div>
            <dt>{say('portal.tracking.submitted')}</dt>
            <dd>{moment(submittedAt)}</dd>
          </div>
        )}
        {acceptedAt === null ? null : (
          <div>
            <dt>{say('portal.tracking.accepted')}</dt>
            <dd>{moment(acceptedAt)}</dd>
          </div>
        )}
        <div>
          <dt>{say(closedAt === null ? 'portal.tracking.collect-at' : 'portal.tracking.received-at')}</dt>
          <dd>
            <Place tracking={tracking} />
          </dd>
        </div>
      </dl>
    </section>
  )
}
