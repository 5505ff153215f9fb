import type { FastifyRequest } from 'fastify'
import { type Static, type TSchema, Type } from 'typebox'
import { idempotentRequest } from '#platform/http/idempotency.ts'
import { Body, refusals, Words } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
import { askToWithdraw, bringSupplement, type CitizenAsking } from './citizen.ts'
import type { Office } from './office.ts'
import { type ActResult, ActView, SupplementBody } from './wire.ts'

const withSecret = <Fields extends Parameters<typeof Body>[0]>(fields: Fields) =>
  Body({ secret: Type.String({ maxLength: 60, description: 'as printed on the receipt' }), ...fields })

const CitizenSupplement = withSecret(SupplementBody.properties)
const CitizenWithdrawal = withSecret({ reason: Words(2000) })

export const citizenRoutes = (app: Server, office: Office): void => {
  const act = <Schema extends TSchema>(
    noun: string,
    operationId: string,
    summary: string,
    body: Schema,
    verb: (office: Office, asking: CitizenAsking, input: Static<Schema>) => Promise<ActResult>,
  ) =>
    app.post(
      `/api/tracking/:code/${noun}`,
      {
        schema: {
          tags: ['public'],
          operationId,
          summary,
          params: Type.Object({ code: Type.String({ maxLength: 60 }) }),
          headers: Type.Object({
            'idempotency-key': Type.Optional(
              Type.String({
                description: 'required: 8 to 128 letters, digits and .:_-; the same again for the same act',
              }),
            ),
          }),
          body,
          response: { 201: ActView, ...refusals },
        },
      },
      async (request, reply): Promise<ActResult> => {
        reply.header('cache-control', 'no-store').code(201)
        const { code } = request.params as { code: string }
        const { secret } = request.body as { secret: string }
        const asking = {
          lookUp: { code, secret, address: request.ip },
          idempotent: idempotentRequest(request as FastifyRequest, 'citizen'),
          requestId: request.id,
        }
        return verb(office, asking, request.body as Static<Schema>)
      },
    )

  act(
    'supplements',
    'bringSupplement',
    'Bring what was asked for, before it was accepted or since',
    CitizenSupplement,
    bringSupplement,
  )
  act('withdrawal-requests', 'askToWithdraw', 'Ask to withdraw the dossier', CitizenWithdrawal, askToWithdraw)
}
