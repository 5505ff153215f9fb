import { noteInLedger } from '#audit/index.ts'
import { rfc3339InHanoi } from '#common/time.ts'
import type { Tx } from '#platform/db/database.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import {
  changeHash,
  endOtherSessions,
  endSessionOf,
  findOpenSessions,
  namesOfOffices,
} from './account-store.ts'
import { actingAs } from './actions.ts'
import { attemptSubject, guessed } from './attempts.ts'
import { type NewSecret, newSecret, readCode, stepOfCode } from './codes.ts'
import { knownPasswords } from './known-passwords.ts'
import { composed, hashPassword, passwordMatches } from './password.ts'
import { type PasswordProblem, passwordProblem, SHORTEST_PASSWORD } from './rules/password-rules.ts'
import type { Assurance } from './rules/sign-in.ts'
import {
  enrolPending,
  findSecondFactor,
  keepPending,
  openSecret,
  recoveryCodesLeft,
  replaceRecoveryCodes,
  sealSecret,
} from './second-factor-store.ts'
import { type CameFrom, newToken, openFor, type SignIn, tokenHash } from './sign-in.ts'
import { type Credential, findPassword, holdPassword, type SignedIn } from './store.ts'

/** What an officer does to her own account. Whatever changes how she comes in asks for her password and ends every other session. */

/** As her who is signed in, and as the account that she comes in by. */
const asAccount = (tx: Tx, signedIn: SignedIn, also: { session?: string } = {}): void =>
  tx.become({ ...actingAs(signedIn), signIn: signedIn.officer.username, ...also })

export const accountOf = async (tx: Tx, signedIn: SignedIn) => {
  const { officer } = signedIn
  const [factor, codesLeft, sessions] = [
    await findSecondFactor(tx, officer.id),
    await recoveryCodesLeft(tx, officer.id),
    await findOpenSessions(tx, officer.id),
  ]
  return {
    username: officer.username,
    owes: signedIn.owes,
    secondFactor: {
      enrolledAt: factor?.enrolledAt ? rfc3339InHanoi(factor.enrolledAt) : null,
      recoveryCodesLeft: codesLeft,
    },
    sessions: sessions.map(({ id, openedAt, seenAt, address, browser }) => ({
      id,
      isThis: id === signedIn.sessionId,
      openedAt: rfc3339InHanoi(openedAt),
      seenAt: rfc3339InHanoi(seenAt),
      address,
      browser,
    })),
  }
}

const WRONG_PASSWORDS = 10

/**
 * Her password, typed once more; wrong ones are counted, for a machine may have been left unlocked.
 * Outside of a transaction: a password takes a fifth of a second.
 * @throws Refusal password-wrong, too-many-attempts
 */
export const mustKnowPassword = async (
  { database, sealer }: SignIn,
  { officer }: SignedIn,
  password: string,
): Promise<Credential> => {
  const limits = { [attemptSubject(sealer, 'own-password', officer.username)]: WRONG_PASSWORDS }
  const credential = await guessed(database, limits, {
    as: { actor: officer.id, authority: officer.authorityId, signIn: officer.username },
    find: (tx) => findPassword(tx, officer.username),
    attempt: async (kept) => ((await passwordMatches(kept?.hash ?? null, password)) ? kept : null),
  })
  if (credential === null) throw new Refusal('INVALID', 'password-wrong')
  return credential
}

/** @throws Refusal password-too-short, password-too-long, password-common, password-named */
export const mustBeGoodPassword = async (
  tx: Tx,
  password: string,
  officer: { username: string; fullName: string; unitId: string; authorityId: string },
): Promise<void> => {
  const [officeNames, known] = await Promise.all([
    namesOfOffices(tx, [officer.unitId, officer.authorityId]),
    knownPasswords(),
  ])
  const problem = passwordProblem(password, { ...officer, officeNames }, known)
  if (problem !== null) throw new Refusal('INVALID', REFUSED_FOR[problem], { least: SHORTEST_PASSWORD })
}

const REFUSED_FOR = {
  TOO_SHORT: 'password-too-short',
  TOO_LONG: 'password-too-long',
  COMMON: 'password-common',
  NAMED: 'password-named',
} as const satisfies Record<PasswordProblem, string>

/** The token of the session that takes the place of this one. */
export interface Renewed {
  token: string
}

/** @throws Refusal as `mustKnowPassword` and `mustBeGoodPassword`; password-same for the one there was */
export const changePassword = async (
  door: SignIn,
  signedIn: SignedIn,
  { current, password }: { current: string; password: string },
  from: CameFrom,
): Promise<Renewed> => {
  const { hash: before } = await mustKnowPassword(door, signedIn, current)
  const { officer } = signedIn
  await door.database.as(actingAs(signedIn), (tx) => mustBeGoodPassword(tx, password, officer))
  if (composed(current) === composed(password)) throw new Refusal('INVALID', 'password-same')
  const hash = await hashPassword(password)
  const { token } = await renewed(door, signedIn, from, {
    act: 'PASSWORD_CHANGED',
    assurance: signedIn.assurance,
    mustChange: false,
    change: async (tx) => {
      if (!(await changeHash(tx, officer.username, hash, before)))
        throw new Refusal('CONFLICT', 'password-changed-meanwhile')
    },
  })
  return { token }
}

/** What officers do to their own account, by the names that the ledger knows. */
type AccountAct = 'PASSWORD_CHANGED' | 'SECOND_FACTOR_ENROLLED' | 'RECOVERY_CODES_MADE' | 'SESSIONS_ENDED'

/** A change of how she comes in. */
interface Renewal<Made> {
  act: AccountAct
  /** How she comes in from now on. */
  assurance: Assurance
  /** Whether she still has to choose a password of her own. */
  mustChange: boolean
  change(tx: Tx): Promise<Made>
}

/** After how she comes in has changed: a session with a new token for here, and an end to every other one. */
const renewed = async <Made>(
  { database, signInRules }: SignIn,
  signedIn: SignedIn,
  from: CameFrom,
  { act, assurance, mustChange, change }: Renewal<Made>,
): Promise<Renewed & { made: Made }> => {
  const token = newToken()
  const { id: officerId, authorityId } = signedIn.officer
  const made = await database.as(actingAs(signedIn), async (tx) => {
    asAccount(tx, signedIn, { session: tokenHash(token) })
    // Whoever comes in at this moment has done so by now, and is among those whose sessions end; or reads the change.
    await holdPassword(tx, signedIn.officer.username)
    const changed = await change(tx)
    // Closed, or ended from elsewhere, while the password was being reckoned.
    if (!(await endSessionOf(tx, officerId, signedIn.sessionId)))
      throw new Refusal('SIGN_IN_NEEDED', 'sign-in-needed')
    await endOtherSessions(tx, officerId, signedIn.sessionId)
    await openFor(tx, signInRules, token, { officerId, authorityId, mustChange }, assurance, from)
    await note(tx, signedIn, act)
    return changed
  })
  return { token, made }
}

const note = (
  tx: Tx,
  { officer, now }: SignedIn,
  act: AccountAct,
  detail: Record<string, string | number> = {},
) =>
  noteInLedger(
    tx,
    {
      actorId: officer.id,
      authorityId: officer.authorityId,
      act,
      subjectId: officer.id,
      purpose: null,
      requestId: null,
      detail,
    },
    now,
  )

/**
 * A secret for her telephone, that counts once a code of it was typed. Who has one already came in by it.
 * @throws Refusal as `mustKnowPassword`; second-factor-needed, password-changed-meanwhile
 */
export const beginSecondFactor = async (
  door: SignIn,
  signedIn: SignedIn,
  { password }: { password: string },
): Promise<NewSecret> => {
  const known = await mustKnowPassword(door, signedIn, password)
  const { id, username } = signedIn.officer
  const made = newSecret(username)
  await door.database.as(actingAs(signedIn), async (tx) => {
    await mustBeThePassword(tx, signedIn, known)
    mustNotGoAround(signedIn, await findSecondFactor(tx, id))
    await keepPending(tx, id, sealSecret(door.sealer, id, made.secret))
  })
  return made
}

/** That it was not changed since it was shown to be known, and will not be before the commit. */
const mustBeThePassword = async (tx: Tx, signedIn: SignedIn, { hash }: Credential): Promise<void> => {
  asAccount(tx, signedIn)
  const held = await holdPassword(tx, signedIn.officer.username)
  if (held?.hash !== hash) throw new Refusal('CONFLICT', 'password-changed-meanwhile')
}

/** Nobody puts another telephone in the place of one by the password alone. */
const mustNotGoAround = (
  { assurance }: SignedIn,
  factor: Awaited<ReturnType<typeof findSecondFactor>>,
): void => {
  if (factor?.sealed && assurance !== 'SECOND_FACTOR')
    throw new Refusal('NOT_ALLOWED', 'second-factor-needed')
}

const CODES_TYPED = 10

/**
 * Puts the secret that was set up to use, and gives codes for paper.
 * @throws Refusal second-factor-not-begun, second-factor-code-wrong, too-many-attempts
 */
export const confirmSecondFactor = async (
  door: SignIn,
  signedIn: SignedIn,
  { code }: { code: string },
  from: CameFrom,
): Promise<Renewed & { recoveryCodes: string[] }> => {
  const { id } = signedIn.officer
  const { database, sealer } = door
  const limits = { [attemptSubject(sealer, 'enrolment', id)]: CODES_TYPED }
  const right = await guessed(database, limits, {
    as: actingAs(signedIn),
    find: (tx) => findSecondFactor(tx, id),
    attempt: async (factor) => {
      mustNotGoAround(signedIn, factor)
      if (!factor?.pending) throw new Refusal('CONFLICT', 'second-factor-not-begun')
      const read = readCode(code)
      if (read?.kind !== 'TELEPHONE') return null
      const step = stepOfCode(openSecret(sealer, id, factor.pending), read.code, signedIn.now)
      return step === null ? null : { pending: factor.pending, step }
    },
  })
  if (right === null) throw new Refusal('INVALID', 'second-factor-code-wrong')
  const { token, made } = await renewed(door, signedIn, from, {
    act: 'SECOND_FACTOR_ENROLLED',
    assurance: 'SECOND_FACTOR',
    mustChange: signedIn.owes === 'NEW_PASSWORD',
    change: async (tx) => {
      if (!(await enrolPending(tx, id, right.pending, right.step)))
        throw new Refusal('CONFLICT', 'second-factor-not-begun')
      return replaceRecoveryCodes(tx, sealer, id)
    },
  })
  return { token, recoveryCodes: made }
}

/** Ten new codes for paper; the earlier ones are no more. @throws Refusal as `beginSecondFactor` */
export const renewRecoveryCodes = async (
  door: SignIn,
  signedIn: SignedIn,
  { password }: { password: string },
): Promise<{ recoveryCodes: string[] }> => {
  if (signedIn.assurance !== 'SECOND_FACTOR') throw new Refusal('NOT_ALLOWED', 'second-factor-needed')
  const known = await mustKnowPassword(door, signedIn, password)
  return door.database.as(actingAs(signedIn), async (tx) => {
    await mustBeThePassword(tx, signedIn, known)
    const recoveryCodes = await replaceRecoveryCodes(tx, door.sealer, signedIn.officer.id)
    await note(tx, signedIn, 'RECOVERY_CODES_MADE')
    return { recoveryCodes }
  })
}

/** Ends one of her other sessions. @throws Refusal NOT_FOUND for one that is not hers or has ended */
export const endSession = async (tx: Tx, signedIn: SignedIn, id: string): Promise<void> => {
  if (!(await endSessionOf(tx, signedIn.officer.id, id))) throw notFound()
  await note(tx, signedIn, 'SESSIONS_ENDED', { count: 1 })
}

/** Ends every session of hers but this one. */
export const endOthers = async (tx: Tx, signedIn: SignedIn): Promise<{ ended: number }> => {
  const ended = await endOtherSessions(tx, signedIn.officer.id, signedIn.sessionId)
  if (ended > 0) await note(tx, signedIn, 'SESSIONS_ENDED', { count: ended })
  return { ended }
}
