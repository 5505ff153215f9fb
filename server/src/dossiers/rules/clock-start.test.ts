import { expect, test } from 'vitest'
import { type Instant, instantAt, plainDate } from '#common/time.ts'
import { clockStartNow } from './clock-start.ts'
import { decide } from './decide.ts'
import type { AcceptedDossier } from './dossier.ts'
import { evolve } from './evolve.ts'
import { calendar, circumstances, officers, receive } from './office.testing.ts'

const MONDAY = plainDate('2026-11-16')
const TUESDAY = plainDate('2026-11-17')
const WEDNESDAY = plainDate('2026-11-18')

const closedOn = (date: ReturnType<typeof plainDate>) => ({
  ...calendar,
  version: calendar.version + 1,
  exceptions: [
    ...calendar.exceptions,
    {
      date,
      kind: 'CLOSURE' as const,
      name: { vi: 'Nghỉ do bão', en: 'Storm' },
      source: 'Công điện 118/CĐ-UBND',
      confirmed: true,
    },
  ],
})

const receivedAt = (now: Instant): AcceptedDossier => {
  const [event] = decide(null, receive, circumstances(officers.receptionist, { now }))
  if (!event) throw new Error('nothing was received')
  return evolve('d', null, event) as AcceptedDossier
}

test.each([
  ['late, on the next morning', 16 * 60 + 10, calendar, TUESDAY],
  ['late, and the next morning became a day off', 16 * 60 + 10, closedOn(TUESDAY), WEDNESDAY],
  ['late, and another day became a day off', 16 * 60 + 10, closedOn(WEDNESDAY), TUESDAY],
])('the term of what was received %s is counted from there', (_, minutes, live, day) => {
  const dossier = receivedAt(instantAt(MONDAY, minutes))
  const start = clockStartNow(dossier, calendar, live, dossier.acceptedAt)
  expect(start).toBe(instantAt(day, 7 * 60 + 30))
})
