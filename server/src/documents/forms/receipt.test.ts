import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { parseInstant } from '#common/time.ts'
import {
  bottomOf,
  codesOn,
  flowingTextOf,
  fontsOf,
  infoOf,
  pagesOf,
  textOf,
  wordsOn,
} from '../read-back.testing.ts'
import { type ReceiptData, renderFirstReceipt, renderReceipt } from './receipt.ts'
import { aReceipt, papersInNumber } from './samples.testing.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const printedText = async (changes: Partial<ReceiptData>) =>
  flowingTextOf(await renderReceipt(aReceipt(changes)))

describe('the slip of an ordinary dossier', async () => {
  const slip = await renderReceipt(aReceipt())
  const text = await flowingTextOf(slip)

  test('is one sheet', async () => {
    expect((await infoOf(slip)).Pages).toBe('1')
  })

  test.each([
    'ỦY BAN NHÂN DÂN XÃ QUẾ VÕ TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ QUẾ VÕ',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Mã hồ sơ: H57.132-261123-0583',
    'Quế Võ, ngày 23 tháng 11 năm 2026',
    'Mã tra cứu: K7QM 4X2P W9',
    'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
    'Tiếp nhận hồ sơ của: Nguyễn Thị Tưởng Vỹ',
    'Số định danh cá nhân/CCCD: 024190001234',
    'Địa chỉ: Thôn Đông, xã Quế Võ, tỉnh Bắc Ninh',
    'Số điện thoại: 0912 345 678',
    'Email: tuongvy@example.vn',
    'Nội dung yêu cầu giải quyết: Đăng ký khai sinh (mã thủ tục 1.001193)',
    'Giấy chứng nhận kết hôn của cha, mẹ',
    'Số lượng hồ sơ: 01 (bộ)',
    'Thời gian giải quyết hồ sơ theo quy định: 01 ngày làm việc',
    'Thời gian nhận hồ sơ: 09:10 23/11/2026 (thứ Hai)',
    'Thời gian trả kết quả giải quyết hồ sơ: 16:30 25/11/2026 (thứ Tư)',
    'Đăng ký nhận kết quả tại: Quầy 3, Trung tâm Phục vụ hành chính công xã Quế Võ',
    'Lệ phí đăng ký khai sinh: 8.000 đồng (đã nộp)',
    'NGƯỜI NỘP HỒ SƠ',
    'NGƯỜI TIẾP NHẬN HỒ SƠ',
    'Lê Thị Ngọc Ánh',
    'người nhận thay chủ hồ sơ mang thêm giấy ủy quyền',
    'vào motcua.example.gov.vn/tra-cuu nhập mã hồ sơ H57.132-261123-0583 và mã tra cứu K7QM 4X2P W9',
    'Điện thoại hỗ trợ: 0222 386 1234.',
    'Mẫu 01 – TT 03/2025/TT-VPCP; mẫu cũ: TT 01/2018/TT-VPCP; bố cục M01/2',
    'Bản điện tử chưa ký số',
    'Trang 1/1',
  ])('says “%s”', (sentence) => {
    expect(text).toContain(sentence)
  })

  test('has a table of papers with originals and copies apart', async () => {
    const lines = (await textOf(slip)).split('\n').map((line) => line.trim().replace(/ {2,}/g, ' | '))
    expect(lines).toContain('1 | Tờ khai đăng ký khai sinh theo mẫu | Bản chính | 1 | 0')
    expect(lines).toContain('3 | Giấy chứng nhận kết hôn của cha, mẹ | Bản sao chứng thực | 0 | 1')
  })

  test('is read by a scanner: the code from the bars, the address of the dossier from the QR code', async () => {
    const codes = await codesOn(slip, 1)
    expect(codes).toContainEqual({ format: 'Code128', text: aReceipt().dossierCode })
    expect(codes).toContainEqual({ format: 'QRCode', text: aReceipt().trackingUrl })
  })

  test('carries its fonts, cut, as TrueType with Unicode', async () => {
    const fonts = await fontsOf(slip)
    expect(fonts.map((font) => font.replace(/ \d+ 0$/, '').replace(/^[A-Z]{6}\+/, ''))).toEqual([
      'Tinos-Regular CID TrueType Identity-H yes yes yes',
      'Tinos-Bold CID TrueType Identity-H yes yes yes',
      'Tinos-Italic CID TrueType Identity-H yes yes yes',
    ])
    expect(slip.length).toBeLessThan(60_000)
  })

  test('can be read aloud: tagged, in Vietnamese, with a title, and names no person outside its text', async () => {
    const info = await infoOf(slip)
    expect(info).toMatchObject({
      Tagged: 'yes',
      Title: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả H57.132-261123-0583',
      Author: 'Trung tâm Phục vụ hành chính công xã Quế Võ',
    })
    expect(JSON.stringify(info)).not.toContain('Tưởng')
  })

  test('is dated by its data, so that the same data gives the same bytes', async () => {
    const info = await infoOf(slip)
    expect(new Date(info.CreationDate ?? '')).toEqual(new Date('2026-11-23T02:12:00Z'))
    expect(sha256(await renderReceipt(aReceipt()))).toBe(sha256(slip))
    expect(sha256(await renderReceipt(structuredClone(aReceipt())))).toBe(sha256(slip))
  })

  test('has other bytes when one word is another', async () => {
    expect(sha256(await renderReceipt(aReceipt({ receivedBy: 'Lê Thị Ngọc Ảnh' })))).not.toBe(sha256(slip))
  })
})

describe('what the slip says of the term', () => {
  test('is “Không quy định thời hạn” when none is laid down, and in place of the date that it will be told', async () => {
    const text = await printedText({ term: null })
    expect(text).toContain('theo quy định: Không quy định thời hạn')
    expect(text).toContain('trả kết quả giải quyết hồ sơ: Sẽ thông báo khi có kết quả')
    expect(text).not.toContain('25/11/2026')
  })

  test('names when it is counted from, when that is later than the reception', async () => {
    const { countedFrom: _, ...before } = aReceipt()
    expect(sha256(await renderReceipt(before))).toBe(sha256(await renderReceipt(aReceipt())))
    expect(await printedText({})).not.toContain('Thời hạn được tính từ')
    const countedFrom = parseInstant('2026-11-24T07:30:00+07:00')
    expect(await printedText({ countedFrom })).toContain('Thời hạn được tính từ 07:30 24/11/2026 (thứ Ba)')
  })
})

describe('what the slip says of the fee', () => {
  test.each<[string, ReceiptData['fees'], string]>([
    ['unknown when the procedure does not say', [], 'Phí, lệ phí: Chưa có thông tin mức phí'],
    [
      'unknown when the amount is not known',
      [{ name: 'Phí', amount: null, payment: 'UNPAID' }],
      'Phí: Chưa có thông tin mức phí',
    ],
    [
      '“Không thu” when it is nothing',
      [{ name: 'Lệ phí', amount: 0, payment: 'UNPAID' }],
      'Lệ phí: Không thu',
    ],
    [
      'the amount and that it is owed',
      [{ name: 'Phí', amount: 1_250_000, payment: 'UNPAID' }],
      'Phí: 1.250.000 đồng (chưa nộp)',
    ],
    [
      'the amount and that it is waived',
      [{ name: 'Phí', amount: 500, payment: 'EXEMPT' }],
      'Phí: 500 đồng (được miễn)',
    ],
  ])('%s', async (_name, fees, sentence) => {
    expect(await printedText({ fees })).toContain(sentence)
  })

  test('one line for each of several', async () => {
    const fees: ReceiptData['fees'] = [
      { name: 'Phí thẩm định', amount: 100_000, payment: 'PAID' },
      { name: 'Lệ phí cấp giấy', amount: 0, payment: 'UNPAID' },
    ]
    expect(await printedText({ fees })).toContain(
      '7. Phí, lệ phí: - Phí thẩm định: 100.000 đồng (đã nộp) - Lệ phí cấp giấy: Không thu',
    )
  })
})

describe('who the slip names', () => {
  test('the one who stood at the counter signs for the owner', async () => {
    const text = await printedText({
      submitter: {
        name: 'Trần Đức Ưng',
        identity: { kind: 'PASSPORT', number: 'C1234567' },
        basis: 'Giấy ủy quyền ngày 20/11/2026',
      },
    })
    expect(text).toContain(
      'Người nộp hồ sơ: Trần Đức Ưng, số hộ chiếu: C1234567 (theo Giấy ủy quyền ngày 20/11/2026)',
    )
    expect(text.match(/Trần Đức Ưng/g)).toHaveLength(2)
    expect(text.match(/Nguyễn Thị Tưởng Vỹ/g)).toHaveLength(1)
  })

  test('what nobody gave is left as dots to be filled in', async () => {
    const owner = { name: 'Nguyễn Văn A', identity: null, address: null, phone: null, email: null }
    const text = await printedText({ owner })
    for (const label of ['Số định danh/mã số thuế:', 'Địa chỉ:', 'Số điện thoại:', 'Email:']) {
      expect(text).toContain(`${label} ……`)
    }
  })

  test('names of the Central Highlands come out letter by letter, and no box is printed', async () => {
    const name = 'Y Blô̆ Niê Kdăm, H’Ơ̆ng Êban, ê̆ ư̆ ĕ ĭ ŏ ŭ č ƀ ñ'
    expect((await printedText({ owner: { ...aReceipt().owner, name } })).normalize('NFC')).toContain(
      name.normalize('NFC'),
    )
  })
})

describe('a slip with more than fits', () => {
  test('of thirty papers repeats the head of the table and counts its pages', async () => {
    const papers = papersInNumber(30).map((paper, at) => ({ ...paper, name: `Giấy tờ thứ ${at + 1}` }))
    const pages = await pagesOf(await renderReceipt(aReceipt({ papers })))
    expect(pages).toHaveLength(2)
    for (const [at, page] of pages.entries()) {
      expect(page).toContain('Tên giấy tờ')
      expect(page).toContain(`Trang ${at + 1}/2`)
    }
    for (let at = 1; at <= 30; at++) expect(pages.join('')).toMatch(new RegExp(`Giấy tờ thứ ${at}\\b`))
    expect(pages[1]).toContain('NGƯỜI TIẾP NHẬN HỒ SƠ')
  })

  test('by a few lines is set more closely on one sheet', async () => {
    const changes = { papers: papersInNumber(6), receptionPoint: 'Điểm tiếp nhận số 2' }
    expect((await infoOf(await renderReceipt(aReceipt(changes)))).Pages).toBe('1')
  })

  test('of words without an end runs over no edge and loses no letter', async () => {
    const endless = 'Nguyễnthịtưởngvỹ'.repeat(200)
    const slip = await renderReceipt(
      aReceipt({
        owner: { name: endless, identity: null, address: endless, phone: null, email: endless },
        papers: [{ name: endless, kind: endless, originals: 1, copies: 123_456 }],
        centre: endless.slice(0, 160),
        receivedBy: endless.slice(0, 90),
        place: endless.slice(0, 64),
      }),
    )
    const letters = (await textOf(slip)).normalize('NFC').replace(/\s/g, '').match(/ỹ/g)?.length ?? 0
    expect(letters).toBeGreaterThan(4 * 200)
    expect(Number((await infoOf(slip)).Pages)).toBeGreaterThan(2)
  })

  test('of a row taller than a page goes on over the page', async () => {
    const name = Array.from({ length: 900 }, (_, at) => `tờ${at}`).join(' ')
    const text = await printedText({ papers: [{ name, kind: 'Bản chính', originals: 1, copies: 0 }] })
    for (const at of [0, 400, 899]) expect(text).toContain(`tờ${at}`)
  })

  test('of a code too long for readable bars still has the QR code', async () => {
    const dossierCode = `H57.132-${'1A'.repeat(30)}`
    const codes = await codesOn(await renderReceipt(aReceipt({ dossierCode })), 1)
    expect(codes.map(({ format }) => format)).toEqual(['QRCode'])
  })
})

describe('a slip that was frozen for the first version', () => {
  const inFirst = async (changes: Partial<ReceiptData>) =>
    flowingTextOf(await renderFirstReceipt(aReceipt(changes)))

  test('says what it always said, and which version it is', async () => {
    const text = await inFirst({ term: null })
    expect(text).toContain('trả kết quả giải quyết hồ sơ: Không quy định thời hạn')
    expect(text).toContain('bố cục M01/1')
    expect(text).not.toContain('Sẽ thông báo')
    expect((await infoOf(await renderFirstReceipt(aReceipt()))).Creator).toBe('M01/1')
  })

  test('has its title beside the QR code, which the second has under it', async () => {
    const before = await titleAndQr(await renderFirstReceipt(aReceipt()))
    const now = await titleAndQr(await renderReceipt(aReceipt()))
    expect(before.titleTop).toBeLessThan(before.qrBottom)
    expect(now.titleTop).toBeGreaterThanOrEqual(now.qrBottom)
  })
})

/** In points from the top of the page: where the letters of the title begin, and where the QR code ends. */
async function titleAndQr(slip: Uint8Array): Promise<{ titleTop: number; qrBottom: number }> {
  const title = (await wordsOn(slip)).find(({ word }) => word === 'GIẤY')
  const qr = await bottomOf(slip, 'QRCode')
  if (!title || !qr) throw new Error('the slip has no title or no QR code')
  return { titleTop: title.top, qrBottom: qr.bottom }
}
