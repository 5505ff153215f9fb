import { manifestHref } from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { usePrint } from '../counter/use-print.tsx'

/** The paper of a manifest, printed by itself when it was just made, and opened as often as one likes. */
export const PrintManifest = ({
  id,
  number,
  atOnce = false,
}: {
  id: string
  number: string
  atOnce?: boolean
}) => {
  const { t } = useWords()
  const href = manifestHref(id)
  const printing = usePrint(href, atOnce)
  return (
    <>
      <div className="row">
        <BusyButton busy={printing.state === 'waiting'} onClick={printing.print}>
          <Icon name="print" />
          {t('document.print')}
          <span className="visually-hidden">: {number}</span>
        </BusyButton>
        <a href={href} target="_blank" rel="noreferrer">
          {t('document.new-tab')}
          <span className="visually-hidden">: {number}</span>
        </a>
      </div>
      {printing.state === 'failed' && <Notice kind="wait">{t('document.not-printed')}</Notice>}
      {printing.frame}
    </>
  )
}
