import { useEffect, useRef } from 'react'
import { Icon } from '#web/ui/icon.tsx'
import { useWords } from '#web/ui/words.tsx'
import { useSession } from '../session/session.tsx'

/** Ten codes, shown once: to be printed and put away. */
export const RecoveryCodes = ({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) => {
  const { t } = useWords()
  const { officer } = useSession()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <h2 id="part-codes" ref={heading} tabIndex={-1}>
        {t('account.codes')}
      </h2>
      <p>{t('account.codes-why')}</p>
      <p className="strong">{t('account.codes-whose', { name: officer.fullName })}</p>
      <ol className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="row">
        <button type="button" className="button" onClick={() => window.print()}>
          <Icon name="print" />
          {t('account.print-codes')}
        </button>
        <button type="button" className="button button-primary" onClick={onKept}>
          {t('account.codes-kept')}
        </button>
      </div>
    </>
  )
}
