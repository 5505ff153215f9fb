import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { hanoiDateOf, type Instant, instantFromMs, msOf, rfc3339InHanoi } from '#common/time.ts'
import type { Tx } from '#platform/db/database.ts'
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
  findColleaguesOf,
  findDelegations,
  findStandingsIn,
  findStoodInFor,
  type Listing,
} from './lending-store.ts'
import { mayEnd, mayNoteAwayOf } from './rules/lending.ts'
import { arrangementsSeen, arrangesPosts, type Officer } from './rules/policy.ts'
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

export const StandingInView = Type.Object({
  id: Uuid,
  kind: OneOf('DELEGATION', 'ABSENCE'),
  officer: Type.String({ description: 'whose post it is, by name' }),
  unit: Type.String(),
  roles: Type.Array(RoleName),
  lastDay: Day,
})

export const StoodInForView = Type.Object({
  id: Uuid,
  kind: OneOf('DELEGATION', 'ABSENCE'),
  by: Type.Union([Type.String(), Type.Null()], {
    description: 'who does the work meanwhile, by name; null where nobody covers',
  }),
  roles: Type.Array(RoleName, { description: 'the posts that were lent; of leave, none: it is all of them' }),
  lastDay: Day,
})

const ColleagueView = Type.Object({
  ...Named.properties,
  title: Type.String(),
  unit: Named,
  roles: Type.Array(RoleName),
  mayLend: Type.Boolean({ description: 'whether I may lend the posts of that officer, and name who covers' }),
  mayNoteAway: Type.Boolean({ description: 'whether I may note that that officer is away' }),
})
const Colleagues = Type.Object({ items: Type.Array(ColleagueView) })

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

const MILLISECOND = 1

/** Whose work an officer does besides her own, by the posts that she holds now, and until the end of which day. */
export const standingsIn = async (
  tx: Tx,
  { posts }: Pick<Officer, 'posts'>,
): Promise<Static<typeof StandingInView>[]> => {
  const lent = posts.flatMap(({ onBehalfOf, role }) =>
    onBehalfOf ? [{ id: onBehalfOf.delegationId, role }] : [],
  )
  const { delegations, absences } = await findStandingsIn(tx, [...new Set(lent.map(({ id }) => id))])
  const rolesBy = (by: string) => lent.filter(({ id }) => id === by).map(({ role }) => role)
  return [
    ...delegations.map((row) => ({
      id: row.id,
      kind: 'DELEGATION' as const,
      officer: row.from_name,
      unit: row.unit_name,
      roles: rolesBy(row.id),
      lastDay: lastDayOf(row),
    })),
    ...absences.map((row) => ({
      id: row.id,
      kind: 'ABSENCE' as const,
      officer: row.officer_name,
      unit: row.unit_name,
      roles: rolesBy(row.id),
      lastDay: row.last_day,
    })),
  ]
}

/** Who does an officer's own work now, by what she or her head arranged. */
export const stoodInFor = async (
  tx: Tx,
  { id: officerId }: Pick<Officer, 'id'>,
): Promise<Static<typeof StoodInForView>[]> => {
  const { delegations, absences } = await findStoodInFor(tx, officerId)
  return [
    ...delegations.map((row) => ({
      id: row.id,
      kind: 'DELEGATION' as const,
      by: row.to_name,
      roles: row.roles,
      lastDay: lastDayOf(row),
    })),
    ...absences.map((row) => ({
      id: row.id,
      kind: 'ABSENCE' as const,
      by: row.cover_name,
      roles: [],
      lastDay: row.last_day,
    })),
  ]
}

/** The day on which a delegation ends, where it does not end with that day's first moment. */
const lastDayOf = (row: { valid_to: Instant }) => hanoiDateOf(instantFromMs(msOf(row.valid_to) - MILLISECOND))

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

export const lendingRoutes = (app: Server, door: Parameters<typeof asOfficer>[0]): void => {
  const officer = asOfficer(door)
  const described = { tags: ['identity'], security: [{ session: [] }] }
  const arranging = (signedIn: SignedIn, request: FastifyRequest) => ({
    signedIn,
    idempotent: idempotentRequest(request, signedIn.officer.id),
    requestId: request.id,
  })

  app.get(
    '/api/colleagues',
    {
      schema: {
        ...described,
        operationId: 'listColleagues',
        summary: 'Officers of my authority, to choose one of: who takes a post, who covers, who is away',
        response: { 200: Colleagues, ...refusals },
      },
    },
    officer(async (tx, { officer: asking }) => ({
      items: (await findColleaguesOf(tx, asking.authorityId)).map((row) => {
        const colleague = { id: row.id, authorityId: row.authority_id, unitId: row.unit_id, roles: row.roles }
        return {
          id: row.id,
          name: row.full_name,
          title: row.title,
          unit: { id: row.unit_id, name: row.unit_name },
          roles: row.roles,
          mayLend: row.id === asking.id || arrangesPosts(asking, colleague),
          mayNoteAway: mayNoteAwayOf(asking, colleague),
        }
      }),
    })),
  )

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
