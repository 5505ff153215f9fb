import { describe, expect, test } from 'vitest'
import { flowingTextOf, infoOf, pagesOf } from '../read-back.testing.ts'
import { renderRefusalSlip } from './refusal-slip.ts'
import { aRefusalSlip } from './samples.testing.ts'

describe('a slip by which a dossier is not received', async () => {
  const slip = await renderRefusalSlip(aRefusalSlip())
  const text = await flowingTextOf(slip)

  test.each([
    'Số: 07/TCHS Mã hồ sơ: H57.132-261123-0583',
    'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ',
    'Tiếp nhận hồ sơ của: Nguyễn Thị Tưởng Vỹ',
    'Nội dung yêu cầu giải quyết: Đăng ký khai sinh (mã thủ tục 1.001193)',
    'Qua xem xét, Trung tâm Phục vụ hành chính công xã Quế Võ thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau: Việc đăng ký khai sinh có yếu tố nước ngoài không thuộc thẩm quyền',
    'Căn cứ: Điều 35 Luật Hộ tịch số 60/2014/QH13',
    'Hướng dẫn: Nộp hồ sơ này tại Trung tâm Phục vụ hành chính công phường Kinh Bắc',
    'Giấy tờ của hồ sơ đã được trả lại cho người nộp cùng với phiếu này.',
    'Xem thủ tục và nơi tiếp nhận tại motcua.example.gov.vn/thu-tuc.',
    'NGƯỜI NỘP HỒ SƠ',
    'NGƯỜI TIẾP NHẬN HỒ SƠ',
    'bố cục M03/1 do phần mềm trình bày',
  ])('says “%s”', (sentence) => {
    expect(text).toContain(sentence)
  })

  test('leaves the name of who stood at the counter to be written', async () => {
    expect(text.match(/Nguyễn Thị Tưởng Vỹ/g)).toHaveLength(1)
    expect(text.match(/Lê Thị Ngọc Ánh/g)).toHaveLength(2)
    expect(await infoOf(slip)).toMatchObject({ Pages: '1', Tagged: 'yes', Creator: 'M03/1' })
  })
})

test('what it does not know, it does not say', async () => {
  const changes = { legalBasis: null, whereToTurn: null, papersHandedBack: false, parentAgency: null }
  const text = await flowingTextOf(await renderRefusalSlip(aRefusalSlip(changes)))
  for (const words of ['Căn cứ:', 'Hướng dẫn:', 'đã được trả lại', 'null']) expect(text).not.toContain(words)
})

test('a long reason never leaves the signatures alone on a page', async () => {
  for (let length = 20; length <= 36; length += 2) {
    const reason = 'Hồ sơ không có văn bản chấp thuận chủ trương đầu tư của cơ quan có thẩm quyền. '.repeat(
      length,
    )
    const pages = await pagesOf(await renderRefusalSlip(aRefusalSlip({ reason })))
    for (const words of ['Xem thủ tục và nơi tiếp nhận', 'NGƯỜI NỘP HỒ SƠ', 'Lê Thị Ngọc Ánh'])
      expect(pages.at(-1)).toContain(words)
  }
})

test('a slip that the system makes by itself says so, names the unit to ask, and nobody seems to sign it', async () => {
  const contact = { name: null, title: null, unit: 'Trung tâm Phục vụ hành chính công', phone: null }
  const text = await flowingTextOf(await renderRefusalSlip(aRefusalSlip({ officer: null, contact })))
  expect(text).toContain('Thông báo tự động của hệ thống, không có chữ ký.')
  expect(text).toContain('Ông/Bà liên hệ Trung tâm Phục vụ hành chính công để được hướng dẫn.')
  for (const words of ['NGƯỜI TIẾP NHẬN HỒ SƠ', 'Lê Thị Ngọc Ánh', 'null']) expect(text).not.toContain(words)
})

test('who signs in a post that was lent says for whom', async () => {
  const slip = aRefusalSlip({ onBehalf: 'TUQ. CÔNG CHỨC TIẾP NHẬN' })
  const text = await flowingTextOf(await renderRefusalSlip(slip))
  expect(text).toContain('TUQ. CÔNG CHỨC TIẾP NHẬN NGƯỜI TIẾP NHẬN HỒ SƠ')
})
