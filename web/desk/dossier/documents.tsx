import { useState } from 'react'
import { type Dossier, type DossierDocument, documentHref } from '#web/api/calls.ts'
import { shortHash } from '#web/ui/figures.ts'
import { Icon } from '#web/ui/icon.tsx'
import { Moment } from '#web/ui/status.tsx'
import { useWords } from '#web/ui/words.tsx'
import { PrintButton } from './made-paper.tsx'

/** The papers the house made for this dossier, each opened in its place; those that others took the place of are folded away. */
export const Documents = ({ dossier }: { dossier: Dossier }) => {
  const { t } = useWords()
  const newestFirst = dossier.documents.toReversed()
  const isIssued = newestFirst.some((paper) => paper.standing === 'ISSUED')
  const isPassed = ({ standing }: DossierDocument) =>
    standing === 'EARLIER' || standing === 'REPLACED' || (standing === 'APPROVED' && isIssued)
  const passed = newestFirst.filter(isPassed)
  return (
    <section className="sheet stack" aria-labelledby="part-documents">
      <h2 id="part-documents">{t('dossier.documents')}</h2>
      {dossier.documents.length === 0 && (
        <p className="muted">
          {t(dossier.documentsKept > 0 ? 'dossier.no-documents-to-read' : 'dossier.no-documents')}
        </p>
      )}
      <Papers dossier={dossier} papers={newestFirst.filter((paper) => !isPassed(paper))} />
      {passed.length > 0 && (
        <details>
          <summary>{t('dossier.earlier-documents', { count: passed.length })}</summary>
          <Papers dossier={dossier} papers={passed} />
        </details>
      )}
    </section>
  )
}

const Papers = ({ dossier, papers }: { dossier: Dossier; papers: readonly DossierDocument[] }) => (
  <ul className="stack">
    {papers.map((paper) => (
      <li key={paper.id}>
        <Paper dossier={dossier} paper={paper} />
      </li>
    ))}
  </ul>
)

type Standing = NonNullable<DossierDocument['standing']>

const TONES = {
  CURRENT_DRAFT: 'sign',
  APPROVED: 'sign',
  ISSUED: 'done',
  EARLIER: 'neutral',
  REPLACED: 'danger',
} as const

const StandingBadge = ({ standing }: { standing: Standing }) => {
  const { t } = useWords()
  return <span className={`badge tone-${TONES[standing]}`}>{t(`document-standing.${standing}`)}</span>
}

const Paper = ({ dossier, paper }: { dossier: Dossier; paper: DossierDocument }) => {
  const { t } = useWords()
  const [isShown, setShown] = useState(false)
  const href = documentHref(dossier.id, paper.id)
  const title = t(`document-form.${paper.form}`)
  return (
    <article className="stack-tight">
      <div className="row">
        <h3>{title}</h3>
        {paper.standing && (
          <>
            <StandingBadge standing={paper.standing} />
            {paper.form === 'RESULT' && (
              <span className="badge tone-neutral">{t('not-signed-digitally')}</span>
            )}
          </>
        )}
      </div>
      <p className="muted small">
        {t('document.frozen')} <Moment at={paper.frozenAt} />
        {paper.fileSha256 && (
          <>
            {' · '}
            {t('document.hash')} <code>{shortHash(paper.fileSha256)}</code>
          </>
        )}
      </p>
      {paper.fileSha256 === null && <p role="status">{t('document.being-printed')}</p>}
      <div className="row screen-only">
        <button type="button" className="button" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          <Icon name="paper" />
          {isShown ? t('document.hide') : t('document.show')}
          <span className="visually-hidden">: {title}</span>
        </button>
        <PrintButton dossier={dossier} paper={paper} />
        <a href={href} target="_blank" rel="noreferrer">
          {t('document.new-tab')}
          <span className="visually-hidden">: {title}</span>
        </a>
      </div>
      {isShown && <iframe className="viewer" src={href} title={`${title} ${dossier.code}`} />}
    </article>
  )
}
