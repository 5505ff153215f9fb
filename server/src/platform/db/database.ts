import { availableParallelism } from 'node:os'
import type { Compilable, CompiledQuery } from 'kysely'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import pg from 'pg'
import { Refusal } from '#platform/refusal.ts'
import { exchange, type ParserOf, type Step, step } from './exchange.ts'
import type { Statement } from './statement.ts'
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

/**
 * The only way to reach the database: one transaction, under one identity at a time.
 * `begin`, the identity's settings and the first query travel together, and so do the last statement and its commit.
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
  /** Does this once the commit is durable, and never where there is none: to tell others what is there to be read now. */
  afterCommit(tell: () => void): void
}

export interface Database {
  as<T>(identity: Identity, work: (tx: Tx) => Promise<T>): Promise<T>
  /** How many there are, how many of them wait for work, and how many requests wait for one. */
  connections(): { total: number; idle: number; waiting: number }
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

// Two for each core and one: on 2 cores 5 served 16 clients with 1.0 ms of PostgreSQL's time a reception, 12 with 1.3 ms,
// since each connection keeps its own copy of what PostgreSQL knows of the tables.
const DEFAULT_SIZE = 2 * availableParallelism() + 1
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
    connections: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
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
    throw error
  }
}

class OpenTx implements Tx {
  readonly #pool: pg.Pool
  #identity: Identity
  /** What travels with the next statement. */
  #ahead: Step[]
  #client: Promise<pg.PoolClient> | null = null
  #released = false
  #open = true
  readonly #tellings: (() => void)[] = []

  constructor(pool: pg.Pool, identity: Identity) {
    this.#pool = pool
    this.#identity = identity
    this.#ahead = [BEGIN, ...settings(identity)]
  }

  async all<Row>(built: Compilable<Row>): Promise<Row[]> {
    const { sql: text, parameters }: CompiledQuery<Row> = built.compile()
    this.#mustBeOpen()
    return (await this.#send(step({ text }, parameters))) as Row[]
  }

  async first<Row>(built: Compilable<Row>): Promise<Row | undefined> {
    return (await this.all(built))[0]
  }

  async run<Row>(wanted: Statement<Row>, values: readonly unknown[]): Promise<Row[]> {
    this.#mustBeOpen()
    return (await this.#send(step(wanted, values))) as Row[]
  }

  become(identity: Identity): void {
    this.#mustBeOpen()
    this.#ahead.push(...settings(identity, this.#identity))
    this.#identity = identity
  }

  async commitWith<Row>(last: Statement<Row>, values: readonly unknown[]): Promise<Row[]> {
    this.#mustBeOpen()
    this.#open = false
    const rows = (await this.#send(step(last, values), [COMMIT])) as Row[]
    await this.#release(false)
    this.#tell()
    return rows
  }

  afterCommit(tell: () => void): void {
    this.#mustBeOpen()
    this.#tellings.push(tell)
  }

  async commit(): Promise<void> {
    this.#open = false
    // Everything asked for was kept in memory, or committed already: no connection is held.
    if (!this.#client || this.#released) return
    await this.#send(COMMIT)
    await this.#release(false)
    this.#tell()
  }

  #tell(): void {
    for (const tell of this.#tellings) tell()
  }

  /** Rolls back when the link still stands; otherwise the connection is thrown away and PostgreSQL does it. */
  async abandon(): Promise<void> {
    this.#open = false
    if (!this.#client || this.#released) return
    try {
      await this.#send(ROLLBACK)
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

  /** The first statement takes a connection; `begin` and the identity's settings travel in front of it. */
  async #send(main: Step, after: readonly Step[] = []): Promise<unknown[]> {
    const before = this.#ahead
    this.#ahead = []
    this.#client ??= this.#pool.connect().catch((error: unknown) => {
      throw unavailable(error)
    })
    const client = await this.#client
    return exchange(client, typeParser, main, before, after).catch((error: unknown) => {
      throw translated(error)
    })
  }
}

const BEGIN = step({ name: 'begin', text: 'begin' })
const COMMIT = step({ name: 'commit', text: 'commit' })
const ROLLBACK = step({ name: 'rollback', text: 'rollback' })

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
const settings = (identity: Identity, before: Identity = {}): Step[] => {
  const steps: Step[] = []
  for (const [key, name] of Object.entries(SETTING_NAMES) as [keyof Identity, string][]) {
    const value = identity[key] ?? ''
    if (!/^[\w.@-]{0,128}$/.test(value)) throw new Error(`a value for ${name} has a character it cannot have`)
    // Outside a transaction every setting is empty, so only what differs from before needs to travel.
    if (value !== (before[key] ?? '')) steps.push(step({ text: `set local ${name} = '${value}'` }))
  }
  return steps
}

// Instants are read once into our form, in UTC with milliseconds. PostgreSQL's microseconds are cut off: what must be
// ordered is ordered by the database, or by seq or id, never by such a time alone.
const TIMESTAMPTZ = 1184
const DATE = 1082
const NUMERIC = 1700
const INT8 = 20

const typeParser = ((oid: number, format: 'text' | 'binary' = 'text') => {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
  if (oid === TIMESTAMPTZ) return (text: string) => new Date(text).toISOString()
  if (oid === DATE) return (text: string) => text
  if (oid === NUMERIC || oid === INT8) return Number
  return pg.types.getTypeParser(oid, 'text')
}) as typeof pg.types.getTypeParser & ParserOf

const unavailable = (cause: unknown): Refusal => {
  const refusal = new Refusal('UNAVAILABLE', 'database-unavailable')
  refusal.cause = cause
  return refusal
}

/**
 * What the database answered with an error. Faults of the link or of the server become a refusal that asks to try
 * again: 08 connection (but not 08P01, a message of ours that made no sense), 53 resources, 57P0x shutdown, 40 deadlock,
 * 55P03 lock wait. Text that PostgreSQL cannot keep (22021, 22P05: the character NUL) is a fault of the request,
 * wherever in it the text stood. Every other error passes as it is.
 */
const translated = (error: unknown): unknown => {
  if (error instanceof Refusal || !(error instanceof Error)) return error
  const code = (error as { code?: string }).code ?? ''
  if (/^(08(?!P01)|53|57P|40)/.test(code) || code === '55P03' || code === '57014') return unavailable(error)
  if (code === '22021' || code === '22P05') return new Refusal('INVALID', 'request-not-understood')
  if (/^(ECONN|EPIPE|ETIMEDOUT|ENOENT|ENOTFOUND)/.test(code)) return unavailable(error)
  if (/timeout|terminated|not queryable|closed|Connection ended/i.test(error.message) && code === '')
    return unavailable(error)
  return error
}

/** Whether an error is PostgreSQL's "already there", on that constraint. */
export const isUniqueViolation = (error: unknown, constraint: string): boolean =>
  isViolation(error, '23505', constraint)

/** Whether an error is PostgreSQL's "overlaps what is there", on that constraint. */
export const isExclusionViolation = (error: unknown, constraint: string): boolean =>
  isViolation(error, '23P01', constraint)

/**
 * Whether PostgreSQL undid a transaction because two waited for one another. Two overlapping rows that arrive at the same
 * moment do (14 of 1,200 that were tried): whoever is undone may begin again.
 */
export const isDeadlock = (error: unknown): boolean =>
  error instanceof Refusal && (error.cause as { code?: string } | undefined)?.code === '40P01'

const isViolation = (error: unknown, code: string, constraint: string): boolean =>
  error instanceof Error &&
  (error as { code?: string }).code === code &&
  (error as { constraint?: string }).constraint === constraint
