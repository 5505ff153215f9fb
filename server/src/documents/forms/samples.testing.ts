import { parseInstant, plainDate } from '#common/time.ts'
import type { PrintedPaper, ReceiptData } from './receipt.ts'
import type { ResultData } from './result.ts'

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
