import { describe, expect, test } from 'vitest'
import { clockTime } from '#common/time.ts'
import type { OpeningHours } from '../data.ts'
import { everyPage } from '../every-page.testing.ts'
import { homePage } from '../index.ts'
import { frame, HOURS } from '../samples.testing.ts'
import { textOf } from '../well-formed.testing.ts'

describe('the hours', () => {
  const said = ({ opensNext = null, ...today }: Partial<OpeningHours['today'] & OpeningHours>) => {
    const hours = { ...HOURS, today: { ...HOURS.today, sessions: HOURS.week[1], ...today }, opensNext }
    const centre = { ...frame('vi').centre, hours }
    return textOf(homePage({ ...frame('vi'), centre, procedures: [], now: '2026-11-23T12:00:00+07:00' }))
  }

  test.each([
    ['open', { openUntil: clockTime('11:30') }, 'Đang mở cửa, đến 11:30.'],
    ['closed till later', { opensNext: '2026-11-23T13:30:00+07:00' }, 'mở lại lúc 13:30 hôm nay'],
    [
      'closed till tomorrow',
      { opensNext: '2026-11-24T07:30:00+07:00' },
      'Hôm nay đã hết giờ làm việc. Mở lại lúc 07:30',
    ],
    ['closed, nobody knows till when', {}, 'Hôm nay đã hết giờ làm việc.'],
  ])('when it is %s', (_when, opening, words) => {
    expect(said(opening)).toContain(words)
  })

  test('name the holiday, and the next opening where it is known', () => {
    expect(said({ sessions: [], name: { vi: 'Quốc khánh', en: 'National Day' } })).toContain(
      'Hôm nay nghỉ: Quốc khánh.',
    )
    expect(textOf(everyPage('vi').home ?? '')).toContain('Mở lại lúc 07:30 thứ Hai, 23/11/2026.')
  })

  test('say days with the same hours once', () => {
    expect(said({})).toContain('Thứ Hai đến thứ Sáu07:30–11:30, 13:30–17:00Thứ Bảy, Chủ nhậtnghỉ')
  })
})
