import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { rfc3339InHanoi } from '#common/time.ts'
import { Maybe, Moment, OneOf, refusals } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
import { Refusal } from '#platform/refusal.ts'
import { heldBack, type Mode, type Writing } from '#platform/watch/health.ts'
import type { Watch } from '#platform/watch/watch.ts'

/** What is not taken while the office is read-only or its disk is full, on one page; all that is looked at goes on. */

/** Operations that write nothing of a dossier: signing in and out, and looking for something by a request with a body. */
const ALWAYS: readonly string[] = ['signIn', 'signOut', 'searchPeople']
const RECEPTIONS: readonly string[] = ['receiveDossier', 'fileDossier']
const FILES: readonly string[] = ['handInFile']

/** The citizens' pages name no operation: their forms, by the address that was declared. */
const BY_ROUTE: Readonly<Record<string, Writing | null>> = {
  '/tra-cuu': null,
  '/ho-so/:code/tep': 'FILE',
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** What a request would write; null: nothing that matters here. */
export const writingOf = (
  method: string,
  route: string | undefined,
  operationId: string | undefined,
): Writing | null => {
  // Where no route was found there is nothing to hold back.
  if (SAFE.has(method) || route === undefined || ALWAYS.includes(operationId ?? '')) return null
  if (route in BY_ROUTE) return BY_ROUTE[route] ?? null
  if (RECEPTIONS.includes(operationId ?? '')) return 'RECEPTION'
  return FILES.includes(operationId ?? '') ? 'FILE' : 'ACT'
}

/** When acts are expected to be taken again, as it is told to programs and on pages; null: nobody said. */
export const heldUntil = ({ until }: Pick<Mode, 'until'>): string | null =>
  until === null ? null : rfc3339InHanoi(until)

/** Why a request is not taken at this moment. */
export const heldBackNow = ({ method, routeOptions }: FastifyRequest, watch: Watch): Refusal | null => {
  const operationId = (routeOptions.schema as { operationId?: string } | undefined)?.operationId
  const writing = writingOf(method, routeOptions.url, operationId)
  if (writing === null) return null
  const mode = watch.mode()
  switch (heldBack(writing, mode, watch.straits())) {
    case null:
      return null
    case 'NO_ROOM':
      return new Refusal('UNAVAILABLE', 'no-room', { writing })
    case 'UNSEALED':
      return new Refusal('UNAVAILABLE', 'ledger-unsealed')
    case 'READ_ONLY':
      return new Refusal('UNAVAILABLE', 'read-only', {
        reason: mode.reason?.vi ?? null,
        reasonInEnglish: mode.reason?.en ?? null,
        until: heldUntil(mode),
      })
  }
}

const HouseView = Type.Object({
  mode: OneOf('NORMAL', 'READ_ONLY'),
  reason: Maybe(
    Type.Object({
      vi: Type.String(),
      en: Maybe(Type.String(), { description: 'null where nobody has said it in English' }),
    }),
  ),
  until: Maybe(Moment, { description: 'when acts are expected to be taken again' }),
  receives: Type.Boolean({
    description: 'whether dossiers are received: the office may be read-only, or out of room',
  }),
  takesFiles: Type.Boolean(),
})

/** `GET /api/house`: whether acts are taken, for whoever draws a screen. */
export const houseRoute = (app: Server, watch: Watch | undefined): void => {
  app.get(
    '/api/house',
    {
      schema: {
        tags: ['public'],
        operationId: 'readHouse',
        summary: 'Whether acts are taken now',
        response: { 200: HouseView, ...refusals },
      },
    },
    async () => {
      if (!watch) throw new Error('a house that is only declared has no mode')
      const mode = watch.mode()
      const takes = (writing: Writing) => heldBack(writing, mode, watch.straits()) === null
      return {
        mode: mode.mode,
        reason: mode.reason,
        until: heldUntil(mode),
        receives: takes('RECEPTION'),
        takesFiles: takes('FILE'),
      }
    },
  )
}
