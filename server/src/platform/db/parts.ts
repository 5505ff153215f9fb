import type { Statement } from './statement.ts'

/**
 * One room's share of a commit: a data-modifying common table expression over rows it is given.
 * Parts of several rooms are joined into one statement, so that a commit costs one parse, one plan and one
 * message whatever it holds: one statement of six inserts ran 3.7 times as often as six statements.
 * Each room still writes the only SQL on its own tables.
 *
 * A part without rows is left out. One row, and nearly every part of an act has one, stands as parameters; more are one
 * list of JSON. With all parts there and all rows in JSON the statement of a step cost PostgreSQL 705 µs; now 380.
 */
export interface Part {
  /** Name of the expression; other parts may read it when it returns rows. */
  name: string
  columns: Columns
  /** The expression over one row, with each column as `cell` writes it. */
  one: (cell: Cell) => string
  /** The expression over the rows of `list`, SQL of a JSON list. */
  many: (list: string) => string
  /** Whether each row is one that must be found: when one is not, the statement fails. */
  mustFind: boolean
}

/** What a part is given: values by column, bytes as bytes, JSON as what it says. */
export type PartRow = Readonly<Record<string, unknown>>

/** SQL for the value of a column. */
type Cell = (column: string) => string

/** A column by its type; or by SQL over the row `x`, with the type it is given as, if it is given. */
export type Column = string | { as: string; from?: string }
export type Columns = Readonly<Record<string, Column>>

/**
 * Joins parts; `answer` is what is selected when all is written. What comes back is given the rows of each part, in the
 * order of the parts, and is a statement for just those: each shape (which parts have no row, one, more) is prepared
 * under a name of its own.
 */
export const joined = <Row>(name: string, parts: readonly Part[], answer: string) => {
  const shapes = new Map<string, Statement<Row>>()
  return (...lists: (readonly PartRow[])[]): [statement: Statement<Row>, values: unknown[]] => {
    const shape = lists.map(({ length }) => Math.min(length, 2)).join('')
    const statement = shapes.get(shape) ?? { name: `${name} ${shape}`, text: textOf(parts, answer, shape) }
    shapes.set(shape, statement)
    return [statement, parts.flatMap((part, nth) => valuesOf(part, lists[nth] ?? []))]
  }
}

const textOf = (parts: readonly Part[], answer: string, shape: string): string => {
  const expressions: string[] = []
  const selected = [answer]
  let first = 1
  for (const [nth, part] of parts.entries()) {
    if (shape[nth] === '0') continue
    const single = shape[nth] === '1'
    const list = `$${first}::jsonb`
    const cells = new Map(
      givenColumns(part.columns).map(([column, type], at) => [column, `$${first + at}::${type}`]),
    )
    expressions.push(
      `${part.name} as (${single ? part.one((column) => cellIn(cells, column)) : part.many(list)})`,
    )
    if (part.mustFind) {
      const wanted = single ? '1' : `jsonb_array_length(${list})`
      selected.push(`must_all_be_found('${part.name}', (select count(*) from ${part.name}), ${wanted})`)
    }
    first += single ? cells.size : 1
  }
  const before = expressions.length === 0 ? '' : `with ${expressions.join(',\n')}\n`
  return `${before}select ${selected.join(', ')}`
}

const cellIn = (cells: ReadonlyMap<string, string>, column: string): string => {
  const cell = cells.get(column)
  if (!cell) throw new Error(`a part reads ${column}, which it is not given`)
  return cell
}

/** The columns that a row holds a value for, with the type it is read as. */
const givenColumns = (columns: Columns): [column: string, type: string][] =>
  Object.entries(columns).flatMap(([column, how]): [string, string][] => {
    const type = typeof how === 'string' ? how : how.from
    return type === undefined ? [] : [[column, type]]
  })

const valuesOf = ({ columns }: Part, rows: readonly PartRow[]): unknown[] => {
  const [row] = rows
  if (!row) return []
  if (rows.length > 1) return [JSON.stringify(rows.map((each) => jsonOf(columns, each)))]
  return givenColumns(columns).map(([column, type]) => {
    const value = row[column] ?? null
    return type === 'jsonb' && value !== null ? JSON.stringify(value) : value
  })
}

/** JSON has no bytes: they travel in base64. */
const jsonOf = (columns: Columns, row: PartRow): PartRow =>
  Object.values(columns).includes('bytea')
    ? Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          Buffer.isBuffer(value) ? value.toString('base64') : value,
        ]),
      )
    : row

const recordOf = (columns: Columns, list: string): string => {
  const declared = givenColumns(columns).map(
    ([column, type]) => `${column} ${type === 'bytea' ? 'text' : type}`,
  )
  return `jsonb_to_recordset(${list}) as x(${declared.join(', ')})`
}

/** SQL for what is written into a column, where a row's own value is `cell`. */
const written = (column: string, how: Column, cell: Cell): string =>
  typeof how === 'string' ? cell(column) : inPlaceOfX(how.as, cell)

/** The SQL with each `x.column` as `cell` writes it. */
const inPlaceOfX = (sql: string, cell: Cell): string =>
  sql.replaceAll(/\bx\.(\w+)/g, (_, column: string) => cell(column))

const inRecord =
  (columns: Columns): Cell =>
  (column) =>
    columns[column] === 'bytea' ? `decode(x.${column}, 'base64')` : `x.${column}`

/** Inserts the rows whose keys are the columns; `after` stands behind it (`on conflict`, `returning`). */
export const inserting = (name: string, table: string, columns: Columns, after = ''): Part => {
  const into = `insert into ${table} (${Object.keys(columns).join(', ')})`
  const cells = (cell: Cell) =>
    Object.entries(columns)
      .map(([column, how]) => written(column, how, cell))
      .join(', ')
  return {
    name,
    columns,
    one: (cell) => `${into} values (${cells(cell)}) ${after}`,
    many: (list) => `${into} select ${cells(inRecord(columns))} from ${recordOf(columns, list)} ${after}`,
    mustFind: false,
  }
}

/**
 * Sets columns of the rows that `where` finds, where `x` is the row given, with the `keys` in it, of which `id` is the table's.
 * Each row given must be found.
 *
 * The ids of a list stand once more as an array: the planner takes a JSON list for a hundred rows, and while a table is
 * small it reads all of it for them. Prepared so on a young table a step cost PostgreSQL 2.2 ms and more with each row.
 */
export const updating = (
  name: string,
  table: string,
  set: Columns,
  { keys, where, returning }: { keys: Columns; where: string; returning: string },
): Part => {
  const columns = { ...keys, ...set }
  const setting = (cell: Cell) =>
    `update ${table} set ${Object.entries(set)
      .map(([column, how]) => `${column} = ${written(column, how, cell)}`)
      .join(', ')}`
  return {
    name,
    columns,
    one: (cell) => `${setting(cell)} where ${inPlaceOfX(where, cell)} returning ${returning}`,
    many: (list) => `${setting(inRecord(columns))} from ${recordOf(columns, list)} where ${where}
      and ${table}.id = any(array(select (y->>'id')::uuid from jsonb_array_elements(${list}) as y))
      returning ${returning}`,
    mustFind: true,
  }
}

/** Deletes the rows that `where` finds, where `x` is the row given. */
export const removing = (name: string, table: string, keys: Columns, where: string): Part => ({
  name,
  columns: keys,
  one: (cell) => `delete from ${table} where ${inPlaceOfX(where, cell)}`,
  many: (list) => `delete from ${table} using ${recordOf(keys, list)} where ${where}`,
  mustFind: false,
})
