import type { ConnectionSettings } from '#platform/db/cluster.ts'
import { NO_SUCH_DOSSIER, NOT_PERMITTED, quoted, type Settings, Sql } from '../sql.ts'

/**
 * Row-level security by itself: the application's own checks are left out, SQL is sent as the role that serves,
 * under the settings of each authority. What may be seen is written down here for every secured table; a table
 * that is not written down fails the proof.
 */

/** A row as somebody who passes row-level security sees it. */
type Row = Record<string, unknown>

interface Known {
  /** Every row of every secured table, by table. */
  tables: ReadonlyMap<string, readonly Row[]>
  /** By dossier: the authorities that take part, and what the receipt's holder knows. */
  dossiers: ReadonlyMap<string, { authorities: readonly string[]; receiptHash: string }>
  /** By officer: the name she signs in with. */
  usernames: ReadonlyMap<string, string>
  /** By the hash of its token: whose session it is. */
  bearers: ReadonlyMap<string, string>
}

type Law = (row: Row, who: Settings, known: Known) => boolean

const ofDossier =
  (column: string): Law =>
  (row, who, known) => {
    const dossier = known.dossiers.get(String(row[column]))
    if (!dossier) return false
    if (who.authority && dossier.authorities.includes(who.authority)) return true
    return Boolean(who.receipt) && who.receipt === dossier.receiptHash
  }
const ofAuthority: Law = (row, who) => Boolean(who.authority) && row.authority_id === who.authority

/** What an officer has of her own, and shows nobody. */
const isOwn = (row: Row, { actor }: Settings): boolean => Boolean(actor) && row.officer_id === actor

/** Who sends papers and who gets them. */
const atEitherEnd: Law = (row, who) =>
  Boolean(who.authority) && (row.authority_id === who.authority || row.to_authority_id === who.authority)

/** Whether it is that officer's session: read with it, before it is known whose it is. */
const bears = (officerId: unknown, who: Settings, known: Known): boolean =>
  Boolean(who.session) && known.bearers.get(who.session ?? '') === officerId

const KEPT_MS = 30 * 24 * 60 * 60 * 1_000
/** What nobody can ask for any more is the worker's to take away. */
const mayBeSwept = (over: unknown, { actor }: Settings): boolean =>
  actor === 'system' && Date.parse(String(over)) < Date.now() - KEPT_MS

/** Which rows an identity may see, by table: the law, not the policies. */
const MAY_SEE: Readonly<Record<string, Law>> = {
  dossier: ofDossier('id'),
  dossier_event: ofDossier('dossier_id'),
  task: ofDossier('dossier_id'),
  person: ofDossier('dossier_id'),
  person_word: ofDossier('dossier_id'),
  same_person: ofAuthority,
  manifest: atEitherEnd,
  manifest_dossier: atEitherEnd,
  note: ofDossier('dossier_id'),
  // Where one came from: whoever may know of it.
  takeover_row: (row, who, known) => ofDossier('dossier_id')(row, { ...who, receipt: '' }, known),
  artefact: ofDossier('dossier_id'),
  dossier_file: ofDossier('dossier_id'),
  dossier_counter: ofAuthority,
  form_counter: ofAuthority,
  // And who makes leaves of its lines, of all of them.
  ledger: (row, who, known) => ofAuthority(row, who, known) || who.actor === 'keeper',
  counter_session: (row, who, known) =>
    ofAuthority(row, who, known) || bears(row.officer_id, who, known) || isOwn(row, who),
  delegation: (row, who, known) => ofAuthority(row, who, known) || bears(row.to_officer_id, who, known),
  absence: (row, who, known) => ofAuthority(row, who, known) || bears(row.cover_id, who, known),
  // Whom the house of a dossier owes word; an agency that is asked owes nobody any.
  due_notice: (row, who) => Boolean(who.authority) && row.home_authority_id === who.authority,
  due_recomputation: (row, who, known) => ofAuthority(row, who, known) || who.actor === 'system',
  // The machinery's own: who bears the session, who signs in, who asked, the worker.
  session: (row, who) =>
    (Boolean(who.session) && row.token_hash === who.session) ||
    isOwn(row, who) ||
    mayBeSwept(row.expires_at, who),
  second_factor: (row, who) => isOwn(row, who),
  recovery_code: (row, who) => isOwn(row, who),
  credential: (row, who) => Boolean(who.sign_in) && row.username === who.sign_in,
  idempotent_answer: (row, who) =>
    (Boolean(who.actor) && row.actor_id === who.actor) || mayBeSwept(row.answered_at, who),
  people_search_pace: (row, who) => Boolean(who.actor) && row.officer_id === who.actor,
  job: (_row, who) => who.actor === 'system',
}

/** Which rows an identity may change, where that is less than it may see. */
const MAY_CHANGE: Readonly<Record<string, Law>> = {
  due_recomputation: (_row, who) => who.actor === 'system',
  ledger: ofAuthority,
  delegation: ofAuthority,
  absence: ofAuthority,
  counter_session: ofAuthority,
  // Only by the officer whose it is, signed in: who signs in reads it, and changes nothing.
  credential: (row, who, known) =>
    row.username === who.sign_in && known.usernames.get(who.actor ?? '') === row.username,
}

/** Who looks up with a receipt reads, and changes nothing. */
const mayChange = (table: string, row: Row, who: Settings, known: Known): boolean => {
  const { receipt: _, ...withoutReceipt } = who
  return (MAY_CHANGE[table] ?? MAY_SEE[table])?.(row, withoutReceipt, known) ?? false
}

/** Which rows an identity may add; as a rule those it may change. */
const MAY_ADD: Readonly<Record<string, Law>> = {
  // Whoever acts on a dossier leaves work behind for it.
  job: (row, who, known) => ofDossier('order_key')(row, { ...who, receipt: '' }, known),
}

const mayAdd = (table: string, row: Row, who: Settings, known: Known): boolean =>
  mayChange(table, row, who, known) || (MAY_ADD[table]?.(row, who, known) ?? false)

/** Tables that name no citizen and keep no secret: everybody who is let into the database may read them. */
const OPEN_TO_ALL = new Set([
  'agency',
  'agency_succession',
  'administrative_unit',
  'administrative_succession',
  'reception_point',
  'counter',
  'officer',
  'working_calendar',
  'calendar_change',
  'publication_decision',
  'procedure_import',
  'procedure_replacement',
  'procedure_search',
  'procedure_word',
  'procedure_word',
  'procedure',
  'procedure_version',
  'process_version',
  'reference_generation',
  'house_mode',
  'migration',
  // Hashes, public keys and sealed ones, and what is published: ids of lines of the ledger at most.
  'ledger_leaf',
  'ledger_key',
  'ledger_checkpoint',
  // Fingerprints, which tell no key.
  'process_beat',
  'sealing_key',
  // Counts of failures by keyed hash; read before it is known who asks.
  'failed_attempt',
  // Keyed hashes of what was handed in: the same bytes once for everybody.
  'content',
])

/** What names a row, where it is not `id`. */
const KEYS: Readonly<Record<string, string>> = {
  people_search_pace: 'officer_id::text',
  dossier_event: `dossier_id || '/' || seq`,
  takeover_row: `source || '/' || code`,
  person: `id || '/' || version`,
  manifest_dossier: `manifest_id || '/' || seq`,
  person_word: `person_id || '/' || word || '/' || coalesce(for_authority_id, home_authority_id)`,
  working_calendar: `id || '/' || version`,
  due_notice: 'dossier_id::text',
  procedure_replacement: `replaced_id || '/' || replacing_id`,
  dossier_counter: `agency_code || '/' || day`,
  form_counter: `authority_id || '/' || form || '/' || year`,
  credential: 'username',
  second_factor: 'officer_id::text',
  recovery_code: 'code_hash',
  content: 'address',
  idempotent_answer: `actor_id || ' ' || route || ' ' || key`,
}
const keyOf = (table: string): string => KEYS[table] ?? 'id::text'

/** Columns that only a default writes. */
const WRITTEN_BY_ITSELF: Readonly<Record<string, readonly string[]>> = { ledger: ['xact'] }

export interface Outcome {
  identities: number
  /** Statements sent. */
  tries: number
  tablesWithoutLaw: string[]
  unsecuredTables: string[]
  /** Secured tables without a row: nothing could be tried on them. */
  emptyTables: string[]
  readOutside: string[]
  changedOutside: string[]
  insertedForOthers: string[]
  insertedIntoForeign: string[]
  seenByNobody: string[]
  /** Rows that somebody saw rightly: without them nothing was tried. */
  readInside: number
}

const nothingYet = (): Outcome => ({
  identities: 0,
  tries: 0,
  tablesWithoutLaw: [],
  unsecuredTables: [],
  emptyTables: [],
  readOutside: [],
  changedOutside: [],
  insertedForOthers: [],
  insertedIntoForeign: [],
  seenByNobody: [],
  readInside: 0,
})

/** The tables of the province, and whether row-level security holds for everybody on each. */
export const tablesOf = (sql: Sql): Promise<{ name: string; secured: boolean }[]> =>
  sql.all(
    `select relname::text as name, relrowsecurity and relforcerowsecurity as secured from pg_class
     where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') order by relname`,
  )

/** Everything there is, with its name, as the role reads it that passes row-level security. */
const everything = async (loader: Sql, secured: readonly string[]): Promise<Known> => {
  const tables = new Map<string, readonly Row[]>()
  for (const name of secured) {
    const rows = await loader.all<{ row: Row; key: string }>(
      `select to_jsonb(t) as row, ${keyOf(name)} as key from ${quoted(name)} t`,
    )
    tables.set(
      name,
      rows.map(({ row, key }) => ({ ...row, [KEY]: key })),
    )
  }
  const officers = await loader.all<{ id: string; username: string }>('select id, username from officer')
  const of = (name: string) => tables.get(name) ?? []
  return {
    tables,
    dossiers: new Map(
      of('dossier').map((row) => [
        String(row.id),
        { authorities: row.authorities as string[], receiptHash: String(row.receipt_hash) },
      ]),
    ),
    usernames: new Map(officers.map(({ id, username }) => [id, username])),
    bearers: new Map(of('session').map((row) => [String(row.token_hash), String(row.officer_id)])),
  }
}

/** Beside the row's columns: what names it. */
const KEY = ' key'

export const tryEveryIdentity = async (
  connections: { app: ConnectionSettings; loader: ConnectionSettings },
  identities: readonly Settings[],
): Promise<Outcome> => {
  const loader = await Sql.connect(connections.loader)
  const app = await Sql.connect(connections.app)
  const untouched = await Sql.connect(connections.app)
  try {
    const tables = await tablesOf(loader)
    const secured = tables.filter((table) => table.secured).map((table) => table.name)
    const known = await everything(loader, secured)
    const outcome = nothingYet()
    outcome.tablesWithoutLaw = secured.filter((name) => !(name in MAY_SEE))
    outcome.unsecuredTables = tables
      .filter((table) => !table.secured && !OPEN_TO_ALL.has(table.name))
      .map(({ name }) => name)
    outcome.emptyTables = secured.filter((name) => known.tables.get(name)?.length === 0)
    const changeable = await changeableColumns(app)
    for (const who of identities) {
      outcome.identities += 1
      await app.under(who, async () => {
        for (const table of secured) {
          const attack = new Attack(app, table, who, known, outcome)
          await attack.read()
          await attack.change(changeable.get(table))
          await attack.insert()
        }
      })
    }
    for (const [connection, words] of [
      [untouched, 'never set'],
      [app, 'run out with its transaction'],
    ] as const) {
      for (const table of secured) {
        outcome.tries += 1
        const { count } = await connection.one<{ count: number }>(
          `select count(*)::integer as count from ${quoted(table)}`,
        )
        if (count > 0) outcome.seenByNobody.push(`${table}: ${count} rows with the identity ${words}`)
      }
    }
    return outcome
  } finally {
    await Promise.all([loader.close(), app.close(), untouched.close()])
  }
}

/** A column of each table that the role may write. */
const changeableColumns = async (app: Sql): Promise<Map<string, string>> => {
  const rows = await app.all<{ table: string; column: string }>(
    `select c.relname::text as table, min(a.attname)::text as column
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = current_schema()::regnamespace and has_column_privilege(c.oid, a.attnum, 'update')
     group by c.relname`,
  )
  return new Map(rows.map(({ table, column }) => [table, column]))
}

/** One identity at one table, inside a transaction that is rolled back. */
class Attack {
  readonly #app: Sql
  readonly #table: string
  readonly #who: Settings
  readonly #known: Known
  readonly #outcome: Outcome
  readonly #rows: readonly Row[]

  constructor(app: Sql, table: string, who: Settings, known: Known, outcome: Outcome) {
    this.#app = app
    this.#table = table
    this.#who = who
    this.#known = known
    this.#outcome = outcome
    this.#rows = known.tables.get(table) ?? []
  }

  #try(text: string, values: readonly unknown[] = []) {
    this.#outcome.tries += 1
    return this.#app.attempt<{ key: string }>(text, values)
  }

  #said(what: string): string {
    const who = this.#who
    const name = who.authority
      ? `${who.actor === 'system' ? 'the worker' : 'an officer'} for authority ${who.authority.slice(0, 8)}`
      : who.receipt
        ? 'the holder of a receipt'
        : `${Object.keys(who).join(' and ')} alone`
    return `${what} ${this.#table}, as ${name}`
  }

  async read(): Promise<void> {
    const law = MAY_SEE[this.#table]
    const lawful = new Set(
      this.#rows.filter((row) => law?.(row, this.#who, this.#known)).map((row) => row[KEY]),
    )
    const { rows } = await this.#try(`select ${keyOf(this.#table)} as key from ${quoted(this.#table)}`)
    for (const { key } of rows) {
      if (lawful.has(key)) this.#outcome.readInside += 1
      else this.#outcome.readOutside.push(this.#said(`read ${key} of`))
    }
  }

  /** A change that changes nothing still needs the right to change. */
  async change(column: string | undefined): Promise<void> {
    const table = quoted(this.#table)
    const key = keyOf(this.#table)
    const foreign = this.#rows
      .filter((row) => !mayChange(this.#table, row, this.#who, this.#known))
      .map((row) => row[KEY])
    if (column !== undefined) {
      const set = `set ${quoted(column)} = ${quoted(column)}`
      const { rows } = await this.#try(
        `update ${table} ${set} where ${key} = any($1) returning ${key} as key`,
        [foreign],
      )
      if (rows.length > 0) this.#outcome.changedOutside.push(this.#said(`updated ${rows.length} rows of`))
    }
    const { rows } = await this.#try(`delete from ${table} where ${key} = any($1) returning ${key} as key`, [
      foreign,
    ])
    if (rows.length > 0) this.#outcome.changedOutside.push(this.#said(`deleted ${rows.length} rows of`))
  }

  /** The copy of a foreign row; then the same row in one's own name, still hanging on the foreign dossier. */
  async insert(): Promise<void> {
    const foreign = this.#rows.find((row) => !mayAdd(this.#table, row, this.#who, this.#known))
    if (!foreign) return
    const copy = { ...foreign, ...(foreign.id ? { id: crypto.randomUUID() } : {}) }
    if (await this.#accepts(copy))
      this.#outcome.insertedForOthers.push(this.#said('inserted a row of others into'))
    // In one's own name as far as the row names an actor, yet for the authority of somebody else.
    if ('authority_id' in copy && 'actor_id' in copy && this.#who.actor) {
      if (await this.#accepts({ ...copy, actor_id: this.#who.actor })) {
        this.#outcome.insertedForOthers.push(this.#said('inserted for another authority into'))
      }
    }
    if (!('dossier_id' in copy || 'order_key' in copy) || !this.#who.authority) return
    const mine = (...names: string[]) =>
      Object.fromEntries(names.filter((name) => name in copy).map((name) => [name, this.#who.authority]))
    // As a row that is not there yet, so that no key of the row itself refuses it first.
    const fresh = { seq: 9_999, event_seq: 9_999, version: 99 }
    const anew = { ...copy, ...Object.fromEntries(Object.entries(fresh).filter(([name]) => name in copy)) }
    const own = { ...anew, ...mine('authority_id', 'opened_by_authority_id') }
    if (!('order_key' in copy) && (await this.#accepts(own)))
      this.#outcome.insertedIntoForeign.push(this.#said('hung a row on a foreign dossier in'))
    // Naming oneself as the home of a dossier that is another's passes the policy: the key must say no.
    if (await this.#accepts({ ...own, ...mine('home_authority_id') }, NOT_PERMITTED, NO_SUCH_DOSSIER))
      this.#outcome.insertedIntoForeign.push(this.#said('hung a row as its home on a foreign dossier in'))
  }

  /** Policies are checked before keys and references: as a rule only their own refusal counts as one. */
  async #accepts(row: Row, ...refusals: string[]): Promise<boolean> {
    const { [KEY]: _, ...columns } = row
    const table = quoted(this.#table)
    // What the role may not write at all would be refused before any policy is asked.
    const written = Object.keys(columns).filter((column) => !WRITTEN_BY_ITSELF[this.#table]?.includes(column))
    const named = (prefix: string) => written.map((column) => `${prefix}${quoted(column)}`).join(', ')
    const { refused } = await this.#try(
      `insert into ${table} (${named('')}) select ${named('r.')} from jsonb_populate_record(null::${table}, $1::jsonb) as r`,
      [JSON.stringify(columns)],
    )
    return refused === null || !(refusals.length > 0 ? refusals : [NOT_PERMITTED]).includes(refused)
  }
}

/** The tables of one province, read by the role that serves another: each is refused. */
export const readableElsewhere = async (
  app: ConnectionSettings,
  schema: string,
  tables: readonly string[],
): Promise<string[]> => {
  const stranger = await Sql.connect(app)
  try {
    const read: string[] = []
    for (const table of tables) {
      const { refused } = await stranger.attemptAlone(
        `select 1 from ${quoted(schema)}.${quoted(table)} limit 1`,
      )
      if (refused !== NOT_PERMITTED) read.push(table)
    }
    return read
  } finally {
    await stranger.close()
  }
}
