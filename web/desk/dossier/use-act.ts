import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Act, Action, Dossier } from '#web/api/calls.ts'
import { isProblem, newKey, Problem } from '#web/api/client.ts'
import { useAnnounce } from '#web/ui/live-region.tsx'
import { useWords } from '#web/ui/words.tsx'
import { noteOwnAct } from './just-changed.tsx'

const CONFLICT = 409
const CHANGED = 412

/** A refusal because of where the dossier stands now: after it the form may be another one, or none. */
export const isSaidAbove = (error: unknown): error is Problem =>
  error instanceof Problem && (error.status === CHANGED || error.status === CONFLICT)

/** An act on its way to the server; the answer says where the dossier stands now. */
type Send = (act: Act) => Promise<{ version: number }>

/**
 * Carries out an act on the version of the dossier that is on the screen. Nothing is shown as done before the
 * server has done it; when somebody acted first, the dossier is fetched anew and what was typed stays.
 */
export const useAct = (
  dossier: Dossier,
  action: Action,
  onDone: (version: number) => void,
  onOvertaken: (problem: Problem) => void,
) => {
  const { t } = useWords()
  const client = useQueryClient()
  const announce = useAnnounce()
  const key = useRef(newKey())
  return useMutation({
    mutationFn: (send: Send) => send({ id: dossier.id, version: dossier.version, key: key.current }),
    onSuccess: async ({ version }) => {
      key.current = newKey()
      noteOwnAct(dossier.id, version)
      onDone(version)
      announce(t(`act-done.${action}`))
      await Promise.all([
        client.invalidateQueries({ queryKey: ['dossier', dossier.id] }),
        client.invalidateQueries({ queryKey: ['inbox'] }),
        client.invalidateQueries({ queryKey: ['dossiers'] }),
      ])
    },
    onError: async (error) => {
      if (isProblem(error, 'idempotency-key-reused')) key.current = newKey()
      if (!isSaidAbove(error)) return
      onOvertaken(error)
      await client.invalidateQueries({ queryKey: ['dossier', dossier.id] })
    },
  })
}
