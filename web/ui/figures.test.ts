import { expect, it } from 'vitest'
import { dayOnly, timeOfDay } from './figures.ts'

it('tells a moment by the clock of the office, wherever the machine stands', () => {
  expect(timeOfDay('2026-12-31T18:05:00.000Z')).toBe('01:05')
  expect(timeOfDay('2026-11-16T09:10:59+07:00')).toBe('09:10')
})

it('never moves a plain date', () => {
  expect(dayOnly('2026-11-16')).toBe('16/11/2026')
})
