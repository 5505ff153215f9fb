import { describe, expect, test } from 'vitest'
import { filesPage, supplementPage } from '../index.ts'
import { frame } from '../samples.testing.ts'
import { BROUGHT, COMPLETED, INCOMPLETE, SUPPLEMENT } from '../tracking-samples.testing.ts'
import { textOf } from '../well-formed.testing.ts'

const PAPERS = [
  { paperId: 'don', name: 'Giấy đề nghị' },
  { paperId: 'thu-nhap', name: 'Xác nhận thu nhập' },
]
const sending = (tracking: typeof SUPPLEMENT) =>
  filesPage({
    ...frame('vi'),
    tracking,
    secret: 'ABCD2345WXYZ',
    areAsked: true,
    papers: PAPERS,
    mostBytes: 20_000_000,
    received: [],
    refused: [],
    taken: 0,
    idempotencyKey: 'key',
  })
const telling = (tracking: typeof SUPPLEMENT, isTold: boolean) =>
  textOf(
    supplementPage({
      ...frame('vi'),
      tracking,
      secret: 'ABCD2345WXYZ',
      note: '',
      files: [],
      step: isTold ? { is: 'told' } : { is: 'read-over', key: 'key' },
    }),
  )

describe('the page for sending files', () => {
  test('names what was asked for first, in its own words, and takes no paper for chosen', () => {
    const [select = ''] = /<select.*<\/select>/s.exec(sending(SUPPLEMENT)) ?? []
    const options = [...select.matchAll(/<option value="([^"]*)"[^>]*>([^<]*)/g)].map(([, ...one]) => one)
    expect(options).toEqual([
      ['', 'Chọn giấy tờ…'],
      // It says the whole name of a paper of the procedure, and is that one.
      ['thu-nhap', 'Xác nhận thu nhập năm 2026 của các thành viên trong hộ'],
      ['khac', 'Bản sao hợp đồng lao động'],
      ['don', 'Giấy đề nghị'],
      ['khac', 'Giấy tờ khác'],
    ])
    expect(select).toMatch(/^<select[^>]* required/)
  })

  test('before acceptance speaks of no term that stands still, and of no work that goes on', () => {
    const before = [textOf(sending(INCOMPLETE)), telling(INCOMPLETE, false), telling(COMPLETED, true)].join()
    expect(before).not.toMatch(/tạm dừng|giải quyết tiếp|yêu cầu bổ sung lần nữa/)
    expect(before).toContain('đến lúc đó hồ sơ vẫn chưa được tiếp nhận và thời hạn chưa tính')
    expect(before).toContain('Còn thiếu thì hồ sơ có thể bị từ chối tiếp nhận.')
    const since = [textOf(sending(SUPPLEMENT)), telling(SUPPLEMENT, false), telling(BROUGHT, true)].join()
    expect(since).toContain('thời hạn vẫn tạm dừng đến lúc đó')
    expect(since).toContain('hồ sơ được giải quyết tiếp')
  })
})
