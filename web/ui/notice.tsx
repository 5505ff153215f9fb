import { type ReactNode, useEffect, useRef } from 'react'
import { isProblem, Problem } from '#web/api/client.ts'
import { Icon, type IconName } from './icon.tsx'
import { useWords } from './words.tsx'

type Kind = 'info' | 'danger' | 'wait' | 'done'

const ICONS = { info: 'info', danger: 'warning', wait: 'warning', done: 'ready' } as const satisfies Record<
  Kind,
  IconName
>

/** Something to know, in its place. It stays until its reason goes; a message that vanishes is not read by all. */
export const Notice = ({
  kind = 'info',
  title,
  children,
}: {
  kind?: Kind
  title?: string
  children?: ReactNode
}) => (
  <div className={`notice notice-${kind}`}>
    <Icon name={ICONS[kind]} />
    <div>
      {title && <strong>{title}</strong>}
      {children}
    </div>
  </div>
)

/** What could not be fetched, and the button that asks for it again. */
export const RetryNotice = ({ error, onRetry }: { error: unknown; onRetry: () => unknown }) => {
  const { t } = useWords()
  return (
    <ProblemNotice error={error}>
      <p>
        <button type="button" className="button" onClick={() => void onRetry()}>
          {t('retry')}
        </button>
      </p>
    </ProblemNotice>
  )
}

/**
 * What went wrong with a request, why, and what to do. After an act it takes the focus, so that it is seen wherever
 * on a long page the key was pressed; a session that ended is asked for in a dialog instead.
 */
export const ProblemNotice = ({
  error,
  takesFocus = false,
  children,
}: {
  error: unknown
  takesFocus?: boolean
  children?: ReactNode
}) => {
  const { t } = useWords()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error && takesFocus) box.current?.focus()
  }, [error, takesFocus])
  if (!error || isProblem(error, 'sign-in-needed')) return null
  const problem = error instanceof Problem ? error : null
  return (
    <div role="alert" ref={box} tabIndex={-1}>
      <Notice kind="danger" title={problem?.title || t('unreachable.title')}>
        <p>{problem?.message || t('unreachable.detail')}</p>
        {problem && problem.status >= 500 && problem.requestId && (
          <p>
            {t('problem.number')} <code>{problem.requestId}</code>
          </p>
        )}
        {children}
      </Notice>
    </div>
  )
}
