import { expect, test } from 'vitest'
import type { Role } from './roles.ts'
import { type Assurance, isSureEnough, type Owed, owedBy } from './sign-in.ts'

test.each<[string, Role[], Assurance, boolean, 'required' | 'offered', Owed | null]>([
  ['a leader enrols where it is required', ['LEADER'], 'PASSWORD', false, 'required', 'SECOND_FACTOR'],
  ['an administrator too', ['ADMIN'], 'PASSWORD', false, 'required', 'SECOND_FACTOR'],
  ['by any of the roles', ['SPECIALIST', 'LEADER'], 'PASSWORD', false, 'required', 'SECOND_FACTOR'],
  ['who came in by it owes nothing', ['LEADER'], 'SECOND_FACTOR', false, 'required', null],
  ['where it is offered nobody must', ['LEADER', 'ADMIN'], 'PASSWORD', false, 'offered', null],
  ['who handles dossiers need not', ['RECEPTIONIST', 'CENTRE_HEAD'], 'PASSWORD', false, 'required', null],
  ['a first password comes before it', ['LEADER'], 'PASSWORD', true, 'required', 'NEW_PASSWORD'],
  [
    'a first password is changed by everybody',
    ['RECEPTIONIST'],
    'SECOND_FACTOR',
    true,
    'offered',
    'NEW_PASSWORD',
  ],
])('%s', (_what, roles, assurance, mustChangePassword, secondFactor, owed) => {
  expect(owedBy({ roles }, { assurance, mustChangePassword }, { secondFactor })).toBe(owed)
})

test('in a lent post one approves as surely as in one’s own', () => {
  expect(isSureEnough('PASSWORD', { secondFactor: 'required' })).toBe(false)
  expect(isSureEnough('SECOND_FACTOR', { secondFactor: 'required' })).toBe(true)
  expect(isSureEnough('PASSWORD', { secondFactor: 'offered' })).toBe(true)
})
