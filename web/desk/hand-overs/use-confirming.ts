import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { confirmHandOver, type HandOver } from '#web/api/calls.ts'
import { isProblem, newKey, Unreachable } from '#web/api/client.ts'
import { useAnnounce } from '#web/ui/live-region.tsx'
import { useWords } from '#web/ui/words.tsx'
import type { Outcome } from './bundles.ts'

/**
 * Confirms hand-overs one after the other, each by the act on its dossier: what is refused is told beside its row, and the others
 * go on. Where the server cannot be reached, or the session has ended, the rest is left as it was.
 */
export const useConfirming = () => {
  const { t } = useWords()
  const queries = useQueryClient()
  const announce = useAnnounce()
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map())
  const [progress, setProgress] = useState<{ bundle: string; at: number; of: number } | null>(null)
  const [told, setTold] = useState<{ bundle: string; confirmed: number; refused: number } | null>(null)
  // Of each version that was seen: sending it twice is once.
  const keys = useRef(new Map<string, string>())

  const confirm = async (bundle: string, items: readonly HandOver[]): Promise<void> => {
    let confirmed = 0
    let refused = 0
    setTold(null)
    for (const [index, item] of items.entries()) {
      setProgress({ bundle, at: index + 1, of: items.length })
      const error = await confirmOne(item, keys.current)
      if (error === null) confirmed += 1
      else refused += 1
      setOutcomes((before) => new Map(before).set(item.dossierId, { item, error }))
      if (error instanceof Unreachable || isProblem(error, 'sign-in-needed')) break
    }
    setProgress(null)
    setTold({ bundle, confirmed, refused })
    announce(t('hand-overs.confirmed-said', { confirmed, refused }))
    await Promise.all(
      ['hand-overs', 'inbox', 'dossiers', 'dossier', 'manifest', 'manifests'].map((name) =>
        queries.invalidateQueries({ queryKey: [name] }),
      ),
    )
  }
  return { outcomes, progress, told, confirm }
}

const confirmOne = async ({ dossierId, version }: HandOver, keys: Map<string, string>): Promise<unknown> => {
  const seen = `${dossierId} ${version}`
  const key = keys.get(seen) ?? newKey()
  keys.set(seen, key)
  try {
    await confirmHandOver({ id: dossierId, version, key })
    return null
  } catch (error) {
    return error
  }
}
