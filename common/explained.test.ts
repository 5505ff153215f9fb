import { expect, it } from 'vitest'
import { dayWords, namedDay } from './explained.ts'
import { type Language, translator } from './i18n.ts'

it.each([
  ['HOLIDAY', 'vi', 'Quốc khánh', 'Nghỉ lễ, tết: Quốc khánh'],
  ['HOLIDAY', 'vi', 'Tết Dương lịch', 'Nghỉ lễ, tết: Tết Dương lịch'],
  ['HOLIDAY', 'en', 'National Day', 'Public holiday: National Day'],
  ['SWAP_OFF', 'vi', 'Hoán đổi dịp Quốc khánh', 'Nghỉ hoán đổi dịp Quốc khánh'],
  ['SWAP_OFF', 'en', 'National Day swap', 'Day off: National Day swap'],
  ['SWAP_WORK', 'vi', 'Hoán đổi dịp Quốc khánh', 'Làm bù: Hoán đổi dịp Quốc khánh'],
  ['SUBSTITUTE', 'vi', 'Nghỉ bù Giỗ Tổ Hùng Vương', 'Nghỉ bù Giỗ Tổ Hùng Vương'],
  ['CLOSURE', 'vi', 'Cơ quan đóng cửa do bão', 'Cơ quan đóng cửa do bão'],
] as const)('%s in %s, %s: %s', (kind, language, name, words) => {
  const say = translator(language)
  expect(namedDay(say(`day.${kind}`), name, say)).toBe(words)
})

it.each<[Language, string]>([
  ['vi', 'Hoán đổi: chưa có văn bản xác nhận nên chưa áp dụng.'],
  ['en', 'Hoán đổi: proposed but not confirmed, so it does not count yet.'],
])('a day that nobody put into English keeps its name: %s', (language, note) => {
  const day = {
    date: '2026-11-28',
    counted: true,
    ordinal: 3,
    minutes: null,
    code: 'WORKING_DAY',
    name: null,
    source: null,
    announcedLater: false,
    unconfirmed: { vi: 'Hoán đổi', en: '' },
  }
  expect(dayWords(day, translator(language), language).note).toBe(note)
})
