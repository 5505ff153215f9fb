import type { Bilingual } from '#common/i18n.ts'
import { clockTime, plainDate } from '#common/time.ts'
import type { CalendarException, Session, WorkingCalendar } from '../rules/calendar.ts'

/**
 * The working calendar of state offices for 2026, with December 2025, which has no public holiday.
 *
 * Every day says where it comes from. The announcements were read as the press and law databases reproduce them,
 * not in the official gazette; an authority checks them before it relies on them. Nothing of 2027 is known in full
 * yet (Tết Đinh Mùi begins on 6 February 2027; its days off and swaps await the Prime Minister's decision), so the
 * calendar ends with 2026; the one day of 2027 listed is fixed by the Labour Code itself.
 */

const FULL_DAY: readonly Session[] = [
  { start: clockTime('07:30'), end: clockTime('11:30') },
  { start: clockTime('13:30'), end: clockTime('17:00') },
]

const LABOUR_CODE = 'Bộ luật Lao động 45/2019/QH14 Điều 112 khoản 1'
const SUBSTITUTION = 'Bộ luật Lao động 45/2019/QH14 Điều 111 khoản 3'
const NOTICE_9441 = 'Thông báo 9441/TB-BNV ngày 16/10/2025 của Bộ Nội vụ (theo báo chí)'
const LETTER_12729 = 'Công văn 12729/VPCP-KGVX ngày 25/12/2025 của Văn phòng Chính phủ (theo báo chí)'
const RESOLUTION_28 =
  'Nghị quyết 28/2026/QH16 Điều 2, hiệu lực từ 01/7/2026 (theo nguồn thứ cấp: cần người có thẩm quyền đối chiếu văn bản rồi xác nhận)'
const PROPOSAL_OF_NOVEMBER =
  'Đề xuất hoán đổi nêu trên báo chí tháng 9/2026; không tìm thấy quyết định, có nguồn nói năm 2026 không hoán đổi: cần kiểm tra'

const NEW_YEAR: Bilingual = { vi: 'Tết Dương lịch', en: 'New Year’s Day' }
const NEW_YEAR_SWAP: Bilingual = { vi: 'Hoán đổi dịp Tết Dương lịch', en: 'New Year swap' }
const TET: Bilingual = { vi: 'Tết Nguyên đán Bính Ngọ', en: 'Lunar New Year (Tết Bính Ngọ)' }
const HUNG_KINGS: Bilingual = { vi: 'Giỗ Tổ Hùng Vương', en: 'Hùng Kings’ Commemoration' }
const HUNG_KINGS_SUBSTITUTE: Bilingual = {
  vi: 'Nghỉ bù Giỗ Tổ Hùng Vương',
  en: 'Hùng Kings’ Commemoration',
}
const VICTORY: Bilingual = { vi: 'Ngày Chiến thắng 30/4', en: 'Victory Day' }
const LABOUR_DAY: Bilingual = { vi: 'Ngày Quốc tế Lao động', en: 'International Labour Day' }
const NATIONAL_DAY: Bilingual = { vi: 'Quốc khánh', en: 'National Day' }
const NATIONAL_DAY_SWAP: Bilingual = { vi: 'Hoán đổi dịp Quốc khánh', en: 'National Day swap' }
const CULTURE_DAY: Bilingual = { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnamese Culture Day' }
const CULTURE_DAY_SWAP: Bilingual = {
  vi: 'Hoán đổi dịp Ngày Văn hóa Việt Nam',
  en: 'Vietnamese Culture Day swap',
}

const dayOff = (
  kind: 'HOLIDAY' | 'SUBSTITUTE' | 'SWAP_OFF',
  date: string,
  name: Bilingual,
  source: string,
): CalendarException => ({ kind, date: plainDate(date), name, source, confirmed: true })

const swapWork = (date: string, name: Bilingual, source: string): CalendarException => ({
  kind: 'SWAP_WORK',
  date: plainDate(date),
  name,
  source,
  confirmed: true,
  sessions: FULL_DAY,
})

const toBeConfirmed = (exception: CalendarException): CalendarException => ({
  ...exception,
  confirmed: false,
})

export const ADMINISTRATIVE_CALENDAR_2026: WorkingCalendar = {
  id: 'administrative',
  version: 1,
  name: { vi: 'Lịch làm việc cơ quan hành chính năm 2026', en: 'Working calendar of state offices, 2026' },
  week: { 1: FULL_DAY, 2: FULL_DAY, 3: FULL_DAY, 4: FULL_DAY, 5: FULL_DAY, 6: [], 7: [] },
  receptionWeek: null,
  laterWeeks: [],
  exceptions: [
    dayOff('HOLIDAY', '2026-01-01', NEW_YEAR, LABOUR_CODE),
    dayOff('SWAP_OFF', '2026-01-02', NEW_YEAR_SWAP, LETTER_12729),
    swapWork('2026-01-10', NEW_YEAR_SWAP, LETTER_12729),

    // 29 tháng Chạp to mùng 4 tháng Giêng; mùng 1 is 17 February. With the weekends, nine days from 14 to 22.
    dayOff('HOLIDAY', '2026-02-16', TET, NOTICE_9441),
    dayOff('HOLIDAY', '2026-02-17', TET, NOTICE_9441),
    dayOff('HOLIDAY', '2026-02-18', TET, NOTICE_9441),
    dayOff('HOLIDAY', '2026-02-19', TET, NOTICE_9441),
    dayOff('HOLIDAY', '2026-02-20', TET, NOTICE_9441),

    // 10 tháng 3 âm lịch fell on a Sunday.
    dayOff('HOLIDAY', '2026-04-26', HUNG_KINGS, LABOUR_CODE),
    dayOff('SUBSTITUTE', '2026-04-27', HUNG_KINGS_SUBSTITUTE, SUBSTITUTION),
    // Not joined to them by a swap: Công văn 3383/BNV-CVL of 10 April 2026.
    dayOff('HOLIDAY', '2026-04-30', VICTORY, LABOUR_CODE),
    dayOff('HOLIDAY', '2026-05-01', LABOUR_DAY, LABOUR_CODE),

    swapWork('2026-08-22', NATIONAL_DAY_SWAP, NOTICE_9441),
    dayOff('SWAP_OFF', '2026-08-31', NATIONAL_DAY_SWAP, NOTICE_9441),
    dayOff('HOLIDAY', '2026-09-01', NATIONAL_DAY, NOTICE_9441),
    dayOff('HOLIDAY', '2026-09-02', NATIONAL_DAY, LABOUR_CODE),

    toBeConfirmed(dayOff('SWAP_OFF', '2026-11-23', CULTURE_DAY_SWAP, PROPOSAL_OF_NOVEMBER)),
    dayOff('HOLIDAY', '2026-11-24', CULTURE_DAY, RESOLUTION_28),
    toBeConfirmed(swapWork('2026-11-28', CULTURE_DAY_SWAP, PROPOSAL_OF_NOVEMBER)),

    dayOff('HOLIDAY', '2027-01-01', NEW_YEAR, LABOUR_CODE),
  ],
  validFrom: plainDate('2025-12-01'),
  validTo: plainDate('2026-12-31'),
}
