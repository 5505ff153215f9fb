import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { documentHref } from '#web/api/calls.ts'
import { Icon } from '#web/ui/icon.tsx'
import { useShortcuts } from '#web/ui/keys.ts'
import { Notice } from '#web/ui/notice.tsx'
import { Moment } from '#web/ui/status.tsx'
import { useWords } from '#web/ui/words.tsx'
import type { Draft } from './draft.ts'
import { usePrint } from './use-print.tsx'

/** It is received: the code, the promise, the paper in the citizen's hand, and the next one in the queue. */
export const ReceivedPanel = ({
  received,
  onPrinted,
  onNext,
}: {
  received: NonNullable<Draft['received']>
  onPrinted: () => void
  onNext: () => void
}) => {
  const { t } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const href = documentHref(received.id, received.receiptId)
  // What was true when the panel opened: marking it printed must not take the frame's order away.
  const [atOnce] = useState(!received.printed)
  const printing = usePrint(href, atOnce)
  useEffect(() => heading.current?.focus(), [])
  const isReady = printing.state === 'ready'
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the paper is there
  useEffect(() => {
    if (isReady && atOnce) onPrinted()
  }, [isReady])
  useShortcuts({ F9: printing.print })
  return (
    <section className="sheet stack">
      <h2 ref={heading} tabIndex={-1}>
        {t('received.title', { at: received.acceptedAt })}
      </h2>
      <p className="big-code">{received.code}</p>
      <dl className="summary-list">
        <dt>{t('part.OWNER')}</dt>
        <dd>{received.ownerName}</dd>
        <dt>{t('promise.due')}</dt>
        <dd className="big-date">{received.dueAt ? <Moment at={received.dueAt} /> : t('term.none')}</dd>
      </dl>
      <div role="status">
        {printing.state === 'waiting' && <Notice>{t('received.printing')}</Notice>}
        {printing.state === 'failed' && <Notice kind="wait">{t('received.not-printed')}</Notice>}
      </div>
      <div className="row">
        <button type="button" className="button button-primary button-large" onClick={onNext}>
          {t('received.next')} <kbd>F2</kbd>
        </button>
        <button type="button" className="button" onClick={printing.print}>
          <Icon name="print" />
          {t('received.print-again')} <kbd>F9</kbd>
        </button>
        <a className="button" href={href} target="_blank" rel="noreferrer">
          <Icon name="paper" />
          {t('received.open-receipt')}
        </a>
        <Link className="button" to="/ho-so/$id" params={{ id: received.id }}>
          {t('received.open-dossier')}
        </Link>
      </div>
      {printing.frame}
    </section>
  )
}
