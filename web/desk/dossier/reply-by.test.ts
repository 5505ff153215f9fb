import { describe, expect, it } from 'vitest'
import { plainDate } from '#common/time.ts'
import { proposedDay, readReplyBy } from './reply-by.ts'

const FRIDAY = plainDate('2026-11-27')

describe('the day by which something is to come', () => {
  it.each([
    [10, '07/12/2026'],
    [7, '04/12/2026'],
    [1, '30/11/2026'],
    [2, '30/11/2026'],
    [3, '30/11/2026'],
  ])('%i days on is proposed as %s, never on a day of rest', (days, day) => {
    expect(proposedDay(FRIDAY, days)).toBe(day)
  })

  it('is sent as the moment at which the office closes on it', () => {
    expect(readReplyBy('071226', FRIDAY)).toEqual({ replyBy: '2026-12-07T17:00:00+07:00', faults: [] })
  })

  it('need not be set, and does not lie behind us', () => {
    expect(readReplyBy(' ', FRIDAY)).toEqual({ faults: [] })
    expect(readReplyBy('26/11/2026', FRIDAY)).toEqual({
      faults: [{ field: 'replyBy', id: 'field.date-has-passed' }],
    })
  })
})
