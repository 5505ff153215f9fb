import { saysSomething, tidy } from '#common/names.ts'
import { isPlainDate, type PlainDate } from '#common/time.ts'
import { EARLIEST_DAY } from '#common/typed.ts'
import {
  type AdministrativeUnit,
  faultsOf,
  LEVELS,
  type Level,
  type TreeFault,
  type TreeProblem,
} from './administrative-units.ts'
import { readCsv } from './csv.ts'
import { isInForce, type Succession, treeOf } from './tree.ts'

/** Places as an office writes them down, a row each: read, and laid over what is stored already. */

export const COLUMNS = ['code', 'name', 'level', 'parent', 'valid_from', 'valid_to', 'successors'] as const
export type UnitColumn = (typeof COLUMNS)[number]
const MAY_BE_LEFT_OUT: readonly UnitColumn[] = ['valid_to', 'successors']

export type UnitProblem =
  | TreeProblem
  | 'QUOTE_NOT_CLOSED'
  | 'COLUMN_MISSING'
  | 'COLUMN_UNKNOWN'
  | 'COLUMN_TWICE'
  | 'CELLS_TOO_MANY'
  | 'NO_ROWS'
  | 'UNIT_TWICE'
  | 'CODE_NOT_READ'
  | 'NAME_NOT_READ'
  | 'LEVEL_UNKNOWN'
  | 'NOT_A_DAY'
  | 'ENDS_BEFORE_IT_BEGINS'

/** What is wrong, and where: the line of the file, or the code of a stored place that the file would leave wrong. */
export interface PlacedProblem {
  at: number | string
  column: UnitColumn | null
  problem: UnitProblem
  found: string
}

/** A row that can be read. Parents and successors are named by their codes. */
export interface UnitRow {
  line: number
  code: string
  name: string
  level: Level
  parent: string | null
  validFrom: PlainDate
  validTo: PlainDate | null
  successors: readonly string[]
}

export interface UnitFile {
  rows: readonly UnitRow[]
  problems: readonly PlacedProblem[]
}

/** The separator is what stands between the names of the first line: a comma, a semicolon or a tab. */
export const readUnitFile = (text: string): UnitFile => {
  const separator = [';', '\t'].find((one) => (text.split('\n', 1)[0] ?? '').includes(one)) ?? ','
  const { rows, unclosed } = readCsv(text, separator)
  const refused = (at: number, problem: UnitProblem, found: string, column: UnitColumn | null = null) => ({
    at,
    column,
    problem,
    found,
  })
  if (unclosed !== null) return { rows: [], problems: [refused(unclosed, 'QUOTE_NOT_CLOSED', '')] }
  const [head, ...body] = rows
  if (!head) return { rows: [], problems: [refused(1, 'NO_ROWS', '')] }
  const names = head.cells.map((name) => name.toLowerCase())
  const ofHead = [
    ...COLUMNS.filter((name) => !names.includes(name) && !MAY_BE_LEFT_OUT.includes(name)).map((name) =>
      refused(head.line, 'COLUMN_MISSING', name),
    ),
    ...names.flatMap((name, index) => {
      if (!COLUMNS.some((known) => known === name)) return [refused(head.line, 'COLUMN_UNKNOWN', name)]
      return names.indexOf(name) < index ? [refused(head.line, 'COLUMN_TWICE', name)] : []
    }),
  ]
  if (ofHead.length > 0) return { rows: [], problems: ofHead }
  if (body.length === 0) return { rows: [], problems: [refused(head.line, 'NO_ROWS', '')] }
  const read = body.map(({ line, cells }) => {
    const cell = (column: UnitColumn) => cells[names.indexOf(column)] ?? ''
    const problems = [
      ...cells.slice(names.length).flatMap((one) => (one ? [refused(line, 'CELLS_TOO_MANY', one)] : [])),
      ...problemsOfCells(cell).map(([column, problem]) => refused(line, problem, cell(column), column)),
    ]
    return { line, cell, problems }
  })
  return {
    rows: read.flatMap(({ line, cell, problems }) => (problems.length > 0 ? [] : [rowOf(line, cell)])),
    problems: read.flatMap(({ problems }) => problems),
  }
}

/** One that somebody can mean: the database knows no year 0. */
const isDay = (text: string): text is PlainDate => isPlainDate(text) && text >= EARLIEST_DAY

type Cell = (column: UnitColumn) => string

const CODE = /^[\w.-]{1,20}$/
const LONGEST_NAME = 200

const codesIn = (text: string): readonly string[] => text.split(/\s+/).filter((code) => code !== '')

const problemsOfCells = (cell: Cell): readonly (readonly [UnitColumn, UnitProblem])[] => {
  const [from, to] = [cell('valid_from'), cell('valid_to')]
  const found: [UnitColumn, UnitProblem, boolean][] = [
    ['code', 'CODE_NOT_READ', !CODE.test(cell('code'))],
    ['name', 'NAME_NOT_READ', !saysSomething(cell('name')) || cell('name').length > LONGEST_NAME],
    ['level', 'LEVEL_UNKNOWN', !LEVELS.some((level) => level === cell('level'))],
    ['parent', 'CODE_NOT_READ', cell('parent') !== '' && !CODE.test(cell('parent'))],
    ['valid_from', 'NOT_A_DAY', !isDay(from)],
    ['valid_to', 'NOT_A_DAY', to !== '' && !isDay(to)],
    ['valid_to', 'ENDS_BEFORE_IT_BEGINS', isDay(from) && isDay(to) && to <= from],
    ['successors', 'CODE_NOT_READ', codesIn(cell('successors')).some((code) => !CODE.test(code))],
  ]
  return found.flatMap(([column, problem, isWrong]) => (isWrong ? [[column, problem] as const] : []))
}

/** Of cells that were looked at. */
const rowOf = (line: number, cell: Cell): UnitRow => ({
  line,
  code: cell('code'),
  name: tidy(cell('name')),
  level: cell('level') as Level,
  parent: cell('parent') || null,
  validFrom: cell('valid_from') as PlainDate,
  validTo: (cell('valid_to') || null) as PlainDate | null,
  successors: [...new Set(codesIn(cell('successors')))],
})

/** What a file makes of the stored tree. */
export interface UnitPlan {
  /** Places that are new, and those that are another than before. */
  added: readonly AdministrativeUnit[]
  changed: readonly AdministrativeUnit[]
  unchanged: number
  successions: { added: readonly Succession[]; dropped: readonly Succession[] }
  problems: readonly PlacedProblem[]
}

/**
 * Lays the rows over what is stored. A place is the same when it bears the same code since the same day; what a row says of
 * it, and who it says succeeds it, takes the place of what was known. The whole tree must be right afterwards.
 *
 * @param newId gives a fresh id for a place that is not known
 */
export const planUnits = (
  stored: { units: readonly AdministrativeUnit[]; successions: readonly Succession[] },
  rows: readonly UnitRow[],
  newId: (row: UnitRow) => string,
): UnitPlan => {
  const keyOf = ({ code, validFrom }: Pick<UnitRow, 'code' | 'validFrom'>) => `${code} ${validFrom}`
  const known = new Map(stored.units.map((unit) => [keyOf(unit), unit]))
  const ofFile = new Map(rows.map((row) => [keyOf(row), row]))
  const twice = rows.filter((row) => ofFile.get(keyOf(row)) !== row)
  const ids = new Map([...ofFile].map(([key, row]) => [key, known.get(key)?.id ?? newId(row)]))
  const rest = stored.units.filter((unit) => !ofFile.has(keyOf(unit)))
  const named = byCode([
    ...rest,
    ...[...ofFile].map(([key, row]) => ({ ...row, parentId: null, id: ids.get(key) ?? '' })),
  ])
  // A code that nobody bears on that day stands for itself, and the look at the whole tree says so.
  const idOn = (code: string, day: PlainDate | null) =>
    named.get(code)?.find((unit) => day === null || isInForce(unit, day))?.id ?? code
  const units = [...ofFile].map(([key, row]): AdministrativeUnit => {
    const { code, name, level, validFrom, validTo, parent } = row
    const parentId = parent === null ? null : idOn(parent, validFrom)
    return { id: ids.get(key) ?? '', code, name, level, parentId, validFrom, validTo }
  })
  const wanted = [...ofFile].flatMap(([key, row]) =>
    row.successors.map((code) => ({
      predecessorId: ids.get(key) ?? '',
      successorId: idOn(code, row.validTo),
    })),
  )
  const inFile = new Set(ids.values())
  const before = stored.successions.filter(({ predecessorId }) => inFile.has(predecessorId))
  const faults = faultsOf(
    treeOf(
      [...rest, ...units],
      [...stored.successions.filter(({ predecessorId }) => !inFile.has(predecessorId)), ...wanted],
    ),
  )
  const successions = { added: without(wanted, before), dropped: without(before, wanted) }
  const added = units.filter((unit) => !known.has(keyOf(unit)))
  const moved = new Set(
    [...successions.added, ...successions.dropped].map(({ predecessorId }) => predecessorId),
  )
  const changed = units.filter((unit) => {
    const was = known.get(keyOf(unit))
    return was !== undefined && (moved.has(unit.id) || !isSame(was, unit))
  })
  const lines = new Map([...ofFile].map(([key, row]) => [ids.get(key), row.line]))
  const codes = new Map(rest.map((unit) => [unit.id, unit.code]))
  return {
    added,
    changed,
    unchanged: units.length - added.length - changed.length,
    successions,
    problems: [
      ...twice.map(({ line, code }) => ({
        at: line,
        column: 'code' as const,
        problem: 'UNIT_TWICE' as const,
        found: code,
      })),
      ...faults.map((fault) => ({
        at: lines.get(fault.unitId) ?? codes.get(fault.unitId) ?? fault.unitId,
        column: columnOf(fault),
        problem: fault.problem,
        found: fault.about,
      })),
    ].sort((one, other) => placeOf(one) - placeOf(other)),
  }
}

/** What is stored already comes after the lines of the file. */
const placeOf = ({ at }: PlacedProblem): number => (typeof at === 'number' ? at : Number.MAX_SAFE_INTEGER)

const byCode = <Unit extends { code: string }>(
  units: readonly Unit[],
): ReadonlyMap<string, readonly Unit[]> => {
  const found = new Map<string, Unit[]>()
  for (const unit of units) found.set(unit.code, [...(found.get(unit.code) ?? []), unit])
  return found
}

const isSame = (one: AdministrativeUnit, other: AdministrativeUnit): boolean =>
  one.name === other.name &&
  one.level === other.level &&
  one.parentId === other.parentId &&
  one.validTo === other.validTo

const without = (some: readonly Succession[], others: readonly Succession[]): readonly Succession[] => {
  const keyOf = ({ predecessorId, successorId }: Succession) => `${predecessorId} ${successorId}`
  const keys = new Set(others.map(keyOf))
  return some.filter((one) => !keys.has(keyOf(one)))
}

const columnOf = ({ problem }: TreeFault): UnitColumn => {
  if (problem.startsWith('PARENT')) return 'parent'
  if (problem.startsWith('SUCCE')) return 'successors'
  return problem === 'LEVEL_NOT_IN_LAW' ? 'level' : 'code'
}
