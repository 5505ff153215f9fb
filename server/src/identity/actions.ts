import { createHash, randomBytes } from 'node:crypto'
import { type LedgerEntry, noteInLedger } from '#audit/index.ts'
import { rfc3339InHanoi } from '#common/time.ts'
import type { Database, Identity, Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { Sealer } from '#platform/seal.ts'
import { attempt, attemptSubject, countFailure, findFailures, networkOf } from './attempts.ts'
import { passwordMatches } from './password.ts'
import { mayOpenCounter } from './rules/policy.ts'
import {
  closeCounterSession,
  closeForgotten,
  closeSession,
  endTurnOfOther,
  findCounter,
  findPassword,
  findSignedIn,
  findTurns,
  openCounterSession,
  openSession,
  type SignedIn,
} from './store.ts'

// A working day at the counter, with the lunch break; the cookie dies with it.
export const SESSION_HOURS = 10

// A real officer mistypes a few times. Somebody elsewhere who guesses shuts out himself first, and the officer only
// with five times as many guesses from five places; a machine does not get hundreds of guesses an hour.
const PER_ACCOUNT_THERE = 10
const PER_ACCOUNT = 50
const PER_ADDRESS = 50

/** What a session is known by in the database; the token itself is only in the browser. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The bearer of a session, before it is known who that is. */
export const bearer = (token: string): Identity => ({ session: tokenHash(token) })

export const actingAs = (signedIn: SignedIn): Identity => ({
  actor: signedIn.officer.id,
  authority: signedIn.officer.authorityId,
})

export interface SignInAttempt {
  username: string
  password: string
  /** Where the request came from. */
  address: string
}

/**
 * Signs an officer in: checks the password, opens a session and gives its token.
 * The same refusal for a wrong password and a name nobody has, after the same time.
 */
export const signIn = async (
  database: Database,
  sealer: Sealer,
  asked: SignInAttempt,
): Promise<{ token: string }> => {
  const username = asked.username.trim().toLowerCase()
  const network = networkOf(asked.address)
  const limits = {
    [attemptSubject(sealer, 'account-there', `${username} ${network}`)]: PER_ACCOUNT_THERE,
    [attemptSubject(sealer, 'account', username)]: PER_ACCOUNT,
    [attemptSubject(sealer, 'address', network)]: PER_ADDRESS,
  }
  // A name that can be nobody's is looked up as one: the statement's identity takes only what a name can be.
  const known = /^[a-z0-9._-]{1,60}$/.test(username)
  const found = await attempt(limits, async (mustBeWithin) => {
    const officer = await database.as({ actor: 'public', signIn: known ? username : '' }, async (tx) => {
      mustBeWithin(await findFailures(tx, limits))
      return known ? findPassword(tx, username) : null
    })
    if ((await passwordMatches(officer?.hash ?? null, asked.password)) && officer) return officer
    await database.as({ actor: 'public' }, (tx) => countFailure(tx, limits))
    throw new Refusal('SIGN_IN_NEEDED', 'sign-in-failed')
  })
  const token = randomBytes(32).toString('base64url')
  const hash = tokenHash(token)
  await database.as({ session: hash, actor: found.officerId, authority: found.authorityId }, async (tx) => {
    const id = newId()
    const openedAt = await openSession(tx, id, hash, found.officerId, SESSION_HOURS)
    const act = { act: 'SIGNED_IN', subjectId: found.officerId, purpose: null, requestId: null }
    await noteInLedger(tx, { actorId: found.officerId, authorityId: found.authorityId, ...act }, openedAt)
  })
  return { token }
}

/** Ends a session; the officer's counter stays open, for whoever signs in again at the same desk. */
export const signOut = (database: Database, token: string): Promise<unknown> =>
  database.as(bearer(token), (tx) => closeSession(tx, tokenHash(token)))

/** Ends a session and the officer's turn at a counter: whoever goes home leaves it to others. */
export const leave = (database: Database, token: string): Promise<void> =>
  database.as(bearer(token), async (tx) => {
    const signedIn = await findSignedIn(tx, tokenHash(token))
    if (!signedIn) return
    if (signedIn.counterSession) {
      tx.become({ ...bearer(token), ...actingAs(signedIn) })
      await closeCounter(tx, signedIn, signedIn.counterSession.id)
    }
    await closeSession(tx, tokenHash(token))
  })

/** @throws Refusal when the session is not there, has ended, or its officer has left. */
export const mustBeSignedIn = async (tx: Tx, token: string): Promise<SignedIn> => {
  const signedIn = await findSignedIn(tx, tokenHash(token))
  if (!signedIn) throw new Refusal('SIGN_IN_NEEDED', 'sign-in-needed')
  tx.become(actingAs(signedIn))
  return signedIn
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
