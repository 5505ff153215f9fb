import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type SyntheticEvent, useRef, useState } from 'react'
import { isProblem, newKey } from '#web/api/client.ts'
import type { Fault } from '#web/ui/error-summary.tsx'
import { useKept } from '#web/ui/kept.ts'
import { useAnnounce } from '#web/ui/live-region.tsx'
import { absencesQuery, delegationsQuery, sessionQuery } from '../queries.ts'
import { useSession } from '../session/session.tsx'

/** What the two forms of this page share: typed text that is kept, faults once it was tried, and one request under one key. */
export const useArranging = <Typed extends object>(purpose: string, initial: () => Typed, done: string) => {
  const { officer } = useSession()
  const [typed, keep, forget] = useKept<Typed>(`${purpose}.${officer.id}`, initial)
  const [tries, setTries] = useState(0)
  const [isOpen, setOpen] = useState(false)
  const summary = useRef<HTMLElement>(null)
  const key = useRef(newKey())
  const client = useQueryClient()
  const announce = useAnnounce()
  const sending = useMutation({
    mutationFn: (send: (key: string) => Promise<unknown>) => send(key.current),
    onSuccess: async () => {
      key.current = newKey()
      setTries(0)
      forget()
      setOpen(false)
      // The button that was pressed is folded away with its form.
      summary.current?.focus()
      announce(done)
      await renewed(client)
    },
    onError: (error) => {
      if (isProblem(error, 'idempotency-key-reused')) key.current = newKey()
    },
  })
  return {
    typed,
    set: (part: Partial<Typed>) => {
      // Another request than the one before.
      key.current = newKey()
      keep((before) => ({ ...before, ...part }))
    },
    tries,
    sending,
    /** What is said once it is noted, until the form is opened again; else null. */
    done: sending.isSuccess && !isOpen ? done : null,
    folding: {
      open: isOpen,
      onToggle: (event: SyntheticEvent<HTMLDetailsElement>) => setOpen(event.currentTarget.open),
    },
    summary,
    /** @param send null while something is missing, which a fault then says */
    onSubmit:
      (faults: readonly Fault[], send: ((key: string) => Promise<unknown>) | null) => (event: FormEvent) => {
        event.preventDefault()
        if (sending.isPending) return
        setTries((count) => count + 1)
        if (faults.length === 0 && send) sending.mutate(send)
      },
    faultAt: (faults: readonly Fault[]) => (field: string) =>
      tries > 0 ? faults.find((fault) => fault.field === field)?.words : undefined,
  }
}

/** After somebody's posts have changed: the lists, and what this officer may do. */
export const renewed = (client: ReturnType<typeof useQueryClient>) =>
  Promise.all(
    [delegationsQuery.queryKey, absencesQuery.queryKey, sessionQuery.queryKey].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  )
