import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Body, Maybe, Moment, OneOf, refusals, Uuid } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
import {
  accountOf,
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endOthers,
  endSession,
  renewRecoveryCodes,
} from './account.ts'
import { asOfficer, browserOf, outsideTransaction, setToken } from './http.ts'
import { OWED } from './rules/sign-in.ts'
import type { SignIn } from './sign-in.ts'

/** An officer's own account: the password, the second factor, where she is signed in. */

export const Owes = Maybe(OneOf(...OWED), {
  description: 'what must be done before anything else',
})

const AccountView = Type.Object({
  username: Type.String(),
  owes: Owes,
  secondFactor: Type.Object({
    enrolledAt: Maybe(Moment),
    recoveryCodesLeft: Type.Integer(),
  }),
  sessions: Type.Array(
    Type.Object({
      id: Uuid,
      isThis: Type.Boolean(),
      openedAt: Moment,
      seenAt: Moment,
      address: Maybe(Type.String()),
      browser: Maybe(Type.String()),
    }),
  ),
})

const Typed = Type.String({ minLength: 1, maxLength: 200 })
const RecoveryCodes = Type.Object({ recoveryCodes: Type.Array(Type.String()) })

export const accountRoutes = (app: Server, door: SignIn): void => {
  const officer = asOfficer(door, 'WHOEVER_IS_SIGNED_IN')
  const outside = outsideTransaction(door)
  const described = { tags: ['identity'], security: [{ session: [] }] }
  const from = (request: FastifyRequest) => ({ address: request.ip, browser: browserOf(request) })

  app.get(
    '/api/account',
    {
      schema: {
        ...described,
        operationId: 'readAccount',
        summary: 'My account: second factor, and where I am signed in',
        response: { 200: AccountView, ...refusals },
      },
    },
    officer(accountOf),
  )

  app.put(
    '/api/account/password',
    {
      schema: {
        ...described,
        operationId: 'changePassword',
        summary: 'Choose another password; every other session of mine ends',
        body: Body({ current: Typed, password: Typed }),
        response: { 204: Type.Null(), ...refusals },
      },
    },
    outside<FastifyRequest<{ Body: { current: string; password: string } }>, null>(
      async (signedIn, request, reply) => {
        const { token } = await changePassword(door, signedIn, request.body, from(request))
        setToken(request, reply, token, door.signInRules)
        reply.code(204)
        return null
      },
    ),
  )

  app.post(
    '/api/account/second-factor-secrets',
    {
      schema: {
        ...described,
        operationId: 'beginSecondFactor',
        summary: 'A secret for my telephone, in use once a code of it was typed',
        body: Body({ password: Typed }),
        response: { 201: Type.Object({ secret: Type.String(), uri: Type.String() }), ...refusals },
      },
    },
    outside<FastifyRequest<{ Body: { password: string } }>, { secret: string; uri: string }>(
      async (signedIn, request, reply) => {
        const made = await beginSecondFactor(door, signedIn, request.body)
        reply.code(201).header('cache-control', 'no-store')
        return made
      },
    ),
  )

  app.put(
    '/api/account/second-factor',
    {
      schema: {
        ...described,
        operationId: 'confirmSecondFactor',
        summary: 'Use the new secret, by a code of it; every other session of mine ends',
        body: Body({ code: Type.String({ minLength: 1, maxLength: 20 }) }),
        response: { 200: RecoveryCodes, ...refusals },
      },
    },
    outside<FastifyRequest<{ Body: { code: string } }>, { recoveryCodes: string[] }>(
      async (signedIn, request, reply) => {
        const { token, recoveryCodes } = await confirmSecondFactor(
          door,
          signedIn,
          request.body,
          from(request),
        )
        setToken(request, reply, token, door.signInRules)
        reply.header('cache-control', 'no-store')
        return { recoveryCodes }
      },
    ),
  )

  app.post(
    '/api/account/recovery-codes',
    {
      schema: {
        ...described,
        operationId: 'renewRecoveryCodes',
        summary: 'Ten new codes for paper; the earlier ones are no more',
        body: Body({ password: Typed }),
        response: { 201: RecoveryCodes, ...refusals },
      },
    },
    outside<FastifyRequest<{ Body: { password: string } }>, { recoveryCodes: string[] }>(
      async (signedIn, request, reply) => {
        const made = await renewRecoveryCodes(door, signedIn, request.body)
        reply.code(201).header('cache-control', 'no-store')
        return made
      },
    ),
  )

  app.delete(
    '/api/account/sessions',
    {
      schema: {
        ...described,
        operationId: 'endOtherSessions',
        summary: 'End every session of mine but this one',
        response: { 200: Type.Object({ ended: Type.Integer() }), ...refusals },
      },
    },
    officer((tx, signedIn) => endOthers(tx, signedIn)),
  )

  app.delete(
    '/api/account/sessions/:id',
    {
      schema: {
        ...described,
        operationId: 'endSession',
        summary: 'End one session of mine',
        params: Type.Object({ id: Uuid }),
        response: { 204: Type.Null(), ...refusals },
      },
    },
    officer<FastifyRequest<{ Params: { id: string } }>, null>(async (tx, signedIn, request, reply) => {
      await endSession(tx, signedIn, request.params.id)
      reply.code(204)
      return null
    }),
  )
}
