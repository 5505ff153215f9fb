import type { Client } from '../server/test/support/client.ts'

/** The published contract of a running house, as a list of operations. What is not in it is attacked by nobody. */

/** As much of JSON Schema 2020-12 as our contract uses. */
export interface Schema {
  type?: string | readonly string[]
  enum?: readonly unknown[]
  const?: unknown
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  pattern?: string
  anyOf?: readonly Schema[]
  oneOf?: readonly Schema[]
  allOf?: readonly Schema[]
  $ref?: string
}

export interface Parameter {
  in: 'path' | 'query' | 'header' | 'cookie'
  name: string
  required: boolean
  schema: Schema
}

export interface Operation {
  id: string
  method: string
  /** With its parameters in braces: `/api/dossiers/{id}`. */
  path: string
  parameters: readonly Parameter[]
  /** Of the body as JSON; null when the operation takes none. */
  body: Schema | null
  /** Whether the contract asks for a session. */
  secured: boolean
}

interface Document {
  paths: Record<string, Record<string, Described>>
  components?: { schemas?: Record<string, Schema> }
}

interface Described {
  operationId?: string
  parameters?: Partial<Parameter>[]
  requestBody?: { content?: Record<string, { schema?: Schema }> }
  security?: unknown[]
}

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options'])

/** @throws when the house publishes no contract or an empty one, or an operation in it has no name */
export const operationsOf = async (client: Client): Promise<Operation[]> => {
  const { status, body } = await client.get('/api/openapi.json')
  if (status !== 200) throw new Error(`the house publishes no contract: ${status}`)
  const document = body as Document
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => METHODS.has(method))
      .map(([method, described]) => operation(document, path, method, described)),
  )
  if (operations.length === 0) throw new Error('the contract of the house holds no operation')
  return operations
}

const operation = (document: Document, path: string, method: string, described: Described): Operation => {
  if (!described.operationId) throw new Error(`${method} ${path} has no operationId in the contract`)
  const schema = described.requestBody?.content?.['application/json']?.schema
  return {
    id: described.operationId,
    method: method.toUpperCase(),
    path,
    parameters: (described.parameters ?? []).map((one) => ({
      in: one.in ?? 'query',
      name: one.name ?? '',
      required: one.required ?? false,
      schema: resolved(document, one.schema ?? {}),
    })),
    body: schema ? resolved(document, schema) : null,
    secured: (described.security ?? []).length > 0,
  }
}

/** The schema with what it refers to put in its place; ours refer to no schema that contains itself. */
const resolved = (document: Document, schema: Schema): Schema => {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? ''
    const found = document.components?.schemas?.[name]
    if (!found) throw new Error(`the contract refers to ${schema.$ref}, which is not in it`)
    return resolved(document, found)
  }
  const each = (list: readonly Schema[] | undefined) => list?.map((one) => resolved(document, one))
  return {
    ...schema,
    ...(schema.properties && {
      properties: Object.fromEntries(
        Object.entries(schema.properties).map(([name, one]) => [name, resolved(document, one)]),
      ),
    }),
    ...(schema.items && { items: resolved(document, schema.items) }),
    ...(schema.anyOf && { anyOf: each(schema.anyOf) ?? [] }),
    ...(schema.oneOf && { oneOf: each(schema.oneOf) ?? [] }),
    ...(schema.allOf && { allOf: each(schema.allOf) ?? [] }),
  }
}
