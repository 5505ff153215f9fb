import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { partWords } from '#common/explained.ts'
import { type Language, translator } from '#common/i18n.ts'
import { clockTime, type Instant, instantAt, parseInstant, plainDate } from '#common/time.ts'
import { ADMINISTRATIVE_CALENDAR_2026 as CALENDAR_2026 } from './data/calendar-2026.ts'
import { DEFAULT_DEADLINE_RULES } from './data/deadline-rules.ts'
import type { CalendarException, WorkingCalendar } from './rules/calendar.ts'
import {
  type DeadlineBasis,
  type DeadlineHistory,
  explainDeadline,
  NOTHING_HAPPENED,
} from './rules/deadline.ts'
import { dueDate } from './rules/due-date.ts'
import type { Term } from './rules/term.ts'
import { explanationView } from './wire.ts'

/**
 * Twelve due dates explained as people read them. The texts stand in docs/examples, to be read by somebody who did not
 * write them; this test holds them to what the house says. `UPDATE_EXAMPLES=1` writes them anew.
 */

const at = (text: string): Instant => parseInstant(text.length === 16 ? `${text}:00+07:00` : `${text}+07:00`)
const rule = DEFAULT_DEADLINE_RULES.at(-1)!
const days = (value: number): Term => ({ value, unit: 'WORKING_DAY' })
const LAST_MOMENT = instantAt(plainDate('2026-12-31'), 23 * 60)

const closed = (date: string, vi: string, en: string, sessions?: CalendarException): CalendarException =>
  ({
    kind: 'CLOSURE',
    date: plainDate(date),
    name: { vi, en },
    source: 'Công điện 118/CĐ-UBND của UBND tỉnh (ví dụ)',
    confirmed: true,
    ...sessions,
  }) as CalendarException

const withDays = (...more: CalendarException[]): WorkingCalendar => ({
  ...CALENDAR_2026,
  version: 2,
  exceptions: [...CALENDAR_2026.exceptions, ...more],
})

interface Case {
  name: { vi: string; en: string }
  accepted: string
  term: Term | null
  over?: Partial<DeadlineBasis>
  live?: WorkingCalendar
  history?: Partial<DeadlineHistory>
}

const CASES: readonly Case[] = [
  {
    name: {
      vi: 'Ngày hoán đổi: nghỉ thứ Hai 31/8, làm bù thứ Bảy 22/8',
      en: 'A swap day: Monday 31 August off, Saturday 22 August worked',
    },
    accepted: '2026-08-21 09:00',
    term: days(7),
  },
  {
    name: { vi: 'Qua Tết Nguyên đán', en: 'Across the Lunar New Year' },
    accepted: '2026-02-12 10:00',
    term: days(5),
  },
  {
    name: { vi: 'Nộp lúc 15:00:00, đúng giờ chốt', en: 'Received at 15:00:00, at the cut-off' },
    accepted: '2026-11-16 15:00:00',
    term: days(2),
  },
  {
    name: {
      vi: 'Nộp lúc 15:00:01, sau giờ chốt một giây',
      en: 'Received at 15:00:01, a second after the cut-off',
    },
    accepted: '2026-11-16 15:00:01',
    term: days(2),
  },
  {
    name: { vi: 'Tạm dừng để bổ sung, qua ngày lễ', en: 'A pause for missing papers, over a holiday' },
    accepted: '2026-11-18 09:10',
    term: days(5),
    history: {
      pauses: [
        {
          reason: 'SUPPLEMENT',
          basis: 'phiếu yêu cầu bổ sung số 12 (ví dụ)',
          pausedAt: at('2026-11-20 10:00'),
          resumedAt: at('2026-11-26 14:00'),
        },
      ],
    },
  },
  {
    name: { vi: 'Nửa buổi: thời hạn một ngày rưỡi', en: 'Half a session: a term of a day and a half' },
    accepted: '2026-11-16 09:30',
    term: days(1.5),
    over: { rule: { ...rule, dueAt: 'SAME_CLOCK_TIME' } },
  },
  {
    name: { vi: 'Trả trong ngày, nộp lúc 15:20', en: 'Same day, received at 15:20' },
    accepted: '2026-11-20 15:20',
    term: { value: 1, unit: 'SAME_DAY' },
  },
  {
    name: { vi: 'Ngày theo lịch, hết vào Chủ nhật', en: 'Calendar days that end on a Sunday' },
    accepted: '2026-11-13 08:00',
    term: { value: 9, unit: 'CALENDAR_DAY' },
  },
  {
    name: {
      vi: 'Chuyển giai đoạn: thuế đã nộp, cấp giấy',
      en: 'A change of phase: the tax is paid, the certificate follows',
    },
    accepted: '2026-11-02 09:00',
    term: null,
    over: {
      printedDueAt: null,
      phases: [
        {
          id: 'appraise',
          name: { vi: 'Thẩm định, xác định nghĩa vụ tài chính', en: 'Appraisal and financial obligation' },
          term: days(8),
        },
        { id: 'certify', name: { vi: 'Cấp giấy chứng nhận', en: 'Certificate' }, term: days(3) },
      ],
    },
    history: { phasesBegun: [{ phaseId: 'certify', begunAt: at('2026-11-19 15:40') }] },
  },
  {
    name: {
      vi: 'Đổi thời hạn vì phải xác minh',
      en: 'The term is changed, because something must be verified',
    },
    accepted: '2026-11-09 08:30',
    term: days(5),
    history: {
      termChanges: [
        {
          changedAt: at('2026-11-12 16:00'),
          to: days(10),
          basis: 'trường hợp phải xác minh, theo nội dung công bố của thủ tục (ví dụ)',
        },
      ],
    },
  },
  {
    name: {
      vi: 'Cơ quan đóng cửa vì bão, công bố sau khi tiếp nhận',
      en: 'The office closes for a storm, announced after the dossier was received',
    },
    accepted: '2026-11-16 09:10',
    term: days(3),
    live: withDays(
      closed('2026-11-18', 'Bão số 14', 'Storm no. 14'),
      closed('2026-11-19', 'Bão số 14, chỉ làm buổi chiều', 'Storm no. 14, afternoon only', {
        sessions: [{ start: clockTime('13:30'), end: clockTime('17:00') }],
      } as never),
    ),
  },
  {
    name: {
      vi: 'Thứ Bảy thành ngày làm việc sau khi đã in giấy hẹn',
      en: 'A Saturday becomes a working day after the receipt was printed',
    },
    accepted: '2026-11-23 09:00',
    term: { value: 4, unit: 'WORKING_DAY' },
    live: {
      ...CALENDAR_2026,
      version: 2,
      exceptions: CALENDAR_2026.exceptions.map((day) =>
        day.date === '2026-11-28' ? { ...day, confirmed: true, source: 'Quyết định hoán đổi (ví dụ)' } : day,
      ),
    },
  },
]

const explained = (one: Case): ReturnType<typeof explanationView> => {
  const acceptedAt = at(one.accepted)
  const printed = dueDate({
    acceptedAt,
    term: one.term,
    calendar: CALENDAR_2026,
    rule: one.over?.rule ?? rule,
  }).dueAt
  return explanationView(
    explainDeadline(
      {
        acceptedAt,
        term: one.term,
        phases: [],
        rule,
        acceptedUnder: CALENDAR_2026,
        printedDueAt: printed,
        ...one.over,
      },
      { ...NOTHING_HAPPENED, ...one.history },
      one.live ?? CALENDAR_2026,
      LAST_MOMENT,
    ),
  )
}

const written = (language: Language): string => {
  const say = translator(language)
  const heading = {
    vi: '# Mười hai hạn trả và cách tính\n\nGiờ làm việc 07:30–11:30 và 13:30–17:00, lịch năm 2026. “·” là ngày không tính.\n',
    en: '# Twelve due dates and how they come about\n\nOffice hours 07:30–11:30 and 13:30–17:00, calendar of 2026. “·” marks a day that does not count.\n',
  }[language]
  const line = ({ counted, day, count, what, note }: ReturnType<typeof partWords>['days'][number]) =>
    `  ${counted ? '+' : '·'} ${day}: ${count}. ${what}.${note ? ` ${note}` : ''}`
  return [
    heading,
    ...CASES.map((one, nth) =>
      [
        `## ${nth + 1}. ${one.name[language]}\n`,
        '```',
        ...explained(one)
          .map((part) => partWords(part, say, language))
          .flatMap(({ title, details, days: counted, givenBackTitle, givenBack, ending }) => [
            title,
            ...details.map((detail) => `  ${detail}`),
            ...counted.map(line),
            ...(givenBackTitle ? [`  ${givenBackTitle}`] : []),
            ...givenBack.map(line),
            `→ ${ending}`,
          ]),
        '```\n',
      ].join('\n'),
    ),
  ].join('\n')
}

describe('twelve due dates explained', () => {
  test.each(['vi', 'en'] as const)('in docs/examples as the house says them (%s)', async (language) => {
    const file = new URL(`../../../docs/examples/due-dates.${language}.md`, import.meta.url)
    if (process.env.UPDATE_EXAMPLES)
      await (await import('node:fs/promises')).writeFile(file, written(language))
    expect(written(language)).toBe(await readFile(file, 'utf8'))
  })

  test('name every day from acceptance to the due date, once', () => {
    for (const one of CASES) {
      for (const { days: told } of explained(one)) {
        const dates = told.map(({ date }) => date)
        expect(new Set(dates).size).toBe(dates.length)
      }
      const last = explained(one).at(-1)!
      const everyDate = explained(one).flatMap((part) =>
        [...part.days, ...part.givenBack].map(({ date }) => date),
      )
      expect(everyDate).toContain(last.dueAt!.slice(0, 10))
    }
  })
})
