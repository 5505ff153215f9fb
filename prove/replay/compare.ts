import { Tally } from '../tally.ts'
import { Pairs } from './pairs.ts'
import type { Row, World } from './rows.ts'

/** The same rows in both worlds, table by table and column by column; what cannot be the same is named with its reason. */

export interface Compared {
  rows: Tally
  values: number
  ids: number
  /** Differences, each in a line. */
  differences: string[]
  /** What chance or a printer gives: not the same in both, but one for one. */
  paired: Tally
  /** What was left out, with its reason, and how many values or rows that were. */
  apart: Tally
}

export interface Worlds {
  made: World
  lived: World
}

/** What a row is found by; ids of the made world are told as those of the other. */
type KeyOf = (row: Row, there: (id: unknown) => string) => unknown[]

/** In this order: what an event names is known before the rows that hang on it are looked for. */
const COMPARED: Readonly<Record<string, KeyOf>> = {
  dossier: ({ code }) => [code],
  dossier_event: ({ dossier_id, seq }, there) => [there(dossier_id), seq],
  task: ({ id }, there) => [there(id)],
  person: ({ id, version }, there) => [there(id), version],
  person_word: ({ word, person_id, for_authority_id }, there) => [word, there(person_id), for_authority_id],
  note: ({ id, kind, dossier_id }, there) =>
    kind === 'LOOK_UP_SECRET' ? [kind, there(dossier_id)] : [there(id)],
  artefact: ({ id }, there) => [there(id)],
  counter_session: ({ officer_id, opened_at }) => [officer_id, opened_at],
  dossier_counter: ({ authority_id, agency_code, day }) => [authority_id, agency_code, day],
  form_counter: ({ authority_id, form, year }) => [authority_id, form, year],
  job: ({ subscriber, order_key, event_seq }, there) => [subscriber, there(order_key), event_seq],
  ledger: ({ subject_id, act, at }, there) => [there(subject_id), act, at],
  due_notice: ({ dossier_id }, there) => [there(dossier_id)],
}

/** The same in both from the beginning: their ids stand for themselves. */
const FURNISHED = [
  'administrative_succession',
  'administrative_unit',
  'agency',
  'agency_succession',
  'calendar_change',
  'counter',
  'credential',
  'house_mode',
  'migration',
  'officer',
  'procedure',
  'procedure_import',
  'procedure_replacement',
  'procedure_search',
  'procedure_version',
  'procedure_word',
  'process_version',
  'publication_decision',
  'reception_point',
  'reference_generation',
  'sealing_key',
  'working_calendar',
]

/** What of the lived world a made one does not have. */
const TABLES_APART: Readonly<Record<string, string>> = {
  session: 'nobody signs in to a made world',
  people_search_pace: 'nobody looks for people in a made world',
  process_beat: 'a made world has no processes',
  failed_attempt: 'nobody signs in to a made world',
  second_factor: 'nobody signs in to a made world',
  recovery_code: 'nobody signs in to a made world',
  idempotent_answer: 'no made life was asked by a request that could be sent again',
  delegation: 'nobody lends a post in a made world',
  absence: 'nobody is away in a made world',
  due_recomputation: 'no calendar changes in a made world',
  content: 'nobody hands a file in in a made world',
  dossier_file: 'nobody hands a file in in a made world',
  manifest: 'nobody makes a manifest in a made world',
  manifest_dossier: 'nobody makes a manifest in a made world',
  ledger_leaf: 'a made world is sealed once it is written',
  ledger_key: 'a made world is sealed once it is written',
  ledger_checkpoint: 'a made world is sealed once it is written',
  takeover_row: 'nothing is taken over into a made world',
  same_person: 'nobody of a made world is found to have been written down twice',
}

const COLUMNS_APART: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dossier_event: { request_id: 'names a request; no made life was asked by one' },
  ledger: {
    request_id: 'names a request; no made life was asked by one',
    xact: 'numbers a transaction; a made life is written in one with others',
  },
  artefact: {
    file_sha256: 'a made paper is printed when somebody opens it',
    file_bytes: 'a made paper is printed when somebody opens it',
    rendered_at: 'a made paper is printed when somebody opens it',
  },
}

const ONE_FOR_ONE = [
  'receipt_hash',
  'receiptHash',
  'receiptSecret',
  'fileSha256',
  'approvedSha256',
  'renderedSha256',
]

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const compare = (worlds: Worlds): Compared => {
  const comparison = new Comparison(worlds)
  comparison.tables()
  for (const table of FURNISHED) comparison.furnished(table)
  for (const table of Object.keys(COMPARED)) comparison.table(table)
  return comparison.found()
}

/** Every column that is compared, of tables that have rows: where a difference must be found. */
export const comparedColumns = ({ made }: Worlds): { table: string; column: string }[] =>
  Object.keys(COMPARED).flatMap((table) =>
    Object.keys(made.get(table)?.[0] ?? {})
      .filter((column) => COLUMNS_APART[table]?.[column] === undefined)
      .map((column) => ({ table, column })),
  )

class Comparison {
  readonly #worlds: Worlds
  readonly #pairs = new Pairs()
  readonly #rows = new Tally()
  readonly #paired = new Tally()
  readonly #apart = new Tally()
  readonly #differences: string[] = []
  #values = 0

  constructor(worlds: Worlds) {
    this.#worlds = worlds
  }

  found(): Compared {
    return {
      rows: this.#rows,
      values: this.#values,
      ids: this.#pairs.count,
      differences: this.#differences,
      paired: this.#paired,
      apart: this.#apart,
    }
  }

  /** Every table is compared, or said to be apart: a new one fails until somebody has decided. */
  tables(): void {
    for (const [table, { length }] of this.#worlds.lived) {
      if (table in COMPARED || FURNISHED.includes(table)) continue
      const why = TABLES_APART[table]
      if (why === undefined) this.#differs(`the table ${table} is neither compared nor said to be apart`)
      else this.#apart.count(`${table}: ${why}`, length)
    }
  }

  furnished(table: string): void {
    const { made, lived } = this.#read(table)
    if (made.length !== lived.length) this.#differs(`${table} was furnished otherwise`)
    this.#apart.count(`${table}: furnished by the same hand; held together by its ids`, made.length)
    const there = new Set(lived.map(({ id }) => id))
    for (const { id } of made) {
      if (!there.has(id)) this.#differs(`${table} was furnished with other ids`)
      if (typeof id === 'string') this.#pairs.pair(id, id)
    }
  }

  table(table: string): void {
    const keyOf = COMPARED[table]!
    const { made, lived } = this.#read(table)
    this.#rows.count(table, 0)
    const types = this.#eventTypes()
    const isAct = ({ act }: Row) => table !== 'ledger' || types.has(act)
    const there = new Map<string, Row>()
    for (const row of lived) {
      if (!isAct(row)) {
        this.#apart.count(`ledger, ${row.act}: nobody reads or signs in to a made world`)
        continue
      }
      const key = JSON.stringify(keyOf(row, String))
      if (there.has(key)) this.#differs(`${table}: two rows are lived as ${key}`)
      there.set(key, row)
    }
    for (const row of made) {
      const key = JSON.stringify(keyOf(row, (id) => this.#pairs.there(id)))
      const other = there.get(key)
      there.delete(key)
      if (other) this.#row(table, row, other)
      else this.#differs(`${table} ${kindOf(row)} is made and not lived – ${key}`)
    }
    for (const [key, row] of there) this.#differs(`${table} ${kindOf(row)} is lived and not made – ${key}`)
  }

  #row(table: string, made: Row, lived: Row): void {
    this.#rows.count(table)
    const where = `${table} ${kindOf(made)}`.trim()
    for (const column of new Set([...Object.keys(made), ...Object.keys(lived)])) {
      const why = COLUMNS_APART[table]?.[column]
      if (why !== undefined) this.#apart.count(`${table}.${column}: ${why}`)
      else this.#value(`${where}, ${column}`, column, made[column], lived[column])
    }
  }

  #value(where: string, name: string, made: unknown, lived: unknown): void {
    if (typeof made === 'string' && typeof lived === 'string') {
      this.#values += 1
      const isPaired = ONE_FOR_ONE.includes(name)
      if (isPaired) this.#paired.count(name)
      const isSame =
        isPaired || (UUID.test(made) && UUID.test(lived)) ? this.#pairs.pair(made, lived) : made === lived
      if (!isSame) this.#differs(`${where} – made ${made}, lived ${lived}`)
      return
    }
    if (isThing(made) && isThing(lived)) {
      for (const key of new Set([...Object.keys(made), ...Object.keys(lived)])) {
        const inner = Array.isArray(made) ? name : key
        this.#value(`${where}.${Array.isArray(made) ? '[]' : key}`, inner, made[key], lived[key])
      }
      return
    }
    this.#values += 1
    if (made !== lived)
      this.#differs(`${where} – made ${JSON.stringify(made)}, lived ${JSON.stringify(lived)}`)
  }

  #differs(line: string): void {
    this.#differences.push(line)
  }

  /** The acts that are events: the ledger has reads and sign-ins too. */
  #eventTypes(): Set<unknown> {
    const { made, lived } = this.#read('dossier_event')
    return new Set([...made, ...lived].map(({ type }) => type))
  }

  #read(table: string): { made: readonly Row[]; lived: readonly Row[] } {
    const { made, lived } = this.#worlds
    return { made: made.get(table) ?? [], lived: lived.get(table) ?? [] }
  }
}

const isThing = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Of many alike, which. */
const kindOf = (row: Row): string => String(row.type ?? row.form ?? row.kind ?? row.act ?? row.part ?? '')
