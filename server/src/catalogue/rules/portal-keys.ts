import { plain, tidy } from '#common/names.ts'

/**
 * The names under which the national portal's pages give a procedure, as they are printed there; other spellings
 * (case, spaces, decomposed letters, punctuation) are the same name. The first of each is the one we print back.
 */

/** Words to be compared: letters and digits only, without marks. */
export const fold = (text: string): string =>
  plain(tidy(text))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** What the portal prints where it has nothing. */
export const isPlaceholder = (text: string): boolean => fold(text) === 'khong co thong tin'

/** Null, empty, or what the portal prints where it has nothing. */
export const saysNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && (tidy(value) === '' || isPlaceholder(value))) ||
  (typeof value === 'object' && Object.keys(value).length === 0)

/** An object of JSON, which is no list. */
export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const RECORD = {
  title: ['title', 'Tên thủ tục', 'Tên thủ tục hành chính', 'Tên TTHC'],
  code: ['Mã thủ tục', 'Mã TTHC', 'Mã thủ tục hành chính'],
  level: ['Cấp thực hiện'],
  field: ['Lĩnh vực'],
  applicants: ['Đối tượng thực hiện'],
  conduct: ['Trình tự thực hiện'],
  channels: ['Cách thức thực hiện'],
  papers: ['Thành phần hồ sơ'],
  sets: ['Số lượng hồ sơ', 'Số bộ hồ sơ'],
  competent: ['Cơ quan thực hiện'],
  authority: ['Cơ quan có thẩm quyền', 'Cơ quan có thẩm quyền quyết định'],
  coordinating: ['Cơ quan phối hợp'],
  results: ['Kết quả thực hiện', 'Kết quả'],
  legalBasis: ['Căn cứ pháp lý'],
  conditions: ['Yêu cầu, điều kiện thực hiện', 'Yêu cầu, điều kiện'],
} as const

export const CHANNEL = {
  channel: ['Hình thức nộp'],
  term: ['Thời hạn giải quyết'],
  fees: ['Phí, lệ phí'],
  description: ['Mô tả'],
  forCase: ['Trường hợp'],
} as const

export const PAPER = {
  name: ['Tên giấy tờ', 'Loại giấy tờ'],
  form: ['Mẫu đơn, tờ khai'],
  count: ['Số lượng - bản chính', 'Số lượng'],
  forCase: ['Trường hợp'],
} as const

export const LEGAL_BASIS = {
  number: ['Số ký hiệu', 'Số, ký hiệu'],
  title: ['Trích yếu'],
} as const

/** A value with the key it stands under, as it is written in this record. */
export interface Found {
  key: string
  value: unknown
}

export interface Fields<Name extends string> {
  found: Partial<Record<Name, Found>>
  /** Under other keys, or a second time under another spelling, in their order. */
  rest: readonly Found[]
}

/** Sorts what an object says under the names that are known. Of two spellings the one that is earlier in the list counts. */
export const fieldsOf = <Name extends string>(
  object: object,
  names: Readonly<Record<Name, readonly string[]>>,
): Fields<Name> => {
  const entries = Object.entries(object).map(([key, value]) => ({ key, value, folded: fold(key) }))
  const taken = new Set<string>()
  const found: Partial<Record<Name, Found>> = {}
  for (const name of Object.keys(names) as Name[]) {
    for (const spelling of names[name]) {
      const match =
        entries.find(({ key }) => key === spelling) ??
        entries.find(({ folded, key }) => folded === fold(spelling) && !taken.has(key))
      if (!match || taken.has(match.key)) continue
      found[name] = match
      taken.add(match.key)
      break
    }
  }
  return { found, rest: entries.filter(({ key }) => !taken.has(key)) }
}
