import type { DossierState, Frame, Tracking } from '../data.ts'
import { pageOf } from '../frame.tsx'
import { HotlineLink } from '../parts/hotline.tsx'
import { ProcedureTitle } from '../parts/procedure-links.tsx'
import { DayByDay } from '../parts/promise.tsx'
import { Timeline } from '../parts/timeline.tsx'
import { dayOf, InVietnamese, type Speech, useSpeech, wordsIn } from '../words.tsx'

interface TrackingMatter {
  tracking: Tracking
  /** RFC 3339; the database's time. */
  now: string
  /** Where the appointment can be had as a calendar file. */
  calendarHref?: string
}

/** `/ho-so/:code`: where the dossier is, when it is due, what to do now; then how it came there. */
export const trackingPage = (page: Frame & TrackingMatter): string =>
  pageOf(page, {
    title: wordsIn(page.language)('portal.tracking.title', { code: page.tracking.code }),
    isPrivate: true,
    children: <Matter {...page} />,
  })

const Matter = ({ tracking, now, calendarHref }: Frame & TrackingMatter) => {
  const { say, moment } = useSpeech()
  const { code, state, procedure, ownerMasked, acceptedAt, timeline } = tracking
  return (
    <article>
      <p className="beside">
        {say('portal.tracking.dossier')} <strong className="code">{code}</strong>
      </p>
      <h1>{say(`portal.tracking.where.${state}`, { unit: tracking.holderUnit })}</h1>
      <Due tracking={tracking} now={now} />
      <WhatToDo tracking={tracking} />
      <Stages state={state} />
      {calendarHref && canWait(tracking) ? (
        <p className="on-screen">
          <a href={calendarHref}>{say('portal.tracking.calendar')}</a>
        </p>
      ) : null}
      <section aria-labelledby="journey">
        <h2 id="journey">{say('portal.tracking.journey')}</h2>
        <Timeline entries={timeline} />
      </section>
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
          <div>
            <dt>{say('portal.tracking.accepted')}</dt>
            <dd>{moment(acceptedAt)}</dd>
          </div>
          <div>
            <dt>{say('portal.tracking.collect-at')}</dt>
            <dd>
              <Place tracking={tracking} />
            </dd>
          </div>
        </dl>
      </section>
      <p className="hint">{say('portal.tracking.as-of', { moment: moment(now) })}</p>
      <p className="on-screen">
        <a href="/tra-cuu">{say('portal.tracking.another')}</a>
      </p>
    </article>
  )
}

// ---- When ------------------------------------------------------------------------------------------------------

const Due = ({ tracking, now }: { tracking: Tracking; now: string }) => {
  const speech = useSpeech()
  const { say, moment } = speech
  const { dueAt, issuedAt } = tracking
  return (
    <>
      {issuedAt === null && dueAt !== null ? (
        <p className={isLate(tracking) ? 'due late' : 'due'}>
          {say('portal.tracking.due')} <strong className="moment">{moment(dueAt)}</strong>
          {tracking.clock === 'NOT_STARTED' ? (
            <span className="starts">
              {say('portal.tracking.counts-from', { moment: moment(tracking.clockStartsAt) })}
            </span>
          ) : (
            <strong className="left">{timeLeftWords(speech, tracking, now)}</strong>
          )}
        </p>
      ) : (
        <p>{issuedAt === null ? say('portal.tracking.no-term') : issuedWords(speech, tracking, issuedAt)}</p>
      )}
      {issuedAt === null && tracking.printedDueAt !== dueAt && tracking.printedDueAt !== null ? (
        <>
          <div className="notice wait">
            <p>
              {say('portal.tracking.moved', { printed: moment(tracking.printedDueAt) })}
              {tracking.movedBy.length > 0 ? (
                <>
                  {' '}
                  <MovedBy decisions={tracking.movedBy} />
                </>
              ) : null}
            </p>
            <p className="on-screen">
              <a href="/lich-lam-viec">{say('portal.tracking.days-off')}</a>
            </p>
          </div>
          {tracking.explanation.length > 0 ? (
            <details>
              <summary>{say('portal.tracking.why')}</summary>
              <DayByDay parts={tracking.explanation} />
            </details>
          ) : null}
        </>
      ) : null}
      {isLate(tracking) ? (
        <div className="notice danger">
          <p>{say(issuedAt === null ? 'portal.tracking.late' : 'portal.tracking.was-late')}</p>
          <p>{say('portal.tracking.apology-owed')}</p>
        </div>
      ) : null}
    </>
  )
}

/** «Theo 118/CĐ-UBND: Nghỉ do bão.», the decisions marked as Vietnamese where the sentence has its place for them. */
const MovedBy = ({ decisions }: { decisions: readonly string[] }) => {
  const { say } = useSpeech()
  const [before, after] = say('portal.tracking.moved-by', { decisions: PLACE }).split(PLACE)
  return (
    <>
      {before}
      <InVietnamese>{decisions.join('; ')}</InVietnamese>
      {after}
    </>
  )
}

// The object replacement character: no catalogue writes it.
const PLACE = '\uFFFC'

const issuedWords = ({ say, moment }: Speech, { dueAt, timeliness }: Tracking, issuedAt: string): string => {
  const issued = say('portal.tracking.issued', { moment: moment(issuedAt) })
  if (dueAt === null || timeliness === null || timeliness === 'NO_TERM') return issued
  return `${issued} ${say(`portal.tracking.was.${timeliness}`, { moment: moment(dueAt) })}`
}

const isLate = ({ issuedAt, timeliness, workingTimeLeft }: Tracking): boolean =>
  issuedAt === null ? workingTimeLeft?.isOverdue === true : timeliness === 'OVERDUE'

/** In whole working days, as people count them: the day it is due is the last one, today is none. */
const timeLeftWords = ({ say }: Speech, { dueAt, workingTimeLeft }: Tracking, now: string): string => {
  if (dueAt === null || workingTimeLeft === null) return ''
  const days = Math.floor(Math.abs(workingTimeLeft.days))
  if (workingTimeLeft.isOverdue)
    return days === 0 ? say('portal.tracking.late-today') : say('late.days', { days })
  if (dayOf(dueAt) === dayOf(now)) return say('portal.tracking.due-today')
  return days === 0 ? say('portal.tracking.less-than-a-day') : say('left.days', { days })
}

/** Whether there is still a day to wait for. */
const canWait = (tracking: Tracking): boolean =>
  tracking.dueAt !== null && tracking.issuedAt === null && !isLate(tracking)

// ---- What to do ------------------------------------------------------------------------------------------------

const WhatToDo = ({ tracking }: { tracking: Tracking }) => {
  const { say } = useSpeech()
  return (
    <section className="to-do" aria-labelledby="to-do">
      <h2 id="to-do">{say('portal.to-do')}</h2>
      {tracking.state === 'RESOLVED' ? (
        <Collect tracking={tracking} />
      ) : (
        <>
          <p>
            <strong>{say(`portal.to-do.${whatToDo(tracking)}`)}</strong>
          </p>
          {tracking.state === 'RETURNED' || !tracking.collectAt.hotline ? null : (
            <p>
              <HotlineLink number={tracking.collectAt.hotline} />
            </p>
          )}
        </>
      )}
    </section>
  )
}

const whatToDo = (tracking: Tracking): 'nothing-left' | 'ask' | 'wait' | 'wait-without-term' => {
  if (tracking.state === 'RETURNED') return 'nothing-left'
  if (isLate(tracking)) return 'ask'
  return tracking.dueAt === null ? 'wait-without-term' : 'wait'
}

const Collect = ({ tracking }: { tracking: Tracking }) => {
  const { say } = useSpeech()
  return (
    <>
      <p>
        <strong>{say('portal.to-do.collect')}</strong>
      </p>
      <p>
        <Place tracking={tracking} />
      </p>
      <p>{say('portal.to-do.bring')}</p>
      <ul className="checklist">
        <li>{say('portal.to-do.bring.receipt')}</li>
        <li>{say('portal.to-do.bring.identity')}</li>
        <li>{say('portal.to-do.bring.fee')}</li>
        <li>{say('portal.to-do.bring.authorisation')}</li>
      </ul>
    </>
  )
}

const Place = ({ tracking: { collectAt } }: { tracking: Tracking }) => (
  <>
    {collectAt.name}
    {collectAt.address ? (
      <>
        <br />
        {collectAt.address}
      </>
    ) : null}
    {collectAt.hotline ? (
      <>
        <br />
        <HotlineLink number={collectAt.hotline} />
      </>
    ) : null}
  </>
)

// ---- How far ---------------------------------------------------------------------------------------------------

const STAGES = ['received', 'handled', 'ready', 'returned'] as const

const STAGE_OF = {
  ACCEPTED: 0,
  PROCESSING: 1,
  CONSULTING: 1,
  AWAITING_APPROVAL: 1,
  APPROVED: 1,
  RESOLVED: 2,
  RETURNED: 3,
} as const satisfies Record<DossierState, number>

const Stages = ({ state }: { state: DossierState }) => {
  const { say } = useSpeech()
  const reached = STAGE_OF[state]
  return (
    <ol className="stages" aria-label={say('portal.stages')}>
      {STAGES.map((stage, at) => (
        <li
          key={stage}
          className={at < reached ? 'passed' : at === reached ? 'here' : undefined}
          aria-current={at === reached ? 'step' : undefined}
        >
          {say(`portal.stages.${stage}`)}
        </li>
      ))}
    </ol>
  )
}
