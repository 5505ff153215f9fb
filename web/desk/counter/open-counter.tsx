import { useQuery } from '@tanstack/react-query'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { readKept } from '#web/ui/kept.ts'
import { Notice, ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { countersQuery } from '../queries.ts'
import { useOpenCounter, useSession } from '../session/session.tsx'
import { Page } from '../shell/page.tsx'
import { intakeKey } from './intake-key.ts'

/** The counters of the centre, with who sits at each. */
export const OpenCounter = () => {
  const { t } = useWords()
  const session = useSession()
  const { data, error, isPending, refetch } = useQuery(countersQuery)
  const opening = useOpenCounter()
  const isDraftWaiting = readKept(intakeKey(session.officer.id)) !== null
  return (
    <Page title={t('counter.open-title')}>
      <p className="muted">{t('counter.why')}</p>
      {isDraftWaiting && <Notice>{t('counter.draft-waits')}</Notice>}
      <ProblemNotice error={opening.error} />
      <ProblemNotice error={error}>
        <p>
          <button type="button" className="button" onClick={() => void refetch()}>
            {t('retry')}
          </button>
        </p>
      </ProblemNotice>
      {isPending && !error && <span className="skeleton" />}
      {data?.items.length === 0 && <p className="empty">{t('counter.none')}</p>}
      <ul className="counters">
        {data?.items.map((counter) => (
          <li key={counter.id} className="sheet stack-tight">
            <h2>{counter.name}</h2>
            <p className="muted small">{counter.pointName}</p>
            {counter.busyWith ? (
              <p>
                <span className="badge tone-wait">
                  <Icon name="person" />
                  {t('counter.busy-with', { name: counter.busyWith })}
                </span>
              </p>
            ) : (
              <BusyButton
                className="button-primary"
                busy={opening.isPending && opening.variables === counter.id}
                onClick={() => opening.mutate(counter.id)}
              >
                {t('counter.open-this', { name: counter.name })}
              </BusyButton>
            )}
          </li>
        ))}
      </ul>
    </Page>
  )
}
