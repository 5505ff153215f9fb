import { expect, test } from 'vitest'
import { byHumanBeing, type Finding, mustBePossiblyOne, type Named } from './same-person.ts'

const persons = (...numbers: (string | null)[]): Named[] =>
  numbers.map((verifiedNumber, nth) => ({ id: 'abcdef'[nth]!, verifiedNumber }))
const found = (...pairs: string[]): Finding[] => pairs.map((pair) => ({ oneId: pair[0]!, otherId: pair[1]! }))

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
  const refused = (code: string) => expect.objectContaining({ code })
  expect(() => mustBePossiblyOne('a', 'a', persons(null))).toThrowError(refused('same-person-itself'))
  expect(() => mustBePossiblyOne('a', 'b', persons('1', null, '2'))).toThrowError(
    refused('verified-numbers-differ'),
  )
  expect(() => mustBePossiblyOne('a', 'b', persons('1', null, '1'))).not.toThrow()
})
