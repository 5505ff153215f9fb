import { parseInstant, plainDate } from '#common/time.ts'
import type { ManifestData, ManifestDossier } from './manifest.ts'
import type { PrintedPaper, ReceiptData } from './receipt.ts'
import type { RefusalSlipData } from './refusal-slip.ts'
import type { ResultData } from './result.ts'
import type { StopNoticeData } from './stop-notice.ts'
import type { SupplementRequestData } from './supplement.ts'

/** A slip as a counter prints it on a working day. For tests only. */
export const aReceipt = (changes: Partial<ReceiptData> = {}): ReceiptData => ({
  formBasis: 'TT 03/2025/TT-VPCP; mẫu cũ: TT 01/2018/TT-VPCP',
  dossierCode: 'H57.132-261123-0583',
  receiptSecret: 'K7QM4X2PW9',
  trackingUrl: 'https://motcua.example.gov.vn/ho-so/H57.132-261123-0583?bi-mat=K7QM4X2PW9',
  lookUpAddress: 'motcua.example.gov.vn/tra-cuu',
  parentAgency: 'Ủy ban nhân dân xã Quế Võ',
  centre: 'Trung tâm Phục vụ hành chính công xã Quế Võ',
  receptionPoint: null,
  place: 'Quế Võ',
  issuedAt: parseInstant('2026-11-23T09:12:00+07:00'),
  owner: {
    name: 'Nguyễn Thị Tưởng Vỹ',
    identity: { kind: 'PERSONAL_ID', number: '024190001234' },
    address: 'Thôn Đông, xã Quế Võ, tỉnh Bắc Ninh',
    phone: '0912 345 678',
    email: 'tuongvy@example.vn',
  },
  submitter: null,
  procedure: { name: 'Đăng ký khai sinh', code: '1.001193' },
  papers: [
    { name: 'Tờ khai đăng ký khai sinh theo mẫu', kind: 'Bản chính', originals: 1, copies: 0 },
    {
      name: 'Giấy chứng sinh; nếu không có thì nộp văn bản của người làm chứng xác nhận về việc sinh',
      kind: 'Bản chính',
      originals: 1,
      copies: 0,
    },
    { name: 'Giấy chứng nhận kết hôn của cha, mẹ', kind: 'Bản sao chứng thực', originals: 0, copies: 1 },
    { name: 'Thẻ căn cước của người đi đăng ký', kind: 'Bản điện tử', originals: 0, copies: 1 },
  ],
  sets: 1,
  term: { text: '01 ngày làm việc', dueAt: parseInstant('2026-11-25T16:30:00+07:00') },
  receivedAt: parseInstant('2026-11-23T09:10:00+07:00'),
  countedFrom: null,
  collectAt: 'Quầy 3, Trung tâm Phục vụ hành chính công xã Quế Võ',
  fees: [{ name: 'Lệ phí đăng ký khai sinh', amount: 8000, payment: 'PAID' }],
  register: null,
  receivedBy: 'Lê Thị Ngọc Ánh',
  hotline: '0222 386 1234',
  notes: [],
  ...changes,
})

export const papersInNumber = (count: number): PrintedPaper[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `Giấy tờ thứ ${at + 1}: Hợp đồng chuyển nhượng quyền sử dụng đất và tài sản gắn liền với đất`,
    kind: at % 3 === 0 ? 'Bản chính' : 'Bản sao chứng thực',
    originals: at % 3 === 0 ? 1 : 0,
    copies: at % 3 === 0 ? 0 : 2,
  }))

/** A decision that is issued. For tests only. */
export const aResult = (changes: Partial<ResultData> = {}): ResultData => ({
  kind: 'DECISION',
  dossierCode: 'H57.132-261123-0583',
  parentAgency: 'Tỉnh Bắc Ninh',
  agency: 'Ủy ban nhân dân xã Quế Võ',
  number: '125/QĐ-UBND',
  symbol: 'QĐ-UBND',
  place: 'Quế Võ',
  issuedOn: plainDate('2027-03-05'),
  subject: 'Về việc công nhận đối tượng được hưởng trợ cấp xã hội hằng tháng tại cộng đồng',
  authority: 'Chủ tịch Ủy ban nhân dân xã Quế Võ',
  grounds: [
    'Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;',
    'Căn cứ Nghị định số 20/2021/NĐ-CP của Chính phủ quy định chính sách trợ giúp xã hội đối với đối tượng bảo trợ xã hội;',
    'Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.',
  ],
  paragraphs: [
    {
      label: 'Điều 1.',
      text: 'Công nhận bà Nguyễn Thị Tưởng Vỹ, sinh năm 1990, cư trú tại thôn Đông, xã Quế Võ, tỉnh Bắc Ninh, là đối tượng được hưởng trợ cấp xã hội hằng tháng tại cộng đồng, mức 750.000 đồng/tháng, kể từ ngày 01/3/2027.',
    },
    { label: 'Điều 2.', text: 'Quyết định này có hiệu lực kể từ ngày ký.' },
    {
      label: 'Điều 3.',
      text: 'Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân, Trưởng phòng Văn hóa - Xã hội và bà Nguyễn Thị Tưởng Vỹ chịu trách nhiệm thi hành Quyết định này./.',
    },
  ],
  signer: { onBehalf: 'KT. CHỦ TỊCH', title: 'Phó Chủ tịch', name: 'Trần Đức Ưng' },
  recipients: ['Như Điều 3', 'Trung tâm Phục vụ hành chính công xã', 'Lưu: VT, VHXH'],
  frozenAt: parseInstant('2027-03-05T08:00:00+07:00'),
  ...changes,
})

const dossier = {
  dossierCode: 'H57.132-261123-0583',
  parentAgency: 'Ủy ban nhân dân xã Quế Võ',
  agency: 'Trung tâm Phục vụ hành chính công xã Quế Võ',
  place: 'Quế Võ',
  owner: {
    name: 'Nguyễn Thị Tưởng Vỹ',
    address: 'Thôn Đông, xã Quế Võ, tỉnh Bắc Ninh',
    phone: '0912 345 678',
    email: 'tuongvy@example.vn',
  },
  procedure: { name: 'Đăng ký khai sinh', code: '1.001193' },
}

const contact = {
  name: 'Lê Thị Ngọc Ánh',
  title: 'Công chức tiếp nhận',
  unit: 'Trung tâm Phục vụ hành chính công xã Quế Võ',
  phone: '0222 386 1234',
}

/** A request to supplement a dossier that is being appraised. For tests only. */
export const aSupplementRequest = (changes: Partial<SupplementRequestData> = {}): SupplementRequestData => ({
  ...dossier,
  formBasis: 'các mục theo TT 01/2018/TT-VPCP, chưa đối chiếu với TT 03/2025/TT-VPCP',
  number: '03/HDHS',
  stage: 'APPRAISAL',
  ordinal: 1,
  issuedAt: parseInstant('2026-11-24T10:05:00+07:00'),
  items: [
    {
      text: 'Giấy chứng sinh: bản đã nộp thiếu trang 2; nộp đủ hai trang, hoặc văn bản của người làm chứng.',
    },
    { text: 'Tờ khai: ghi nơi sinh theo đơn vị hành chính từ ngày 01/7/2025 và ký tên ở cuối tờ khai.' },
  ],
  reason: 'Giấy chứng sinh không đủ trang nên chưa xác định được nơi sinh.',
  legalBasis: 'Điều 16 Luật Hộ tịch số 60/2014/QH13',
  replyBy: parseInstant('2026-12-01T17:00:00+07:00'),
  dueAtStandsStill: true,
  contact,
  lookUpAddress: 'motcua.example.gov.vn/tra-cuu',
  signer: { title: 'Người hướng dẫn', name: 'Lê Thị Ngọc Ánh' },
  ...changes,
})

/** A slip by which a dossier is not received. For tests only. */
export const aRefusalSlip = (changes: Partial<RefusalSlipData> = {}): RefusalSlipData => ({
  ...dossier,
  formBasis: 'các mục theo phiếu đang dùng năm 2024–2026, chưa đối chiếu với TT 03/2025/TT-VPCP',
  number: '07/TCHS',
  issuedAt: parseInstant('2026-11-24T10:05:00+07:00'),
  reason: 'Việc đăng ký khai sinh có yếu tố nước ngoài không thuộc thẩm quyền của nơi đã nộp hồ sơ.',
  legalBasis: 'Điều 35 Luật Hộ tịch số 60/2014/QH13',
  whereToTurn: 'Nộp hồ sơ này tại Trung tâm Phục vụ hành chính công phường Kinh Bắc, tỉnh Bắc Ninh.',
  papersHandedBack: true,
  contact,
  lookUpAddress: 'motcua.example.gov.vn/thu-tuc',
  officer: 'Lê Thị Ngọc Ánh',
  ...changes,
})

/** A notice that a dossier was withdrawn. For tests only. */
export const aStopNotice = (changes: Partial<StopNoticeData> = {}): StopNoticeData => ({
  ...dossier,
  formBasis: 'TT 03/2025/TT-VPCP, chưa đọc được bố cục của mẫu',
  number: '15/TB-UBND',
  parentAgency: null,
  agency: 'Ủy ban nhân dân xã Quế Võ',
  issuedAt: parseInstant('2026-11-25T15:20:00+07:00'),
  cause: 'WITHDRAWN',
  stage: 'đang thẩm định',
  receivedAt: parseInstant('2026-11-23T09:10:00+07:00'),
  requestedAt: parseInstant('2026-11-25T14:00:00+07:00'),
  reason: 'Chủ hồ sơ đề nghị rút để nộp tại nơi cư trú mới.',
  legalBasis: 'Nghị định số 118/2025/NĐ-CP',
  fees: 'NO_REFUND',
  papersHandedBack: true,
  signer: { title: 'Phó Chủ tịch', name: 'Trần Đức Ưng' },
  ...changes,
})

/** Two dossiers that go to the competent unit by post. For tests only. */
export const aManifest = (changes: Partial<ManifestData> = {}): ManifestData => ({
  number: '12/BGHS',
  from: { unit: 'Trung tâm Phục vụ hành chính công xã Quế Võ', officer: 'Lê Thị Ngọc Ánh' },
  to: { unit: 'Phòng Kinh tế, Ủy ban nhân dân xã Quế Võ', officer: 'Phạm Văn Quỳnh' },
  sentAt: parseInstant('2026-11-24T16:30:00+07:00'),
  carrier: { name: 'Bưu điện khu vực Quế Võ', billNumber: 'EB123456789VN' },
  dossiers: dossiersInNumber(2),
  ...changes,
})

export const dossiersInNumber = (count: number): ManifestDossier[] =>
  Array.from({ length: count }, (_, at) => ({
    code: `H57.132-261123-${String(at + 1).padStart(4, '0')}`,
    procedure: at % 3 === 0 ? 'Đăng ký khai sinh' : 'Cấp giấy phép xây dựng nhà ở riêng lẻ',
    owner: at % 2 === 0 ? 'Nguyễn Thị Tưởng Vỹ' : 'Trần Đức Ưng',
    originals: 2,
    copies: at % 3,
    papers: ['Tờ khai theo mẫu', 'Giấy chứng nhận quyền sử dụng đất', 'Thẻ căn cước'].slice(0, 2 + (at % 2)),
  }))
