import { useSyncExternalStore } from 'react'
import { Icon } from '#web/ui/icon.tsx'
import { useWords } from '#web/ui/words.tsx'

const subscribe = (listener: () => void) => {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine)

/** Typing goes on without the network; numbers are given by the server alone. */
export const OfflineBar = () => {
  const { t } = useWords()
  const online = useOnline()
  return (
    <div role="status" className="offline-place">
      {!online && (
        <p className="offline tone-wait">
          <Icon name="warning" /> {t('offline.bar')}
        </p>
      )}
    </div>
  )
}
