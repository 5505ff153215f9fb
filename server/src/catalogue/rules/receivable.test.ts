import { describe, expect, test } from 'vitest'
import { plainDate } from '#common/time.ts'
import { content, terms } from './content.testing.ts'
import { isReceived, standingOn, versionOn, whyNotReceived } from './receivable.ts'

const holding = (from: string, to: string | null, isSuspended = false) => ({
  effectiveFrom: plainDate(from),
  effectiveTo: to === null ? null : plainDate(to),
  isSuspended,
})

describe('a version', () => {
  test.each([
    ['2027-02-28', 'NOT_YET'],
    ['2027-03-01', 'IN_FORCE'],
    ['2027-12-31', 'IN_FORCE'],
    ['2028-01-01', 'ENDED'],
  ])('on %s is %s', (day, standing) => {
    expect(standingOn(holding('2027-03-01', '2027-12-31'), plainDate(day))).toBe(standing)
  })

  test('that is suspended is so on its days only', () => {
    expect(standingOn(holding('2027-03-01', null, true), plainDate('2027-03-01'))).toBe('SUSPENDED')
    expect(standingOn(holding('2027-03-01', null, true), plainDate('2027-02-28'))).toBe('NOT_YET')
  })
})

describe('of several versions', () => {
  const first = holding('2025-07-01', '2026-06-30')
  const second = holding('2026-07-01', '2026-12-31')
  const third = holding('2027-03-01', null)

  test.each([
    ['2025-01-01', first],
    ['2025-07-01', first],
    ['2026-07-01', second],
    // Between two: the last that held.
    ['2027-01-15', second],
    ['2027-03-01', third],
    ['2030-01-01', third],
  ])(
    'on %s the one to show is the one that holds, else the last that did, else the first to come',
    (day, shown) => {
      expect(versionOn([third, first, second], plainDate(day))).toBe(shown)
    },
  )

  test('none is shown where there is none', () => {
    expect(versionOn([], plainDate('2027-03-01'))).toBeUndefined()
  })
})

describe('a procedure', () => {
  const handled = { ...content(), leadUnit: 'CULTURE_SOCIETY', processVersionId: 'p' }
  const by = (...channels: Parameters<typeof terms>[0][]) => {
    const [first] = content().cases
    return first ? [{ ...first, channels: channels.map(terms) }] : []
  }

  test('that is handled here is received', () => {
    expect(whyNotReceived(handled, 'IN_FORCE')).toBeNull()
  })

  test.each([
    ['is suspended', handled, 'SUSPENDED', 'SUSPENDED'],
    ['is over', handled, 'ENDED', 'ENDED'],
    ['is to come', handled, 'NOT_YET', 'NOT_YET'],
    ['is described only', { ...handled, processVersionId: null }, 'IN_FORCE', 'NO_PROCESS'],
    ['has nobody who leads', { ...handled, leadUnit: null }, 'IN_FORCE', 'NO_PROCESS'],
    ['is handled by a ministry', { ...handled, route: 'MINISTRY_SYSTEM' }, 'IN_FORCE', 'MINISTRY_SYSTEM'],
    ['arrives online only', { ...handled, cases: by({ channel: 'ONLINE' }) }, 'IN_FORCE', 'NO_CHANNEL'],
    ['has no case', { ...handled, cases: [] }, 'IN_FORCE', 'NO_CHANNEL'],
    [
      'has a term that nobody determined',
      { ...handled, cases: by({ standing: 'UNDECIDED', term: null }, { channel: 'ONLINE' }) },
      'IN_FORCE',
      'TERM_UNDECIDED',
    ],
  ] as const)('that %s is not, and it is said why', (_what, version, standing, reason) => {
    expect(whyNotReceived(version, standing)).toBe(reason)
  })

  test('of which one channel is undecided is received by the other', () => {
    const cases = by({ standing: 'UNDECIDED', term: null }, { channel: 'POST' })
    expect(whyNotReceived({ ...handled, cases }, 'IN_FORCE')).toBeNull()
    expect(cases[0]?.channels.map(isReceived)).toEqual([false, true])
  })

  test('without a term by law is received', () => {
    const cases = by({ standing: 'NONE_BY_LAW', term: null })
    expect(whyNotReceived({ ...handled, cases }, 'IN_FORCE')).toBeNull()
  })
})
