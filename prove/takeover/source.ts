import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import type { Dice } from '../support/dice.ts'

/**
 * What another software exports: thirty thousand dossiers, most of them over, as people typed them in the course of years; and
 * among them rows that nobody can take over, each with the reason that must be found.
 */

export const HEADINGS = [
  'Số hồ sơ',
  'Tên thủ tục',
  'Trạng thái',
  'Ngày nhận',
  'Ngày hẹn trả',
  'Ngày có kết quả',
  'Ngày trả',
  'Ngày dừng',
  'Tạm dừng từ',
  'Đánh giá',
  'Chủ hồ sơ',
  'Số CCCD',
  'Điện thoại',
  'Địa chỉ',
  'Cán bộ',
  'Ghi chú',
] as const

/** A day with an hour, or without. */
interface Moment {
  ms: number
  hasHour: boolean
}
type Cell = string | Moment | null

export interface SourceRow {
  cells: Cell[]
  /** The reason why it must stay out; null for a row that must be there. */
  fault: string | null
  state: string
}

const OURS: Readonly<Record<string, object>> = {
  'Công nhận hộ nghèo, hộ cận nghèo': {
    slug: 'cong-nhan-ho-ngheo-can-ngheo-phat-sinh-trong-nam',
    step: 'appraise',
  },
  'Cấp bản sao từ sổ gốc (cấp xã)': { nationalCode: '2.000908' },
  'Hoà giải tranh chấp đất đai': { slug: 'hoa-giai-tranh-chap-dat-dai' },
}
const GONE = [
  'Đăng ký hợp đồng lao động (đã bãi bỏ)',
  'Cấp giấy phép xây dựng nhà ở riêng lẻ – cấp huyện',
  'Xác nhận đơn xin vay vốn, "hộ khó khăn"',
  'Chứng thực chữ ký; chứng thực bản sao',
]
export const UNMAPPED = ['Thủ tục chưa ai khai 1', 'Thủ tục chưa ai khai 2']

export const MAPPING = {
  source: 'Một cửa điện tử huyện',
  centre: 'H05.47',
  columns: Object.fromEntries(
    [
      'code',
      'procedure',
      'state',
      'submittedAt',
      'dueAt',
      'issuedAt',
      'returnedAt',
      'closedAt',
      'pausedSince',
      'timeliness',
      'ownerName',
      'ownerNumber',
      'ownerPhone',
      'ownerAddress',
      'officer',
      'remarks',
    ].map((fact, nth) => [fact, HEADINGS[nth]]),
  ),
  dates: ['dd/MM/yyyy HH:mm', 'dd/MM/yyyy'],
  states: {
    'Mới nhận': 'ACCEPTED',
    'Đang xử lý': 'PROCESSING',
    'Chờ dân bổ sung': 'SUPPLEMENT',
    'Đã có kết quả': { state: 'RESOLVED', outcome: 'GRANTED' },
    'Đã trả dân': { state: 'RETURNED', outcome: 'GRANTED' },
    'Dân rút': { state: 'STOPPED', cause: 'WITHDRAWN' },
    'Không nhận': 'NOT_ACCEPTED',
  },
  timeliness: { 'Đúng hạn': 'ON_TIME', 'Quá hạn': 'OVERDUE' },
  procedures: { ...OURS, ...Object.fromEntries(GONE.map((name) => [name, { kept: name }])) },
  officers: { 'Phạm Quốc Dũng': 'dung', 'Vũ Thị Ngọc Ánh': 'anh' },
}

const FAMILIES = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Đặng',
  'Tôn Nữ',
  'Công Tằng Tôn Nữ',
  'Nguyễn Phúc',
]
const MIDDLES = ['Văn', 'Thị', 'Đức', 'Thị Thanh', 'Hoàng Bảo', 'Thị Kiều Quỳnh', 'Ngọc Minh', 'Quốc']
const GIVEN = [
  'Hùng',
  'Hưng',
  'Hường',
  'Thuỳ',
  'Thủy',
  'Ý',
  'Ước',
  'Nguyệt',
  'Khuyên',
  'Đoàn',
  'Quyền',
  'Uyên',
  'Tưởng',
]
const REMARKS = [
  '',
  '',
  'Nộp thay; có giấy ủy quyền',
  'Bổ sung:\n1) đơn\n2) bản sao "sổ hộ khẩu"',
  '=HYPERLINK("http://x.example","bấm")',
  '+84 912 345 678',
  '@anh Ba; -1+1',
]
const DAY = 86_400_000
const HANOI = 7 * 3_600_000

/** What is wrong with some, by the number of the cell; of each thousand rows ten have each of these. */
const FAULTS: Readonly<Record<string, Readonly<Record<number, Cell>>>> = {
  'code-missing': { 0: '' },
  'code-not-read': { 0: 'mã? (chưa rõ)' },
  // That of another row: it is put there when the others are known.
  'code-twice': {},
  'procedure-unmapped': { 1: UNMAPPED[0]! },
  'procedure-kept-but-open': { 1: GONE[0]!, 2: 'Đang xử lý' },
  'state-unmapped': { 2: 'Lưu kho tạm' },
  'date-not-read': { 3: '31/02/2023' },
  'date-missing': { 4: null },
  'date-in-future': { 3: '05/01/2098 08:00' },
  'date-before-submission': { 4: '05/01/2001 08:00' },
  'name-missing': { 10: '  ' },
  'name-in-old-font': { 10: 'NguyÔn V¨n B¶y' },
  'person-not-read': { 11: '0270650' },
}
export const FAULT_KINDS = Object.keys(FAULTS)

export const sourceOf = (dice: Dice, count: number, closed: number, today: number): SourceRow[] => {
  const rows = Array.from({ length: count }, (_, nth): SourceRow => {
    const row = nth < closed ? closedRow(dice, nth, today) : openRow(dice, nth, today)
    const fault = FAULT_KINDS[dice.below(100)]
    // What was never received has no promise that could be missing.
    if (fault === undefined || (row.state === 'NOT_ACCEPTED' && fault.startsWith('date-')))
      return { ...row, fault: null }
    const cells = [...row.cells]
    for (const [at, cell] of Object.entries(FAULTS[fault]!)) cells[Number(at)] = cell
    if (fault === 'procedure-unmapped') cells[1] = dice.pick(UNMAPPED)
    return { ...row, cells, fault }
  })
  const firsts = dice.shuffled(rows.filter(({ fault }) => fault !== 'code-twice'))
  const good = firsts.filter(({ fault }) => fault === null)
  const seconds = rows.filter(({ fault }) => fault === 'code-twice')
  return [
    ...firsts,
    ...seconds.map((row) => ({ ...row, cells: [dice.pick(good).cells[0]!, ...row.cells.slice(1)] })),
  ]
}

const base = (dice: Dice, nth: number, procedure: string, state: string): Cell[] => [
  codeOf(dice, nth),
  procedure,
  state,
  null,
  null,
  null,
  null,
  null,
  null,
  '',
  `${dice.pick(FAMILIES)} ${dice.pick(MIDDLES)} ${dice.pick(GIVEN)}`,
  dice.below(4) === 0 ? '' : `0${String(10_000_000_000 + nth * 7919).slice(-11)}`,
  dice.below(3) === 0 ? '+84 912 345 678' : '',
  dice.below(2) === 0 ? `Thôn ${1 + dice.below(9)}; xã "Mới", tỉnh Bắc Ninh` : '',
  dice.pick(['Phạm Quốc Dũng', 'Vũ Thị Ngọc Ánh', 'Người đã nghỉ hưu', '']),
  dice.pick(REMARKS),
]

/** As other software numbers: after the national form, with strokes, with letters. */
const codeOf = (dice: Dice, nth: number): string =>
  dice.pick([
    `000.00.16.H05-19${String(1000 + (nth % 9000)).slice(-4)}-${String(nth).padStart(5, '0')}`,
    `${String(nth).padStart(6, '0')}/HS-2021`,
    `HSO_${nth}.LI`,
  ])

const working = (dice: Dice, day: number): Moment => {
  const hasHour = dice.below(5) > 0
  return { ms: day * DAY - HANOI + (hasHour ? (7 * 60 + 30 + dice.below(560)) * 60_000 : 0), hasHour }
}
const at = (day: number, hour: number | null): Moment => ({
  ms: day * DAY - HANOI + (hour ?? 0) * 3_600_000,
  hasHour: hour !== null,
})

const closedRow = (dice: Dice, nth: number, today: number): Omit<SourceRow, 'fault'> => {
  const submitted = today - 40 - dice.below(2_900)
  const due = submitted + 2 + dice.below(25)
  const procedure = dice.pick([...Object.keys(OURS), ...GONE])
  const end = dice.below(50)
  const word = end === 0 ? 'Dân rút' : end === 1 ? 'Không nhận' : 'Đã trả dân'
  const cells = base(dice, nth, procedure, word)
  cells[3] = working(dice, submitted)
  if (word !== 'Không nhận') cells[4] = at(due, dice.pick([17, 11, null]))
  if (word === 'Đã trả dân') {
    const issued = Math.max(submitted + 1, due - 5 + dice.below(8))
    cells[5] = working(dice, issued)
    cells[6] = dice.below(4) === 0 ? null : at(issued + 1 + dice.below(9), null)
    cells[9] = dice.pick(['Đúng hạn', 'Quá hạn', ''])
  } else cells[7] = at(submitted + 1, null)
  return {
    cells,
    state: word === 'Dân rút' ? 'STOPPED' : word === 'Không nhận' ? 'NOT_ACCEPTED' : 'RETURNED',
  }
}

const OPEN = {
  'Mới nhận': 'ACCEPTED',
  'Đang xử lý': 'PROCESSING',
  'Chờ dân bổ sung': 'SUPPLEMENT',
  'Đã có kết quả': 'RESOLVED',
} as const

const openRow = (dice: Dice, nth: number, today: number): Omit<SourceRow, 'fault'> => {
  const submitted = today - 3 - dice.below(30)
  const word = dice.pick(Object.keys(OPEN) as (keyof typeof OPEN)[])
  const cells = base(dice, nth, dice.pick(Object.keys(OURS)), word)
  cells[3] = at(submitted, 9)
  cells[4] = at(submitted + 2 + dice.below(40), dice.pick([17, 11, null]))
  if (word === 'Chờ dân bổ sung') cells[8] = at(submitted + 1, dice.pick([10, null]))
  if (word === 'Đã có kết quả') cells[5] = at(submitted + 2, 10)
  return { cells, state: OPEN[word] }
}

// ---- As files --------------------------------------------------------------------------------------------------------

const two = (number: number): string => String(number).padStart(2, '0')

const textOf = (cell: Cell): string => {
  if (cell === null || typeof cell === 'string') return cell ?? ''
  const local = new Date(cell.ms + HANOI)
  const day = `${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}/${local.getUTCFullYear()}`
  return cell.hasHour ? `${day} ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}` : day
}

export const writeCsv = async (path: string, rows: readonly SourceRow[]): Promise<void> => {
  const file = createWriteStream(path)
  const line = (cells: readonly string[]) =>
    `${cells.map((cell) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(';')}\r\n`
  file.write(`\ufeff${line(HEADINGS)}`)
  for (const { cells } of rows) if (!file.write(line(cells.map(textOf)))) await once(file, 'drain')
  file.end()
  await once(file, 'finish')
}

/** With dates as spreadsheets keep them, and words that cells share. */
export const writeXlsx = async (path: string, rows: readonly SourceRow[]): Promise<void> => {
  const shared = new Map<string, number>()
  const numbered = (text: string): number => {
    const known = shared.get(text)
    if (known !== undefined) return known
    shared.set(text, shared.size)
    return shared.size - 1
  }
  const cellOf = (cell: Cell): string => {
    if (cell === null || cell === '') return '<c/>'
    if (typeof cell === 'string') return `<c t="s"><v>${numbered(cell)}</v></c>`
    const serial = (cell.ms + HANOI) / DAY + 25_569
    return `<c s="${cell.hasHour ? 2 : 1}"><v>${serial}</v></c>`
  }
  const body = [HEADINGS as readonly Cell[], ...rows.map(({ cells }) => cells)]
    .map((cells, nth) => `<row r="${nth + 1}">${cells.map(cellOf).join('')}</row>`)
    .join('')
  const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const zip = new yazl.ZipFile()
  const parts: Readonly<Record<string, string>> = {
    'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData>${body}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst ${main}>${[...shared.keys()].map((text) => `<si><t xml:space="preserve">${xml(text)}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet ${main}><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    'xl/workbook.xml': `<workbook ${main} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Hồ sơ" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
  }
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}

// ---- Read again, by nothing of the house's ---------------------------------------------------------------------------

/** A table, by a reader of a dozen lines. */
export const readAgain = (text: string, delimiter: ';' | ',' = ';'): string[][] => {
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  const signs = text.replace(/^\ufeff/, '')
  for (let nth = 0; nth < signs.length; nth += 1) {
    const sign = signs[nth]!
    if (isQuoted && sign === '"' && signs[nth + 1] === '"') cell += signs[++nth]
    else if (sign === '"') isQuoted = !isQuoted
    else if (!isQuoted && (sign === delimiter || sign === '\n')) {
      rows.at(-1)!.push(cell.replace(/\r$/, ''))
      cell = ''
      if (sign === '\n') rows.push([])
    } else cell += sign
  }
  return rows.filter((row) => row.length > 1)
}

/** Milliseconds since 1970 of what stands in a cell; a day alone is the end of its working hours. */
export const momentAgain = (text: string): number | null => {
  const match = /^(\d\d)\/(\d\d)\/(\d{4})(?: (\d\d):(\d\d))?$/.exec(text)
  if (!match) return null
  const [, day, month, year, hour = '17', minute = '00'] = match
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) - HANOI
}
