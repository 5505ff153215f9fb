import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { rfc3339InHanoi } from '#common/time.ts'
import type { Tx } from '#platform/db/database.ts'
import { databaseTime } from '#platform/db/time.ts'
import { Body, Moment, refusals, Uuid } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
import { accountRoutes, Owes } from './account-routes.ts'
import { closeCounter, leave, mustBeSignedIn, openCounter, signOut } from './actions.ts'
import type { Directory } from './directory.ts'
import { asOfficer, browserOf, clearToken, marksOf, setMarks, setToken, tokenOf } from './http.ts'
import { markedDevice } from './known-devices.ts'
import { lendingRoutes, StandingInView, StoodInForView, standingsIn, stoodInFor } from './lending-routes.ts'
import { placesRoutes } from './places-routes.ts'
import { mayOpenCounter } from './rules/policy.ts'
import { bearer, type SignIn, signIn } from './sign-in.ts'
import { findCounters, type SignedIn } from './store.ts'

const SessionView = Type.Object({
  officer: Type.Object({
    id: Uuid,
    fullName: Type.String(),
    title: Type.String(),
    roles: Type.Array(Type.String()),
    unit: Type.Object({ id: Uuid, name: Type.String() }),
    authority: Type.Object({ id: Uuid, name: Type.String() }),
  }),
  standsIn: Type.Array(StandingInView, {
    description: 'whose work I do besides my own: by posts that were lent, or as the cover of who is away',
  }),
  stoodInFor: Type.Array(StoodInForView, {
    description: 'who does my own work now: posts that I lent, leave that is noted',
  }),
  mayOpenCounter: Type.Boolean(),
  counterSession: Type.Union([
    Type.Object({
      id: Uuid,
      counterId: Uuid,
      counterName: Type.String(),
      pointName: Type.String(),
      centreName: Type.String(),
      openedAt: Moment,
    }),
    Type.Null(),
  ]),
  owes: Owes,
  expiresAt: Moment,
  now: Moment,
})

const CounterList = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Uuid,
      number: Type.Integer(),
      name: Type.String(),
      pointName: Type.String(),
      busyWith: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
})

const sessionView = async (directory: Directory, tx: Tx, signedIn: SignedIn) => {
  const { officer, counterSession } = signedIn
  const counter =
    counterSession && (await directory.counter(tx, signedIn.generation, counterSession.counterId))
  const units = await directory.named(tx, signedIn.generation, [
    officer.unitId,
    officer.authorityId,
    ...(counterSession ? [counterSession.centreId] : []),
  ])
  const [standsIn, mine] = await Promise.all([standingsIn(tx, officer), stoodInFor(tx, officer)])
  const named = (id: string) => ({ id, name: units.get(id)?.name ?? '' })
  return {
    officer: {
      id: officer.id,
      fullName: officer.fullName,
      title: officer.title,
      roles: [...officer.roles],
      unit: named(officer.unitId),
      authority: named(officer.authorityId),
    },
    standsIn,
    stoodInFor: mine,
    mayOpenCounter: mayOpenCounter(officer, officer.unitId),
    counterSession:
      counterSession && counter
        ? {
            id: counterSession.id,
            counterId: counterSession.counterId,
            counterName: counter.name,
            pointName: counter.pointName,
            centreName: named(counterSession.centreId).name,
            openedAt: rfc3339InHanoi(counterSession.openedAt),
          }
        : null,
    owes: signedIn.owes,
    expiresAt: rfc3339InHanoi(signedIn.expiresAt),
    now: rfc3339InHanoi(signedIn.now),
  }
}

export const identityRoutes = (app: Server, office: SignIn & { directory: Directory }): void => {
  const { database, sealer, directory, signInRules } = office
  placesRoutes(app, { database, directory })
  lendingRoutes(app, office)
  accountRoutes(app, office)
  const officer = asOfficer(office)
  const tags = ['identity']
  const security = [{ session: [] }]

  app.post(
    '/api/sessions',
    {
      schema: {
        tags,
        operationId: 'signIn',
        summary: 'Sign in',
        body: Body({
          username: Type.String({ minLength: 1, maxLength: 100 }),
          password: Type.String({ minLength: 1, maxLength: 200 }),
          code: Type.Optional(
            Type.String({
              maxLength: 20,
              description: 'of the telephone, or a recovery code: where `second-factor-asked` was answered',
            }),
          ),
        }),
        response: { 201: SessionView, ...refusals },
      },
    },
    async (request, reply) => {
      const earlier = tokenOf(request)
      const device = marksOf(request)
      const { token, username } = await signIn(office, {
        ...request.body,
        address: request.ip,
        browser: browserOf(request),
        device,
      })
      // A new sign-in ends the session the browser still had: no cookie survives a change of person.
      if (earlier) await signOut(database, earlier)
      const { view, now } = await database.as(bearer(token), async (tx) => {
        const signedIn = await mustBeSignedIn(tx, token, signInRules)
        request.actorId = signedIn.officer.id
        return { view: await sessionView(directory, tx, signedIn), now: await databaseTime(tx) }
      })
      setToken(request, reply, token, signInRules)
      setMarks(request, reply, markedDevice(sealer, device, username, now))
      return reply.code(201).send(view)
    },
  )

  app.get(
    '/api/session',
    {
      schema: {
        tags,
        security,
        operationId: 'whoAmI',
        summary: 'Who is signed in, at which counter',
        response: { 200: SessionView, ...refusals },
      },
    },
    asOfficer(office, 'WHOEVER_IS_SIGNED_IN')(async (tx, signedIn) => sessionView(directory, tx, signedIn)),
  )

  app.delete(
    '/api/session',
    {
      schema: {
        tags,
        security,
        operationId: 'signOut',
        summary: 'Sign out, and leave the counter',
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      const token = tokenOf(request)
      if (token) await leave(database, token)
      clearToken(request, reply)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/counters',
    {
      schema: {
        tags,
        security,
        operationId: 'listCounters',
        summary: 'Counters of my centre',
        response: { 200: CounterList, ...refusals },
      },
    },
    officer(async (tx, signedIn) => ({
      items: (await findCounters(tx, signedIn.officer.unitId)).map((row) => ({
        id: row.id,
        number: row.number,
        name: row.name,
        pointName: row.point_name,
        busyWith: row.busy_with,
      })),
    })),
  )

  const OpenCounterBody = Body({
    counterId: Uuid,
    takeOver: Type.Optional(
      Type.Boolean({ description: 'ends the turn of whoever sits there and has left without closing' }),
    ),
  })
  app.post(
    '/api/counter-sessions',
    {
      schema: {
        tags,
        security,
        operationId: 'openCounter',
        summary: 'Sit down at a counter',
        body: OpenCounterBody,
        response: { 201: Type.Object({ id: Uuid }), ...refusals },
      },
    },
    officer<FastifyRequest<{ Body: { counterId: string; takeOver?: boolean } }>, { id: string }>(
      async (tx, signedIn, request, reply) => {
        reply.code(201)
        const { counterId, takeOver = false } = request.body
        return { id: await openCounter(tx, signedIn, counterId, takeOver) }
      },
    ),
  )

  app.delete(
    '/api/counter-sessions/:id',
    {
      schema: {
        tags,
        security,
        operationId: 'closeCounter',
        summary: 'Leave the counter',
        params: Type.Object({ id: Uuid }),
        response: { 204: Type.Null(), ...refusals },
      },
    },
    officer<FastifyRequest<{ Params: { id: string } }>, null>(async (tx, signedIn, request, reply) => {
      await closeCounter(tx, signedIn, request.params.id)
      reply.code(204)
      return null
    }),
  )
}
