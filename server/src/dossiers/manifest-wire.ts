import { type Static, Type } from 'typebox'
import { Body, Maybe, Moment, OneOf, Uuid, Words } from '#platform/http/reply.ts'
import { DossierListItem } from './wire.ts'

/** What hand-overs and manifests look like on the wire. */

const Cursor = Type.Optional(Type.String({ maxLength: 300 }))
const UnitName = Type.Object({ id: Uuid, name: Type.String() })
const { procedure, ownerName, currentDueAt, workingTimeLeft } = DossierListItem.properties

export const HandOversQuery = Type.Object(
  {
    side: OneOf('SENT', 'ARRIVING'),
    unitId: Type.Optional(Uuid),
    cursor: Cursor,
  },
  { additionalProperties: false },
)

const HandOver = Type.Object({
  dossierId: Uuid,
  code: Type.String(),
  version: Type.Integer({ description: 'of the dossier, for the act on it' }),
  procedure,
  ownerName,
  currentDueAt,
  workingTimeLeft,
  fromUnit: UnitName,
  toUnit: UnitName,
  since: Moment,
  manifest: Maybe(Type.Object({ id: Uuid, number: Type.String() }), {
    description: 'the last that this hand-over was put on',
  }),
  mayBeListed: Type.Boolean({ description: 'on a manifest that I make' }),
  allowedActions: Type.Array(OneOf('confirmHandOver', 'refuseHandOver', 'takeBackHandOver')),
})

export const HandOversView = Type.Object({
  units: Type.Array(
    Type.Object({
      id: Uuid,
      name: Type.String(),
      waiting: Type.Integer(),
      since: Moment,
    }),
    { description: 'the units at the other end, with how many wait there and since when the oldest does' },
  ),
  items: Type.Array(HandOver, { description: 'oldest first' }),
  nextCursor: Maybe(Type.String()),
})

// What a bundle of papers holds at most; a paper of so many lines has some thirty pages.
const MOST = 200

export const ManifestBody = Body({
  toUnitId: Uuid,
  dossierIds: Type.Array(Uuid, { minItems: 1, maxItems: MOST }),
  carrier: Type.Optional(Body({ name: Words(120), billNumber: Type.Optional(Words(60)) })),
})

export const ManifestMade = Type.Object({ id: Uuid, number: Type.String() })
export const ManifestParams = Type.Object({ id: Uuid })
export const ManifestsQuery = Type.Object({ cursor: Cursor }, { additionalProperties: false })

const about = {
  id: Uuid,
  number: Type.String(),
  madeAt: Moment,
  madeBy: Type.String(),
  fromUnit: UnitName,
  toUnit: UnitName,
}

export const ManifestListView = Type.Object({
  items: Type.Array(
    Type.Object({
      ...about,
      dossiers: Type.Integer(),
      waiting: Type.Integer({ description: 'how many of them still wait to be confirmed' }),
    }),
    { description: 'newest first' },
  ),
  nextCursor: Maybe(Type.String()),
})

export const ManifestView = Type.Object({
  ...about,
  carrier: Maybe(Type.Object({ name: Type.String(), billNumber: Maybe(Type.String()) }), {
    description: 'null: from hand to hand',
  }),
  dossiers: Type.Array(
    Type.Object({
      dossierId: Uuid,
      code: Type.String(),
      procedure: Type.String(),
      ownerName: Type.String(),
      originals: Type.Integer(),
      copies: Type.Integer(),
      papers: Type.Array(Type.String()),
      now: Type.Object(
        {
          state: OneOf('WAITING', 'CONFIRMED', 'REFUSED', 'TAKEN_BACK', 'ENDED'),
          at: Maybe(Moment),
          by: Maybe(Type.String()),
          reason: Maybe(Type.String(), { description: 'why it was refused' }),
        },
        { description: 'what became of this hand-over; ENDED: work on the dossier ended while it waited' },
      ),
    }),
  ),
})

export type HandOversAsked = Static<typeof HandOversQuery>
export type HandOverPage = Static<typeof HandOversView>
export type ManifestInput = Static<typeof ManifestBody>
export type ManifestResult = Static<typeof ManifestMade>
export type ManifestList = Static<typeof ManifestListView>
export type ManifestPage = Static<typeof ManifestView>
