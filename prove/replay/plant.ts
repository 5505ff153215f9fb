import type { Dice } from '../support/dice.ts'
import { compare, comparedColumns, type Worlds } from './compare.ts'
import type { Row } from './rows.ts'

/** Whether a difference would be found: one is planted in every column that is compared, one after the other. */
export const plant = (worlds: Worlds, chance: Dice): { planted: number; missed: string[] } => {
  const columns = comparedColumns(worlds)
  const missed = columns.filter(({ table, column }) => {
    const rows = worlds.made.get(table) ?? []
    const at = chance.below(rows.length)
    const altered = rows.map((row, index) =>
      index === at ? { ...row, [column]: other(rows, at, column) } : row,
    )
    const made = new Map([...worlds.made, [table, altered]])
    return compare({ ...worlds, made }).differences.length === 0
  })
  return { planted: columns.length, missed: missed.map(({ table, column }) => `${table}.${column}`) }
}

/** What stands in another row there: an id of its own, that nothing names, is as good as any other. */
const other = (rows: readonly Row[], at: number, column: string): unknown => {
  const value = rows[at]?.[column]
  const elsewhere = rows.find((row) => JSON.stringify(row[column]) !== JSON.stringify(value))
  return elsewhere ? elsewhere[column] : `${JSON.stringify(value)}, planted`
}
