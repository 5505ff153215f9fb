import { expect, test } from 'vitest'
import { type PasswordProblem, passwordProblem } from './password-rules.ts'

const HUONG = {
  username: 'huong.nt',
  fullName: 'Nguyễn Thị Hương Giang',
  officeNames: ['Trung tâm Phục vụ hành chính công phường Quế Võ', 'UBND phường Quế Võ'],
}

// Three of them, as they come from `knownPasswords`.
const KNOWN = new Set(['leavemealone', 'sojdlg123aljg', 'justinbieber'])

test.each<[string, PasswordProblem | null]>([
  ['chim sẻ mùa gặt', null],
  ['correct horse battery staple', null],
  ['kh2-xanh-mu7-roi', null],
  ['gửi nắng cho em', null],
  ['ZKW7HX2M9QPT', null],
  ['12 ký tự thôi', null],
  ['mười một ký', 'TOO_SHORT'],
  ['123456', 'TOO_SHORT'],
  ['a'.repeat(201), 'TOO_LONG'],
  // Eleven letters, of which some keyboards make more signs.
  ['mười một ký'.normalize('NFD'), 'TOO_SHORT'],
  ['123456789012', 'COMMON'],
  ['1234567890-=', 'COMMON'],
  ['qwertyuiop[]', 'COMMON'],
  ['qwerty123456', 'COMMON'],
  ['1qaz2wsx3edc', 'COMMON'],
  ['q1w2e3r4t5y6', 'COMMON'],
  ['zxcvbnm12345', 'COMMON'],
  ['abcdefghijkl', 'COMMON'],
  ['abcabcabcabc', 'COMMON'],
  ['aaaaaaaaaaaa', 'COMMON'],
  ['xyzkw xyzkw xyzkw', 'COMMON'],
  ['Password@123', 'COMMON'],
  ['P@ssw0rd2026', 'COMMON'],
  ['passwordpassword', 'COMMON'],
  ['Admin@123456', 'COMMON'],
  ['administrator', 'COMMON'],
  ['iloveyou1234', 'COMMON'],
  ['mountainhigh', null],
  ['LeaveMeAlone', 'COMMON'],
  ['Sojdlg123aljg', 'COMMON'],
  ['ju5t1nb1eber', 'COMMON'],
  ['Just!nB1eber2026', 'COMMON'],
  ['Leave me alone', 'COMMON'],
  ['2026 Leave-Me-Alone!', 'COMMON'],
  ['leavemealone 7391-5528-1904', null],
  ['manchester1234', 'COMMON'],
  ['MatKhau@2026', 'COMMON'],
  ['mậtkhẩu123456', 'COMMON'],
  ['matkhaumatkhau', 'COMMON'],
  ['anhyeuem1234', 'COMMON'],
  ['Anh yêu em nhiều 1', 'COMMON'],
  ['Anh thương em nhiều lắm', null],
  ['vietnam@1975', 'COMMON'],
  ['BacNinh@2025', 'COMMON'],
  ['motcua-demo-2026', 'COMMON'],
  ['UBND@phuong2026', 'NAMED'],
  ['nguyenthihuong', 'NAMED'],
  ['Huong.Giang@1990', 'NAMED'],
  ['quevo-quevo-2026', 'NAMED'],
  ['QueVo@123456', 'NAMED'],
  ['huong.nt@quevo', 'NAMED'],
])('«%s»: %s', (password, problem) => {
  expect(passwordProblem(password, HUONG, KNOWN)).toBe(problem)
})
