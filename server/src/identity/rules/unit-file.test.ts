import { describe, expect, test } from 'vitest'
import { readCsv } from './csv.ts'
import { type PlacedProblem, planUnits, readUnitFile, type UnitRow } from './unit-file.ts'

test.each<[string, string[][], number[], number | null]>([
  [
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
    [1, 2],
    null,
  ],
  [
    'a,b\r\n\r\n1, 2 \r\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
    [1, 3],
    null,
  ],
  ['"a ""x"", y",b', [['a "x", y', 'b']], [1], null],
  [
    '"two\nlines",b\n,\nc,d',
    [
      ['two\nlines', 'b'],
      ['c', 'd'],
    ],
    [1, 4],
    null,
  ],
  ['a,"b', [['a', 'b']], [1], 1],
  ['', [], [], null],
])('%j as a table', (text, cells, lines, unclosed) => {
  const read = readCsv(text, ',')
  expect(read.rows.map((row) => row.cells)).toEqual(cells)
  expect(read.rows.map(({ line }) => line)).toEqual(lines)
  expect(read.unclosed).toBe(unclosed)
})

const HEAD = 'code,name,level,parent,valid_from,valid_to,successors'
const told = (problems: readonly PlacedProblem[]) =>
  problems.map(({ at, column, problem, found }) => [at, column, problem, found].join(' '))

describe('a file whose rows cannot be read', () => {
  test.each<[string, string[]]>([
    ['', ['1  NO_ROWS ']],
    [HEAD, ['1  NO_ROWS ']],
    [`${HEAD}\n1,a,PROVINCE,,0000-01-01,,`, ['2 valid_from NOT_A_DAY 0000-01-01']],
    ['code,name,level,valid_from\n1,a,PROVINCE,2020-01-01', ['1  COLUMN_MISSING parent']],
    [`${HEAD},colour\n1`, ['1  COLUMN_UNKNOWN colour']],
    [`code,${HEAD}\n1`, ['1  COLUMN_TWICE code']],
    [`${HEAD}\n"1`, ['2  QUOTE_NOT_CLOSED ']],
    [
      `${HEAD}\nhà nội,,VILLAGE,?,1/7/2025,2025-13-01,24 ~`,
      [
        '2 code CODE_NOT_READ hà nội',
        '2 name NAME_NOT_READ ',
        '2 level LEVEL_UNKNOWN VILLAGE',
        '2 parent CODE_NOT_READ ?',
        '2 valid_from NOT_A_DAY 1/7/2025',
        '2 valid_to NOT_A_DAY 2025-13-01',
        '2 successors CODE_NOT_READ 24 ~',
      ],
    ],
    [
      `${HEAD}\n24,Bắc Ninh,PROVINCE,,2025-07-01,2025-07-01,\n\n25,Phú Thọ,PROVINCE,,2025-07-01,,,more`,
      ['2 valid_to ENDS_BEFORE_IT_BEGINS 2025-07-01', '4  CELLS_TOO_MANY more'],
    ],
  ])('case %#', (text, expected) => {
    expect(told(readUnitFile(text).problems)).toEqual(expected)
  })

  test('separated by semicolons, as a Vietnamese Excel writes it, with columns in any order', () => {
    const { rows, problems } = readUnitFile(
      'Name;Code;level;parent;valid_from\nTỉnh Bắc Ninh;24;PROVINCE;;2025-07-01\n',
    )
    expect(problems).toEqual([])
    expect(rows).toEqual([
      {
        line: 2,
        code: '24',
        name: 'Tỉnh Bắc Ninh',
        level: 'PROVINCE',
        parent: null,
        validFrom: '2025-07-01',
        validTo: null,
        successors: [],
      },
    ])
  })
})

const NOTHING = { units: [], successions: [] }
const BAC_NINH = `${HEAD}
24,Tỉnh Bắc Giang,PROVINCE,,1997-01-01,2025-07-01,24
27,Tỉnh Bắc Ninh,PROVINCE,,1997-01-01,2025-07-01,24
259,Thị xã Quế Võ,DISTRICT,27,2023-04-10,2025-07-01,
09247,Phường Phố Mới,COMMUNE,259,2023-04-10,2025-07-01,09247
09262,Phường Bằng An,COMMUNE,259,2023-04-10,2025-07-01,09247
24,Tỉnh Bắc Ninh,PROVINCE,,2025-07-01,,
09247,Phường Quế Võ,COMMUNE,24,2025-07-01,,`

const idOf = ({ code, validFrom }: UnitRow) => `${code}/${validFrom.slice(0, 4)}`
const planned = (text: string, stored: Parameters<typeof planUnits>[0] = NOTHING) => {
  const { rows, problems } = readUnitFile(text)
  expect(problems).toEqual([])
  return planUnits(stored, rows, idOf)
}
const storedOf = (text: string) => {
  const { added, successions } = planned(text)
  return { units: added, successions: successions.added }
}

describe('laid over what is stored', () => {
  test('codes are those of their day: the old Bắc Giang and the new Bắc Ninh share one', () => {
    const { added, problems, successions } = planned(BAC_NINH)
    expect(problems).toEqual([])
    expect(added.map(({ id, parentId }) => `${id} ^${parentId}`)).toEqual([
      '24/1997 ^null',
      '27/1997 ^null',
      '259/2023 ^27/1997',
      '09247/2023 ^259/2023',
      '09262/2023 ^259/2023',
      '24/2025 ^null',
      '09247/2025 ^24/2025',
    ])
    expect(
      successions.added.map(({ predecessorId, successorId }) => `${predecessorId} > ${successorId}`),
    ).toEqual([
      '24/1997 > 24/2025',
      '27/1997 > 24/2025',
      '09247/2023 > 09247/2025',
      '09262/2023 > 09247/2025',
    ])
  })

  test('the same file again changes nothing', () => {
    const again = planned(BAC_NINH, storedOf(BAC_NINH))
    expect(again).toEqual({
      added: [],
      changed: [],
      unchanged: 7,
      successions: { added: [], dropped: [] },
      problems: [],
    })
  })

  test('a row says anew what a place is called, when it ended and who continues it', () => {
    const later = `${HEAD}
09247,Phường Quế Võ,COMMUNE,24,2025-07-01,2027-01-01,09247 10001
09247,Phường Quế Võ Nam,COMMUNE,24,2027-01-01,,
10001,Phường Quế Võ Bắc,COMMUNE,24,2027-01-01,,`
    const plan = planned(later, storedOf(BAC_NINH))
    expect(plan.problems).toEqual([])
    expect(plan.added.map(({ id }) => id)).toEqual(['09247/2027', '10001/2027'])
    expect(plan.changed.map(({ id, validTo }) => [id, validTo])).toEqual([['09247/2025', '2027-01-01']])
    expect(plan.successions.added).toHaveLength(2)
  })

  test('succession that is said otherwise replaces what was said before', () => {
    const other = `${HEAD}\n27,Tỉnh Bắc Ninh,PROVINCE,,1997-01-01,2025-07-01,`
    const plan = planned(other, storedOf(BAC_NINH))
    expect(plan.changed.map(({ id }) => id)).toEqual(['27/1997'])
    expect(plan.successions).toEqual({
      added: [],
      dropped: [{ predecessorId: '27/1997', successorId: '24/2025' }],
    })
  })

  test.each<[string, string[]]>([
    [
      `${HEAD}\n09247,Phường Quế Võ,COMMUNE,99,2025-07-01,,\n09247,Phường Quế Võ,COMMUNE,24,2025-07-01,,`,
      ['2 code UNIT_TWICE 09247'],
    ],
    [`${HEAD}\n1,Xã,COMMUNE,99,2025-07-01,,`, ['2 parent PARENT_UNKNOWN 99']],
    [`${HEAD}\n1,Xã,COMMUNE,259,2025-07-01,,`, ['2 parent PARENT_UNKNOWN 259']],
    [`${HEAD}\n1,Xã,COMMUNE,24,2025-07-01,2026-01-01,98`, ['2 successors SUCCESSOR_UNKNOWN 98']],
    [`${HEAD}\n1,Xã,COMMUNE,24,2025-07-01,,09247`, ['2 successors SUCCEEDED_IN_FORCE 09247']],
    [
      `${HEAD}\n260,Huyện,DISTRICT,27,2020-01-01,2025-08-01,`,
      ['2 parent PARENT_NOT_IN_FORCE 27', '2 level LEVEL_NOT_IN_LAW 2025-07-01'],
    ],
    [`${HEAD}\n24,Tỉnh,PROVINCE,,2026-01-01,,`, ['2 code CODE_AT_ONCE 24 2025-07-01']],
    [`${HEAD}\n24,Tỉnh Bắc Ninh,PROVINCE,,2025-07-01,2027-01-01,`, ['09247 parent PARENT_NOT_IN_FORCE 24']],
  ])('what would leave the tree wrong is told with its place: %#', (text, expected) => {
    expect(told(planned(text, storedOf(BAC_NINH)).problems)).toEqual(expected)
  })
})
