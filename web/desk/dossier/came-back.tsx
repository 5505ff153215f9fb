import type { Dossier } from '#web/api/calls.ts'
import { Notice } from '#web/ui/notice.tsx'
import { Moment } from '#web/ui/status.tsx'
import { useWords } from '#web/ui/words.tsx'

const OF_HAND_OVER = ['HandedOver', 'HandOverRefused', 'HandOverTakenBack', 'HandOverConfirmed'] as const

/** The receiving unit refused the dossier, and it is the sender's to mend: who, when and why. */
export const CameBack = ({ dossier }: { dossier: Dossier }) => {
  const { t } = useWords()
  const last = dossier.timeline.findLast(({ type }) => OF_HAND_OVER.some((one) => one === type))
  if (last?.type !== 'HandOverRefused' || dossier.state !== 'ACCEPTED') return null
  return (
    <Notice kind="danger" title={t('came-back.title', { unit: last.actor.unit })}>
      {last.text && <p className="quote">{last.text}</p>}
      <p>
        {last.actor.name} · <Moment at={last.at} />
      </p>
      <p>{t('came-back.what-to-do')}</p>
    </Notice>
  )
}
