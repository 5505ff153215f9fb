import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#common/i18n.ts'
import english from '#common/messages/en/portal.json' with { type: 'json' }
import vietnamese from '#common/messages/vi/portal.json' with { type: 'json' }
import { clockTime } from '#common/time.ts'
import type { DuePromise, OpeningHours, Tracking } from './data.ts'
import {
  appointmentFile,
  calendarPage,
  homePage,
  inLanguage,
  problemPage,
  procedureListPage,
  procedurePage,
  readDossierCode,
  trackingFormPage,
  trackingPage,
} from './index.ts'
import {
  BARE,
  BIRTH,
  CALENDAR,
  everyPage,
  FORM_URL,
  frame,
  HOURS,
  IN_HAND,
  LAND,
  LATE,
  listed,
  MOVED,
  NOW,
  PROMISE,
  READY,
  SUSPENDED,
} from './samples.testing.ts'
import { brokenIn, textOf, unescaped } from './well-formed.testing.ts'

const pages = LANGUAGES.flatMap((language) =>
  Object.entries(everyPage(language)).map(([name, html]) => ({
    page: `${name} (${language})`,
    language,
    html,
  })),
)

describe('every page', () => {
  test.each(pages)('$page is a whole, well-formed document', ({ html, language }) => {
    expect(brokenIn(html)).toEqual([])
    expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${language}">`))
    expect(html.match(/<h1/g)).toHaveLength(1)
  })

  test.each(pages)(
    '$page holds no script, no style of its own and no address of another host',
    ({ html }) => {
      // A form is offered where its source offers it: a link to follow, nothing that the page loads.
      const ours = html.replaceAll(`<a href="${FORM_URL}" rel="external noreferrer">`, '')
      expect(ours).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|javascript:|https?:\/\//i)
    },
  )

  test.each(pages)('$page shows no id of a message and no value that is not there', ({ html }) => {
    expect(textOf(html)).not.toMatch(/portal\.|undefined|null|NaN|\[object/)
  })

  test.each(pages.filter(({ language }) => language === 'en'))(
    '$page speaks English around the sources',
    ({ html }) => {
      const said = html.split(/<[^>]*>/).map(textOf)
      expect(Object.values(vietnamese).filter((words) => said.includes(words))).toEqual([])
    },
  )
})

test('every word of the portal has its place on a page', () => {
  const source = sourceFiles().join('\n')
  const families = [...source.matchAll(/`(portal\.[\w.-]*)\$\{/g)].map(([, prefix]) => prefix ?? '')
  const unused = Object.keys(vietnamese).filter(
    (id) => !source.includes(`'${id}'`) && !families.some((prefix) => id.startsWith(prefix)),
  )
  expect(unused).toEqual([])
})

test('no page holds words of its own: all come from the catalogues', () => {
  const written = sourceFiles().flatMap((source) =>
    [...source.matchAll(/>\s*([^<>{}()=;]*\p{L}{2}[^<>{}()=;]*)\s*<\//gu)].map(([, words]) => words?.trim()),
  )
  expect(written).toEqual([])
})

test('the catalogues say the same things in both languages', () => {
  expect(Object.keys(english)).toEqual(Object.keys(vietnamese))
})

test('a tracking page stays below 5 kB and the stylesheet below 15 kB', () => {
  const longest: Tracking = {
    ...READY,
    timeline: Array.from({ length: 40 }, (_, at) => ({
      type: 'HandedOver' as const,
      at: `2026-11-${String(1 + (at % 28)).padStart(2, '0')}T0${at % 10}:15:00+07:00`,
      unit: `Phòng Văn hóa – Xã hội phường số ${at}`,
    })),
  }
  const html = trackingPage({ ...frame('vi', '/ho-so/x'), tracking: longest, now: NOW })
  expect(gzipSync(html).length).toBeLessThan(5000)
  expect(stylesheet().length).toBeLessThan(15_000)
  expect(stylesheet()).not.toMatch(/url\(|@import|@font-face/)
})

describe('what people and sources write', () => {
  const nasty = `</title><script>alert("1")</script>' onload="x" & <b>`

  test('is shown as it was written, wherever it stands, and never becomes part of the page', () => {
    const html = [
      homePage({
        ...frame('vi'),
        centre: { ...frame('vi').centre, name: nasty, address: nasty, hotline: nasty },
        procedures: [
          {
            ...listed(BARE),
            slug: nasty,
            title: nasty,
            titleEn: nasty,
            nationalCode: nasty,
            competent: nasty,
            termText: nasty,
          },
        ],
        now: NOW,
      }),
      procedureListPage({ ...frame('vi', `/thu-tuc?q=${nasty}`), query: nasty, procedures: [] }),
      procedurePage({
        ...frame('en'),
        procedure: {
          ...BIRTH,
          slug: nasty,
          title: nasty,
          titleEn: nasty,
          conduct: nasty,
          competent: nasty,
          conditions: nasty,
          source: nasty,
          legalBasis: [{ number: nasty, title: nasty }],
          results: [{ vi: nasty, en: nasty }],
          decision: { number: nasty, issuer: nasty, decidedOn: '2026-01-01', title: nasty },
        },
        promise: null,
      }),
      trackingFormPage({ ...frame('vi'), code: nasty, secret: nasty, problem: { code: 'not-found' } }),
      trackingPage({
        ...frame('vi'),
        tracking: {
          ...IN_HAND,
          code: nasty,
          ownerMasked: nasty,
          holderUnit: nasty,
          procedure: { title: nasty, titleEn: nasty },
        },
        now: NOW,
        calendarHref: nasty,
      }),
      problemPage({ ...frame('vi'), status: 404, title: nasty, detail: nasty, requestId: nasty }),
    ]
    for (const page of html) {
      expect(brokenIn(page)).toEqual([])
      expect(page).not.toMatch(/<script|<b>|\sonload="/)
      expect(unescaped(page)).toContain(nasty)
    }
  })

  test('may hold braces: a unit called {x} is not a place to fill', () => {
    const html = trackingPage({
      ...frame('vi'),
      tracking: { ...IN_HAND, holderUnit: 'Phòng {unit} #' },
      now: NOW,
    })
    expect(html).toContain('Hồ sơ đang được Phòng {unit} # thẩm định')
  })
})

describe('looking up a dossier', () => {
  test('an unknown code and a wrong secret give the same page but for what was typed', () => {
    const page = (code: string, secret: string) =>
      trackingFormPage({ ...frame('vi', '/tra-cuu'), code, secret, problem: { code: 'not-found' } })
    const unknownCode = page('H57.132-261116-9999', 'ABCD2345WXYZ')
    const wrongSecret = page('H57.132-261116-0007', 'AAAABBBBCCCC')
    expect(unknownCode.replace('H57.132-261116-9999', 'X').replace('ABCD2345WXYZ', 'Y')).toBe(
      wrongSecret.replace('H57.132-261116-0007', 'X').replace('AAAABBBBCCCC', 'Y'),
    )
    expect(textOf(unknownCode)).toContain('Không có hồ sơ nào khớp với cả hai mã này.')
    expect(textOf(unknownCode)).toContain('Mang thẻ căn cước đến')
  })

  test('the secret travels in the body, and pages about one dossier stay out of search engines and referrers', () => {
    expect(trackingFormPage(frame('vi'))).toContain('action="/tra-cuu" method="post"')
    expect(trackingPage({ ...frame('vi'), tracking: IN_HAND, now: NOW })).toContain(
      '<meta name="robots" content="noindex"/><meta name="referrer" content="no-referrer"/>',
    )
  })

  test('who only came while others were looking up is not told that they tried too often', () => {
    const page = textOf(trackingFormPage({ ...frame('vi'), problem: { code: 'others-under-way' } }))
    expect(page).toContain('Chờ một giây rồi bấm lại.')
    expect(page).not.toContain('Đã thử quá nhiều lần')
  })

  test('too many attempts say how long to wait, in whole minutes', () => {
    const page = (retryAfterSeconds: number) =>
      textOf(trackingFormPage({ ...frame('vi'), problem: { code: 'too-many-attempts', retryAfterSeconds } }))
    expect(page(841)).toContain('thử lại sau 15 phút')
    expect(page(5)).toContain('thử lại sau 1 phút')
  })

  test.each([
    ['h57.132-261116-0007', 'H57.132-261116-0007'],
    ['  H57,132 – 261116 – 0007 ', 'H57.132-261116-0007'],
    ['H57.132 261116 0007', 'H57.132-261116-0007'],
    ['H57.I32-26lll6-OOO7', 'H57.132-261116-0007'],
    ['', ''],
  ])('the code %j is read as %j', (typed, read) => {
    expect(readDossierCode(typed)).toBe(read)
  })
})

describe('the tracking page', () => {
  const shown = (tracking: Tracking, now = NOW) => textOf(trackingPage({ ...frame('vi'), tracking, now }))
  const left = (days: number, now = NOW): Tracking => ({
    ...IN_HAND,
    workingTimeLeft: { minutes: days * 450, days, isOverdue: days < 0 },
    dueAt:
      days < 0
        ? '2026-11-18T17:00:00+07:00'
        : now.startsWith('2026-11-26')
          ? IN_HAND.dueAt
          : '2026-11-26T17:00:00+07:00',
  })

  test.each([
    [3.87, NOW, 'còn 3 ngày làm việc'],
    [1, NOW, 'còn 1 ngày làm việc'],
    [0.4, NOW, 'còn chưa đầy 1 ngày làm việc'],
    [0.4, '2026-11-26T14:00:00+07:00', 'hạn là hôm nay'],
    [-0.4, NOW, 'quá hạn chưa đầy 1 ngày làm việc'],
    [-2.9, NOW, 'quá hạn 2 ngày làm việc'],
  ])('with %d working days left at %s says “%s”', (days, now, words) => {
    expect(shown(left(days, now), now)).toContain(words)
  })

  test('before the office opens, says from when the term is counted', () => {
    const tonight = { ...left(3.87), clockStartsAt: '2026-11-23T07:30:00+07:00' }
    const waiting = shown({ ...tonight, clock: 'NOT_STARTED' })
    expect(waiting).toContain('thời hạn tính từ 07:30 thứ Hai, 23/11/2026')
    expect(waiting).not.toContain('còn 3')
    expect(shown({ ...tonight, clock: 'RUNNING' })).toContain('còn 3 ngày làm việc')
  })

  test('says where it is in one sentence, and names one thing to do', () => {
    expect(shown(IN_HAND)).toContain('Hồ sơ đang được Phòng Văn hóa – Xã hội phường Thuận Hóa thẩm định')
    expect(shown(IN_HAND)).toContain('Chưa cần làm gì, xin chờ đến ngày hẹn.')
    expect(shown(LATE)).toContain('Xin gọi hoặc đến quầy để hỏi lý do và ngày trả mới.')
    expect(shown(READY)).toContain('Thẻ căn cước hoặc giấy tờ tùy thân khác')
  })

  test('says honestly that it is late, and who owes an apology', () => {
    expect(shown(LATE)).toContain('Cơ quan giải quyết phải xin lỗi bằng văn bản')
    expect(shown(IN_HAND)).not.toContain('xin lỗi')
    expect(shown({ ...READY, timeliness: 'OVERDUE' })).toContain('Kết quả này có muộn hơn ngày đã hẹn.')
  })

  test('says why a date has moved: the decision, and the days one by one', () => {
    const text = shown(MOVED)
    expect(text).toContain('Giấy hẹn ghi 17:00 thứ Năm, 26/11/2026.')
    expect(text).toContain('Theo 118/CĐ-UBND: Nghỉ làm việc do bão.')
    expect(text).toMatch(/Thứ Tư, 18\/11\/2026Cơ quan đóng cửa: Bão số 14/)
    expect(text).toContain('Hạn trả: 17:00 27/11/2026')
    expect(shown(IN_HAND)).not.toContain('từng ngày')
  })

  test('does not say what an agency answered', () => {
    expect(shown(IN_HAND)).toContain('Công an phường Thuận Hóa đã cho ý kiến14:20')
    expect(shown(IN_HAND)).not.toContain('đồng ý')
  })

  test('shows the newest event first', () => {
    const text = shown(IN_HAND)
    expect(text.indexOf('Đã nhận đủ ý kiến')).toBeLessThan(text.indexOf('Đã tiếp nhận hồ sơ'))
  })

  test('offers the calendar only while there is a day to wait for', () => {
    const offered = (tracking: Tracking) =>
      trackingPage({ ...frame('vi'), tracking, now: NOW, calendarHref: '/hen.ics' }).includes('/hen.ics')
    expect([IN_HAND, LATE, READY, { ...IN_HAND, dueAt: null }].map(offered)).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
})

describe('a procedure', () => {
  const shown = (page: Omit<Parameters<typeof procedurePage>[0], keyof ReturnType<typeof frame>>) =>
    textOf(procedurePage({ ...frame('vi'), ...page }))

  test('answers which papers, how long, how much and where before anything else', () => {
    const text = shown({ procedure: BIRTH, promise: PROMISE })
    const places = [
      'Cần giấy gì?',
      'Bao lâu?',
      'Bao nhiêu tiền?',
      'Nộp ở đâu?',
      'Nếu nộp bây giờ',
      'Giấy tờ cần mang',
    ].map((words) => text.indexOf(words))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
  })

  test('says what its source does not say, and never takes silence for free of charge', () => {
    const text = shown({ procedure: BARE, promise: null })
    for (const words of [
      'không nêu giấy tờ',
      'không nêu thời hạn',
      'không nêu mức phí',
      'không nêu kết quả',
    ]) {
      expect(text).toContain(words)
    }
    expect(text).not.toContain('Không thu')
  })

  test('tells a fee of nothing from a fee without an amount and from no word about fees', () => {
    const text = shown({ procedure: BIRTH, promise: null })
    expect(text).toContain('Trực tuyến: Không thu')
    expect(text).toContain('Lệ phí đăng ký cư trú: có thu, nguồn không nêu số tiền')
    expect(text).toContain('Lệ phí hộ tịch: 8.000 đ (đồng/lần)')
    expect(text).toContain('Lệ phí hộ tịch: 8.000 đ, đồng/lần')
    expect(text).toContain('Qua bưu chính công ích: Nguồn công bố không nêu mức phí')
  })

  test('tells a term that nobody has determined from one that the law does not set', () => {
    expect(shown({ procedure: BIRTH, promise: null })).toContain(
      'Qua bưu chính công ích: Chưa xác định được thời hạnNguồn ghi “Theo thỏa thuận với bưu chính”',
    )
    const without = shown({ procedure: SUSPENDED, promise: null })
    expect(without).toContain('Bao lâu?Không quy định thời hạn')
    expect(without).not.toContain('Chưa xác định')
  })

  test('says for whom another term holds, what may change it, and by what right', () => {
    const text = shown({ procedure: BIRTH, promise: null })
    expect(text).toContain('5 ngày làm việc')
    expect(text).toContain(
      'Vùng có điều kiện kinh tế – xã hội đặc biệt khó khăn: 8 ngày làm việcCăn cứ: Điều 4 khoản 2',
    )
    expect(text).toContain('Phải xác minh ở nơi khác: 15 ngàyCăn cứ: Điều 5')
  })

  test('tells the stretches of a term one by one, once for all channels that agree', () => {
    const text = shown({ procedure: LAND, promise: null })
    expect(text.match(/Thẩm định: 5 ngày làm việcSau khi nộp thuế: 10 ngày/g)).toHaveLength(1)
  })

  test('does not ask for a paper that data stand in for', () => {
    const text = shown({ procedure: BIRTH, promise: null })
    expect(text).toContain('3 loại giấy tờ, 1 bộ')
    expect(text).toContain(
      'Không phải nộp, vì đã có dữ liệuGiấy tờ chứng minh nơi cư trú của cha, mẹthay bằng dữ liệu: Cơ sở dữ liệu quốc gia về dân cư (Nghị quyết 66.7/2025/NQ-CP)',
    )
  })

  test('sends nobody to a counter that does not receive it', () => {
    const here = 'Trung tâm Phục vụ hành chính công phường Thuận Hóa'
    const land = shown({ procedure: LAND, promise: null })
    expect(land).toContain(
      'Thủ tục này không còn hiệu lực.Thay bằng, từ ngày 01/11/2026: Giao đất, cho thuê đất (mới)',
    )
    expect(land).toContain('Trực tiếp tại cơ quan thực hiện: Sở Nông nghiệp và Môi trường')
    expect(land).not.toContain(`Trực tiếp tại quầy: ${here}`)
    expect(shown({ procedure: BARE, promise: null })).toContain(
      'Không nhận ở đây: trang này chỉ nêu thông tin.',
    )
    expect(shown({ procedure: SUSPENDED, promise: null })).toContain('đang tạm ngừng')
    const received = shown({ procedure: BIRTH, promise: null })
    expect(received).toContain(`Trực tiếp tại quầy: ${here}`)
    expect(received).not.toContain('Không nhận ở đây')
  })

  test('says who may apply, who decides and where, and names what the source leaves out', () => {
    const text = shown({ procedure: BIRTH, promise: null })
    expect(text).toContain('Đối tượngCông dân Việt NamNgười nước ngoài')
    expect(text).toContain('Cơ quan phối hợpCông an cấp xãBảo hiểm xã hội cơ sở')
    expect(text).toContain('Nộp ở trung tâm khác trong tỉnhĐược')
    const bare = shown({ procedure: BARE, promise: null })
    expect(bare).toContain('Nguồn không nêu: lĩnh vực; đối tượng; yêu cầu, điều kiện;')
    expect(bare).toContain('trình tự thực hiện; căn cứ pháp lý.')
    expect(bare.match(/Nguồn không nêu:/g)).toHaveLength(1)
  })

  test('says from when to when it holds, by which decision, and which versions there are', () => {
    const text = shown({ procedure: BIRTH, promise: null })
    expect(text).toContain('Có hiệu lực từ ngày 01/07/2026 đến hết ngày 28/02/2027.')
    expect(text).toContain('Công bố theo: 3582/QĐ-UBND, 15/06/2026, Ủy ban nhân dân thành phố Huế:')
    expect(text).toContain('Thay cho, từ ngày 01/07/2026: Đăng ký khai sinh, cấp thẻ bảo hiểm y tế')
    expect(text).toContain('Phiên bản 2: từ ngày 01/07/2026 đến hết ngày 28/02/2027 (đang xem)')
    expect(text).toContain('Phiên bản 3: từ ngày 01/03/2027')
    expect(shown({ procedure: BARE, promise: null })).not.toContain('Phiên bản 1:')
  })

  test('shows the Vietnamese, marked as such, where nobody has translated it', () => {
    const html = procedurePage({ ...frame('en'), procedure: BIRTH, promise: null })
    expect(html).toContain('<span lang="vi">Thông báo kết quả đăng ký thường trú</span>')
    expect(html).toContain('Birth certificate')
  })

  test('says an answer once where all channels agree', () => {
    const [first] = BARE.cases
    const [terms] = first?.channels ?? []
    if (!first || !terms) throw new Error('the sample has a case with a channel')
    const same = {
      ...terms,
      standing: 'STATED' as const,
      term: { value: 7, unit: 'WORKING_DAY' as const },
      termText: '07 ngày làm việc',
    }
    const text = shown({
      procedure: {
        ...BARE,
        cases: [
          {
            ...first,
            channels: [
              { ...same, channel: 'COUNTER' },
              { ...same, channel: 'POST' },
            ],
          },
        ],
      },
      promise: null,
    })
    expect(text.match(/7 ngày làm việc/g)).toHaveLength(1)
  })

  test('explains the promised day, and warns of a day off that nobody has confirmed', () => {
    const text = shown({ procedure: BIRTH, promise: PROMISE })
    expect(text).toContain('17:00 thứ Hai, 30/11/2026')
    expect(text).toMatch(/Thứ Ba, 24\/11\/2026Ngày thứ 1[^/]*Ngày Văn hóa Việt Nam/)
    expect(text).toContain('ngày hẹn sẽ muộn hơn')
    expect(text).toContain('thời hạn tính từ 07:30 thứ Hai, 23/11/2026')
  })

  test('shows the case that was asked for, and the first when there is no such case', () => {
    expect(shown({ procedure: BIRTH, caseId: 'khong-co-giay-chung-sinh', promise: null })).toContain(
      'Trường hợp: Không có giấy chứng sinh.',
    )
    expect(shown({ procedure: BIRTH, caseId: 'x', promise: null })).toContain(
      'Trường hợp: Có giấy chứng sinh.',
    )
  })

  test('numbers its steps in the order in which they come, those done at once as one', () => {
    const html = procedurePage({ ...frame('vi'), procedure: BIRTH, promise: null })
    const [, steps = ''] = /<ol class="steps">(.*?)<\/ol>/s.exec(html.slice(html.indexOf('id="steps"'))) ?? []
    const ofOne = steps.replace(/<ul>.*?<\/ul>/gs, '')
    expect(ofOne.match(/<li/g)).toHaveLength(4)
    expect(textOf(steps)).toContain(
      'Làm cùng lúc, xong cả mới sang bước sau:Đăng ký thường trúCông an phường · 1,5 ngày làm việcCấp thẻ bảo hiểm y tếBảo hiểm xã hội cơ sở · nửa ngày làm việc',
    )
  })

  test('says an odd share of a day in hours', () => {
    const page = { procedure: BIRTH, promise: null }
    expect(shown(page)).toContain('khoảng 3 giờ làm việc')
    expect(textOf(procedurePage({ ...frame('en'), ...page }))).toContain('about 3 working hours')
  })

  test('shows no level where its source names none that exists', () => {
    expect(shown({ procedure: { ...BIRTH, level: 'OTHER' }, promise: null })).not.toContain('Cấp khác')
  })

  test('says that the times of its steps are for demonstration, when they are', () => {
    expect(shown({ procedure: BIRTH, promise: null })).toContain('số liệu minh họa')
    expect(shown({ procedure: { ...BIRTH, processStanding: 'published' }, promise: null })).not.toContain(
      'minh họa',
    )
  })

  test('marks Vietnamese sources as Vietnamese on an English page', () => {
    const html = procedurePage({ ...frame('en'), procedure: BIRTH, promise: null })
    expect(html).toContain('<span lang="vi">Giấy chứng sinh</span>')
    expect(html).toContain('1 original, 2 copies')
  })
})

test('a day off that nobody has confirmed is a warning; a day of rest that may be worked is none', () => {
  const warning = 'có ngày có thể được nghỉ'
  const said = (code: DuePromise['explanation'][number]['days'][number]['code']) => {
    const swap = { vi: 'Hoán đổi', en: 'Swap day' }
    const days = PROMISE.explanation
      .flatMap((part) => part.days)
      .slice(0, 1)
      .map((day) => ({ ...day, date: '2026-11-28', code, unconfirmed: swap }))
    const explanation = PROMISE.explanation.map((part) => ({ ...part, days }))
    return textOf(procedurePage({ ...frame('vi'), procedure: BIRTH, promise: { ...PROMISE, explanation } }))
  }
  expect(said('CLOCK_STARTS')).toContain(warning)
  expect(said('WORKING_DAY')).toContain(warning)
  expect(said('WEEKLY_REST')).not.toContain(warning)
  expect(said('WEEKLY_REST')).toContain('Thứ Bảy, 28/11/2026')
})

describe('the hours', () => {
  const said = ({ opensNext = null, ...today }: Partial<OpeningHours['today'] & OpeningHours>) => {
    const hours = { ...HOURS, today: { ...HOURS.today, sessions: HOURS.week[1], ...today }, opensNext }
    const centre = { ...frame('vi').centre, hours }
    return textOf(homePage({ ...frame('vi'), centre, procedures: [], now: '2026-11-23T12:00:00+07:00' }))
  }

  test.each([
    ['open', { openUntil: clockTime('11:30') }, 'Đang mở cửa, đến 11:30.'],
    ['closed till later', { opensNext: '2026-11-23T13:30:00+07:00' }, 'mở lại lúc 13:30 hôm nay'],
    [
      'closed till tomorrow',
      { opensNext: '2026-11-24T07:30:00+07:00' },
      'Hôm nay đã hết giờ làm việc. Mở lại lúc 07:30',
    ],
    ['closed, nobody knows till when', {}, 'Hôm nay đã hết giờ làm việc.'],
  ])('when it is %s', (_when, opening, words) => {
    expect(said(opening)).toContain(words)
  })

  test('name the holiday, and the next opening where it is known', () => {
    expect(said({ sessions: [], name: { vi: 'Quốc khánh', en: 'National Day' } })).toContain(
      'Hôm nay nghỉ: Quốc khánh.',
    )
    expect(textOf(everyPage('vi').home ?? '')).toContain('Mở lại lúc 07:30 thứ Hai, 23/11/2026.')
  })

  test('say days with the same hours once', () => {
    expect(said({})).toContain('Thứ Hai đến thứ Sáu07:30–11:30, 13:30–17:00Thứ Bảy, Chủ nhậtnghỉ')
  })
})

describe('the working calendar', () => {
  test('says at a day that was only proposed that it does not count yet', () => {
    const text = textOf(everyPage('vi').calendar ?? '')
    expect(text).toContain('Ngày ghi “mới là đề xuất” chưa được tính')
    expect(text).toContain('Nghỉ hoán đổi dịp Ngày Văn hóa Việt Nam Mới là đề xuất, chưa có văn bản xác nhận')
    const without = calendarPage({
      ...frame('vi'),
      calendar: { ...CALENDAR, days: CALENDAR.days.slice(0, 1) },
      today: '2026-11-22',
    })
    expect(textOf(without)).not.toContain('đề xuất')
  })
})

test('in English no day is written in figures alone', () => {
  for (const [name, html] of Object.entries(everyPage('en'))) {
    const ours = html.replace(/<span lang="vi">.*?<\/span>/gs, '')
    expect([name, textOf(ours).match(/\d\d\/\d\d\/\d{4}/)?.[0]]).toEqual([name, undefined])
  }
})

test('the language link keeps the address and what it asks for', () => {
  expect(inLanguage('/thu-tuc?q=khai+sinh', 'en')).toBe('/thu-tuc?q=khai+sinh&lang=en')
  expect(inLanguage('/?lang=vi', 'en')).toBe('/?lang=en')
})

describe('the appointment as a calendar file', () => {
  const file = (tracking: Tracking) => appointmentFile({ language: 'vi', tracking, now: NOW })

  test('takes the whole day it is due, here in Vietnam', () => {
    expect(file(IN_HAND)).toContain('DTSTART;VALUE=DATE:20261126\r\nDTEND;VALUE=DATE:20261127\r\n')
    expect(file(IN_HAND)).toContain('DTSTAMP:20261122T023000Z\r\n')
  })

  test('is folded at 75 octets and reads as it was when unfolded', () => {
    const lines = file(IN_HAND)?.split('\r\n') ?? []
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
    expect(lines.join('\r\n').replaceAll('\r\n ', '')).toContain(
      'LOCATION:Trung tâm Phục vụ hành chính công phường Thuận Hóa\\, 24 Tố Hữu\\, phường Thuận Hóa\\, thành phố Huế',
    )
  })

  test('cannot be made to hold a second event by a title with line breaks', () => {
    const made = file({ ...IN_HAND, procedure: { title: 'x\r\nEND:VEVENT;', titleEn: '' } })
    expect(made).toContain('SUMMARY:Hẹn trả kết quả: x\\nEND:VEVENT\\;')
  })

  test('is not made where there is no term', () => {
    expect(file({ ...IN_HAND, dueAt: null })).toBeNull()
  })
})

const sourceFiles = (): string[] => {
  const folder = new URL('./', import.meta.url)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test|\.testing)\.tsx?$/.test(name))
    .map((name) => readFileSync(new URL(name.replaceAll('\\', '/'), folder), 'utf8'))
}

const stylesheet = (): string => readFileSync(new URL('./portal.css', import.meta.url), 'utf8')
