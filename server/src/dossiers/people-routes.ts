import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { asOfficer } from '#identity/index.ts'
import { refusals } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
import type { Office } from './office.ts'
import { searchPeople } from './people-search.ts'
import {
  FindingMade,
  FindingParams,
  type FoundPeople,
  FoundPeopleView,
  PeopleSearchBody,
  type PeopleSearchInput,
  SamePersonBody,
  type SamePersonInput,
  type UndoingAsked,
  UndoingQuery,
} from './people-wire.ts'
import { declareSame, undoSame } from './same-person.ts'

/** People across dossiers. A search is sent and not asked for by address: names belong in no address and no log. */
export const peopleRoutes = (app: Server, office: Office): void => {
  const officer = asOfficer(office)
  const tags = ['people']
  const security = [{ session: [] }]

  app.post(
    '/api/people-searches',
    {
      schema: {
        tags,
        security,
        operationId: 'searchPeople',
        summary: 'People of the dossiers I may see, by name, identity number, telephone or dossier code',
        body: PeopleSearchBody,
        response: { 200: FoundPeopleView, ...refusals },
      },
    },
    officer<FastifyRequest<{ Body: PeopleSearchInput }>, FoundPeople>(async (tx, signedIn, request) =>
      searchPeople(office, tx, signedIn, request.id, request.body),
    ),
  )

  app.post(
    '/api/same-person-findings',
    {
      schema: {
        tags,
        security,
        operationId: 'declareSamePerson',
        summary: 'Two persons of two dossiers are one human being: a search shows them as one',
        body: SamePersonBody,
        response: { 201: FindingMade, ...refusals },
      },
    },
    officer<FastifyRequest<{ Body: SamePersonInput }>, { id: string }>(
      async (tx, signedIn, request, reply) => {
        const made = await declareSame(office, tx, signedIn, request.id, request.body)
        reply.code(201)
        return made
      },
    ),
  )

  app.delete(
    '/api/same-person-findings/:id',
    {
      schema: {
        tags,
        security,
        operationId: 'undoSamePerson',
        summary: 'They are not one after all: the finding is kept, and groups nothing any more',
        params: FindingParams,
        querystring: UndoingQuery,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    officer<FastifyRequest<{ Params: { id: string }; Querystring: UndoingAsked }>, null>(
      async (tx, signedIn, request, reply) => {
        const isConfirmed = request.query.confirm === 'yes'
        await undoSame(office, tx, signedIn, request.id, { id: request.params.id, isConfirmed })
        reply.code(204)
        return null
      },
    ),
  )
}
