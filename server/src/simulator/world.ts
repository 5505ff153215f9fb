import { hanoiDateOf, type Instant, type PlainDate } from '#common/time.ts'
import { arrivalsByDay } from './arrivals.ts'
import { type Life, live, type SimulatedOffice } from './life.ts'

/** A stretch of an office's life: so many dossiers, from the first day to the moment at which it is looked at. */
export interface World {
  office: SimulatedOffice
  seed: number
  from: PlainDate
  /** Nothing has happened after it. */
  until: Instant
  dossiers: number
}

/** Every dossier of it, in the order in which they came by day; the same world gives the same lives. */
export function* livesOf({ office, seed, from, until, dossiers }: World): Generator<Life> {
  let number = 0
  for (const { date, count } of arrivalsByDay(office.calendar, from, hanoiDateOf(until), dossiers)) {
    const day = date.replaceAll('-', '').slice(2)
    for (let nth = 1; nth <= count; nth += 1) {
      number += 1
      const code = `${office.centreCode}-${day}-${String(nth).padStart(4, '0')}`
      yield live(office, seed, number, date, () => code, until)
    }
  }
}
