import { saysSomething, tidy } from '#common/names.ts'
import { isFineEnough, LONGEST_TERM, type Term, type TermUnit } from '#deadlines/rules/term.ts'
import { fold, isPlaceholder } from './portal-keys.ts'

/**
 * Reads terms (thời hạn giải quyết) out of words. A field that holds a number and a unit is read; everything else is
 * for a person, with a suggestion where the words allow exactly one. Nothing is rounded, guessed or converted.
 */

/**
 * - `STATED`: a number and a unit
 * - `NONE_BY_LAW` (không quy định): the words say that no term is laid down
 * - `NONE_SAID` (không có, không xác định): none, and not that the law sets none
 * - `NO_UNIT`: a number alone
 * - `OTHER_UNIT`: weeks, months, minutes: a term of ours has no such unit
 * - `NOT_A_TERM`: zero, negative, of no sense as a fraction, or longer than ten years
 */
export type TermReading =
  | { kind: 'STATED'; term: Term; clockHours: boolean }
  | {
      kind: 'NONE_BY_LAW' | 'NONE_SAID' | 'EMPTY' | 'NO_UNIT' | 'OTHER_UNIT' | 'NOT_A_TERM' | 'PROSE'
    }

/** What a field says of the term. */
export const readTerm = (words: string): TermReading => {
  const text = tidy(words)
  if (!saysSomething(text) || isPlaceholder(text)) return { kind: 'EMPTY' }
  if (text.length > LONGEST_FIELD) return { kind: 'PROSE' }
  const none = readNone(text)
  if (none) return { kind: none }
  if (/^[-–−]?\d+(?:[.,]\d+)?$/.test(text)) return { kind: 'NO_UNIT' }
  if (/^[-–−]\s*\d/.test(text)) return { kind: 'NOT_A_TERM' }
  if (SAME_DAY_ALONE.test(text))
    return { kind: 'STATED', term: { value: 1, unit: 'SAME_DAY' }, clockHours: false }
  const found = NUMBER_AND_UNIT_ALONE.exec(text)?.groups
  if (!found) return { kind: 'PROSE' }
  const value = numberOf(found)
  const unit = unitOf(found)
  if (value === null) return { kind: 'PROSE' }
  if (unit === null) return { kind: 'OTHER_UNIT' }
  const term = { value, unit }
  return isTerm(term) ? { kind: 'STATED', term, clockHours: isClockHours(found) } : { kind: 'NOT_A_TERM' }
}

/** A number and a unit, or words that say there is none, are shorter. */
const LONGEST_FIELD = 200

/** A term that a text names in passing, with the words around it. */
export interface NamedTerm {
  /** Null: in months or years, which a term of ours cannot be. */
  term: Term | null
  /** Whether it runs from the receipt of the dossier or from something else; null where nothing is said. */
  from: 'RECEIPT' | 'ELSEWHERE' | null
  /** Some time is left out of it: carriage, verification. */
  leavesOut: boolean
  /** From the source, as it stands there. */
  words: string
}

/** A text that names more than that is for a person anyway. */
const MOST_NAMED = 100

/** The terms that a text names, in its order. Times of the clock, dates and ages are none. */
export const termsNamedIn = (prose: string): readonly NamedTerm[] => {
  const text = tidy(prose)
  const named: (NamedTerm & { at: number })[] = []
  for (const found of text.matchAll(NUMBER_AND_UNIT)) {
    const groups = found.groups ?? {}
    const before = text.slice(Math.max(0, found.index - 40), found.index)
    const after = text.slice(found.index + found[0].length)
    if (named.length >= MOST_NAMED) break
    if (isTimeOfDay(groups, before, after)) continue
    if (isLong(groups) && !LIMIT_BEFORE.test(before)) continue
    const value = numberOf(groups)
    if (value === null || value === 0) continue
    const unit = unitOf(groups)
    const around = {
      from: startOf(after),
      leavesOut: LEAVES_OUT.test(after.slice(0, 80)),
      words: excerpt(text, found.index, found[0].length),
    }
    const lower = RANGE_BEFORE.exec(before)?.[1]
    for (const one of lower === undefined ? [value] : [Number(lower), value])
      named.push({ term: unit && { value: one, unit }, ...around, at: found.index })
  }
  const [sameDay] = text.matchAll(SAME_DAY)
  if (sameDay)
    named.push({
      term: { value: 1, unit: 'SAME_DAY' },
      from: null,
      leavesOut: false,
      words: excerpt(text, sameDay.index, sameDay[0].length),
      at: sameDay.index,
    })
  return named.sort((one, other) => one.at - other.at).map(({ at: _, ...rest }) => rest)
}

/** Why a stated term may not be the whole truth. */
export type TermDoubt =
  | { code: 'term-contradicted'; words: string; suggestion: Term | null }
  | { code: 'term-several' | 'term-starts-elsewhere' | 'term-leaves-out'; words: string; suggestion: null }

/**
 * What the description of a channel says against its term.
 *
 * @param stated null: the field says that there is none
 */
export const doubtsOf = (stated: Term | null, description: string): readonly TermDoubt[] => {
  const named = termsNamedIn(description)
  const doubts: TermDoubt[] = []
  const others = distinct(named.filter(({ term }) => !sameTerm(term, stated)))
  const agrees = named.some(({ term }) => sameTerm(term, stated))
  const [other] = others
  if (other && !agrees && others.length === 1)
    doubts.push({ code: 'term-contradicted', words: other.words, suggestion: other.term })
  else if (other) doubts.push({ code: 'term-several', words: joined(others), suggestion: null })
  else if (stated !== null && SAYS_NONE.test(fold(description)))
    doubts.push({ code: 'term-contradicted', words: excerpt(tidy(description), 0, 0), suggestion: null })
  const meant = named.filter(({ term }) => sameTerm(term, stated) || others.length === 1)
  const elsewhere = meant.find(({ from }) => from === 'ELSEWHERE')
  if (elsewhere) doubts.push({ code: 'term-starts-elsewhere', words: elsewhere.words, suggestion: null })
  const less = meant.find(({ leavesOut }) => leavesOut)
  if (less) doubts.push({ code: 'term-leaves-out', words: less.words, suggestion: null })
  return doubts
}

/** A conduct names steps, each with a term of its own; only the same number in another unit speaks against the field. */
export const unitDoubtOf = (stated: Term, conduct: string): TermDoubt | null => {
  const named = termsNamedIn(conduct).filter(({ term }) => term?.value === stated.value)
  const [other] = named
  if (!other?.term || stated.unit === 'SAME_DAY' || other.term.unit === 'SAME_DAY') return null
  if (named.some(({ term }) => sameTerm(term, stated))) return null
  return { code: 'term-contradicted', words: other.words, suggestion: other.term }
}

/** What a person may find when the field itself is not read: the one term that it, or else the description, names. */
export const suggestedTerm = (words: string, description: string): Term | 'NONE_BY_LAW' | null => {
  for (const text of [words, description]) {
    const named = distinct(termsNamedIn(text))
    const [one] = named
    if (one) return named.length === 1 && one.term !== null && isTerm(one.term) ? one.term : null
    if (text.length <= LONGEST_FIELD && readNone(tidy(text)) === 'NONE_BY_LAW') return 'NONE_BY_LAW'
  }
  return null
}

const sameTerm = (one: Term | null, other: Term | null): boolean =>
  one !== null &&
  other !== null &&
  one.unit === other.unit &&
  (one.unit === 'SAME_DAY' || one.value === other.value)

/** One of each term; those in months are each their own, since their words alone tell them apart. */
const distinct = (named: readonly NamedTerm[]): readonly NamedTerm[] =>
  named.filter(
    (one, at) => named.findIndex((earlier) => sameTerm(earlier.term, one.term)) === at || !one.term,
  )

const MOST_EXCERPTS = 4

const joined = (named: readonly NamedTerm[]): string =>
  named
    .slice(0, MOST_EXCERPTS)
    .map(({ words }) => words)
    .join(' | ') + (named.length > MOST_EXCERPTS ? ' | …' : '')

const isTerm = (term: Term): boolean =>
  term.unit === 'SAME_DAY' || (term.value > 0 && term.value <= LONGEST_TERM[term.unit] && isFineEnough(term))

// ---- Words that say there is none ------------------------------------------------------------------------------

const NONE_BY_LAW =
  /^(?:phap luat |luat )?(?:khong|khong co) (?:quy|qui) dinh(?: ve)?(?: thoi (?:han|gian)(?: giai quyet)?)?$/
const NONE_SAID =
  /^(?:khong|khong co|khong xac dinh|khong ap dung|khong gioi han|chua (?:co )?(?:quy|qui) dinh|chua xac dinh|khong (?:quy|qui) dinh cu the)(?: thoi (?:han|gian)(?: giai quyet)?)?$/
const SAYS_NONE =
  /^khong (?:co )?(?:quy|qui) dinh(?: cu the)?$|(?:khong|chua) (?:co )?(?:quy|qui) dinh (?:ve )?thoi (?:han|gian)/

const readNone = (text: string): 'NONE_BY_LAW' | 'NONE_SAID' | null => {
  const folded = fold(text)
  if (NONE_BY_LAW.test(folded)) return 'NONE_BY_LAW'
  return NONE_SAID.test(folded) ? 'NONE_SAID' : null
}

// ---- Numbers and units -----------------------------------------------------------------------------------------

const ONES: Readonly<Record<string, number>> = {
  một: 1,
  mốt: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
  tư: 4,
  năm: 5,
  lăm: 5,
  sáu: 6,
  bảy: 7,
  bẩy: 7,
  tám: 8,
  chín: 9,
}
const ONE = `(?:${Object.keys(ONES).join('|')})`
const SPELLED = `(?:${ONE}\\s+mươi(?:\\s+${ONE})?|mười(?:\\s+${ONE})?|${ONE})`
// Marks are often left out of the units ("ngay lam viec"); a number in front leaves no doubt what is meant.
const DAY = 'ng[àa]y'
const WORKING = 'l[àa]m\\s+vi[ệeê]c'
const HOUR = 'gi[ờo]'

/** 15, 0,5, 1/2 or mười lăm; a second time in brackets, as clerks write it; and a unit. */
const PAIR = [
  `(?:(?<figure>\\d{1,9}(?:[.,]\\d{1,3})?|\\d\\s*/\\s*\\d|½)|(?<spelled>${SPELLED})(?!\\p{L}))`,
  '(?:\\s*\\(\\s*(?<again>[^()]{1,30}?)\\s*\\))?',
  '\\s*(?:',
  [
    `(?<workingDay>${DAY}\\s*\\(?(?:\\s*t[íi]nh)?(?:\\s*theo)?(?:\\s*${DAY})?\\s*${WORKING}\\)?|nlv(?!\\p{L}))`,
    `(?<workingHour>${HOUR}\\s+(?:${WORKING}|h[àa]nh\\s+ch[íi]nh))`,
    `(?<clockHour>(?:${HOUR}|tiếng|h)(?![\\p{L}]))`,
    `(?<calendarDay>${DAY}(?!\\p{L})(?:\\s+(?:theo|d[ươu]+ng)?\\s*l[ịi]ch(?!\\p{L}))?)(?!\\s*\\d)`,
    '(?<otherUnit>(?:tuần|tháng|năm|quý|phút|buổi)(?!\\p{L}))(?!\\s*(?:\\d|học))',
  ].join('|'),
  ')',
].join('')

// "15 ngày 12/3/2015" is no term, nor "12/3 ngày"; "- 05 ngày" is one.
const NUMBER_AND_UNIT = new RegExp(`(?<![\\p{L}\\p{N}]|\\d[.,/])${PAIR}`, 'giu')
const NUMBER_AND_UNIT_ALONE = new RegExp(
  `^(?:(?:thời (?:hạn|gian)(?: giải quyết)?|là|không quá|tối đa|trong vòng|trong thời hạn|trong|chậm nhất)(?: ?:)? ?){0,3}${PAIR}\\s*[.;,]?$`,
  'iu',
)
const SAME_DAY =
  /(?<!\p{L})(?:ngay\s+)?trong\s+ngày(?!\p{L})(?!\s*(?:\d|nghỉ|lễ|tết|sau|hôm sau|kế|tiếp theo|làm việc (?:tiếp theo|kế tiếp|sau)))/giu
const SAME_DAY_ALONE =
  /^(?:giải quyết\s+)?(?:ngay\s+)?trong\s+ngày(?:\s+làm\s+việc)?(?:\s+(?:tiếp\s+nhận|nhận(?:\s+đủ)?)(?:\s+hồ\s+sơ)?(?:\s+hợp\s+lệ)?)?\s*\.?$/iu

type Groups = Readonly<Record<string, string | undefined>>

const unitOf = (found: Groups): TermUnit | null => {
  if (found.workingDay) return 'WORKING_DAY'
  if (found.calendarDay) return 'CALENDAR_DAY'
  return found.workingHour || found.clockHour ? 'WORKING_HOUR' : null
}

const isClockHours = (found: Groups): boolean => found.clockHour !== undefined
const isLong = (found: Groups): boolean => found.otherUnit !== undefined

/** Null where the figure can be read in two ways, or what stands behind it in brackets is not the same number. */
const numberOf = ({ figure, spelled, again }: Groups): number | null => {
  const value = spelled === undefined ? figured(figure ?? '') : spelledOut(spelled)
  if (again === undefined || value === null) return value
  const repeated = /^\d+$/.test(again) ? Number(again) : spelledOut(again)
  return repeated === value ? value : null
}

const figured = (figure: string): number | null => {
  if (figure === '½') return 0.5
  const parts = /^(\d)\s*\/\s*(\d)$/.exec(figure)
  if (parts) return Number(parts[2]) === 0 ? null : Number(parts[1]) / Number(parts[2])
  // 1.000 is a thousand here and one elsewhere.
  return /[.,]\d{3}$/.test(figure) ? null : Number(figure.replace(',', '.'))
}

const spelledOut = (words: string): number | null => {
  const parts = words.normalize('NFC').toLowerCase().split(/\s+/)
  const one = (word: string | undefined) => (word === undefined ? 0 : (ONES[word] ?? null))
  if (parts[0] === 'mười') return plus(10, one(parts[1]))
  if (parts[1] === 'mươi') return plus(10 * (ONES[parts[0] ?? ''] ?? Number.NaN), one(parts[2]))
  return parts.length === 1 ? (ONES[parts[0] ?? ''] ?? null) : null
}

const plus = (tens: number, ones: number | null): number | null =>
  ones === null || Number.isNaN(tens) ? null : tens + ones

// ---- What stands around a term ---------------------------------------------------------------------------------

const LIMIT_BEFORE =
  /(?:không quá|trong thời hạn|trong vòng|tối đa|chậm nhất|thời hạn giải quyết)[^.;]{0,25}$/iu
const RANGE_BEFORE = /(?:^|[^\d.,/])(\d{1,4})\s*(?:-|–|đến|tới|hoặc)\s*$/iu
const LEAVES_OUT = /^[^.;]*(?:(?:chưa|không)\s+(?:kể|tính|bao gồm)|trừ thời gian)/iu

/** "sau 15 giờ", "từ 7 giờ 30", "3 giờ chiều": when, not how long. */
const isTimeOfDay = (found: Groups, before: string, after: string): boolean =>
  isClockHours(found) &&
  (/^\s*(?:\d|rưỡi|kém|sáng|trưa|chiều|tối|h)/iu.test(after) ||
    (/(?:sau|trước|lúc|từ|đến|hồi|-|–)\s*$/iu.test(before) && !/^\s*,?\s*(?:kể|tính) từ/iu.test(after)))

const START =
  /^[\s,;:(]*(?:được\s+)?(?:(?:kể|tính)\s+từ|(?:sau|từ)\s+(?:khi|ngày|thời điểm))\s+([^.;,)]{1,90})/iu
const OF_THE_DOSSIER = /nhận|hồ sơ|nộp|yêu cầu|đề nghị|đơn/iu
const OF_SOMETHING_ELSE =
  /hết|kết thúc|thông báo|quyết định|khai giảng|hoàn thành|hoàn thiện|công bố|niêm yết|trúng tuyển|họp|có kết quả|(?<!đăng )ký/iu

const startOf = (after: string): NamedTerm['from'] => {
  const start = START.exec(after)?.[1]
  if (start === undefined) return null
  return OF_THE_DOSSIER.test(start) && !OF_SOMETHING_ELSE.test(start) ? 'RECEIPT' : 'ELSEWHERE'
}

const BEFORE = 60
const AFTER = 110

/** The term and its surroundings, cut at spaces. */
const excerpt = (text: string, at: number, length: number): string => {
  const from = at <= BEFORE ? 0 : text.indexOf(' ', at - BEFORE) + 1
  const end = at + length + AFTER
  const to = end >= text.length ? text.length : Math.max(text.lastIndexOf(' ', end), at + length)
  return `${from > 0 ? '… ' : ''}${text.slice(Math.min(from, at), to)}${to < text.length ? ' …' : ''}`
}
