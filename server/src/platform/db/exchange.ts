import pg from 'pg'
import { serialize } from 'pg-protocol'
import type { Statement } from './statement.ts'

/**
 * One message to PostgreSQL and one answer: the settings before a statement, the statement, and the commit after it,
 * with a single Sync at the end. The driver sends each of them apart and has every row described anew with every
 * answer: 35 of the 262 µs that a look-up took in this process (docs/decisions/0013).
 *
 * A statement with a name is parsed once and described once for each connection. Its shape cannot change behind our
 * back: PostgreSQL refuses to run a prepared statement whose result type did.
 */
export interface Step {
  /** Parsed once for each connection when it has a name, each time when it has none. */
  statement: Pick<Statement, 'text'> & { name?: string }
  values: readonly unknown[]
}

const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): unknown } }).utils

/** @throws TypeError when a value cannot be written: before anything is sent, and before anything is forgotten */
export const step = (statement: Step['statement'], values: readonly unknown[] = []): Step => ({
  statement,
  values: values.map(prepareValue),
})

/** The parser of a type's text, by the type's number. */
export type ParserOf = (oid: number, format: 'text') => (text: string) => unknown

/**
 * Sends `before`, `main` and `after` in one message.
 * @returns the rows of `main`; when `after` is a commit, they are durable
 */
export const exchange = (
  client: pg.PoolClient,
  parserOf: ParserOf,
  main: Step,
  before: readonly Step[] = [],
  after: readonly Step[] = [],
): Promise<unknown[]> =>
  new Promise((resolve, reject) => {
    const query = new Exchange([...before, main, ...after], before.length, parserOf)
    query.callback = (error, rows) => (rows ? resolve(rows) : reject(error))
    client.query(query as unknown as pg.Query)
  })

/** The driver's connection, as far as we touch it. */
interface Connection {
  stream: { write(bytes: Buffer): unknown }
}
// In pipeline mode the driver takes only its own kind of query, whose methods its published types do not tell.
const DriverQuery = pg.Query as unknown as new (text: string) => object

class Exchange extends DriverQuery {
  callback: (error: Error | null, rows?: unknown[]) => void = () => {}
  readonly #steps: readonly Step[]
  readonly #main: number
  readonly #parserOf: ParserOf
  readonly #rows: unknown[] = []
  readonly #parsed: string[] = []
  #known: Known = new Map()
  #shape: Shape | null = null
  #at = 0
  #failed: Error | null = null

  constructor(steps: readonly Step[], main: number, parserOf: ParserOf) {
    super('')
    this.#steps = steps
    this.#main = main
    this.#parserOf = parserOf
  }

  submit(connection: Connection): null {
    this.#known = knownOn(connection)
    const bytes: Buffer[] = []
    this.#steps.forEach(({ statement: { name = '', text }, values }, index) => {
      const known = name === '' ? undefined : this.#known.get(name)
      if (known === DOUBTFUL) bytes.push(serialize.close({ type: 'S', name }))
      if (known === undefined || known === DOUBTFUL) {
        bytes.push(serialize.parse({ name, text }))
        if (name !== '') {
          this.#parsed.push(name)
          this.#known.set(name, SENT)
        }
      }
      bytes.push(serialize.bind({ statement: name, values: [...values] }))
      if (index === this.#main) {
        if (typeof known === 'object') this.#shape = known
        else bytes.push(DESCRIBE)
      }
      bytes.push(EXECUTE)
    })
    bytes.push(SYNC)
    // One write instead of one for each step: each wakes PostgreSQL.
    connection.stream.write(Buffer.concat(bytes))
    return null
  }

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    this.#shape = {
      names: fields.map((field) => field.name),
      parsers: fields.map((field) => this.#parserOf(field.dataTypeID, 'text')),
    }
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    try {
      if (this.#shape) this.#rows.push(rowOf(this.#shape, fields))
    } catch (error) {
      this.#failed ??= error as Error
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    const { name = '', text: wanted } = this.#steps[this.#at]?.statement ?? { text: '' }
    if (name !== '') {
      const shape = this.#at === this.#main ? this.#shape : null
      this.#known.set(name, shape ?? NOTHING)
    }
    // A commit of a transaction in which something failed answers ROLLBACK, without an error.
    if (wanted === 'commit' && text !== 'COMMIT')
      this.#failed ??= new Error('the transaction was rolled back at its commit')
    this.#at += 1
  }

  handleError(error: Error): void {
    for (const name of this.#parsed) if (this.#known.get(name) === SENT) this.#known.set(name, DOUBTFUL)
    this.callback(error)
  }

  handleReadyForQuery(): void {
    if (this.#failed) this.callback(this.#failed)
    else this.callback(null, this.#rows)
  }
}

const DESCRIBE = serialize.describe({ type: 'P', name: '' })
const EXECUTE = serialize.execute()
const SYNC = serialize.sync()

interface Field {
  name: string
  dataTypeID: number
}

interface Shape {
  names: readonly string[]
  parsers: readonly ((text: string) => unknown)[]
}

const NOTHING: Shape = { names: [], parsers: [] }
/** Parsed by a message whose answer has not come yet. */
const SENT = 'sent'
/** The message that was to parse it failed somewhere: perhaps before, perhaps after. */
const DOUBTFUL = 'doubtful'

/** What a connection knows of our named statements. */
type Known = Map<string, Shape | typeof SENT | typeof DOUBTFUL>

const knownByConnection = new WeakMap<Connection, Known>()

const knownOn = (connection: Connection): Known => {
  const known = knownByConnection.get(connection) ?? new Map()
  knownByConnection.set(connection, known)
  return known
}

const rowOf = ({ names, parsers }: Shape, fields: readonly (string | null)[]): Record<string, unknown> => {
  const row: Record<string, unknown> = {}
  for (let index = 0; index < names.length; index += 1) {
    const text = fields[index] as string | null
    row[names[index] as string] = text === null ? null : (parsers[index] as (text: string) => unknown)(text)
  }
  return row
}
