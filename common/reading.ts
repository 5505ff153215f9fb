import { addDays, type ClockTime, isClockTime, isPlainDate, type PlainDate } from './time.ts'

/** What can be wrong with the form of what was written. */
export type FormProblem =
  | 'MISSING'
  | 'UNKNOWN_KEY'
  | 'NOT_TEXT'
  | 'TEXT_TOO_LONG'
  | 'NOT_A_NUMBER'
  | 'NOT_YES_OR_NO'
  | 'NOT_A_LIST'
  | 'NOT_AN_OBJECT'
  | 'NOT_A_DAY'
  | 'NOT_A_CLOCK_TIME'
  | 'NOT_AN_ID'
  | 'UNKNOWN_WORD'

/** Notes a problem with its place, `versions[0].cases[1].sets`, and what was found there where that helps. */
export type Found = (place: string, problem: FormProblem, words?: string | number) => void

/** No office of today's is older than the Republic. */
const EARLIEST_DAY = '1945-09-02'
/** Some twenty years: what lies farther ahead is a slip of the pen, and would stand in the way of every later decision. */
const FARTHEST_DAYS = 7_305

/** Whether somebody can mean this day, on this legal day in Asia/Ho_Chi_Minh. */
export const isWithinReach = (date: PlainDate, today: PlainDate): boolean =>
  date >= EARLIEST_DAY && date <= addDays(today, FARTHEST_DAYS)

/** A problem as a line: `versions[0].slug: SLUG_NOT_READ (Đăng ký)`; of the whole, `FILE: NOT_AN_OBJECT`. */
export const lineOf = (place: string, problem: string, words?: string | number): string =>
  `${place === '' ? 'FILE' : place}: ${problem}${words === undefined ? '' : ` (${words})`}`

/**
 * Reads what a file holds, of which nothing is known yet, into what it should be. What does not fit is noted with
 * its place and something stands in for it, so that one reading finds everything; who reads then asks whether
 * anything was found before using it.
 */
export type Reader<Value> = (value: unknown, place: string, found: Found) => Value

/** The longest of 53 real procedures, how it is carried out, has 15,390 characters. */
const LONGEST_TEXT = 100_000

export const text: Reader<string> = (value, place, found) => {
  if (typeof value === 'string') {
    if (value.length > LONGEST_TEXT) found(place, 'TEXT_TOO_LONG', value.length)
    return value.normalize('NFC').trim()
  }
  found(place, value === undefined ? 'MISSING' : 'NOT_TEXT')
  return ''
}

/** Words that may not be left blank, and no more of them than somebody would read. */
export const said =
  (longest: number): Reader<string> =>
  (value, place, found) => {
    const words = text(value, place, found)
    if (typeof value === 'string' && words === '') found(place, 'MISSING')
    else if (words.length > longest) found(place, 'TEXT_TOO_LONG', `${words.length} > ${longest}`)
    return words
  }

export const number: Reader<number> = (value, place, found) => {
  if (typeof value === 'number') return value
  found(place, value === undefined ? 'MISSING' : 'NOT_A_NUMBER')
  return 0
}

export const yesOrNo: Reader<boolean> = (value, place, found) => {
  if (typeof value === 'boolean') return value
  found(place, value === undefined ? 'MISSING' : 'NOT_YES_OR_NO')
  return false
}

export const day: Reader<PlainDate> = (value, place, found) => {
  if (isPlainDate(value)) return value
  if (value === undefined) found(place, 'MISSING')
  else found(place, 'NOT_A_DAY', shown(value))
  return '' as PlainDate
}

export const clock: Reader<ClockTime> = (value, place, found) => {
  if (isClockTime(value)) return value
  if (value === undefined) found(place, 'MISSING')
  else found(place, 'NOT_A_CLOCK_TIME', shown(value))
  return '' as ClockTime
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const uuid: Reader<string> = (value, place, found) => {
  if (typeof value === 'string' && UUID.test(value)) return value
  if (value === undefined) found(place, 'MISSING')
  else found(place, 'NOT_AN_ID', shown(value))
  return ''
}

export const oneOf =
  <const Word extends string>(...words: readonly Word[]): Reader<Word> =>
  (value, place, found) => {
    const word = words.find((candidate) => candidate === value)
    if (word !== undefined) return word
    if (value === undefined) found(place, 'MISSING', words.join(', '))
    else found(place, 'UNKNOWN_WORD', `${shown(value)}: ${words.join(', ')}`)
    return words[0] as Word
  }

/** What the source leaves out is null, or left out in the file too. */
export const maybe =
  <Value>(read: Reader<Value>): Reader<Value | null> =>
  (value, place, found) =>
    value === undefined || value === null ? null : read(value, place, found)

/** A list that is left out is empty. */
export const listOf =
  <Value>(read: Reader<Value>): Reader<readonly Value[]> =>
  (value, place, found) => {
    if (value === undefined) return []
    if (Array.isArray(value)) return value.map((item, at) => read(item, `${place}[${at}]`, found))
    found(place, 'NOT_A_LIST')
    return []
  }

type Readers = Readonly<Record<string, Reader<unknown>>>
type Read<Fields extends Readers> = { [Key in keyof Fields]: ReturnType<Fields[Key]> }

/** An object of these keys and no others. */
export const object =
  <Fields extends Readers>(fields: Fields): Reader<Read<Fields>> =>
  (value, place, found) => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (!isObject) found(place, value === undefined ? 'MISSING' : 'NOT_AN_OBJECT')
    const given = isObject ? (value as Record<string, unknown>) : {}
    const at = (key: string) => (place === '' ? key : `${place}.${key}`)
    for (const key of Object.keys(given)) if (!Object.hasOwn(fields, key)) found(at(key), 'UNKNOWN_KEY')
    // Keys of something that is no object are not missed one by one.
    const noted: Found = isObject ? found : () => {}
    return Object.fromEntries(
      Object.entries(fields).map(([key, read]) => [
        key,
        read(Object.hasOwn(given, key) ? given[key] : undefined, at(key), noted),
      ]),
    ) as Read<Fields>
  }

const MOST_SHOWN = 60

const isNested = (value: unknown): boolean => typeof value === 'object' && value !== null

const shown = (value: unknown): string => {
  const written =
    typeof value === 'string' ? value : Array.isArray(value) ? '[…]' : isNested(value) ? '{…}' : String(value)
  return written.length > MOST_SHOWN ? `${written.slice(0, MOST_SHOWN)}…` : written
}
