import type { DossierState, Tracking } from '../data.ts'
import { InVietnamese, useSpeech, type Word } from '../words.tsx'
import { HotlineLink } from './hotline.tsx'
import { Reason } from './reason.tsx'
import { isCorrected, isLate, isWithoutSupplement, wasCollected } from './standing.ts'

/** What to do now; where that is to go somewhere, where to, and what to bring. */
export const ToDo = ({ tracking }: { tracking: Tracking }) => {
  const { say } = useSpeech()
  const asks = askedOf(tracking)
  return (
    <section className="to-do" aria-labelledby="to-do">
      <h2 id="to-do">{say('portal.to-do')}</h2>
      {asks.length === 0 ? <Waiting tracking={tracking} /> : <Asked tracking={tracking} asks={asks} />}
    </section>
  )
}

interface Ask {
  what: 'complete' | 'supplement' | 'pay' | 'collect' | 'read-why-not-accepted' | 'read-why-stopped'
  /** Until when papers are to come or money is to be paid; null where no day was set. */
  replyBy: string | null
  /** What is to be brought, in the words of the slip; empty where they are not known. */
  papers: readonly string[]
  /** Why, where it may be told. */
  reason: string | null
}

/** Whether somebody is waited for, and not the day: what to do then comes before it. */
export const isAsked = (tracking: Tracking): boolean => askedOf(tracking).length > 0

/** The states in which somebody is to go to the counter. */
const ASKED_IN: Partial<Record<DossierState, Ask['what']>> = {
  NEEDS_COMPLETION: 'complete',
  SUPPLEMENT: 'supplement',
  AWAITING_PAYMENT: 'pay',
  RESOLVED: 'collect',
  NOT_ACCEPTED: 'read-why-not-accepted',
  STOPPED: 'read-why-stopped',
}

/** What is asked, soonest first: branches may ask for papers and for money at once. */
const askedOf = ({ state, waitsForYou }: Tracking): readonly Ask[] => {
  const what = ASKED_IN[state]
  if (what === undefined) return []
  if (what !== 'complete' && what !== 'supplement' && what !== 'pay')
    return [{ what, replyBy: null, papers: [], reason: null }]
  const papers = what === 'complete' ? what : 'supplement'
  return waitsForYou.map(({ kind, ...asked }) => ({ ...asked, what: kind === 'OBLIGATION' ? 'pay' : papers }))
}

const Asked = ({ tracking, asks }: { tracking: Tracking; asks: readonly Ask[] }) => {
  const [only] = asks
  if (asks.length === 1 && only) return <WhatIsAsked tracking={tracking} ask={only} />
  return (
    <ol className="asks">
      {asks.map((ask, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: drawn once
        <li key={at}>
          <WhatIsAsked tracking={tracking} ask={ask} />
        </li>
      ))}
    </ol>
  )
}

const WhatIsAsked = ({ tracking, ask }: { tracking: Tracking; ask: Ask }) => {
  const { say, moment } = useSpeech()
  const { what, replyBy, papers, reason } = ask
  const bring = bringing(tracking, ask)
  return (
    <>
      {papers.length > 0 ? (
        <>
          <p>
            <strong>{say('portal.to-do.papers')}</strong>
          </p>
          <ul className="checklist asked">
            {papers.map((paper) => (
              <li key={paper}>
                <InVietnamese>{paper}</InVietnamese>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Reason reason={reason} />
      {replyBy === null ? null : (
        <p>
          {say(what === 'pay' ? 'portal.to-do.pay-by' : 'portal.to-do.bring-by')}{' '}
          <strong className="moment">{moment(replyBy)}</strong>
        </p>
      )}
      <p>
        <strong>{say(whatToDo(tracking, what))}</strong>
      </p>
      {what === 'pay' ? <p>{say('portal.to-do.pay.ask')}</p> : null}
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
      {what === 'supplement' || what === 'complete' ? (
        <>
          <p>{say('portal.to-do.supplement.originals')}</p>
          {replyBy === null ? null : <p>{say(`portal.to-do.${what}.afterwards`)}</p>}
        </>
      ) : null}
    </>
  )
}

/** Who has been told why need not be sent to read it. */
const whatToDo = ({ ending }: Tracking, what: Ask['what']): Word =>
  (what === 'read-why-not-accepted' || what === 'read-why-stopped') && ending?.reason
    ? `portal.to-do.${what}.told`
    : `portal.to-do.${what}`

const bringing = (tracking: Tracking, { what, papers }: Ask): readonly Word[] => {
  switch (what) {
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
      return [
        'portal.to-do.bring.request',
        papers.length > 0 ? 'portal.to-do.bring.papers-above' : 'portal.to-do.bring.papers',
        'portal.to-do.bring.identity',
      ]
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
  const { brought } = tracking
  switch (tracking.state) {
    case 'RETURNED':
      return 'nothing-left'
    case 'SUBMITTED':
      return brought === null ? 'look-again' : 'bring-originals'
    case 'WITHDRAWAL_REQUESTED':
      return 'wait-for-answer'
    case 'CORRECTING':
      return 'wait-for-correction'
    default:
      if (isWithoutSupplement(tracking)) return 'bring-late'
      if (isLate(tracking)) return 'ask'
      if (brought !== null) return 'bring-originals'
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
