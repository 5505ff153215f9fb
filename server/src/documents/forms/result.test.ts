import { describe, expect, test } from 'vitest'
import { flowingTextOf, fontsOf, infoOf, pagesOf } from '../read-back.testing.ts'
import { renderResult } from './result.ts'
import { aResult } from './samples.testing.ts'

describe('a decision', async () => {
  const decision = await renderResult(aResult())
  const text = await flowingTextOf(decision)

  test.each([
    'TỈNH BẮC NINH ỦY BAN NHÂN DÂN XÃ QUẾ VÕ',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Số: 125/QĐ-UBND',
    'Quế Võ, ngày 05 tháng 3 năm 2027',
    'QUYẾT ĐỊNH Về việc công nhận đối tượng được hưởng trợ cấp xã hội hằng tháng tại cộng đồng',
    'CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ QUẾ VÕ',
    'Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;',
    'QUYẾT ĐỊNH: Điều 1. Công nhận bà Nguyễn Thị Tưởng Vỹ, sinh năm 1990, cư trú tại thôn Đông,',
    'Điều 2. Quyết định này có hiệu lực kể từ ngày ký.',
    'KT. CHỦ TỊCH PHÓ CHỦ TỊCH',
    'Trần Đức Ưng',
    'Nơi nhận: - Như Điều 3; - Trung tâm Phục vụ hành chính công xã; - Lưu: VT, VHXH.',
    'Mã hồ sơ: H57.132-261123-0583 – Bản điện tử chưa ký số',
  ])('says “%s”', (sentence) => {
    expect(text).toContain(sentence)
  })

  test('is one tagged sheet with its fonts in it', async () => {
    expect(await infoOf(decision)).toMatchObject({
      Pages: '1',
      Tagged: 'yes',
      Title: 'Quyết định 125/QĐ-UBND',
    })
    for (const font of await fontsOf(decision)) expect(font).toMatch(/CID TrueType Identity-H yes yes yes/)
  })

  test('has the same bytes when it is printed again', async () => {
    expect((await renderResult(structuredClone(aResult()))).equals(decision)).toBe(true)
  })
})

describe('a result that is not issued', () => {
  test('has room for its number and its date, and pretends neither', async () => {
    const text = await flowingTextOf(await renderResult(aResult({ number: null, issuedOn: null })))
    expect(text).toContain('Số: ……/QĐ-UBND')
    expect(text).toContain('Quế Võ, ngày …… tháng …… năm ……')
    expect(text).not.toContain('125/')
  })
})

describe('a notice', () => {
  const notice = aResult({
    kind: 'NOTICE',
    symbol: 'TB-UBND',
    number: '7/TB-UBND',
    authority: null,
    grounds: [],
    signer: { onBehalf: null, title: 'Chủ tịch', name: 'Nguyễn Văn A' },
  })

  test('has no grounds and decides nothing', async () => {
    const text = await flowingTextOf(await renderResult(notice))
    expect(text).toContain('THÔNG BÁO')
    expect(text).not.toContain('QUYẾT ĐỊNH')
    expect(text).not.toContain('Căn cứ')
  })

  test('of many pages keeps the signer with the recipients', async () => {
    const paragraphs = Array.from({ length: 23 }, (_, at) => ({
      label: `${at + 1}.`,
      text: 'Mọi vướng mắc xin liên hệ Trung tâm Phục vụ hành chính công của xã để được hướng dẫn. '.repeat(
        3,
      ),
    }))
    for (const count of [9, 10, 11, 12, 23]) {
      const pages = await pagesOf(await renderResult({ ...notice, paragraphs: paragraphs.slice(0, count) }))
      const last = pages.at(-1) ?? ''
      for (const words of [
        'Nơi nhận:',
        'CHỦ TỊCH',
        'Nguyễn Văn A',
        `Trang ${pages.length}/${pages.length}`,
      ]) {
        expect(last).toContain(words)
      }
    }
  })
})
