import type { Language } from '#common/i18n.ts'
import { clockTime, type Weekday } from '#common/time.ts'
import type {
  Calendar,
  ChannelTerms,
  DuePromise,
  ExplainedDay,
  Frame,
  LatestCheckpoint,
  OpeningHours,
  Paper,
  Procedure,
  ProcedureListItem,
  Session,
} from './data.ts'

/** Sunday morning; the counters open again on Monday. */
export const NOW = '2026-11-22T09:30:00+07:00'

const session = (start: string, end: string): Session => ({ start: clockTime(start), end: clockTime(end) })
export const FULL_DAY = [session('07:30', '11:30'), session('13:30', '17:00')]
const WEEK: Record<Weekday, readonly Session[]> = {
  1: FULL_DAY,
  2: FULL_DAY,
  3: FULL_DAY,
  4: FULL_DAY,
  5: FULL_DAY,
  6: [],
  7: [],
}

export const HOURS: OpeningHours = {
  week: WEEK,
  today: { sessions: [], openUntil: null, name: null, unconfirmed: null },
  opensNext: '2026-11-23T07:30:00+07:00',
  cutOff: clockTime('15:00'),
}

export const CHECKPOINT: LatestCheckpoint = {
  size: 1_204_377,
  root: 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=',
  madeAt: NOW,
  keyId: '6b1f9c02',
  note:
    'motcua-ledger/5f1c0a7e90b2d344\n1204377\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n' +
    'time 2026-11-22T02:30:00.000Z\n\n— motcua-ledger/5f1c0a7e90b2d344 ' +
    'ax+cAnG0wVQq3S1pT0V9y0k6Q1dJt5uO2l8mF4rN7cE9bXyZaP3sW6vUhKjMgLiRoTnDqCxBfYeHzA5IwG1kPpSvNd8uJ0Q=\n',
}

export const frame = (language: Language, address = '/'): Frame => ({
  standstill: null,
  language,
  address,
  stylesheet: '/portal.css?v=1',
  centre: {
    name: 'Trung tâm Phục vụ hành chính công phường Thuận Hóa',
    address: '24 Tố Hữu, phường Thuận Hóa, thành phố Huế',
    hotline: '0234 3823 456',
    hours: HOURS,
  },
})

const terms = (more: Partial<ChannelTerms> & Pick<ChannelTerms, 'channel' | 'standing'>): ChannelTerms => ({
  receivable: false,
  term: null,
  termText: '',
  specials: [],
  changes: [],
  phases: [],
  fees: null,
  description: null,
  asks: [],
  ...more,
})

const paper = (id: string, name: string, more: Partial<Paper> = {}): Paper => ({
  id,
  name,
  form: null,
  formUrl: null,
  originals: 1,
  copies: 0,
  required: true,
  replacedBy: null,
  ...more,
})

const stepOf = (
  id: string,
  kind: Procedure['steps'][number]['kind'],
  vi: string,
  en: string,
  more: Partial<Procedure['steps'][number]>,
): Procedure['steps'][number] => ({
  id,
  kind,
  name: { vi, en },
  unit: 'Chi nhánh Văn phòng đăng ký đất đai',
  days: null,
  hours: null,
  next: [],
  choices: [],
  join: null,
  ...more,
})

/** Where the national portal offers a form. */
export const FORM_URL = 'https://csdl.dichvucong.gov.vn/web/jsp/download_file.jsp?ma=3fc11a5d47406504'

/** Received here; its source states nearly everything. */
export const BIRTH: Procedure = {
  slug: 'khai-sinh-thuong-tru-the-bao-hiem',
  title:
    'Liên thông thủ tục hành chính về đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi',
  titleEn: 'Birth registration, residence registration and health insurance card for a child under 6',
  nationalCode: '3.000722',
  level: 'COMMUNE',
  field: 'Hộ tịch',
  applicants: ['Công dân Việt Nam', 'Người nước ngoài'],
  standing: 'IN_FORCE',
  receivable: true,
  notReceived: null,
  effectiveFrom: '2026-07-01',
  effectiveTo: '2027-02-28',
  version: 2,
  versions: [
    { version: 1, effectiveFrom: '2025-07-01', effectiveTo: '2026-06-30' },
    { version: 2, effectiveFrom: '2026-07-01', effectiveTo: '2027-02-28' },
    { version: 3, effectiveFrom: '2027-03-01', effectiveTo: null },
  ],
  decision: {
    number: '3582/QĐ-UBND',
    issuer: 'Ủy ban nhân dân thành phố Huế',
    decidedOn: '2026-06-15',
    title: 'Công bố danh mục thủ tục hành chính lĩnh vực hộ tịch thuộc thẩm quyền giải quyết của cấp xã',
  },
  replaces: [
    { slug: 'dang-ky-khai-sinh-cu', title: 'Đăng ký khai sinh, cấp thẻ bảo hiểm y tế', since: '2026-07-01' },
  ],
  replacedBy: [],
  cases: [
    {
      id: 'co-giay-chung-sinh',
      name: { vi: 'Có giấy chứng sinh', en: 'With a birth certificate from the hospital' },
      sets: 1,
      papers: [
        paper('to-khai', 'Tờ khai đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế', {
          form: 'Mẫu số 01',
          formUrl: FORM_URL,
        }),
        paper('chung-sinh', 'Giấy chứng sinh', { copies: 2 }),
        paper(
          'dong-y',
          'Giấy tờ chứng minh chỗ ở hợp pháp, hoặc ý kiến đồng ý của chủ hộ, chủ sở hữu chỗ ở hợp pháp nếu trẻ không về ở với cha, mẹ hoặc người giám hộ',
          { originals: 0, required: false },
        ),
        paper('cu-tru', 'Giấy tờ chứng minh nơi cư trú của cha, mẹ', {
          replacedBy: {
            source: { vi: 'Cơ sở dữ liệu quốc gia về dân cư', en: 'National population database' },
            basis: 'Nghị quyết 66.7/2025/NQ-CP',
          },
        }),
      ],
      channels: [
        terms({
          channel: 'COUNTER',
          receivable: true,
          standing: 'STATED',
          term: { value: 5, unit: 'WORKING_DAY' },
          termText: '05 ngày làm việc',
          specials: [
            {
              id: 'vung-kho-khan',
              when: { place: 'DIFFICULT' },
              term: { value: 8, unit: 'WORKING_DAY' },
              name: { vi: 'Vùng có điều kiện kinh tế – xã hội đặc biệt khó khăn', en: '' },
              basis: 'Điều 4 khoản 2',
            },
          ],
          changes: [
            {
              id: 'xac-minh',
              to: { value: 15, unit: 'CALENDAR_DAY' },
              name: { vi: 'Phải xác minh ở nơi khác', en: 'Verification elsewhere is needed' },
              basis: 'Điều 5',
            },
          ],
          fees: [
            {
              kind: 'CHARGE',
              name: 'Lệ phí hộ tịch',
              amountVnd: 8000,
              per: 'đồng/lần',
              basis: 'Nghị quyết của Hội đồng nhân dân thành phố',
            },
            { kind: null, name: 'Lệ phí đăng ký cư trú', amountVnd: null, per: null, basis: null },
          ],
          description: 'Nộp vào giờ hành chính.\nMang theo căn cước để đối chiếu.',
        }),
        terms({
          channel: 'ONLINE',
          standing: 'STATED',
          term: { value: 4, unit: 'WORKING_DAY' },
          termText: '04 ngày làm việc',
          fees: [],
        }),
        terms({ channel: 'POST', standing: 'UNDECIDED', termText: 'Theo thỏa thuận với bưu chính' }),
      ],
    },
    {
      id: 'khong-co-giay-chung-sinh',
      name: { vi: 'Không có giấy chứng sinh', en: 'Without such a certificate' },
      sets: 1,
      papers: [],
      channels: [],
    },
  ],
  conduct:
    'Bước 1: Nộp hồ sơ tại Bộ phận Một cửa.\nBước 2: Ủy ban nhân dân cấp xã đăng ký khai sinh, chuyển dữ liệu cho công an và bảo hiểm xã hội.\nBước 3: Nhận kết quả.',
  conditions: 'Trẻ dưới 6 tuổi.',
  competent: 'Ủy ban nhân dân cấp xã',
  coordinating: ['Công an cấp xã', 'Bảo hiểm xã hội cơ sở'],
  route: 'LOCAL',
  onlineLevel: 'PARTIAL',
  nonTerritorial: true,
  results: [
    { vi: 'Giấy khai sinh', en: 'Birth certificate' },
    { vi: 'Thông báo kết quả đăng ký thường trú', en: '' },
    { vi: 'Thẻ bảo hiểm y tế', en: 'Health insurance card' },
  ],
  legalBasis: [
    { number: '60/2014/QH13', title: 'Luật Hộ tịch' },
    { number: '68/2020/QH14', title: null },
    { number: null, title: 'Luật Bảo hiểm y tế' },
  ],
  source: 'Cổng Dịch vụ công quốc gia, xem ngày 22/11/2026',
  steps: [
    {
      id: 'receive',
      kind: 'RECEIVE',
      name: { vi: 'Tiếp nhận hồ sơ', en: 'Receive' },
      unit: 'Trung tâm Phục vụ hành chính công',
      days: 0.375,
      hours: null,
      choices: [],
      join: null,
      next: ['check'],
    },
    {
      id: 'check',
      kind: 'CHECK',
      name: { vi: 'Kiểm tra, đăng ký khai sinh', en: 'Check and register' },
      unit: 'Phòng Văn hóa – Xã hội',
      days: 1,
      hours: null,
      choices: [],
      join: null,
      next: ['police', 'insurance'],
    },
    {
      id: 'police',
      kind: 'CONSULT',
      name: { vi: 'Đăng ký thường trú', en: 'Register the residence' },
      unit: 'Công an phường',
      days: 1.5,
      hours: null,
      choices: [],
      join: null,
      next: ['return'],
    },
    {
      id: 'insurance',
      kind: 'CONSULT',
      name: { vi: 'Cấp thẻ bảo hiểm y tế', en: 'Issue the health insurance card' },
      unit: 'Bảo hiểm xã hội cơ sở',
      days: 0.5,
      hours: null,
      choices: [],
      join: null,
      next: ['return'],
    },
    {
      id: 'return',
      kind: 'RETURN',
      name: { vi: 'Trả kết quả', en: 'Return the result' },
      unit: 'Trung tâm Phục vụ hành chính công',
      days: 0,
      hours: null,
      choices: [],
      join: 'ALL',
      next: [],
    },
  ],
  processStanding: 'demo',
  processSource: 'Cấu trúc theo hiểu biết chung về thủ tục, thời gian chưa đối chiếu',
}

/** Of a table in hours, one way of which parts again, and with a step that not every dossier needs. */
export const BRANCHED: Procedure = {
  ...BIRTH,
  slug: 'cap-giay-chung-nhan',
  title: 'Đăng ký, cấp giấy chứng nhận quyền sử dụng đất lần đầu',
  titleEn: 'First registration of a land-use right',
  processStanding: 'published',
  processSource: 'Quyết định 1234/QĐ-UBND ngày 01/07/2026',
  steps: [
    stepOf('receive', 'RECEIVE', 'Tiếp nhận hồ sơ', 'Receive', { hours: 4, next: ['check'] }),
    stepOf('check', 'CHECK', 'Kiểm tra hồ sơ', 'Check', {
      hours: 16,
      next: ['part'],
      choices: [
        {
          fact: 'boundary',
          name: { vi: 'Ranh giới thửa đất', en: 'Boundary of the parcel' },
          is: 'UNCLEAR',
          answer: { vi: 'Chưa rõ', en: 'Unclear' },
          next: ['visit'],
        },
      ],
    }),
    stepOf('visit', 'EXTERNAL', 'Kiểm tra thực địa', 'Visit the site', { next: ['part'] }),
    stepOf('part', 'CHECK', 'Chuyển thông tin', 'Pass on the facts', { hours: 0.5, next: ['tax', 'map'] }),
    stepOf('tax', 'CHECK', 'Xác định nghĩa vụ tài chính', 'Reckon what is due', {
      hours: 40,
      next: ['pay'],
    }),
    stepOf('pay', 'OBLIGATION', 'Người dân nộp tiền', 'The applicant pays', { next: ['sign'] }),
    stepOf('map', 'CHECK', 'Trích lục bản đồ', 'Extract the map', { hours: 24, next: ['sign'] }),
    stepOf('sign', 'APPROVE', 'Ký giấy chứng nhận', 'Sign the certificate', {
      hours: 8,
      next: ['return'],
      join: 'ALL',
    }),
    stepOf('return', 'RETURN', 'Trả kết quả', 'Return the result', { hours: 0, next: [] }),
  ],
}

/** A source that says next to nothing: every answer has to say so. */
export const BARE: Procedure = {
  ...BIRTH,
  slug: 'nang-ngach',
  title: 'Thủ tục thi nâng ngạch công chức',
  titleEn: null,
  nationalCode: null,
  level: null,
  field: null,
  applicants: [],
  receivable: false,
  notReceived: 'NO_PROCESS',
  effectiveTo: null,
  version: 1,
  versions: [{ version: 1, effectiveFrom: '2026-07-01', effectiveTo: null }],
  decision: null,
  replaces: [],
  cases: [
    {
      id: 'chung',
      name: { vi: 'Chung', en: 'General' },
      sets: null,
      papers: [],
      channels: [terms({ channel: 'COUNTER', standing: 'UNDECIDED' })],
    },
  ],
  conduct: null,
  conditions: null,
  competent: null,
  coordinating: [],
  onlineLevel: null,
  nonTerritorial: null,
  results: [],
  legalBasis: [],
  steps: [],
  processStanding: null,
  processSource: null,
}

/** Of stretches that follow one another, no longer in force, and of another system; as long as names get. */
export const LAND: Procedure = {
  ...BARE,
  slug: 'giao-dat',
  title:
    'Giao đất, cho thuê đất, chuyển mục đích sử dụng đất đối với trường hợp không đấu giá quyền sử dụng đất, không đấu thầu lựa chọn nhà đầu tư thực hiện dự án có sử dụng đất; trường hợp giao đất, cho thuê đất thông qua đấu giá quyền sử dụng đất',
  titleEn: 'Allocation or lease of land',
  level: 'PROVINCE',
  field: 'Đất đai',
  applicants: ['Tổ chức'],
  standing: 'ENDED',
  notReceived: 'ENDED',
  effectiveTo: '2026-10-31',
  replacedBy: [{ slug: 'giao-dat-moi', title: 'Giao đất, cho thuê đất (mới)', since: '2026-11-01' }],
  competent: 'Sở Nông nghiệp và Môi trường; Ủy ban nhân dân cấp tỉnh; Chi nhánh Văn phòng đăng ký đất đai',
  coordinating: ['Cơ quan thuế'],
  route: 'MINISTRY_SYSTEM',
  onlineLevel: 'FULL',
  nonTerritorial: false,
  cases: [
    {
      id: 'chung',
      name: { vi: 'Chung', en: 'General' },
      sets: 2,
      papers: [paper('don', 'Đơn đề nghị', { form: 'Mẫu số 02' })],
      channels: (['COUNTER', 'ONLINE', 'POST'] as const).map((channel) =>
        terms({
          channel,
          standing: 'STATED',
          termText: '15 ngày',
          phases: [
            {
              id: 'mot',
              name: { vi: 'Thẩm định', en: 'Appraisal' },
              term: { value: 5, unit: 'WORKING_DAY' },
            },
            {
              id: 'hai',
              name: { vi: 'Sau khi nộp thuế', en: 'Once the tax is paid' },
              term: { value: 10, unit: 'CALENDAR_DAY' },
            },
          ],
          fees: [{ kind: 'FEE', name: 'Phí thẩm định', amountVnd: 0, per: null, basis: null }],
        }),
      ),
    },
  ],
}

/** Laid down without a term, and received by nobody just now. */
export const SUSPENDED: Procedure = {
  ...BARE,
  slug: 'tam-ngung',
  titleEn: 'Suspended procedure',
  standing: 'SUSPENDED',
  notReceived: 'SUSPENDED',
  cases: [
    {
      id: 'chung',
      name: { vi: 'Chung', en: 'General' },
      sets: 1,
      papers: [paper('don', 'Đơn')],
      channels: [terms({ channel: 'POST', standing: 'NONE_BY_LAW', termText: 'không quy định' })],
    },
  ],
}

export const day = (date: string, more: Partial<ExplainedDay>): ExplainedDay => ({
  date,
  counted: false,
  ordinal: null,
  minutes: null,
  code: 'WEEKLY_REST',
  name: null,
  source: null,
  announcedLater: false,
  unconfirmed: null,
  ...more,
})

export const worked = (date: string, ordinal: number, unconfirmed: ExplainedDay['unconfirmed'] = null) =>
  day(date, { counted: true, ordinal, code: 'WORKING_DAY', unconfirmed })

export const PROMISE: DuePromise = {
  special: null,
  acceptedAt: NOW,
  clockStartsAt: '2026-11-23T07:30:00+07:00',
  dueAt: '2026-11-30T17:00:00+07:00',
  explanation: [
    {
      kind: 'TERM',
      dueAt: '2026-11-30T17:00:00+07:00',
      term: { value: 5, unit: 'WORKING_DAY' },
      phase: null,
      hasBegun: true,
      isLast: true,
      special: null,
      reason: null,
      basis: 'Nghị định 118/2025/NĐ-CP',
      cutOff: '15:00',
      end: 'END_OF_DAY',
      from: NOW,
      to: null,
      clockStartsAt: '2026-11-23T07:30:00+07:00',
      minutes: null,
      days: [
        day('2026-11-22', {}),
        day('2026-11-23', {
          code: 'CLOCK_STARTS',
          unconfirmed: {
            vi: 'Hoán đổi dịp Ngày Văn hóa Việt Nam',
            en: 'Vietnamese Culture Day swap',
          },
        }),
        worked('2026-11-24', 1, { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnamese Culture Day' }),
        worked('2026-11-25', 2),
        worked('2026-11-26', 3),
        worked('2026-11-27', 4),
        day('2026-11-28', {}),
        day('2026-11-29', {}),
        worked('2026-11-30', 5),
      ],
      givenBack: [],
    },
  ],
  beyondKnownCalendar: false,
}

const FULL_WEEK = [1, 2, 3, 4, 5, 6, 7].map((at) => [...WEEK[at as Weekday]])

/** With a swap that somebody proposed and nobody has decided on. */
export const CALENDAR: Calendar = {
  version: 1,
  name: { vi: 'Lịch làm việc', en: 'Working calendar' },
  week: FULL_WEEK,
  receptionWeek: null,
  laterWeeks: [],
  days: [
    {
      date: '2026-11-24',
      kind: 'HOLIDAY',
      name: { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnamese Culture Day' },
      source: 'Nghị quyết 28/2026/QH16',
      confirmed: true,
      sessions: [],
    },
    {
      date: '2026-11-30',
      kind: 'SWAP_OFF',
      name: { vi: 'Hoán đổi dịp Ngày Văn hóa Việt Nam', en: 'Vietnamese Culture Day swap' },
      source: 'Đề xuất nêu trên báo chí',
      confirmed: false,
      sessions: [],
    },
  ],
  knownFrom: '2025-12-01',
  knownUntil: '2026-12-31',
  proposals: { year: 2027, days: [], undecided: [] },
  rules: {
    cutOff: '15:00',
    end: 'END_OF_DAY',
    basis: 'Nghị định 118/2025/NĐ-CP',
    pauses: [],
    pausesBasis: '',
    extensions: 1,
    extensionsBasis: '',
  },
}

/** A procedure as a list has it. */
export const listed = (procedure: Procedure): ProcedureListItem => {
  const { slug, title, titleEn, nationalCode, level, field, competent, standing, receivable, notReceived } =
    procedure
  const first = procedure.cases[0]?.channels[0]
  return {
    slug,
    title,
    titleEn,
    nationalCode,
    level,
    field,
    competent,
    standing,
    receivable,
    notReceived,
    term: first?.term ?? null,
    termText: first?.termText ?? null,
    termStanding: first?.standing ?? null,
    phases: first?.phases.length ?? 0,
  }
}

export const LISTED: readonly ProcedureListItem[] = [
  listed(BIRTH),
  listed(BARE),
  listed(LAND),
  listed(SUSPENDED),
  ...Array.from(
    { length: 10 },
    (_, at): ProcedureListItem => ({
      ...listed(BARE),
      slug: `thu-tuc-${at}`,
      title: `Cấp bản sao văn bằng, chứng chỉ từ sổ gốc (${at + 1})`,
      titleEn: `Copy of a diploma or certificate from the register (${at + 1})`,
      nationalCode: `1.00100${at}`,
      level: 'COMMUNE',
      field: 'Văn bằng, chứng chỉ',
      termText: '01 ngày làm việc',
    }),
  ),
]
