import { type Static, Type } from 'typebox'
import { Body, Maybe, Moment, OneOf, Uuid, Words } from '#platform/http/reply.ts'

/** Files of a dossier on the wire. */

const Kind = OneOf('PDF', 'JPEG', 'PNG')
const Bytes = Type.Integer({ minimum: 0 })
const Pages = Maybe(Type.Integer(), { description: 'of a PDF' })

export const HandedInView = Type.Object({ id: Uuid, kind: Kind, bytes: Bytes, pages: Pages })

const FileView = Type.Object({
  id: Uuid,
  paperId: Maybe(Type.String(), { description: 'of which paper; null when of none' }),
  name: Type.String(),
  kind: Kind,
  bytes: Bytes,
  pages: Pages,
  handedInAt: Moment,
  handedInBy: Maybe(Type.String(), { description: 'the officer by name; null: the citizen' }),
  isNew: Type.Boolean({ description: 'the citizen sent it, and nobody of the authority has opened it' }),
  takenOut: Maybe(
    Type.Object({
      at: Moment,
      by: Maybe(Type.String()),
      reason: Maybe(Type.String(), { description: 'null of those from before one was asked' }),
    }),
    { description: 'its content is shown to nobody any more; that it was there stays' },
  ),
  mayTakeOut: Type.Boolean(),
})

export const FilesView = Type.Object({
  mayHandIn: Type.Boolean(),
  mostBytes: Type.Integer({ description: 'of one file' }),
  papers: Type.Array(Type.Object({ paperId: Type.String(), name: Type.String() }), {
    description: 'those that the procedure asks for: a file may be of one of them',
  }),
  items: Type.Array(FileView, { description: 'in the order in which they came' }),
})

export const FileQuery = Type.Object(
  { paper: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'of which paper' })) },
  { additionalProperties: false },
)
export const RemovalBody = Body({ reason: Words(500) })
export const FileParams = Type.Object({ id: Uuid, fileId: Uuid })

export type HandedIn = Static<typeof HandedInView>
export type FilesOfDossier = Static<typeof FilesView>
