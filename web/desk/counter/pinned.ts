import { useCallback, useState } from 'react'

const KEY = 'motcua.pinned-procedures'
// One digit each.
const MOST = 9

const stored = (): string[] => {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(found) ? found.filter((slug) => typeof slug === 'string').slice(0, MOST) : []
  } catch {
    return []
  }
}

/** Procedures this counter receives all day, chosen by 1 to 9. Kept on the machine: they belong to the counter. */
export const usePinned = (): [readonly string[], (slug: string) => void] => {
  const [pinned, setPinned] = useState(stored)
  const toggle = useCallback((slug: string) => {
    const before = stored()
    const after = before.includes(slug)
      ? before.filter((other) => other !== slug)
      : [...before, slug].slice(-MOST)
    try {
      localStorage.setItem(KEY, JSON.stringify(after))
    } catch {
      // Pinned for this page only.
    }
    setPinned(after)
  }, [])
  return [pinned, toggle]
}
