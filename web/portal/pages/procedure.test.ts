import { describe, expect, test } from 'vitest'
import type { DuePromise } from '../data.ts'
import { procedurePage } from '../index.ts'
import { BARE, BIRTH, BRANCHED, frame, LAND, PROMISE, SUSPENDED } from '../samples.testing.ts'
import { textOf } from '../well-formed.testing.ts'

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

  test('says for which area and which term the promised day is reckoned, and where it is another', () => {
    const text = shown({ procedure: BIRTH, promise: PROMISE })
    expect(text).toMatch(/Tính cho hồ sơ thuộc địa bàn của .*, theo thời hạn thường và lịch làm việc ở đây\./)
    expect(text).toMatch(/Có thời hạn riêng thì ngày hẹn khác: Vùng có điều kiện kinh tế/)
    expect(text).toContain('Hồ sơ của nơi khác trong tỉnh cũng nộp được ở đây')
    const [first] = BIRTH.cases
    if (!first) throw new Error('the sample has a case')
    const plain = shown({
      procedure: {
        ...BIRTH,
        nonTerritorial: false,
        cases: [{ ...first, channels: first.channels.map((terms) => ({ ...terms, specials: [] })) }],
      },
      promise: PROMISE,
    })
    expect(plain).toContain('Tính cho hồ sơ thuộc địa bàn')
    expect(plain).not.toMatch(/thời hạn riêng thì|nơi khác trong tỉnh cũng/)
    expect(shown({ procedure: BIRTH, promise: { ...PROMISE, dueAt: null } })).not.toContain('Tính cho hồ sơ')
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

  test('shows branches from where they part to where they meet, and what not every dossier needs', () => {
    const text = shown({ procedure: BRANCHED, promise: null })
    expect(text).toContain(
      'Chỉ theo một trong các cách sau:Nếu “Ranh giới thửa đất” là “Chưa rõ”Kiểm tra thực địa',
    )
    expect(text).toMatch(
      /Làm cùng lúc, xong cả mới sang bước sau:Xác định nghĩa vụ tài chính.*40 giờ làm việcNgười dân nộp tiền.*không tính thời gianTrích lục bản đồ.*24 giờ làm việcKý/,
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
