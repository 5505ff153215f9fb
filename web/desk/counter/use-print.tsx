import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'

// The paper is printed by a job after the commit: usually within a second.
const TRIES = 12
const PAUSE_MS = 700

/**
 * Prints a PDF of ours as soon as it is there, once by itself and again when asked: it is put into a frame out of
 * sight and the frame is printed. A counter whose browser prints without asking sees no dialog.
 */
export const usePrint = (
  href: string,
  /** Whether it prints by itself; a page that is loaded anew does not print a second copy. */
  atOnce: boolean,
): { state: 'waiting' | 'ready' | 'failed'; print: () => void; frame: ReactNode } => {
  const [state, setState] = useState<'waiting' | 'ready' | 'failed'>('waiting')
  const frame = useRef<HTMLIFrameElement>(null)

  useEffect(() => {
    const stopped = new AbortController()
    void isThere(href, stopped.signal).then((found) => {
      if (!stopped.signal.aborted) setState(found ? 'ready' : 'failed')
    })
    return () => stopped.abort()
  }, [href])

  const print = useCallback(() => {
    const before = document.activeElement
    frame.current?.contentWindow?.print()
    // The frame may have taken the focus for its dialog; the next key is for the counter again.
    window.focus()
    if (before instanceof HTMLElement && before !== frame.current) before.focus()
  }, [])

  return {
    state,
    print,
    frame: state === 'ready' && (
      <iframe
        ref={frame}
        src={href}
        className="off-screen-frame"
        title={href}
        aria-hidden="true"
        tabIndex={-1}
        onLoad={atOnce ? print : undefined}
      />
    ),
  }
}

const isThere = async (href: string, signal: AbortSignal): Promise<boolean> => {
  for (let attempt = 0; attempt < TRIES && !signal.aborted; attempt++) {
    const response = await fetch(href, { signal }).catch(() => null)
    if (response?.ok) return true
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  return false
}
