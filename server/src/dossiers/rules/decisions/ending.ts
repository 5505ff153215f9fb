import { hanoiDateOf } from '#common/time.ts'
import { nextWorkingDate } from '#deadlines/rules/working-time.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Circumstances } from '../command.ts'
import { type Dossier, isAccepted, type Task } from '../dossier.ts'
import type { DossierEvent, FeesOnStopping, Notice } from '../events.ts'
import { done, event, over, still } from '../work.ts'
import { type Decisions, taskOf } from './decision.ts'
import { mustBeClosedHere } from './handling.ts'

/** How a dossier ends without a result. */
export const ENDING: Decisions<'requestWithdrawal' | 'grantWithdrawal' | 'refuseWithdrawal' | 'stop'> = {
  /** Before anybody accepted it there is nothing to decide. Afterwards whoever holds it decides, and other work rests. */
  requestWithdrawal: (dossier, { reasonId, noticeId }, here) => {
    if (!isAccepted(dossier)) {
      if (noticeId === null) throw new Error('a withdrawal before acceptance without its notice')
      const asked = event('WithdrawalRequested', here, { ...still(dossier), reasonId })
      const papersHandedBack = here.actor.kind === 'OFFICER'
      const terms = { noticeId, reasonId, fees: 'NONE', papersHandedBack } as const
      return [asked, stopped(dossier, terms, 'WITHDRAWN', here)]
    }
    mustGiveTheOfficeADay(dossier, here)
    return [
      event('WithdrawalRequested', here, {
        ...still(dossier),
        opens: [decidingWithdrawal(dossier, here)],
        reasonId,
      }),
    ]
  },

  grantWithdrawal: (dossier, command, here, found) => {
    mustBeClosedHere(here)
    mustSettleFees(dossier, command.fees)
    return [stopped(dossier, command, 'WITHDRAWN', here, taskOf(found))]
  },

  /** Everything goes on where it stood. */
  refuseWithdrawal: (dossier, { reasonId }, here, found) => [
    event('WithdrawalRefused', here, { ...still(dossier), closes: [done(taskOf(found))], reasonId }),
  ],

  stop: (dossier, command, here) => {
    mustBeClosedHere(here)
    mustSettleFees(dossier, command.fees)
    return [stopped(dossier, command, 'STOPPED', here)]
  },
}

const stopped = (
  dossier: Dossier,
  {
    noticeId,
    reasonId,
    fees,
    papersHandedBack,
  }: Notice & { fees: FeesOnStopping; papersHandedBack: boolean },
  cause: 'WITHDRAWN' | 'STOPPED',
  here: Circumstances,
  deciding?: Task,
): DossierEvent => {
  const movement = over(dossier)
  return event('Stopped', here, {
    ...movement,
    closes: movement.closes.map((task) => (task.id === deciding?.id ? done(task) : task)),
    noticeId,
    reasonId,
    cause,
    fees,
    papersHandedBack,
  })
}

const decidingWithdrawal = (dossier: Dossier, here: Circumstances): Task => {
  const held = dossier.tasks.find(
    ({ kind, unitId }) => unitId === dossier.holder?.unitId && kind !== 'CONFIRM_HAND_OVER',
  )
  // While others give their opinions the lead has no task of its own, and is the holder all the same.
  const place = held ?? { ...here.unitFor(here.procedure.leadUnit ?? 'CENTRE'), role: 'SPECIALIST' as const }
  return {
    id: here.newId(),
    node: 'DECIDE_WITHDRAWAL',
    kind: 'DECIDE_WITHDRAWAL',
    unitId: place.unitId,
    authorityId: place.authorityId,
    role: place.role,
    dueAt: dossier.currentDueAt,
  }
}

/**
 * While a withdrawal is being decided all work rests and the clock runs: asked again at once after each refusal, it would keep
 * an office from working at all.
 * @throws Refusal withdrawal-just-refused, saying from which day on
 */
const mustGiveTheOfficeADay = ({ withdrawalRefusedAt }: Dossier, { calendar, now }: Circumstances): void => {
  if (withdrawalRefusedAt === null) return
  const from = nextWorkingDate(calendar, hanoiDateOf(withdrawalRefusedAt))
  if (hanoiDateOf(now) < from) throw new Refusal('CONFLICT', 'withdrawal-just-refused', { from })
}

/** What was paid is given back or kept, and somebody says which. @throws Refusal fees-to-settle, nothing-to-refund */
const mustSettleFees = ({ payment, paidBefore }: Dossier, fees: FeesOnStopping): void => {
  const isPaid = payment === 'PAID' || paidBefore
  if (isPaid && fees !== 'REFUND' && fees !== 'NO_REFUND')
    throw new Refusal('INVALID', 'fees-to-settle', { field: 'fees' })
  if (!isPaid && fees === 'REFUND') throw new Refusal('INVALID', 'nothing-to-refund', { field: 'fees' })
}
