import { expect, test } from 'vitest'
import type { DossierState } from './dossier.ts'
import { nationalStatus } from './national-status.ts'

test.each<[DossierState, number, string]>([
  ['SUBMITTED', 1, 'Mới đăng ký'],
  ['NEEDS_COMPLETION', 5, 'Yêu cầu bổ sung giấy tờ'],
  ['NOT_ACCEPTED', 3, 'Không được tiếp nhận'],
  ['ACCEPTED', 2, 'Được tiếp nhận'],
  ['PROCESSING', 4, 'Đang xử lý'],
  ['CONSULTING', 4, 'Đang xử lý'],
  ['AWAITING_EXTERNAL', 4, 'Đang xử lý'],
  ['SUPPLEMENT', 5, 'Yêu cầu bổ sung giấy tờ'],
  ['AWAITING_PAYMENT', 6, 'Yêu cầu thực hiện nghĩa vụ tài chính'],
  ['AWAITING_APPROVAL', 4, 'Đang xử lý'],
  ['APPROVED', 4, 'Đang xử lý'],
  ['WITHDRAWAL_REQUESTED', 7, 'Công dân yêu cầu rút hồ sơ'],
  ['STOPPED', 8, 'Dừng xử lý'],
  ['RESOLVED', 9, 'Đã xử lý xong'],
  ['RETURNED', 10, 'Đã trả kết quả'],
  ['CORRECTING', 9, 'Đã xử lý xong'],
])('%s is %i there: %s', (state, code, name) => {
  expect(nationalStatus(state)).toEqual({ code, name })
})
