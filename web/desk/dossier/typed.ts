import { useKept } from '#web/ui/kept.ts'
import type { ActFormProps } from './act-form.tsx'
import { useKeptKey } from './kept-key.ts'

/** What is typed for an act: kept in the tab until the act is done. */
export const useTyped = <Typed extends object>(
  { dossier, onDone }: ActFormProps,
  purpose: string,
  initial: () => Typed,
): {
  typed: Typed
  /** Sets a part, or makes it from what is typed so far: two changes of one press each see the other. */
  set: (part: Partial<Typed> | ((before: Typed) => Partial<Typed>)) => void
  /** Of the form: what was typed has been done, and is forgotten. */
  onDone: (version: number) => void
} => {
  const [typed, keep, forget] = useKept<Typed>(useKeptKey(dossier, purpose), initial)
  return {
    typed,
    set: (part) => keep((before) => ({ ...before, ...(typeof part === 'function' ? part(before) : part) })),
    onDone: (version) => {
      forget()
      onDone(version)
    },
  }
}
