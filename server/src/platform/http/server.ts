import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { newId } from '#platform/ids.ts'
import type { Log } from '#platform/log.ts'
import { Refusal } from '#platform/refusal.ts'
import { controlCharacterIn } from './control-characters.ts'
import { answerNotHttp, toldAlready } from './not-http.ts'
import { answerProblems, type Faces, sendProblem } from './problems.ts'
import { Problem } from './reply.ts'
import { securityHeaders } from './security-headers.ts'

export type Server = FastifyInstance<
  import('node:http').Server,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  import('fastify').FastifyBaseLogger,
  TypeBoxTypeProvider
>

export interface ServerOptions {
  faces: Faces
  log: Log
  version: string
  /** The proxy in front may say who asks and that it was asked over TLS; without one nobody is believed. */
  behindProxy?: boolean
  /** Where citizens reach the house: a proxy may ask us under another name. */
  publicUrl?: string
  /** Why a request is not taken now, whoever asks; null when it is. Asked of every request that has a route. */
  guard?: (request: FastifyRequest) => Refusal | null
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the refusal that it was answered with, for the log. */
    refusalCode: string | null
    /** Whose session it bore, once that is known; for the log. */
    actorId: string | null
  }
}

// Intake with a hundred papers is 30 kB; files travel by another door.
const BODY_LIMIT = 256 * 1024

/** An HTTP server that refuses what it does not understand and says every refusal as a problem document. */
export const createServer = async ({
  faces,
  log,
  version,
  behindProxy = false,
  publicUrl,
  guard = () => null,
}: ServerOptions): Promise<Server> => {
  const app = Fastify({
    logger: false,
    // The one that speaks to us: what was said to that one, anybody may have written.
    trustProxy: behindProxy && ((_address: string, hop: number) => hop === 0),
    genReqId: () => newId(),
    bodyLimit: BODY_LIMIT,
    // A request that does not arrive within this is somebody holding a socket open.
    requestTimeout: 20_000,
    return503OnClosing: true,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: false },
    ajv: {
      customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false, useDefaults: false },
    },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // What Fastify refuses before it has a route passes no hook.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      endAfterUpgrade(request, reply)
      dress(request, reply, behindProxy)
      return answerProblems(faces, log)(error, request, reply)
    },
    clientErrorHandler: answerNotHttp(faces),
    http: {
      // We say ourselves, as a problem document, that a host is missing.
      requireHostHeader: false,
      // Node looks each 30 s, and of this time and requestTimeout it takes the longer one for the whole request when this
      // one is longer: half a request was kept for 64 s.
      headersTimeout: 10_000,
      connectionsCheckingInterval: 5_000,
    },
  } as object).withTypeProvider<TypeBoxTypeProvider>() as unknown as Server

  app.decorateRequest('refusalCode', null)
  app.decorateRequest('actorId', null)
  app.setErrorHandler(answerProblems(faces, log))
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, request, faces, new Refusal('NOT_FOUND', 'not-found')),
  )
  app.server.on('connect', (_request, socket) => answerNotHttp(faces)({ code: 'CONNECT' }, socket as Socket))
  app.server.on('checkExpectation', ({ socket }) => answerNotHttp(faces)({ code: 'EXPECTATION' }, socket))
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: 16 * 1024 })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Một Cửa',
        version,
        description:
          'One-stop shop for public services. Problems are RFC 9457; every act on a dossier carries an Idempotency-Key.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'motcua' } } },
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) => String(json.$id ?? `def-${index}`),
    },
  })
  app.addSchema(Problem)
  const publicOrigin = publicUrl === undefined ? null : new URL(publicUrl).origin
  // With callbacks: these run on every request, and three promises each would be a tenth of a look-up.
  app.addHook('onRequest', (request, reply, done) => {
    endAfterUpgrade(request, reply)
    if (request.headers.host === undefined && request.raw.httpVersion === '1.1')
      sendProblem(reply, request, faces, new Refusal('INVALID', 'request-not-understood'), 400)
    else done(otherSite(request, publicOrigin) ?? guard(request) ?? undefined)
  })
  // The one place for every text of the contract; the pages' own forms are read by the pages.
  app.addHook('preHandler', (request, _reply, done) => {
    const field = isOfContract(request) ? controlCharacterIn(request.body) : null
    done(field === null ? undefined : new Refusal('INVALID', 'control-characters', { field }))
  })
  app.addHook('onSend', (request, reply, _payload, done) => {
    dress(request, reply, behindProxy)
    hearOut(request, reply, done)
  })
  app.addHook('onResponse', (request, reply, done) => {
    log('info', {
      event: 'request',
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.actorId === null ? {} : { actorId: request.actorId }),
      ...(request.refusalCode === null ? {} : { code: request.refusalCode }),
    })
    done()
  })
  return app
}

/** After a request to upgrade, which we do not, Node hears nothing more on that connection. */
const endAfterUpgrade = (request: FastifyRequest, reply: FastifyReply): void => {
  if (request.headers.upgrade !== undefined) reply.header('connection', 'close')
}

/**
 * A body that is refused while it still arrives is taken and thrown away, until `requestTimeout` at most. Fastify would
 * end the connection after its answer: who still sends then meets a broken connection and never reads why. Who has said
 * that nothing follows is answered once everything has arrived, for there the answer itself ends the connection.
 */
const hearOut = (request: FastifyRequest, reply: FastifyReply, answer: () => void): void => {
  const { raw } = request
  if (raw.complete || request.headers.upgrade !== undefined) answer()
  else if (endsAfterAnswer(raw)) {
    const ended = () => {
      clearTimeout(timer)
      raw.off('close', ended)
      answer()
    }
    const timer = setTimeout(ended, HEAR_OUT_MS)
    raw.once('close', ended).resume()
  } else {
    raw.resume()
    reply.removeHeader('connection')
    toldAlready(raw)
    answer()
  }
}

const endsAfterAnswer = ({ httpVersion, headers }: IncomingMessage): boolean =>
  httpVersion === '1.0' || /\bclose\b/i.test(headers.connection ?? '')

// 8 MB over a line of 16 Mbit/s.
const HEAR_OUT_MS = 4_000

// By the route that was found: an address may be written in other ways. Where none was found, by the address.
const isOfContract = ({ routeOptions, url }: FastifyRequest): boolean =>
  (routeOptions.url ?? url).startsWith('/api/')

const dress = (request: FastifyRequest, reply: FastifyReply, behindProxy: boolean): void => {
  reply.headers(securityHeaders(behindProxy && saysTls(request)))
  // The pictures are text too, and who serves files gives them no charset.
  if (reply.getHeader('content-type') === 'image/svg+xml') reply.type('image/svg+xml; charset=utf-8')
  // Counter computers are shared: what does not say that it may be kept stays in no browser's store.
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
}

/** What the proxy said last, as Fastify reads it; what is refused before it has a route has no `protocol` that asks a proxy. */
const saysTls = ({ headers }: FastifyRequest): boolean =>
  /(?:^|,)\s*https\s*$/.test(String(headers['x-forwarded-proto'] ?? ''))

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * An unsafe request must come from our own pages: browsers say so in Sec-Fetch-Site or Origin, and a page of another
 * site cannot forge either. Programs send neither, and carry no cookie they did not ask for. A safe request from another
 * site must be a person following a link: an image of a foreign page could use up a citizen's look-ups.
 */
const otherSite = (request: FastifyRequest, publicOrigin: string | null): Refusal | undefined => {
  const { 'sec-fetch-site': site, 'sec-fetch-dest': destination, origin, host } = request.headers
  if (SAFE.has(request.method)) {
    const isFollowed = site !== 'cross-site' || destination === undefined || destination === 'document'
    return isFollowed ? undefined : new Refusal('NOT_ALLOWED', 'other-site')
  }
  const isOurs =
    (site === undefined || site === 'same-origin' || site === 'none') &&
    // Our pages send no referrer; for a form of theirs a browser then says `null`, and in the other header the truth.
    (origin === undefined ||
      origin === publicOrigin ||
      (origin === 'null' && site === 'same-origin') ||
      (URL.canParse(origin) && new URL(origin).host === host))
  return isOurs ? undefined : new Refusal('NOT_ALLOWED', 'other-site')
}
