import { useCallback, useEffect, useRef, useState } from 'react'
import { type FetchedPaper, fetchPaper } from '#web/api/calls.ts'
import { Problem, Unreachable } from '#web/api/client.ts'

/** A paper on its way from the server; `url` shows the bytes that were fetched, as often as one likes. */
export type Paper =
  | { state: 'none' | 'waiting' }
  | { state: 'ready'; url: string; sha256: string | null }
  | { state: 'failed'; error: unknown }

/**
 * A paper fetched once and shown from this tab: to fetch it again for a frame would be another read of personal
 * data in the ledger, and might give another file than the one whose hash is known.
 */
export const usePaper = (href: string): [Paper, () => void] => {
  const [held, hold] = useState<{ href: string; paper: Paper }>({ href, paper: { state: 'none' } })
  const under = useRef<AbortController | null>(null)
  const fetchIt = useCallback(() => {
    under.current?.abort()
    const asked = new AbortController()
    under.current = asked
    hold({ href, paper: { state: 'waiting' } })
    fetchedOrAgain(href, asked.signal).then(
      ({ bytes, sha256 }) => {
        if (asked.signal.aborted) return
        const url = URL.createObjectURL(bytes)
        asked.signal.addEventListener('abort', () => URL.revokeObjectURL(url))
        hold({ href, paper: { state: 'ready', url, sha256 } })
      },
      (error: unknown) => {
        if (!asked.signal.aborted) hold({ href, paper: { state: 'failed', error } })
      },
    )
  }, [href])
  useEffect(() => () => under.current?.abort(), [])
  return [held.href === href ? held.paper : { state: 'none' }, fetchIt]
}

// What a server that is away for a moment asks for with its 503.
const AGAIN_AFTER_MS = 1000

/** Nobody at a counter should have to press again because the machine was busy for a second. */
const fetchedOrAgain = async (href: string, signal: AbortSignal): Promise<FetchedPaper> => {
  try {
    return await fetchPaper(href, signal)
  } catch (error) {
    const isAway = error instanceof Unreachable || (error instanceof Problem && error.status === 503)
    if (!isAway || signal.aborted) throw error
    await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS))
    return fetchPaper(href, signal)
  }
}
