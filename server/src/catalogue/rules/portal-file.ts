import { type JsonFault, readJsonText } from '#platform/json-text.ts'
import { Refusal } from '#platform/refusal.ts'
import { isObject } from './portal-keys.ts'
import { weightOf } from './portal-leaves.ts'
import { type ImportedProcedure, readRecord } from './portal-record.ts'

/** A file of records: all of them, or everything that is wrong with it. */
export type PortalFile =
  | { records: readonly ImportedProcedure[]; faults: readonly [] }
  | { records: null; faults: readonly JsonFault[] }

/** Reads a list of records; a record that stands alone is a list of one. */
export const readPortalFile = (text: string): PortalFile => {
  const { value, faults } = readJsonText(text)
  if (faults.length > 0) return { records: null, faults }
  if (isObject(value)) return read([value], () => [])
  if (!Array.isArray(value)) return refused('import-not-a-list')
  if (value.length === 0) return refused('import-empty')
  if (value.length > MOST_RECORDS || weightOf(value, HEAVIEST) > HEAVIEST)
    return refused('import-too-many-places')
  return read(value, (index) => [index])
}

// Three thousand real records in 19 MB weigh 27 million; each place of a record takes half a kilobyte while it is read.
const HEAVIEST = 40_000_000
// The office that lays down most has 2,500 procedures.
const MOST_RECORDS = 20_000

const refused = (code: 'import-not-a-list' | 'import-empty' | 'import-too-many-places'): PortalFile => ({
  records: null,
  faults: [{ path: [], refusal: new Refusal('INVALID', code) }],
})

const read = (values: readonly unknown[], placeOf: (index: number) => JsonFault['path']): PortalFile => {
  const faults: JsonFault[] = []
  const records = values.flatMap((value, index) => {
    try {
      return [readRecord(value)]
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      faults.push({ path: placeOf(index), refusal: error })
      return []
    }
  })
  return faults.length > 0 ? { records: null, faults } : { records, faults: [] }
}
