import { describe, expect, test } from 'vitest'
import { doubtsOf, readTerm, suggestedTerm, termsNamedIn, unitDoubtOf } from './term-text.ts'

const said = (words: string): string => {
  const reading = readTerm(words)
  return reading.kind === 'STATED'
    ? `${reading.term.value} ${reading.term.unit}${reading.clockHours ? ' ?' : ''}`
    : reading.kind
}

describe('a field of a term', () => {
  test.each([
    ['07 Ngày làm việc', '7 WORKING_DAY'],
    ['15 Ngày', '15 CALENDAR_DAY'],
    ['  7   NGÀY LÀM VIỆC. ', '7 WORKING_DAY'],
    ['07 Nga\u0300y la\u0300m vie\u0323\u0302c', '7 WORKING_DAY'],
    ['07 Ngày\u00A0làm\u00A0việc', '7 WORKING_DAY'],
    ['7ngày làm việc', '7 WORKING_DAY'],
    ['07 ngay lam viec', '7 WORKING_DAY'],
    ['15 (mười lăm) ngày làm việc', '15 WORKING_DAY'],
    ['15 ngày tính theo ngày làm việc', '15 WORKING_DAY'],
    ['Không quá 05 ngày làm việc', '5 WORKING_DAY'],
    ['Tối đa 30 ngày', '30 CALENDAR_DAY'],
    ['Trong thời hạn 10 ngày làm việc', '10 WORKING_DAY'],
    ['mười hai ngày', '12 CALENDAR_DAY'],
    ['ba mươi ngày', '30 CALENDAR_DAY'],
    ['0,5 ngày làm việc', '0.5 WORKING_DAY'],
    ['1/2 ngày làm việc', '0.5 WORKING_DAY'],
    ['1.5 Ngày làm việc', '1.5 WORKING_DAY'],
    ['04 Giờ làm việc', '4 WORKING_HOUR'],
    ['8 giờ hành chính', '8 WORKING_HOUR'],
    ['4 Giờ', '4 WORKING_HOUR ?'],
    ['24h', '24 WORKING_HOUR ?'],
    ['Trong ngày', '1 SAME_DAY'],
    ['Ngay trong ngày làm việc', '1 SAME_DAY'],
    ['Giải quyết ngay trong ngày.', '1 SAME_DAY'],
    ['Ngay trong ngày tiếp nhận hồ sơ', '1 SAME_DAY'],
    ['3650 ngày', '3650 CALENDAR_DAY'],
  ])('%j is read as %s', (words, reading) => expect(said(words)).toBe(reading))

  test.each([
    ['', 'EMPTY'],
    [' . ', 'EMPTY'],
    ['Không có thông tin', 'EMPTY'],
    ['Không quy định', 'NONE_BY_LAW'],
    ['không quy định thời hạn giải quyết.', 'NONE_BY_LAW'],
    ['KHÔNG QUI ĐỊNH', 'NONE_BY_LAW'],
    ['Pháp luật không quy định', 'NONE_BY_LAW'],
    ['Không có', 'NONE_SAID'],
    ['Không xác định', 'NONE_SAID'],
    ['Không', 'NONE_SAID'],
    ['Chưa quy định', 'NONE_SAID'],
    ['Không quy định cụ thể', 'NONE_SAID'],
    ['0', 'NO_UNIT'],
    ['30', 'NO_UNIT'],
    ['-3', 'NO_UNIT'],
    ['2 tuần', 'OTHER_UNIT'],
    ['03 tháng', 'OTHER_UNIT'],
    ['30 phút', 'OTHER_UNIT'],
    ['0 ngày làm việc', 'NOT_A_TERM'],
    ['-3 ngày', 'NOT_A_TERM'],
    ['– 3 ngày', 'NOT_A_TERM'],
    ['−3 ngày', 'NOT_A_TERM'],
    ['3651 ngày', 'NOT_A_TERM'],
    ['999999999 ngày', 'NOT_A_TERM'],
    ['0,3 ngày làm việc', 'NOT_A_TERM'],
    ['2,5 ngày', 'NOT_A_TERM'],
    ['1.000 ngày', 'PROSE'],
    ['07 (tám) ngày làm việc', 'PROSE'],
    ['07 (hoặc 10) ngày làm việc', 'PROSE'],
    ['15 (đối với vùng khó khăn là 25) ngày', 'PROSE'],
    ['5-7 ngày làm việc', 'PROSE'],
    ['từ 5 đến 7 ngày', 'PROSE'],
    ['khác', 'PROSE'],
    ['Tùy theo đợt', 'PROSE'],
    ['Theo quy định', 'PROSE'],
    ['Ngay', 'PROSE'],
    ['07 Ngày làm việc kể từ ngày nhận đủ hồ sơ', 'PROSE'],
    ['07 ngày làm việc; 10 ngày làm việc đối với vùng khó khăn', 'PROSE'],
    ['07 ngày làm việc 30', 'PROSE'],
    ['ngày 07', 'PROSE'],
    ['Ngày làm việc', 'PROSE'],
  ])('%j is not read as a term: %s', (words, reading) => expect(said(words)).toBe(reading))
})

describe('prose', () => {
  test.each([
    ['Tối đa 6 ngày làm việc kể từ ngày nhận đủ hồ sơ', ['6 WORKING_DAY RECEIPT']],
    ['15 ngày kể từ ngày hết hạn nhận đơn phúc khảo', ['15 CALENDAR_DAY ELSEWHERE']],
    ['Trong 40 ngày làm việc kể từ ngày khai giảng năm học', ['40 WORKING_DAY ELSEWHERE']],
    ['05 ngày làm việc, kể từ ngày nhận được hồ sơ đăng ký hợp lệ', ['5 WORKING_DAY RECEIPT']],
    ['từ 5 đến 7 ngày làm việc', ['5 WORKING_DAY', '7 WORKING_DAY']],
    ['ngay trong ngày hoặc trong ngày làm việc tiếp theo nếu nhận sau 15 giờ', ['1 SAME_DAY']],
    ['tiếp nhận sau 03 (ba) giờ chiều, từ 7 giờ 30 đến 11 giờ', []],
    ['sau 24 giờ kể từ khi nhận hồ sơ', ['24 WORKING_HOUR RECEIPT']],
    ['trong vòng 2 tháng, không quá 3 tháng', ['months', 'months']],
    ['học từ đủ 12 tháng trở lên; chi trả 9 tháng/năm học', []],
    ['Nghị định số 28 ngày 12/3/2015, ngày 05 tháng 3 năm 2015', []],
    ['Giờ hành chính các ngày làm việc từ thứ 2 đến thứ 6', []],
    ['thủ tục hành chính; chín mươi ngày', ['90 CALENDAR_DAY']],
    ['- 05 ngày làm việc', ['5 WORKING_DAY']],
    ['0 ngày', []],
  ])('%j names %j', (prose, named) =>
    expect(
      termsNamedIn(prose).map(({ term, from }) =>
        [term ? `${term.value} ${term.unit}` : 'months', from].filter(Boolean).join(' '),
      ),
    ).toEqual(named),
  )

  test('is told with the words around a term', () => {
    const [named] = termsNamedIn(`${'a '.repeat(100)}trong 5 ngày làm việc${' b'.repeat(200)}`)
    expect(named?.words).toMatch(/^… a .*trong 5 ngày làm việc b .* …$/)
    expect(named?.words.length).toBeLessThan(250)
  })
})

describe('a stated term is doubted', () => {
  const working = (value: number) => ({ value, unit: 'WORKING_DAY' }) as const
  const calendar = (value: number) => ({ value, unit: 'CALENDAR_DAY' }) as const
  test.each([
    [calendar(7), '07 ngày làm việc kể từ khi tiếp nhận giấy đề nghị', ['term-contradicted 7 WORKING_DAY']],
    [
      calendar(5),
      'Không quá 05 ngày làm việc (kể từ khi nhận được hồ sơ)',
      ['term-contradicted 5 WORKING_DAY'],
    ],
    [working(20), 'Trường hợp xác minh không quá 45 ngày làm việc', ['term-contradicted 45 WORKING_DAY']],
    [working(20), '20 ngày làm việc. Trường hợp xác minh không quá 45 ngày làm việc', ['term-several']],
    [working(1), 'Ngay trong ngày hoặc trong ngày làm việc tiếp theo', ['term-contradicted 1 SAME_DAY']],
    [working(10), 'không quá 09 ngày làm việc; không quá 03 ngày làm việc', ['term-several']],
    [calendar(15), '15 ngày kể từ ngày hết hạn nhận đơn', ['term-starts-elsewhere']],
    [
      calendar(5),
      '10 ngày kể từ ngày khai giảng',
      ['term-contradicted 10 CALENDAR_DAY', 'term-starts-elsewhere'],
    ],
    [working(15), '15 ngày tính theo ngày làm việc chưa kể thời gian vận chuyển', ['term-leaves-out']],
    [working(5), 'Không quy định thời hạn', ['term-contradicted']],
    [working(5), 'không quá 2 tháng', ['term-contradicted']],
    [null, 'Trong 03 ngày làm việc kể từ ngày nhận hồ sơ', ['term-contradicted 3 WORKING_DAY']],
    [working(5), '05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ', []],
    [working(5), 'Nộp trực tiếp từ 7 giờ 30 đến 17 giờ', []],
    [working(5), '', []],
    [null, 'Không quy định', []],
  ])('%j beside %j: %j', (term, description, doubts) =>
    expect(
      doubtsOf(term, description).map(({ code, suggestion }) =>
        [code, suggestion && `${suggestion.value} ${suggestion.unit}`].filter(Boolean).join(' '),
      ),
    ).toEqual(doubts),
  )

  test('by a conduct that gives its number another unit, not by the terms of its steps', () => {
    expect(unitDoubtOf(calendar(5), 'Bước 4: Không quá 05 ngày làm việc')?.suggestion).toEqual(working(5))
    expect(unitDoubtOf(calendar(5), 'trong 05 ngày; trong 05 ngày làm việc')).toBeNull()
    expect(unitDoubtOf(calendar(5), 'Bước 2: trong 02 ngày làm việc')).toBeNull()
  })
})

describe('a suggestion', () => {
  test.each([
    ['Tối đa 6 ngày làm việc kể từ ngày nhận đủ hồ sơ', '', { value: 6, unit: 'WORKING_DAY' }],
    ['khác', 'thẩm định trong vòng 03 ngày làm việc', { value: 3, unit: 'WORKING_DAY' }],
    ['1', 'Không quy định', 'NONE_BY_LAW'],
    ['6 ngày làm việc, hoặc 3 ngày làm việc', '5 ngày', null],
    ['', 'không quá 10 ngày; không quá 40 ngày', null],
    ['5-7 ngày', '', null],
    ['3 tháng', 'không quá 3 tháng', null],
    ['1', '', null],
  ])('for %j beside %j is %j', (words, description, suggestion) =>
    expect(suggestedTerm(words, description)).toEqual(suggestion),
  )
})

test.each(['trong ', 'trong thời hạn ', 'mười ', '5 (', '1 ngày 2 giờ ', 'từ 7 giờ ', 'không quy định '])(
  '%j without end is prose, and read at once',
  (words) => {
    const endless = words.repeat(20_000)
    expect(said(endless)).toBe('PROSE')
    expect(doubtsOf({ value: 5, unit: 'WORKING_DAY' }, endless).length).toBeLessThan(4)
    suggestedTerm(endless, endless)
  },
)
