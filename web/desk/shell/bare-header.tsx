import type { ReactNode } from 'react'
import { useWords } from '#web/ui/words.tsx'
import { LanguageSwitch } from './settings.tsx'

/** Above the screens where nothing else can be gone to: whose house this is, and in which language. */
export const BareHeader = ({ children }: { children?: ReactNode }) => {
  const { t } = useWords()
  return (
    <header className="identity">
      <div className="nation-line" />
      <div className="identity-row">
        <span className="logo">{t('product')}</span>
        <div className="row">
          <LanguageSwitch />
          {children}
        </div>
      </div>
    </header>
  )
}
