import { describe, expect, test } from 'vitest'
import { type KnownProcedure, planImport } from './import-plan.ts'
import { readRecord } from './portal-record.ts'

const record = (title: string, more: object = {}) =>
  readRecord({ title, 'Cơ quan thực hiện': 'Sở Tư pháp', ...more })
const known = (id: string, more: Partial<KnownProcedure> = {}): KnownProcedure => ({
  id,
  slug: id,
  nationalCode: null,
  sourceKey: null,
  title: 'Cấp thẻ',
  agency: 'Sở Tư pháp',
  ...more,
})
const told = (records: ReturnType<typeof record>[], there: KnownProcedure[] = []) =>
  planImport(records, there).map((one) =>
    one.kind === 'SAME_AS'
      ? `same as ${one.index}`
      : [
          one.procedureId ?? 'new',
          one.slug,
          ...one.questions.flatMap(({ code, words }) =>
            ['same-key-differs', 'several-match'].includes(code) ? [`${code} ${words}`] : [],
          ),
        ].join(' '),
  )

describe('a record', () => {
  test('that nobody knows is a new procedure, with its title as address', () => {
    expect(told([record('Cấp thẻ Đảng viên (lần đầu)')])).toEqual(['new cap-the-dang-vien-lan-dau'])
  })

  test.each([
    ['by its key', known('a', { sourceKey: 'cap the | so tu phap', title: 'Tên mới' })],
    [
      'by title and agency, whatever their case, marks and points',
      known('a', { title: 'CẤP THẺ', agency: 'sở tư pháp.' }),
    ],
  ])('is found again %s', (_how, procedure) => {
    expect(told([record('Cấp thẻ')], [procedure])).toEqual(['a a'])
  })

  test('is found again by its code, also under another title', () => {
    const withCode = record('Tên mới', { 'Mã thủ tục': '1.001193' })
    expect(told([withCode], [known('a', { nationalCode: '1.001193' }), known('b')])).toEqual(['a a'])
  })

  test('is not the procedure of the same title that has another code', () => {
    const withCode = record('Cấp thẻ', { 'Mã thủ tục': '1.001193' })
    expect(told([withCode], [known('a', { nationalCode: '2.000001' })])).toEqual(['new cap-the'])
  })

  test('is not the procedure of another agency', () => {
    expect(told([record('Cấp thẻ')], [known('a', { agency: 'Sở Y tế' })])).toEqual(['new cap-the'])
  })

  test('that could be one of two is new, and a person is asked', () => {
    expect(told([record('Cấp thẻ')], [known('a'), known('b')])).toEqual(['new cap-the several-match a, b'])
  })

  test('whose procedure another record of the file has by its key is new', () => {
    const withCode = record('Cấp thẻ', { 'Mã thủ tục': '1.001193' })
    const there = known('a', { sourceKey: 'cap the | so tu phap' })
    expect(told([withCode, record('Cấp thẻ')], [there])).toEqual(['new cap-the', 'a a'])
  })
})

describe('records of one file', () => {
  test('that say the same, in whatever order, are one draft', () => {
    const one = readRecord({ title: 'Cấp thẻ', 'Lĩnh vực': 'Hộ tịch' })
    const other = readRecord({ 'Lĩnh vực': 'Hộ tịch', title: 'Cấp thẻ' })
    expect(told([one, other, one])).toEqual(['new cap-the', 'same as 0', 'same as 0'])
  })

  test('that have one key and say other things are drafts of their own, and a person is asked', () => {
    const other = record('Cấp thẻ', { 'Lĩnh vực': 'Hộ tịch' })
    expect(told([record('Cấp thẻ'), other, record('Cấp thẻ')])).toEqual([
      'new cap-the same-key-differs #2',
      'new cap-the-2 same-key-differs #1',
      'same as 0',
    ])
  })

  test('are found again by the same keys', () => {
    const other = record('Cấp thẻ', { 'Lĩnh vực': 'Hộ tịch' })
    const there = [
      known('a', { sourceKey: 'cap the | so tu phap' }),
      known('b', { sourceKey: 'cap the | so tu phap #2' }),
    ]
    expect(told([record('Cấp thẻ'), other], there).map((line) => line.split(' ')[0])).toEqual(['a', 'b'])
  })

  test('have addresses of their own, of a length that people can bear', () => {
    const long = 'Cấp giấy phép '.repeat(60)
    const [one, other] = told([record(long), record(`${long}lại`)]).map((line) => line.split(' ')[1] ?? '')
    expect(one).toMatch(/^cap-giay-phep-.*[a-z]$/)
    expect(one?.length).toBeLessThanOrEqual(100)
    expect(other).toBe(`${one}-2`)
    expect(told([record('Ω')])).toEqual(['new thu-tuc'])
  })
})
