import { useEffect, useState } from 'react'
import { useWords } from '#web/ui/words.tsx'

// Below this a flash of grey is worse than a moment of nothing; above the other, people want a word.
const NOTICED_MS = 300
const LONG_MS = 8000

/** The outline of a list while it is fetched for the first time. */
export const SkeletonRows = ({ rows = 6 }: { rows?: number }) => {
  const { t } = useWords()
  const [waited, setWaited] = useState<'moment' | 'noticed' | 'long'>('moment')
  useEffect(() => {
    const noticed = setTimeout(() => setWaited('noticed'), NOTICED_MS)
    const long = setTimeout(() => setWaited('long'), LONG_MS)
    return () => {
      clearTimeout(noticed)
      clearTimeout(long)
    }
  }, [])
  return (
    <div className="stack" aria-busy="true">
      <span className="visually-hidden">{t('loading')}</span>
      {waited !== 'moment' &&
        Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
          <span key={row} className="skeleton" aria-hidden="true" />
        ))}
      {waited === 'long' && <p>{t('loading-long')}</p>}
    </div>
  )
}
