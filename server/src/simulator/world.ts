import type { Instant, PlainDate } from '#common/time.ts'
import { arrivalsByDay } from './arrivals.ts'
import { type Life, live } from './life.ts'
import type { SimulatedOffice } from './simulated-office.ts'

/** A stretch of an office's life: so many dossiers, from the first day to the moment at which it is looked at. */
export interface World {
  office: SimulatedOffice
  seed: number
  from: PlainDate
  /** Nothing has happened after it. */
  until: Instant
  dossiers: number
  /** A sample: the numbers of the lives that are told. The others never came, and have no code. */
  only?: ReadonlySet<number>
}

/** Every dossier of it, in the order in which they came; the same world gives the same lives. */
export function* livesOf({ office, seed, from, until, dossiers, only }: World): Generator<Life> {
  let number = 0
  for (const { date, count } of arrivalsByDay(office.calendar, from, until, dossiers)) {
    const lives: Life[] = []
    for (const last = number + count; number < last; ) {
      number += 1
      if (!only || only.has(number)) lives.push(live(office, seed, number, date, until))
    }
    yield* numbered(office.centreCode, date, lives)
  }
}

/** The numbers of a day are given in the order of coming. */
const numbered = (centreCode: string, date: PlainDate, lives: readonly Life[]): Life[] => {
  const day = date.replaceAll('-', '').slice(2)
  return [...lives]
    .sort((a, b) => (a.dossier.submittedAt < b.dossier.submittedAt ? -1 : 1))
    .map((life, index) => {
      const code = `${centreCode}-${day}-${String(index + 1).padStart(4, '0')}`
      return { ...life, dossier: { ...life.dossier, code } }
    })
}
