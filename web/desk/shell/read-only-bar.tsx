import { useQuery } from '@tanstack/react-query'
import { Icon } from '#web/ui/icon.tsx'
import { useWords } from '#web/ui/words.tsx'
import { houseQuery } from '../queries.ts'

/** While the office takes no acts: why, and until when. */
export const ReadOnlyBar = () => {
  const { t, language } = useWords()
  const { data: house } = useQuery(houseQuery)
  return (
    <div role="status" className="offline-place">
      {house?.mode === 'READ_ONLY' && (
        <p className="offline tone-wait">
          <Icon name="warning" />{' '}
          {t('read-only.bar', {
            // What nobody has said in a language is left out of its sentence.
            reason: house.reason?.[language] ?? null,
            until: house.until,
          })}
        </p>
      )}
    </div>
  )
}
