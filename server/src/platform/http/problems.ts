import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { type Language, languageCookie, languageFrom } from '#common/i18n.ts'
import { describeError, type Log } from '#platform/log.ts'
import { Refusal, type RefusalKind } from '#platform/refusal.ts'

const STATUS: Record<RefusalKind, number> = {
  INVALID: 422,
  SIGN_IN_NEEDED: 401,
  NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  CHANGED: 412,
  PRECONDITION_MISSING: 428,
  TOO_MANY: 429,
  UNAVAILABLE: 503,
}

/** Says a refusal in the reader's language; given by whoever owns the catalogues. */
export type Say = (
  language: string,
  code: string,
  details: Refusal['details'],
) => { title: string; detail: string }

/**
 * The one place where a refusal becomes HTTP. Any other error is a fault of ours: logged with its class and
 * place, answered 500 with a number that can be read out on the telephone, and nothing of it shown.
 */
export const answerProblems =
  (faces: Faces, log: Log) =>
  (error: FastifyError | Refusal | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const refusal = asRefusal(error)
    if (!refusal) {
      log('error', {
        event: 'request.failed',
        requestId: request.id,
        ...(request.routeOptions.url === undefined ? {} : { route: request.routeOptions.url }),
        method: request.method,
        error: describeError(error),
      })
    }
    const answered = refusal ?? new Refusal('UNAVAILABLE', 'internal')
    return sendProblem(reply, request, faces, answered, refusal ? STATUS[refusal.kind] : 500)
  }

export const sendProblem = (
  reply: FastifyReply,
  request: FastifyRequest,
  faces: Faces,
  refusal: Refusal,
  status = STATUS[refusal.kind],
): FastifyReply => {
  request.refusalCode = refusal.code
  // What may not be seen must answer like what is not there, to the byte; everything else can be asked about.
  const requestId = status === 404 ? undefined : request.id
  if (status === 503) reply.header('retry-after', '1')
  if (status === 429) reply.header('retry-after', String(refusal.details.retryAfter ?? 60))
  if (faces.page && wantsPage(request)) {
    const words = faces.say(languageOf(request), refusal.code, refusal.details)
    const html = drawn(faces.page, request, { status, ...words, ...(requestId ? { requestId } : {}) })
    if (html !== null)
      return reply.code(status).type('text/html; charset=utf-8').serializer(String).send(html)
  }
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({
      ...problemDocument(faces, languageOf(request), refusal, status),
      ...(requestId === undefined ? {} : { requestId }),
    })
}

/** A fault while a problem is drawn has nobody left to catch it, and would end the process. */
const drawn = (page: DrawProblem, ...drawing: Parameters<DrawProblem>): string | null => {
  try {
    return page(...drawing)
  } catch {
    return null
  }
}

/** RFC 9457, with the code of the refusal and its words. */
export const problemDocument = (faces: Faces, language: Language, refusal: Refusal, status: number) => ({
  type: `urn:motcua:problem:${refusal.code}`,
  ...faces.say(language, refusal.code, refusal.details),
  status,
  code: refusal.code,
  ...(Object.keys(refusal.details).length > 0 ? { details: refusal.details } : {}),
})

/** How problems look: in words for programs, and as a page for people, once the pages are mounted. */
export interface Faces {
  say: Say
  page?: DrawProblem
}

/** A page for people who meet a problem outside the interface for programs. */
export type DrawProblem = (
  request: FastifyRequest,
  problem: { status: number; title: string; detail: string; requestId?: string },
) => string

const wantsPage = (request: FastifyRequest): boolean =>
  !request.url.startsWith('/api/') && /\btext\/html\b/.test(request.headers.accept ?? '')

const asRefusal = (error: unknown): Refusal | null => {
  if (error instanceof Refusal) return error
  const { validation, validationContext, statusCode, code } = error as Partial<FastifyError>
  if (validation) {
    const first = validation[0]
    return new Refusal('INVALID', 'invalid-input', {
      where: validationContext ?? 'body',
      field: (first?.instancePath ?? '').slice(0, 100).replaceAll('/', '.').replace(/^\./, ''),
      rule: first?.keyword ?? '',
    })
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Refusal('INVALID', 'json-expected')
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refusal('INVALID', 'body-too-large')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Refusal('INVALID', 'request-not-understood')
  return null
}

/** The language of who asks; a request that failed before its cookies were read has none. */
export const languageOf = (request: FastifyRequest): Language => {
  const cookies = (request as { cookies?: Record<string, string | undefined> }).cookies ?? {}
  return languageFrom(
    cookies[languageCookie(true)] ?? cookies[languageCookie(false)],
    request.headers['accept-language'],
  )
}
