import { describe, expect, test } from 'vitest'
import {
  arrangesPosts,
  dossierScope,
  mayOpenCounter,
  mayOpenReceipt,
  maySee,
  maySeeArrangement,
  mightSee,
  type Officer,
  sharesOf,
} from './policy.ts'
import { ownPosts, type Post } from './posts.ts'
import { ROLES, type Role } from './roles.ts'

const officer = (roles: Role[], unitId = 'u1', lent: readonly Post[] = []): Officer => {
  const own = { id: 'o', authorityId: 'a1', unitId, roles }
  return { ...own, username: 'o', fullName: 'O', title: '', posts: [...ownPosts(own), ...lent] }
}

const lent = (role: Role, unitId: string, procedures: string[] | null = null): Post => ({
  unitId,
  authorityId: 'a1',
  role,
  onBehalfOf: { officerId: 'x', delegationId: 'd' },
  procedures,
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

const OTHER_UNIT = { authorities: ['a1'], units: ['u2'] }
const BIRTHS = { slug: 'dang-ky-khai-sinh', field: 'Hộ tịch' }
const LAND = { slug: 'hoa-giai-dat-dai', field: 'Đất đai' }

describe('what posts that were lent let somebody see', () => {
  test('a specialist who covers in another unit sees the dossiers of both', () => {
    const both = officer(['SPECIALIST'], 'u1', [lent('SPECIALIST', 'u2')])
    expect(dossierScope(both)).toEqual({ kind: 'UNIT', unitIds: ['u1', 'u2'], authorityId: 'a1' })
    expect(maySee(both, relations['own unit'])).toBe(true)
    expect(maySee(both, OTHER_UNIT)).toBe(true)
    expect(maySee(both, { authorities: ['a2'], units: ['u2'] })).toBe(false)
  })

  test('who acts for a leader sees what the leader sees', () => {
    const deputy = officer(['SPECIALIST'], 'u1', [lent('LEADER', 'u3')])
    expect(dossierScope(deputy)).toEqual({ kind: 'AUTHORITY', authorityId: 'a1' })
  })

  test.each([
    ['named by its slug', ['dang-ky-khai-sinh'], true],
    ['named by its field', ['Hộ tịch'], true],
    ['not named', ['hoa-giai-dat-dai', 'Đất đai'], false],
  ])('a procedure %s: seen is %j → %s', (_how, procedures, expected) => {
    const limited = officer([], 'u1', [lent('SPECIALIST', 'u2', procedures)])
    expect(maySee(limited, OTHER_UNIT, BIRTHS)).toBe(expected)
    expect(maySee(limited, OTHER_UNIT, LAND)).toBe(!expected)
    expect(mayOpenReceipt(limited, { receivingUnitId: 'u2' }, BIRTHS)).toBe(expected)
    // Where the procedure is not said, a limited post shows nothing.
    expect(maySee(limited, OTHER_UNIT)).toBe(false)
    expect(mayOpenReceipt(limited, { receivingUnitId: 'u2' })).toBe(false)
    expect(dossierScope(limited)).toEqual({ kind: 'NONE' })
  })

  test('a list shows what is held for every procedure, and beside it each limit by itself', () => {
    const births = ['Hộ tịch']
    const posts = [
      lent('SPECIALIST', 'u2', births),
      lent('LEADER', 'u3', ['dang-ky-dat-dai']),
      lent('SPECIALIST', 'u4', births),
    ]
    expect(sharesOf(officer(['SPECIALIST'], 'u1', posts))).toEqual([
      { authorityId: 'a1', unitIds: ['u1'], procedures: null },
      { authorityId: 'a1', unitIds: ['u2', 'u4'], procedures: births },
      { authorityId: 'a1', unitIds: null, procedures: ['dang-ky-dat-dai'] },
    ])
    expect(sharesOf(officer(['ADMIN'], 'u1', []))).toEqual([])
  })

  test.each([
    ['own unit', true],
    ['other unit of the authority', true],
    ['same unit id under an authority that takes no part', false],
    ['other authority', false],
    ['nobody', false],
  ] as const)(
    'by a post in another unit for some procedures somebody might see one of: %s (%s)',
    (of, might) => {
      const covering = officer(['SPECIALIST'], 'u1', [lent('SPECIALIST', 'u2', ['khai-sinh'])])
      expect(mightSee(covering, relations[of])).toBe(might)
      expect(maySee(covering, relations[of])).toBe(of === 'own unit')
    },
  )

  test('an administrator who acts for another administrator reads nothing', () => {
    expect(dossierScope(officer(['ADMIN'], 'u1', [lent('ADMIN', 'u2')]))).toEqual({ kind: 'NONE' })
    expect(dossierScope(officer(['INSPECTOR'], 'u1', [lent('ADMIN', 'u2')]))).toMatchObject({
      kind: 'AUTHORITY',
    })
  })

  test('the head of a centre who covers for a receptionist sits down at its counters', () => {
    const head = officer(['CENTRE_HEAD'], 'u1', [lent('RECEPTIONIST', 'u1')])
    expect(mayOpenCounter(head, 'u1')).toBe(true)
    expect(mayOpenCounter(head, 'u2')).toBe(false)
  })
})

describe('who arranges the posts of others', () => {
  test.each<[Role, boolean, boolean]>([
    ['LEADER', true, true],
    ['CENTRE_HEAD', true, false],
    ['RECEPTIONIST', false, false],
    ['SPECIALIST', false, false],
    ['RECORDS_CLERK', false, false],
    ['PROCEDURE_CONTROLLER', false, false],
    ['INSPECTOR', false, false],
    ['ADMIN', false, false],
  ])('%s: of the own unit %s, of another %s, never of another authority', (role, own, other) => {
    expect(arrangesPosts(officer([role]), { authorityId: 'a1', unitId: 'u1' })).toBe(own)
    expect(arrangesPosts(officer([role]), { authorityId: 'a1', unitId: 'u2' })).toBe(other)
    expect(arrangesPosts(officer([role]), { authorityId: 'a2', unitId: 'u1' })).toBe(false)
  })

  test('not by a post that was lent', () => {
    const deputy = officer(['SPECIALIST'], 'u1', [lent('LEADER', 'u3')])
    expect(arrangesPosts(deputy, { authorityId: 'a1', unitId: 'u1' })).toBe(false)
  })
})

test.each<[Role, boolean, boolean]>([
  ['LEADER', true, true],
  ['INSPECTOR', true, true],
  ['ADMIN', true, true],
  ['CENTRE_HEAD', true, false],
  ['SPECIALIST', false, false],
])('%s knows of delegations of the own unit: %s, of another: %s', (role, own, other) => {
  const of = (unitId: string, authorityId = 'a1', concerned: string[] = ['x']) =>
    maySeeArrangement(officer([role]), { authorityId, unitId, concerned })
  expect(of('u1')).toBe(own)
  expect(of('u2')).toBe(other)
  expect(of('u2', 'a1', ['x', 'o'])).toBe(true)
  expect(of('u1', 'a2', ['o'])).toBe(false)
})
