import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database, Tx } from '#platform/db/database.ts'
import { isDeadlock, isExclusionViolation, isUniqueViolation } from '#platform/db/database.ts'
import { ANSWER_KEY_TAKEN, KEY_REUSED } from '#platform/http/idempotency.ts'
import { Refusal } from '#platform/refusal.ts'
import { mustBeSignedIn } from './actions.ts'
import { MARKS_SECONDS } from './known-devices.ts'
import { ABSENCES_OVERLAP } from './lending-store.ts'
import type { SignInRules } from './rules/sign-in.ts'
import { bearer } from './sign-in.ts'
import type { SignedIn } from './store.ts'

/**
 * `__Host-` binds a cookie to one host over TLS, and browsers refuse it without TLS: a laptop at 127.0.0.1 gets
 * the plain name. Each is read only where it can have been set.
 */
const cookieName = (request: FastifyRequest): string => (isSecure(request) ? '__Host-motcua' : 'motcua')

const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https'

export const tokenOf = (request: FastifyRequest): string | null => {
  const token = request.cookies[cookieName(request)]
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : null
}

const ofThisHost = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(request) }) as const

export const setToken = (
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  { sessionHours }: Pick<SignInRules, 'sessionHours'>,
): void => {
  reply.setCookie(cookieName(request), token, { ...ofThisHost(request), maxAge: sessionHours * 3600 })
}

const deviceCookie = (request: FastifyRequest): string => `${cookieName(request)}-device`

/** The marks of this browser for those who came in there. */
export const marksOf = (request: FastifyRequest): string | undefined => request.cookies[deviceCookie(request)]

export const setMarks = (request: FastifyRequest, reply: FastifyReply, marks: string): void => {
  reply.setCookie(deviceCookie(request), marks, { ...ofThisHost(request), maxAge: MARKS_SECONDS })
}

export const clearToken = (request: FastifyRequest, reply: FastifyReply): void => {
  reply.clearCookie(cookieName(request), ofThisHost(request))
}

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/coc_coc_browser\//, 'Cốc Cốc'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const MACHINES: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** Kind of browser and machine, by what it says of itself: enough for its officer to know it again. */
export const browserOf = (request: FastifyRequest): string | null => {
  const said = request.headers['user-agent'] ?? ''
  const kind = (kinds: typeof BROWSERS) => kinds.find(([is]) => is.test(said))?.[1]
  return [kind(BROWSERS), kind(MACHINES)].filter((word) => word !== undefined).join(', ') || null
}

interface Door {
  database: Database
  signInRules: SignInRules
}

export type OfficerHandler<Request extends FastifyRequest, Answer> = (
  tx: Tx,
  signedIn: SignedIn,
  request: Request,
  reply: FastifyReply,
) => Promise<Answer>

/**
 * Runs a handler as the officer whose session the request bears, in one transaction that is committed before the
 * answer leaves. Two requests with one key that race end with one of them done and the other given its answer; of two
 * absences that race, the second is looked at once more and told which days are taken.
 */
export const asOfficer =
  (door: Door, who: Admitted = 'OWES_NOTHING', asks: Asking = 'PERSON') =>
  <Request extends FastifyRequest, Answer>(
    handler: OfficerHandler<Request, Answer>,
    before?: Before<Request, Answer>,
  ) =>
  async (request: Request, reply: FastifyReply): Promise<Answer> => {
    const as = <T>(work: (tx: Tx, signedIn: SignedIn) => Promise<T>) =>
      asSignedIn(door, request, asks, async (tx, signedIn) => {
        if (who === 'OWES_NOTHING') mustOweNothing(signedIn)
        return work(tx, signedIn)
      })
    const attempt = () => as((tx, signedIn) => handler(tx, signedIn, request, reply))
    return attempt().catch(async (error: unknown) => {
      const taken = isUniqueViolation(error, ANSWER_KEY_TAKEN)
      if ((taken && !before) || isOvertaken(error)) return attempt()
      // Not when the database is away: looking there again would make the officer wait twice.
      if (before && (taken || isRefused(error))) {
        const looked = as((tx, signedIn) => before(tx, signedIn, request, reply))
        const answer = await (taken ? looked : looked.catch(nothingIfRefused))
        if (answer !== null) return answer
      }
      throw error
    })
  }

/**
 * As `asOfficer`, for whoever is signed in, and with no transaction held open while the work is done: a password takes a fifth
 * of a second.
 */
export const outsideTransaction =
  (door: Door) =>
  <Request extends FastifyRequest, Answer>(
    work: (signedIn: SignedIn, request: Request, reply: FastifyReply) => Promise<Answer>,
  ) =>
  async (request: Request, reply: FastifyReply): Promise<Answer> => {
    const signedIn = await asSignedIn(door, request, 'PERSON', async (_tx, found) => found)
    return work(signedIn, request, reply)
  }

/** In a transaction of the session that the request bears. */
const asSignedIn = async <T>(
  { database, signInRules }: Door,
  request: FastifyRequest,
  asks: Asking,
  work: (tx: Tx, signedIn: SignedIn) => Promise<T>,
): Promise<T> => {
  const token = tokenOf(request)
  if (!token) throw new Refusal('SIGN_IN_NEEDED', 'sign-in-needed')
  return database.as(bearer(token), async (tx) => {
    const isUsed = asks === 'PERSON' && request.headers['motcua-unattended'] === undefined
    const signedIn = await mustBeSignedIn(tx, token, signInRules, isUsed)
    request.actorId = signedIn.officer.id
    mustBeDrawnFor(request, signedIn)
    return work(tx, signedIn)
  })
}

/** Whether a person asks, by whose asking a session is in use, or a page by itself. */
export type Asking = 'PERSON' | 'PAGE'

/** Who must choose a password or enrol is let into nothing else. */
export type Admitted = 'OWES_NOTHING' | 'WHOEVER_IS_SIGNED_IN'

const mustOweNothing = ({ owes }: SignedIn): void => {
  if (owes === 'NEW_PASSWORD') throw new Refusal('NOT_ALLOWED', 'new-password-needed')
  if (owes === 'SECOND_FACTOR') throw new Refusal('NOT_ALLOWED', 'second-factor-needed')
}

/** Whether somebody else's absence of the same days came a moment earlier. */
const isOvertaken = (error: unknown): boolean =>
  isExclusionViolation(error, ABSENCES_OVERLAP) || isDeadlock(error)

const isRefused = (error: unknown): boolean => error instanceof Refusal && error.kind !== 'UNAVAILABLE'

/**
 * Where it cannot be known whether the act was done before, a refusal may be wrong: she is to ask again. That her key was used
 * for something else is known, and the only thing that she can mend.
 */
const nothingIfRefused = (error: unknown): null => {
  if (isRefused(error) && (error as Refusal).code !== KEY_REUSED) return null
  throw error
}

/**
 * Two tabs share one cookie. A page that was drawn for one officer says so, and does not act as another who has signed
 * in since. Programs say nothing.
 */
export const mustBeDrawnFor = (request: FastifyRequest, signedIn: SignedIn): void => {
  const drawnFor = request.headers['motcua-officer']
  if (drawnFor !== undefined && drawnFor !== signedIn.officer.id)
    throw new Refusal('CONFLICT', 'another-officer', { who: signedIn.officer.fullName })
}

/** Finds the answer to the same request from before; asked only when the request cannot be done now. */
export type Before<Request extends FastifyRequest, Answer> = (
  tx: Tx,
  signedIn: SignedIn,
  request: Request,
  reply: FastifyReply,
) => Promise<Answer | null>
