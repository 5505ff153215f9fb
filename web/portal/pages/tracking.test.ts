import { describe, expect, test } from 'vitest'
import type { Tracking } from '../data.ts'
import { trackingPage } from '../index.ts'
import { frame, NOW } from '../samples.testing.ts'
import {
  ACCEPTED,
  ASKED_TWICE,
  BROUGHT,
  COMPLETED,
  CORRECTED,
  CORRECTING,
  IN_HAND,
  IN_PARTS,
  INCOMPLETE,
  LAPSED,
  LATE,
  MOVED,
  NOT_ACCEPTED,
  NOT_ACCEPTED_TOLD,
  NOT_COMPLETED,
  OUTSIDE,
  READY,
  STOPPED,
  SUBMITTED,
  SUPPLEMENT,
  SUPPLEMENT_SOMETIME,
  TO_PAY,
  WITHDRAWAL_REFUSED,
  WITHDRAWN,
} from '../tracking-samples.testing.ts'
import { textOf } from '../well-formed.testing.ts'

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
    expect([IN_HAND, LATE, READY, SUPPLEMENT, STOPPED, { ...IN_HAND, dueAt: null }].map(offered)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ])
  })

  test('promises no date, and no hours either, before a dossier is accepted', () => {
    const text = shown(SUBMITTED)
    expect(text).toContain('Chưa có ngày hẹn trả: thời hạn tính từ khi hồ sơ được tiếp nhận.')
    expect(text).not.toMatch(/8 giờ|Hẹn trả kết quả trước|không quy định thời hạn/)
    expect(shown(ACCEPTED)).toContain(
      'Nộp lúc20:15 Chủ nhật, 15/11/2026Tiếp nhận lúc09:10 thứ Hai, 16/11/2026',
    )
  })

  test('says what to bring, where to and by when, before anything about the term', () => {
    for (const tracking of [INCOMPLETE, SUPPLEMENT]) {
      const text = shown(tracking)
      expect(text).toContain('Bổ sung trước 17:00 thứ Sáu, 04/12/2026Mang giấy tờ')
      expect(text).toContain('đến:Trung tâm Phục vụ hành chính công phường Thuận Hóa24 Tố Hữu')
      expect(text.indexOf('Bổ sung trước')).toBeLessThan(text.search(/Thời hạn giải quyết|Chưa có ngày hẹn/))
    }
    expect(shown(INCOMPLETE)).toContain('Quá ngày trên mà chưa bổ sung thì hồ sơ không được tiếp nhận.')
    expect(shown(SUPPLEMENT)).toContain('Quá ngày trên thì thời hạn tính tiếp')
    expect(shown(SUPPLEMENT_SOMETIME)).not.toMatch(/Bổ sung trước|Quá ngày trên/)
  })

  test('what was sent and said is shown with its moment, and originals are still to be brought', () => {
    const text = shown(BROUGHT)
    expect(text).toContain('Đã báo cho cơ quan lúc 09:00 thứ Bảy, 21/11/2026.')
    expect(text).toContain('Xác nhận thu nhập.pdf')
    expect(text).toContain('hop-dong.jpg')
    expect(text).toContain('Bản chính tôi mang đến sáng thứ Hai.')
    for (const tracking of [BROUGHT, COMPLETED]) {
      expect(shown(tracking)).toContain('Còn giấy tờ phải nộp bản chính thì mang đến.')
      expect(shown(tracking)).not.toContain('Chưa cần làm gì')
    }
    expect(shown(COMPLETED)).not.toContain('Lời nhắn đã gửi')
    expect(shown(IN_HAND)).not.toContain('Đã báo bổ sung')
  })

  test('while the term stands still, the date is told as one that will move, and nothing is counted', () => {
    for (const tracking of [SUPPLEMENT, TO_PAY, OUTSIDE]) {
      const text = shown(tracking)
      expect(text).toContain('Ngày hẹn 17:00 thứ Năm, 26/11/2026 sẽ lùi lại theo thời gian tạm dừng.')
      expect(text).not.toContain('còn 4 ngày')
    }
    expect(shown(OUTSIDE)).toContain('Hết tạm dừng, trang này có ngày hẹn mới.')
  })

  test('while the term stands still, late is who was late when it stopped, whatever the date', () => {
    const stopped = { ...SUPPLEMENT, dueAt: '2026-11-21T17:00:00+07:00' }
    const left = (minutes: number) => ({ minutes, days: minutes / 450, isOverdue: minutes < 0 })
    expect(shown({ ...stopped, workingTimeLeft: left(450) })).not.toContain('xin lỗi')
    expect(shown({ ...stopped, workingTimeLeft: left(-450) })).toContain('xin lỗi')
    expect(shown({ ...OUTSIDE, workingTimeLeft: left(-450) })).toContain('xin lỗi')
  })

  test('papers that did not come by their day are asked for still', () => {
    for (const state of ['PROCESSING', 'CONSULTING', 'AWAITING_APPROVAL'] as const)
      expect(shown({ ...LAPSED, state })).toContain('Có giấy tờ thì vẫn mang đến ngay.')
    expect(shown({ ...LAPSED, state: 'APPROVED' })).not.toContain('mang đến ngay')
    const brought = { type: 'SupplementReceived', at: '2026-11-22T08:00:00+07:00', unit: null } as const
    expect(shown({ ...LAPSED, timeline: [...LAPSED.timeline, brought] })).not.toContain('mang đến ngay')
  })

  test('a date that moved without a decision on the calendar is not said to have moved by one', () => {
    expect(shown(LAPSED)).toContain('thời hạn có lúc tạm dừng hoặc được đổi theo quy định')
    expect(shown(LAPSED)).not.toContain('ngày nghỉ được quyết định')
  })

  test('pays where the notice says, and nowhere else', () => {
    expect(shown(TO_PAY)).toContain(
      'Nộp tiền trước 17:00 Chủ nhật, 20/12/2026Nộp tiền theo thông báo, đúng nơi',
    )
  })

  test('tells a dossier that its owner withdrew from one that was stopped', () => {
    expect(shown(WITHDRAWN)).toContain('Hồ sơ đã được rút theo đề nghị')
    expect(shown(STOPPED)).toContain('Hồ sơ đã dừng giải quyết')
    const refused = { type: 'WithdrawalRefused', at: '2026-11-21T20:00:00+07:00', unit: null } as const
    const [last] = STOPPED.timeline.slice(-1)
    if (!last) throw new Error('the sample has a journey')
    const stoppedAfterwards = { ...STOPPED, timeline: [...WITHDRAWN.timeline.slice(0, -1), refused, last] }
    expect(shown(stoppedAfterwards)).toContain('Hồ sơ đã dừng giải quyết')
  })

  test('of what ended without a result says when, where the reason stands and where to ask', () => {
    for (const [tracking, paper] of [
      [NOT_ACCEPTED, 'Lý do ghi trong phiếu từ chối tiếp nhận.'],
      [STOPPED, 'ghi trong thông báo dừng giải quyết'],
    ] as const) {
      const text = shown(tracking)
      expect(text).toContain('Kết thúc lúc 08:')
      expect(text).toContain(paper)
      expect(text).toContain('xin hỏi tại:Trung tâm Phục vụ hành chính công phường Thuận Hóa')
      expect(text).not.toMatch(/Hẹn trả|xin lỗi|Nơi nhận kết quả/)
    }
  })

  test('what was collected and is wrong is kept, and brought when the corrected one is there', () => {
    expect(shown(CORRECTING)).toContain('Giữ bản đã nhận')
    expect(shown(CORRECTED)).toContain('Đã có bản đính chính, mời đến nhận')
    expect(shown(CORRECTED)).toContain('Bản kết quả có chỗ sai đã nhận')
    const neverCollected = {
      ...CORRECTED,
      timeline: CORRECTED.timeline.filter(({ type }) => type !== 'ResultReturned'),
    }
    expect(shown(neverCollected)).not.toContain('Bản kết quả có chỗ sai đã nhận')
  })

  test('where each agency gave its result, does not take one for all', () => {
    expect(shown(IN_PARTS)).toContain('Kết quả: có phần được giải quyết, có phần không.')
    expect(shown(READY)).toContain('Kết quả: được giải quyết.')
  })

  test('says how it ended, so that nobody sets out for a result that is none', () => {
    const refused = shown({ ...READY, outcome: 'REFUSED_ON_MERITS' })
    expect(refused).toContain('Kết quả: không được giải quyết. Lý do ghi trong văn bản trả lời.')
    expect(shown(NOT_COMPLETED)).toContain('Đã hết thời gian bổ sung mà chưa nhận đủ giấy tờ.')
    expect(shown(NOT_ACCEPTED)).not.toContain('Đã hết thời gian bổ sung')
  })

  test('where papers and money are asked for at once, names both, each with its day', () => {
    const text = shown(ASKED_TWICE)
    expect(text).toMatch(/Bổ sung trước 17:00 thứ Sáu, 04\/12\/2026Mang giấy tờ bổ sung đến/)
    expect(text).toMatch(/Nộp tiền trước 17:00 Chủ nhật, 20\/12\/2026Nộp tiền theo thông báo/)
  })

  test('names the papers that are asked for first of all, and sends nobody to the slip for them', () => {
    const text = shown(SUPPLEMENT)
    expect(text).toContain(
      'Cần bổ sung, sửa lại:Xác nhận thu nhập năm 2026 của các thành viên trong hộBản sao hợp đồng lao động',
    )
    expect(text.indexOf('Cần bổ sung, sửa lại:')).toBeLessThan(text.indexOf('Bổ sung trước'))
    expect(text).not.toContain('Các giấy tờ ghi trong phiếu')
    expect(shown(SUPPLEMENT_SOMETIME)).toContain('Các giấy tờ ghi trong phiếu')
  })

  test('offers the reason for a number only where there is one to ask for and a receipt to ask with', () => {
    const page = (tracking: Tracking, askWhyWith?: string) =>
      trackingPage({ ...frame('vi'), tracking, now: NOW, ...(askWhyWith ? { askWhyWith } : {}) })
    expect(page(SUPPLEMENT, 'ABCD2345WXYZ')).toContain('name="so-dinh-danh"')
    for (const html of [
      page(SUPPLEMENT),
      page(IN_HAND, 'A'),
      page(NOT_ACCEPTED_TOLD, 'A'),
      page(STOPPED, 'A'),
    ])
      expect(html).not.toContain('so-dinh-danh')
    expect(textOf(page(STOPPED))).toContain('xin hỏi nơi đã nhận hồ sơ, mang theo giấy tờ tùy thân')
    expect(textOf(page(NOT_ACCEPTED_TOLD))).toContain('Lý do:Cha và mẹ của cháu')
    expect(textOf(page(NOT_ACCEPTED_TOLD))).not.toContain('Lý do ghi trong phiếu')
  })

  test('a refused withdrawal says when and why, and that the work goes on', () => {
    expect(shown(WITHDRAWAL_REFUSED)).toMatch(
      /Đề nghị rút hồ sơ không được đồng ý \(08:00 .*Hồ sơ được giải quyết tiếp\.Lý do:Đã có kết luận thẩm định/,
    )
  })

  test('of linked procedures names the part that was refused and its agency, then all of them', () => {
    const text = shown(IN_PARTS)
    expect(text).toContain('Không được giải quyết: Đăng ký thường trú, tại Công an phường Thuận Hóa.')
    expect(text).toMatch(/Kết quả của từng cơ quanĐăng ký khai sinh.*: được giải quyết/)
  })

  test('a part that no result came of, and whom to ask', () => {
    const [granted, silent] = IN_PARTS.parts
    const parts = [granted!, { ...silent!, outcome: 'UNANSWERED' as const }]
    const text = shown({ ...IN_PARTS, parts })
    expect(text).toContain('Công an phường Thuận Hóa: không trả kết quả')
    expect(text).toContain('Xin hỏi nơi đã nhận hồ sơ')
    expect(text).not.toContain('Không được giải quyết:')
  })

  test('a corrected result names its own time, then that of the first, by which the work was judged', () => {
    expect(shown(CORRECTED)).toMatch(
      /Có bản đính chính lúc 09:00 Chủ nhật, 22\/11\/2026\. Kết quả lần đầu có lúc 15:30 .*trước hạn/,
    )
    expect(shown(CORRECTING)).not.toContain('Có bản đính chính lúc')
    expect(shown(READY)).not.toMatch(/đính chính|lần đầu/)
  })

  test('folds the older steps of a long journey, and not a single one', () => {
    const folded = (steps: number) => {
      const timeline = [...IN_HAND.timeline, ...IN_HAND.timeline].slice(0, steps)
      const html = trackingPage({ ...frame('vi'), tracking: { ...IN_HAND, timeline }, now: NOW })
      return /Xem (\d+) việc trước đó/.exec(html)?.[1]
    }
    expect([1, 4, 5, 6, 16].map(folded)).toEqual([undefined, undefined, undefined, '2', '12'])
  })

  test('offers to withdraw only where it was given what that needs', () => {
    const page = (withdrawWith?: string) =>
      trackingPage({ ...frame('vi'), tracking: IN_HAND, now: NOW, ...(withdrawWith ? { withdrawWith } : {}) })
    expect(page('ABCD2345WXYZ')).toContain('action="/ho-so/H57.132-261116-0007/rut"')
    expect(page()).not.toContain('/rut"')
  })
})
