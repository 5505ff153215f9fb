import { describe, expect, test } from 'vitest'
import { flowingTextOf, fontsOf, infoOf, pagesOf } from '../read-back.testing.ts'
import { aSupplementRequest } from './samples.testing.ts'
import { renderSupplement, type SupplementRequestData } from './supplement.ts'

const printedText = async (changes: Partial<SupplementRequestData>) =>
  flowingTextOf(await renderSupplement(aSupplementRequest(changes)))

describe('a request to supplement a dossier in appraisal', async () => {
  const request = await renderSupplement(aSupplementRequest())
  const text = await flowingTextOf(request)

  test.each([
    'ỦY BAN NHÂN DÂN XÃ QUẾ VÕ TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ QUẾ VÕ',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Số: 03/HDHS Mã hồ sơ: H57.132-261123-0583',
    'Quế Võ, ngày 24 tháng 11 năm 2026',
    'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ (Lần 1, khi thẩm định hồ sơ)',
    'Hồ sơ của: Nguyễn Thị Tưởng Vỹ',
    'Địa chỉ: Thôn Đông, xã Quế Võ, tỉnh Bắc Ninh',
    'Số điện thoại: 0912 345 678',
    'Nội dung yêu cầu giải quyết: Đăng ký khai sinh (mã thủ tục 1.001193)',
    'Đề nghị Ông/Bà bổ sung, hoàn thiện hồ sơ gồm những nội dung sau:',
    '1. Giấy chứng sinh: bản đã nộp thiếu trang 2;',
    '2. Tờ khai: ghi nơi sinh theo đơn vị hành chính từ ngày 01/7/2025',
    'Lý do: Giấy chứng sinh không đủ trang nên chưa xác định được nơi sinh.',
    'Căn cứ: Điều 16 Luật Hộ tịch số 60/2014/QH13',
    'Thời hạn bổ sung, hoàn thiện: trước 17:00 01/12/2026 (thứ Ba)',
    'thời hạn giải quyết hồ sơ tạm dừng tính; ngày hẹn trả kết quả được tính lại khi nhận đủ nội dung bổ sung.',
    'liên hệ Lê Thị Ngọc Ánh (Công chức tiếp nhận, Trung tâm Phục vụ hành chính công xã Quế Võ), số điện thoại 0222 386 1234, để được hướng dẫn.',
    'Tra cứu hồ sơ tại motcua.example.gov.vn/tra-cuu bằng mã hồ sơ và mã tra cứu',
    'NGƯỜI HƯỚNG DẪN (Ký và ghi rõ họ tên) Lê Thị Ngọc Ánh',
    'Mẫu 02 – các mục theo TT 01/2018/TT-VPCP, chưa đối chiếu với TT 03/2025/TT-VPCP; bố cục M02/1 do phần mềm trình bày',
    'H57.132-261123-0583 – Bản điện tử chưa ký số',
  ])('says “%s”', (sentence) => {
    expect(text).toContain(sentence)
  })

  test('is one tagged sheet with its fonts in it, and names no person outside its text', async () => {
    const info = await infoOf(request)
    expect(info).toMatchObject({
      Pages: '1',
      Tagged: 'yes',
      Creator: 'M02/1',
      Title: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ 03/HDHS – H57.132-261123-0583',
    })
    expect(JSON.stringify(info)).not.toContain('Tưởng')
    for (const font of await fontsOf(request)) expect(font).toMatch(/CID TrueType Identity-H yes yes yes/)
  })
})

describe('what it says of the date', () => {
  const standsStill = 'tạm dừng tính'
  const runsOn = 'Ngày hẹn trả kết quả đã ghi trên giấy tiếp nhận hồ sơ không thay đổi.'
  test.each<[SupplementRequestData['stage'], boolean, string | null, string[]]>([
    ['APPRAISAL', true, standsStill, [runsOn]],
    ['APPRAISAL', false, runsOn, [standsStill]],
    ['INTAKE', true, standsStill, [runsOn]],
    // Nothing was promised yet, so there is nothing to say.
    ['INTAKE', false, null, [standsStill, runsOn]],
  ])('at %s, standing still: %s', async (stage, dueAtStandsStill, said, unsaid) => {
    const text = await printedText({ stage, dueAtStandsStill })
    if (said) expect(text).toContain(said)
    for (const words of unsaid) expect(text).not.toContain(words)
  })
})

describe('what nobody gave', () => {
  test('is left out where it may be, and left as dots where somebody may write it', async () => {
    const text = await printedText({
      stage: 'INTAKE',
      parentAgency: null,
      legalBasis: null,
      replyBy: null,
      owner: { name: 'Nguyễn Văn A', address: null, phone: null, email: null },
      procedure: { name: 'Đăng ký khai sinh', code: null },
      contact: { ...aSupplementRequest().contact, phone: null },
    })
    for (const label of ['Địa chỉ:', 'Số điện thoại:', 'Email:']) expect(text).toContain(`${label} ……`)
    for (const label of ['Căn cứ:', 'Thời hạn bổ sung', 'mã thủ tục', 'số điện thoại', 'null'])
      expect(text).not.toContain(label)
    expect(text).toContain('(Lần 1, khi tiếp nhận hồ sơ)')
    expect(text).toContain('Khi nộp lại xin mang theo phiếu này.')
  })
})

describe('a request with more than fits', () => {
  const item = { text: 'Bản sao giấy chứng nhận quyền sử dụng đất có chứng thực; bản đã nộp bị mờ.' }

  test('of forty items has each of them, in order', async () => {
    const items = Array.from({ length: 40 }, (_, at) => ({ text: `Giấy tờ thứ ${at + 1} còn thiếu chữ ký.` }))
    const text = await printedText({ items })
    for (let at = 1; at <= 40; at++) expect(text).toContain(`${at}. Giấy tờ thứ ${at} còn thiếu`)
  })

  test('never leaves the signature alone on a page', async () => {
    for (let count = 8; count <= 34; count += 2) {
      const pages = await pagesOf(
        await renderSupplement(aSupplementRequest({ items: Array(count).fill(item) })),
      )
      expect(pages.at(-1)).toContain('NGƯỜI HƯỚNG DẪN')
      expect(pages.at(-1)).toContain('Khi bổ sung xin mang theo phiếu này.')
    }
  })

  test('of words without an end runs over no edge and loses no letter', async () => {
    const endless = 'Nguyễnthịtưởngvỹ'.repeat(60)
    const text = await printedText({
      owner: { name: endless, address: endless, phone: endless, email: endless },
      items: [{ text: endless }],
      reason: endless,
      agency: endless.slice(0, 160),
      signer: { title: endless.slice(0, 60), name: endless.slice(0, 60) },
    })
    const letters = text.normalize('NFC').match(/ỹ/g)?.length ?? 0
    expect(letters).toBeGreaterThanOrEqual(6 * 60)
  })
})

test('who signs in a post that was lent says for whom, above the name', async () => {
  const signer = { onBehalf: 'TUQ. CHUYÊN VIÊN', title: 'Văn thư', name: 'Đỗ Thị Hạnh' }
  expect(await printedText({ signer })).toContain(
    'TUQ. CHUYÊN VIÊN VĂN THƯ (Ký và ghi rõ họ tên) Đỗ Thị Hạnh',
  )
})
