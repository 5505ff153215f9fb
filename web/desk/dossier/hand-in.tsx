import { useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, useEffect, useId, useRef, useState } from 'react'
import { type Dossier, handFileIn } from '#web/api/calls.ts'
import { newKey, Problem } from '#web/api/client.ts'
import { SelectField } from '#web/ui/fields.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { useAnnounce } from '#web/ui/live-region.tsx'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { endSession } from '../session/ended.ts'
import { useOnline } from '../shell/offline-bar.tsx'
import { megabytesOf } from './files-by-paper.ts'

/** A file on its way; once the server has it, it is listed with the others and no more here. */
interface Sending {
  key: string
  file: File
  paperId: string | null
  state: 'waits' | 'travels' | 'refused'
  /** From 0 to 1; at 1 it has arrived and is looked into. */
  part: number
  error: unknown
}

/** What telephones turn their pictures into by themselves when they read it here. */
const KINDS = 'application/pdf,image/jpeg,image/png'
const NO_PAPER = ''

/** Files are chosen, or photographed where there is a camera, and sent one after the other as soon as they are. */
export const HandIn = ({ dossier }: { dossier: Dossier }) => {
  const { t } = useWords()
  const online = useOnline()
  const { papers, mostBytes } = dossier.files
  const [paper, setPaper] = useState(papers[0]?.paperId ?? NO_PAPER)
  const { list, add, again, leave } = useSendings(dossier)
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    add(Array.from(event.target.files ?? []), paper === NO_PAPER ? null : paper)
    // The same file once more is a choice too.
    event.target.value = ''
  }
  return (
    <div className="stack-tight screen-only">
      <h3>{t('files.add')}</h3>
      <SelectField
        label={t('files.of-paper')}
        wide
        value={paper}
        onPick={setPaper}
        options={[
          ...papers.map(({ paperId, name }) => ({ value: paperId, label: name })),
          { value: NO_PAPER, label: t('files.of-no-paper') },
        ]}
      />
      <div className="row">
        <Chooser label={t('files.choose')} icon="paper" disabled={!online} onChange={choose} />
        <span className="with-camera">
          <Chooser label={t('files.photograph')} icon="camera" disabled={!online} camera onChange={choose} />
        </span>
      </div>
      <p className="hint">{t('files.hint', { most: mostBytes / 1_000_000 })}</p>
      {list.length > 0 && (
        <ul className="files">
          {list.map((one) => (
            <li key={one.key}>
              <OnItsWay one={one} again={() => again(one.key)} leave={() => leave(one.key)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The browser's own chooser, which the keyboard reaches too, under a label that looks like our buttons. */
const Chooser = ({
  label,
  icon,
  disabled,
  camera = false,
  onChange,
}: {
  label: string
  icon: 'paper' | 'camera'
  disabled: boolean
  camera?: boolean
  onChange: (event: ChangeEvent<HTMLInputElement>) => void
}) => {
  const id = useId()
  return (
    <span className="chooser">
      <input
        id={id}
        type="file"
        className="visually-hidden"
        accept={camera ? 'image/jpeg' : KINDS}
        multiple={!camera}
        disabled={disabled}
        onChange={onChange}
        {...(camera ? { capture: 'environment' as const } : {})}
      />
      <label htmlFor={id} className="button" aria-disabled={disabled || undefined}>
        <Icon name={icon} />
        {label}
      </label>
    </span>
  )
}

const OnItsWay = ({ one, again, leave }: { one: Sending; again: () => void; leave: () => void }) => {
  const { t } = useWords()
  const { file, state, part, error } = one
  return (
    <div className="stack-tight">
      <span className="file-name">{file.name}</span>
      {state === 'refused' ? (
        <>
          <ProblemNotice error={error} />
          <div className="row">
            {mayHelpToTryAgain(error) && (
              <button type="button" className="button" onClick={again}>
                {t('files.again')}
                <span className="visually-hidden">: {file.name}</span>
              </button>
            )}
            <button type="button" className="button" onClick={leave}>
              {t('files.leave')}
              <span className="visually-hidden">: {file.name}</span>
            </button>
          </div>
        </>
      ) : (
        <>
          <progress max={1} value={part} aria-label={t('files.on-its-way', { name: file.name })} />
          <span className="muted small">
            {state === 'waits'
              ? t('files.waits')
              : part < 1
                ? t('files.travels', {
                    sent: megabytesOf(file.size * part),
                    megabytes: megabytesOf(file.size),
                  })
                : t('files.looked-into')}
          </span>
        </>
      )}
    </div>
  )
}

/** What the file is will not change; that the link broke or the house was busy will, and then a session that ended. */
const mayHelpToTryAgain = (error: unknown): boolean =>
  !(error instanceof Problem) || error.status >= 500 || error.status === 401

const useSendings = (dossier: Dossier) => {
  const { t } = useWords()
  const client = useQueryClient()
  const announce = useAnnounce()
  const [list, setList] = useState<readonly Sending[]>([])
  const isSending = useRef(false)
  const change = (key: string, over: Partial<Sending>) =>
    setList((now) => now.map((one) => (one.key === key ? { ...one, ...over } : one)))
  const leave = (key: string) => setList((now) => now.filter((one) => one.key !== key))

  const send = async (one: Sending): Promise<void> => {
    isSending.current = true
    change(one.key, { state: 'travels', part: 0 })
    try {
      await handFileIn(dossier.id, one, (part) => change(one.key, { part }))
      await client.invalidateQueries({ queryKey: ['dossier', dossier.id] })
      announce(t('files.is-in', { name: one.file.name }))
      leave(one.key)
    } catch (error) {
      if (error instanceof Problem && error.code === 'sign-in-needed') endSession()
      change(one.key, { state: 'refused', error })
    } finally {
      isSending.current = false
    }
  }

  // One after the other: over a weak link two at once are two that fail.
  const next = list.find(({ state }) => state === 'waits')
  const isFree = !list.some(({ state }) => state === 'travels')
  useEffect(() => {
    if (next && isFree && !isSending.current) void send(next)
  })

  return {
    list,
    leave,
    add: (files: readonly File[], paperId: string | null) =>
      setList((now) => [
        ...now,
        ...files.map((file) => ({
          key: newKey(),
          file,
          paperId,
          state: 'waits' as const,
          part: 0,
          error: null,
        })),
      ]),
    again: (key: string) => change(key, { state: 'waits', part: 0, error: null }),
  }
}
