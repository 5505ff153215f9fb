import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import {
  type DateNotice,
  type DateNoticesState,
  dossier,
  noteTold,
  type Telling,
  takeTellingBack,
} from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { SelectField } from '#web/ui/fields.tsx'
import { useAnnounce } from '#web/ui/live-region.tsx'
import { ProblemNotice, RetryNotice } from '#web/ui/notice.tsx'
import { Pager } from '#web/ui/pager.tsx'
import { titleIn, useWords } from '#web/ui/words.tsx'
import { dateNoticesQuery } from '../queries.ts'
import { Page } from '../shell/page.tsx'
import { SkeletonRows } from '../shell/skeleton.tsx'
import { type Changed, type How, shownNotices } from './shown-notices.ts'

const WAYS = ['PHONE', 'IN_PERSON', 'MESSAGE', 'LETTER'] as const satisfies readonly How[]

/** Citizens whose date moved and who still have the old one on their receipt: ring up, tell, tick off; and who was told. */
export const DateNoticesPage = () => {
  const { t } = useWords()
  const { xem: view, sau: after } = useSearch({ from: '/desk/bao-ngay-hen' })
  const state: DateNoticesState = view === 'da-bao' ? 'TOLD' : 'OWED'
  return (
    <Page title={t('notices.title')} crumbs={[{ to: '/lich', label: t('calendar.title') }]}>
      <nav className="views" aria-label={t('notices.views')}>
        <Link
          to="/bao-ngay-hen"
          search={{}}
          activeOptions={{ exact: true }}
          aria-current={state === 'OWED' ? 'page' : undefined}
        >
          {t('notices.view-owed')}
        </Link>
        <Link
          to="/bao-ngay-hen"
          search={{ xem: 'da-bao' }}
          activeOptions={{ exact: true }}
          aria-current={state === 'TOLD' ? 'page' : undefined}
        >
          {t('notices.view-told')}
        </Link>
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
  const [changed, setChanged] = useState<readonly Changed[]>([])
  const rows = shownNotices(data?.items ?? [], changed, state)
  const view = state === 'TOLD' ? { xem: 'da-bao' as const } : {}

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
      {data && rows.length === 0 && (
        <div className="empty stack-tight">
          <p className="strong">
            {t(after ? 'notices.empty-page' : state === 'OWED' ? 'notices.empty' : 'notices.none-told')}
          </p>
          <p>
            {after ? (
              <Link to="/bao-ngay-hen" search={view}>
                {t('pager.first')}
              </Link>
            ) : (
              state === 'OWED' && t('notices.empty-detail')
            )}
          </p>
        </div>
      )}
      {rows.length > 0 && (
        <>
          <p>{t(state === 'OWED' ? 'notices.detail' : 'notices.told-detail')}</p>
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
        onFirst={after ? () => void navigate({ to: '/bao-ngay-hen', search: view }) : null}
        onNext={
          data?.nextCursor
            ? () => void navigate({ to: '/bao-ngay-hen', search: { ...view, sau: data.nextCursor ?? '' } })
            : null
        }
      />
    </>
  )
}

const NoticeRow = ({
  notice,
  told,
  mayTell,
  onChanged,
}: {
  notice: DateNotice
  /** Null while nobody told them; without `at` when it was noted on this page just now. */
  told: { how: How; by?: string; at?: string } | null
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
      {mayTell && <Act notice={notice} isTold={told !== null} onChanged={onChanged} />}
    </li>
  )
}

/** Notes that somebody was told, or takes that back; the focus goes on to what can be done next in this row. */
const Act = ({
  notice,
  isTold,
  onChanged,
}: {
  notice: DateNotice
  isTold: boolean
  onChanged: (told: How | null) => void
}) => {
  const { t } = useWords()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const [how, setHow] = useState<How>('PHONE')
  const button = useRef<HTMLButtonElement>(null)
  const hasActed = useRef(false)
  const onSettled = () => queries.invalidateQueries({ queryKey: ['date-notices'] })
  const telling = useMutation({
    mutationFn: (body: Telling) => noteTold(notice.dossierId, body),
    onSuccess: () => {
      hasActed.current = true
      onChanged(how)
      announce(t('notices.told-said', { code: notice.code }))
    },
    onSettled,
  })
  const takingBack = useMutation({
    mutationFn: () => takeTellingBack(notice.dossierId, notice.dueAt),
    onSuccess: () => {
      hasActed.current = true
      onChanged(null)
      announce(t('notices.taken-back-said', { code: notice.code }))
    },
    onSettled,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the one button gave way to the other
  useEffect(() => {
    if (hasActed.current) button.current?.focus()
    hasActed.current = false
  }, [isTold])
  return (
    <>
      {isTold ? (
        <p>
          <BusyButton
            key="back"
            ref={button}
            busy={takingBack.isPending}
            onClick={() => {
              telling.reset()
              takingBack.mutate()
            }}
            aria-label={t('notices.take-back-of', { code: notice.code })}
          >
            {t('notices.take-back')}
          </BusyButton>
        </p>
      ) : (
        <div className="fields telling">
          <SelectField<How>
            label={t('notices.how')}
            value={how}
            onPick={setHow}
            options={WAYS.map((value) => ({ value, label: t(`told.${value}`) }))}
          />
          <div className="row">
            <BusyButton
              key="tell"
              ref={button}
              busy={telling.isPending}
              onClick={() => {
                takingBack.reset()
                telling.mutate({ dueAt: notice.dueAt, how })
              }}
              aria-label={t('notices.told-of', { code: notice.code })}
            >
              {t('notices.told')}
            </BusyButton>
          </div>
        </div>
      )}
      <ProblemNotice error={telling.error ?? takingBack.error} takesFocus />
    </>
  )
}

/** The numbers of the dossier, when somebody asks for them: that is reading the dossier, once, and the ledger notes it so. */
const Telephone = ({ notice }: { notice: DateNotice }) => {
  const { t } = useWords()
  const numbers = useRef<HTMLUListElement>(null)
  const reading = useMutation({ mutationFn: () => dossier(notice.dossierId) })
  const isRead = reading.data !== undefined
  useEffect(() => {
    if (isRead) (numbers.current?.querySelector('a') ?? numbers.current)?.focus()
  }, [isRead])
  const known = reading.data?.persons.filter(({ phone }) => phone) ?? []
  return (
    <>
      {!isRead && (
        <p>
          <BusyButton
            busy={reading.isPending}
            onClick={() => reading.mutate()}
            aria-label={t('notices.show-phone-of', { code: notice.code })}
          >
            {t('notices.show-phone')}
          </BusyButton>
        </p>
      )}
      {isRead && (
        <ul ref={numbers} tabIndex={-1}>
          {known.map(({ part, fullName, phone }) => (
            <li key={part}>
              {t(`part.${part}`)}, {fullName}:{' '}
              <a className="strong figures" href={`tel:${phone}`}>
                {phone}
              </a>
            </li>
          ))}
          {known.length === 0 && (
            <li>
              {t('notices.no-phone')}{' '}
              <Link to="/ho-so/$id" params={{ id: notice.dossierId }}>
                {t('received.open-dossier')}
              </Link>
            </li>
          )}
        </ul>
      )}
      <ProblemNotice error={reading.error} takesFocus />
    </>
  )
}
