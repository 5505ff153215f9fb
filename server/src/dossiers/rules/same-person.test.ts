import { expect, test } from 'vitest'
import { byHumanBeing, type Finding, mustBePossiblyOne, type Named, type Numbered } from './same-person.ts'

const persons = (...numbers: (string | null)[]): Named[] =>
  numbers.map((verifiedNumber, nth) => ({ id: 'abcdef'[nth]!, verifiedNumber }))
const found = (...pairs: string[]): Finding[] => pairs.map((pair) => ({ oneId: pair[0]!, otherId: pair[1]! }))

const refused = (code: string) => expect.objectContaining({ code })

test.each([
  ['nobody is anybody else by himself', persons(null, null), found(), ['a', 'b']],
  ['one verified number is one human being', persons('1', null, '1'), found(), ['ac', 'b']],
  ['a finding joins two', persons(null, null, null), found('ac'), ['ac', 'b']],
  ['findings are passed on', persons(null, null, null, null), found('ad', 'bd'), ['abd', 'c']],
  ['a finding joins a verified number with none', persons('1', null), found('ab'), ['ab']],
  ['two verified numbers are two, whatever was found', persons('1', '2'), found('ab'), ['a', 'b']],
  ['nor by way of a third', persons('1', null, '2'), found('ab', 'bc'), ['ab', 'c']],
  ['who is not shown joins nobody', persons(null, null), found('ax', 'bx'), ['a', 'b']],
] as const)('%s', (_, among, findings, groups) => {
  expect(byHumanBeing(among, findings).map((group) => group.map(({ id }) => id).join(''))).toEqual(groups)
})

test('nobody is found to be himself, and two verified numbers are never one', () => {
  expect(() => mustBePossiblyOne('a', 'a', unnumbered(null), [], false)).toThrowError(
    refused('same-person-itself'),
  )
  expect(() => mustBePossiblyOne('a', 'b', unnumbered('1', null, '2'), [], true)).toThrowError(
    refused('verified-numbers-differ'),
  )
  expect(() => mustBePossiblyOne('a', 'b', unnumbered('1', null, '1'), [], false)).not.toThrow()
})

const unnumbered = (...verified: (string | null)[]): Numbered[] =>
  persons(...verified).map((person) => ({ ...person, number: null }))
const numbered = (...numbers: (string | null)[]): Numbered[] =>
  numbers.map((number, nth) => ({ id: 'abcdefgh'[nth]!, verifiedNumber: null, number }))

test.each<[string, Numbered[], Finding[], boolean]>([
  ['no number', numbered(null, null), [], true],
  ['one number', numbered('1', null), [], true],
  ['one number twice', numbered('1', '1'), [], true],
  ['two numbers', numbered('1', '2'), [], false],
  ['two by way of a third', numbered('1', null, '2'), [{ oneId: 'b', otherId: 'c' }], false],
  [
    'two that were confirmed before, and one of them again',
    numbered('1', '2', '2'),
    [{ oneId: 'a', otherId: 'c' }],
    true,
  ],
  [
    'two that were confirmed before, and a third',
    numbered('1', '3', '2'),
    [{ oneId: 'a', otherId: 'c' }],
    false,
  ],
])('%s: found to be one without a word about numbers, or only with one', (_what, together, before, isSo) => {
  const finding = (isConfirmed: boolean) => () => mustBePossiblyOne('a', 'b', together, before, isConfirmed)
  if (isSo) expect(finding(false)).not.toThrow()
  else expect(finding(false)).toThrowError(refused('numbers-differ'))
  expect(finding(true)).not.toThrow()
})
