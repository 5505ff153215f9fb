import { type Static, Type } from 'typebox'
import { isPlainDate, type PlainDate } from '#common/time.ts'
import { EARLIEST_DAY } from '#common/typed.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import { Day, Maybe, OneOf, refusals, Uuid } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { Directory } from './directory.ts'
import { findAgency, findPlacesUnder } from './places-store.ts'
import { LEVELS } from './rules/administrative-units.ts'
import { isInForce, successorsOn } from './rules/tree.ts'
import { generationNow, legalDayOf } from './store.ts'

/** Places and agencies as they are and were: for everybody, since no citizen is named. */

const PlaceView = Type.Object({
  code: Type.String({ description: 'of the General Statistics Office' }),
  name: Type.String(),
  level: OneOf(...LEVELS),
  parentCode: Maybe(Type.String()),
  validFrom: Day,
  validTo: Maybe(Day, { description: 'the first day on which it is no more' }),
})

const PlaceList = Type.Object({ on: Day, items: Type.Array(PlaceView) })

const Named = Type.Object({ id: Uuid, name: Type.String() })

const AgencyView = Type.Object({
  id: Uuid,
  code: Type.String(),
  name: Type.String(),
  kind: OneOf('AUTHORITY', 'UNIT', 'CENTRE', 'BRANCH'),
  system: OneOf('STATE', 'VERTICAL', 'PARTY'),
  level: OneOf('PROVINCE', 'COMMUNE'),
  locality: Type.String(),
  hotline: Maybe(Type.String()),
  address: Maybe(Type.String()),
  parent: Maybe(Named),
  authority: Named,
  administrativeUnit: Maybe(Type.Object({ code: Type.String(), name: Type.String() })),
  validFrom: Day,
  validTo: Maybe(Day, { description: 'the first day on which it is no more' }),
  inForce: Type.Boolean({ description: 'today' }),
  successors: Type.Array(Type.Object({ id: Uuid, code: Type.String(), name: Type.String() }), {
    description: 'who does its work today, where it does not do it itself any more',
  }),
})

const PlacesAsked = Type.Object({
  on: Type.Optional(Day),
  under: Type.Optional(
    Type.String({ minLength: 1, maxLength: 20, pattern: '^[\\w.-]+$', description: 'code of a place' }),
  ),
})

export const placesRoutes = (
  app: Server,
  { database, directory }: { database: Database; directory: Directory },
): void => {
  const tags = ['identity']

  app.get(
    '/api/administrative-units',
    {
      schema: {
        tags,
        operationId: 'listAdministrativeUnits',
        summary: 'The provinces of a day, or what lies directly under a place',
        querystring: PlacesAsked,
        response: { 200: PlaceList, ...refusals },
      },
    },
    (request) =>
      database.as({ actor: 'public' }, async (tx) => {
        const on =
          request.query.on === undefined ? legalDayOf(await generationNow(tx)) : readDay(request.query.on)
        const rows = await findPlacesUnder(tx, on, request.query.under ?? null)
        if (rows === null) throw notFound()
        const items = rows.map((row) => ({
          code: row.code,
          name: row.name,
          level: row.level,
          parentCode: row.parent_code,
          validFrom: row.valid_from,
          validTo: row.valid_to,
        }))
        return { on, items }
      }),
  )

  app.get(
    '/api/agencies/:id',
    {
      schema: {
        tags,
        operationId: 'readAgency',
        summary: 'An agency, since when, until when, and who continues its work',
        params: Type.Object({ id: Uuid }),
        response: { 200: AgencyView, ...refusals },
      },
    },
    (request) => database.as({ actor: 'public' }, (tx) => agencyView(tx, directory, request.params.id)),
  )
}

const agencyView = async (tx: Tx, directory: Directory, id: string): Promise<Static<typeof AgencyView>> => {
  const [row, generation] = await Promise.all([findAgency(tx, id), generationNow(tx)])
  if (!row) throw notFound()
  const today = legalDayOf(generation)
  const inForce = isInForce({ id, parentId: null, validFrom: row.valid_from, validTo: row.valid_to }, today)
  const successors = inForce ? [] : successorsOn(await directory.agencies(tx, generation), id, today)
  return {
    id,
    code: row.code,
    name: row.name,
    kind: row.kind,
    system: row.system,
    level: row.level,
    locality: row.locality,
    hotline: row.hotline,
    address: row.address,
    parent: row.parent_id === null ? null : { id: row.parent_id, name: row.parent_name ?? '' },
    authority: { id: row.authority_id, name: row.authority_name },
    administrativeUnit: row.place_code === null ? null : { code: row.place_code, name: row.place_name ?? '' },
    validFrom: row.valid_from,
    validTo: row.valid_to,
    inForce,
    successors: successors.map((one) => ({ id: one.id, code: one.code, name: one.name })),
  }
}

/** @throws Refusal when it is no day, or before any that somebody here can mean */
const readDay = (text: string): PlainDate => {
  if (!isPlainDate(text) || text < EARLIEST_DAY)
    throw new Refusal('INVALID', 'date-not-read', { field: 'on' })
  return text
}
