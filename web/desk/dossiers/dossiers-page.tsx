import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { DossierState } from '#web/api/calls.ts'
import { SelectField, TextField } from '#web/ui/fields.tsx'
import { useShortcuts } from '#web/ui/keys.ts'
import { RetryNotice } from '#web/ui/notice.tsx'
import { Pager } from '#web/ui/pager.tsx'
import { DueClock, Moment, StateBadge, TimelinessBadge } from '#web/ui/status.tsx'
import { titleIn, useWords } from '#web/ui/words.tsx'
import { dossiersQuery } from '../queries.ts'
import { DOSSIER_STATES, type DossiersSearch } from '../search.ts'
import { Page } from '../shell/page.tsx'
import { SkeletonRows } from '../shell/skeleton.tsx'

/** Dossiers this officer may see, newest first: by code, by state, those received today. */
export const DossiersPage = () => {
  const { t, language } = useWords()
  const search = useSearch({ from: '/desk/ho-so' })
  const navigate = useNavigate()
  const isAskedToFind = useLocation({ select: (location) => location.hash === 'ma-ho-so' })
  const codeField = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState(search.ma ?? '')
  useEffect(() => setCode(search.ma ?? ''), [search.ma])
  useEffect(() => {
    if (isAskedToFind) codeField.current?.focus()
  }, [isAskedToFind])

  const { data, error, refetch, isFetching } = useQuery(
    dossiersQuery({ code: search.ma, state: search.tt, receivedToday: search.nay, cursor: search.sau }),
  )
  const look = (change: Omit<DossiersSearch, 'sau'>) => {
    const { ma, tt, nay } = { ma: code.trim() || undefined, tt: search.tt, nay: search.nay, ...change }
    void navigate({
      to: '/ho-so',
      search: { ...(ma ? { ma } : {}), ...(tt ? { tt } : {}), ...(nay ? { nay } : {}) },
    })
  }
  useShortcuts({
    '/': () => codeField.current?.focus(),
    F3: () => codeField.current?.focus(),
  })
  const isNarrowed = Boolean(search.ma || search.tt || search.nay)

  return (
    <Page title={t('dossiers.title')} takesFocus={!isAskedToFind}>
      <search>
        <form
          className="sheet fields"
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            look({})
          }}
        >
          <TextField
            id="ma-ho-so"
            label={t('dossiers.code')}
            hint={t('dossiers.code-hint')}
            type="search"
            value={code}
            onType={setCode}
            ref={codeField}
          />
          <SelectField<DossierState | ''>
            label={t('dossiers.state')}
            value={search.tt ?? ''}
            onPick={(state) => look({ tt: state === '' ? undefined : state } as DossiersSearch)}
            options={[
              { value: '', label: t('dossiers.any-state') },
              ...DOSSIER_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
            ]}
          />
          <label className="choice">
            <input
              type="checkbox"
              checked={search.nay === true}
              onChange={(event) => look({ nay: event.target.checked ? true : undefined } as DossiersSearch)}
            />
            {t('dossiers.received-today')}
          </label>
          <div className="row">
            <button type="submit" className="button button-primary">
              {t('dossiers.find')}
            </button>
            {isNarrowed && (
              <Link to="/ho-so" className="button button-plain">
                {t('dossiers.all')}
              </Link>
            )}
          </div>
        </form>
      </search>
      <RetryNotice error={error} onRetry={refetch} />
      {!data && !error && <SkeletonRows />}
      {data?.items.length === 0 && (
        <div className="empty stack-tight">
          <p className="strong">{isNarrowed ? t('dossiers.none-found') : t('dossiers.empty')}</p>
          {isNarrowed && <p>{t('dossiers.none-found-detail')}</p>}
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
                      <Moment at={item.acceptedAt} />
                    </td>
                    <td data-head={t('column.due')}>
                      {item.currentDueAt ? <Moment at={item.currentDueAt} /> : t('term.none')}
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
            onFirst={search.sau ? () => look({}) : null}
            onNext={
              data.nextCursor
                ? () => void navigate({ to: '/ho-so', search: { ...search, sau: data.nextCursor ?? '' } })
                : null
            }
          />
        </>
      )}
    </Page>
  )
}
