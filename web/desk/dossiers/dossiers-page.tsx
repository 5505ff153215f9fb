import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { useLayoutEffect, useRef } from 'react'
import { useShortcuts } from '#web/ui/keys.ts'
import { RetryNotice } from '#web/ui/notice.tsx'
import { Pager } from '#web/ui/pager.tsx'
import { DueClock, Moment, PausedTerm, StateBadge, TimelinessBadge } from '#web/ui/status.tsx'
import { titleIn, useWords } from '#web/ui/words.tsx'
import { dossiersQuery } from '../queries.ts'
import { type DossiersSearch, isNarrowedBy } from '../search.ts'
import { Page } from '../shell/page.tsx'
import { SkeletonRows } from '../shell/skeleton.tsx'
import { SearchForm } from './search-form.tsx'

/** Dossiers this officer may see, newest first: by code, by state, by the day they were received. */
export const DossiersPage = () => {
  const { t, language } = useWords()
  const search = useSearch({ from: '/desk/ho-so' })
  const navigate = useNavigate()
  const isAskedToFind = useLocation({ select: (location) => location.hash === 'ma-ho-so' })
  const codeField = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (isAskedToFind) codeField.current?.focus()
  }, [isAskedToFind])

  const { data, error, refetch, isFetching } = useQuery(
    dossiersQuery({ code: search.ma, state: search.tt, receivedOn: search.ngay, cursor: search.sau }),
  )
  const look = (wanted: DossiersSearch) => void navigate({ to: '/ho-so', search: wanted })
  useShortcuts({
    '/': () => codeField.current?.focus(),
    F3: () => codeField.current?.focus(),
  })
  const isNarrowed = isNarrowedBy(search)

  return (
    <Page title={t('dossiers.title')} takesFocus={!isAskedToFind}>
      <SearchForm search={search} codeField={codeField} onLook={look} />
      <RetryNotice error={error} onRetry={refetch} />
      {!data && !error && <SkeletonRows />}
      {data?.items.length === 0 && (
        <div className="empty stack-tight">
          <p className="strong">{isNarrowed ? t('dossiers.none-found') : t('dossiers.empty')}</p>
          {isNarrowed && (
            <p>
              {t(
                search.ma && !search.ngay && !search.tt ? 'dossiers.none-found-detail' : 'dossiers.none-seen',
              )}
            </p>
          )}
        </div>
      )}
      {data && data.items.length > 0 && (
        <>
          <div className="table-frame" aria-busy={isFetching}>
            <table className="table table-cards">
              <caption className="visually-hidden">{t('dossiers.caption')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('column.code')}</th>
                  <th scope="col">{t('column.state')}</th>
                  <th scope="col">{t('column.procedure')}</th>
                  <th scope="col">{t('column.owner')}</th>
                  <th scope="col">{t('column.received')}</th>
                  <th scope="col">{t('column.due')}</th>
                  <th scope="col">{t('column.holder')}</th>
                </tr>
              </thead>
              <tbody>
                {data.items.map((item) => (
                  <tr key={item.id} data-late={item.workingTimeLeft?.isOverdue ?? false}>
                    <th scope="row" className="nowrap">
                      <Link to="/ho-so/$id" params={{ id: item.id }}>
                        {item.code}
                      </Link>
                    </th>
                    <td>
                      <StateBadge state={item.state} />
                    </td>
                    <td>{titleIn(item.procedure, language)}</td>
                    <td>{item.ownerName ?? <span className="muted">{t('person.erased')}</span>}</td>
                    <td data-head={t('column.received')}>
                      <Moment at={item.acceptedAt ?? item.submittedAt} />
                      {!item.acceptedAt && <div className="muted small">{t('dossiers.filed-only')}</div>}
                    </td>
                    <td data-head={t('column.due')}>
                      {item.paused ? (
                        <PausedTerm paused={item.paused} />
                      ) : item.currentDueAt ? (
                        <Moment at={item.currentDueAt} />
                      ) : (
                        t(item.acceptedAt ? 'term.none' : 'dossiers.no-date-yet')
                      )}
                      <div>
                        {item.timeliness ? (
                          <TimelinessBadge timeliness={item.timeliness} />
                        ) : (
                          item.workingTimeLeft && <DueClock left={item.workingTimeLeft} />
                        )}
                      </div>
                    </td>
                    <td data-head={t('column.holder')}>{item.holderUnit ?? '–'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Pager
            onFirst={search.sau ? () => look({ ...search, sau: undefined }) : null}
            onNext={data.nextCursor ? () => look({ ...search, sau: data.nextCursor ?? '' }) : null}
          />
        </>
      )}
    </Page>
  )
}
