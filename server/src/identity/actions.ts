import { type LedgerEntry, noteInLedger } from '#audit/index.ts'
import { msOf, rfc3339InHanoi } from '#common/time.ts'
import type { Database, Identity, Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { mayOpenCounter } from './rules/policy.ts'
import { DEFAULT_SIGN_IN_RULES, type SignInRules } from './rules/sign-in.ts'
import { bearer, tokenHash } from './sign-in.ts'
import {
  closeCounterSession,
  closeForgotten,
  closeSession,
  endTurnOfOther,
  findCounter,
  findSignedIn,
  findTurns,
  noteUse,
  openCounterSession,
  type SignedIn,
} from './store.ts'

export const actingAs = (signedIn: SignedIn): Identity => ({
  actor: signedIn.officer.id,
  authority: signedIn.officer.authorityId,
})

/** Ends a session; the officer's counter stays open, for whoever signs in again at the same desk. */
export const signOut = (database: Database, token: string): Promise<unknown> =>
  database.as(bearer(token), (tx) => closeSession(tx, tokenHash(token)))

/** Ends a session and the officer's turn at a counter: whoever goes home leaves it to others. */
export const leave = (database: Database, token: string): Promise<void> =>
  database.as(bearer(token), async (tx) => {
    const signedIn = await findSignedIn(tx, tokenHash(token), DEFAULT_SIGN_IN_RULES)
    if (!signedIn) return
    if (signedIn.counterSession) {
      tx.become({ ...bearer(token), ...actingAs(signedIn) })
      await closeCounter(tx, signedIn, signedIn.counterSession.id)
    }
    await closeSession(tx, tokenHash(token))
  })

/**
 * Who bears the session.
 *
 * @param isInUse whether its officer asks, and not a page by itself: then it is noted, once a minute, that it was used
 * @throws Refusal when the session is not there, has ended, or its officer has left
 */
export const mustBeSignedIn = async (
  tx: Tx,
  token: string,
  rules: SignInRules,
  isInUse = true,
): Promise<SignedIn> => {
  const hash = tokenHash(token)
  const found = await findSignedIn(tx, hash, rules)
  if (!found) throw new Refusal('SIGN_IN_NEEDED', 'sign-in-needed')
  const { seenAt, ...signedIn } = found
  if (isInUse && seenAt !== null && msOf(signedIn.now) - msOf(seenAt) >= NOTED_EACH_MS)
    await noteUse(tx, hash)
  tx.become(actingAs(signedIn))
  return signedIn
}

// An idle time is told in minutes; a write with each request would be a tenth of it.
const NOTED_EACH_MS = 60_000

/** @throws Refusal second-factor-needed for who came in by a password alone, where more is required of who approves */
export const mustBeSure = ({ isSure }: Pick<SignedIn, 'isSure'>): void => {
  if (!isSure) throw new Refusal('NOT_ALLOWED', 'second-factor-needed')
}

/**
 * Opens a counter: from here on the officer may receive and return. One officer, one counter, one day: what somebody
 * forgot to close yesterday is closed now.
 *
 * @param takeOver ends the turn of whoever sits there, who has gone home without closing
 * @throws Refusal counter-busy with who sits there since when; counter-already-open with the officer's own counter
 */
export const openCounter = async (
  tx: Tx,
  signedIn: SignedIn,
  counterId: string,
  takeOver: boolean,
): Promise<string> => {
  const counter = await findCounter(tx, counterId)
  // Nobody is shown the counters of another centre, so for them it is the same as none.
  if (!counter || counter.centreId !== signedIn.officer.unitId) throw notFound()
  if (!mayOpenCounter(signedIn.officer, counter.centreId))
    throw new Refusal('NOT_ALLOWED', 'not-your-counter')
  await closeForgotten(tx, counterId, signedIn.officer.id)
  if (takeOver) {
    const [ended] = await endTurnOfOther(tx, counterId, signedIn.officer.id)
    if (ended) await noteCounter(tx, signedIn, 'COUNTER_TAKEN_OVER', counterId, { from: ended.officer_id })
  }
  const opened = await openCounterSession(tx, {
    id: newId(),
    counterId,
    centreId: counter.centreId,
    authorityId: signedIn.officer.authorityId,
    officerId: signedIn.officer.id,
  })
  if (!opened) throw await counterTaken(tx, signedIn, counterId)
  await noteCounter(tx, signedIn, 'COUNTER_OPENED', counterId)
  return opened.id
}

const counterTaken = async (tx: Tx, signedIn: SignedIn, counterId: string): Promise<Refusal> => {
  const turns = await findTurns(tx, counterId, signedIn.officer.id)
  const own = turns.find((turn) => turn.officer_id === signedIn.officer.id)
  if (own) return new Refusal('CONFLICT', 'counter-already-open', { counter: own.counter_name })
  const [other] = turns
  return new Refusal('CONFLICT', 'counter-busy', {
    who: other?.full_name ?? '',
    since: other ? rfc3339InHanoi(other.opened_at) : '',
  })
}

export const closeCounter = async (tx: Tx, signedIn: SignedIn, id: string): Promise<void> => {
  const [closed] = await closeCounterSession(tx, id, signedIn.officer.id)
  if (!closed) throw notFound()
  await noteCounter(tx, signedIn, 'COUNTER_CLOSED', closed.counter_id)
}

const noteCounter = (
  tx: Tx,
  signedIn: SignedIn,
  act: 'COUNTER_OPENED' | 'COUNTER_TAKEN_OVER' | 'COUNTER_CLOSED',
  counterId: string,
  detail?: LedgerEntry['detail'],
) =>
  noteInLedger(
    tx,
    {
      actorId: signedIn.officer.id,
      authorityId: signedIn.officer.authorityId,
      act,
      subjectId: counterId,
      purpose: null,
      requestId: null,
      ...(detail ? { detail } : {}),
    },
    signedIn.now,
  )
