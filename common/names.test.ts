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
  // As people write them in haste, or on another keyboard.
  ['ông Nguyen Van Tuong, NGUYEN VAN TUONG', 'ông N*** V*** T***, N*** V*** T***'],
  ['Nguyễn-Văn-Tưởng và Nguyen - Van - Tuong', 'N*** V*** T*** và N*** V*** T***'],
  ['Nguyễn_Văn.Tưởng', 'N*** V*** T***'],
  ['Ｎｇｕｙｅｎ Văn Tưởng', 'Ｎ*** V*** T***'],
  ['CCCD 027-065-001-234 của ông', 'CCCD •••• 1234 của ông'],
  ['027–065–001–234', '•••• 1234'],
  ['gọi (0912)345-678 hoặc +84 (912) 345 678', 'gọi •••• 5678 hoặc +•••• 5678'],
  ['máy (0912 345 678)', 'máy (•••• 5678)'],
  ['số ０２７０６５００１２３４', 'số •••• 1234'],
  ['sinh 16/11/2026, số 0912345678', 'sinh 16/11/2026, số •••• 5678'],
  ['sinh 16/11/1966 0912345678', 'sinh 16/11/1966 •••• 5678'],
  ['gửi nguyen.van.tuong@example.vn', 'gửi •••'],
  ['gửi về tuong.nguyen@example.vn trước', 'gửi về ••• trước'],
  // Days, papers and sums are none of a person's.
  [
    'Quyết định 125/QĐ-UBND ngày 20/11/2026, 20.11.2026',
    'Quyết định 125/QĐ-UBND ngày 20/11/2026, 20.11.2026',
  ],
  [
    'từ 16.11.2026 - 20.11.2026, 16-11-2026 – 17-11-2026',
    'từ 16.11.2026 - 20.11.2026, 16-11-2026 – 17-11-2026',
  ],
  ['ngày 1/2/2026, 125/2026/QĐ-UBND, năm 2025-2026', 'ngày 1/2/2026, 125/2026/QĐ-UBND, năm 2025-2026'],
  ['phí 8.000 đ, hồ sơ H05.47-261123-0583', 'phí 8.000 đ, hồ sơ H05.47-261123-0583'],
])('%o is shown as %o', (text, shown) => {
  expect(withoutPeople(text, NAMES)).toBe(shown)
})

test('a name of one word is left: it is too often a word of something else', () => {
  expect(withoutPeople('Hương ước của thôn', ['Hương'])).toBe('Hương ước của thôn')
})

test.each([
  ['Lê Phi', 'nộp lệ phí và lê phi', 'nộp lệ phí và l*** p***'],
  ['Lê Phi', 'LÊ PHI, Lê-Phi, Le Phi', 'L*** P***, L*** P***, L*** P***'],
  ["H'Hen Niê", "bà H'Hen Niê, H’Hen Nie", 'bà H*** H*** N***, H*** H*** N***'],
  ['Đặng Thị Đào', 'dang thi dao', 'd*** t*** d***'],
])('%o in %o: a name of two words is no other two words with other marks', (name, text, shown) => {
  expect(withoutPeople(text, [name])).toBe(shown)
})
