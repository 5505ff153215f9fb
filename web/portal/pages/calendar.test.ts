import { describe, expect, test } from 'vitest'
import { everyPage } from '../every-page.testing.ts'
import { calendarPage } from '../index.ts'
import { CALENDAR, frame } from '../samples.testing.ts'
import { textOf } from '../well-formed.testing.ts'

describe('the working calendar', () => {
  test('says at a day that was only proposed that it does not count yet', () => {
    const text = textOf(everyPage('vi').calendar ?? '')
    expect(text).toContain('Ngày ghi “mới là đề xuất” chưa được tính')
    expect(text).toContain('Nghỉ hoán đổi dịp Ngày Văn hóa Việt Nam Mới là đề xuất, chưa có văn bản xác nhận')
    const without = calendarPage({
      ...frame('vi'),
      calendar: { ...CALENDAR, days: CALENDAR.days.slice(0, 1) },
      today: '2026-11-22',
    })
    expect(textOf(without)).not.toContain('đề xuất')
  })
})
