import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { DateNotice, DateNoticesState } from '#web/api/calls.ts'
import { Notice, RetryNotice } from '#web/ui/notice.tsx'
import { Pager } from '#web/ui/pager.tsx'
import { titleIn, useWords } from '#web/ui/words.tsx'
import { dateNoticesQuery } from '../queries.ts'
import { Page } from '../shell/page.tsx'
import { SkeletonRows } from '../shell/skeleton.tsx'
import { type How, type JustChanged, type Shown, shownNotices } from './shown-notices.ts'
import { Telephone } from './telephone.tsx'
import { TellOrTakeBack } from './tell-or-take-back.tsx'

const VIEWS = ['OWED', 'TOLD'] as const satisfies readonly DateNoticesState[]

/** The address and the words of each list. */
const VIEW = {
  OWED: {
    search: {},
    name: 'notices.view-owed',
    detail: 'notices.detail',
    nobody: 'notices.empty',
    nobodyDetail: 'notices.empty-detail',
  },
  TOLD: {
    search: { xem: 'da-bao' },
    name: 'notices.view-told',
    detail: 'notices.told-detail',
    nobody: 'notices.none-told',
    nobodyDetail: null,
  },
} as const satisfies Record<DateNoticesState, object>

/** Citizens whose date moved and who still have the old one on their receipt: ring up, tell, tick off; and who was told. */
export const DateNoticesPage = () => {
  const { t } = useWords()
  const { xem: view, sau: after } = useSearch({ from: '/desk/bao-ngay-hen' })
  const state: DateNoticesState = view === 'da-bao' ? 'TOLD' : 'OWED'
  return (
    <Page title={t('notices.title')} crumbs={[{ to: '/lich', label: t('calendar.title') }]}>
      <nav className="views" aria-label={t('notices.views')}>
        {VIEWS.map((one) => (
          <Link
            key={one}
            to="/bao-ngay-hen"
            search={VIEW[one].search}
            activeOptions={{ exact: true }}
            aria-current={one === state ? 'page' : undefined}
          >
            {t(VIEW[one].name)}
          </Link>
        ))}
      </nav>
      <Notices key={`${state} ${after ?? ''}`} state={state} after={after} />
    </Page>
  )
}

const Notices = ({ state, after }: { state: DateNoticesState; after: string | undefined }) => {
  const { t } = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const asked = dateNoticesQuery(state, after)
  const { data, error, refetch } = useQuery(asked)
  const [changed, setChanged] = useState<readonly JustChanged[]>([])
  const rows = shownNotices(data?.items ?? [], changed, state)
  const { search, detail } = VIEW[state]

  const change = (notice: DateNotice, told: How | null) => {
    setChanged((before) => [
      ...before.filter(({ was }) => was.dossierId !== notice.dossierId),
      // Where it stood in the list before anything was done to it.
      { was: before.find(({ was }) => was.dossierId === notice.dossierId)?.was ?? notice, told },
    ])
    queries.setQueryData(
      asked.queryKey,
      (page) => page && { ...page, items: page.items.filter((item) => item.dossierId !== notice.dossierId) },
    )
  }

  return (
    <>
      <RetryNotice error={error} onRetry={refetch} />
      {!data && !error && <SkeletonRows />}
      {data?.isBeingMade && state === 'OWED' && <Notice>{t('notices.being-made')}</Notice>}
      {data && rows.length === 0 && !(data.isBeingMade && state === 'OWED') && (
        <Nobody state={state} isFirstPage={!after} />
      )}
      {rows.length > 0 && (
        <>
          <p>{t(detail)}</p>
          {data?.mayTell === false && <p className="muted">{t('notices.not-for-me')}</p>}
          <ul className="notices">
            {rows.map(({ notice, told }) => (
              <NoticeRow
                key={notice.dossierId}
                notice={notice}
                told={told}
                mayTell={data?.mayTell ?? false}
                onChanged={(now) => change(notice, now)}
              />
            ))}
          </ul>
        </>
      )}
      <Pager
        onFirst={after ? () => void navigate({ to: '/bao-ngay-hen', search }) : null}
        onNext={
          data?.nextCursor
            ? () => void navigate({ to: '/bao-ngay-hen', search: { ...search, sau: data.nextCursor ?? '' } })
            : null
        }
      />
    </>
  )
}

const Nobody = ({ state, isFirstPage }: { state: DateNoticesState; isFirstPage: boolean }) => {
  const { t } = useWords()
  const { search, nobody, nobodyDetail } = VIEW[state]
  return isFirstPage ? (
    <div className="empty stack-tight">
      <p className="strong">{t(nobody)}</p>
      {nobodyDetail && <p>{t(nobodyDetail)}</p>}
    </div>
  ) : (
    <div className="empty stack-tight">
      <p className="strong">{t('notices.empty-page')}</p>
      <p>
        <Link to="/bao-ngay-hen" search={search}>
          {t('pager.first')}
        </Link>
      </p>
    </div>
  )
}

const NoticeRow = ({
  notice,
  told,
  mayTell,
  onChanged,
}: Shown & {
  mayTell: boolean
  onChanged: (told: How | null) => void
}) => {
  const { t, language } = useWords()
  return (
    <li className="sheet stack-tight">
      <p className="row">
        <Link to="/ho-so/$id" params={{ id: notice.dossierId }} className="strong">
          {notice.code}
        </Link>
        <span className="strong">{notice.ownerName ?? t('person.erased')}</span>
      </p>
      <p className="muted">{titleIn(notice.procedure, language)}</p>
      <p className="strong figures">{t('notices.moved', { was: notice.wasDueAt, now: notice.dueAt })}</p>
      {notice.decision && <p className="muted small">{notice.decision}</p>}
      {told === null && <Telephone notice={notice} />}
      {told && (
        <p className="tone-done told-line">
          {told.at
            ? t('notices.told-by', { how: t(`told.${told.how}`), by: told.by ?? '', at: told.at })
            : t('notices.told-just-now', { how: t(`told.${told.how}`) })}
        </p>
      )}
      {mayTell && notice.told?.mayBeTakenBack !== false && (
        <TellOrTakeBack notice={notice} isTold={told !== null} onChanged={onChanged} />
      )}
    </li>
  )
}
