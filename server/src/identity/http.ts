import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database, Tx } from '#platform/db/database.ts'
import { isDeadlock, isExclusionViolation, isUniqueViolation } from '#platform/db/database.ts'
import { ANSWER_KEY_TAKEN, KEY_REUSED } from '#platform/http/idempotency.ts'
import { Refusal } from '#platform/refusal.ts'
import { bearer, mustBeSignedIn, SESSION_HOURS } from './actions.ts'
import { ABSENCES_OVERLAP } from './lending-store.ts'
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

export const setToken = (request: FastifyRequest, reply: FastifyReply, token: string): void => {
  reply.setCookie(cookieName(request), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(request),
    maxAge: SESSION_HOURS * 3600,
  })
}

export const clearToken = (request: FastifyRequest, reply: FastifyReply): void => {
  reply.clearCookie(cookieName(request), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(request),
  })
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
  (database: Database) =>
  <Request extends FastifyRequest, Answer>(
    handler: OfficerHandler<Request, Answer>,
    before?: Before<Request, Answer>,
  ) =>
  async (request: Request, reply: FastifyReply): Promise<Answer> => {
    const token = tokenOf(request)
    if (!token) throw new Refusal('SIGN_IN_NEEDED', 'sign-in-needed')
    const as = <T>(work: (tx: Tx, signedIn: SignedIn) => Promise<T>) =>
      database.as(bearer(token), async (tx) => {
        const signedIn = await mustBeSignedIn(tx, token)
        mustBeDrawnFor(request, signedIn)
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
const mustBeDrawnFor = (request: FastifyRequest, signedIn: SignedIn): void => {
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
