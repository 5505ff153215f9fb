import { publishedVersions } from '#catalogue/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { Refusal } from '#platform/refusal.ts'
import { tableRows } from './read-table.ts'
import { Sketch } from './rules/sketch.ts'

// A title and remarks above the table have a cell or two.
const FEWEST_HEADINGS = 3

/** A first mapping for a file, with what a person must decide. It may name people, if a column is not what it seems. */
export const sketchOf = async (tx: Tx, path: string): Promise<Record<string, unknown>> => {
  let sketch: Sketch | null = null
  for await (const row of tableRows(path, { sheet: null, delimiter: null })) {
    if (sketch) sketch.look(row)
    else if (row.cells.filter((cell) => cell.trim() !== '').length >= FEWEST_HEADINGS)
      sketch = new Sketch(row)
  }
  if (!sketch) throw new Refusal('INVALID', 'takeover-empty', { file: path })
  return sketch.written(await publishedVersions(tx))
}
