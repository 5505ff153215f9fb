import { describe, expect, test } from 'vitest'
import type { Tracking } from './data.ts'
import { appointmentFile } from './index.ts'
import { NOW } from './samples.testing.ts'
import { IN_HAND } from './tracking-samples.testing.ts'

describe('the appointment as a calendar file', () => {
  const file = (tracking: Tracking) => appointmentFile({ language: 'vi', tracking, now: NOW })

  test('takes the whole day it is due, here in Vietnam', () => {
    expect(file(IN_HAND)).toContain('DTSTART;VALUE=DATE:20261126\r\nDTEND;VALUE=DATE:20261127\r\n')
    expect(file(IN_HAND)).toContain('DTSTAMP:20261122T023000Z\r\n')
  })

  test('is folded at 75 octets and reads as it was when unfolded', () => {
    const lines = file(IN_HAND)?.split('\r\n') ?? []
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
    expect(lines.join('\r\n').replaceAll('\r\n ', '')).toContain(
      'LOCATION:Trung tâm Phục vụ hành chính công phường Thuận Hóa\\, 24 Tố Hữu\\, phường Thuận Hóa\\, thành phố Huế',
    )
  })

  test('cannot be made to hold a second event by a title with line breaks', () => {
    const made = file({ ...IN_HAND, procedure: { title: 'x\r\nEND:VEVENT;', titleEn: '' } })
    expect(made).toContain('SUMMARY:Hẹn trả kết quả: x\\nEND:VEVENT\\;')
  })

  test('is not made where there is no term', () => {
    expect(file({ ...IN_HAND, dueAt: null })).toBeNull()
  })
})
