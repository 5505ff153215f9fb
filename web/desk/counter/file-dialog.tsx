import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { missingPapers } from '#common/papers.ts'
import * as calls from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { RadioGroup } from '#web/ui/fields.tsx'
import { useAnnounce } from '#web/ui/live-region.tsx'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { keepSecret } from '../filed-secret.ts'
import { useSession } from '../session/session.tsx'
import type { Draft } from './draft.ts'

const CHANNELS = ['COUNTER', 'POST', 'ONLINE'] as const satisfies readonly calls.Channel[]

/**
 * What cannot be received yet is written down all the same: it gets a code, and on its page the paper that says what
 * is missing, or that it is turned away. The next screen is that page.
 */
export const FileDialog = ({
  open,
  draft,
  chosen,
  filing,
  onFiled,
  onClose,
}: {
  open: boolean
  draft: Draft
  chosen: calls.ProcedureCase
  filing: Omit<calls.Filing, 'channel'>
  /** It is a dossier now: what was typed may be forgotten. */
  onFiled: () => void
  onClose: () => void
}) => {
  const { t } = useWords()
  const { officer } = useSession()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const channels = CHANNELS.filter((channel) => chosen.channels.some((terms) => terms.channel === channel))
  const [picked, setPicked] = useState<calls.Channel | null>(null)
  // How it came was said at the counter already; only what the national portal passes on is not received there.
  const isSaid = channels.includes(draft.channel)
  const channel = picked ?? (isSaid ? draft.channel : null)
  const [tries, setTries] = useState(0)
  const missing = missingPapers(chosen.papers, filing.papers).map(({ name }) => name)
  const sending = useMutation({
    mutationFn: (by: calls.Channel) => calls.fileDossier({ ...filing, channel: by }, draft.key),
    onSuccess: async ({ id, code, lookUpSecret }) => {
      keepSecret(officer.id, id, { secret: lookUpSecret })
      announce(t('filed.said', { code }))
      await navigate({ to: '/ho-so/$id', params: { id } })
      onFiled()
    },
  })
  const file = () => {
    setTries((count) => count + 1)
    if (channel !== null) sending.mutate(channel)
  }
  return (
    <Dialog title={t('intake.file-title')} open={open} onClose={onClose}>
      <p>{t('intake.file-why')}</p>
      <p className="strong">
        {missing.length > 0 ? t('intake.file-missing', { papers: missing }) : t('intake.file-complete')}
      </p>
      {isSaid ? (
        <>
          <p>{t('intake.file-came', { channel: t(`filing-channel.${channel ?? draft.channel}`) })}</p>
          {channels.includes('ONLINE') && (
            <label className="choice">
              <input
                type="checkbox"
                checked={channel === 'ONLINE'}
                onChange={(event) => setPicked(event.target.checked ? 'ONLINE' : null)}
              />
              {t('intake.file-online')}
            </label>
          )}
        </>
      ) : (
        <RadioGroup
          legend={t('intake.file-channel')}
          value={channel}
          onPick={setPicked}
          options={channels.map((value) => ({ value, label: t(`filing-channel.${value}`) }))}
          error={channel === null && tries > 0 ? t('intake.file-channel-missing') : undefined}
        />
      )}
      <ProblemNotice error={sending.error} takesFocus />
      <div className="row">
        <BusyButton className="button-primary" busy={sending.isPending} onClick={file}>
          {t('intake.file')}
        </BusyButton>
        <button type="button" className="button" onClick={onClose}>
          {t('confirm.back')}
        </button>
      </div>
    </Dialog>
  )
}
