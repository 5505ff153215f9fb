import { useState } from 'react'
import * as calls from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { shortHash } from '#web/ui/figures.ts'
import { Icon } from '#web/ui/icon.tsx'
import { Notice, RetryNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { usePaper } from '../use-paper.ts'
import { ActForm, type ActFormProps } from './act-form.tsx'

/**
 * The approval of one file, by its hash: it can only be given after that file has been opened here. It is not a
 * digital signature, and says so.
 */
export const Approve = (props: ActFormProps) => {
  const { t } = useWords()
  const { dossier } = props
  const draft = dossier.documents.find((paper) => paper.standing === 'CURRENT_DRAFT')
  const hash = draft?.fileSha256 ?? null
  const [paper, fetchPaper] = usePaper(draft ? calls.documentHref(dossier.id, draft.id) : '')
  const [isShown, setShown] = useState(false)
  const [seen, setSeen] = useState<string | null>(null)
  // The file's own mark, so that what is approved is what this browser was given, not what a list said.
  const isSame = paper.state === 'ready' && hash !== null && paper.sha256 === hash
  const isRead = isSame && seen === paper.url
  const toggle = () => {
    setShown(!isShown)
    if (!isShown && !isSame) fetchPaper()
  }
  return (
    <ActForm
      {...props}
      action="approve"
      faults={
        !draft || hash === null
          ? [{ field: 'open-draft', words: t('approve.not-printed') }]
          : isRead
            ? []
            : [{ field: 'open-draft', words: t('approve.read-first') }]
      }
      send={
        draft && hash !== null
          ? (act, task) => calls.approve(act, { ...task, documentId: draft.id, fileSha256: hash })
          : null
      }
    >
      {() => (
        <>
          <p className="row">
            <span className="badge tone-neutral">
              <Icon name="info" />
              {t('not-signed-digitally')}
            </span>
            <span>{t('approve.what-it-is')}</span>
          </p>
          {hash === null && (
            <div role="status">
              <Notice kind="wait">{t('approve.being-printed')}</Notice>
            </div>
          )}
          {draft && hash !== null && (
            <div className="stack-tight">
              <div className="row">
                <BusyButton
                  id="open-draft"
                  aria-expanded={isShown}
                  busy={paper.state === 'waiting'}
                  onClick={toggle}
                >
                  <Icon name="paper" />
                  {isShown ? t('document.hide') : t('approve.open')}
                </BusyButton>
                {paper.state === 'ready' && (
                  <a href={paper.url} target="_blank" rel="noreferrer" onClick={() => setSeen(paper.url)}>
                    {t('document.new-tab')}
                  </a>
                )}
                {isRead && (
                  <span className="badge tone-done">
                    <Icon name="ready" />
                    {t('approve.opened')}
                  </span>
                )}
              </div>
              {isShown && paper.state === 'failed' && (
                <RetryNotice error={paper.error} onRetry={fetchPaper} />
              )}
              {isShown && isSame && (
                <iframe
                  className="viewer"
                  src={paper.url}
                  title={t('approve.draft-of', { code: dossier.code })}
                  onLoad={() => setSeen(paper.url)}
                />
              )}
              {paper.state === 'ready' && !isSame && <Notice kind="danger">{t('approve.changed')}</Notice>}
              <p className="muted small">
                {t('document.hash')} <code>{shortHash(hash)}</code>
              </p>
            </div>
          )}
        </>
      )}
    </ActForm>
  )
}
