import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '#common/time.ts'
import type { Cluster, ConnectionSettings } from '#platform/db/cluster.ts'
import { startupOptions } from '#platform/db/connection.ts'
import { Sql } from '../sql.ts'
import { afterwards } from '../support/places.ts'

/**
 * A clock that stands where the life stands. The house takes the time from its database and from nowhere else; so the
 * database of this proof has functions of PostgreSQL's names that read one row, in a schema of their own, and the place
 * where a serving process reads how to connect names that schema before `pg_catalog`. The program knows nothing of it,
 * and no office comes to it by a setting: it takes the owner of the database and a file of the data folder.
 */
export class Clock {
  readonly #sql: Sql
  readonly #schema: string

  private constructor(sql: Sql, schema: string) {
    this.#sql = sql
    this.#schema = schema
  }

  static async make({ owner, app }: Cluster, schema: string, at: Instant): Promise<Clock> {
    const sql = await Sql.connect(owner)
    afterwards(() => sql.close())
    await sql.all(`create schema ${schema}`)
    await sql.all(`create table ${schema}.moment (at timestamptz not null)`)
    await sql.all(`insert into ${schema}.moment values ($1)`, [at])
    for (const name of CLOCKS)
      await sql.all(
        `create function ${schema}.${name}() returns timestamptz language sql stable as 'select at from ${schema}.moment'`,
      )
    await sql.all(`grant usage on schema ${schema} to ${app.user}`)
    await sql.all(`grant select on ${schema}.moment to ${app.user}`)
    return new Clock(sql, schema)
  }

  async set(at: Instant): Promise<void> {
    await this.#sql.all(`update ${this.#schema}.moment set at = $1`, [at])
  }

  /** Whoever is started from here on, to serve or to work, lives by this clock. */
  async hang(dataFolder: string, { schema, app }: Cluster): Promise<void> {
    const file = join(dataFolder, `serving-${schema}.json`)
    const place = JSON.parse(await readFile(file, 'utf8')) as ConnectionSettings
    const usual = /search_path=(\S+)/.exec(app.options)?.[1]
    if (!usual) throw new Error('a connection without a search path')
    const path = startupOptions({ search_path: `${this.#schema},pg_catalog,${usual}` })
    await writeFile(file, JSON.stringify({ ...place, options: `${app.options} ${path}` }))
  }
}

const CLOCKS = ['now', 'transaction_timestamp', 'statement_timestamp', 'clock_timestamp']
