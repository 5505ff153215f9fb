import { createHash, randomBytes } from 'node:crypto'
import { noteInLedger } from '#audit/index.ts'
import type { Database, Identity, Tx } from '#platform/db/database.ts'
import { databaseTime } from '#platform/db/time.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Sealer } from '#platform/seal.ts'
import {
  type Attempt,
  attempt,
  attemptSubject,
  FOR_A_DAY,
  findFailures,
  givePlaceBack,
  type Limits,
  neighbourhoodOf,
  networkOf,
  type Place,
  takeGuess,
} from './attempts.ts'
import { knownDevice } from './known-devices.ts'
import { passwordMatches } from './password.ts'
import type { Assurance, SignInRules } from './rules/sign-in.ts'
import { findSecondFactor, spendCode } from './second-factor-store.ts'
import { type Credential, endOldestSessions, findPassword, holdPassword, openSession } from './store.ts'

/** Coming in: a password, and a code where the officer has enrolled; then a session with a token of its own. */

// Whoever guesses at an account in a browser that never came in there shuts out such browsers, and the officer is at another.
const PER_ACCOUNT = 10
const PER_DEVICE = 10
// A centre is behind one address, and somebody who tries one password with every account too.
const PER_ADDRESS = 50
const PER_NEIGHBOURHOOD = 200
// Of a million codes three are right at a time. Only who has the password gets so far, and thirty guesses a day are one
// chance in 11,000.
const CODES_PER_DAY = 30

/** What a session is known by in the database; the token itself is only in the browser. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The bearer of a session, before it is known who that is. */
export const bearer = (token: string): Identity => ({ session: tokenHash(token) })

export interface CameFrom {
  /** Where the request came from. */
  address: string
  /** Kind of browser and machine; null where it does not say. */
  browser: string | null
}

export interface SignInAttempt extends CameFrom {
  username: string
  password: string
  /** Of the telephone or of paper, where it was asked for. */
  code?: string | undefined
  /** The marks of this browser. */
  device?: string | undefined
}

export interface SignIn {
  database: Database
  sealer: Sealer
  signInRules: SignInRules
}

/**
 * Signs an officer in: checks the password and the code, opens a session and gives its token.
 * The same refusal for a wrong password and a name nobody has, after the same time. That a code is asked for is told to
 * whoever has the password, and to nobody else.
 *
 * @throws Refusal sign-in-failed, second-factor-asked, second-factor-wrong, first-password-expired, too-many-attempts
 */
export const signIn = async (
  door: SignIn,
  asked: SignInAttempt,
): Promise<{ token: string; username: string }> => {
  const username = asked.username.trim().toLowerCase()
  const { limits, nonce } = await limitsFor(door, username, asked)
  // A name that can be nobody's is looked up as one: the statement's identity takes only what a name can be.
  const known = /^[a-z0-9._-]{1,60}$/.test(username)
  return attempt(limits, async (trial) => {
    const taken = await takeGuess(door.database, limits, trial, {
      as: { actor: 'public', signIn: known ? username : '' },
      find: async (tx) => (known ? findPassword(tx, username) : null),
      attempt: async (credential) =>
        (await passwordMatches(credential?.hash ?? null, asked.password)) ? credential : null,
    })
    if (taken === null) throw new Refusal('SIGN_IN_NEEDED', 'sign-in-failed')
    const trying = { trial, limits, place: taken.place }
    return comeIn(door, { ...asked, username }, taken.right, trying, nonce)
  })
}

const limitsFor = async (
  { database, sealer }: SignIn,
  username: string,
  { device, address }: SignInAttempt,
): Promise<{ limits: Limits; nonce: string | null }> => {
  const nonce = device ? knownDevice(sealer, device, username, await database.as({}, databaseTime)) : null
  if (nonce !== null)
    return {
      limits: { [attemptSubject(sealer, 'device', `${username} ${nonce}`)]: PER_DEVICE },
      nonce,
    }
  return {
    limits: {
      [attemptSubject(sealer, 'account', username)]: PER_ACCOUNT,
      [attemptSubject(sealer, 'address', networkOf(address))]: PER_ADDRESS,
      [attemptSubject(sealer, 'address-near', neighbourhoodOf(address))]: PER_NEIGHBOURHOOD,
    },
    nonce: null,
  }
}

interface Trying {
  trial: Attempt
  limits: Limits
  /** Taken before the password was tried; null: nothing else was under way. */
  place: Place | null
}

/** With the right password: the code where one is due, and the session; or why not, once what was counted is committed. */
const comeIn = async (
  door: SignIn,
  asked: SignInAttempt,
  credential: Credential,
  trying: Trying,
  nonce: string | null,
): Promise<{ token: string; username: string }> => {
  const token = newToken()
  const { trial, place } = trying
  const { officerId, authorityId } = credential
  const who = {
    session: tokenHash(token),
    actor: officerId,
    authority: authorityId,
    signIn: asked.username,
  }
  const refused = await attempt(codeLimits(door, asked.username, nonce), (codes) =>
    door.database.as(who, async (tx) => {
      // Changed or closed while it was being reckoned: it lets nobody in any more, and was no guess.
      const held = await holdPassword(tx, asked.username)
      if (held?.hash !== credential.hash) {
        if (place) await givePlaceBack(tx, place)
        return 'sign-in-failed'
      }
      // Others may have failed while the password was being reckoned: then this one takes its place among them.
      // A wrong code is a failure of the account too, so whoever types one takes a place at any rate.
      const taken = place ?? (!asked.code && (await isStillCalm(tx, trying)) ? null : await trial.count(tx))
      const second = await secondStep(tx, door, asked, held, codes)
      if (second === 'second-factor-wrong') return second
      if (taken) await givePlaceBack(tx, taken)
      if (second !== 'PASSWORD' && second !== 'SECOND_FACTOR') return second
      await openFor(tx, door.signInRules, token, held, second, asked)
      return null
    }),
  )
  if (refused !== null) throw new Refusal('SIGN_IN_NEEDED', refused)
  return { token, username: asked.username }
}

/** @throws Refusal too-many-attempts */
const isStillCalm = async (tx: Tx, { trial, limits }: Trying): Promise<boolean> => {
  const failures = await findFailures(tx, limits)
  trial.mustHaveRoom(failures)
  return trial.isCalm(failures)
}

const codeLimits = ({ sealer }: SignIn, username: string, nonce: string | null): Limits => ({
  [nonce === null
    ? attemptSubject(sealer, `${FOR_A_DAY}codes`, username)
    : attemptSubject(sealer, `${FOR_A_DAY}device-codes`, `${username} ${nonce}`)]: CODES_PER_DAY,
})

type Second = Assurance | 'second-factor-asked' | 'second-factor-wrong' | 'first-password-expired'

const secondStep = async (
  tx: Tx,
  { sealer }: SignIn,
  { code }: SignInAttempt,
  { officerId, isExpired }: Credential,
  codes: Attempt,
): Promise<Second> => {
  const factor = await findSecondFactor(tx, officerId)
  if (isExpired) return 'first-password-expired'
  if (!factor?.sealed) return 'PASSWORD'
  if (code === undefined || code.trim() === '') return 'second-factor-asked'
  const place = await codes.count(tx)
  const now = await databaseTime(tx)
  if (!(await spendCode(tx, sealer, { officerId, sealed: factor.sealed, now }, code)))
    return 'second-factor-wrong'
  await givePlaceBack(tx, place)
  return 'SECOND_FACTOR'
}

export const newToken = (): string => randomBytes(32).toString('base64url')

/**
 * Opens a session for an officer who proved who she is, and notes it; beyond as many as she may have, the oldest end. Her
 * password is held (`holdPassword`): of two that are opened at once, the second counts the first.
 */
export const openFor = async (
  tx: Tx,
  rules: SignInRules,
  token: string,
  { officerId, authorityId, mustChange }: Pick<Credential, 'officerId' | 'authorityId' | 'mustChange'>,
  assurance: Assurance,
  { address, browser }: CameFrom,
): Promise<void> => {
  const noted = { actorId: officerId, authorityId, subjectId: officerId, purpose: null, requestId: null }
  const ended = await endOldestSessions(tx, officerId, rules.mostSessions - 1)
  const openedAt = await openSession(tx, {
    id: newId(),
    tokenHash: tokenHash(token),
    officerId,
    sessionHours: rules.sessionHours,
    idleMinutes: rules.idleMinutes,
    assurance,
    mustChangePassword: mustChange,
    address,
    browser,
  })
  if (ended > 0)
    await noteInLedger(tx, { ...noted, act: 'OLDEST_SESSIONS_ENDED', detail: { count: ended } }, openedAt)
  await noteInLedger(tx, { ...noted, act: 'SIGNED_IN', detail: { assurance } }, openedAt)
}
