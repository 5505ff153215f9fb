import type { DossierState, Tracking } from '../data.ts'
import { useSpeech, type Word } from '../words.tsx'
import { HotlineLink } from './hotline.tsx'
import { isCorrected, isLate, isWithoutSupplement, replyByOf, wasCollected } from './standing.ts'

/** The one thing to do now; where that is to go somewhere, where to, and what to bring. */
export const ToDo = ({ tracking }: { tracking: Tracking }) => {
  const { say } = useSpeech()
  const asked = ASKED_IN[tracking.state]
  return (
    <section className="to-do" aria-labelledby="to-do">
      <h2 id="to-do">{say('portal.to-do')}</h2>
      {asked === undefined ? <Waiting tracking={tracking} /> : <Asked tracking={tracking} asked={asked} />}
    </section>
  )
}

type Asked = 'complete' | 'supplement' | 'pay' | 'collect' | 'read-why-not-accepted' | 'read-why-stopped'

/** Whether somebody is waited for, and not the day: what to do then comes before it. */
export const isAsked = ({ state }: Tracking): boolean => ASKED_IN[state] !== undefined

/** The states in which somebody is to go to the counter. */
const ASKED_IN: Partial<Record<DossierState, Asked>> = {
  NEEDS_COMPLETION: 'complete',
  SUPPLEMENT: 'supplement',
  AWAITING_PAYMENT: 'pay',
  RESOLVED: 'collect',
  NOT_ACCEPTED: 'read-why-not-accepted',
  STOPPED: 'read-why-stopped',
}

const Asked = ({ tracking, asked }: { tracking: Tracking; asked: Asked }) => {
  const { say, moment } = useSpeech()
  const bring = bringing(tracking, asked)
  const replyBy = replyByOf(tracking)
  return (
    <>
      {replyBy === null ? null : (
        <p>
          {say(asked === 'pay' ? 'portal.to-do.pay-by' : 'portal.to-do.bring-by')}{' '}
          <strong className="moment">{moment(replyBy)}</strong>
        </p>
      )}
      <p>
        <strong>{say(`portal.to-do.${asked}`)}</strong>
      </p>
      {asked === 'pay' ? <p>{say('portal.to-do.pay.ask')}</p> : null}
      <p>
        <Place tracking={tracking} />
      </p>
      {bring.length > 0 ? (
        <>
          <p>{say('portal.to-do.bring')}</p>
          <ul className="checklist">
            {bring.map((word) => (
              <li key={word}>{say(word)}</li>
            ))}
          </ul>
        </>
      ) : null}
      {asked === 'supplement' || asked === 'complete' ? (
        <>
          <p>{say('portal.to-do.supplement.originals')}</p>
          {replyBy === null ? null : <p>{say(`portal.to-do.${asked}.afterwards`)}</p>}
        </>
      ) : null}
    </>
  )
}

const bringing = (tracking: Tracking, asked: Asked): readonly Word[] => {
  switch (asked) {
    case 'collect':
      return [
        'portal.to-do.bring.receipt',
        ...(isCorrected(tracking) && wasCollected(tracking)
          ? (['portal.to-do.bring.wrong-result'] as const)
          : []),
        'portal.to-do.bring.identity',
        'portal.to-do.bring.fee',
        'portal.to-do.bring.authorisation',
      ]
    case 'complete':
    case 'supplement':
      return ['portal.to-do.bring.request', 'portal.to-do.bring.papers', 'portal.to-do.bring.identity']
    default:
      return []
  }
}

const Waiting = ({ tracking }: { tracking: Tracking }) => {
  const { say } = useSpeech()
  const { state, collectAt } = tracking
  return (
    <>
      <p>
        <strong>{say(`portal.to-do.${whatToWaitFor(tracking)}`)}</strong>
      </p>
      {state === 'CORRECTING' && wasCollected(tracking) ? <p>{say('portal.to-do.keep')}</p> : null}
      {state === 'RETURNED' || collectAt.hotline === null ? null : (
        <p>
          <HotlineLink number={collectAt.hotline} />
        </p>
      )}
    </>
  )
}

const whatToWaitFor = (tracking: Tracking) => {
  switch (tracking.state) {
    case 'RETURNED':
      return 'nothing-left'
    case 'SUBMITTED':
      return 'look-again'
    case 'WITHDRAWAL_REQUESTED':
      return 'wait-for-answer'
    case 'CORRECTING':
      return 'wait-for-correction'
    default:
      if (isWithoutSupplement(tracking)) return 'bring-late'
      if (isLate(tracking)) return 'ask'
      if (tracking.clock === 'PAUSED') return 'wait-for-date'
      return tracking.dueAt === null ? 'wait-without-term' : 'wait'
  }
}

/** Where the dossier was received, and its result is collected. */
export const Place = ({ tracking: { collectAt } }: { tracking: Tracking }) => (
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
