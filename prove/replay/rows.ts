import { type Sealer, sealedIn } from '#platform/seal.ts'
import { quoted, type Sql } from '../sql.ts'

/** Rows as they stand in one of two worlds: every column of every table, with what is sealed opened. */

export type Row = Readonly<Record<string, unknown>>
export type World = ReadonlyMap<string, readonly Row[]>

export const worldIn = async (sql: Sql, sealer: Sealer): Promise<World> => {
  const tables = await tablesIn(sql)
  return new Map(
    await Promise.all(tables.map(async (table) => [table, await rowsIn(sql, sealer, table)] as const)),
  )
}

const tablesIn = async (sql: Sql): Promise<string[]> =>
  (
    await sql.all<{ name: string }>(
      `select relname::text as name from pg_class
       where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') order by 1`,
    )
  ).map(({ name }) => name)

const rowsIn = async (sql: Sql, sealer: Sealer, table: string): Promise<Row[]> => {
  const rows = await sql.all<{ row: Row }>(`select to_jsonb(t) as row from ${quoted(table)} as t`)
  return rows.map(({ row }) => ({ ...row, ...opened(sealer, table, row) }))
}

/** Where each ciphertext is bound to, and what is in it. */
const opened = (sealer: Sealer, table: string, row: Row): Row => {
  if (typeof row.sealed !== 'string') return {}
  const open = (place: string) => sealer.openText(Buffer.from(String(row.sealed).slice(2), 'hex'), place)
  switch (table) {
    case 'person':
      return { sealed: JSON.parse(open(sealedIn('person', 'sealed', `${row.id}.${row.version}`))) }
    case 'artefact':
      return { sealed: JSON.parse(open(sealedIn('artefact', 'sealed', String(row.id)))) }
    case 'note':
      return row.kind === 'LOOK_UP_SECRET'
        ? { sealed: { receiptSecret: open(sealedIn('note', 'secret', String(row.dossier_id))) } }
        : { sealed: open(sealedIn('note', 'sealed', String(row.id))) }
    // Keys of the house and of officers: a made world has none.
    case 'ledger_key':
    case 'second_factor':
      return {}
    default:
      throw new Error(`nobody knows how ${table} is sealed`)
  }
}
