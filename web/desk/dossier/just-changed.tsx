import { useState } from 'react'
import type { Dossier } from '#web/api/calls.ts'
import { Notice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'

/** The newest version of each dossier that an act of this page has made. */
const ownVersions = new Map<string, number>()

export const noteOwnAct = (dossierId: string, version: number): void => {
  ownVersions.set(dossierId, version)
}

/**
 * Says that somebody has acted while the dossier was being looked at: the page has changed under the reader's eyes, and what was
 * typed is still there.
 */
export const JustChanged = ({ dossier: { id, version, timeline } }: { dossier: Dossier }) => {
  const { t } = useWords()
  const [known, setKnown] = useState(version)
  const last = timeline.at(-1)
  const isOwn = (ownVersions.get(id) ?? 0) >= version
  if (isOwn && known !== version) setKnown(version)
  return (
    <div role="status">
      {version > known && !isOwn && last && (
        <Notice kind="wait" title={t('dossier.just-changed', { at: last.at })}>
          <p>
            {t(`event.${last.type}`, { unit: last.unit, verdict: last.verdict, number: last.number })}
            {' · '}
            {last.actor.kind === 'OFFICER'
              ? [last.actor.name, last.actor.unit].filter(Boolean).join(', ')
              : t(`timeline.${last.actor.kind}`)}
          </p>
          <p>
            <button type="button" className="button" onClick={() => setKnown(version)}>
              {t('dossier.just-changed-seen')}
            </button>
          </p>
        </Notice>
      )}
    </div>
  )
}
