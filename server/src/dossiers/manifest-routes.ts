import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { asOfficer } from '#identity/index.ts'
import { idempotentRequest } from '#platform/http/idempotency.ts'
import { refusals } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
import { handOvers } from './hand-overs.ts'
import {
  type HandOverPage,
  type HandOversAsked,
  HandOversQuery,
  HandOversView,
  ManifestBody,
  type ManifestInput,
  type ManifestList,
  ManifestListView,
  ManifestMade,
  type ManifestPage,
  ManifestParams,
  type ManifestResult,
  ManifestsQuery,
  ManifestView,
} from './manifest-wire.ts'
import { makeManifest, manifestMadeBefore, manifestPage, manifestPaper, manifests } from './manifests.ts'
import type { Office } from './office.ts'

/** Dossiers under way between two units, and the papers that go with them. */
export const manifestRoutes = (app: Server, office: Office): void => {
  const officer = asOfficer(office)
  const tags = ['hand-overs']
  const security = [{ session: [] }]

  app.get(
    '/api/hand-overs',
    {
      schema: {
        tags,
        security,
        operationId: 'listHandOvers',
        summary: 'What my units handed over, or were handed, and nobody has confirmed: oldest first',
        querystring: HandOversQuery,
        response: { 200: HandOversView, ...refusals },
      },
    },
    officer<FastifyRequest<{ Querystring: HandOversAsked }>, HandOverPage>(async (tx, signedIn, request) =>
      handOvers(office, tx, signedIn, request.id, request.query),
    ),
  )

  app.post(
    '/api/manifests',
    {
      schema: {
        tags,
        security,
        operationId: 'makeManifest',
        summary:
          'The manifest of papers handed over to a unit that has yet to confirm them: numbered and frozen',
        headers: Type.Object({
          // Optional to the validator alone: without it a request is refused in words of its own, as 428.
          'idempotency-key': Type.Optional(
            Type.String({
              description:
                'required: 8 to 128 letters, digits and .:_-; the same again for the same manifest',
            }),
          ),
        }),
        body: ManifestBody,
        response: { 201: ManifestMade, ...refusals },
      },
    },
    officer<FastifyRequest<{ Body: ManifestInput }>, ManifestResult>(
      async (tx, signedIn, request, reply) => {
        const idempotent = idempotentRequest(request, signedIn.officer.id)
        const asking = { idempotent, requestId: request.id }
        return made(reply, await makeManifest(office, tx, signedIn, asking, request.body))
      },
      async (tx, signedIn, request, reply) => {
        const result = await manifestMadeBefore(tx, signedIn, idempotentRequest(request, signedIn.officer.id))
        return result && made(reply, result)
      },
    ),
  )

  app.get(
    '/api/manifests',
    {
      schema: {
        tags,
        security,
        operationId: 'listManifests',
        summary: 'Manifests of what my units sent or got, newest first',
        querystring: ManifestsQuery,
        response: { 200: ManifestListView, ...refusals },
      },
    },
    officer<FastifyRequest<{ Querystring: { cursor?: string } }>, ManifestList>(
      async (tx, signedIn, request) => manifests(office, tx, signedIn, request.query.cursor),
    ),
  )

  app.get(
    '/api/manifests/:id',
    {
      schema: {
        tags,
        security,
        operationId: 'readManifest',
        summary: 'A manifest as it was frozen, with what has become of each dossier of it',
        params: ManifestParams,
        response: { 200: ManifestView, ...refusals },
      },
    },
    officer<FastifyRequest<{ Params: { id: string } }>, ManifestPage>(async (tx, signedIn, request) =>
      manifestPage(office, tx, signedIn, request.id, request.params.id),
    ),
  )

  app.get(
    '/api/manifests/:id/document',
    {
      schema: {
        tags,
        security,
        operationId: 'readManifestDocument',
        summary: 'The manifest, as PDF',
        params: ManifestParams,
        response: {
          200: { description: 'the file', content: { 'application/pdf': { schema: Type.String() } } },
          ...refusals,
        },
      },
    },
    officer<FastifyRequest<{ Params: { id: string } }>, string>(async (tx, signedIn, request, reply) => {
      const isRead = request.method !== 'HEAD'
      const file = await manifestPaper(office, tx, signedIn, request.id, request.params.id, isRead)
      reply
        .type('application/pdf')
        .serializer(asItIs)
        .header('etag', `"${file.sha256}"`)
        .header('cache-control', 'private, no-store')
        .header('content-disposition', `inline; filename="${file.name}.pdf"`)
      // Fastify sends bytes as they are; its types know only what a schema can say.
      return file.bytes as unknown as string
    }),
  )
}

const made = (reply: FastifyReply, result: ManifestResult): ManifestResult => {
  reply.code(201).header('location', `/api/manifests/${result.id}`)
  return result
}

const asItIs = (bytes: unknown): string => bytes as string
