import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { Manifest } from '#web/api/calls.ts'
import { Icon, type IconName } from '#web/ui/icon.tsx'
import { RetryNotice } from '#web/ui/notice.tsx'
import { Moment } from '#web/ui/status.tsx'
import { useWords } from '#web/ui/words.tsx'
import { manifestQuery } from '../queries.ts'
import { Page } from '../shell/page.tsx'
import { SkeletonRows } from '../shell/skeleton.tsx'
import { PrintManifest } from './print-manifest.tsx'

/** A manifest as it was printed, and what has become of each dossier since. */
export const ManifestPage = () => {
  const { t } = useWords()
  const { id } = useParams({ from: '/desk/ban-giao/$id' })
  const { data, error, refetch } = useQuery(manifestQuery(id))
  return (
    <Page
      title={data ? t('manifest.title', { number: data.number }) : t('manifest.untitled')}
      crumbs={[{ to: '/ban-giao', label: t('hand-overs.title') }]}
    >
      <RetryNotice error={data ? null : error} onRetry={refetch} />
      {!data && !error && <SkeletonRows />}
      {data && (
        <>
          <section className="sheet stack-tight">
            <dl className="summary-list">
              <dt>{t('manifests.from')}</dt>
              <dd>
                {data.fromUnit.name} ({data.madeBy})
              </dd>
              <dt>{t('manifests.to')}</dt>
              <dd>{data.toUnit.name}</dd>
              <dt>{t('manifests.made')}</dt>
              <dd>
                <Moment at={data.madeAt} />
              </dd>
              <dt>{t('manifest.carrier')}</dt>
              <dd>
                {data.carrier
                  ? [data.carrier.name, data.carrier.billNumber].filter(Boolean).join(' · ')
                  : t('manifest.by-hand')}
              </dd>
            </dl>
            <PrintManifest id={data.id} number={data.number} />
          </section>
          <Lines manifest={data} />
        </>
      )}
    </Page>
  )
}

const Lines = ({ manifest }: { manifest: Manifest }) => {
  const { t } = useWords()
  return (
    <div className="table-frame">
      <table className="table table-cards">
        <caption className="visually-hidden">{t('manifest.title', { number: manifest.number })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column.code')}</th>
            <th scope="col">{t('column.owner')}</th>
            <th scope="col">{t('manifest.papers')}</th>
            <th scope="col">{t('manifest.now')}</th>
          </tr>
        </thead>
        <tbody>
          {manifest.dossiers.map((line) => (
            <tr key={line.dossierId}>
              <th scope="row" className="nowrap">
                <Link to="/ho-so/$id" params={{ id: line.dossierId }}>
                  {line.code}
                </Link>
              </th>
              <td>
                {line.ownerName}
                <div className="muted small">{line.procedure}</div>
              </td>
              <td>
                {t('manifest.counts', { originals: line.originals, copies: line.copies })}
                <div className="muted small">{line.papers.join('; ')}</div>
              </td>
              <td>
                <Now now={line.now} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type NowOf = Manifest['dossiers'][number]['now']

const LOOK = {
  WAITING: ['wait', 'clock'],
  CONFIRMED: ['done', 'ready'],
  REFUSED: ['danger', 'warning'],
  TAKEN_BACK: ['neutral', 'returned'],
  ENDED: ['neutral', 'close'],
} as const satisfies Record<NowOf['state'], readonly [string, IconName]>

const Now = ({ now: { state, at, by, reason } }: { now: NowOf }) => {
  const { t } = useWords()
  const [tone, icon] = LOOK[state]
  return (
    <>
      <span className={`badge tone-${tone}`}>
        <Icon name={icon} />
        {t(`manifest-state.${state}`)}
      </span>
      {at && (
        <div className="muted small">
          {by && `${by} · `}
          <Moment at={at} />
        </div>
      )}
      {reason && <div>{t('manifest.reason', { reason })}</div>}
    </>
  )
}
