import type { ReactNode } from 'react'
import { Problem } from '#web/api/client.ts'
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

/** What went wrong with a request, why, and what to do, as a notice that readers announce. */
export const ProblemNotice = ({ error, children }: { error: unknown; children?: ReactNode }) => {
  const { t } = useWords()
  if (!error) return null
  const problem = error instanceof Problem ? error : null
  return (
    <div role="alert">
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
