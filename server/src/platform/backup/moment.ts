import pg from 'pg'
import { type ConnectionSettings, codeOf, connected } from '#platform/db/connection.ts'
import { sleep } from '#platform/db/processes.ts'
import { BackupFailure } from './failure.ts'

/**
 * The state of a working office at one place of its log, so that a restore to that place can be held against it.
 *
 * A snapshot alone does not name a place: a transaction is in the log a moment before others see it. So for an instant every
 * table is locked against writers. Then whoever wrote before is in the log and seen, nobody writes, and snapshot and
 * place mean the same. The locks go; the snapshot stays for as long as the counting takes, and nobody waits for it.
 */
export interface Moment {
  lsn: string
  /** By the clock of the database. */
  at: string
  /** How long writers were kept waiting, in milliseconds. */
  heldMs: number
  tables: ReadonlyMap<string, TableState>
}

export interface TableState {
  rows: number
  /** Sums of two 64-bit hashes of every row as text: the same rows in any order. */
  hash: string
}

// Shorter than deadlock_timeout: it is we who give way, never a clerk.
const LOCK_MS = 300
const ATTEMPTS = 40

/**
 * @param readers who may read the tables, each as many as it may, past row-level security; the first also locks them, and so
 * owns them or is a superuser
 * @throws BackupFailure no-moment when writers never paused
 */
export const takeMoment = async (
  readers: readonly [ConnectionSettings, ...ConnectionSettings[]],
  schema: string,
): Promise<Moment> => {
  const clients = readers.map((settings) => new pg.Client(settings))
  for (const client of clients) client.on('error', () => {})
  try {
    for (const client of clients) await client.connect()
    const holder = new pg.Client(readers[0])
    holder.on('error', () => {})
    await holder.connect()
    try {
      return await momentOf(holder, clients, schema)
    } finally {
      await holder.end().catch(() => {})
    }
  } finally {
    for (const client of clients) await client.end().catch(() => {})
  }
}

const momentOf = async (
  holder: pg.Client,
  readers: readonly pg.Client[],
  schema: string,
): Promise<Moment> => {
  const tables = await tablesOf(holder, schema)
  for (let attempt = 1; ; attempt += 1) {
    const began = performance.now()
    try {
      const place = await locked(holder, schema, tables)
      for (const reader of readers) {
        await reader.query('begin isolation level repeatable read read only')
        await reader.query(`set transaction snapshot '${place.snapshot}'`)
        await reader.query('select 1')
      }
      await holder.query('commit')
      const heldMs = performance.now() - began
      const counted = await countTables(readers, schema, tables)
      return { lsn: place.lsn, at: place.at, heldMs, tables: counted }
    } catch (error) {
      await holder.query('rollback')
      if (codeOf(error) !== LOCK_NOT_AVAILABLE) throw error
      if (attempt >= ATTEMPTS) throw new BackupFailure('no-moment', {}, { cause: error })
      await sleep(50 + 200 * Math.random())
    }
  }
}

const LOCK_NOT_AVAILABLE = '55P03'

const locked = async (
  holder: pg.Client,
  schema: string,
  tables: readonly string[],
): Promise<{ lsn: string; at: string; snapshot: string }> => {
  await holder.query('begin isolation level repeatable read')
  await holder.query(`set local lock_timeout = ${LOCK_MS}`)
  await holder.query(`lock table ${tables.map((table) => named(schema, table)).join(', ')} in share mode`)
  // The first query: its snapshot is of a moment at which nobody writes.
  const { rows } = await holder.query<{ lsn: string; at: string; snapshot: string }>(
    `select pg_current_wal_insert_lsn()::text as lsn, pg_export_snapshot() as snapshot,
       to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`,
  )
  return rows[0]!
}

/** A record behind the moment: a restore stops before the first record at its place, and so one must be there. */
export const recordBehind = (settings: ConnectionSettings): Promise<bigint> =>
  connected(settings, async (client) => {
    await client.query(`select pg_logical_emit_message(true, 'motcua', 'drill')`)
    const { rows } = await client.query<{ bytes: string }>(
      `select (pg_current_wal_flush_lsn() - '0/0')::text as bytes`,
    )
    return BigInt(rows[0]!.bytes)
  })

/** The same of a database in which nobody writes. */
export const tableStates = (
  settings: ConnectionSettings,
  schema: string,
): Promise<ReadonlyMap<string, TableState>> =>
  connected(settings, async (client) => countTables([client], schema, await tablesOf(client, schema)))

const named = (schema: string, table: string) =>
  `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`

const tablesOf = async (client: pg.Client, schema: string): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind in ('r', 'p') and c.relpersistence = 'p' order by c.relname`,
    [schema],
  )
  return rows.map(({ name }) => name)
}

// A row as text depends on these.
const AS_TEXT = `set timezone = 'UTC'; set datestyle = 'ISO'; set bytea_output = 'hex'; set extra_float_digits = 1;
  set intervalstyle = 'postgres'; set statement_timeout = 0; set row_security = off`

const countTables = async (
  readers: readonly pg.Client[],
  schema: string,
  tables: readonly string[],
): Promise<ReadonlyMap<string, TableState>> => {
  for (const reader of readers) await reader.query(AS_TEXT)
  const states = new Map<string, TableState>()
  for (const table of tables) {
    const reader = await whoReads(readers, named(schema, table))
    const { rows } = await reader.query<{ rows: string; hash: string }>(
      `select count(*) as rows,
         coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) || ':' ||
         coalesce(sum(hashtextextended(t::text, 1)::numeric), 0) as hash
       from ${named(schema, table)} t`,
    )
    states.set(table, { rows: Number(rows[0]!.rows), hash: rows[0]!.hash })
  }
  return states
}

/** The last who may: a role that passes row-level security comes behind the owner, whom it binds. */
const whoReads = async (readers: readonly pg.Client[], table: string): Promise<pg.Client> => {
  for (const reader of readers.slice(1)) {
    const { rows } = await reader.query<{ may: boolean }>(`select has_table_privilege($1, 'select') as may`, [
      table,
    ])
    if (rows[0]!.may) return reader
  }
  return readers[0]!
}
