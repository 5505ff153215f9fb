import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'

/** An object of the wire: what is not named is refused on the way in and dropped on the way out. */
export const Body = <Properties extends Parameters<typeof Type.Object>[0]>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false })

/** A value that may be missing: null, and never left out. */
export const Maybe = <Schema extends Parameters<typeof Type.Union>[0][number]>(
  schema: Schema,
  options: { description?: string } = {},
) => Type.Union([schema, Type.Null()], options)

/** One of these words, for the compiler too. */
export const OneOf = <const Values extends readonly string[]>(...values: Values) =>
  Type.Unsafe<Values[number]>(Type.String({ enum: [...values] }))

/** The same words in both languages, from data rather than a catalogue. */
export const Bilingual = Type.Object({ vi: Type.String(), en: Type.String() })

export const Uuid = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  description: 'uuid, lower case',
})

/** An instant on the wire: RFC 3339 with the offset of Hà Nội. */
export const Moment = Type.String({ description: 'RFC 3339 with offset, e.g. 2026-11-16T09:10:00+07:00' })
export const Day = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'plain date, legal day in Asia/Ho_Chi_Minh',
})

/** Text people type: no NUL, not empty, not endless. */
export const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000]*$' })

/** RFC 9457; `code` names the refusal, `detail` says it in the language asked for. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.String(),
    details: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    requestId: Type.Optional(Type.String()),
  },
  { $id: 'Problem', description: 'RFC 9457 problem' },
)

/** The refusals every route may answer with, for the contract. */
export const refusals = {
  '4XX': { description: 'refused', content: { 'application/problem+json': { schema: Problem } } },
  '5XX': { description: 'not available', content: { 'application/problem+json': { schema: Problem } } },
}

/** A version of a thing that two people may edit. */
export const etagOf = (version: number): string => `"${version}"`

export const withEtag = (reply: FastifyReply, version: number): void => {
  reply.header('etag', etagOf(version))
}
