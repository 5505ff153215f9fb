import { describe, expect, test } from 'vitest'
import { mayOpenCounter, maySee, type Officer, ROLES, type Role } from './policy.ts'

const officer = (roles: Role[], unitId = 'u1', authorityId = 'a1'): Officer => ({
  id: 'o',
  username: 'o',
  fullName: 'O',
  title: '',
  authorityId,
  unitId,
  roles,
})

const relations = {
  'own unit': { authorities: ['a1'], units: ['u1'] },
  'other unit of the authority': { authorities: ['a1'], units: ['u2'] },
  'same unit id under an authority that takes no part': { authorities: ['a2'], units: ['u1'] },
  'other authority': { authorities: ['a2'], units: ['u9'] },
  nobody: { authorities: [], units: [] },
} as const

const unitOnly = [true, false, false, false, false]
const wide = [true, true, false, false, false]
const none = [false, false, false, false, false]

const SEES: Record<Role, boolean[]> = {
  RECEPTIONIST: unitOnly,
  SPECIALIST: unitOnly,
  RECORDS_CLERK: unitOnly,
  CENTRE_HEAD: unitOnly,
  LEADER: wide,
  PROCEDURE_CONTROLLER: wide,
  INSPECTOR: wide,
  ADMIN: none,
}

describe('who may see a dossier', () => {
  for (const role of ROLES) {
    test.each(
      Object.entries(relations).map(([name, dossier], index) => [name, dossier, SEES[role][index]] as const),
    )(`${role}: %s`, (_name, dossier, expected) => {
      expect(maySee(officer([role]), dossier)).toBe(expected)
    })
  }

  test('an officer without a role sees nothing', () => {
    expect(maySee(officer([]), relations['own unit'])).toBe(false)
  })

  test('a counter opens only for a receptionist of its own centre', () => {
    expect(mayOpenCounter(officer(['RECEPTIONIST']), 'u1')).toBe(true)
    expect(mayOpenCounter(officer(['RECEPTIONIST']), 'u2')).toBe(false)
    expect(mayOpenCounter(officer(['CENTRE_HEAD']), 'u1')).toBe(false)
  })
})
