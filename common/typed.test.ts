import { expect, test } from 'vitest'
import { plainDate } from './time.ts'
import { readPastDay } from './typed.ts'

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
