import { expect, test } from 'vitest'
import type { Tracking } from '../data.ts'
import {
  ACCEPTED,
  CORRECTED,
  CORRECTING,
  IN_HAND,
  NOT_ACCEPTED,
  READY,
  RETURNED,
  STOPPED,
  SUBMITTED,
  SUPPLEMENT,
  WITHDRAWING,
  WITHDRAWN,
  WITHDRAWN_AT_ONCE,
} from '../tracking-samples.testing.ts'
import { wayOf } from './how-far.tsx'

test.each<{ tracking: Tracking; way: string }>([
  { tracking: SUBMITTED, way: '[submitted] received handled ready returned' },
  { tracking: NOT_ACCEPTED, way: 'submitted [not-accepted]' },
  { tracking: ACCEPTED, way: 'submitted [received] handled ready returned' },
  { tracking: IN_HAND, way: 'received [handled] ready returned' },
  { tracking: SUPPLEMENT, way: 'received [handled] ready returned' },
  { tracking: WITHDRAWING, way: 'received [handled] ready returned' },
  { tracking: STOPPED, way: 'received [stopped]' },
  { tracking: WITHDRAWN, way: 'received [withdrawn]' },
  { tracking: WITHDRAWN_AT_ONCE, way: 'submitted [withdrawn]' },
  { tracking: READY, way: 'received handled [ready] returned' },
  { tracking: RETURNED, way: 'received handled ready [returned]' },
  { tracking: CORRECTING, way: 'received handled [correcting] ready returned' },
  { tracking: CORRECTED, way: 'received handled [ready] returned' },
])('$tracking.state: $way', ({ tracking, way }) => {
  const { passed, here, ahead } = wayOf(tracking)
  expect([...passed, `[${here}]`, ...ahead].join(' ')).toBe(way)
})
