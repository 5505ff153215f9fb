import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Dossier, type DossierFile, fileHref, takeFileOut } from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { TextArea } from '#web/ui/fields.tsx'
import { useAnnounce } from '#web/ui/live-region.tsx'
import { Notice, ProblemNotice } from '#web/ui/notice.tsx'
import { Moment } from '#web/ui/status.tsx'
import { useWords } from '#web/ui/words.tsx'
import { filesByPaper, megabytesOf } from './files-by-paper.ts'
import { HandIn } from './hand-in.tsx'

/** Scans and photographs that came with the dossier, under the papers that they are of. */
export const Files = ({ dossier }: { dossier: Dossier }) => {
  const { t } = useWords()
  const { items, papers, mayHandIn } = dossier.files
  const present = items.filter(({ takenOut }) => takenOut === null)
  const gone = items.filter(({ takenOut }) => takenOut !== null)
  return (
    <section className="sheet stack" aria-labelledby="part-files">
      <h2 id="part-files" tabIndex={-1}>
        {t('files.title')}
      </h2>
      {present.length === 0 ? (
        <p className="muted">{t(mayHandIn ? 'files.none' : 'files.none-to-read')}</p>
      ) : (
        <p className="muted small">
          {t('files.together', {
            count: present.length,
            megabytes: megabytesOf(present.reduce((sum, { bytes }) => sum + bytes, 0)),
          })}
        </p>
      )}
      {present.some(({ isNew }) => isNew) && (
        <Notice
          kind="wait"
          title={t('files.new-title', { count: present.filter(({ isNew }) => isNew).length })}
        >
          {dossier.waits.some(({ kind }) => kind === 'SUPPLEMENT') && <p>{t('files.new-means')}</p>}
        </Notice>
      )}
      {filesByPaper(present, papers).map(({ paperId, name, files }) => (
        <div key={paperId ?? ''} className="stack-tight">
          <h3>{name ?? t('files.of-no-paper')}</h3>
          <ul className="files">
            {files.map((file) => (
              <li key={file.id}>
                <Present dossier={dossier} file={file} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      {gone.length > 0 && (
        <details>
          <summary>{t('files.taken-out', { count: gone.length })}</summary>
          <ul className="files">
            {gone.map((file) => (
              <li key={file.id}>
                <Gone file={file} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {mayHandIn && <HandIn dossier={dossier} />}
    </section>
  )
}

const Present = ({ dossier, file }: { dossier: Dossier; file: DossierFile }) => {
  const { t } = useWords()
  return (
    <div className="file">
      <div className="file-words">
        <a href={fileHref(dossier.id, file.id)} target="_blank" rel="noreferrer" className="file-name">
          {file.name}
          <span className="visually-hidden"> ({t('document.new-tab')})</span>
        </a>
        <span className="muted small">
          <Size file={file} />
          {' · '}
          {file.handedInBy ?? t('files.by-citizen')}
          {', '}
          <Moment at={file.handedInAt} />
        </span>
        {file.isNew && (
          <span>
            <span className="badge">{t('files.new')}</span>
          </span>
        )}
      </div>
      {file.mayTakeOut && <TakeOut dossier={dossier} file={file} />}
    </div>
  )
}

const Gone = ({ file }: { file: DossierFile }) => {
  const { t } = useWords()
  return (
    <div className="file-words">
      <span className="file-name">{file.name}</span>
      <span className="muted small">
        <Size file={file} />
        {file.takenOut && (
          <>
            {' · '}
            {t('files.taken-out-by', { who: file.takenOut.by ?? t('files.by-citizen') })}{' '}
            <Moment at={file.takenOut.at} />
            {file.takenOut.reason !== null && `: ${file.takenOut.reason}`}
          </>
        )}
      </span>
    </div>
  )
}

const Size = ({ file: { kind, pages, bytes } }: { file: DossierFile }) => {
  const { t } = useWords()
  return t('files.size', { kind, pages: pages ?? 0, megabytes: megabytesOf(bytes) })
}

const TakeOut = ({ dossier, file }: { dossier: Dossier; file: DossierFile }) => {
  const { t } = useWords()
  const client = useQueryClient()
  const announce = useAnnounce()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<string>()
  const taking = useMutation({
    mutationFn: () => takeFileOut(dossier.id, file.id, reason.trim()),
    onSuccess: async () => {
      setAsking(false)
      announce(t('files.is-out', { name: file.name }))
      await client.invalidateQueries({ queryKey: ['dossier', dossier.id] })
      // The button that had the focus is gone with the file.
      document.getElementById('part-files')?.focus()
    },
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === '') setFault(t('files.take-out-reason-needed'))
    else taking.mutate()
  }
  return (
    <>
      <button type="button" className="button screen-only" onClick={() => setAsking(true)}>
        {t('files.take-out')}
        <span className="visually-hidden">: {file.name}</span>
      </button>
      <Dialog title={t('files.take-out-title')} open={isAsking} onClose={() => setAsking(false)}>
        <p className="strong file-name">{file.name}</p>
        <p>{t('files.take-out-means')}</p>
        <form className="stack" onSubmit={send}>
          <TextArea
            label={t('files.take-out-reason')}
            hint={t('files.take-out-reason-hint')}
            value={reason}
            onType={(value) => {
              setReason(value)
              setFault(undefined)
            }}
            error={fault}
            maxLength={500}
            rows={2}
          />
          <ProblemNotice error={taking.error} takesFocus />
          <div className="row">
            <BusyButton type="submit" className="button-primary" busy={taking.isPending}>
              {t('files.take-out')}
            </BusyButton>
            <button type="button" className="button" onClick={() => setAsking(false)}>
              {t('confirm.back')}
            </button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
