import { createContext, type ReactNode, use, useCallback, useState } from 'react'

const AnnounceContext = createContext<(words: string) => void>(() => {})

/** Says a word to people who do not see the screen change. */
export const useAnnounce = () => use(AnnounceContext)

export const LiveRegion = ({ children }: { children: ReactNode }) => {
  const [said, say] = useState('')
  // The same words twice are still news: a zero-width mark makes them another text.
  const announce = useCallback(
    (words: string) => say((last) => (last === words ? `${words}\u200B` : words)),
    [],
  )
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite">
        {said}
      </div>
    </AnnounceContext>
  )
}
