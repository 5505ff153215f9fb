import { expect, test } from 'vitest'
import { readCalendarDecision } from '#deadlines/index.ts'
import { EXAMPLE, publishCalendar } from './publish-calendar.ts'

test('the file that the help shows can be read', () => {
  expect(publishCalendar.help).toContain(EXAMPLE)
  expect(readCalendarDecision(JSON.parse(EXAMPLE))).toMatchObject({
    agency: 'H05.47.900',
    change: { calledOff: ['2026-11-28'], hours: [{ from: '2027-04-16' }] },
  })
})
