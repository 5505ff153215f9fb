import { useState } from 'react'
import * as calls from '#web/api/calls.ts'
import { shortHash } from '#web/ui/figures.ts'
import { Icon } from '#web/ui/icon.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'

/**
 * The approval of one file, by its hash: it can only be given after that file has been opened here. It is not a
 * digital signature, and says so.
 */
export const Approve = (props: ActFormProps) => {
  const { t } = useWords()
  const { dossier } = props
  const draft = dossier.documents.find((paper) => paper.standing === 'CURRENT_DRAFT')
  const [opened, setOpened] = useState<string | null>(null)
  const [isChanged, setChanged] = useState(false)
  const [isShown, setShown] = useState(false)
  const href = draft && calls.documentHref(dossier.id, draft.id)
  const hash = draft?.fileSha256 ?? null
  const isRead = hash !== null && opened === hash
  // The file's own mark, so that what is approved is what this browser was given, not what a list said.
  const noteOpened = () => {
    if (!href || hash === null) return
    void calls.hashOfDocument(href).then((given) => {
      setOpened(given)
      setChanged(given !== hash)
    })
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
      send={(act) => calls.approve(act, { documentId: draft?.id ?? '', fileSha256: hash ?? '' })}
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
          {draft && href && hash !== null && (
            <div className="stack-tight">
              <div className="row">
                <button
                  type="button"
                  id="open-draft"
                  className="button"
                  aria-expanded={isShown}
                  onClick={() => setShown(!isShown)}
                >
                  <Icon name="paper" />
                  {isShown ? t('document.hide') : t('approve.open')}
                </button>
                <a href={href} target="_blank" rel="noreferrer" onClick={noteOpened}>
                  {t('document.new-tab')}
                </a>
                {isRead && (
                  <span className="badge tone-done">
                    <Icon name="ready" />
                    {t('approve.opened')}
                  </span>
                )}
              </div>
              {isShown && (
                <iframe
                  className="viewer"
                  src={href}
                  title={t('approve.draft-of', { code: dossier.code })}
                  onLoad={noteOpened}
                />
              )}
              {isChanged && <Notice kind="danger">{t('approve.changed')}</Notice>}
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
