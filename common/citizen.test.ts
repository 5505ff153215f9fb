import { describe, expect, test } from 'vitest'
import { readBirthDate, readCardText, readCitizenNumber, readPhone } from './citizen.ts'
import { plainDate } from './time.ts'

const TODAY = plainDate('2026-11-22')

describe('a date of birth', () => {
  test.each([
    ['010290', '1990-02-01'],
    ['01021990', '1990-02-01'],
    ['1/2/90', '1990-02-01'],
    ['1.2.1990', '1990-02-01'],
    [' 1-2-26 ', '2026-02-01'],
    ['1/2/27', '1927-02-01'],
    ['22/11/2026', '2026-11-22'],
    ['29/2/2024', '2024-02-29'],
    ['29/2/2000', '2000-02-29'],
  ])('typed as %s is %s', (typed, date) => {
    expect(readBirthDate(typed, TODAY)).toEqual({ ok: true, value: date })
  })

  test.each([
    ['29/2/2026', 'date-no-such-day', 29],
    ['29/2/1900', 'date-no-such-day', 29],
    ['31/4/1990', 'date-no-such-day', 31],
    ['0/4/1990', 'date-no-such-day', 0],
    ['1/13/1990', 'date-no-such-month', 13],
    ['1/0/1990', 'date-no-such-month', 0],
    ['23/11/2026', 'date-in-future', undefined],
    ['1990', 'date-not-read', undefined],
    ['mai', 'date-not-read', undefined],
  ])('typed as %s is refused: %s', (typed, code, found) => {
    expect(readBirthDate(typed, TODAY)).toEqual({
      ok: false,
      code,
      ...(found === undefined ? {} : { found }),
    })
  })
})

describe('a citizen number', () => {
  test.each([
    ['027 065 001 234', '027065001234'],
    ['027.065.001.234', '027065001234'],
    ['123456789', '123456789'],
  ])('typed as %s is %s', (typed, number) => {
    expect(readCitizenNumber(typed)).toEqual({ ok: true, value: number })
  })

  test.each([
    ['02706500123', { code: 'citizen-number-length', found: 11 }],
    ['O27065001234', { code: 'citizen-number-digits-only' }],
    ['', { code: 'citizen-number-digits-only' }],
  ])('typed as "%s" is refused', (typed, fault) => {
    expect(readCitizenNumber(typed)).toEqual({ ok: false, ...fault })
  })
})

describe('a telephone number', () => {
  test.each([
    ['+84 912 345 678', '0912345678'],
    ['84912345678', '0912345678'],
    ['0912.345.678', '0912345678'],
    ['(0222) 3821 234', '02223821234'],
  ])('typed as %s is %s', (typed, number) => {
    expect(readPhone(typed)).toEqual({ ok: true, value: number })
  })

  test.each([
    ['091234567', { code: 'phone-unknown', found: 9 }],
    ['0112345678', { code: 'phone-unknown', found: 10 }],
    ['chín một hai', { code: 'phone-digits-only' }],
  ])('typed as %s is refused', (typed, fault) => {
    expect(readPhone(typed)).toEqual({ ok: false, ...fault })
  })
})

describe('the text of a citizen card', () => {
  const card = '027090001234|123456789|Nguyễn Thị Thử|01021990|Nữ|Khu 1, phường Quế Võ|01012021'

  test('gives number, name, date of birth and address', () => {
    expect(readCardText(card, TODAY)).toEqual({
      citizenNumber: '027090001234',
      fullName: 'Nguyễn Thị Thử',
      birthDate: '1990-02-01',
      address: 'Khu 1, phường Quế Võ',
    })
  })

  test('without a readable date has none, and the rest is kept', () => {
    expect(readCardText(card.replace('01021990', '1990'), TODAY)).toMatchObject({
      citizenNumber: '027090001234',
      birthDate: null,
    })
  })

  test.each(['', '027090001234', '12345|x|y|z|a|b', 'https://vidu.vn/a|b|c|d|e|f'])(
    'is not seen in "%s"',
    (text) => {
      expect(readCardText(text, TODAY)).toBeNull()
    },
  )
})
