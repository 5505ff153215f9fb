import { describe, expect, test } from 'vitest'
import { type Instant, plainDate } from '#common/time.ts'
import { Refusal } from '#platform/refusal.ts'
import {
  mayEnd,
  mustBeLendable,
  mustBeNotable,
  type WantedAbsence,
  type WantedDelegation,
} from './lending.ts'
import type { Officer } from './policy.ts'
import { type Absence, ownPosts, type Post } from './posts.ts'
import type { Role } from './roles.ts'

const officer = (id: string, roles: Role[], unitId = 'u1', lent: readonly Post[] = []): Officer => {
  const own = { id, authorityId: 'a1', unitId, roles }
  return { ...own, username: id, fullName: id, title: '', posts: [...ownPosts(own), ...lent] }
}

const specialist = officer('specialist', ['SPECIALIST'])
const peer = officer('peer', ['SPECIALIST'])
const leader = officer('leader', ['LEADER'], 'top')
const head = officer('head', ['CENTRE_HEAD'], 'centre')
const receptionist = officer('receptionist', ['RECEPTIONIST'], 'centre')
const elsewhere = officer('elsewhere', ['RECEPTIONIST'], 'centre2')
const admin = officer('admin', ['ADMIN'], 'office')
const standIn = officer('stand-in', ['SPECIALIST'], 'u1', [
  {
    unitId: 'top',
    authorityId: 'a1',
    role: 'LEADER',
    onBehalfOf: { officerId: 'leader', delegationId: 'd' },
    procedures: null,
  },
])

const NOW = '2026-11-25T03:00:00.000Z' as Instant
const LATER = '2026-11-27T10:00:00.000Z' as Instant

const codeOf = (work: () => void): string | null => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return `${error.kind} ${error.code}`
    throw error
  }
  return null
}

const wanted = (from: Officer, to: Officer, over: Partial<WantedDelegation> = {}): WantedDelegation => ({
  from,
  to,
  unitId: from.unitId,
  roles: from.roles,
  validFrom: NOW,
  validTo: LATER,
  ...over,
})

describe('lending posts', () => {
  test.each<[string, Officer, WantedDelegation, string | null]>([
    ['one’s own', specialist, wanted(specialist, peer), null],
    ['a leader those of the authority', leader, wanted(specialist, peer), null],
    ['the head those of the centre', head, wanted(receptionist, head), 'NOT_ALLOWED posts-to-oneself'],
    ['the head those of another unit', head, wanted(specialist, peer), 'NOT_ALLOWED not-yours-to-delegate'],
    ['somebody else’s', peer, wanted(specialist, peer), 'NOT_ALLOWED not-yours-to-delegate'],
    ['an administrator', admin, wanted(specialist, peer), 'NOT_ALLOWED not-yours-to-delegate'],
    ['a leader to himself', leader, wanted(specialist, leader), 'NOT_ALLOWED posts-to-oneself'],
    ['to oneself', specialist, wanted(specialist, specialist), 'INVALID posts-to-oneself'],
    [
      'a role that is not held',
      specialist,
      wanted(specialist, peer, { roles: ['SPECIALIST', 'LEADER'] }),
      'CONFLICT delegation-beyond-posts',
    ],
    [
      'a unit where nothing is held',
      specialist,
      wanted(specialist, peer, { unitId: 'u2' }),
      'CONFLICT delegation-beyond-posts',
    ],
    [
      'what was lent',
      standIn,
      wanted(standIn, peer, { unitId: 'top', roles: ['LEADER'] }),
      'CONFLICT delegation-passed-on',
    ],
    [
      'somebody else’s, by a leader’s post that was lent',
      standIn,
      wanted(specialist, peer),
      'NOT_ALLOWED not-yours-to-delegate',
    ],
    [
      'a counter to another centre',
      receptionist,
      wanted(receptionist, elsewhere),
      'CONFLICT receptionist-of-another-centre',
    ],
    ['a counter within the centre', receptionist, wanted(receptionist, head), null],
    ['to an administrator', specialist, wanted(specialist, admin), 'CONFLICT administrator-takes-no-posts'],
    [
      'until now',
      specialist,
      wanted(specialist, peer, { validFrom: '2026-11-01T00:00:00.000Z' as Instant, validTo: NOW }),
      'INVALID delegation-without-time',
    ],
    [
      'from yesterday',
      specialist,
      wanted(specialist, peer, { validFrom: '2026-11-24T03:00:00.000Z' as Instant }),
      'INVALID delegation-backdated',
    ],
    [
      'backwards',
      specialist,
      wanted(specialist, peer, { validFrom: LATER, validTo: LATER }),
      'INVALID delegation-without-time',
    ],
  ])('%s', (_name, maker, delegation, expected) => {
    expect(codeOf(() => mustBeLendable(maker, delegation, NOW))).toBe(expected)
  })
})

const leave = (who: Officer, cover: Officer | null, over: Partial<WantedAbsence> = {}): WantedAbsence => ({
  officer: who,
  cover,
  firstDay: plainDate('2026-11-25'),
  lastDay: plainDate('2026-11-26'),
  ...over,
})

const noted = (who: Officer, firstDay: string, lastDay: string): Absence => ({
  id: 'n',
  officer: who,
  coverId: null,
  firstDay: plainDate(firstDay),
  lastDay: plainDate(lastDay),
  withdrawnAt: null,
})

describe('noting that somebody is away', () => {
  test.each<[string, Officer, WantedAbsence, Absence[], string | null]>([
    ['oneself, covered', specialist, leave(specialist, peer), [], null],
    ['oneself, without a cover', specialist, leave(specialist, null), [], null],
    ['by a leader', leader, leave(specialist, peer), [], null],
    ['by an administrator', admin, leave(specialist, null), [], null],
    [
      'covered as an administrator says',
      admin,
      leave(specialist, peer),
      [],
      'NOT_ALLOWED cover-is-not-yours-to-name',
    ],
    ['by a colleague', peer, leave(specialist, null), [], 'NOT_ALLOWED not-your-absence'],
    ['by the head of another unit', head, leave(specialist, null), [], 'NOT_ALLOWED not-your-absence'],
    ['by the head, of the centre', head, leave(receptionist, null), [], null],
    ['covered by who notes it', leader, leave(specialist, leader), [], 'NOT_ALLOWED posts-to-oneself'],
    ['an administrator who would cover', admin, leave(specialist, admin), [], 'NOT_ALLOWED posts-to-oneself'],
    [
      'covered by an administrator',
      leader,
      leave(specialist, admin),
      [],
      'CONFLICT administrator-takes-no-posts',
    ],
    ['covered by oneself', specialist, leave(specialist, specialist), [], 'INVALID posts-to-oneself'],
    [
      'a counter, covered from elsewhere',
      receptionist,
      leave(receptionist, elsewhere),
      [],
      'CONFLICT receptionist-of-another-centre',
    ],
    [
      'in days that are noted already',
      specialist,
      leave(specialist, peer),
      [noted(specialist, '2026-11-26', '2026-12-01')],
      'CONFLICT absence-overlaps',
    ],
    [
      'the day after another absence',
      specialist,
      leave(specialist, peer),
      [noted(specialist, '2026-11-20', '2026-11-24'), noted(peer, '2026-11-27', '2026-11-28')],
      null,
    ],
    [
      'covered by somebody who is away',
      specialist,
      leave(specialist, peer),
      [noted(peer, '2026-11-26', '2026-11-26')],
      'CONFLICT cover-is-away',
    ],
    [
      'that is over',
      specialist,
      leave(specialist, null, { firstDay: plainDate('2026-11-20'), lastDay: plainDate('2026-11-24') }),
      [],
      'INVALID absence-without-days',
    ],
    [
      'backwards',
      specialist,
      leave(specialist, null, { firstDay: plainDate('2026-11-27') }),
      [],
      'INVALID absence-without-days',
    ],
  ])('%s', (_name, noter, absence, others, expected) => {
    expect(codeOf(() => mustBeNotable(noter, absence, others, NOW))).toBe(expected)
  })

  test('an administrator of another authority notes nothing', () => {
    const stranger = { ...admin, id: 'stranger', authorityId: 'a2' }
    expect(codeOf(() => mustBeNotable(stranger, leave(specialist, null), [], NOW))).toBe(
      'NOT_ALLOWED not-your-absence',
    )
  })
})

test.each<[Officer, boolean]>([
  [specialist, true],
  [leader, true],
  [head, false],
  [peer, false],
  [admin, false],
])('$id may end what the specialist gave: %s', (who, expected) => {
  expect(mayEnd(who, { authorityId: 'a1', unitId: 'u1', by: ['specialist'] })).toBe(expected)
})
