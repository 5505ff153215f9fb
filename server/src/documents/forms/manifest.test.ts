import { describe, expect, test } from 'vitest'
import { flowingTextOf, infoOf, pagesOf, textOf } from '../read-back.testing.ts'
import { type ManifestData, renderManifest } from './manifest.ts'
import { aManifest, dossiersInNumber } from './samples.testing.ts'

const printedText = async (changes: Partial<ManifestData>) =>
  flowingTextOf(await renderManifest(aManifest(changes)))

describe('a manifest of two dossiers that go by post', async () => {
  const manifest = await renderManifest(aManifest())
  const text = await flowingTextOf(manifest)

  test.each([
    'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ QUẾ VÕ',
    'Số: 12/BGHS',
    'Ngày 24 tháng 11 năm 2026',
    'PHIẾU BÀN GIAO HỒ SƠ GIẤY',
    'Bên giao: Trung tâm Phục vụ hành chính công xã Quế Võ (Lê Thị Ngọc Ánh)',
    'Bên nhận: Phòng Kinh tế, Ủy ban nhân dân xã Quế Võ (Phạm Văn Quỳnh)',
    'Giao lúc: 16:30 24/11/2026 (thứ Ba)',
    'Chuyển qua: Bưu điện khu vực Quế Võ',
    'Số vận đơn: EB123456789VN',
    'Tổng cộng: 02 hồ sơ, 04 bản chính, 01 bản sao.',
    'Ghi nhận khi nhận (thiếu, hỏng, khác với bảng trên):',
    'BÊN GIAO',
    'BÊN NHẬN',
    'Phiếu này lập thành 02 bản, mỗi bên giữ 01 bản.',
    'Bố cục MANIFEST/1 do phần mềm trình bày, không theo mẫu của văn bản nào',
  ])('says “%s”', (sentence) => {
    expect(text).toContain(sentence)
  })

  test('has a line for each dossier: whose it is, its papers, originals and copies apart', async () => {
    const lines = (await textOf(manifest)).split('\n').map((line) => line.trim().replace(/ {2,}/g, ' | '))
    expect(lines).toContain('1 | H57.132-261123-0001 | Nguyễn Thị Tưởng Vỹ | - Tờ khai theo mẫu | 2 | 0')
    expect(lines).toContain('2 | H57.132-261123-0002 | Trần Đức Ưng | - Tờ khai theo mẫu | 2 | 1')
  })

  test('is one tagged sheet', async () => {
    expect(await infoOf(manifest)).toMatchObject({ Pages: '1', Tagged: 'yes', Creator: 'MANIFEST/1' })
  })
})

test('from hand to hand, to whoever is there, names no carrier and leaves the name to be written', async () => {
  const text = await printedText({ carrier: null, to: { unit: 'Phòng Kinh tế', officer: null } })
  expect(text).toContain('Chuyển qua: giao nhận trực tiếp')
  expect(text).toContain('Bên nhận: Phòng Kinh tế Giao lúc')
  expect(text).not.toContain('Số vận đơn')
  expect(text).not.toContain('null')
})

test('without a bill number leaves dots for it', async () => {
  expect(await printedText({ carrier: { name: 'Bưu điện', billNumber: null } })).toContain('Số vận đơn: ……')
})

test('of forty dossiers repeats the head of its table, sums them, and keeps both signatures with what is noted', async () => {
  const pages = await pagesOf(await renderManifest(aManifest({ dossiers: dossiersInNumber(40) })))
  for (const page of pages) expect(page).toContain('Giấy tờ bàn giao')
  for (let at = 1; at <= 40; at++)
    expect(pages.join('')).toContain(`H57.132-261123-${String(at).padStart(4, '0')}`)
  for (const words of ['40 hồ sơ, 80 bản chính, 39 bản sao', 'Ghi nhận khi nhận', 'BÊN GIAO', 'BÊN NHẬN'])
    expect(pages.at(-1)).toContain(words)
})

test('of any length has what is noted and both signatures on one page', async () => {
  for (let count = 3; count <= 14; count++) {
    const pages = await pagesOf(await renderManifest(aManifest({ dossiers: dossiersInNumber(count) })))
    for (const words of ['Nhận lúc:', 'Ghi nhận khi nhận', 'BÊN GIAO', 'Phạm Văn Quỳnh'])
      expect(pages.at(-1)).toContain(words)
  }
})
