import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { type Instant, rfc3339InHanoi } from '#common/time.ts'
import type { Database } from '#platform/db/database.ts'
import { idempotentRequest } from '#platform/http/idempotency.ts'
import { Body, Day, Maybe, Moment, OneOf, refusals, Uuid, Words } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
import { asOfficer } from './http.ts'
import {
  makeDelegation,
  noteAbsence,
  revokeDelegation,
  whoseAbsence,
  whoseDelegation,
  withdrawAbsence,
} from './lending.ts'
import {
  type AbsenceRow,
  type DelegationRow,
  findAbsences,
  findDelegations,
  type Listing,
} from './lending-store.ts'
import { mayEnd } from './rules/lending.ts'
import { arrangementsSeen, type Officer } from './rules/policy.ts'
import { ROLES } from './rules/roles.ts'
import type { SignedIn } from './store.ts'

const RoleName = OneOf(...ROLES)
const Named = Type.Object({ id: Uuid, name: Type.String() })
const Made = Type.Object({ id: Uuid })
const Id = Type.Object({ id: Uuid })

const DelegationView = Type.Object({
  id: Uuid,
  from: Named,
  to: Named,
  unit: Named,
  roles: Type.Array(RoleName),
  procedures: Maybe(Type.Array(Type.String()), {
    description: 'slugs, or fields in the words of the source; null: every procedure',
  }),
  validFrom: Moment,
  validTo: Moment,
  basis: Type.String(),
  madeAt: Moment,
  madeBy: Type.String(),
  revokedAt: Maybe(Moment),
  revokedBy: Maybe(Type.String()),
  mayRevoke: Type.Boolean(),
})

const AbsenceView = Type.Object({
  id: Uuid,
  officer: Named,
  cover: Maybe(Named),
  firstDay: Day,
  lastDay: Day,
  notedAt: Moment,
  notedBy: Type.String(),
  withdrawnAt: Maybe(Moment),
  withdrawnBy: Maybe(Type.String()),
  mayWithdraw: Type.Boolean(),
})

const DelegationPage = Type.Object({ items: Type.Array(DelegationView), nextCursor: Maybe(Uuid) })
const AbsencePage = Type.Object({ items: Type.Array(AbsenceView), nextCursor: Maybe(Uuid) })
const From = Type.Object({ cursor: Type.Optional(Uuid) })

const DelegationBody = Body({
  fromOfficerId: Type.Optional(Uuid),
  toOfficerId: Uuid,
  unitId: Type.Optional(Uuid),
  roles: Type.Array(RoleName, { minItems: 1, maxItems: ROLES.length }),
  procedures: Type.Optional(
    Type.Array(Words(300), {
      minItems: 1,
      maxItems: 500,
      description: 'slugs, or fields in the words of the source; left out: every procedure',
    }),
  ),
  validFrom: Type.Optional(Moment),
  validTo: Moment,
  basis: Words(300),
})

const AbsenceBody = Body({
  officerId: Type.Optional(Uuid),
  coverId: Type.Optional(Uuid),
  firstDay: Day,
  lastDay: Day,
})

const moment = (at: Instant | null) => (at === null ? null : rfc3339InHanoi(at))

const delegationView = (officer: Officer, now: Instant, row: DelegationRow) => ({
  id: row.id,
  from: { id: row.from_id, name: row.from_name },
  to: { id: row.to_id, name: row.to_name },
  unit: { id: row.unit_id, name: row.unit_name },
  roles: row.roles,
  procedures: row.procedures,
  validFrom: rfc3339InHanoi(row.valid_from),
  validTo: rfc3339InHanoi(row.valid_to),
  basis: row.basis,
  madeAt: rfc3339InHanoi(row.made_at),
  madeBy: row.made_by_name,
  revokedAt: moment(row.revoked_at),
  revokedBy: row.revoked_by_name,
  mayRevoke: row.revoked_at === null && now < row.valid_to && mayEnd(officer, whoseDelegation(row)),
})

const absenceView = (officer: Officer, row: AbsenceRow) => ({
  id: row.id,
  officer: { id: row.officer_id, name: row.officer_name },
  cover: row.cover_id === null ? null : { id: row.cover_id, name: row.cover_name ?? '' },
  firstDay: row.first_day,
  lastDay: row.last_day,
  notedAt: rfc3339InHanoi(row.noted_at),
  notedBy: row.noted_by_name,
  withdrawnAt: moment(row.withdrawn_at),
  withdrawnBy: row.withdrawn_by_name,
  mayWithdraw: row.withdrawn_at === null && mayEnd(officer, whoseAbsence(row)),
})

const PAGE = 50

const listing = ({ officer }: SignedIn, cursor: string | undefined): Listing => ({
  authorityId: officer.authorityId,
  officerId: officer.id,
  ...arrangementsSeen(officer),
  cursor: cursor ?? null,
})

/** A page of rows that were asked for with one more than it holds, to know whether there is more. */
const pageOf = <Row extends { id: string }, View>(rows: readonly Row[], view: (row: Row) => View) => {
  const page = rows.slice(0, PAGE)
  return { items: page.map(view), nextCursor: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null }
}

type Asked<Part> = FastifyRequest<Part & { Params: { id: string }; Querystring: Static<typeof From> }>

export const lendingRoutes = (app: Server, { database }: { database: Database }): void => {
  const officer = asOfficer(database)
  const described = { tags: ['identity'], security: [{ session: [] }] }
  const arranging = (signedIn: SignedIn, request: FastifyRequest) => ({
    signedIn,
    idempotent: idempotentRequest(request, signedIn.officer.id),
    requestId: request.id,
  })

  app.get(
    '/api/delegations',
    {
      schema: {
        ...described,
        operationId: 'listDelegations',
        summary: 'Who lent which posts to whom, the newest first',
        querystring: From,
        response: { 200: DelegationPage, ...refusals },
      },
    },
    officer<Asked<object>, Static<typeof DelegationPage>>(async (tx, signedIn, request) =>
      pageOf(await findDelegations(tx, listing(signedIn, request.query.cursor), PAGE + 1), (row) =>
        delegationView(signedIn.officer, signedIn.now, row),
      ),
    ),
  )

  app.post(
    '/api/delegations',
    {
      schema: {
        ...described,
        operationId: 'makeDelegation',
        summary: 'Lend posts to a colleague for a time',
        body: DelegationBody,
        response: { 201: Made, ...refusals },
      },
    },
    officer<FastifyRequest<{ Body: Static<typeof DelegationBody> }>, { id: string }>(
      async (tx, signedIn, request, reply) => {
        reply.code(201)
        return makeDelegation(tx, arranging(signedIn, request), request.body)
      },
    ),
  )

  app.delete(
    '/api/delegations/:id',
    {
      schema: {
        ...described,
        operationId: 'revokeDelegation',
        summary: 'End a delegation now; it is kept',
        params: Id,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    officer<Asked<object>, null>(async (tx, signedIn, request, reply) => {
      await revokeDelegation(tx, signedIn, request.id, request.params.id)
      reply.code(204)
      return null
    }),
  )

  app.get(
    '/api/absences',
    {
      schema: {
        ...described,
        operationId: 'listAbsences',
        summary: 'Who is away when, and who covers, the newest first',
        querystring: From,
        response: { 200: AbsencePage, ...refusals },
      },
    },
    officer<Asked<object>, Static<typeof AbsencePage>>(async (tx, signedIn, request) =>
      pageOf(await findAbsences(tx, listing(signedIn, request.query.cursor), PAGE + 1), (row) =>
        absenceView(signedIn.officer, row),
      ),
    ),
  )

  app.post(
    '/api/absences',
    {
      schema: {
        ...described,
        operationId: 'noteAbsence',
        summary: 'Note that somebody is away, and who covers',
        body: AbsenceBody,
        response: { 201: Made, ...refusals },
      },
    },
    officer<FastifyRequest<{ Body: Static<typeof AbsenceBody> }>, { id: string }>(
      async (tx, signedIn, request, reply) => {
        reply.code(201)
        return noteAbsence(tx, arranging(signedIn, request), request.body)
      },
    ),
  )

  app.delete(
    '/api/absences/:id',
    {
      schema: {
        ...described,
        operationId: 'withdrawAbsence',
        summary: 'Take an absence back; it is kept',
        params: Id,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    officer<Asked<object>, null>(async (tx, signedIn, request, reply) => {
      await withdrawAbsence(tx, signedIn, request.id, request.params.id)
      reply.code(204)
      return null
    }),
  )
}
