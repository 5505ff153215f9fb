import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { plain } from '#common/names.ts'
import type { Inbox, InboxItem, TaskKind } from '#web/api/calls.ts'
import { SelectField, TextField } from '#web/ui/fields.tsx'
import { timeOfDay } from '#web/ui/figures.ts'
import { Icon } from '#web/ui/icon.tsx'
import { useShortcuts } from '#web/ui/keys.ts'
import { Notice, RetryNotice } from '#web/ui/notice.tsx'
import { Pager } from '#web/ui/pager.tsx'
import { DueClock, Moment, PausedTerm } from '#web/ui/status.tsx'
import { inLanguage, titleIn, useWords } from '#web/ui/words.tsx'
import { inboxQuery } from '../queries.ts'
import { INBOX_VIEWS, type InboxSearch, type InboxViewName } from '../search.ts'
import { Page } from '../shell/page.tsx'
import { SkeletonRows } from '../shell/skeleton.tsx'

const isShown = (item: InboxItem, task: string, wanted: string): boolean =>
  plain(
    `${item.code} ${item.procedure.title} ${item.procedure.titleEn} ${item.ownerName ?? ''} ${task} ${item.stepName.vi}`,
  ).includes(wanted)

/** What is to be done; the step's own name beside it where that adds something. */
const Task = ({ item: { kind, stepName, asked } }: { item: InboxItem }) => {
  const { t, language } = useWords()
  const task = asked ? t('inbox.asked') : t(`task-kind.${kind}`)
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
  return (
    <div>
      <span className="badge">{t('inbox.new-files', { count })}</span>
    </div>
  )
}

/** What there is to say of a task besides its name: it came back, it rests, it is somebody else's post. */
const Marks = ({ item: { cameBack, rests, paused, onBehalfOf } }: { item: InboxItem }) => {
  const { t } = useWords()
  return (
    <>
      {cameBack && (
        <div>
          <span className="badge tone-danger">
            <Icon name="returned" />
            {t('inbox.came-back')}
          </span>
          <div className="muted small">{t('inbox.came-back-by', cameBack)}</div>
        </div>
      )}
      {rests && (!paused || rests.units.length > 0) && (
        <div className="muted small">
          {rests.units.length > 0
            ? t('rests.opinions-of', { units: rests.units })
            : t(`rests.${rests.waitsFor}`)}
          , {t('paused.since', { at: rests.since })}
        </div>
      )}
      {onBehalfOf && <div className="small">{t('standing-in.for', { name: onBehalfOf })}</div>}
    </>
  )
}

/** By when; of a result since when it is there, and no date where none runs. */
const DueOf = ({ item: { kind, paused, dueAt, issuedAt, rests } }: { item: InboxItem }) => {
  const { t } = useWords()
  if (kind === 'RETURN' && issuedAt) return t('inbox.result-since', { at: issuedAt })
  if (paused) return <PausedTerm paused={paused} />
  return dueAt ? <Moment at={dueAt} /> : t(rests ? 'inbox.no-due-yet' : 'inbox.no-due')
}

const VIEW_NAMES = Object.keys(INBOX_VIEWS) as InboxViewName[]

/** The views of the inbox with how much each holds; what came back is only spoken of where something did. */
const Views = ({ shown, totals }: { shown: InboxViewName; totals: Inbox['totals'] | undefined }) => {
  const { t } = useWords()
  return (
    <nav className="views" aria-label={t('inbox.views')}>
      {VIEW_NAMES.filter((view) => view !== 'bi-tra' || view === shown || (totals?.CAME_BACK ?? 0) > 0).map(
        (view) => (
          <Link
            key={view}
            to="/viec"
            search={{ xem: view }}
            className=""
            activeProps={{ className: '' }}
            aria-current={view === shown ? 'page' : undefined}
          >
            {t(`inbox.view.${INBOX_VIEWS[view]}`)}{' '}
            {totals && <span className="count-of figures">{totals[INBOX_VIEWS[view]]}</span>}
          </Link>
        ),
      )}
    </nav>
  )
}

/** What waits for my post, by views, soonest due first, as the server sorts it. */
export const InboxPage = () => {
  const { t, language } = useWords()
  const search = useSearch({ from: '/desk/viec' })
  const { xem, loai: kind, sau: after } = search
  const shown = xem ?? 'can-lam'
  const navigate = useNavigate()
  const { data, error, isFetching, refetch } = useQuery({
    ...inboxQuery({
      view: INBOX_VIEWS[shown],
      ...(kind === undefined ? {} : { kind }),
      ...(after === undefined ? {} : { cursor: after }),
    }),
    placeholderData: keepPreviousData,
  })
  const look = (wanted: InboxSearch) => void navigate({ to: '/viec', search: wanted })
  const here: InboxSearch = { ...(xem ? { xem } : {}), ...(kind ? { loai: kind } : {}) }
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
      <Views shown={shown} totals={data?.totals} />
      {shown !== 'can-lam' && <p className="muted">{t(`inbox.view-detail.${INBOX_VIEWS[shown]}`)}</p>}
      {!data && !error && <SkeletonRows />}
      {data && data.items.length === 0 && (
        <div className="empty stack-tight">
          <p className="strong">
            {t(after ? 'inbox.empty-page' : kind ? 'inbox.empty-kind' : `inbox.empty.${INBOX_VIEWS[shown]}`)}
          </p>
          <p>
            {after || kind ? (
              <Link to="/viec" search={xem ? { xem } : {}}>
                {t(after ? 'pager.first' : 'inbox.any-kind')}
              </Link>
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
            {shown === 'can-lam' && (data.kinds.length > 1 || kind) && (
              <SelectField<TaskKind | ''>
                label={t('inbox.kind')}
                value={kind ?? ''}
                onPick={(picked) => look(picked ? { loai: picked } : {})}
                options={[
                  { value: '', label: t('inbox.any-kind') },
                  ...data.kinds.map(({ kind: value, open }) => ({
                    value,
                    label: `${t(`task-kind.${value}`)} (${open})`,
                  })),
                ]}
              />
            )}
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
                        <Marks item={item} />
                      </td>
                      <td className="nowrap" data-head={t('column.step-due')}>
                        <DueOf item={item} />
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
            onFirst={after ? () => look(here) : null}
            onNext={data.nextCursor ? () => look({ ...here, sau: data.nextCursor ?? '' }) : null}
          />
        </>
      )}
    </Page>
  )
}
