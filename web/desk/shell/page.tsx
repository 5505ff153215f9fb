import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '#web/ui/words.tsx'

export interface Crumb {
  to: '/viec' | '/ho-so' | '/quay' | '/lich' | '/ban-giao'
  label: string
}

let isFirstPage = true

/**
 * A screen: its title in the window, the way back, its heading. On coming here from another screen the heading
 * takes the focus, so that readers hear where they are; a screen that puts the focus elsewhere says so.
 */
export const Page = ({
  title,
  crumbs = [],
  takesFocus = true,
  aside,
  children,
}: {
  title: string
  crumbs?: readonly Crumb[]
  takesFocus?: boolean
  aside?: ReactNode
  children: ReactNode
}) => {
  const { t } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} – ${t('product')}`
  }, [title, t])
  useEffect(() => {
    if (!isFirstPage && takesFocus) heading.current?.focus()
    isFirstPage = false
  }, [takesFocus])
  return (
    <main id="content" className="page stack" tabIndex={-1}>
      {crumbs.length > 0 && (
        <nav className="breadcrumbs" aria-label={t('shell.breadcrumbs')}>
          <ol className="row small">
            {crumbs.map((crumb) => (
              <li key={crumb.to}>
                <Link to={crumb.to}>{crumb.label}</Link> <span aria-hidden="true">/</span>
              </li>
            ))}
            <li aria-current="page">{title}</li>
          </ol>
        </nav>
      )}
      <div className="row row-apart">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {aside}
      </div>
      {children}
    </main>
  )
}
