import { expect, it } from 'vitest'
import { countsOf, readSets } from './paper-counts.ts'

it('shows what is written down already as it would be typed', () => {
  expect(countsOf([{ paperId: 'don', originals: 1, copies: 2 }])).toEqual({
    don: { originals: '1', copies: '2' },
  })
})

it.each([
  ['1', 1],
  [' 20 ', 20],
  ['0', null],
  ['21', null],
  ['hai', null],
])('%j is read as %j sets', (text, sets) => {
  expect(readSets(text)).toBe(sets)
})
