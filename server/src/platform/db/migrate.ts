import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Log } from '#platform/log.ts'
import { CannotOpen } from './cannot-open.ts'
import type { ConnectionSettings } from './connection.ts'
import { codeOf, connected, settled } from './connection.ts'
import { appRole, loaderRole } from './roles.ts'

export interface MigrateOptions {
  /** The owner's connection, with the province's search_path: `cluster.owner`. */
  owner: ConnectionSettings
  schema: string
  /** The folder of `NNNN_words.sql` files. */
  folder: string
  log: Log
}

export interface Migrated {
  /** Names of the files applied by this call, in order. */
  applied: string[]
  milliseconds: number
}

/**
 * Brings a province's schema up to this program: applies each file that is not applied yet, in the order of
 * names, forward only. A file and its row in `migration` are one transaction, so a start that is killed leaves
 * nothing half done. Two starters are safe: each file is applied under a lock of the table `migration`,
 * after reading again what is there (a lock of the table, not an advisory one, which poolers and Citus may lose).
 *
 * A file names no schema. `:app`, `:loader` and `:owner` in it stand for the province's roles (not after another
 * colon, so `::text` is safe). It holds no `begin` or `commit` of its own, and nothing that PostgreSQL
 * refuses inside a transaction.
 *
 * A file that changes rows of a table with forced row-level security brackets them with `alter table … no
 * force row level security` and `… force row level security`: the owner, too, is under the policies, and would
 * otherwise change nothing and say nothing. `row_security` is off here, so that forgetting it is an error.
 *
 * @throws CannotOpen MIGRATION_CHANGED, MIGRATION_UNKNOWN, MIGRATION_MISNAMED, MIGRATION_OUT_OF_ORDER,
 *   MIGRATION_FAILED with file, line and PostgreSQL's words
 */
export const migrate = async ({ owner, schema, folder, log }: MigrateOptions): Promise<Migrated> => {
  const began = performance.now()
  const files = await readMigrations(folder)
  const applied = await connected(owner, async (client) => {
    await settled(() => ensureTable(client, schema))
    const done: string[] = []
    for (;;) {
      const name = await applyNext(client, { schema, files, owner: owner.user, log })
      if (name === null) return done
      done.push(name)
    }
  })
  const milliseconds = Math.round(performance.now() - began)
  if (applied.length > 0) log('info', { event: 'migrated', count: applied.length, ms: milliseconds })
  return { applied, milliseconds }
}

/** Replaces the role tokens of a migration or of `schema.sql` by the province's quoted roles. */
export const withRoles = (text: string, schema: string, owner: string): string =>
  text.replace(/(?<!:):(app|loader|owner)\b/g, (_, token: 'app' | 'loader' | 'owner') =>
    pg.escapeIdentifier({ app: appRole(schema), loader: loaderRole(schema), owner }[token]),
  )

interface Migration {
  name: string
  text: string
  checksum: string
}

/** The folder's migrations in order. */
const readMigrations = async (folder: string): Promise<Migration[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const migrations: Migration[] = []
  for (const file of names) {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(file))
      throw new CannotOpen('MIGRATION_MISNAMED', `${file} is not named like a migration: NNNN_words.sql.`)
    const last = migrations.at(-1)
    if (last?.name.slice(0, 4) === file.slice(0, 4))
      throw new CannotOpen('MIGRATION_MISNAMED', `${last.name} and ${file} carry the same number.`)
    // A checkout on Windows may have changed the line ends; the text is the same.
    const text = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n')
    const checksum = createHash('sha256').update(text).digest('hex')
    migrations.push({ name: file.slice(0, -'.sql'.length), text, checksum })
  }
  return migrations
}

const ensureTable = async (client: pg.Client, schema: string): Promise<void> => {
  const { rows } = await client.query<{ found: boolean }>(
    `select to_regclass('migration') is not null as found`,
  )
  if (rows[0]!.found) return
  await client
    .query(
      withRoles(
        `begin;
       create table migration (
         name text primary key,
         checksum text not null,
         applied_at timestamptz not null default now()
       );
       comment on table migration is 'written by the program alone: which files of server/migrations were applied';
       comment on column migration.checksum is 'SHA-256 of the file with line feeds';
       grant select on migration to :app, :loader;
       commit`,
        schema,
        '',
      ),
    )
    .catch(async (error: unknown) => {
      await client.query('rollback')
      throw error
    })
}

interface Step {
  schema: string
  files: readonly Migration[]
  owner: string
  log: Log
}

/** Applies the first file that is not applied yet; null when there is none. */
const applyNext = async (client: pg.Client, step: Step): Promise<string | null> => {
  try {
    await lockMigrations(client, step.log)
    const { rows } = await client.query<Pick<Migration, 'name' | 'checksum'>>(
      'select name, checksum from migration order by name',
    )
    const next = nextOf(step.files, rows)
    if (next !== null) await apply(client, next, step)
    await client.query('commit')
    return next?.name ?? null
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** Self-conflicting, and readers pass: a serving process may ask what was applied while we are at work. */
const lockMigrations = async (client: pg.Client, log: Log): Promise<void> => {
  const lock = 'lock table migration in share row exclusive mode'
  const begin =
    'begin; set local row_security = off; set local lock_timeout = 0; set local statement_timeout = 0'
  await client.query(begin)
  try {
    await client.query(`${lock} nowait`)
  } catch (error) {
    if (codeOf(error) !== '55P03') throw error
    log('info', { event: 'waiting-for-another-migration' })
    await client.query(`rollback; ${begin}; ${lock}`)
  }
}

const nextOf = (
  files: readonly Migration[],
  applied: readonly Pick<Migration, 'name' | 'checksum'>[],
): Migration | null => {
  for (const { name, checksum } of applied) {
    const file = files.find((one) => one.name === name)
    if (!file)
      throw new CannotOpen(
        'MIGRATION_UNKNOWN',
        `The database was migrated by a newer program: it has ${name}, which this one does not know. ` +
          'Start the newer program again, or restore a backup from before the change.',
      )
    if (file.checksum !== checksum)
      throw new CannotOpen(
        'MIGRATION_CHANGED',
        `${name}.sql was applied to this database with another content. Put the file back as it was, and ` +
          'write the change as a new migration.',
      )
  }
  const next = files.find((file) => !applied.some((row) => row.name === file.name))
  const newest = applied.at(-1)?.name
  if (next && newest && next.name < newest)
    throw new CannotOpen(
      'MIGRATION_OUT_OF_ORDER',
      `${next.name}.sql is older than ${newest}, which is applied already. Give it the next free number.`,
    )
  return next ?? null
}

const apply = async (client: pg.Client, file: Migration, { schema, owner, log }: Step): Promise<void> => {
  const began = performance.now()
  const before = await transactionId(client)
  const text = withRoles(file.text, schema, owner)
  await client.query(text).catch((cause: unknown) => {
    throw failed(file.name, text, cause as pg.DatabaseError)
  })
  if ((await transactionId(client)) !== before)
    throw new CannotOpen(
      'MIGRATION_FAILED',
      `${file.name}.sql ends its transaction by itself. Remove begin and commit from it: the file and its record ` +
        'must be written together.',
    )
  await client.query('insert into migration (name, checksum) values ($1, $2)', [file.name, file.checksum])
  log('info', { event: 'migration-applied', file: file.name, ms: Math.round(performance.now() - began) })
}

const transactionId = async (client: pg.Client): Promise<string> => {
  const { rows } = await client.query<{ id: string }>('select pg_current_xact_id()::text as id')
  return rows[0]!.id
}

const failed = (name: string, text: string, cause: pg.DatabaseError): CannotOpen => {
  const line = cause.position ? text.slice(0, Number(cause.position)).split('\n').length : null
  return new CannotOpen(
    'MIGRATION_FAILED',
    `${name}.sql${line === null ? '' : `, line ${line}`}: ${cause.message}. Nothing of it was applied.`,
    cause,
  )
}
