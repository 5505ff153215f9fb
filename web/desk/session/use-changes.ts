import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Dossier } from '#web/api/calls.ts'
import { sessionQuery } from '../queries.ts'

/** Lists that show open work; each is asked for again when some of it may have moved. */
const LISTS = ['inbox', 'dossiers', 'hand-overs'] as const

// A change is shown at once where nothing was shown just before. While they keep coming lists are asked for less and less often:
// forty officers of a busy ward would otherwise ask for forty lists at each act of any of them.
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 4_000
const AGAIN_MS = 30_000

/**
 * Follows what changes while the desk is looked at: what is on the screen is asked for again, and the server says anew what may
 * be shown. A tab that nobody looks at follows nothing, and asks for everything when somebody comes back.
 */
export const useChanges = (): void => {
  const client = useQueryClient()
  useEffect(() => {
    let stream: EventSource | null = null
    const lists = refreshing(client)
    const follow = () => {
      // A browser tries again by itself where the link broke; where it was refused, we do.
      if (document.visibilityState === 'hidden' || stream?.readyState === EventSource.CLOSED) {
        stream?.close()
        stream = null
      }
      if (document.visibilityState !== 'hidden') stream ??= followed(client, lists.soon)
    }
    follow()
    document.addEventListener('visibilitychange', follow)
    const again = setInterval(follow, AGAIN_MS)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      clearInterval(again)
      stream?.close()
      lists.stop()
    }
  }, [client])
}

const followed = (client: QueryClient, refreshLists: () => void): EventSource => {
  const stream = new EventSource('/api/changes')
  let wasOpen = false
  const everything = () => {
    void client.invalidateQueries({ queryKey: ['dossier'] })
    refreshLists()
  }
  stream.addEventListener('open', () => {
    // What happened while the connection was away nobody told.
    if (wasOpen) everything()
    wasOpen = true
  })
  stream.addEventListener('everything', everything)
  stream.addEventListener('change', ({ data }: MessageEvent<string>) => {
    const { dossierId, version } = JSON.parse(data) as { dossierId: string; version: number }
    const shown = client.getQueryData<Dossier>(['dossier', dossierId])
    if (shown && shown.version < version) void client.invalidateQueries({ queryKey: ['dossier', dossierId] })
    refreshLists()
  })
  stream.addEventListener('error', () => {
    // It is refused where the session has ended, which the session's own question finds out.
    if (stream.readyState === EventSource.CLOSED)
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
  })
  return stream
}

/** At once, and then not again until a pause has passed: each twice as long as the one before, until nothing more comes. */
const refreshing = (client: QueryClient) => {
  let waiting: ReturnType<typeof setTimeout> | null = null
  let isAskedAgain = false
  const now = (pauseMs: number) => {
    isAskedAgain = false
    for (const name of LISTS) void client.invalidateQueries({ queryKey: [name] })
    waiting = setTimeout(() => {
      waiting = null
      if (isAskedAgain) now(Math.min(2 * pauseMs, LONGEST_PAUSE_MS))
    }, pauseMs)
  }
  return {
    soon: () => {
      if (waiting === null) now(FIRST_PAUSE_MS)
      else isAskedAgain = true
    },
    stop: () => {
      if (waiting !== null) clearTimeout(waiting)
    },
  }
}
