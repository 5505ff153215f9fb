import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database, Tx } from '#platform/db/database.ts'
import { isUniqueViolation } from '#platform/db/database.ts'
import { ANSWER_KEY_TAKEN } from '#platform/http/idempotency.ts'
import { Refusal } from '#platform/refusal.ts'
import { bearer, mustBeSignedIn, SESSION_HOURS } from './actions.ts'
import type { SignedIn } from './store.ts'

/**
 * `__Host-` binds a cookie to one host over TLS, and browsers refuse it without TLS: a laptop at 127.0.0.1 gets
 * the plain name. Each is read only where it can have been set.
 */
const cookieName = (request: FastifyRequest): string => (isSecure(request) ? '__Host-motcua' : 'motcua')

const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https'

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
  reply.clearCookie(cookieName(request), { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(request) })
}

export type OfficerHandler<Request extends FastifyRequest, Answer> = (
  tx: Tx,
  signedIn: SignedIn,
  request: Request,
  reply: FastifyReply,
) => Promise<Answer>

/**
 * Runs a handler as the officer whose session the request bears, in one transaction that is committed before the
 * answer leaves. Two requests with one key that race end with one of them done and the other given its answer.
 */
export const asOfficer =
  (database: Database) =>
  <Request extends FastifyRequest, Answer>(handler: OfficerHandler<Request, Answer>) =>
  async (request: Request, reply: FastifyReply): Promise<Answer> => {
    const token = tokenOf(request)
    if (!token) throw new Refusal('SIGN_IN_NEEDED', 'sign-in-needed')
    const attempt = () =>
      database.as(bearer(token), async (tx) => handler(tx, await mustBeSignedIn(tx, token), request, reply))
    return attempt().catch((error: unknown) => {
      if (isUniqueViolation(error, ANSWER_KEY_TAKEN)) return attempt()
      throw error
    })
  }
