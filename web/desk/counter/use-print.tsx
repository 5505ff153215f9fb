import { type ReactNode, useCallback, useEffect, useRef } from 'react'
import { usePaper } from '../use-paper.ts'

/**
 * Prints a PDF of ours, once by itself and again when asked: it is fetched, put into a frame out of sight, and the
 * frame is printed. A counter whose browser prints without asking sees no dialog.
 */
export const usePrint = (
  href: string,
  /** Whether it prints by itself; a page that is loaded anew does not print a second copy. */
  atOnce: boolean,
): { state: 'none' | 'waiting' | 'ready' | 'failed'; print: () => void; frame: ReactNode } => {
  const [paper, fetchPaper] = usePaper(href)
  const frame = useRef<HTMLIFrameElement>(null)

  useEffect(() => {
    if (atOnce) fetchPaper()
  }, [atOnce, fetchPaper])

  const printFrame = useCallback(() => {
    const before = document.activeElement
    frame.current?.contentWindow?.print()
    // The frame may have taken the focus for its dialog; the next key is for the counter again.
    window.focus()
    if (before instanceof HTMLElement && before !== frame.current) before.focus()
  }, [])

  return {
    state: paper.state,
    print: () => {
      if (paper.state === 'ready') printFrame()
      else if (paper.state !== 'waiting') fetchPaper()
    },
    frame: paper.state === 'ready' && (
      <iframe
        ref={frame}
        src={paper.url}
        className="off-screen-frame"
        title={href}
        aria-hidden="true"
        tabIndex={-1}
        onLoad={printFrame}
      />
    ),
  }
}
