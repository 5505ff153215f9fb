import {
  dateOfDayNumber,
  dayNumberOf,
  hanoiMsOf,
  type Instant,
  instantFromHanoiMs,
  MS_PER_DAY,
  MS_PER_MINUTE,
  type PlainDate,
  weekdayOf,
} from '#common/time.ts'
import { receptionOn, type WorkingCalendar } from '#deadlines/index.ts'
import type { Dice } from './dice.ts'

/** When people come: by weekday and hour, only while the counters are open; online whenever they like. */

// Mondays are full, Fridays empty out; a Saturday counter sees half a day's people.
const OF_WEEKDAY = [1.3, 1.05, 1, 0.95, 0.85, 0.5, 0.3]
/** By the hour of the day: who comes, comes when it opens, and after lunch. */
const OF_HOUR: Readonly<Record<number, number>> = {
  7: 0.7,
  8: 1.4,
  9: 1.5,
  10: 1.1,
  11: 0.5,
  13: 0.8,
  14: 1.3,
  15: 1,
  16: 0.6,
  17: 0.1,
}
const ONLINE_OF_HOUR = [
  0.1, 0, 0, 0, 0, 0.1, 0.3, 0.6, 1, 1.1, 1.1, 0.9, 0.8, 0.9, 1, 1, 0.9, 0.8, 0.9, 1.3, 1.6, 1.5, 0.9, 0.3,
]

/** How many come on each day from the first until a moment of the last: together exactly as many as asked for. */
export const arrivalsByDay = (
  calendar: WorkingCalendar,
  first: PlainDate,
  until: Instant,
  count: number,
): { date: PlainDate; count: number }[] => {
  const days: { date: PlainDate; weight: number }[] = []
  const now = hanoiMsOf(until)
  for (let number = dayNumberOf(first); number * MS_PER_DAY <= now; number += 1) {
    const date = dateOfDayNumber(number)
    // Whole minutes that have passed: whoever comes in one that goes on might come after the end.
    const passed = Math.floor((now - number * MS_PER_DAY) / MS_PER_MINUTE)
    const open = minutesOpen(calendar, date, passed) / 450
    days.push({ date, weight: open * (OF_WEEKDAY[weekdayOf(date) - 1] ?? 1) })
  }
  const whole = days.reduce((sum, { weight }) => sum + weight, 0)
  let passed = 0
  let given = 0
  // What a day has too little or too much by rounding, the next makes good.
  return days.map(({ date, weight }) => {
    passed += weight
    const until = Math.round((count * passed) / whole)
    const today = until - given
    given = until
    return { date, count: today }
  })
}

/** The moment of one arrival on a day, before the end. */
export const arrivalOn = (
  calendar: WorkingCalendar,
  date: PlainDate,
  channel: 'COUNTER' | 'ONLINE' | 'POST',
  until: Instant,
  dice: Dice,
): Instant => {
  const hours =
    channel === 'ONLINE'
      ? ONLINE_OF_HOUR.map((weight, hour) => [weight, hour] as const)
      : Object.entries(OF_HOUR).map(([hour, weight]) => [weight, Number(hour)] as const)
  for (;;) {
    const minute = dice.weighted(hours) * 60 + dice.below(60)
    if (channel === 'ONLINE' || isOpen(calendar, date, minute)) {
      const seconds = dice.below(60) * 1000 + dice.below(1000)
      const at = instantFromHanoiMs(dayNumberOf(date) * MS_PER_DAY + minute * MS_PER_MINUTE + seconds)
      if (at <= until) return at
    }
  }
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

const minutesOpen = (calendar: WorkingCalendar, date: PlainDate, passed: number): number =>
  receptionOn(calendar, date)
    .map(({ start, end }) => Math.min(minutesOf(end), passed) - minutesOf(start))
    .reduce((sum, minutes) => sum + Math.max(0, minutes), 0)

const isOpen = (calendar: WorkingCalendar, date: PlainDate, minute: number): boolean =>
  receptionOn(calendar, date).some(({ start, end }) => minutesOf(start) <= minute && minute < minutesOf(end))
