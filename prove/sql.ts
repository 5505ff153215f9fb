import pg from 'pg'
import type { ConnectionSettings } from '#platform/db/cluster.ts'

/** Past the program, straight at its database: as the role that serves, or as one that sees everything. */

/** The settings that row-level security reads: who asks, for which authority, with which receipt. */
export type Settings = Readonly<
  Partial<Record<'actor' | 'authority' | 'session' | 'receipt' | 'sign_in', string>>
>

export interface Tried<Row> {
  /** Rows answered or touched; 0 when it was refused. */
  count: number
  rows: Row[]
  /** PostgreSQL's code of the refusal; null when there was none. */
  refused: string | null
  message: string
}

export class Sql {
  readonly #client: pg.Client
  #last: Promise<unknown> = Promise.resolve()

  private constructor(client: pg.Client) {
    this.#client = client
  }

  static async connect(settings: ConnectionSettings, name = 'motcua-prove'): Promise<Sql> {
    const client = new pg.Client({ ...settings, application_name: name })
    // Some attempts end their own connection; what they came to is read from the query.
    client.on('error', () => {})
    await client.connect()
    return new Sql(client)
  }

  /** One after the other, also when several ask at once. */
  all<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const asked = this.#last.then(async () => (await this.#client.query<Row>(text, [...values])).rows)
    this.#last = asked.catch(() => {})
    return asked
  }

  async one<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row> {
    const [row] = await this.all<Row>(text, values)
    if (!row) throw new Error(`no row: ${text}`)
    return row
  }

  /** In one transaction under these settings, which is always rolled back. */
  async under<T>(settings: Settings, work: () => Promise<T>): Promise<T> {
    await this.#client.query(`begin;${settingsText(settings)}`)
    try {
      return await work()
    } finally {
      await this.#client.query('rollback')
    }
  }

  /** Tries a statement inside a transaction that goes on afterwards as if it had not been tried. */
  async attempt<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Tried<Row>> {
    await this.#client.query('savepoint attempt')
    const tried = await this.attemptAlone<Row>(text, values)
    await this.#client.query('rollback to savepoint attempt')
    return tried
  }

  /** Tries a statement that wants no transaction around it. */
  async attemptAlone<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Tried<Row>> {
    try {
      const { rowCount, rows } = await this.#client.query<Row>(text, [...values])
      return { count: rowCount ?? 0, rows, refused: null, message: '' }
    } catch (error) {
      const { code, message } = error as Error & { code?: string }
      return { count: 0, rows: [], refused: code ?? 'lost', message }
    }
  }

  close(): Promise<void> {
    return this.#client.end()
  }
}

const settingsText = (settings: Settings): string =>
  Object.entries(settings)
    .map(([name, value]) => `set local app.${name} = ${pg.escapeLiteral(value ?? '')};`)
    .join('')

/** As a name inside SQL. */
export const quoted = pg.escapeIdentifier
/** PostgreSQL's «insufficient privilege»: missing grants and broken policies alike. */
export const NOT_PERMITTED = '42501'
/** A foreign key that points at nothing. */
export const NO_SUCH_DOSSIER = '23503'
