import type { Compilable, CompiledQuery } from 'kysely'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import pg from 'pg'
import { Refusal } from '#platform/refusal.ts'
import type { DB } from './tables.ts'

/**
 * Who is asking, as row-level security sees it. An absent setting is empty, and an empty setting sees nothing.
 * `actor` is an officer's id, `public`, or `system`; `authority` the uuid of the authority acted for.
 */
export interface Identity {
  actor?: string
  authority?: string
  session?: string
  receipt?: string
  signIn?: string
}

/** A statement with a name: PostgreSQL parses and plans it once for each connection. */
export interface Statement<Row = unknown> {
  name: string
  text: string
  /** Only for the compiler: what a row looks like. */
  row?: Row
}

export const statement = <Row>(name: string, text: string): Statement<Row> => ({ name, text })

/**
 * The only way to reach the database: one transaction, under one identity at a time.
 * Messages are pipelined: `begin`, the identity's settings and the first query travel together, and so do the
 * last statement and its commit. Without it a look-up reached 0.45 of bare SQL instead of 0.60 to 0.72.
 */
export interface Tx {
  /** Runs a query built with `query`. */
  all<Row>(query: Compilable<Row>): Promise<Row[]>
  first<Row>(query: Compilable<Row>): Promise<Row | undefined>
  /** Runs a named, prepared statement: for the paths that are walked on every request. */
  run<Row>(statement: Statement<Row>, values: readonly unknown[]): Promise<Row[]>
  /** Continues as somebody else from the next statement on: from the bearer of a session to the officer it names. */
  become(identity: Identity): void
  /** Sends the last statement and the commit in one message; nothing may follow. */
  commitWith<Row>(statement: Statement<Row>, values: readonly unknown[]): Promise<Row[]>
}

export interface Database {
  as<T>(identity: Identity, work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Builds typed SQL; it cannot run anything by itself. */
export const query = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

export interface DatabaseOptions {
  connection: pg.PoolConfig
  /** Connections of this process. */
  size?: number
  /** How long a statement or the wait for a connection may take before the caller is refused, in milliseconds. */
  patience?: number
  onConnectionError?: (error: Error) => void
}

// 16 clients at one counter saturate two cores with 10 connections; more only queue inside PostgreSQL.
const DEFAULT_SIZE = 12
// Officers wait at most 2 s for a refusal when the link hangs: 1.5 s here leaves room for the rest.
const DEFAULT_PATIENCE = 1_500

// A Citus coordinator then passes `set local` on to the node that holds the province; elsewhere it is a name nobody reads.
const PASS_ON_SET = '-c citus.propagate_set_commands=local'

export const openDatabase = (options: DatabaseOptions): Database => {
  const patience = options.patience ?? DEFAULT_PATIENCE
  const pool = new pg.Pool({
    ...options.connection,
    options: `${options.connection.options ?? ''} ${PASS_ON_SET}`,
    max: options.size ?? DEFAULT_SIZE,
    connectionTimeoutMillis: patience,
    query_timeout: patience,
    pipeline: true,
    types: { getTypeParser: typeParser },
  } as pg.PoolConfig)
  const noted = options.onConnectionError ?? (() => {})
  // A client that is checked out emits its own 'error' when the link breaks; unheard, that ends the process.
  pool.on('connect', (client) => client.on('error', noted))
  pool.on('error', noted)
  return {
    as: (identity, work) => inTransaction(pool, identity, work),
    close: () => pool.end(),
  }
}

const inTransaction = async <T>(
  pool: pg.Pool,
  identity: Identity,
  work: (tx: Tx) => Promise<T>,
): Promise<T> => {
  const tx = new OpenTx(pool, identity)
  try {
    const result = await work(tx)
    await tx.commit()
    return result
  } catch (error) {
    await tx.abandon()
    throw translated(error)
  }
}

class OpenTx implements Tx {
  readonly #pool: pg.Pool
  #identity: Identity
  #client: Promise<pg.PoolClient> | null = null
  #released = false
  #corked = false
  #open = true
  #committing: Promise<void> | null = null
  #early: Promise<unknown> = Promise.resolve()

  constructor(pool: pg.Pool, identity: Identity) {
    this.#pool = pool
    this.#identity = identity
  }

  async all<Row>(built: Compilable<Row>): Promise<Row[]> {
    const compiled: CompiledQuery<Row> = built.compile()
    this.#mustBeOpen()
    const result = await this.#after(this.#query({ text: compiled.sql, values: [...compiled.parameters] }))
    return result.rows as Row[]
  }

  async first<Row>(built: Compilable<Row>): Promise<Row | undefined> {
    return (await this.all(built))[0]
  }

  async run<Row>(wanted: Statement<Row>, values: readonly unknown[]): Promise<Row[]> {
    this.#mustBeOpen()
    const result = await this.#after(this.#query({ ...namedQuery(wanted), values: [...values] }))
    return result.rows as Row[]
  }

  become(identity: Identity): void {
    this.#mustBeOpen()
    const sent = this.#send(settings(identity, this.#identity))
    this.#identity = identity
    this.#early = Promise.all([this.#early, sent])
    this.#early.catch(() => {})
  }

  async commitWith<Row>(last: Statement<Row>, values: readonly unknown[]): Promise<Row[]> {
    this.#mustBeOpen()
    const written = this.#query({ ...namedQuery(last), values: [...values] })
    const committed = this.commit()
    committed.catch(() => {})
    const result = await this.#after(written)
    await committed
    return result.rows as Row[]
  }

  commit(): Promise<void> {
    this.#committing ??= this.#sendCommit()
    return this.#committing
  }

  async #sendCommit(): Promise<void> {
    this.#open = false
    // Everything asked for was kept in memory: there is nothing to commit, and no connection was taken.
    if (!this.#client) return
    const result = await this.#after(this.#query({ text: 'commit' }))
    // A commit of a transaction in which something failed answers ROLLBACK, without an error.
    if (result.command !== 'COMMIT') throw new Error('the transaction was rolled back at its commit')
    await this.#release(false)
  }

  /** Rolls back when the link still stands; otherwise the connection is thrown away and PostgreSQL does it. */
  async abandon(): Promise<void> {
    this.#open = false
    if (!this.#client || this.#released) return
    try {
      await this.#query({ text: 'rollback' })
      await this.#release(false)
    } catch {
      await this.#release(true)
    }
  }

  async #release(broken: boolean): Promise<void> {
    if (this.#released) return
    this.#released = true
    await this.#client?.then(
      (client) => client.release(broken),
      () => {},
    )
  }

  #mustBeOpen(): void {
    if (!this.#open) throw new Error('this transaction has ended: a query was sent after its commit')
  }

  #send(text: string): Promise<unknown> {
    const sent = this.#query({ text })
    sent.catch(() => {})
    return sent
  }

  /**
   * The first statement takes a connection and sends `begin` and the identity before itself. Statements of one turn
   * leave in one write: nine writes took 1.6 ms of a reception, more than its work.
   */
  #query(config: pg.QueryConfig): Promise<pg.QueryResult> {
    if (!this.#client) {
      this.#client = this.#pool.connect().catch((error: unknown) => {
        throw unavailable(error)
      })
      this.#early = this.#send(`begin;${settings(this.#identity)}`)
    }
    return this.#client.then((client) => {
      this.#cork(client)
      return client.query(config)
    })
  }

  #cork(client: pg.PoolClient): void {
    const wire = (client as unknown as { connection?: { stream?: Wire } }).connection?.stream
    if (this.#corked || !wire) return
    this.#corked = true
    wire.cork()
    process.nextTick(() => {
      this.#corked = false
      wire.uncork()
    })
  }

  /** The first thing that went wrong is the reason; what follows it only says that the transaction is aborted. */
  async #after<T>(sent: Promise<T>): Promise<T> {
    sent.catch(() => {})
    await this.#early
    return sent
  }
}

/** The socket below a client, as far as we touch it. */
interface Wire {
  cork(): void
  uncork(): void
}

const namedQuery = ({ name, text }: Statement<unknown>) => ({ name, text })

const SETTING_NAMES: Record<keyof Identity, string> = {
  actor: 'app.actor',
  authority: 'app.authority',
  session: 'app.session',
  receipt: 'app.receipt',
  signIn: 'app.sign_in',
}

/**
 * `set local` in text, not `set_config`: a Citus coordinator passes only the former on to the node that holds
 * the province. A setting takes no parameter, so its value is checked against what such a value can be.
 */
const settings = (identity: Identity, before: Identity = {}): string => {
  let text = ''
  for (const [key, name] of Object.entries(SETTING_NAMES) as [keyof Identity, string][]) {
    const value = identity[key] ?? ''
    if (!/^[\w.@-]{0,128}$/.test(value)) throw new Error(`a value for ${name} has a character it cannot have`)
    // Outside a transaction every setting is empty, so only what differs from before needs to travel.
    if (value !== (before[key] ?? '')) text += `set local ${name} = '${value}';`
  }
  return text
}

// Instants stay text until somebody asks: a Date would lose what PostgreSQL said and read the machine's zone.
const TIMESTAMPTZ = 1184
const DATE = 1082
const NUMERIC = 1700
const INT8 = 20

const typeParser = ((oid: number, format?: 'text' | 'binary') => {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
  if (oid === TIMESTAMPTZ) return (text: string) => new Date(text).toISOString()
  if (oid === DATE) return (text: string) => text
  if (oid === NUMERIC || oid === INT8) return Number
  return pg.types.getTypeParser(oid, 'text')
}) as typeof pg.types.getTypeParser

const unavailable = (cause: unknown): Refusal => {
  const refusal = new Refusal('UNAVAILABLE', 'database-unavailable')
  refusal.cause = cause
  return refusal
}

/**
 * Faults of the link or of the server become a refusal that asks to try again; every other error passes as it is.
 * 08 connection, 53 resources, 57P0x shutdown, 40 deadlock, 55P03 lock wait.
 */
const translated = (error: unknown): unknown => {
  if (error instanceof Refusal || !(error instanceof Error)) return error
  const code = (error as { code?: string }).code ?? ''
  if (/^(08|53|57P|40)/.test(code) || code === '55P03' || code === '57014') return unavailable(error)
  if (/^(ECONN|EPIPE|ETIMEDOUT|ENOENT|ENOTFOUND)/.test(code)) return unavailable(error)
  if (/timeout|terminated|not queryable|closed|Connection ended/i.test(error.message) && code === '')
    return unavailable(error)
  return error
}

/** Whether an error is PostgreSQL's "already there", on that constraint. */
export const isUniqueViolation = (error: unknown, constraint: string): boolean =>
  error instanceof Error &&
  (error as { code?: string }).code === '23505' &&
  (error as { constraint?: string }).constraint === constraint
