import { type Instant, instantFromMs } from '../common/time.ts'
import { ADMINISTRATIVE_CALENDAR_2026, DEFAULT_DEADLINE_RULES } from '../server/src/deadlines/index.ts'
import { type DeadlineBasis, deadline, NOTHING_HAPPENED } from '../server/src/deadlines/rules/deadline.ts'
import type { Term } from '../server/src/deadlines/rules/term.ts'
import { type Bench, type Figure, median } from './figure.ts'

const DEMAND = 100_000

/** Due dates reckoned anew on one core, as a change of the calendar asks for them; the floor only adds days to a number. */
export const dueDates: Bench = {
  name: 'duedates',
  claim: 'due dates reckoned a second on one core, with holidays, cut-off, printed promise and pinned hours',
  run: async ({ short, say }) => {
    const dossiers = drawn(20_000)
    const rounds = short ? 3 : 7
    const rates: number[] = []
    const floors: number[] = []
    let check = 0
    for (let round = 0; round < rounds; round += 1) {
      const house = timed(dossiers, (one) => {
        const { dueAt } = deadline(one, NOTHING_HAPPENED, ADMINISTRATIVE_CALENDAR_2026, NOW)
        if (dueAt !== null) check += dueAt.length
      })
      const bare = timed(dossiers, ({ acceptedAt, term }) => {
        check += new Date(Date.parse(acceptedAt) + (term?.value ?? 0) * 86_400_000).toISOString().length
      })
      rates.push(house)
      floors.push(bare)
    }
    if (check === 0) throw new Error('no due date was reckoned')
    const value = median(rates)
    const floor = median(floors)
    say(`${dossiers.length} dossiers, terms of 1 to 60 working days, ${rounds} rounds`)
    const figure: Figure = {
      case: 'one process',
      value,
      unit: 'due dates/s',
      floor,
      ratio: value / floor,
      demand: `≥ ${DEMAND} a second`,
      pass: value >= DEMAND,
    }
    return [figure]
  },
}

const NOW = '2026-12-31T00:00:00.000Z' as Instant

const timed = (dossiers: readonly DeadlineBasis[], work: (one: DeadlineBasis) => void): number => {
  const began = performance.now()
  for (const dossier of dossiers) work(dossier)
  return (dossiers.length / (performance.now() - began)) * 1000
}

/** The same dossiers in every run: spread over a year and the day, with the terms that catalogues have. */
const drawn = (many: number): DeadlineBasis[] => {
  const rule = DEFAULT_DEADLINE_RULES.at(-1)
  if (!rule) throw new Error('there is no rule')
  const terms = [1, 3, 3, 5, 5, 7, 10, 10, 15, 20, 30, 60]
  return Array.from({ length: many }, (_, nth) => {
    const acceptedAt = instantFromMs(Date.UTC(2026, 0, 1) + ((nth * 7_919_317) % (320 * 86_400)) * 1000)
    const term: Term = {
      value: terms[nth % terms.length] ?? 5,
      unit: nth % 9 === 0 ? 'CALENDAR_DAY' : 'WORKING_DAY',
    }
    return {
      acceptedAt,
      term,
      phases: [],
      rule,
      acceptedUnder: ADMINISTRATIVE_CALENDAR_2026,
      printedDueAt: acceptedAt,
    }
  })
}
