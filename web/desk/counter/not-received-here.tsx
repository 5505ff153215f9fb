import { useEffect, useRef } from 'react'
import type { ProcedureSummary } from '#web/api/calls.ts'
import { Notice } from '#web/ui/notice.tsx'
import { titleIn, useWords } from '#web/ui/words.tsx'

/**
 * Somebody asks at the counter for what is not received there: why, who does, and a page to show them. When it was just
 * asked for it takes the focus, so that it is read and the list of procedures does not lie over it.
 */
export const NotReceivedHere = ({
  procedure,
  takesFocus = false,
}: {
  procedure: Pick<ProcedureSummary, 'slug' | 'title' | 'titleEn' | 'competent' | 'notReceived'>
  takesFocus?: boolean
}) => {
  const { t, language } = useWords()
  const { slug, competent, notReceived } = procedure
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each procedure that is asked for
  useEffect(() => {
    if (takesFocus) box.current?.focus()
  }, [slug, takesFocus])
  return (
    <div ref={box} tabIndex={-1}>
      <Notice kind="wait" title={t('intake.not-received', { title: titleIn(procedure, language) })}>
        <p>
          {notReceived && t(`not-received.${notReceived}`)}{' '}
          {competent && t('intake.not-received-agency', { agency: competent })}
        </p>
        <p>
          <a href={`/thu-tuc/${encodeURIComponent(slug)}`} target="_blank" rel="noreferrer">
            {t('intake.not-received-page')}
          </a>
        </p>
      </Notice>
    </div>
  )
}
