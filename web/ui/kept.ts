import { useCallback, useRef, useState } from 'react'

/** Sets a kept value, or makes it from the one before. */
export type Keep<Value> = (next: Value | ((before: Value) => Value)) => void

/**
 * Text that outlives a reload or the end of a session: kept in this tab's session storage, gone when the tab is
 * closed. Kept under the officer's id, so that the next one at the same machine does not find it.
 */
export const useKept = <Value extends object | string>(
  key: string,
  initial: () => Value,
): [Value, Keep<Value>, () => void] => {
  const [value, setValue] = useState(() => readKept<Value>(key) ?? initial())
  // Two changes of one press, such as a card that fills five fields, must each see the other.
  const latest = useRef(value)
  const begin = useRef(initial)
  const keep = useCallback<Keep<Value>>(
    (next) => {
      latest.current = typeof next === 'function' ? next(latest.current) : next
      setValue(latest.current)
      writeKept(key, latest.current)
    },
    [key],
  )
  const forget = useCallback(() => {
    latest.current = begin.current()
    setValue(latest.current)
    writeKept(key, null)
  }, [key])
  return [value, keep, forget]
}

const PREFIX = 'motcua.'

export const readKept = <Value>(key: string): Value | null => {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + key) ?? 'null') as Value | null
  } catch {
    return null
  }
}

export const writeKept = (key: string, value: unknown): void => {
  try {
    if (value === null) sessionStorage.removeItem(PREFIX + key)
    else sessionStorage.setItem(PREFIX + key, JSON.stringify(value))
  } catch {
    // A full or forbidden store costs the safety net, not the work.
  }
}

/** Takes away everything kept: somebody signs out of a shared machine. */
export const forgetAllKept = (): void => {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key)
}
