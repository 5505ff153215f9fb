import type { Language } from '#common/i18n.ts'
import { clockTime } from '#common/time.ts'
import type { Frame } from './data.ts'
import {
  accessibilityPage,
  calendarPage,
  helpPage,
  homePage,
  ledgerPage,
  problemPage,
  procedureListPage,
  procedurePage,
  trackingFormPage,
} from './index.ts'
import {
  BARE,
  BIRTH,
  BRANCHED,
  CALENDAR,
  CHECKPOINT,
  FULL_DAY,
  frame,
  HOURS,
  LAND,
  LISTED,
  NOW,
  PROMISE,
  SUSPENDED,
} from './samples.testing.ts'
import { dossierPages } from './tracking-samples.testing.ts'

const TOPICS = {
  fields: [
    { name: 'Đất đai', procedures: 1 },
    { name: 'Hộ tịch', procedures: 1 },
    { name: 'Văn bằng, chứng chỉ', procedures: 10 },
  ],
  agencies: [
    {
      name: 'Sở Nông nghiệp và Môi trường; Ủy ban nhân dân cấp tỉnh; Chi nhánh Văn phòng đăng ký đất đai',
      procedures: 1,
    },
    { name: 'Ủy ban nhân dân cấp xã', procedures: 1 },
  ],
}

/** Every page in every state a reader may meet, by name. */
export const everyPage = (language: Language): Readonly<Record<string, string>> => {
  const at = (address: string) => frame(language, address)
  const quiet: Frame = {
    ...at('/'),
    centre: { name: 'Bộ phận Một cửa', address: null, hotline: null, hours: null },
  }
  return {
    home: homePage({ ...at('/'), procedures: LISTED, now: NOW }),
    'home-standstill': homePage({
      ...at('/'),
      standstill: { reason: 'Đang chuyển máy chủ sang phòng máy mới của tỉnh.', until: NOW },
      procedures: LISTED,
      now: NOW,
    }),
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
    list: procedureListPage({ ...at('/thu-tuc'), query: '', procedures: LISTED, topics: TOPICS }),
    'list-field': procedureListPage({
      ...at('/thu-tuc?linh-vuc=H%E1%BB%99+t%E1%BB%8Bch'),
      query: '',
      field: 'Hộ tịch',
      procedures: LISTED.slice(0, 1),
      topics: TOPICS,
    }),
    'list-agency-none': procedureListPage({
      ...at('/thu-tuc?co-quan=x'),
      query: '',
      agency: 'Sở Xây dựng',
      procedures: [],
      topics: TOPICS,
    }),
    'list-found': procedureListPage({
      ...at('/thu-tuc?q=khai+sinh'),
      query: 'khai sinh',
      procedures: LISTED.slice(0, 3),
      exact: 1,
      hasMore: true,
    }),
    'list-closest': procedureListPage({
      ...at('/thu-tuc?q=khai+shin'),
      query: 'khai shin',
      procedures: LISTED.slice(0, 1),
      exact: 0,
    }),
    'list-none': procedureListPage({
      ...at('/thu-tuc?q=xyz'),
      query: 'làm giấy khai sinh cho con',
      procedures: [],
    }),
    'list-empty': procedureListPage({ ...at('/thu-tuc'), query: '', procedures: [] }),
    procedure: procedurePage({ ...at(`/thu-tuc/${BIRTH.slug}`), procedure: BIRTH, promise: PROMISE }),
    'procedure-bare': procedurePage({ ...at(`/thu-tuc/${BARE.slug}`), procedure: BARE, promise: null }),
    'procedure-in-phases': procedurePage({ ...at(`/thu-tuc/${LAND.slug}`), procedure: LAND, promise: null }),
    'procedure-branched': procedurePage({
      ...at(`/thu-tuc/${BRANCHED.slug}`),
      procedure: BRANCHED,
      promise: null,
    }),
    'procedure-suspended': procedurePage({
      ...at(`/thu-tuc/${SUSPENDED.slug}`),
      procedure: SUSPENDED,
      promise: null,
    }),
    'procedure-no-term': procedurePage({
      ...at(`/thu-tuc/${BARE.slug}`),
      procedure: { ...BARE, cases: [] },
      promise: { ...PROMISE, dueAt: null },
    }),
    calendar: calendarPage({ ...at('/lich-lam-viec'), calendar: CALENDAR, today: NOW.slice(0, 10) }),
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
    ...dossierPages(language),
    problem: problemPage({
      ...at('/'),
      status: 500,
      title: language === 'vi' ? 'Hệ thống đang có lỗi' : 'Something is broken here',
      detail: language === 'vi' ? 'Yêu cầu chưa được thực hiện.' : 'The request was not carried out.',
      requestId: 'req-1a2b',
    }),
    ledger: ledgerPage({ ...at('/so-kiem-toan'), checkpoint: CHECKPOINT }),
    'ledger-empty': ledgerPage({ ...at('/so-kiem-toan'), checkpoint: null }),
    help: helpPage(at('/tro-giup')),
    accessibility: accessibilityPage(at('/tiep-can')),
  }
}
