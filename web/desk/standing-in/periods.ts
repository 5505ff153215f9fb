import { addDays, instantAt, type PlainDate, rfc3339InHanoi } from '#common/time.ts'
import { type Reading, readComingDay } from '#common/typed.ts'
import { type FieldFault, faultWords } from '../faults.ts'

/** From which day to which somebody stands in for another, both with. */
export interface PeriodTyped {
  firstDay: string
  lastDay: string
}

export interface Period {
  firstDay: PlainDate
  lastDay: PlainDate
}

/**
 * The days as typed; an empty first day is today.
 *
 * @param part before the names of the fields: two forms may stand on one page
 * @param today the legal day in Asia/Ho_Chi_Minh
 */
export const readPeriod = (
  { firstDay, lastDay }: PeriodTyped,
  part: string,
  today: PlainDate,
): { period: Period | null; faults: readonly FieldFault[] } => {
  const first: Reading<PlainDate> =
    firstDay.trim() === '' ? { ok: true, value: today } : readComingDay(firstDay, today)
  const last = readComingDay(lastDay, today)
  if (!first.ok || !last.ok)
    return {
      period: null,
      faults: [
        ...(first.ok ? [] : [{ field: `${part}.firstDay`, ...faultWords(first) }]),
        ...(last.ok ? [] : [{ field: `${part}.lastDay`, ...faultWords(last) }]),
      ],
    }
  if (last.value < first.value)
    return { period: null, faults: [{ field: `${part}.lastDay`, id: 'standing-in.last-before-first' }] }
  return { period: { firstDay: first.value, lastDay: last.value }, faults: [] }
}

/** The moments of the wire: from the beginning of the first day, or from now on where that is today, to the end of the last. */
export const momentsOf = (
  { firstDay, lastDay }: Period,
  today: PlainDate,
): { validFrom?: string; validTo: string } => ({
  ...(firstDay === today ? {} : { validFrom: rfc3339InHanoi(instantAt(firstDay, 0)) }),
  validTo: rfc3339InHanoi(instantAt(addDays(lastDay, 1), 0)),
})
