import { plain, tidy } from '#common/names.ts'
import type { Row } from './judge.ts'
import { type Fact, wordKey } from './mapping.ts'
import { readerOf } from './moments.ts'

/**
 * A first mapping of a file that nobody has described: what its headings and words look like. Each guess begins with a
 * question mark, which a person takes away or writes over; a mapping with one left is refused.
 */

/** By the heading without its marks; the first that fits. The order tells "ngày trả kết quả" from "ngày hẹn trả". */
const HEADINGS: readonly [Fact, RegExp][] = [
  ['code', /^(ma|so)( so)? (ho so|bien nhan|phieu)|^ma bien nhan|^so ho so/],
  ['procedureCode', /^ma (thu tuc|tthc)/],
  ['procedure', /thu tuc|tthc|loai ho so|noi dung giai quyet/],
  ['timeliness', /tinh trang (han|xu ly)|dung han|som han|tre han|danh gia/],
  ['dueAt', /hen tra|han (tra|xu ly|giai quyet)|ngay hen/],
  ['pausedSince', /tam dung|yeu cau bo sung|ngay bo sung/],
  ['issuedAt', /ngay (co )?ket qua|ngay (xu ly xong|hoan thanh|ky)|ket thuc xu ly/],
  ['returnedAt', /ngay (da )?tra|tra ket qua/],
  ['closedAt', /ngay (rut|tu choi|huy|dung)/],
  ['submittedAt', /(ngay|thoi gian) (tiep )?(nhan|nop)/],
  ['state', /trang thai|tinh trang/],
  ['ownerNumber', /cccd|cmnd|cmtnd|so dinh danh|can cuoc/],
  ['ownerBirthDate', /ngay sinh|nam sinh/],
  ['ownerPhone', /dien thoai|sdt|so dt|di dong/],
  ['ownerEmail', /e ?mail|thu dien tu/],
  ['ownerAddress', /dia chi|noi o|thuong tru/],
  ['submitterName', /nguoi nop/],
  ['ownerName', /chu ho so|ho (va )?ten|nguoi dung ten|ten (ca nhan|cong dan|to chuc)/],
  ['officer', /can bo|nguoi (xu ly|giu|thu ly)|chuyen vien/],
  ['unit', /don vi|phong ban|co quan (xu ly|giai quyet)/],
  ['resultNumber', /so (quyet dinh|ket qua|van ban|giay phep)/],
  ['remarks', /ghi chu|noi dung|trich yeu/],
]

const STATES: readonly [RegExp, string][] = [
  [/rut/, 'STOPPED'],
  [/tu choi|khong tiep nhan|tra lai/, 'NOT_ACCEPTED'],
  [/dung (xu ly|giai quyet)|huy/, 'STOPPED'],
  [/da tra|tra ket qua cho|hoan thanh|ket thuc/, 'RETURNED'],
  [/cho tra|co ket qua|xu ly xong|da xu ly/, 'RESOLVED'],
  [/bo sung|tam dung/, 'SUPPLEMENT'],
  [/dang|trinh|thu ly|tham dinh|ky/, 'PROCESSING'],
  [/tiep nhan|moi/, 'ACCEPTED'],
]
const TIMELINESS: readonly [RegExp, string][] = [
  [/truoc|som/, 'EARLY'],
  [/qua|tre/, 'OVERDUE'],
  [/dung/, 'ON_TIME'],
]
const DATE_FORMS = [
  'dd/MM/yyyy HH:mm:ss',
  'dd/MM/yyyy HH:mm',
  'HH:mm dd/MM/yyyy',
  'dd/MM/yyyy',
  'dd-MM-yyyy HH:mm',
  'dd-MM-yyyy',
  'dd.MM.yyyy',
  'iso',
  'MM/dd/yyyy',
  'excel',
]
const DATES: readonly Fact[] = ['submittedAt', 'dueAt', 'issuedAt', 'returnedAt', 'closedAt', 'pausedSince']
// More different words than these, and the column is not what it was taken for.
const MOST_WORDS = 2_000

/** What is published here, for saying which of theirs may be which of ours. */
export interface OurTitle {
  slug: string
  national_code: string | null
  title: string
}

export class Sketch {
  readonly #headingRow: number
  readonly #columns = new Map<Fact, { at: number; heading: string }>()
  readonly #left: string[] = []
  readonly #words = new Map<Fact, Map<string, string>>()
  readonly #dates = new Map<string, number>()

  constructor(headed: Row) {
    this.#headingRow = headed.number
    for (const [at, heading] of headed.cells.entries()) {
      const text = plain(tidy(heading)).toLowerCase()
      const fact = HEADINGS.find(([one, form]) => form.test(text) && !this.#columns.has(one))?.[0]
      if (fact) this.#columns.set(fact, { at, heading: tidy(heading) })
      else if (tidy(heading) !== '') this.#left.push(tidy(heading))
    }
  }

  look({ cells }: Row): void {
    for (const fact of ['state', 'timeliness', 'procedure', 'unit', 'officer'] as const) {
      const text = this.#cell(fact, cells)
      const words = this.#words.get(fact) ?? new Map<string, string>()
      if (text !== '' && words.size < MOST_WORDS) words.set(wordKey(text), tidy(text))
      this.#words.set(fact, words)
    }
    for (const fact of DATES) {
      const text = this.#cell(fact, cells)
      const form = text === '' ? undefined : DATE_FORMS.find((one) => readerOf(one)?.(text))
      if (form) this.#dates.set(form, (this.#dates.get(form) ?? 0) + 1)
    }
  }

  #cell(fact: Fact, cells: readonly string[]): string {
    const column = this.#columns.get(fact)
    return column ? (cells[column.at] ?? '').trim() : ''
  }

  /** As it is written into the file. */
  written(ours: readonly OurTitle[]): Record<string, unknown> {
    const guess = (of: readonly [RegExp, string][], text: string): string => {
      const folded = plain(text).toLowerCase()
      return `?${of.find(([form]) => form.test(folded))?.[1] ?? ''}`
    }
    const wordsOf = (fact: Fact) => [...(this.#words.get(fact)?.values() ?? [])].sort()
    const each = (fact: Fact, meant: (text: string) => unknown) =>
      Object.fromEntries(wordsOf(fact).map((text) => [text, meant(text)]))
    return {
      _columnsNotUsed: this.#left,
      source: '?',
      headingRow: this.#headingRow,
      centre: '?',
      columns: Object.fromEntries([...this.#columns].map(([fact, { heading }]) => [fact, `?${heading}`])),
      dates: [...this.#dates].sort((one, other) => other[1] - one[1]).map(([form]) => `?${form}`),
      states: each('state', (text) => guess(STATES, text)),
      timeliness: each('timeliness', (text) => guess(TIMELINESS, text)),
      procedures: each('procedure', (text) => nearest(text, ours)),
      units: each('unit', () => '?'),
      officers: each('officer', () => '?'),
      holderUnknown: 'POST',
    }
  }
}

/** The same title is most likely the same procedure; of any other only the name can be kept, and only of what is over. */
const nearest = (text: string, ours: readonly OurTitle[]): Record<string, string> => {
  const same = ours.find(({ title }) => wordKey(title) === wordKey(text))
  return same ? { slug: `?${same.slug}` } : { kept: `?${text}` }
}
