import type { Dossier } from '#web/api/calls.ts'
import { Notice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'

/** What is waited for: of whom, since when, until when, and whether the term stands still meanwhile. */
export const Waits = ({ dossier }: { dossier: Dossier }) => {
  const { t } = useWords()
  const asked = dossier.tasks.filter(({ kind }) => kind === 'CONSULT').map(({ unit }) => unit)
  return dossier.waits.map(({ kind, since, replyBy, pauses }) => (
    <Notice
      key={`${kind} ${since}`}
      kind="wait"
      title={t(`wait.${kind}`, { units: asked.length > 0 ? asked : null })}
    >
      <p>
        {[
          t('wait.since', { at: since }),
          replyBy && t('wait.reply-by', { at: replyBy }),
          t(dossier.acceptedAt === null ? 'wait.no-term-yet' : pauses ? 'wait.pauses' : 'wait.runs-on'),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
    </Notice>
  ))
}
