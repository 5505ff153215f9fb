import type { DossierState, Tracking } from '../data.ts'
import { useSpeech } from '../words.tsx'
import { isWithdrawn } from './standing.ts'

/** How far a dossier has come, like a parcel's way; one that ended without a result shows where. */
export const HowFar = ({ tracking }: { tracking: Tracking }) => {
  const { say } = useSpeech()
  const { passed, here, ahead } = wayOf(tracking)
  const hasEnded = tracking.closedAt !== null
  return (
    <ol className="stages" aria-label={say('portal.stages')}>
      {passed.map((stage) => (
        <li key={stage} className="passed">
          {say(`portal.stages.${stage}`)}
        </li>
      ))}
      <li className={hasEnded ? 'here ended' : 'here'} aria-current="step">
        {say(`portal.stages.${here}`)}
      </li>
      {ahead.map((stage) => (
        <li key={stage}>{say(`portal.stages.${stage}`)}</li>
      ))}
    </ol>
  )
}

type Stage = 'submitted' | 'received' | 'handled' | 'correcting' | 'ready' | 'returned'
type Ending = 'not-accepted' | 'withdrawn' | 'stopped'

export interface Way {
  passed: readonly Stage[]
  here: Stage | Ending
  ahead: readonly Stage[]
}

const STAGE_OF = {
  SUBMITTED: 'submitted',
  NEEDS_COMPLETION: 'submitted',
  NOT_ACCEPTED: 'not-accepted',
  ACCEPTED: 'received',
  PROCESSING: 'handled',
  CONSULTING: 'handled',
  AWAITING_EXTERNAL: 'handled',
  SUPPLEMENT: 'handled',
  AWAITING_PAYMENT: 'handled',
  AWAITING_APPROVAL: 'handled',
  APPROVED: 'handled',
  WITHDRAWAL_REQUESTED: 'handled',
  CORRECTING: 'correcting',
  STOPPED: 'stopped',
  RESOLVED: 'ready',
  RETURNED: 'returned',
} as const satisfies Record<DossierState, Stage | Ending>

export const wayOf = (tracking: Tracking): Way => {
  const { state, timeline, acceptedAt } = tracking
  // What was received at a counter was never only submitted.
  const begun: readonly Stage[] = timeline[0]?.type === 'Submitted' ? ['submitted', 'received'] : ['received']
  if (state === 'NOT_ACCEPTED' || state === 'STOPPED')
    return {
      passed: acceptedAt === null ? ['submitted'] : begun,
      here: isWithdrawn(tracking) ? 'withdrawn' : STAGE_OF[state],
      ahead: [],
    }
  const here: Stage = STAGE_OF[state]
  const correcting: readonly Stage[] = here === 'correcting' ? [here] : []
  const way: readonly Stage[] = [...begun, 'handled', ...correcting, 'ready', 'returned']
  const at = way.indexOf(here)
  return { passed: way.slice(0, at), here, ahead: way.slice(at + 1) }
}
