import type { Fault } from '#web/ui/error-summary.tsx'
import { useWords } from '#web/ui/words.tsx'
import type { FieldFault } from '../faults.ts'

/** Faults that a reading found, in the words of the page. */
export const useFaults = (): ((faults: readonly FieldFault[]) => readonly Fault[]) => {
  const { t } = useWords()
  return (faults) => faults.map(({ field, id, values }) => ({ field, words: t(id, values) }))
}
