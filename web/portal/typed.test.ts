import { expect, test } from 'vitest'
import { readDossierCode } from './typed.ts'

test.each([
  ['h57.132-261116-0007', 'H57.132-261116-0007'],
  ['  H57,132 – 261116 – 0007 ', 'H57.132-261116-0007'],
  ['H57.132 261116 0007', 'H57.132-261116-0007'],
  ['H57.I32-26lll6-OOO7', 'H57.132-261116-0007'],
  ['', ''],
])('the code %j is read as %j', (typed, read) => {
  expect(readDossierCode(typed)).toBe(read)
})
