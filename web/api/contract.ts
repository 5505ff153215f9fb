import type { operations } from './schema.d.ts'

/** What an operation of the contract answers when it is done. */
export type Answer<Name extends keyof operations> = operations[Name]['responses'] extends infer Responses
  ? Responses extends { 200: { content: { 'application/json': infer Body } } }
    ? Body
    : Responses extends { 201: { content: { 'application/json': infer Body } } }
      ? Body
      : null
  : never

/** What an operation is asked with. */
export type Asked<Name extends keyof operations> = operations[Name] extends {
  requestBody: { content: { 'application/json': infer Body } }
}
  ? Body
  : never

/** What an operation is asked in the query of its address. */
export type AskedInQuery<Name extends keyof operations> = operations[Name]['parameters'] extends {
  query?: infer Query
}
  ? NonNullable<Query>
  : never
