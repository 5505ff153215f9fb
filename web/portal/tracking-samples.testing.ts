import type { Language } from '#common/i18n.ts'
import type { DossierState, Tracking } from './data.ts'
import {
  filesPage,
  filesPath,
  type SupplementStep,
  supplementPage,
  supplementPath,
  trackingPage,
  type WithdrawalStep,
  withdrawalPage,
  withdrawalPath,
} from './index.ts'
import { BIRTH, day, frame, NOW, PROMISE, worked } from './samples.testing.ts'

/** A dossier in every state that a citizen may meet it in. */

export const IN_HAND: Tracking = {
  code: 'H57.132-261116-0007',
  state: 'PROCESSING',
  clock: 'RUNNING',
  procedure: { title: BIRTH.title, titleEn: BIRTH.titleEn },
  ownerMasked: 'N*** T*** T*** H***',
  submittedAt: '2026-11-16T09:10:00+07:00',
  acceptedAt: '2026-11-16T09:10:00+07:00',
  clockStartsAt: '2026-11-16T09:10:00+07:00',
  dueAt: '2026-11-26T17:00:00+07:00',
  printedDueAt: '2026-11-26T17:00:00+07:00',
  movedBy: [],
  explanation: [],
  issuedAt: null,
  returnedAt: null,
  closedAt: null,
  timeliness: null,
  workingTimeLeft: { minutes: 1800, days: 4, isOverdue: false },
  waitsForYou: [],
  brought: null,
  outcome: null,
  correctedAt: null,
  ending: null,
  withdrawalRefused: null,
  parts: [],
  reasons: 'NONE',
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

/** A storm was decided on after it was received: the receipt says a day earlier. */
export const MOVED: Tracking = {
  ...IN_HAND,
  dueAt: '2026-11-27T17:00:00+07:00',
  movedBy: ['118/CĐ-UBND: Nghỉ làm việc do bão'],
  explanation: PROMISE.explanation.map((part) => ({
    ...part,
    dueAt: '2026-11-27T17:00:00+07:00',
    from: IN_HAND.acceptedAt,
    clockStartsAt: IN_HAND.clockStartsAt,
    days: [
      day('2026-11-16', { code: 'CLOCK_STARTS' }),
      worked('2026-11-17', 1),
      day('2026-11-18', {
        code: 'CLOSURE',
        name: { vi: 'Bão số 14', en: 'Storm no. 14' },
        source: 'Công điện 118/CĐ-UBND',
        announcedLater: true,
      }),
      worked('2026-11-19', 2),
    ],
  })),
}

export const LATE: Tracking = {
  ...IN_HAND,
  state: 'AWAITING_APPROVAL',
  dueAt: '2026-11-18T17:00:00+07:00',
  printedDueAt: '2026-11-18T17:00:00+07:00',
  movedBy: [],
  explanation: [],
  workingTimeLeft: { minutes: -900, days: -2, isOverdue: true },
  holderUnit: 'Lãnh đạo Ủy ban nhân dân phường Thuận Hóa',
}

export const READY: Tracking = {
  ...IN_HAND,
  state: 'RESOLVED',
  clock: 'STOPPED',
  issuedAt: '2026-11-20T15:30:00+07:00',
  timeliness: 'EARLY',
  outcome: 'GRANTED',
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
  printedDueAt: null,
  movedBy: [],
  explanation: [],
  workingTimeLeft: null,
  holderUnit: null,
  ownerMasked: null,
  collectAt: { name: 'Trung tâm Phục vụ hành chính công', address: null, hotline: null },
  timeline: IN_HAND.timeline.slice(0, 1),
}

// ---- Before it was accepted ------------------------------------------------------------------------------------

const sentIn = { type: 'Submitted', at: '2026-11-20T20:15:00+07:00', unit: null } as const

export const SUBMITTED: Tracking = {
  ...IN_HAND,
  state: 'SUBMITTED',
  clock: 'NOT_STARTED',
  submittedAt: sentIn.at,
  acceptedAt: null,
  clockStartsAt: null,
  dueAt: null,
  printedDueAt: null,
  workingTimeLeft: null,
  holderUnit: IN_HAND.collectAt.name,
  timeline: [sentIn],
}

const askedToComplete = { type: 'CompletionAsked', at: '2026-11-21T08:30:00+07:00', unit: null } as const

export const INCOMPLETE: Tracking = {
  ...SUBMITTED,
  state: 'NEEDS_COMPLETION',
  waitsForYou: [
    {
      taskId: null,
      kind: 'SUPPLEMENT',
      since: askedToComplete.at,
      replyBy: '2026-12-04T17:00:00+07:00',
      papers: ['Giấy đề nghị theo Phụ lục 1a, có chữ ký của chủ hộ'],
      reason: null,
    },
  ],
  reasons: 'ASK_NUMBER',
  timeline: [sentIn, askedToComplete],
}

export const NOT_ACCEPTED: Tracking = {
  ...SUBMITTED,
  state: 'NOT_ACCEPTED',
  outcome: 'NOT_ACCEPTED',
  closedAt: '2026-11-21T08:30:00+07:00',
  clock: 'STOPPED',
  holderUnit: null,
  reasons: 'ASK_NUMBER',
  ending: {
    reason: null,
    legalBasis: 'Luật Hộ tịch 2014, Điều 13',
    whereToTurn: 'Ủy ban nhân dân phường nơi cư trú của cha hoặc mẹ',
    fees: null,
    papersHandedBack: true,
  },
  timeline: [sentIn, { type: 'NotAccepted', at: '2026-11-21T08:30:00+07:00', unit: null }],
}

/** The number of the owner was given, and why is told. */
export const NOT_ACCEPTED_TOLD: Tracking = {
  ...NOT_ACCEPTED,
  reasons: 'TOLD',
  ending: NOT_ACCEPTED.ending && {
    ...NOT_ACCEPTED.ending,
    reason: 'Cha và mẹ của cháu Nguyễn Minh Châu đều không cư trú tại phường.',
  },
}

/** Handed in by itself, and accepted the next morning. */
export const ACCEPTED: Tracking = {
  ...IN_HAND,
  state: 'ACCEPTED',
  submittedAt: '2026-11-15T20:15:00+07:00',
  holderUnit: IN_HAND.collectAt.name,
  timeline: [
    { ...sentIn, at: '2026-11-15T20:15:00+07:00' },
    { type: 'Accepted', at: '2026-11-16T09:10:00+07:00', unit: IN_HAND.collectAt.name },
  ],
}

// ---- While others are waited for -------------------------------------------------------------------------------

const goingOn = (state: DossierState, more: Partial<Tracking> = {}): Tracking => ({
  ...IN_HAND,
  state,
  ...more,
})
const stillStanding = {
  clock: 'PAUSED',
  workingTimeLeft: { minutes: 1800, days: 4, isOverdue: false },
} as const

const supplementAsked = { type: 'SupplementAsked', at: '2026-11-20T09:00:00+07:00', unit: null } as const

export const SUPPLEMENT = goingOn('SUPPLEMENT', {
  ...stillStanding,
  waitsForYou: [
    {
      taskId: null,
      kind: 'SUPPLEMENT',
      since: supplementAsked.at,
      replyBy: '2026-12-04T17:00:00+07:00',
      papers: ['Xác nhận thu nhập năm 2026 của các thành viên trong hộ', 'Bản sao hợp đồng lao động'],
      reason: null,
    },
  ],
  reasons: 'ASK_NUMBER',
  timeline: [...IN_HAND.timeline, supplementAsked],
})

/** Papers were asked for without a day, and the words of the slip are not there any more. */
export const SUPPLEMENT_SOMETIME = {
  ...SUPPLEMENT,
  reasons: 'NONE',
  waitsForYou: [
    {
      taskId: null,
      kind: 'SUPPLEMENT',
      since: supplementAsked.at,
      replyBy: null,
      papers: [],
      reason: null,
    },
  ],
} satisfies Tracking

export const LAPSED = goingOn('PROCESSING', {
  dueAt: '2026-12-04T17:00:00+07:00',
  timeline: [
    ...IN_HAND.timeline,
    supplementAsked,
    { type: 'SupplementLapsed', at: '2026-11-21T17:00:00+07:00', unit: null },
  ],
})

/** The citizen sent what was asked for and said so: the work goes on. */
export const BROUGHT = goingOn('PROCESSING', {
  brought: {
    at: '2026-11-21T09:00:00+07:00',
    note: 'Bản chính tôi mang đến sáng thứ Hai.',
    files: ['Xác nhận thu nhập.pdf', 'hop-dong.jpg'],
  },
  timeline: [
    ...SUPPLEMENT.timeline,
    { type: 'SupplementReceived', at: '2026-11-21T09:00:00+07:00', unit: null },
  ],
})

/** The same before it was accepted, without a word. */
export const COMPLETED: Tracking = {
  ...SUBMITTED,
  brought: { at: '2026-11-21T09:00:00+07:00', note: null, files: ['don.pdf'] },
  timeline: [
    ...INCOMPLETE.timeline,
    { type: 'CompletionReceived', at: '2026-11-21T09:00:00+07:00', unit: null },
  ],
}

const notified = { type: 'ObligationNotified', at: '2026-11-20T09:00:00+07:00', unit: null } as const

export const TO_PAY = goingOn('AWAITING_PAYMENT', {
  ...stillStanding,
  waitsForYou: [
    {
      taskId: null,
      kind: 'OBLIGATION',
      since: notified.at,
      replyBy: '2026-12-20T17:00:00+07:00',
      papers: [],
      reason: null,
    },
  ],
  timeline: [...IN_HAND.timeline, notified],
})

/** Two branches ask at once: for papers, and for money. */
export const ASKED_TWICE: Tracking = {
  ...SUPPLEMENT,
  waitsForYou: [...SUPPLEMENT.waitsForYou, ...TO_PAY.waitsForYou],
  timeline: [...SUPPLEMENT.timeline, notified],
}

/** The time to bring what was missing is over. */
export const NOT_COMPLETED: Tracking = {
  ...NOT_ACCEPTED,
  outcome: 'NOT_COMPLETED',
  reasons: 'NONE',
  ending: {
    reason: 'Đã quá thời gian bổ sung mà hồ sơ chưa được bổ sung.',
    legalBasis: null,
    whereToTurn: null,
    fees: null,
    papersHandedBack: false,
  },
  timeline: [...INCOMPLETE.timeline, ...NOT_ACCEPTED.timeline.slice(1)],
}

export const OUTSIDE = goingOn('AWAITING_EXTERNAL', {
  ...stillStanding,
  timeline: [...IN_HAND.timeline, { type: 'OutsideAsked', at: '2026-11-20T09:00:00+07:00', unit: null }],
})

const withdrawalAsked = { type: 'WithdrawalRequested', at: '2026-11-21T19:40:00+07:00', unit: null } as const

export const WITHDRAWING = goingOn('WITHDRAWAL_REQUESTED', {
  timeline: [...IN_HAND.timeline, withdrawalAsked],
})

/** The wish was not granted: the work goes on. */
export const WITHDRAWAL_REFUSED = goingOn('PROCESSING', {
  reasons: 'TOLD',
  withdrawalRefused: {
    at: '2026-11-22T08:00:00+07:00',
    reason: 'Đã có kết luận thẩm định, kết quả sẽ được trả đúng hẹn.',
  },
  timeline: [
    ...IN_HAND.timeline,
    withdrawalAsked,
    { type: 'WithdrawalRefused', at: '2026-11-22T08:00:00+07:00', unit: null },
  ],
})

// ---- Ended without a result ------------------------------------------------------------------------------------

const stoppedAt = '2026-11-22T08:10:00+07:00'
const stopped = { type: 'Stopped', at: stoppedAt, unit: null } as const
const ended = {
  state: 'STOPPED',
  clock: 'STOPPED',
  closedAt: stoppedAt,
  workingTimeLeft: null,
  holderUnit: null,
} as const

export const STOPPED: Tracking = {
  ...IN_HAND,
  ...ended,
  outcome: 'STOPPED',
  reasons: 'AT_COUNTER',
  ending: {
    reason: null,
    legalBasis: 'Nghị định 118/2025/NĐ-CP, Điều 17',
    whereToTurn: null,
    fees: 'REFUND',
    papersHandedBack: true,
  },
  timeline: [...IN_HAND.timeline, stopped],
}
export const WITHDRAWN: Tracking = {
  ...WITHDRAWING,
  ...ended,
  outcome: 'WITHDRAWN',
  timeline: [...WITHDRAWING.timeline, stopped],
}
export const WITHDRAWN_AT_ONCE: Tracking = {
  ...SUBMITTED,
  ...ended,
  outcome: 'WITHDRAWN',
  timeline: [sentIn, { ...withdrawalAsked, at: stoppedAt }, stopped],
}

// ---- A result, once more ---------------------------------------------------------------------------------------

/** Of two agencies that each gave a result of their own. */
export const IN_PARTS: Tracking = {
  ...READY,
  outcome: 'PARTLY_GRANTED',
  reasons: 'ASK_NUMBER',
  parts: [
    {
      name: { vi: 'Đăng ký khai sinh', en: 'Register the birth' },
      unit: 'Phòng Văn hóa – Xã hội phường Thuận Hóa',
      outcome: 'GRANTED',
      concludedAt: '2026-11-20T10:00:00+07:00',
      reason: null,
    },
    {
      name: { vi: 'Đăng ký thường trú', en: 'Register the residence' },
      unit: 'Công an phường Thuận Hóa',
      outcome: 'REFUSED_ON_MERITS',
      concludedAt: '2026-11-20T15:30:00+07:00',
      reason: null,
    },
  ],
  timeline: [
    ...IN_HAND.timeline,
    { type: 'PartConcluded', at: '2026-11-20T10:00:00+07:00', unit: null },
    { type: 'PartConcluded', at: '2026-11-20T15:30:00+07:00', unit: null },
    { type: 'ResultsGathered', at: '2026-11-20T15:30:00+07:00', unit: null },
  ],
}

export const CORRECTING: Tracking = {
  ...RETURNED,
  state: 'CORRECTING',
  outcome: null,
  timeliness: 'EARLY',
  holderUnit: IN_HAND.holderUnit,
  timeline: [...RETURNED.timeline, { type: 'CorrectionBegun', at: '2026-11-21T14:00:00+07:00', unit: null }],
}

export const CORRECTED: Tracking = {
  ...CORRECTING,
  state: 'RESOLVED',
  outcome: 'GRANTED',
  holderUnit: null,
  returnedAt: null,
  correctedAt: '2026-11-22T09:00:00+07:00',
  timeline: [
    ...CORRECTING.timeline,
    { type: 'CorrectionIssued', at: '2026-11-22T09:00:00+07:00', unit: null },
  ],
}

const TRACKED = {
  tracking: IN_HAND,
  'tracking-submitted': SUBMITTED,
  'tracking-incomplete': INCOMPLETE,
  'tracking-not-accepted': NOT_ACCEPTED,
  'tracking-not-accepted-told': NOT_ACCEPTED_TOLD,
  'tracking-not-completed': NOT_COMPLETED,
  'tracking-withdrawal-refused': WITHDRAWAL_REFUSED,
  'tracking-accepted': ACCEPTED,
  'tracking-consulting': goingOn('CONSULTING', { timeline: IN_HAND.timeline.slice(0, -1) }),
  'tracking-outside': OUTSIDE,
  'tracking-supplement': SUPPLEMENT,
  'tracking-supplement-sometime': SUPPLEMENT_SOMETIME,
  'tracking-brought': BROUGHT,
  'tracking-completed': COMPLETED,
  'tracking-asked-twice': ASKED_TWICE,
  'tracking-lapsed': LAPSED,
  'tracking-to-pay': TO_PAY,
  'tracking-moved': MOVED,
  'tracking-late': LATE,
  'tracking-approved': goingOn('APPROVED', { timeline: READY.timeline.slice(0, -1) }),
  'tracking-withdrawing': WITHDRAWING,
  'tracking-withdrawn': WITHDRAWN,
  'tracking-withdrawn-at-once': WITHDRAWN_AT_ONCE,
  'tracking-stopped': STOPPED,
  'tracking-ready': READY,
  'tracking-refused-on-merits': { ...READY, outcome: 'REFUSED_ON_MERITS' },
  'tracking-in-parts': IN_PARTS,
  'tracking-returned': RETURNED,
  'tracking-correcting': CORRECTING,
  'tracking-corrected': CORRECTED,
  'tracking-no-term': NO_TERM,
} as const satisfies Record<string, Tracking>

const SECRET = 'ABCD2345WXYZ'
const REASON = 'Tôi nộp nhầm thủ tục.\nTôi sẽ nộp lại thủ tục đăng ký lại khai sinh.'

/** Everything about one dossier, by name. */
export const dossierPages = (language: Language): Readonly<Record<string, string>> => {
  const withdrawing = (tracking: Tracking, step: WithdrawalStep, reason = REASON) =>
    withdrawalPage({
      ...frame(language, '/tra-cuu'),
      sent: { to: withdrawalPath(tracking.code), fields: { 'bi-mat': SECRET, 'ly-do': reason } },
      tracking,
      secret: SECRET,
      reason,
      step,
    })
  const sending = (tracking: Tracking, over: Partial<Parameters<typeof filesPage>[0]> = {}) =>
    filesPage({
      ...frame(language, '/tra-cuu'),
      sent: { to: filesPath(tracking.code), fields: { 'bi-mat': SECRET } },
      tracking,
      secret: SECRET,
      areAsked: true,
      papers: [{ paperId: 'don', name: 'Giấy đề nghị xét duyệt bổ sung hộ nghèo, hộ cận nghèo' }],
      mostBytes: 20_000_000,
      received: [],
      refused: [],
      taken: 0,
      idempotencyKey: '0190-key',
      ...over,
    })
  const received = [
    { id: '1', name: 'Giấy đề nghị có chữ ký.pdf', bytes: 812_345, at: NOW, mayTakeBack: true },
    { id: '2', name: `${'IMG_20261121_'.repeat(6)}.jpg`, bytes: 3_412_345, at: NOW },
  ]
  const telling = (tracking: Tracking, step: SupplementStep, files = received) =>
    supplementPage({
      ...frame(language, '/tra-cuu'),
      sent: { to: supplementPath(tracking.code), fields: { 'bi-mat': SECRET } },
      tracking,
      secret: SECRET,
      note: '',
      files,
      step,
    })
  return {
    ...Object.fromEntries(
      Object.entries(TRACKED).map(([name, tracking]) => [
        name,
        trackingPage({
          ...frame(language, `/ho-so/${tracking.code}?bi-mat=${SECRET}`),
          tracking,
          now: NOW,
          calendarHref: `/ho-so/${tracking.code}/hen.ics?bi-mat=${SECRET}`,
          askWhyWith: SECRET,
          ...(tracking.waitsForYou.some(({ kind }) => kind === 'SUPPLEMENT')
            ? { sendFilesWith: SECRET }
            : {}),
          ...((tracking.issuedAt ?? tracking.closedAt) ? {} : { withdrawWith: SECRET }),
        }),
      ]),
    ),
    // Looked up by the form, on an evening before the office opens.
    'tracking-tonight': trackingPage({
      ...frame(language, '/tra-cuu'),
      sent: { to: '/tra-cuu', fields: { ma: IN_HAND.code, 'bi-mat': SECRET } },
      tracking: { ...IN_HAND, clock: 'NOT_STARTED', clockStartsAt: '2026-11-23T07:30:00+07:00' },
      now: NOW,
    }),
    'tracking-number-refused': trackingPage({
      ...frame(language, '/tra-cuu'),
      tracking: SUPPLEMENT,
      now: NOW,
      sendFilesWith: SECRET,
      askWhyWith: SECRET,
      numberRefused: true,
    }),
    'files-none': sending(SUPPLEMENT),
    'files-before-acceptance': sending(INCOMPLETE),
    'files-received': sending(SUPPLEMENT, { received, taken: 2 }),
    'files-taken-back': sending(SUPPLEMENT, { received, takenBack: { problem: null } }),
    'files-was-opened': sending(SUPPLEMENT, {
      received,
      takenBack: {
        problem:
          language === 'vi'
            ? { title: 'Cán bộ đã xem tệp này', detail: 'Tệp đã được mở nên không bỏ được nữa.' }
            : { title: 'An officer has looked at this file', detail: 'It was opened.' },
      },
    }),
    'files-refused': sending(SUPPLEMENT, {
      received,
      refused: [
        language === 'vi'
          ? { name: 'so-ho-khau.heic', title: 'Không nhận loại tệp này', detail: 'Lưu ảnh thành JPEG.' }
          : { name: 'so-ho-khau.heic', title: 'This kind of file is not taken', detail: 'Save it as JPEG.' },
      ],
    }),
    'files-not-asked': sending(IN_HAND, { areAsked: false, received }),
    'files-brought': sending(
      {
        ...IN_HAND,
        timeline: [
          ...SUPPLEMENT.timeline,
          { type: 'SupplementReceived', at: '2026-11-21T09:00:00+07:00', unit: null },
        ],
      },
      { areAsked: false, received },
    ),
    'files-too-late': sending(LAPSED, { areAsked: false }),
    'supplement-read-over': telling(SUPPLEMENT, { is: 'read-over', key: '0190-key' }),
    'supplement-nothing': telling(
      INCOMPLETE,
      {
        is: 'read-over',
        key: '0190-key',
        problem:
          language === 'vi'
            ? { title: 'Chưa có gì để báo', detail: 'Gửi tệp trước.' }
            : { title: 'There is nothing to tell of yet', detail: 'Send files first.' },
      },
      [],
    ),
    'supplement-of-two': telling(
      {
        ...SUPPLEMENT,
        waitsForYou: SUPPLEMENT.waitsForYou.flatMap((wait) => [
          { ...wait, taskId: 'a' },
          { ...wait, taskId: 'b', since: '2026-11-21T10:00:00+07:00' },
        ]),
      },
      { is: 'read-over', key: '0190-key' },
    ),
    'supplement-told': telling(BROUGHT, { is: 'told' }),
    'supplement-completed': telling(COMPLETED, { is: 'told' }),
    'supplement-impossible': telling(LAPSED, { is: 'impossible' }),
    'withdraw-written': withdrawing(IN_HAND, { is: 'written' }, ''),
    'withdraw-problem': withdrawing(
      SUBMITTED,
      {
        is: 'written',
        problem:
          language === 'vi'
            ? { title: 'Chưa có nội dung', detail: 'Ô này phải có chữ. Nhập nội dung rồi gửi lại.' }
            : { title: 'Nothing is written there', detail: 'This field needs words.' },
      },
      '',
    ),
    'withdraw-read-over': withdrawing(IN_HAND, { is: 'read-over', key: '0190-key' }),
    'withdraw-sent': withdrawing(WITHDRAWING, { is: 'sent' }),
    'withdraw-ended': withdrawing(WITHDRAWN_AT_ONCE, { is: 'sent' }),
    'withdraw-impossible': withdrawing(READY, { is: 'impossible' }),
  }
}
