import { type FormEvent, useState } from 'react'
import type { Fault } from '#web/ui/error-summary.tsx'

interface Sending {
  isPending: boolean
  mutate: () => void
}

/** A form that says what is to be put right only once somebody tried to send it, and sends when nothing is. */
export const useFaults = (faults: readonly Fault[], { isPending, mutate }: Sending) => {
  const [tries, setTries] = useState(0)
  const shown = tries > 0 ? faults : []
  return {
    /** The faults to show now. */
    shown,
    /** How often sending was tried since the beginning or the last `reset`. */
    tries,
    faultOf: (field: string): string | undefined => shown.find((fault) => fault.field === field)?.words,
    submit: (event: FormEvent): void => {
      event.preventDefault()
      setTries((count) => count + 1)
      if (faults.length === 0 && !isPending) mutate()
    },
    reset: (): void => setTries(0),
  }
}
