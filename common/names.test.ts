import { expect, test } from 'vitest'
import { withoutPeople } from './names.ts'

const NAMES = ['Nguyễn Văn Tưởng', 'Nguyễn Minh Châu']

test.each([
  ['Giấy của ông Nguyễn Văn Tưởng.', 'Giấy của ông N*** V*** T***.'],
  ['GIẤY CỦA NGUYỄN VĂN TƯỞNG', 'GIẤY CỦA N*** V*** T***'],
  ['cháu Nguyễn  Minh\nChâu, con ông Nguyễn Văn Tưởng', 'cháu N*** M*** C***, con ông N*** V*** T***'],
  // Of another name only the beginning is alike.
  ['Nguyễn Văn Tưởngg', 'Nguyễn Văn Tưởngg'],
  // Written with its marks apart, as some telephones do.
  ['Nguyễn Văn Tưởng'.normalize('NFD'), 'N*** V*** T***'],
  ['CCCD 027 065 001 234, CMND 012345678', 'CCCD •••• 1234, CMND •••• 5678'],
  ['gọi 0912.345.678', 'gọi •••• 5678'],
  ['gửi về tuong.nguyen@example.vn trước', 'gửi về ••• trước'],
  // Days, papers and sums are none of a person's.
  [
    'Quyết định 125/QĐ-UBND ngày 20/11/2026, 20.11.2026',
    'Quyết định 125/QĐ-UBND ngày 20/11/2026, 20.11.2026',
  ],
  ['phí 8.000 đ, hồ sơ H05.47-261123-0583', 'phí 8.000 đ, hồ sơ H05.47-261123-0583'],
])('%o is shown as %o', (text, shown) => {
  expect(withoutPeople(text, NAMES)).toBe(shown)
})

test('a name of one word is left: it is too often a word of something else', () => {
  expect(withoutPeople('Hương ước của thôn', ['Hương'])).toBe('Hương ước của thôn')
})
