import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type DateNotice, noteTold, type Telling } from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { ProblemNotice, RetryNotice } from '#web/ui/notice.tsx'
import { Pager } from '#web/ui/pager.tsx'
import { titleIn, useWords } from '#web/ui/words.tsx'
import { dateNoticesQuery } from '../queries.ts'
import { Page } from '../shell/page.tsx'
import { SkeletonRows } from '../shell/skeleton.tsx'

const WAYS = ['PHONE', 'IN_PERSON', 'MESSAGE', 'LETTER'] as const satisfies readonly Telling['how'][]

/** Citizens whose date moved and who still have the old one on their receipt: ring up, tell, tick off. */
export const DateNoticesPage = () => {
  const { t } = useWords()
  const { sau: after } = useSearch({ from: '/desk/bao-ngay-hen' })
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(dateNoticesQuery(after))
  return (
    <Page title={t('notices.title')} crumbs={[{ to: '/lich', label: t('calendar.title') }]}>
      <p>{t('notices.detail')}</p>
      <RetryNotice error={error} onRetry={refetch} />
      {!data && !error && <SkeletonRows />}
      {data?.items.length === 0 && <p className="empty strong">{t('notices.empty')}</p>}
      <ul className="notices">
        {data?.items.map((notice) => (
          <Owed key={`${notice.dossierId} ${notice.dueAt}`} notice={notice} />
        ))}
      </ul>
      <Pager
        onFirst={after ? () => void navigate({ to: '/bao-ngay-hen', search: {} }) : null}
        onNext={
          data?.nextCursor
            ? () => void navigate({ to: '/bao-ngay-hen', search: { sau: data.nextCursor ?? '' } })
            : null
        }
      />
    </Page>
  )
}

const Owed = ({ notice }: { notice: DateNotice }) => {
  const { t, language } = useWords()
  const queries = useQueryClient()
  const [how, setHow] = useState<Telling['how']>('PHONE')
  const telling = useMutation({
    mutationFn: () => noteTold(notice.dossierId, { dueAt: notice.dueAt, how }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['date-notices'] }),
  })
  const field = `how-${notice.dossierId}`
  return (
    <li className="sheet stack-tight">
      <p className="row">
        <Link to="/ho-so/$id" params={{ id: notice.dossierId }} className="strong">
          {notice.code}
        </Link>
        <span>{notice.ownerName ?? t('person.erased')}</span>
      </p>
      <p className="muted">{titleIn(notice.procedure, language)}</p>
      <p className="strong figures">{t('notices.moved', { was: notice.wasDueAt, now: notice.dueAt })}</p>
      {notice.decision && <p className="muted small">{notice.decision}</p>}
      <div className="row">
        <label htmlFor={field}>{t('notices.how')}</label>
        <select
          id={field}
          value={how}
          onChange={(event) => setHow(event.currentTarget.value as Telling['how'])}
        >
          {WAYS.map((way) => (
            <option key={way} value={way}>
              {t(`told.${way}`)}
            </option>
          ))}
        </select>
        <BusyButton
          busy={telling.isPending}
          onClick={() => telling.mutate()}
          aria-label={t('notices.told-of', { code: notice.code })}
        >
          {t('notices.told')}
        </BusyButton>
      </div>
      <ProblemNotice error={telling.error} />
    </li>
  )
}
