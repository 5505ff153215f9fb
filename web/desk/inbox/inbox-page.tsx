import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { plain } from '#common/names.ts'
import type { InboxItem } from '#web/api/calls.ts'
import { TextField } from '#web/ui/fields.tsx'
import { timeOfDay } from '#web/ui/figures.ts'
import { useShortcuts } from '#web/ui/keys.ts'
import { Notice, RetryNotice } from '#web/ui/notice.tsx'
import { Pager } from '#web/ui/pager.tsx'
import { DueClock, Moment } from '#web/ui/status.tsx'
import { inLanguage, titleIn, useWords } from '#web/ui/words.tsx'
import { inboxQuery } from '../queries.ts'
import { Page } from '../shell/page.tsx'
import { SkeletonRows } from '../shell/skeleton.tsx'

const isShown = (item: InboxItem, task: string, wanted: string): boolean =>
  plain(
    `${item.code} ${item.procedure.title} ${item.procedure.titleEn} ${item.ownerName ?? ''} ${task} ${item.stepName.vi}`,
  ).includes(wanted)

/** What is to be done; the step's own name beside it where that adds something. */
const Task = ({ item: { kind, stepName } }: { item: InboxItem }) => {
  const { t, language } = useWords()
  const task = t(`task-kind.${kind}`)
  const step = inLanguage(stepName, language)
  const saysMore = kind !== 'CONFIRM_HAND_OVER' && plain(task) !== plain(step)
  return (
    <>
      {task}
      {saysMore && <div className="muted small">{step}</div>}
    </>
  )
}

/** That the citizen has sent something since anybody looked. */
const NewFiles = ({ count }: { count: number }) => {
  const { t } = useWords()
  if (count === 0) return null
  return <div className="badge">{t('inbox.new-files', { count })}</div>
}

/** What waits for my post, soonest due first, as the server sorts it. */
export const InboxPage = () => {
  const { t, language } = useWords()
  const { sau: after } = useSearch({ from: '/desk/viec' })
  const navigate = useNavigate()
  const { data, error, isFetching, refetch } = useQuery(inboxQuery(after))
  const [filter, setFilter] = useState('')
  const [current, setCurrent] = useState(-1)
  const filterField = useRef<HTMLInputElement>(null)
  const rows = useRef<HTMLTableSectionElement>(null)
  const items = (data?.items ?? []).filter((item) =>
    isShown(item, t(`task-kind.${item.kind}`), plain(filter)),
  )

  const go = (step: 1 | -1) => {
    const next = Math.max(0, Math.min(items.length - 1, current + step))
    if (items.length === 0) return
    setCurrent(next)
    rows.current?.querySelectorAll<HTMLAnchorElement>('a[data-open]')[next]?.focus()
  }
  useShortcuts({
    j: () => go(1),
    k: () => go(-1),
    '/': () => filterField.current?.focus(),
  })

  return (
    <Page
      title={t('inbox.title')}
      aside={
        data && (
          <p className="muted small row">
            {t('inbox.refreshed', { at: timeOfDay(data.refreshedAt) })}
            <button type="button" className="button" aria-busy={isFetching} onClick={() => void refetch()}>
              {t('refresh')}
            </button>
          </p>
        )
      }
    >
      {error && data && (
        <Notice kind="wait" title={t('stale.title')}>
          <p>{t('stale.detail', { at: timeOfDay(data.refreshedAt) })}</p>
        </Notice>
      )}
      {!data && <RetryNotice error={error} onRetry={refetch} />}
      {!data && !error && <SkeletonRows />}
      {data && data.items.length === 0 && (
        <div className="empty stack-tight">
          <p className="strong">{after ? t('inbox.empty-page') : t('inbox.empty')}</p>
          <p>
            {after ? (
              <Link to="/viec">{t('pager.first')}</Link>
            ) : (
              <Link to="/ho-so">{t('inbox.see-dossiers')}</Link>
            )}
          </p>
        </div>
      )}
      {data && data.items.length > 0 && (
        <>
          <div className="fields">
            <TextField
              label={t('inbox.filter')}
              hint={t('inbox.filter-hint')}
              ref={filterField}
              type="search"
              value={filter}
              onType={(text) => {
                setFilter(text)
                setCurrent(-1)
              }}
            />
          </div>
          <p className="visually-hidden" role="status">
            {filter && t('inbox.shown', { count: items.length })}
          </p>
          {items.length === 0 ? (
            <p className="empty">{t('inbox.nothing-fits')}</p>
          ) : (
            <div className="table-frame">
              <table className="table table-cards">
                <caption className="visually-hidden">{t('inbox.caption')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('column.code')}</th>
                    <th scope="col">{t('column.procedure')}</th>
                    <th scope="col">{t('column.owner')}</th>
                    <th scope="col">{t('column.step')}</th>
                    <th scope="col">{t('column.step-due')}</th>
                    <th scope="col">{t('column.left')}</th>
                  </tr>
                </thead>
                <tbody ref={rows}>
                  {items.map((item, index) => (
                    <tr
                      key={item.taskId}
                      data-late={item.workingTimeLeft?.isOverdue ?? false}
                      data-current={index === current}
                    >
                      <th scope="row" className="nowrap">
                        <Link
                          to="/ho-so/$id"
                          params={{ id: item.dossierId }}
                          data-open=""
                          onFocus={() => setCurrent(index)}
                        >
                          {item.code}
                        </Link>
                      </th>
                      <td>{titleIn(item.procedure, language)}</td>
                      <td>{item.ownerName ?? <span className="muted">{t('person.erased')}</span>}</td>
                      <td>
                        <Task item={item} />
                        <NewFiles count={item.newFiles} />
                      </td>
                      <td className="nowrap" data-head={t('column.step-due')}>
                        {item.dueAt ? <Moment at={item.dueAt} /> : t('term.none')}
                      </td>
                      <td className="nowrap">
                        {item.workingTimeLeft && <DueClock left={item.workingTimeLeft} />}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <Pager
            onFirst={after ? () => void navigate({ to: '/viec' }) : null}
            onNext={
              data.nextCursor
                ? () => void navigate({ to: '/viec', search: { sau: data.nextCursor ?? '' } })
                : null
            }
          />
        </>
      )}
    </Page>
  )
}
