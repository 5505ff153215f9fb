import { type Static, Type } from 'typebox'
import { Body, Day, Maybe, Moment, OneOf, Uuid, Words } from '#platform/http/reply.ts'
import { DossierListItem } from './wire.ts'

/** What a search for people looks like on the wire. */

export const PeopleSearchBody = Body({
  words: Type.String({
    maxLength: 200,
    description:
      'a name or words of it, with or without marks; a whole identity number, telephone or dossier code',
  }),
})

/** What the list of dossiers says of one; whose it is and who holds it are not asked here. */
const FoundDossier = Type.Omit(DossierListItem, ['ownerName', 'holderUnit'])

const FoundPerson = Type.Object({
  id: Uuid,
  part: OneOf('OWNER', 'SUBMITTER', 'SUBJECT', 'RECEIVER'),
  fullName: Type.String(),
  birthDate: Maybe(Day),
  citizenNumberMasked: Maybe(Type.String()),
  isNumberVerified: Type.Boolean({ description: 'held against the national database' }),
  phoneMasked: Maybe(Type.String()),
  dossier: FoundDossier,
})

const FindingView = Type.Object({
  id: Uuid,
  personIds: Type.Array(Uuid),
  reason: Type.String(),
  numbersApart: Type.Array(Type.String(), {
    description:
      'where their numbers differ: both, with the digits that differ and the last four; else empty',
  }),
  by: Type.String(),
  at: Moment,
})

export const FoundPeopleView = Type.Object({
  by: OneOf('NAME', 'CITIZEN_NUMBER', 'PHONE', 'CODE'),
  items: Type.Array(
    Type.Object({
      persons: Type.Array(FoundPerson, { description: 'one human being, as written down in each dossier' }),
      findings: Type.Array(FindingView, { description: 'by which of them are one' }),
    }),
  ),
  hasMore: Type.Boolean({ description: 'there may be others: another word narrows it' }),
  mayTellWhoIsWho: Type.Boolean(),
})

export const SamePersonBody = Body({
  personIds: Type.Array(Uuid, { minItems: 2, maxItems: 2 }),
  reason: Words(2000),
  numbersDiffer: Type.Optional({
    ...OneOf('CONFIRMED'),
    description:
      'required where two numbers were written down that differ: both were looked at, the reason says why',
  }),
})

export const FindingMade = Type.Object({ id: Uuid })
export const FindingParams = Type.Object({ id: Uuid })
export const UndoingQuery = Type.Object(
  {
    confirm: Type.Optional({ ...OneOf('yes'), description: 'required: without it nothing is taken back' }),
  },
  { additionalProperties: false },
)

export type PeopleSearchInput = Static<typeof PeopleSearchBody>
export type FoundPeople = Static<typeof FoundPeopleView>
export type SamePersonInput = Static<typeof SamePersonBody>
export type UndoingAsked = Static<typeof UndoingQuery>
