import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { explanationWords, type PartWords } from '#common/explained.ts'
import { type Bilingual, type Language, momentWords, translator } from '#common/i18n.ts'
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
  name: Bilingual
  /** What to look for; `{printed}` is the date that the receipt was given. */
  story: Bilingual
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
    story: {
      vi: 'Hạn 7 ngày làm việc đi qua Quốc khánh. Thứ Bảy 22/8 đi làm nên được tính; thứ Hai 31/8 nghỉ nên không tính.',
      en: 'Seven working days across National Day. Saturday 22 August was worked and counts; Monday 31 August was off and does not.',
    },
    accepted: '2026-08-21 09:00',
    term: days(7),
  },
  {
    name: { vi: 'Qua Tết Nguyên đán', en: 'Across the Lunar New Year' },
    story: {
      vi: 'Ngày thứ 1 là thứ Sáu 13/02, ngày làm việc cuối cùng trước Tết; mười hôm sau mới đến ngày thứ 2.',
      en: 'Day 1 is Friday 13 February, the last working day before the holiday; day 2 comes ten days later.',
    },
    accepted: '2026-02-12 10:00',
    term: days(5),
  },
  {
    name: { vi: 'Nộp lúc 15:00:00, đúng giờ chốt', en: 'Received at 15:00:00, at the cut-off' },
    story: {
      vi: 'Đúng giờ chốt vẫn kịp: ngày nộp là ngày bắt đầu, ngày thứ 1 là hôm sau.',
      en: 'At the cut-off is still in time: the clock starts that day, and day 1 is the next.',
    },
    accepted: '2026-11-16 15:00:00',
    term: days(2),
  },
  {
    name: {
      vi: 'Nộp lúc 15:00:01, sau giờ chốt một giây',
      en: 'Received at 15:00:01, a second after the cut-off',
    },
    story: {
      vi: 'Chậm một giây so với ví dụ 3, hạn muộn hơn một ngày: hôm sau mới là ngày bắt đầu.',
      en: 'A second later than example 3, and due a day later: the clock starts only the next morning.',
    },
    accepted: '2026-11-16 15:00:01',
    term: days(2),
  },
  {
    name: { vi: 'Tạm dừng để bổ sung, qua ngày lễ', en: 'A pause for missing papers, over a holiday' },
    story: {
      vi: 'Hạn lúc đầu là 26/11. Từ 10:00 ngày 20/11 đến 14:00 ngày 26/11 hồ sơ chờ người dân bổ sung, cơ quan không tính giờ. Phần đầu tính hạn như chưa hề dừng. Phần sau cộng số giờ làm việc nằm trong lúc dừng (5 giờ + 7 giờ 30 phút + 7 giờ 30 phút + 4 giờ 30 phút = 24 giờ 30 phút), rồi cộng thêm đúng số giờ ấy sau hạn cũ (7 giờ 30 phút × 3 + 2 giờ), nên hạn mới là 09:30 ngày 02/12. Ngày lễ 24/11 không có giờ làm việc nên không có gì để bù. Các ngày 20, 23, 25 và 26/11 vì thế đứng ở cả hai phần.',
      en: 'At first it is due on 26 November. From 10:00 on the 20th to 14:00 on the 26th the dossier waits for papers that the citizen must still bring, and the clock does not run. The first part reckons as if it had not been paused. The second part adds up the working time in the pause (5 h + 7 h 30 min + 7 h 30 min + 4 h 30 min = 24 h 30 min) and puts as much behind the first date (7 h 30 min three times, and 2 h): due at 09:30 on 2 December. The holiday on the 24th has no working time, so there is nothing to make up for it. The 20th, 23rd, 25th and 26th therefore stand in both parts.',
    },
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
    name: { vi: 'Thời hạn một ngày rưỡi, tính đến giờ', en: 'A term of a day and a half, to the hour' },
    story: {
      vi: 'Ở đây mỗi ngày của thời hạn tính đến đúng giờ đã bắt đầu, không phải đến hết giờ làm việc. Bắt đầu 09:30 ngày 16/11, hết ngày thứ 1 lúc 09:30 ngày 17/11. Còn nửa ngày làm việc, tức 3 giờ 45 phút trong 7 giờ 30 phút: 2 giờ đến 11:30, rồi 1 giờ 45 phút từ 13:30. Vì vậy hạn là 15:15.',
      en: 'Here a day of the term runs to the time of day at which the clock started, not to the end of office hours. It starts at 09:30 on the 16th, so day 1 is over at 09:30 on the 17th. Half a working day is left, 3 h 45 min of 7 h 30 min: 2 h until 11:30 and 1 h 45 min from 13:30 on. So it is due at 15:15.',
    },
    accepted: '2026-11-16 09:30',
    term: days(1.5),
    over: { rule: { ...rule, dueAt: 'SAME_CLOCK_TIME' } },
  },
  {
    name: { vi: 'Trả trong ngày, nộp lúc 15:20', en: 'Same day, received at 15:20' },
    story: {
      vi: 'Nộp sau giờ chốt chiều thứ Sáu, nên “trong ngày” là ngày làm việc tiếp theo, thứ Hai.',
      en: 'Received on Friday after the cut-off, so “the same day” is the next working day, Monday.',
    },
    accepted: '2026-11-20 15:20',
    term: { value: 1, unit: 'SAME_DAY' },
  },
  {
    name: { vi: 'Ngày theo lịch, hết vào Chủ nhật', en: 'Calendar days that end on a Sunday' },
    story: {
      vi: 'Thời hạn ghi “ngày”, không phải “ngày làm việc”, nên thứ Bảy, Chủ nhật cũng tính. Ngày thứ 9 là Chủ nhật, cơ quan nghỉ, nên hạn chuyển sang thứ Hai.',
      en: 'The term is in “days”, not “working days”, so Saturdays and Sundays count too. Day 9 is a Sunday, when the office is closed: due on Monday.',
    },
    accepted: '2026-11-13 08:00',
    term: { value: 9, unit: 'CALENDAR_DAY' },
  },
  {
    name: {
      vi: 'Hai giai đoạn: nộp thuế xong mới cấp giấy',
      en: 'Two phases: the certificate follows when the tax is paid',
    },
    story: {
      vi: 'Thời hạn chia hai giai đoạn. Giai đoạn 1 (8 ngày làm việc) tính từ lúc tiếp nhận. Sau đó người dân nộp thuế; thời gian ấy không tính vào thời hạn. Giai đoạn 2 (3 ngày làm việc) bắt đầu khi đã nộp xong, ở đây là 15:40 ngày 19/11, sau giờ chốt, nên tính từ sáng hôm sau.',
      en: 'The term has two phases. The first (8 working days) runs from the reception. Then the citizen pays the tax, and that time is no part of the term. The second (3 working days) begins when it is paid, here at 15:40 on 19 November, after the cut-off, and so runs from the next morning.',
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
    story: {
      vi: 'Nhận với thời hạn 5 ngày. Đến ngày 12/11 thấy phải xác minh, mà thủ tục quy định trường hợp đó là 10 ngày. Mười ngày tính lại từ lúc tiếp nhận, không phải cộng thêm 10 ngày từ 12/11.',
      en: 'Received with a term of 5 days. On 12 November something turns out to need verifying, and for that the procedure allows 10 days. The ten days are counted from the reception, not from 12 November on.',
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
    story: {
      vi: 'Giấy hẹn ghi {printed}. Sau đó cơ quan đóng cửa cả ngày 18/11: ngày ấy không tính, hạn lùi một ngày. Ngày 19/11 chỉ làm buổi chiều, nhưng có làm việc nên vẫn tính là một ngày.',
      en: 'The receipt says {printed}. After that the office is closed for all of 18 November: the day does not count, and the due date is a day later. On the 19th the office is open in the afternoon only; it is open, so the day still counts.',
    },
    accepted: '2026-11-16 09:10',
    term: days(3),
    live: withDays(
      closed('2026-11-18', 'Bão số 14', 'Storm no. 14'),
      closed('2026-11-19', 'Bão số 14, chỉ làm buổi chiều', 'Storm no. 14, open in the afternoon only', {
        sessions: [{ start: clockTime('13:30'), end: clockTime('17:00') }],
      } as never),
    ),
  },
  {
    name: {
      vi: 'Thứ Bảy thành ngày làm việc sau khi đã in giấy hẹn',
      en: 'A Saturday becomes a working day after the receipt was printed',
    },
    story: {
      vi: 'Giấy hẹn ghi {printed}. Sau đó có quyết định làm bù thứ Bảy 05/12 cho ngày nghỉ vì bão, nên tính lại thì xong sớm hơn, ngay thứ Bảy. Nhưng người dân đã cầm giấy hẹn: ngày hẹn không bị đổi sang ngày sớm hơn.',
      en: 'The receipt says {printed}. Then it is decided to work on Saturday 5 December, for a day lost to a storm, and by the new calendar the term ends earlier, that Saturday. But the citizen holds a receipt: a date that was printed never becomes earlier.',
    },
    accepted: '2026-12-01 09:00',
    term: { value: 4, unit: 'WORKING_DAY' },
    live: withDays({
      kind: 'SWAP_WORK',
      date: plainDate('2026-12-05'),
      name: { vi: 'ngày nghỉ vì bão', en: 'a day lost to a storm' },
      source: 'Quyết định làm bù (ví dụ)',
      confirmed: true,
      sessions: CALENDAR_2026.week[1],
    }),
  },
]

const printedOn = (one: Case): Instant | null =>
  dueDate({
    acceptedAt: at(one.accepted),
    term: one.term,
    calendar: CALENDAR_2026,
    rule: one.over?.rule ?? rule,
  }).dueAt

const explained = (one: Case): ReturnType<typeof explanationView> => {
  return explanationView(
    explainDeadline(
      {
        acceptedAt: at(one.accepted),
        term: one.term,
        phases: [],
        rule,
        acceptedUnder: CALENDAR_2026,
        printedDueAt: printedOn(one),
        ...one.over,
      },
      { ...NOTHING_HAPPENED, ...one.history },
      one.live ?? CALENDAR_2026,
      LAST_MOMENT,
    ),
  )
}

const HEADING: Bilingual = {
  vi: `# Mười hai hạn trả và cách tính

Mỗi ví dụ có lời kể, rồi đến cách tính đúng như chương trình viết cho cán bộ và người dân, từng ngày một. Giờ làm việc
07:30–11:30 và 13:30–17:00, thứ Hai đến thứ Sáu (một ngày 7 giờ 30 phút), lịch năm 2026. Giờ chốt 15:00: nộp sau giờ đó thì
tính từ ngày làm việc tiếp theo. Ngày nộp là ngày bắt đầu; ngày thứ 1 là ngày kế tiếp.

| Dấu | Nghĩa |
| --- | --- |
| \`+\` | ngày được tính: là ngày thứ mấy của thời hạn; ở phần tạm dừng là số giờ làm việc của lúc dừng, rồi số giờ được bù |
| \`·\` | ngày không tính, và vì sao |
| \`→\` | hạn trả sau phần vừa tính; dòng cuối cùng của ví dụ là hạn có hiệu lực |
`,
  en: `# Twelve due dates and how they come about

Each example tells its story and then the reckoning, day by day, as the program writes it for officers and citizens. Office
hours are 07:30–11:30 and 13:30–17:00, Monday to Friday (7 h 30 min a day), by the calendar of 2026. The cut-off is 15:00: what
is received later counts from the next working day. On the day of reception the clock starts; day 1 is the day after it.

| Mark | Meaning |
| --- | --- |
| \`+\` | a day that counts: which day of the term it is; in a pause how much working time fell into it, and then how much makes up for it |
| \`·\` | a day that does not count, and why |
| \`→\` | the due date after the part above it; the last line of an example is the one that holds |

The program quotes laws and decisions in Vietnamese, as it keeps them. They are put into English here.
`,
}

/** What the program quotes, for readers of the English file; the first that fits is put in its place. */
const SOURCES_IN_ENGLISH: readonly (readonly [string, string])[] = [
  [
    'Nghị định 118/2025/NĐ-CP (sửa đổi bởi 367/2025/NĐ-CP); Bộ luật Dân sự 2015 Điều 147, 148',
    'Decree 118/2025/NĐ-CP (amended by 367/2025/NĐ-CP); Civil Code 2015, Articles 147 and 148',
  ],
  [
    'Thông báo 9441/TB-BNV ngày 16/10/2025 của Bộ Nội vụ (theo báo chí)',
    'Notice 9441/TB-BNV of the Ministry of Home Affairs, 16 October 2025 (as the press has it)',
  ],
  ['Bộ luật Lao động 45/2019/QH14 Điều 112 khoản 1', 'Labour Code 45/2019/QH14, Article 112(1)'],
  [
    'Nghị quyết 28/2026/QH16 Điều 2, hiệu lực từ 01/7/2026 (theo nguồn thứ cấp: cần người có thẩm quyền đối chiếu văn bản rồi xác nhận)',
    'Resolution 28/2026/QH16, Article 2, in force from 1 July 2026 (from a secondary source: to be compared with the text and confirmed by whoever is competent)',
  ],
  [
    'Công điện 118/CĐ-UBND của UBND tỉnh (ví dụ)',
    'Urgent dispatch 118/CĐ-UBND of the provincial People’s Committee (an example)',
  ],
  ['Quyết định làm bù (ví dụ)', 'a decision on the day to be worked (an example)'],
  ['phiếu yêu cầu bổ sung số 12 (ví dụ)', 'request no. 12 for missing papers (an example)'],
  [
    'trường hợp phải xác minh, theo nội dung công bố của thủ tục (ví dụ)',
    'where something must be verified, as published for the procedure (an example)',
  ],
]

const inEnglish = (text: string): string =>
  SOURCES_IN_ENGLISH.reduce((words, [source, english]) => words.replaceAll(source, english), text)

const line = ({ counted, day, count, what, note }: PartWords['days'][number]): string =>
  `  ${counted ? '+' : '·'} ${day}: ${count}. ${what}.${note ? ` ${note}` : ''}`

const reckoned = (one: Case, language: Language): string[] =>
  explanationWords(explained(one), translator(language), language).flatMap((part) => [
    part.title,
    ...part.details.map((detail) => `  ${detail}`),
    ...part.days.map(line),
    ...(part.givenBackTitle ? [`  ${part.givenBackTitle}`] : []),
    ...part.givenBack.map(line),
    `→ ${part.ending}`,
  ])

const written = (language: Language): string => {
  const say = translator(language)
  const examples = CASES.map((one, nth) => {
    const printed = printedOn(one)
    const story = one.story[language].replace('{printed}', printed ? momentWords(printed, say) : '')
    const lines = reckoned(one, language)
    return [`## ${nth + 1}. ${one.name[language]}`, story, ['```', ...lines, '```'].join('\n')].join('\n\n')
  })
  const text = `${[HEADING[language].trim(), ...examples].join('\n\n')}\n`
  return language === 'en' ? inEnglish(text) : text
}

describe('twelve due dates explained', () => {
  test.each(['vi', 'en'] as const)('in docs/examples as the house says them (%s)', async (language) => {
    const file = new URL(`../../../docs/examples/due-dates.${language}.md`, import.meta.url)
    if (process.env.UPDATE_EXAMPLES)
      await (await import('node:fs/promises')).writeFile(file, written(language))
    expect(written(language)).toBe(await readFile(file, 'utf8'))
  })

  test('leave no Vietnamese in the English file but names and numbers', () => {
    const names = /Hùng|Tết Bính Ngọ|NĐ-CP|CĐ-UBND/g
    const left = written('en')
      .replace(names, '')
      .split('\n')
      .filter((row) => /[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵ\u1EA0-\u1EF9]/i.test(row))
    expect(left).toEqual([])
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
