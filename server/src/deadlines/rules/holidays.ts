import type { Bilingual } from '#common/i18n.ts'
import { addDays, dateOf, type PlainDate, type Weekday, weekdayOf } from '#common/time.ts'
import type { CalendarException } from './calendar.ts'
import { solarDateOf } from './lunar.ts'

/**
 * What the law itself says of the days off in a year, as proposals to the person who keeps the calendar. It is not a
 * calendar: swaps (hoán đổi) are decided each year and follow from nothing, nor does what the law leaves open.
 */

/** A day as a law names it; `TET` counts from mùng 1 tháng Giêng, so that -1 is the last day of the old year. */
export type NamedDay =
  | { calendar: 'SOLAR'; month: number; day: number }
  | { calendar: 'LUNAR'; month: number; day: number }
  | { calendar: 'TET'; offset: number }

/** A provision and the days on which it is in force; null: until another is made. */
export interface Provision {
  legalBasis: string
  validFrom: PlainDate
  validTo: PlainDate | null
}

export interface HolidayRule extends Provision {
  name: Bilingual
  always: readonly NamedDay[]
  /** One of these is added by a decision of each year; empty where the law leaves nothing open. */
  oneOf: readonly NamedDay[]
  /** Whether the words of the provision were read; what is only told of it awaits somebody who reads them. */
  sure: boolean
}

/** What makes up for a holiday on a weekly day of rest. The name goes before that of the holiday. */
export interface SubstituteRule extends Provision {
  name: Bilingual
}

export interface HolidayLaw {
  holidays: readonly HolidayRule[]
  substitutes: readonly SubstituteRule[]
  /** The weekly days of rest (ngày nghỉ hằng tuần) of the offices it is asked for. */
  restDays: readonly Weekday[]
}

export interface StatutoryHolidays {
  /** In order; off whatever is decided. */
  days: readonly CalendarException[]
  undecided: readonly UndecidedDay[]
}

/** A day which the law grants and a decision of the year places. */
export interface UndecidedDay {
  name: Bilingual
  source: string
  /** What each choice brings besides the certain days: the day itself, and where the substitutes then fall. */
  options: readonly (readonly CalendarException[])[]
}

/**
 * The statutory days off of a year. Only a day that the law names by the solar calendar, in words that were read, is
 * `confirmed`: 1-1, 30-4, 1-5, 2-9. A lunar day is for the state's almanac to say, Tết is announced each year, and a
 * substitute falls on the next working day, which a swap may move.
 *
 * @throws RangeError outside the years 2005 to 2050
 */
export const statutoryHolidays = (law: HolidayLaw, year: number): StatutoryHolidays => {
  const certain = law.holidays.flatMap((rule) => holidaysOf(rule, rule.always, year))
  const open = law.holidays
    .map((rule) => holidaysOf(rule, rule.oneOf, year))
    .filter((options) => options.length > 0)
  const outcomes = choicesFrom(open).map((chosen) => ({
    chosen,
    days: withSubstitutes(law, [...certain, ...chosen]),
  }))

  const days = inAllOf(outcomes.map((outcome) => outcome.days))
  return {
    days,
    undecided: open.map((options) => ({
      name: options[0]!.rule.name,
      source: options[0]!.rule.legalBasis,
      options: options.map((option) => {
        const ifChosen = outcomes.filter(({ chosen }) => chosen.includes(option))
        return inAllOf(ifChosen.map((outcome) => outcome.days)).filter((day) => !isAmong(days, day))
      }),
    })),
  }
}

// ---- Holidays ------------------------------------------------------------------------------------------------

interface Holiday {
  rule: HolidayRule
  date: PlainDate
  confirmed: boolean
}

const holidaysOf = (rule: HolidayRule, named: readonly NamedDay[], year: number): Holiday[] =>
  named
    .map((day) => ({
      rule,
      date: dateOfNamed(day, year),
      confirmed: rule.sure && day.calendar === 'SOLAR' && named === rule.always,
    }))
    .filter(({ date }) => isInForce(rule, date))

const isInForce = ({ validFrom, validTo }: Provision, date: PlainDate): boolean =>
  validFrom <= date && (validTo === null || date <= validTo)

/** In a year with a leap month of that number the first of the two is meant: the leap one only repeats it. */
const dateOfNamed = (named: NamedDay, year: number): PlainDate => {
  switch (named.calendar) {
    case 'SOLAR':
      return dateOf(year, named.month, named.day)
    case 'LUNAR':
      return lunarDay(year, named.month, named.day)
    case 'TET':
      return addDays(lunarDay(year, 1, 1), named.offset)
  }
}

const lunarDay = (year: number, month: number, day: number): PlainDate => {
  const date = solarDateOf({ year, month, day, isLeap: false })
  if (date === null)
    throw new Error(`the law names day ${day} of lunar month ${month}, which ${year} has not`)
  return date
}

/** One of each, in every combination. */
const choicesFrom = (open: readonly (readonly Holiday[])[]): Holiday[][] =>
  open.reduce<Holiday[][]>(
    (chosen, options) => chosen.flatMap((before) => options.map((option) => [...before, option])),
    [[]],
  )

// ---- Substitutes ---------------------------------------------------------------------------------------------

/**
 * The holidays and what makes up for those on days of rest: the next day on which one would have worked, never one
 * that is off already. Two in a row get two: 30-4 and 1-5 of 2022, a weekend, gave the Monday and the Tuesday.
 */
const withSubstitutes = (law: HolidayLaw, holidays: readonly Holiday[]): CalendarException[] => {
  const inOrder = holidays.toSorted((a, b) => (a.date < b.date ? -1 : 1))
  const off = new Set(inOrder.map(({ date }) => date))
  const rests = (date: PlainDate) => law.restDays.includes(weekdayOf(date))

  const substitutes = inOrder
    .filter(({ date }) => rests(date))
    .flatMap(({ date, rule }): CalendarException[] => {
      const provision = law.substitutes.find((candidate) => isInForce(candidate, date))
      if (!provision) return []
      let next = addDays(date, 1)
      while (rests(next) || off.has(next)) next = addDays(next, 1)
      off.add(next)
      const name = {
        vi: `${provision.name.vi} ${rule.name.vi}`,
        en: `${provision.name.en}: ${rule.name.en}`,
      }
      return [{ kind: 'SUBSTITUTE', date: next, name, source: provision.legalBasis, confirmed: false }]
    })

  const days = inOrder.map(
    ({ date, rule, confirmed }): CalendarException => ({
      kind: 'HOLIDAY',
      date,
      name: rule.name,
      source: rule.legalBasis,
      confirmed,
    }),
  )
  return [...days, ...substitutes].sort((a, b) => (a.date < b.date ? -1 : 1))
}

const inAllOf = (outcomes: readonly (readonly CalendarException[])[]): CalendarException[] =>
  outcomes[0]!.filter((day) => outcomes.every((outcome) => isAmong(outcome, day)))

const isAmong = (days: readonly CalendarException[], { date, kind }: CalendarException): boolean =>
  days.some((day) => day.date === date && day.kind === kind)
