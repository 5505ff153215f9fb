import { useWords } from './words.tsx'

/** The ways out of a page of a list; where neither leads anywhere nothing is drawn. */
export const Pager = ({
  onFirst,
  onNext,
}: {
  /** Null on the first page. */
  onFirst: (() => void) | null
  /** Null on the last page. */
  onNext: (() => void) | null
}) => {
  const { t } = useWords()
  if (!onFirst && !onNext) return null
  return (
    <nav className="pager" aria-label={t('pager.label')}>
      {onFirst && (
        <button type="button" className="button" onClick={onFirst}>
          {t('pager.first')}
        </button>
      )}
      {onNext && (
        <button type="button" className="button" onClick={onNext}>
          {t('pager.next')}
        </button>
      )}
    </nav>
  )
}
