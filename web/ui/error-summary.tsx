import { useEffect, useRef } from 'react'
import { useWords } from './words.tsx'

export interface Fault {
  /** Id of the field the link leads to. */
  field: string
  words: string
}

/**
 * What is to be put right, at the top, with links into the fields. It takes the focus each time it is shown anew,
 * so that nobody has to look for the reason why nothing happened.
 */
export const ErrorSummary = ({ faults, shown }: { faults: readonly Fault[]; shown: number }) => {
  const { t } = useWords()
  const box = useRef<HTMLDivElement>(null)
  // Once for each time it is shown: a fault that comes while somebody types must not take the cursor away.
  useEffect(() => {
    if (shown > 0) box.current?.focus()
  }, [shown])
  if (faults.length === 0) return null
  return (
    <div
      className="error-summary stack-tight"
      ref={box}
      tabIndex={-1}
      role="alert"
      aria-labelledby="error-summary-title"
    >
      <h2 id="error-summary-title">{t('faults.title', { count: faults.length })}</h2>
      <ul className="stack-tight">
        {faults.map((fault) => (
          <li key={fault.field + fault.words}>
            <a
              href={`#${fault.field}`}
              onClick={(event) => {
                event.preventDefault()
                document.getElementById(fault.field)?.focus()
              }}
            >
              {fault.words}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
