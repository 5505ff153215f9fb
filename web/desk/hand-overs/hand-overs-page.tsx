import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import type { HandOverSide } from '#web/api/calls.ts'
import { useShortcuts } from '#web/ui/keys.ts'
import { RetryNotice } from '#web/ui/notice.tsx'
import { Pager } from '#web/ui/pager.tsx'
import { useWords } from '#web/ui/words.tsx'
import { handOversQuery } from '../queries.ts'
import { useSession } from '../session/session.tsx'
import { Page } from '../shell/page.tsx'
import { SkeletonRows } from '../shell/skeleton.tsx'
import { BundleOf } from './bundle.tsx'
import { bundlesOf } from './bundles.ts'
import { Manifests } from './manifests.tsx'
import { useConfirming } from './use-confirming.ts'

const VIEWS = ['di', 'den', 'phieu'] as const
type View = (typeof VIEWS)[number]

const NAME = {
  di: 'hand-overs.view-sent',
  den: 'hand-overs.view-arriving',
  phieu: 'hand-overs.view-manifests',
} as const satisfies Record<View, string>

const SIDE = { di: 'SENT', den: 'ARRIVING' } as const

/** Papers on their way: what we sent and nobody has confirmed, what we were sent, and the manifests that went along. */
export const HandOversPage = () => {
  const { t } = useWords()
  const session = useSession()
  const { xem, sau: after } = useSearch({ from: '/desk/ban-giao' })
  // Who sits at a counter sends; the others are sent to.
  const view: View = xem ?? (session.mayOpenCounter ? 'di' : 'den')
  return (
    <Page title={t('hand-overs.title')}>
      <nav className="views" aria-label={t('hand-overs.views')}>
        {VIEWS.map((one) => (
          <Link
            key={one}
            to="/ban-giao"
            search={{ xem: one }}
            className=""
            activeProps={{ className: '' }}
            aria-current={one === view ? 'page' : undefined}
          >
            {t(NAME[one])}
          </Link>
        ))}
      </nav>
      {view === 'phieu' ? (
        <Manifests key={after} after={after} />
      ) : (
        <HandOvers key={`${view} ${after ?? ''}`} side={SIDE[view]} view={view} after={after} />
      )}
    </Page>
  )
}

const HandOvers = ({
  side,
  view,
  after,
}: {
  side: HandOverSide
  view: 'di' | 'den'
  after: string | undefined
}) => {
  const { t } = useWords()
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(handOversQuery(side, after))
  const confirming = useConfirming()
  const list = useRef<HTMLDivElement>(null)
  const bundles = bundlesOf(data?.items ?? [], confirming.outcomes, side)

  const go = (step: 1 | -1) => {
    const boxes = [...(list.current?.querySelectorAll<HTMLInputElement>('input[data-row]') ?? [])]
    const at = boxes.indexOf(document.activeElement as HTMLInputElement)
    boxes[Math.max(0, Math.min(boxes.length - 1, at + step))]?.focus()
  }
  useShortcuts({
    j: () => go(1),
    k: () => go(-1),
    a: () => {
      const near = document.activeElement?.closest('[data-bundle]') ?? list.current
      near?.querySelector<HTMLInputElement>('input[data-all]')?.click()
    },
  })

  return (
    <>
      <RetryNotice error={data ? null : error} onRetry={refetch} />
      {!data && !error && <SkeletonRows />}
      {data && bundles.length === 0 && (
        <div className="empty stack-tight">
          <p className="strong">
            {after
              ? t('hand-overs.empty-page')
              : t(side === 'SENT' ? 'hand-overs.none-sent' : 'hand-overs.none-arriving')}
          </p>
          <p>
            {after ? (
              <Link to="/ban-giao" search={{ xem: view }}>
                {t('pager.first')}
              </Link>
            ) : (
              t(side === 'SENT' ? 'hand-overs.none-sent-detail' : 'hand-overs.none-arriving-detail')
            )}
          </p>
        </div>
      )}
      {bundles.length > 0 && (
        <>
          <p className="muted">
            {t(side === 'SENT' ? 'hand-overs.sent-detail' : 'hand-overs.arriving-detail')}
          </p>
          <div className="stack" ref={list}>
            {bundles.map((bundle) => (
              <BundleOf
                key={bundle.key}
                bundle={bundle}
                side={side}
                waiting={
                  data?.units.find(({ id }) => id === (side === 'SENT' ? bundle.to : bundle.from).id)
                    ?.waiting ?? 0
                }
                confirming={confirming}
              />
            ))}
          </div>
        </>
      )}
      <Pager
        onFirst={after ? () => void navigate({ to: '/ban-giao', search: { xem: view } }) : null}
        onNext={
          data?.nextCursor
            ? () => void navigate({ to: '/ban-giao', search: { xem: view, sau: data.nextCursor ?? '' } })
            : null
        }
      />
    </>
  )
}
