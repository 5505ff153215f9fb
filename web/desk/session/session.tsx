import { useMutation, useQueryClient } from '@tanstack/react-query'
import { createContext, use } from 'react'
import * as calls from '#web/api/calls.ts'
import { Problem } from '#web/api/client.ts'
import { forgetAllKept } from '#web/ui/kept.ts'
import { sessionQuery } from '../queries.ts'

export const SessionContext = createContext<calls.Session | null>(null)

/** Who is signed in, at which counter. Only screens behind the sign-in ask. */
export const useSession = (): calls.Session => {
  const session = use(SessionContext)
  if (!session) throw new Error('a screen of the desk was drawn without a session')
  return session
}

/** Where work begins for this officer. */
export const firstScreen = (session: calls.Session) => (session.mayOpenCounter ? '/quay' : '/viec')

/** Sitting down at a counter or leaving it: after it the server is asked anew who sits where. */
export const useCounterChange = <Asked,>(
  change: (asked: Asked) => Promise<unknown>,
  onDone: () => void = () => {},
) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: onDone,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
        client.invalidateQueries({ queryKey: ['counters'] }),
      ]),
  })
}

/** Leaves the counter and the desk; nothing that was typed stays behind for the next one at this machine. */
export const useSignOut = () =>
  useMutation({
    mutationFn: async (session: calls.Session) => {
      if (session.counterSession) {
        await calls.closeCounter(session.counterSession.id).catch((error: unknown) => {
          // Closed already, from another tab or with the session: then there is nothing left to close.
          if (!(error instanceof Problem)) throw error
        })
      }
      await calls.signOut()
    },
    onSuccess: () => {
      forgetAllKept()
      location.assign(`${import.meta.env.BASE_URL}dang-nhap`)
    },
  })
