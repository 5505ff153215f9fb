import { noteInLedger } from '#audit/index.ts'
import type { Instant } from '#common/time.ts'
import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { findPlaces, waitForOtherImports, writePlaces } from './places-store.ts'
import { type PlacedProblem, planUnits, type UnitRow } from './rules/unit-file.ts'

export interface ImportedUnits {
  added: number
  changed: number
  unchanged: number
}

const clock = statement<{ now: Instant }>('units-now', 'select clock_timestamp() as now')

/**
 * Writes the places of a file: all of them, or none where the tree would be wrong afterwards. The same file again changes
 * nothing. In one transaction of the loader, whose `actor` is `importedBy`.
 *
 * @throws Refusal INVALID `units-refused` with the place of every mistake
 */
export const importUnits = async (
  tx: Tx,
  rows: readonly UnitRow[],
  importedBy: string,
): Promise<ImportedUnits> => {
  await waitForOtherImports(tx)
  const { added, changed, unchanged, successions, problems } = planUnits(await findPlaces(tx), rows, newId)
  if (problems.length > 0) throw unitsRefused(problems)
  const counts = { added: added.length, changed: changed.length, unchanged }
  if (added.length + changed.length === 0) return counts
  await writePlaces(tx, [...added, ...changed], successions)
  const [row] = await tx.run(clock, [])
  if (!row) throw new Error('the database did not say the time')
  const act = { act: 'UNITS_IMPORTED', subjectId: null, purpose: null, requestId: null }
  await noteInLedger(tx, { actorId: importedBy, authorityId: null, ...act, detail: { ...counts } }, row.now)
  return counts
}

/** One refusal for all of them, each with its place. */
export const unitsRefused = (problems: readonly PlacedProblem[]): Refusal =>
  new Refusal('INVALID', 'units-refused', {
    count: problems.length,
    problems: problems.map(({ at, column, problem, found }) => {
      const place = typeof at === 'number' ? `dòng / line ${at}` : `đã lưu / stored ${at}`
      return `${place}${column === null ? '' : `, ${column}`}: ${problem}${found === '' ? '' : ` (${found})`}`
    }),
  })
