import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { RetryNotice } from '#web/ui/notice.tsx'
import { Pager } from '#web/ui/pager.tsx'
import { Moment } from '#web/ui/status.tsx'
import { useWords } from '#web/ui/words.tsx'
import { manifestsQuery } from '../queries.ts'
import { SkeletonRows } from '../shell/skeleton.tsx'

/** Manifests that were made, newest first, to be opened and printed again. */
export const Manifests = ({ after }: { after: string | undefined }) => {
  const { t } = useWords()
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(manifestsQuery(after))
  return (
    <>
      <RetryNotice error={data ? null : error} onRetry={refetch} />
      {!data && !error && <SkeletonRows />}
      {data && data.items.length === 0 && (
        <div className="empty stack-tight">
          <p className="strong">{t('manifests.empty')}</p>
          <p>{t('manifests.empty-detail')}</p>
        </div>
      )}
      {data && data.items.length > 0 && (
        <div className="table-frame">
          <table className="table table-cards">
            <caption className="visually-hidden">{t('hand-overs.view-manifests')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('manifests.number')}</th>
                <th scope="col">{t('manifests.made')}</th>
                <th scope="col">{t('manifests.from')}</th>
                <th scope="col">{t('manifests.to')}</th>
                <th scope="col">{t('manifests.dossiers')}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((manifest) => (
                <tr key={manifest.id}>
                  <th scope="row" className="nowrap">
                    <Link to="/ban-giao/$id" params={{ id: manifest.id }}>
                      {manifest.number}
                    </Link>
                  </th>
                  <td data-head={t('manifests.made')}>
                    <Moment at={manifest.madeAt} /> · {manifest.madeBy}
                  </td>
                  <td data-head={t('manifests.from')}>{manifest.fromUnit.name}</td>
                  <td data-head={t('manifests.to')}>{manifest.toUnit.name}</td>
                  <td data-head={t('manifests.dossiers')}>
                    {t('manifests.count', { count: manifest.dossiers })}
                    {manifest.waiting > 0 && (
                      <>
                        {' '}
                        <span className="badge tone-wait">
                          {t('manifests.still-waiting', { count: manifest.waiting })}
                        </span>
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pager
        onFirst={after ? () => void navigate({ to: '/ban-giao', search: { xem: 'phieu' } }) : null}
        onNext={
          data?.nextCursor
            ? () => void navigate({ to: '/ban-giao', search: { xem: 'phieu', sau: data.nextCursor ?? '' } })
            : null
        }
      />
    </>
  )
}
