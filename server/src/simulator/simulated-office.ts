import type { ProcedureVersion } from '#catalogue/index.ts'
import { dayNumberOf, MS_PER_DAY, type PlainDate } from '#common/time.ts'
import type { WorkingCalendar } from '#deadlines/index.ts'
import type { Circumstances } from '#dossiers/index.ts'
import type { Role } from '#identity/index.ts'
import type { Process } from '#routing/index.ts'
import { Dice } from './dice.ts'

/** Somebody who holds a post in an office. */
export interface Staff {
  id: string
  unitId: string
  authorityId: string
  role: Role
  /** Where she sits at a counter; null for who sits in a room. */
  pointId: string | null
}

/** The turn of an officer at a counter on a day; one for each day on which she did anything there. */
export const counterSessionId = (officerId: string, day: PlainDate): string =>
  new Dice(0, `turn of ${officerId} on ${day}`).id(dayNumberOf(day) * MS_PER_DAY)

export interface SimulatedOffice {
  authorityId: string
  centreId: string
  centreCode: string
  locality: string
  calendar: WorkingCalendar
  procedures: readonly { procedure: ProcedureVersion; process: Process; weight: number }[]
  staff: readonly Staff[]
  /** What never changes from one life to another. */
  circumstances: Pick<
    Circumstances,
    'rule' | 'pauseRule' | 'intakeRule' | 'unitFor' | 'unitById' | 'officerNamed' | 'leastLoaded'
  >
}
