import { expect, test } from 'vitest'
import { DEFAULT_CHECKPOINT_RULE as RULE } from '../data/checkpoint-rule.ts'
import { isCheckpointDue, isLate, putBackSeconds, sealingOf, waitedSeconds } from './lateness.ts'

test.each([
  [0, null, false],
  [0, 3_600, false],
  [1, null, true],
  [1, 59.9, false],
  [1, 60, true],
  [999, 0, false],
  [1_000, 0, true],
  // The clock was put back by a day.
  [0, -86_400, false],
  [1, -86_400, true],
  [1, -0.1, true],
])('%i rows waiting, %s s since the last checkpoint: due %s', (waiting, sinceLast, due) =>
  expect(isCheckpointDue(RULE, { waiting, sinceLast })).toBe(due),
)

test.each([
  [0, false, 'OK'],
  [300, false, 'OK'],
  [301, true, 'WARN'],
  [14_400, true, 'WARN'],
  [14_401, true, 'FAIL'],
] as const)('after %i s without a checkpoint: alarm %s, sealed %s', (age, alarm, sealed) => {
  expect(isLate(RULE, age)).toBe(alarm)
  expect(sealingOf(RULE, age)).toBe(sealed)
})

test.each([
  // A made life of a year ago, a minute after the last checkpoint; younger than it; and with the clock put back since.
  [31_536_000, 60, 60, 0],
  [90, 200, 90, 0],
  [20_000, -86_400, 20_000, 86_400],
  [5, -0.01, 5, 0],
])(
  'the oldest is %i s old, the last checkpoint %s s: waited %i s, put back by %i s',
  (oldest, sinceLast, waited, back) => {
    expect(waitedSeconds(oldest, sinceLast)).toBe(waited)
    expect(putBackSeconds(sinceLast)).toBe(back)
  },
)
