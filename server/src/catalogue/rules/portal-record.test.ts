import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Refusal } from '#platform/refusal.ts'
import { onRecords, portalRecords } from '../../../test/support/portal-records.ts'
import { leavesOf, lostOf, rebuild } from './portal-leaves.ts'
import { type ImportedProcedure, readRecord } from './portal-record.ts'
import type { ProcedureContent } from './procedure.ts'

const ROW = {
  'Hình thức nộp': 'Trực tiếp',
  'Thời hạn giải quyết': '07 Ngày làm việc',
  'Phí, lệ phí': 'Lệ phí: 8000 ĐồngXem chi tiết',
  'Mô tả': 'Nộp tại Ủy ban nhân dân cấp xã.',
}
const PAPER = {
  'Tên giấy tờ': '- Tờ khai theo mẫu;',
  'Mẫu đơn, tờ khai': 'https://example.vn/download_file.jsp?ma=3fd9',
  'Số lượng - bản chính': 'Bản chính: 1 - Bản sao: 0',
}
const RECORD = {
  title: 'Đăng ký khai sinh',
  'Trình tự thực hiện': '- Bước 1: …\n- Bước 2: …',
  'Cách thức thực hiện': [ROW],
  'Thành phần hồ sơ': [PAPER],
  'Cơ quan thực hiện': 'Ủy ban nhân dân cấp xã',
}

/** What stands in the database: through JSON, as jsonb holds it. */
const stored = ({ title, code, level, content }: ImportedProcedure) => ({
  title,
  nationalCode: code,
  level,
  content: JSON.parse(JSON.stringify(content)) as ProcedureContent,
})
const lost = (record: ImportedProcedure) => lostOf(record.leaves, rebuild(stored(record)))
const asked = ({ forPerson }: ImportedProcedure) =>
  forPerson.map(({ path, code }) => `${path.join('/')} ${code}`)
const firstCase = ({ content }: ImportedProcedure) => {
  const [one] = content.cases
  if (!one) throw new Error('no case')
  return one
}

describe('a record as the portal gives it', () => {
  const read = readRecord(RECORD)

  test('is read into its fields', () => {
    expect([read.title, read.agency, read.code, read.level]).toEqual([
      'Đăng ký khai sinh',
      'Ủy ban nhân dân cấp xã',
      null,
      null,
    ])
    expect(firstCase(read)).toEqual({
      id: 'chung',
      name: { vi: 'Mọi trường hợp', en: 'Every case' },
      sets: null,
      papers: [
        {
          id: 'giay-to-1',
          name: '- Tờ khai theo mẫu;',
          form: null,
          formUrl: 'https://example.vn/download_file.jsp?ma=3fd9',
          originals: 1,
          copies: 0,
          required: true,
          replacedBy: null,
        },
      ],
      channels: [
        {
          channel: 'COUNTER',
          standing: 'STATED',
          term: { value: 7, unit: 'WORKING_DAY' },
          termText: '07 Ngày làm việc',
          specials: [],
          changes: [],
          phases: [],
          fees: [{ kind: 'CHARGE', name: 'Lệ phí', amountVnd: 8000, per: null, basis: null }],
          description: 'Nộp tại Ủy ban nhân dân cấp xã.',
        },
      ],
    })
  })

  test('is printed back leaf for leaf by its fields alone', () => {
    expect(read.content.kept).toEqual([])
    expect(lost(read)).toEqual([])
    expect(lostOf(rebuild(stored(read)), read.leaves)).toEqual([])
  })

  test('leaves one question: which papers are required', () => {
    expect(asked(read)).toEqual(['Thành phần hồ sơ required-not-stated'])
  })

  test('has more fields than that, each in its place', () => {
    const full = readRecord({
      ...RECORD,
      'Mã thủ tục': '1.001193',
      'Số quyết định': '528/QĐ-BTP',
      'Cấp thực hiện': 'Cấp Xã',
      'Loại thủ tục': 'TTHC được luật giao quy định chi tiết',
      'Lĩnh vực': 'Hộ tịch',
      'Đối tượng thực hiện': 'Công dân Việt Nam, Cán bộ, công chức, Người nước ngoài',
      'Cơ quan có thẩm quyền': 'Không có thông tin',
      'Cơ quan phối hợp': ['Công an cấp xã', 'Bảo hiểm xã hội'],
      'Kết quả thực hiện': 'Giấy khai sinh',
      'Yêu cầu, điều kiện thực hiện': 'Không có thông tin',
      'Số lượng hồ sơ': '01 bộ',
      'Căn cứ pháp lý': [
        { 'Số ký hiệu': '60/2014/QH13', 'Trích yếu': 'Luật Hộ tịch', 'Ngày ban hành': '20-11-2014' },
      ],
    })
    expect(full).toMatchObject({
      code: '1.001193',
      level: 'COMMUNE',
      content: {
        field: 'Hộ tịch',
        applicants: ['Công dân Việt Nam', 'Cán bộ, công chức', 'Người nước ngoài'],
        coordinating: ['Công an cấp xã', 'Bảo hiểm xã hội'],
        results: [{ vi: 'Giấy khai sinh', en: '' }],
        conditions: null,
        legalBasis: [{ number: '60/2014/QH13', title: 'Luật Hộ tịch' }],
        cases: [{ sets: 1 }],
      },
    })
    expect(full.content.kept.map(({ path }) => path[0])).toEqual([
      'Số quyết định',
      'Loại thủ tục',
      'Cơ quan có thẩm quyền',
      'Yêu cầu, điều kiện thực hiện',
      'Số lượng hồ sơ',
      'Căn cứ pháp lý',
    ])
    expect(lost(full)).toEqual([])
  })

  test('is the same record in other spelling: case, spaces, decomposed letters', () => {
    const respelled = Object.fromEntries(
      Object.entries(RECORD).map(([key, value]) => [`  ${key.toUpperCase().normalize('NFD')} `, value]),
    )
    const other = readRecord(respelled)
    expect(other.content.cases).toEqual(read.content.cases)
    expect(other.agency).toBe(read.agency)
    expect(lost(other)).toEqual([])
    expect(Object.keys(respelled)).toEqual([...new Set(other.content.kept.map(({ path }) => path[0]))])
  })
})

describe('what a record leaves open is asked with its place', () => {
  const asks = (change: object) =>
    asked(readRecord({ ...RECORD, ...change })).filter(
      (question) => !question.endsWith('required-not-stated'),
    )
  const term = (words: unknown, description = '') => ({
    'Cách thức thực hiện': [{ ...ROW, 'Thời hạn giải quyết': words, 'Mô tả': description }],
  })
  const AT = 'Cách thức thực hiện/0/Thời hạn giải quyết'

  test.each([
    [term(''), [`${AT} term-empty`]],
    [term(null), [`${AT} term-empty`]],
    [term(7), [`${AT} term-without-unit`]],
    [term('-3 ngày'), [`${AT} term-not-a-term`]],
    [term('0 ngày'), [`${AT} term-not-a-term`]],
    [term('4 giờ'), [`${AT} term-clock-hours`]],
    [term('07 Ngày', '07 ngày làm việc'), [`${AT} term-contradicted`]],
    [term({ a: [1] }), [`${AT} shape-unknown`]],
    [{ 'Cách thức thực hiện': [{ 'Hình thức nộp': 'Trực tiếp' }] }, [`${AT} term-empty`]],
    [{ 'Cách thức thực hiện': [] }, ['Cách thức thực hiện channels-not-stated']],
    [{ 'Cách thức thực hiện': undefined }, ['Cách thức thực hiện channels-not-stated']],
    [{ 'Cách thức thực hiện': ROW }, []],
    [{ 'Thành phần hồ sơ': PAPER }, []],
    [
      { 'Thành phần hồ sơ': 'Tờ khai' },
      ['Thành phần hồ sơ shape-unknown', 'Thành phần hồ sơ papers-not-stated'],
    ],
    [{ 'Cách thức thực hiện': 'Trực tiếp' }, ['Cách thức thực hiện shape-unknown']],
    [{ 'Cách thức thực hiện': ['Trực tiếp'] }, ['Cách thức thực hiện/0 shape-unknown']],
    [{ 'Cách thức thực hiện': [{ 'Hình thức nộp': 'Khác' }] }, ['Cách thức thực hiện/0 channel-unknown']],
    [
      { 'Cách thức thực hiện': [{ ...ROW, 'Hình thức nộp': 'Trực tiếp hoặc qua bưu điện' }] },
      ['Cách thức thực hiện/0 channel-unknown'],
    ],
    [
      { 'Cách thức thực hiện': [ROW, { ...ROW, 'Thời hạn giải quyết': '10 Ngày' }] },
      ['Cách thức thực hiện/1 channel-twice'],
    ],
    [{ 'Cách thức thực hiện': [ROW, ROW] }, []],
    [
      { 'Cách thức thực hiện': [{ ...ROW, 'Trường hợp': 'Có yếu tố nước ngoài' }] },
      ['Cách thức thực hiện/0/Trường hợp channel-for-a-case'],
    ],
    [{ 'Thành phần hồ sơ': null }, ['Thành phần hồ sơ papers-not-stated']],
    [
      { 'Thành phần hồ sơ': [{ ...PAPER, 'Tên giấy tờ': '' }] },
      ['Thành phần hồ sơ/0 paper-without-name', 'Thành phần hồ sơ papers-not-stated'],
    ],
    [
      { 'Thành phần hồ sơ': [{ ...PAPER, 'Số lượng - bản chính': 'Bản chính: -1 - Bản sao: 0' }] },
      ['Thành phần hồ sơ/0/Số lượng - bản chính paper-count-unread'],
    ],
    [{ 'Cấp thực hiện': 'Cấp Huyện' }, ['Cấp thực hiện level-unread']],
    [{ 'Mã thủ tục': 2.00049 }, ['Mã thủ tục code-not-text']],
    [{ 'Lĩnh vực': 5 }, ['Lĩnh vực shape-unknown']],
    [{ 'Trình tự thực hiện': { 'Bước 1': 'nộp' } }, ['Trình tự thực hiện shape-unknown']],
    [{ 'Tên thủ tục': 'Tên khác' }, ['Tên thủ tục said-twice']],
    [{ 'Tên thủ tục': 'Đăng ký khai sinh' }, []],
    [{ 'Thời hạn giải quyết': '10 ngày' }, ['Thời hạn giải quyết term-elsewhere']],
    [{ 'Thời hạn giải quyết': 'Không có thông tin' }, []],
    [
      { 'Cách thức thực hiện': [{ ...ROW, 'thời hạn giải quyết:': '10 ngày' }] },
      ['Cách thức thực hiện/0/thời hạn giải quyết: said-twice'],
    ],
    [
      { 'Cách thức thực hiện': [{ ...ROW, 'Thời gian giải quyết': '10 ngày' }] },
      ['Cách thức thực hiện/0/Thời gian giải quyết term-elsewhere'],
    ],
    [{ 'Từ khóa': 'khai sinh', 'Mục lạ': [null, { a: 1 }] }, []],
  ])('%j: %j', (change, questions) => {
    const record = { ...RECORD, ...change }
    expect(asks(change)).toEqual(questions)
    expect(lost(readRecord(record))).toEqual([])
  })

  test('a term that is not read is never promised', () => {
    for (const words of [
      '',
      null,
      7,
      '-3 ngày',
      'khác',
      'Không có',
      '3 tháng',
      '9999 ngày',
      'Tối đa 6 ngày làm việc kể từ',
    ])
      expect(firstCase(readRecord({ ...RECORD, ...term(words) })).channels[0]).toMatchObject({
        term: null,
        standing: 'UNDECIDED',
      })
    expect(firstCase(readRecord({ ...RECORD, ...term('Không quy định') })).channels[0]).toMatchObject({
      term: null,
      standing: 'NONE_BY_LAW',
    })
  })
})

describe('papers by case', () => {
  const CASES = [
    {
      as: 'rows that name it',
      papers: [
        { 'Trường hợp': 'Bao gồm', ...PAPER },
        { 'Trường hợp': 'Trẻ bị bỏ rơi', ...PAPER },
        { 'Trường hợp': 'Trẻ bị bỏ rơi', ...PAPER },
      ],
    },
    {
      as: 'rows that hold its papers',
      papers: [
        { 'Trường hợp': '', 'Giấy tờ': [PAPER] },
        { 'Trường hợp': 'Trẻ bị bỏ rơi', 'Giấy tờ': [PAPER, PAPER] },
      ],
    },
    { as: 'an object with a list for each', papers: { 'Bao gồm': [PAPER], 'Trẻ bị bỏ rơi': [PAPER, PAPER] } },
  ]
  test.each(CASES)('$as', ({ papers }) => {
    const read = readRecord({ ...RECORD, 'Thành phần hồ sơ': papers })
    expect(
      read.content.cases.map(({ id, name, papers, channels }) => [
        id,
        name.vi,
        papers.length,
        channels.length,
      ]),
    ).toEqual([
      ['chung', 'Mọi trường hợp', 1, 1],
      ['truong-hop-2', 'Trẻ bị bỏ rơi', 2, 1],
    ])
    expect(lost(read)).toEqual([])
  })
})

describe('a paper', () => {
  const paper = (change: object) =>
    firstCase(readRecord({ ...RECORD, 'Thành phần hồ sơ': [{ ...PAPER, ...change }] })).papers[0]

  test.each([
    ['https://x.vn/f.jsp?ma=', { form: null, formUrl: null }],
    ['Mẫu CT01.docx', { form: 'Mẫu CT01.docx', formUrl: null }],
    ['javascript:alert(1)', { form: 'javascript:alert(1)', formUrl: null }],
    ['', { form: null, formUrl: null }],
    [null, { form: null, formUrl: null }],
  ])('whose form is %j', (form, read) => expect(paper({ 'Mẫu đơn, tờ khai': form })).toMatchObject(read))

  test.each([
    ['Bản chính: 0 - Bản sao: 0', [0, 0]],
    ['Bản chính: 2 - Bản sao: 1', [2, 1]],
    ['01 bản chính, 02 bản sao', [1, 2]],
    [1, [1, 0]],
    ['nhiều', [0, 0]],
    [null, [0, 0]],
  ])('of which %j are asked for', (count, [originals, copies]) =>
    expect(paper({ 'Số lượng - bản chính': count })).toMatchObject({ originals, copies }),
  )

  test.each([
    ['Giấy ủy quyền (nếu có)', false],
    ['- Trường hợp trẻ sinh ra ở nước ngoài: giấy chứng sinh', false],
    ['Tờ khai', true],
  ])('%j is required: %j', (name, required) =>
    expect(paper({ 'Tên giấy tờ': name })).toMatchObject({ required }),
  )
})

describe('nothing is lost', () => {
  const key = fc.oneof(
    fc.constantFrom(
      ...Object.keys(RECORD),
      ...Object.keys(ROW),
      ...Object.keys(PAPER),
      'Trường hợp',
      'Mã thủ tục',
      'Tên thủ tục',
      'Cấp thực hiện',
      'Lĩnh vực',
      'Đối tượng thực hiện',
      'Cơ quan có thẩm quyền',
      'Cơ quan phối hợp',
      'Kết quả thực hiện',
      'Căn cứ pháp lý',
      'Số ký hiệu',
      'Trích yếu',
      'Số lượng hồ sơ',
      '__proto__',
      'constructor',
      'TITLE',
      'cách  thức thực hiện',
    ),
    fc.string(),
  )
  const leaf = fc.oneof(
    fc.constantFrom(
      'Trực tiếp',
      'Trực tuyến',
      '07 Ngày làm việc',
      '5 Ngày',
      'Không quy định',
      'Phí: 250.000 ĐồngXem chi tiết',
      'Phí: ĐồngXem chi tiết Lệ phí: 5000 ĐồngXem chi tiết',
      'Bản chính: 1 - Bản sao: 0',
      'Bản chính: 0 - Bản sao: 0',
      'https://x.vn/?ma=',
      'https://x.vn/?ma=1',
      'Cấp Xã',
      '01 bộ',
      'Không có thông tin',
      '',
      ' ',
      'A, B, c',
    ),
    fc.string({ unit: 'grapheme' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
    fc.boolean(),
    fc.constant(null),
  )
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 5, withCrossShrink: true }, leaf, tie('list'), tie('object')),
    list: fc.array(tie('value'), { maxLength: 4 }),
    object: fc.dictionary(key, tie('value'), { maxKeys: 6 }),
  }))
  const row = (row: object) =>
    fc.record(
      Object.fromEntries(
        Object.keys(row).map((name) => [name, fc.oneof({ weight: 3, arbitrary: leaf }, value)]),
      ),
      { requiredKeys: [] },
    )
  const record = fc
    .record(
      {
        rest: fc.dictionary(key, value, { maxKeys: 8 }),
        title: fc.constantFrom('Đăng ký khai sinh', ' Đăng  ký\u200B ', 'Cấp lại'),
        channels: fc.oneof(fc.array(row(ROW), { maxLength: 4 }), value),
        papers: fc.oneof(fc.array(row({ ...PAPER, 'Trường hợp': '' }), { maxLength: 4 }), value),
      },
      { noNullPrototype: true },
    )
    .map(({ rest, title, channels, papers }) =>
      Object.fromEntries([
        ...Object.entries(rest).filter(([name]) => name !== 'title'),
        ['title', title],
        ['Cách thức thực hiện', channels],
        ['Thành phần hồ sơ', papers],
      ]),
    )

  // Alone it takes 2 s.
  test('of any record, and each leaf of it is told of: understood, kept, or asked', () => {
    fc.assert(
      fc.property(record, (source) => {
        const read = readRecord(source)
        expect(lost(read)).toEqual([])
        const told = new Set(
          [...read.understood, ...read.keptAsText, ...read.forPerson].map(({ path }) => JSON.stringify(path)),
        )
        const silent = leavesOf(source).filter(({ path }) => !told.has(JSON.stringify(path)))
        expect(silent).toEqual([])
      }),
      { numRuns: 300 },
    )
  }, 60_000)

  const real = portalRecords()
  test(onRecords(real, 'of the real records, and nothing is invented'), () => {
    for (const source of real?.records ?? []) {
      const read = readRecord(source)
      expect(lost(read)).toEqual([])
      expect(lostOf(rebuild(stored(read)), read.leaves)).toEqual([])
    }
  })
})

describe('what is no record is refused', () => {
  test.each([
    [null, 'record-not-an-object'],
    ['a', 'record-not-an-object'],
    [[RECORD], 'record-not-an-object'],
    [{}, 'record-without-title'],
    [{ ...RECORD, title: '' }, 'record-without-title'],
    [{ ...RECORD, title: ' … ' }, 'record-without-title'],
    [{ ...RECORD, title: 5 }, 'record-without-title'],
    [{ ...RECORD, title: null }, 'record-without-title'],
    [{ ...RECORD, title: 'a'.repeat(1001) }, 'record-title-too-long'],
    [{ ...RECORD, x: 'a'.repeat(2_000_001) }, 'record-too-large'],
    [{ ...RECORD, x: Array(50_000).fill(0) }, 'record-too-large'],
  ])('case %#', (record, code) => {
    expect(() => readRecord(record)).toThrow(
      expect.objectContaining({ kind: 'INVALID', code } satisfies Partial<Refusal>),
    )
  })
})
