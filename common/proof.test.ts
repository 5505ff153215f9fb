import { expect, it } from 'vitest'
import { lacksAuthorisation, PROOFS_OF } from './proof.ts'

it.each([
  ['OWNER', 'ID_CARD', false],
  ['OWNER', 'KNOWN_PERSON', false],
  ['REPRESENTATIVE', 'ID_CARD', true],
  ['REPRESENTATIVE', 'KNOWN_PERSON', true],
  ['REPRESENTATIVE', 'AUTHORISATION', false],
] as const)('%s with %s lacks a letter of authorisation: %s', (receiver, proof, lacks) => {
  expect(lacksAuthorisation(receiver, proof)).toBe(lacks)
})

it('offers nobody a proof that would be refused', () => {
  for (const receiver of ['OWNER', 'REPRESENTATIVE'] as const)
    for (const proof of PROOFS_OF[receiver]) expect(lacksAuthorisation(receiver, proof)).toBe(false)
})
