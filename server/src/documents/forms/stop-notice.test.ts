import { describe, expect, test } from 'vitest'
import { flowingTextOf, infoOf, pagesOf } from '../read-back.testing.ts'
import { aStopNotice } from './samples.testing.ts'
import { renderStopNotice, type StopNoticeData } from './stop-notice.ts'

const printedText = async (changes: Partial<StopNoticeData>) =>
  flowingTextOf(await renderStopNotice(aStopNotice(changes)))

describe('a notice that a dossier was withdrawn', async () => {
  const text = await printedText({})

  test.each([
    'Số: 15/TB-UBND Mã hồ sơ: H57.132-261123-0583',
    'THÔNG BÁO Về việc dừng giải quyết hồ sơ H57.132-261123-0583',
    'Kính gửi: Nguyễn Thị Tưởng Vỹ Địa chỉ: Thôn Đông, xã Quế Võ, tỉnh Bắc Ninh',
    'đã tiếp nhận hồ sơ mã số H57.132-261123-0583 của Nguyễn Thị Tưởng Vỹ lúc 09:10 23/11/2026 (thứ Hai), về việc: Đăng ký khai sinh.',
    'Chủ hồ sơ đã đề nghị rút hồ sơ lúc 14:00 25/11/2026 (thứ Tư), khi hồ sơ ở trạng thái “đang thẩm định” và chưa có kết quả giải quyết.',
    'thông báo dừng giải quyết hồ sơ nêu trên kể từ ngày 25 tháng 11 năm 2026.',
    'Lý do: Chủ hồ sơ đề nghị rút để nộp tại nơi cư trú mới.',
    'Căn cứ: Nghị định số 118/2025/NĐ-CP',
    'Giấy tờ của hồ sơ: đã trả lại cho chủ hồ sơ.',
    'Nơi nhận: - Như trên; - Lưu: VT, hồ sơ.',
    'PHÓ CHỦ TỊCH',
    'Trần Đức Ưng',
    'chưa đọc được bố cục của mẫu; bố cục M05/1 do phần mềm trình bày',
  ])('says “%s”', (sentence) => {
    expect(text).toContain(sentence)
  })

  test('is one tagged sheet', async () => {
    expect(await infoOf(await renderStopNotice(aStopNotice()))).toMatchObject({
      Pages: '1',
      Tagged: 'yes',
      Creator: 'M05/1',
      Title: 'Thông báo dừng giải quyết hồ sơ 15/TB-UBND – H57.132-261123-0583',
    })
  })
})

test('a dossier that the agency stopped was asked for by nobody', async () => {
  const text = await printedText({
    cause: 'STOPPED',
    requestedAt: null,
    legalBasis: null,
    papersHandedBack: false,
  })
  expect(text).toContain('Khi dừng, hồ sơ ở trạng thái “đang thẩm định”')
  for (const words of ['đề nghị rút hồ sơ', 'Căn cứ:', 'null']) expect(text).not.toContain(words)
  expect(text).toContain('chưa trả lại; đề nghị chủ hồ sơ liên hệ')
})

test('a withdrawal whose time is not known names none', async () => {
  expect(await printedText({ requestedAt: null })).toContain('đã đề nghị rút hồ sơ, khi hồ sơ ở trạng thái')
})

test.each<[StopNoticeData['fees'], string]>([
  ['NONE', 'không thu đối với hồ sơ này.'],
  ['REFUND', 'số tiền đã nộp được hoàn trả.'],
  ['NO_REFUND', 'số tiền đã nộp không được hoàn trả.'],
  ['NOT_STATED', 'chưa có thông tin về việc hoàn trả.'],
])('fees %s: “%s”', async (fees, words) => {
  expect(await printedText({ fees })).toContain(`Phí, lệ phí: ${words}`)
})

test('a long reason never leaves the signer alone on a page', async () => {
  for (let length = 8; length <= 24; length += 2) {
    const reason = 'Hồ sơ không có văn bản chấp thuận chủ trương đầu tư của cơ quan có thẩm quyền. '.repeat(
      length,
    )
    const pages = await pagesOf(await renderStopNotice(aStopNotice({ reason })))
    for (const words of ['Giấy tờ của hồ sơ:', 'Nơi nhận:', 'PHÓ CHỦ TỊCH', 'Trần Đức Ưng'])
      expect(pages.at(-1)).toContain(words)
  }
})

describe('a notice that the system gives by itself', async () => {
  const text = await printedText({ signer: null, isOnlyFiled: true })

  test('says so, and nobody seems to have signed it', () => {
    expect(text).toContain('Thông báo tự động của hệ thống, không có chữ ký.')
    expect(text).not.toContain('PHÓ CHỦ TỊCH')
    expect(text).not.toContain('null')
  })

  test('does not claim that the dossier had been accepted', () => {
    expect(text).toContain('đã nhận hồ sơ mã số')
    expect(text).toContain('hồ sơ chưa được tiếp nhận giải quyết')
  })
})

test('who signs in a post that was lent says for whom', async () => {
  const signer = { onBehalf: 'KT. CHỦ TỊCH', title: 'Phó Chủ tịch', name: 'Trần Đức Ưng' }
  const text = await flowingTextOf(await renderStopNotice(aStopNotice({ signer })))
  expect(text).toContain('KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Đức Ưng')
})
