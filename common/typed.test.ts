import { expect, test } from 'vitest'
import { plainDate } from './time.ts'
import { readComingDay, readPastDay } from './typed.ts'

const TODAY = plainDate('2026-11-24')

test.each([
  ['24/11/2026', '2026-11-24'],
  ['241126', '2026-11-24'],
  ['1.2.25', '2025-02-01'],
])('%s is the day %s', (typed, value) => {
  expect(readPastDay(typed, TODAY)).toEqual({ ok: true, value })
})

test.each([
  ['24/11/27', 'date-in-future'],
  ['30/11/2026', 'date-in-future'],
  ['31/9/2026', 'date-no-such-day'],
  ['1/13/2026', 'date-no-such-month'],
  ['1/1/0001', 'date-too-early'],
  ['hôm qua', 'date-not-read'],
])('%s is no day that has been: %s', (typed, code) => {
  expect(readPastDay(typed, TODAY)).toMatchObject({ ok: false, code })
})

test.each([
  ['24/11/2026', '2026-11-24'],
  ['011226', '2026-12-01'],
])('%s is a coming day: %s', (typed, value) => {
  expect(readComingDay(typed, TODAY)).toEqual({ ok: true, value })
})

test.each([
  ['23/11/2026', 'date-has-passed'],
  ['31/11/2026', 'date-no-such-day'],
  ['mai', 'date-not-read'],
])('%s is no coming day: %s', (typed, code) => {
  expect(readComingDay(typed, TODAY)).toMatchObject({ ok: false, code })
})
