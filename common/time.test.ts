import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  type ClockTime,
  clockTime,
  dateOf,
  dateOfDayNumber,
  dayNumberOf,
  daysBetween,
  formatDay,
  formatMoment,
  hanoiClockOf,
  hanoiDateOf,
  hanoiMsOf,
  type Instant,
  instantAt,
  instantFromMs,
  isClockTime,
  isInstant,
  isPlainDate,
  longDate,
  minutesOfClock,
  msOf,
  type PlainDate,
  parseInstant,
  plainDate,
  rfc3339InHanoi,
  weekdayOf,
} from './time.ts'

const day = (text: string) => text as PlainDate
const instant = (text: string) => text as Instant

describe('a legal day', () => {
  test.each([
    ['2026-11-22', true],
    ['2028-02-29', true],
    ['2000-02-29', true],
    ['2026-02-29', false],
    ['2100-02-29', false],
    ['2026-00-10', false],
    ['2026-13-01', false],
    ['2026-04-31', false],
    ['2026-4-1', false],
    ['2026-04-01T00:00', false],
    ['２０２６-04-01', false],
    ['', false],
  ])('%s exists: %s', (text, exists) => {
    expect(isPlainDate(text)).toBe(exists)
  })

  test('is refused with the text that was wrong', () => {
    expect(() => plainDate('31/12/2026')).toThrow(/not a calendar day.*31\/12\/2026/)
    expect(() => dateOf(2026, 2, 29)).toThrow(RangeError)
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(RangeError)
    expect(() => dateOfDayNumber(0.5)).toThrow(RangeError)
  })

  test.each([
    ['2026-11-16', 1],
    ['2026-11-22', 7],
    ['1970-01-01', 4],
    ['1969-12-31', 3],
    ['1945-09-02', 7],
    ['2000-02-29', 2],
  ])('%s is weekday %d', (date, weekday) => {
    expect(weekdayOf(day(date))).toBe(weekday)
  })

  test.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2028-02-29', 1, '2028-03-01'],
    ['2028-02-29', 366, '2029-03-01'],
    ['2027-01-01', -1, '2026-12-31'],
    ['1970-01-01', -25_567, '1900-01-01'],
  ])('%s plus %d days is %s', (from, days, to) => {
    expect(addDays(day(from), days)).toBe(to)
    expect(daysBetween(day(from), day(to))).toBe(days)
  })

  test('agrees with a walk through every day from 0000 to 9999, month by month', () => {
    let number = dayNumberOf(day('0000-01-01'))
    let wrong = 0
    for (let year = 0; year <= 9999; year++) {
      const february = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
      const lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      for (const [index, length] of lengths.entries()) {
        if (dayNumberOf(dateOf(year, index + 1, 1)) !== number) wrong++
        if (dateOfDayNumber(number) !== dateOf(year, index + 1, 1)) wrong++
        number += length
        if (dateOfDayNumber(number - 1) !== dateOf(year, index + 1, length)) wrong++
      }
    }
    expect(wrong).toBe(0)
    expect(number).toBe(dayNumberOf(day('9999-12-31')) + 1)
  })

  test('is written for people the way the statutory papers write it', () => {
    expect(formatDay(day('2026-03-05'))).toBe('05/03/2026')
    expect(longDate(day('2026-03-05'))).toBe('ngày 05 tháng 3 năm 2026')
    expect(longDate(day('2026-01-31'))).toBe('ngày 31 tháng 01 năm 2026')
    expect(longDate(day('2026-02-09'))).toBe('ngày 09 tháng 02 năm 2026')
    expect(longDate(day('2026-10-10'))).toBe('ngày 10 tháng 10 năm 2026')
  })
})

describe('a clock time', () => {
  test.each(['24:00', '7:30', '07:60', '07:30:00', '', '-1:00'])('%s is not one', (text) => {
    expect(isClockTime(text)).toBe(false)
    expect(() => minutesOfClock(text as ClockTime)).toThrow(RangeError)
  })

  test('is minutes since midnight', () => {
    expect(minutesOfClock(clockTime('00:00'))).toBe(0)
    expect(minutesOfClock(clockTime('07:30'))).toBe(450)
    expect(minutesOfClock(clockTime('23:59'))).toBe(1439)
  })
})

describe('an instant', () => {
  test.each([
    ['2026-11-16T09:10:00+07:00', '2026-11-16T02:10:00.000Z'],
    ['2026-11-16T02:10:00Z', '2026-11-16T02:10:00.000Z'],
    ['2026-11-16t02:10:00z', '2026-11-16T02:10:00.000Z'],
    ['2026-11-16 02:10:00Z', '2026-11-16T02:10:00.000Z'],
    ['2026-01-01T00:00:00.5+07:00', '2025-12-31T17:00:00.500Z'],
    ['2026-12-31T23:30:00-05:30', '2027-01-01T05:00:00.000Z'],
    ['2026-11-16T02:10:00.123999Z', '2026-11-16T02:10:00.123Z'],
    ['1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999Z'],
    ['2028-02-29T23:59:59+07:00', '2028-02-29T16:59:59.000Z'],
  ])('%s is kept as %s', (text, kept) => {
    expect(parseInstant(text)).toBe(kept)
  })

  test.each([
    '2026-11-16T09:10:00',
    '2026-11-16',
    '2026-02-29T00:00:00Z',
    '2026-11-16T24:00:00Z',
    '2026-11-16T23:59:60Z',
    '2026-11-16T09:10:00+25:00',
    '2026-11-16T09:10:00+7',
    '16/11/2026 09:10',
    '0000-01-01T00:00:00+07:00',
    '',
  ])('%s is refused', (text) => {
    expect(() => parseInstant(text)).toThrow(RangeError)
  })

  test('is recognised only in the form we keep, because only that form sorts as text', () => {
    expect(isInstant('2026-11-16T02:10:00.000Z')).toBe(true)
    for (const other of [
      '2026-11-16T02:10:00Z',
      '2026-11-16T09:10:00.000+07:00',
      '2026-11-31T02:10:00.000Z',
      5,
    ]) {
      expect(isInstant(other)).toBe(false)
    }
    expect(() => msOf(instant('2026-11-16T02:10:00Z'))).toThrow(RangeError)
    expect(() => instantFromMs(0.5)).toThrow(RangeError)
    expect(() => instantFromMs(Number.NaN)).toThrow(RangeError)
  })

  test('agrees with the platform’s own calendar and sorts as text', () => {
    const anyMs = fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 })
    fc.assert(
      fc.property(anyMs, anyMs, (a, b) => {
        expect(instantFromMs(a)).toBe(new Date(a).toISOString())
        expect(msOf(instantFromMs(a))).toBe(a)
        expect(instantFromMs(a) < instantFromMs(b)).toBe(a < b)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the legal zone', () => {
  test.each([
    ['2026-11-15T16:59:59.999Z', '2026-11-15', 1439],
    ['2026-11-15T17:00:00.000Z', '2026-11-16', 0],
    ['2026-11-16T02:10:59.999Z', '2026-11-16', 550],
    ['2025-12-31T17:00:00.000Z', '2026-01-01', 0],
  ])('%s falls on %s, minute %d', (text, date, minute) => {
    expect(hanoiDateOf(instant(text))).toBe(date)
    expect(hanoiClockOf(instant(text))).toBe(minute)
  })

  test('turns a day and a minute into an instant and back', () => {
    expect(instantAt(day('2026-11-16'), 550)).toBe('2026-11-16T02:10:00.000Z')
    expect(instantAt(day('2026-11-16'), 1440)).toBe(instantAt(day('2026-11-17'), 0))
    expect(() => instantAt(day('2026-11-16'), 1441)).toThrow(RangeError)
    expect(() => instantAt(day('2026-11-16'), -1)).toThrow(RangeError)
    fc.assert(
      fc.property(
        fc.integer({ min: -100_000, max: 100_000 }),
        fc.integer({ min: 0, max: 1439 }),
        (n, minute) => {
          const date = dateOfDayNumber(n)
          const at = instantAt(date, minute)
          expect(hanoiDateOf(at)).toBe(date)
          expect(hanoiClockOf(at)).toBe(minute)
          expect(parseInstant(rfc3339InHanoi(at))).toBe(at)
          expect(hanoiMsOf(at) - msOf(at)).toBe(25_200_000)
        },
      ),
    )
  })

  test('is written with its offset on the wire and day first for people', () => {
    expect(rfc3339InHanoi(instant('2026-11-16T02:10:00.000Z'))).toBe('2026-11-16T09:10:00+07:00')
    expect(rfc3339InHanoi(instant('2026-11-16T02:10:00.250Z'))).toBe('2026-11-16T09:10:00.250+07:00')
    expect(formatMoment(instant('2026-11-16T02:10:59.999Z'))).toBe('09:10 16/11/2026')
    expect(formatMoment(instant('2026-12-31T17:05:00.000Z'))).toBe('00:05 01/01/2027')
  })
})
