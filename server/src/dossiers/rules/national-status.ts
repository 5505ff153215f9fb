import type { DossierState } from './dossier.ts'

/**
 * Trạng thái hồ sơ in the words and numbers of the national portal (Cổng Dịch vụ công quốc gia): ten, coarser than ours. The
 * numbers are those that a provincial system sends; they were not checked against a paper of the portal itself.
 */
const NATIONAL_STATUSES = {
  1: 'Mới đăng ký',
  2: 'Được tiếp nhận',
  3: 'Không được tiếp nhận',
  4: 'Đang xử lý',
  5: 'Yêu cầu bổ sung giấy tờ',
  6: 'Yêu cầu thực hiện nghĩa vụ tài chính',
  7: 'Công dân yêu cầu rút hồ sơ',
  8: 'Dừng xử lý',
  9: 'Đã xử lý xong',
  10: 'Đã trả kết quả',
} as const

type NationalStatus = keyof typeof NATIONAL_STATUSES

/** A table and no conditions: a state more is a line more, or it does not compile. */
const NATIONAL_STATUS_OF: Readonly<Record<DossierState, NationalStatus>> = {
  SUBMITTED: 1,
  NEEDS_COMPLETION: 5,
  NOT_ACCEPTED: 3,
  ACCEPTED: 2,
  PROCESSING: 4,
  CONSULTING: 4,
  AWAITING_EXTERNAL: 4,
  SUPPLEMENT: 5,
  AWAITING_PAYMENT: 6,
  AWAITING_APPROVAL: 4,
  // Decided and not yet issued: nobody has a result.
  APPROVED: 4,
  WITHDRAWAL_REQUESTED: 7,
  STOPPED: 8,
  RESOLVED: 9,
  RETURNED: 10,
  // The portal knows no correction. The first result stays issued, and the new one is to be handed over.
  CORRECTING: 9,
}

export const nationalStatus = (state: DossierState): { code: NationalStatus; name: string } => {
  const code = NATIONAL_STATUS_OF[state]
  return { code, name: NATIONAL_STATUSES[code] }
}
