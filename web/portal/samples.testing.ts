import type { Language } from '#common/i18n.ts'
import { clockTime, type Weekday } from '#common/time.ts'
import type {
  DuePromise,
  Frame,
  OpeningHours,
  Procedure,
  ProcedureListItem,
  Session,
  Tracking,
} from './data.ts'
import {
  accessibilityPage,
  helpPage,
  homePage,
  problemPage,
  procedureListPage,
  procedurePage,
  trackingFormPage,
  trackingPage,
} from './index.ts'

/** Sunday morning; the counters open again on Monday. */
export const NOW = '2026-11-22T09:30:00+07:00'

const session = (start: string, end: string): Session => ({ start: clockTime(start), end: clockTime(end) })
const FULL_DAY = [session('07:30', '11:30'), session('13:30', '17:00')]
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

export const frame = (language: Language, address = '/'): Frame => ({
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

export const BIRTH: Procedure = {
  slug: 'khai-sinh-thuong-tru-the-bao-hiem',
  title:
    'Liên thông thủ tục hành chính về đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi',
  titleEn: 'Birth registration, residence registration and health insurance card for a child under 6',
  nationalCode: '3.000722',
  level: 'COMMUNE',
  effectiveFrom: '2026-07-01',
  cases: [
    {
      id: 'co-giay-chung-sinh',
      name: { vi: 'Có giấy chứng sinh', en: 'With a birth certificate from the hospital' },
      sets: 1,
      papers: [
        {
          id: 'to-khai',
          name: 'Tờ khai đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế',
          form: 'Mẫu số 01',
          originals: 1,
          copies: 0,
          required: true,
        },
        { id: 'chung-sinh', name: 'Giấy chứng sinh', form: null, originals: 1, copies: 2, required: true },
        {
          id: 'dong-y',
          name: 'Giấy tờ chứng minh chỗ ở hợp pháp, hoặc ý kiến đồng ý của chủ hộ, chủ sở hữu chỗ ở hợp pháp nếu trẻ không về ở với cha, mẹ hoặc người giám hộ',
          form: null,
          originals: 0,
          copies: 0,
          required: false,
        },
      ],
      channels: [
        {
          channel: 'COUNTER',
          term: { value: 5, unit: 'WORKING_DAY' },
          termText: '05 ngày làm việc',
          fees: [
            { name: 'Lệ phí hộ tịch', amountVnd: 8000, basis: null },
            { name: 'Lệ phí đăng ký cư trú', amountVnd: null, basis: null },
          ],
        },
        {
          channel: 'ONLINE',
          term: { value: 4, unit: 'WORKING_DAY' },
          termText: '04 ngày làm việc',
          fees: [],
        },
        { channel: 'POST', term: null, termText: 'Theo thỏa thuận với bưu chính', fees: null },
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
  competent: 'Ủy ban nhân dân cấp xã',
  result: {
    vi: 'Giấy khai sinh; thông báo kết quả đăng ký thường trú; thẻ bảo hiểm y tế',
    en: 'Birth certificate; notice of residence registration; health insurance card',
  },
  legalBasis: ['Luật Hộ tịch 60/2014/QH13', 'Luật Cư trú 68/2020/QH14', 'Luật Bảo hiểm y tế 25/2008/QH12'],
  source: 'Cổng Dịch vụ công quốc gia, xem ngày 22/11/2026',
  steps: [
    {
      id: 'receive',
      kind: 'RECEIVE',
      name: { vi: 'Tiếp nhận hồ sơ', en: 'Receive' },
      unit: 'Trung tâm Phục vụ hành chính công',
      days: 0.25,
    },
    {
      id: 'check',
      kind: 'CHECK',
      name: { vi: 'Kiểm tra, đăng ký khai sinh', en: 'Check and register' },
      unit: 'Phòng Văn hóa – Xã hội',
      days: 1,
    },
    {
      id: 'police',
      kind: 'CONSULT',
      name: { vi: 'Đăng ký thường trú', en: 'Register the residence' },
      unit: 'Công an phường',
      days: 1.5,
    },
    {
      id: 'return',
      kind: 'RETURN',
      name: { vi: 'Trả kết quả', en: 'Return the result' },
      unit: 'Trung tâm Phục vụ hành chính công',
      days: 0,
    },
  ],
  processStanding: 'demo',
  processSource: 'Cấu trúc theo hiểu biết chung về thủ tục, thời gian chưa đối chiếu',
}

/** A source that says next to nothing: every answer has to say so. */
export const BARE: Procedure = {
  ...BIRTH,
  slug: 'nang-ngach',
  title: 'Thủ tục thi nâng ngạch công chức',
  titleEn: '',
  nationalCode: null,
  level: 'PROVINCE',
  cases: [
    {
      id: 'chung',
      name: { vi: 'Chung', en: 'General' },
      sets: 1,
      papers: [],
      channels: [{ channel: 'COUNTER', term: null, termText: '', fees: null }],
    },
  ],
  conduct: '',
  competent: '',
  result: { vi: '', en: '' },
  legalBasis: [],
  steps: [],
}

export const PROMISE: DuePromise = {
  acceptedAt: NOW,
  clockStartsAt: '2026-11-23T07:30:00+07:00',
  dueAt: '2026-11-30T17:00:00+07:00',
  days: [
    { date: '2026-11-22', counted: false, ordinal: null, code: 'WEEKLY_REST', name: null, unconfirmed: null },
    {
      date: '2026-11-23',
      counted: false,
      ordinal: null,
      code: 'CLOCK_STARTS',
      name: null,
      unconfirmed: { vi: 'Hoán đổi dịp Ngày Văn hóa Việt Nam', en: 'Swap day for Vietnamese Culture Day' },
    },
    {
      date: '2026-11-24',
      counted: true,
      ordinal: 1,
      code: 'WORKING_DAY',
      name: null,
      unconfirmed: { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnamese Culture Day' },
    },
    { date: '2026-11-25', counted: true, ordinal: 2, code: 'WORKING_DAY', name: null, unconfirmed: null },
    { date: '2026-11-26', counted: true, ordinal: 3, code: 'WORKING_DAY', name: null, unconfirmed: null },
    { date: '2026-11-27', counted: true, ordinal: 4, code: 'WORKING_DAY', name: null, unconfirmed: null },
    { date: '2026-11-28', counted: false, ordinal: null, code: 'WEEKLY_REST', name: null, unconfirmed: null },
    { date: '2026-11-29', counted: false, ordinal: null, code: 'WEEKLY_REST', name: null, unconfirmed: null },
    { date: '2026-11-30', counted: true, ordinal: 5, code: 'WORKING_DAY', name: null, unconfirmed: null },
  ],
  beyondKnownCalendar: false,
}

export const IN_HAND: Tracking = {
  code: 'H57.132-261116-0007',
  state: 'PROCESSING',
  clock: 'RUNNING',
  procedure: { title: BIRTH.title, titleEn: BIRTH.titleEn },
  ownerMasked: 'N*** T*** T*** H***',
  acceptedAt: '2026-11-16T09:10:00+07:00',
  clockStartsAt: '2026-11-16T09:10:00+07:00',
  dueAt: '2026-11-26T17:00:00+07:00',
  issuedAt: null,
  returnedAt: null,
  timeliness: null,
  workingTimeLeft: { minutes: 1800, days: 4, isOverdue: false },
  holderUnit: 'Phòng Văn hóa – Xã hội phường Thuận Hóa',
  collectAt: {
    name: 'Trung tâm Phục vụ hành chính công phường Thuận Hóa',
    address: '24 Tố Hữu, phường Thuận Hóa, thành phố Huế',
    hotline: '0234 3823 456',
  },
  timeline: [
    {
      type: 'Received',
      at: '2026-11-16T09:10:00+07:00',
      unit: 'Trung tâm Phục vụ hành chính công phường Thuận Hóa',
    },
    { type: 'HandedOver', at: '2026-11-16T10:02:00+07:00', unit: 'Phòng Văn hóa – Xã hội phường Thuận Hóa' },
    {
      type: 'HandOverConfirmed',
      at: '2026-11-16T13:40:00+07:00',
      unit: 'Phòng Văn hóa – Xã hội phường Thuận Hóa',
    },
    { type: 'OpinionsAsked', at: '2026-11-17T08:15:00+07:00', unit: 'Công an phường Thuận Hóa' },
    { type: 'OpinionsAsked', at: '2026-11-17T08:15:00+07:00', unit: 'Bảo hiểm xã hội cơ sở Thuận Hóa' },
    { type: 'OpinionGiven', at: '2026-11-18T14:20:00+07:00', unit: 'Công an phường Thuận Hóa' },
    { type: 'OpinionGiven', at: '2026-11-19T16:05:00+07:00', unit: 'Bảo hiểm xã hội cơ sở Thuận Hóa' },
    { type: 'OpinionsGathered', at: '2026-11-19T16:05:00+07:00', unit: null },
  ],
}

export const LATE: Tracking = {
  ...IN_HAND,
  state: 'AWAITING_APPROVAL',
  dueAt: '2026-11-18T17:00:00+07:00',
  workingTimeLeft: { minutes: -900, days: -2, isOverdue: true },
  holderUnit: 'Lãnh đạo Ủy ban nhân dân phường Thuận Hóa',
}

export const READY: Tracking = {
  ...IN_HAND,
  state: 'RESOLVED',
  clock: 'STOPPED',
  issuedAt: '2026-11-20T15:30:00+07:00',
  timeliness: 'EARLY',
  workingTimeLeft: null,
  holderUnit: null,
  timeline: [
    ...IN_HAND.timeline,
    { type: 'DraftSubmitted', at: '2026-11-20T08:00:00+07:00', unit: null },
    { type: 'DraftApproved', at: '2026-11-20T10:00:00+07:00', unit: null },
    { type: 'ResultIssued', at: '2026-11-20T15:30:00+07:00', unit: null },
  ],
}

export const RETURNED: Tracking = {
  ...READY,
  state: 'RETURNED',
  timeliness: 'OVERDUE',
  returnedAt: '2026-11-21T08:00:00+07:00',
  timeline: [...READY.timeline, { type: 'ResultReturned', at: '2026-11-21T08:00:00+07:00', unit: null }],
}

export const NO_TERM: Tracking = {
  ...IN_HAND,
  state: 'ACCEPTED',
  dueAt: null,
  workingTimeLeft: null,
  holderUnit: null,
  ownerMasked: null,
  collectAt: { name: 'Trung tâm Phục vụ hành chính công', address: null, hotline: null },
  timeline: IN_HAND.timeline.slice(0, 1),
}

const item = (procedure: Procedure): ProcedureListItem => ({
  slug: procedure.slug,
  title: procedure.title,
  titleEn: procedure.titleEn,
  nationalCode: procedure.nationalCode,
  level: procedure.level,
  term: procedure.cases[0]?.channels[0]?.term ?? null,
  termText: procedure.cases[0]?.channels[0]?.termText ?? null,
})

export const LISTED: readonly ProcedureListItem[] = [
  item(BIRTH),
  item(BARE),
  ...Array.from(
    { length: 10 },
    (_, at): ProcedureListItem => ({
      slug: `thu-tuc-${at}`,
      title: `Cấp bản sao văn bằng, chứng chỉ từ sổ gốc (${at + 1})`,
      titleEn: `Copy of a diploma or certificate from the register (${at + 1})`,
      nationalCode: `1.00100${at}`,
      level: 'COMMUNE',
      term: null,
      termText: '01 ngày làm việc',
    }),
  ),
]

/** Every page in every state a reader may meet, by name. */
export const everyPage = (language: Language): Readonly<Record<string, string>> => {
  const at = (address: string) => frame(language, address)
  const tracked = (tracking: Tracking) =>
    trackingPage({
      ...at(`/ho-so/${tracking.code}?bi-mat=ABCD2345WXYZ`),
      tracking,
      now: NOW,
      calendarHref: `/ho-so/${tracking.code}/hen.ics?bi-mat=ABCD2345WXYZ`,
    })
  const quiet: Frame = {
    ...at('/'),
    centre: { name: 'Bộ phận Một cửa', address: null, hotline: null, hours: null },
  }
  return {
    home: homePage({ ...at('/'), procedures: LISTED, now: NOW }),
    'home-open': homePage({
      ...at('/'),
      centre: {
        ...at('/').centre,
        hours: {
          ...HOURS,
          today: {
            sessions: FULL_DAY,
            openUntil: clockTime('11:30'),
            name: null,
            unconfirmed: { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnamese Culture Day' },
          },
        },
      },
      procedures: LISTED.slice(0, 3),
      now: '2026-11-24T09:30:00+07:00',
    }),
    'home-empty': homePage({ ...quiet, procedures: [], now: NOW }),
    list: procedureListPage({ ...at('/thu-tuc'), query: '', procedures: LISTED }),
    'list-found': procedureListPage({
      ...at('/thu-tuc?q=khai+sinh'),
      query: 'khai sinh',
      procedures: LISTED.slice(0, 1),
      hasMore: true,
    }),
    'list-none': procedureListPage({
      ...at('/thu-tuc?q=xyz'),
      query: 'làm giấy khai sinh cho con',
      procedures: [],
    }),
    'list-empty': procedureListPage({ ...at('/thu-tuc'), query: '', procedures: [] }),
    procedure: procedurePage({ ...at(`/thu-tuc/${BIRTH.slug}`), procedure: BIRTH, promise: PROMISE }),
    'procedure-bare': procedurePage({ ...at(`/thu-tuc/${BARE.slug}`), procedure: BARE, promise: null }),
    'procedure-no-term': procedurePage({
      ...at(`/thu-tuc/${BARE.slug}`),
      procedure: { ...BARE, cases: [] },
      promise: { ...PROMISE, dueAt: null },
    }),
    'track-form': trackingFormPage(at('/tra-cuu')),
    'track-not-found': trackingFormPage({
      ...at('/tra-cuu'),
      code: 'H57.132-261116-0007',
      secret: 'ABCD 2345 WXYZ',
      problem: { code: 'not-found' },
    }),
    'track-too-many': trackingFormPage({
      ...at('/tra-cuu'),
      problem: { code: 'too-many-attempts', retryAfterSeconds: 840 },
    }),
    'track-busy': trackingFormPage({ ...at('/tra-cuu'), problem: { code: 'others-under-way' } }),
    tracking: tracked(IN_HAND),
    'tracking-late': tracked(LATE),
    'tracking-ready': tracked(READY),
    'tracking-returned': tracked(RETURNED),
    'tracking-no-term': tracked(NO_TERM),
    // Looked up by the form, on an evening before the office opens.
    'tracking-tonight': trackingPage({
      ...at('/tra-cuu'),
      lookedUp: { code: IN_HAND.code, secret: 'ABCD2345WXYZ' },
      tracking: { ...IN_HAND, clock: 'NOT_STARTED', clockStartsAt: '2026-11-23T07:30:00+07:00' },
      now: NOW,
    }),
    problem: problemPage({
      ...at('/'),
      status: 500,
      title: language === 'vi' ? 'Hệ thống đang có lỗi' : 'Something is broken here',
      detail: language === 'vi' ? 'Yêu cầu chưa được thực hiện.' : 'The request was not carried out.',
      requestId: 'req-1a2b',
    }),
    help: helpPage(at('/tro-giup')),
    accessibility: accessibilityPage(at('/tiep-can')),
  }
}
