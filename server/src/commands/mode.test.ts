import { afterAll, beforeAll, expect, test } from 'vitest'
import { typed } from '../../test/support/command-line.ts'
import { furnishedOffice, type TestOffice } from '../../test/support/office.ts'
import { mode } from './mode.ts'

let office: TestOffice
beforeAll(async () => {
  office = await furnishedOffice()
})
afterAll(() => office.close())

const motcua = (...args: string[]) => typed(office.province, mode, ...args)

test.each<[string[], string, string]>([
  [['readonly'], '"readonly" không phải là chế độ', 'there are normal and read-only'],
  [['read-only', 'now'], 'Không hiểu "now"', '"now" is not understood'],
  [['read-only', '--until', '07:30'], 'Không đọc được --until 07:30', '2026-12-01T07:30:00+07:00'],
  [['read-only', '--until', '2099-12-01T07:30:00'], 'múi giờ', 'offset'],
  [['read-only', '--until', '2020-12-01T07:30:00+07:00'], 'đã qua rồi', 'is over'],
  [['normal', '--reason', 'x'], '--reason chỉ đi cùng read-only', '--reason goes with read-only'],
  [['--unti', 'x'], '"--unti"', '"--unti"'],
])('mode %j does nothing, names the word and what was expected', async (args, vietnamese, english) => {
  const { code, errors } = await motcua(...args)
  expect(code).toBe(2)
  expect(errors).toContain(vietnamese)
  expect(errors).toContain(english)
  expect(await office.asLoader('select mode from house_mode')).toEqual([{ mode: 'NORMAL' }])
})

test('the reason is shown in both languages, and that one is missing is said', async () => {
  const alone = await motcua('read-only', '--reason', 'Chuyển máy chủ')
  expect(alone.out).toContain('Lý do: Chuyển máy chủ')
  expect(alone.out).toContain('There is no reason in English')
  await motcua('read-only', '--reason', 'Chuyển máy chủ', '--reason-en', 'Moving')
  const { out } = await motcua()
  expect(out).toContain('Reason in English: Moving')
  expect(out).not.toContain('There is no reason in English')
  expect((await motcua('normal')).out).not.toContain('Chuyển')
})
