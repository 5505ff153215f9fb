import { useSyncExternalStore } from 'react'

/** Whether the session ended while somebody was at work: the desk then asks for the password over the form. */
let ended = false
const listeners = new Set<() => void>()

const set = (value: boolean): void => {
  ended = value
  for (const listener of listeners) listener()
}

export const endSession = (): void => set(true)
export const resumeSession = (): void => set(false)

export const useSessionEnded = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => ended,
  )
