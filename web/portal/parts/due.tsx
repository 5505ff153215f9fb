import type { Tracking } from '../data.ts'
import { dayOf, InVietnamese, type Speech, useSpeech } from '../words.tsx'
import { DayByDay } from './promise.tsx'
import { isLate } from './standing.ts'

/** When the result is due, or when it was there; or why there is no such day. */
export const Due = ({ tracking, now }: { tracking: Tracking; now: string }) => {
  const { say, moment } = useSpeech()
  const { acceptedAt, closedAt, issuedAt, dueAt } = tracking
  if (closedAt !== null) return <p>{say('portal.tracking.closed', { moment: moment(closedAt) })}</p>
  return (
    <>
      {acceptedAt === null ? (
        <p>{say('portal.tracking.no-date-yet')}</p>
      ) : issuedAt !== null ? (
        <Issued tracking={tracking} issuedAt={issuedAt} />
      ) : dueAt === null ? (
        <p>{say('portal.tracking.no-term')}</p>
      ) : (
        <Promised tracking={tracking} dueAt={dueAt} now={now} />
      )}
      {isLate(tracking) ? (
        <div className="notice danger">
          <p>{say(issuedAt === null ? 'portal.tracking.late' : 'portal.tracking.was-late')}</p>
          <p>{say('portal.tracking.apology-owed')}</p>
        </div>
      ) : null}
    </>
  )
}

/** Whether there is still a day to wait for. */
export const canWait = (tracking: Tracking): boolean =>
  tracking.dueAt !== null &&
  tracking.issuedAt === null &&
  tracking.closedAt === null &&
  tracking.clock !== 'PAUSED' &&
  !isLate(tracking)

/** When it was there. One that took the place of a wrong result names its own time first: the work is judged by the first. */
const Issued = ({ tracking, issuedAt }: { tracking: Tracking; issuedAt: string }) => {
  const { say, moment } = useSpeech()
  const { dueAt, timeliness, correctedAt, state } = tracking
  const isJudged = dueAt !== null && timeliness !== null && timeliness !== 'NO_TERM'
  const isCorrected = correctedAt !== null && state !== 'CORRECTING'
  return (
    <p>
      {isCorrected ? `${say('portal.tracking.corrected', { moment: moment(correctedAt) })} ` : null}
      {say(
        isCorrected || state === 'CORRECTING' ? 'portal.tracking.issued-first' : 'portal.tracking.issued',
        {
          moment: moment(issuedAt),
        },
      )}
      {isJudged ? ` ${say(`portal.tracking.was.${timeliness}`, { moment: moment(dueAt) })}` : null}
    </p>
  )
}

const Promised = ({ tracking, dueAt, now }: { tracking: Tracking; dueAt: string; now: string }) => {
  const speech = useSpeech()
  const { say, moment } = speech
  const { clock, clockStartsAt } = tracking
  if (clock === 'PAUSED')
    return (
      <div className="notice wait">
        <p>
          <strong>{say('portal.tracking.stands-still')}</strong>
        </p>
        <p>{say('portal.tracking.will-move', { moment: moment(dueAt) })}</p>
      </div>
    )
  return (
    <>
      <p className={isLate(tracking) ? 'due late' : 'due'}>
        {say('portal.tracking.due')} <strong className="moment">{moment(dueAt)}</strong>
        {clock === 'NOT_STARTED' && clockStartsAt !== null ? (
          <span className="starts">
            {say('portal.tracking.counts-from', { moment: moment(clockStartsAt) })}
          </span>
        ) : (
          <strong className="left">{timeLeftWords(speech, tracking, now)}</strong>
        )}
      </p>
      <Moved tracking={tracking} />
    </>
  )
}

/** That it is not the date on the receipt any more, and why. */
const Moved = ({ tracking }: { tracking: Tracking }) => {
  const { say, moment } = useSpeech()
  const { printedDueAt, dueAt, movedBy, explanation } = tracking
  if (printedDueAt === null || printedDueAt === dueAt) return null
  const printed = moment(printedDueAt)
  return (
    <>
      <div className="notice wait">
        {movedBy.length > 0 ? (
          <>
            <p>
              {say('portal.tracking.moved', { printed })} <MovedBy decisions={movedBy} />
            </p>
            <p className="on-screen">
              <a href="/lich-lam-viec">{say('portal.tracking.days-off')}</a>
            </p>
          </>
        ) : (
          <p>{say('portal.tracking.moved-in-handling', { printed })}</p>
        )}
      </div>
      {explanation.length > 0 ? (
        <details>
          <summary>{say('portal.tracking.why')}</summary>
          <DayByDay parts={explanation} />
        </details>
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

/** In whole working days, as people count them: the day it is due is the last one, today is none. */
const timeLeftWords = ({ say }: Speech, { dueAt, workingTimeLeft }: Tracking, now: string): string => {
  if (dueAt === null || workingTimeLeft === null) return ''
  const days = Math.floor(Math.abs(workingTimeLeft.days))
  if (workingTimeLeft.isOverdue)
    return days === 0 ? say('portal.tracking.late-today') : say('late.days', { days })
  if (dayOf(dueAt) === dayOf(now)) return say('portal.tracking.due-today')
  return days === 0 ? say('portal.tracking.less-than-a-day') : say('left.days', { days })
}
