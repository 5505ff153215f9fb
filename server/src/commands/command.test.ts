import { expect, test } from 'vitest'
import english from '#common/messages/en/commands.json' with { type: 'json' }
import vietnamese from '#common/messages/vi/commands.json' with { type: 'json' }
import { wholeNumber } from './command.ts'
import { COMMANDS, summaryOf } from './index.ts'

test.each<[string | undefined, number | null]>([
  ['1', 1],
  ['1000', 1000],
  ['5000', 5000],
  ['5001', null],
  ['0', null],
  ['-5', null],
  ['+5', null],
  ['1.5', null],
  ['1,000', null],
  ['1.000', null],
  ['1e3', null],
  ['0x10', null],
  ['007', null],
  [' 5', null],
  ['5 ', null],
  ['٥', null],
  ['abc', null],
  ['Infinity', null],
  ['99999999999999999999', null],
  ['', null],
  [undefined, null],
])('%o is the whole number %o, or none', (text, number) => {
  expect(wholeNumber(text, 5000)).toBe(number)
})

test('every word of the command line is listed with what it does, in both languages', () => {
  for (const { words } of COMMANDS) {
    const id = `summary.${words.replaceAll(' ', '-')}`
    expect([vietnamese, english].map((catalogue) => Object.hasOwn(catalogue, id))).toEqual([true, true])
    expect(new Set(summaryOf(words)).size).toBe(2)
  }
})
