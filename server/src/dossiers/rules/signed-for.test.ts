import { expect, test } from 'vitest'
import { signedFor } from './signed-for.ts'

test.each<[string, string | null, string | null, string | null]>([
  // In one's own post.
  ['Chủ tịch', null, 'Chủ tịch', null],
  ['Chuyên viên', null, null, null],
  // A deputy signs for the head, whether the post was lent or is her own.
  ['Phó Chủ tịch', 'Chủ tịch', 'Chủ tịch', 'KT. CHỦ TỊCH'],
  ['Phó Chủ tịch', null, 'Chủ tịch', 'KT. CHỦ TỊCH'],
  ['phó  chủ tịch UBND xã', 'Chủ tịch', 'Chủ tịch', 'KT. CHỦ TỊCH'],
  // Nobody else does.
  ['Phó Giám đốc', 'Chủ tịch', 'Chủ tịch', 'TUQ. CHỦ TỊCH'],
  ['Chuyên viên', 'Chủ tịch', 'Chủ tịch', 'TUQ. CHỦ TỊCH'],
  ['Chuyên viên', 'Phó Chủ tịch', 'Chủ tịch', 'TUQ. PHÓ CHỦ TỊCH'],
  ['Công chức tiếp nhận', 'Công chức tiếp nhận', null, 'TUQ. CÔNG CHỨC TIẾP NHẬN'],
])('%s, in the post of %s under a %s: %s', (signer, lender, head, line) => {
  expect(signedFor(signer, lender, head)).toBe(line)
})
