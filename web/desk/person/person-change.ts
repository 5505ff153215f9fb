import type { PlainDate } from '#common/time.ts'
import type { Asked } from '#web/api/contract.ts'
import type { FieldFault } from '../faults.ts'
import { type PersonDraft, readPerson } from './person-draft.ts'

/** What changes of a person who is written down already; null takes a field away. */
export type PersonChange = NonNullable<Asked<'correctReception'>['owner']>

const FIELDS = ['citizenNumber', 'fullName', 'birthDate', 'phone', 'address'] as const

/**
 * The fields that were typed over, read; and what is wrong with one of them. The number stands on the page only in part,
 * so its field begins empty, and empty it stays as it was.
 *
 * @param part stands before the name of each field: `owner.fullName`
 */
export const readChange = (
  before: PersonDraft,
  typed: PersonDraft,
  part: string,
  today: PlainDate,
): { change: PersonChange; faults: readonly FieldFault[] } => {
  const changed = FIELDS.filter((field) => typed[field].trim() !== before[field].trim())
  const { person, faults } = readPerson(typed, part, today)
  return {
    change: Object.fromEntries(changed.map((field) => [field, person[field] ?? null])),
    // Whoever was nobody before needs a name.
    faults: faults.filter(
      ({ field }) =>
        changed.some((name) => field === `${part}.${name}`) ||
        (before.fullName === '' && changed.length > 0 && field === `${part}.fullName`),
    ),
  }
}
