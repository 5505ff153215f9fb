import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import type { FileRule } from '#documents/index.ts'
import { asOfficer, type SignedIn } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { bytesOf, TooLong } from '#platform/http/bytes.ts'
import { idempotentRequest } from '#platform/http/idempotency.ts'
import { refusals } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
import { Refusal } from '#platform/refusal.ts'
import { FileParams, FileQuery, type HandedIn, HandedInView, RemovalBody } from './file-wire.ts'
import { handIn, keptAndNamed, mustBeLetHandIn, readFile, takeOut, tooLarge, withBytes } from './files.ts'
import type { Office } from './office.ts'
import { DossierParams } from './wire.ts'

/** A percent-encoded name of three bytes a letter. */
const LONGEST_NAME = 2_000

/** The requests about files. What is handed in is bytes of any kind, so it stands in a scope of its own. */
export const fileRoutes = (app: Server, office: Office): void => {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    // Left unread until it is known that whoever sends it may: the session, the dossier.
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    declare(scope as unknown as Server, office)
  })
  declareRemoval(app, office)
}

const declare = (app: Server, office: Office): void => {
  const officer = asOfficer(office)
  const tags = ['dossiers']
  const security = [{ session: [] }]

  app.post(
    '/api/dossiers/:id/files',
    {
      schema: {
        tags,
        security,
        operationId: 'handInFile',
        summary: 'Hand in a scan or photograph with the dossier: its bytes, judged by what is in them',
        params: DossierParams,
        querystring: FileQuery,
        headers: Type.Object({
          'idempotency-key': Type.Optional(
            Type.String({
              description: 'required: 8 to 128 letters, digits and .:_-; the same again for the same file',
            }),
          ),
          'file-name': Type.Optional(
            Type.String({
              maxLength: LONGEST_NAME,
              description: 'the name of the file, percent-encoded UTF-8',
            }),
          ),
        }),
        body: { content: { 'application/octet-stream': { schema: Type.Unknown() } } },
        response: { 201: HandedInView, ...refusals },
      },
    },
    async (request, reply): Promise<HandedIn> => {
      const name = nameIn(request.headers['file-name'])
      const paperId = request.query.paper ?? null
      const { id } = request.params
      const { rule, by } = await officer<FastifyRequest, { rule: FileRule; by: string }>(
        async (tx, signedIn) => {
          const by = signedIn.officer.id
          const idempotentOf = () => idempotentRequest(request as FastifyRequest, by)
          return { rule: await mustBeLetHandIn(office, tx, { signedIn, idempotentOf }, id, paperId), by }
        },
      )(request as FastifyRequest, reply as FastifyReply)
      const handedIn = await office.uploads.letIn(by, async () => {
        const bytes = await bytesOf(request.raw, rule.mostBytes).catch((error: unknown) => {
          throw error instanceof TooLong ? tooLarge(error.bytes, rule) : error
        })
        const handed = { bytes, name, paperId }
        return keptAndNamed(office, rule, handed, (kept) =>
          officer<FastifyRequest, HandedIn | null>((tx: Tx, signedIn: SignedIn) => {
            const idempotent = withBytes(
              idempotentRequest(request as FastifyRequest, signedIn.officer.id),
              handed,
            )
            return handIn(office, tx, { signedIn, idempotent, requestId: request.id }, id, kept)
          })(request as FastifyRequest, reply as FastifyReply),
        )
      })
      reply.code(201).header('location', `/api/dossiers/${id}/files/${handedIn.id}`)
      return handedIn
    },
  )

  app.get(
    '/api/dossiers/:id/files/:fileId',
    {
      schema: {
        tags,
        security,
        operationId: 'readFile',
        summary: 'A file that was handed in, as it came',
        params: FileParams,
        response: {
          200: {
            description: 'the file',
            content: {
              'application/pdf': { schema: Type.String() },
              'image/jpeg': { schema: Type.String() },
              'image/png': { schema: Type.String() },
            },
          },
          ...refusals,
        },
      },
      // After the hook that dresses every answer: nothing in a file of others runs or loads anything.
      onSend: (_request, reply, _payload, done) => {
        if (reply.statusCode === 200) reply.header('content-security-policy', NOTHING_RUNS)
        done()
      },
    },
    officer<FastifyRequest<{ Params: Static<typeof FileParams> }>, string>(
      async (tx, signedIn, request, reply) => {
        const { bytes, mediaType, name } = await readFile(office, tx, signedIn, request.id, request.params)
        reply
          .type(mediaType)
          .serializer(asItIs)
          .header('cache-control', 'private, no-store')
          .header('content-disposition', `inline; ${named(name)}`)
        // Fastify sends bytes as they are; its types know only what a schema can say.
        return bytes as unknown as string
      },
    ),
  )
}

/** Its body is words, as everywhere. */
const declareRemoval = (app: Server, office: Office): void => {
  const officer = asOfficer(office)
  app.post(
    '/api/dossiers/:id/files/:fileId/removals',
    {
      schema: {
        tags: ['dossiers'],
        security: [{ session: [] }],
        operationId: 'takeFileOut',
        summary: 'Take out a file that was handed in by mistake: it is kept and shown to nobody any more',
        params: FileParams,
        body: RemovalBody,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    officer<FastifyRequest<{ Params: Static<typeof FileParams>; Body: Static<typeof RemovalBody> }>, null>(
      async (tx, signedIn, request, reply) => {
        await takeOut(office, tx, signedIn, request.id, { ...request.params, ...request.body })
        reply.code(204)
        return null
      },
    ),
  )
}

/** @throws Refusal upload-name-not-read */
const nameIn = (header: string | undefined): string => {
  try {
    return decodeURIComponent(header ?? '')
  } catch {
    throw new Refusal('INVALID', 'upload-name-not-read')
  }
}

const NOTHING_RUNS =
  "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

/** For browsers of today in full; for what reads only ASCII, without its marks. */
const named = (name: string): string => {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\x20-\x7e]|["\\]/g, '_')
  const full = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `filename="${plain}"; filename*=UTF-8''${full}`
}

const asItIs = (bytes: unknown): string => bytes as string
