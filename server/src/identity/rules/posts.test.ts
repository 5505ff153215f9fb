import { describe, expect, test } from 'vitest'
import { type Instant, instantAt, plainDate } from '#common/time.ts'
import { type Absence, type Colleague, covers, type Delegation, ownPosts, postsOf } from './posts.ts'
import type { Role } from './roles.ts'
import { staffing } from './staffing.ts'

const who = (id: string, roles: Role[], unitId = 'u1', authorityId = 'a1'): Colleague => ({
  id,
  authorityId,
  unitId,
  roles,
})

const LEADER = who('leader', ['LEADER'], 'top')
const DEPUTY = who('deputy', ['SPECIALIST'], 'u1')
const AT = (text: string) => text as Instant
const [FROM, TO] = [AT('2026-11-23T01:00:00.000Z'), AT('2026-11-27T10:00:00.000Z')]
const DURING = AT('2026-11-25T03:00:00.000Z')

const delegation = (over: Partial<Delegation> = {}): Delegation => ({
  id: 'd1',
  from: LEADER,
  toOfficerId: 'deputy',
  unitId: 'top',
  roles: ['LEADER'],
  procedures: null,
  validFrom: FROM,
  validTo: TO,
  revokedAt: null,
  ...over,
})

const absence = (over: Partial<Absence> = {}): Absence => ({
  id: 'n1',
  officer: LEADER,
  coverId: 'deputy',
  firstDay: plainDate('2026-11-24'),
  lastDay: plainDate('2026-11-26'),
  withdrawnAt: null,
  ...over,
})

/** Posts that are not her own, as `role@unit for whom by what`. */
const lent = (delegations: Delegation[], absences: Absence[], now: Instant = DURING, officer = DEPUTY) =>
  postsOf(officer, delegations, absences, now).flatMap(({ role, unitId, onBehalfOf }) =>
    onBehalfOf ? [`${role}@${unitId} for ${onBehalfOf.officerId} by ${onBehalfOf.delegationId}`] : [],
  )
const ONE = ['LEADER@top for leader by d1']
const COVERED = ['LEADER@top for leader by n1']

describe('posts by delegation', () => {
  test.each<[string, Delegation[], Instant, string[]]>([
    ['while it lasts', [delegation()], DURING, ONE],
    ['at its first instant', [delegation()], FROM, ONE],
    ['a moment before it', [delegation()], AT('2026-11-23T00:59:59.999Z'), []],
    ['in its last second', [delegation()], AT('2026-11-27T09:59:59.999Z'), ONE],
    ['at its end', [delegation()], TO, []],
    ['before it was revoked', [delegation({ revokedAt: AT('2026-11-25T03:00:00.001Z') })], DURING, ONE],
    ['when it is revoked', [delegation({ revokedAt: DURING })], DURING, []],
    ['to somebody else', [delegation({ toOfficerId: 'another' })], DURING, []],
    [
      'of a role that he does not hold any more',
      [delegation({ from: who('leader', [], 'top') })],
      DURING,
      [],
    ],
    ['of a unit that he has left', [delegation({ from: who('leader', ['LEADER'], 'else') })], DURING, []],
    ['from another authority', [delegation({ from: who('leader', ['LEADER'], 'top', 'a2') })], DURING, []],
    [
      'two that overlap, of which one is revoked',
      [delegation(), delegation({ id: 'd2', revokedAt: FROM })],
      DURING,
      ONE,
    ],
    [
      'two that overlap',
      [delegation(), delegation({ id: 'd2' })],
      DURING,
      [...ONE, 'LEADER@top for leader by d2'],
    ],
  ])('%s', (_name, delegations, now, expected) => {
    expect(lent(delegations, [], now)).toEqual(expected)
  })

  test('whoever lends keeps his own, and her own stand first', () => {
    expect(postsOf(LEADER, [delegation()], [], DURING)).toEqual(ownPosts(LEADER))
    expect(postsOf(DEPUTY, [delegation()], [], DURING)[0]).toEqual({
      unitId: 'u1',
      authorityId: 'a1',
      role: 'SPECIALIST',
      onBehalfOf: null,
      procedures: null,
    })
  })

  test('nothing is passed on: a third to whom the deputy lends holds what is the deputy’s own, and no more', () => {
    const third = who('third', ['SPECIALIST'], 'u1')
    const onward = delegation({
      id: 'd2',
      from: DEPUTY,
      toOfficerId: 'third',
      unitId: 'u1',
      roles: ['SPECIALIST', 'LEADER'],
    })
    expect(lent([delegation(), onward], [], DURING, third)).toEqual(['SPECIALIST@u1 for deputy by d2'])
    expect(lent([delegation({ id: 'd3', from: DEPUTY, toOfficerId: 'third' })], [], DURING, third)).toEqual(
      [],
    )
  })

  test.each<[string, Colleague, Role, string, boolean]>([
    [
      'who receives lends to a colleague of the centre',
      who('o', ['CENTRE_HEAD'], 'c1'),
      'RECEPTIONIST',
      'c1',
      true,
    ],
    ['not to another centre', who('o', ['RECEPTIONIST'], 'c2'), 'RECEPTIONIST', 'c1', false],
    ['an administrator takes no reading post', who('o', ['ADMIN'], 'c1'), 'SPECIALIST', 'c1', false],
    [
      'not beside a post of his own either',
      who('o', ['ADMIN', 'SPECIALIST'], 'c1'),
      'INSPECTOR',
      'c2',
      false,
    ],
    ['an administrator takes another’s machine', who('o', ['ADMIN'], 'c1'), 'ADMIN', 'c2', true],
    ['anybody else takes any other post', who('o', ['SPECIALIST'], 'c1'), 'RECORDS_CLERK', 'c2', true],
  ])('%s', (_name, officer, role, unitId, holds) => {
    const from = who('from', [role], unitId)
    const given = delegation({ from, toOfficerId: 'o', unitId, roles: [role] })
    const covered = absence({ officer: from, coverId: 'o' })
    expect(lent([given], [], DURING, officer)).toHaveLength(holds ? 1 : 0)
    expect(lent([], [covered], DURING, officer)).toHaveLength(holds ? 1 : 0)
  })
})

describe('posts of a cover', () => {
  const midnight = (day: string) => instantAt(plainDate(day), 0)
  test.each<[string, Absence[], Instant, string[]]>([
    ['from the first midnight in Hà Nội', [absence()], midnight('2026-11-24'), COVERED],
    ['not a moment before', [absence()], AT('2026-11-23T16:59:59.999Z'), []],
    ['until the last day is over', [absence()], AT('2026-11-26T16:59:59.999Z'), COVERED],
    ['and no longer', [absence()], midnight('2026-11-27'), []],
    ['nobody without a cover', [absence({ coverId: null })], DURING, []],
    ['not when it is withdrawn', [absence({ withdrawnAt: DURING })], DURING, []],
  ])('%s', (_name, absences, now, expected) => {
    expect(lent([], absences, now)).toEqual(expected)
  })

  test('what somebody who is away was lent stays with who lent it', () => {
    const cover = who('cover', ['SPECIALIST'], 'u2')
    const away = absence({ officer: DEPUTY, coverId: 'cover' })
    expect(lent([delegation()], [away], DURING, cover)).toEqual(['SPECIALIST@u1 for deputy by n1'])
  })
})

describe('the post in which somebody acts', () => {
  const [limited] = postsOf(
    DEPUTY,
    [delegation({ procedures: ['khai-sinh', 'Đất đai'] })],
    [],
    DURING,
  ).filter(({ onBehalfOf }) => onBehalfOf !== null)
  test.each<[string, string | null, boolean]>([
    ['khai-sinh', null, true],
    ['khai-tu', null, false],
    ['khai-tu', 'Hộ tịch', false],
    ['hoa-giai', 'Đất đai', true],
  ])('%s of the field %s: %s', (slug, field, holds) => {
    expect(limited && covers(limited, { slug, field })).toBe(holds)
  })

  test('her own before one that was lent', () => {
    const peer = who('peer', ['SPECIALIST'], 'u1')
    const posts = postsOf(
      DEPUTY,
      [delegation({ from: peer, unitId: 'u1', roles: ['SPECIALIST'] })],
      [],
      DURING,
    )
    expect(posts.map(({ onBehalfOf }) => onBehalfOf?.officerId ?? null)).toEqual([null, 'peer'])
  })
})

describe('who can be given work', () => {
  const POST = { unitId: 'u1', role: 'SPECIALIST' as const }
  const [an, binh, chi] = ['an', 'binh', 'chi'].map((id) => who(id, ['SPECIALIST'], 'u1')) as [
    Colleague,
    Colleague,
    Colleague,
  ]
  const outsider = who('outsider', ['RECORDS_CLERK'], 'u2')
  const names = (staff: ReturnType<typeof staffing>) => staff.present.map(({ officerId }) => officerId)
  const away = (officer: Colleague, coverId: string | null, id = officer.id) =>
    absence({ id, officer, coverId })

  test('whoever is there; who is away is named with the cover and the last day', () => {
    const staff = staffing(POST, [an, binh, outsider], [], [away(an, 'outsider')], DURING)
    expect(names(staff)).toEqual(['binh', 'outsider'])
    expect(staff.away).toEqual([{ officerId: 'an', until: '2026-11-26', coverId: 'outsider' }])
    expect(staff.present[1]?.posts).toEqual([
      expect.objectContaining({ onBehalfOf: { officerId: 'an', delegationId: 'an' } }),
    ])
  })

  test('nobody covers where the cover is away too, or there is none', () => {
    const absences = [away(an, 'binh'), away(binh, 'chi'), away(chi, null)]
    const staff = staffing(POST, [an, binh, chi], [], absences, DURING)
    expect(names(staff)).toEqual([])
    expect(staff.away.map(({ officerId, coverId }) => [officerId, coverId])).toEqual([
      ['an', null],
      ['binh', null],
      ['chi', null],
    ])
  })

  test('each once, with every post by which she holds it', () => {
    const given = delegation({ from: an, toOfficerId: 'binh', unitId: 'u1', roles: ['SPECIALIST'] })
    const staff = staffing(POST, [an, binh], [given], [away(an, 'binh')], DURING)
    expect(names(staff)).toEqual(['binh'])
    expect(staff.present[0]?.posts.map(({ onBehalfOf }) => onBehalfOf?.delegationId ?? 'own')).toEqual([
      'own',
      'd1',
      'an',
    ])
  })

  test('an absence elsewhere is nobody’s business here', () => {
    const staff = staffing(POST, [an], [], [away(outsider, 'an')], DURING)
    expect(staff).toEqual({ present: [{ officerId: 'an', posts: ownPosts(an) }], away: [] })
  })
})
