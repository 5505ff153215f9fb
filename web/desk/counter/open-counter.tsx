import { useQuery } from '@tanstack/react-query'
import { openCounter } from '#web/api/calls.ts'
import { isProblem } from '#web/api/client.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { readKept, writeKept } from '#web/ui/kept.ts'
import { Notice, ProblemNotice, RetryNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { countersQuery } from '../queries.ts'
import { useCounterChange, useSession } from '../session/session.tsx'
import { Page } from '../shell/page.tsx'
import { type Draft, isUntouched } from './draft.ts'
import { intakeKey } from './intake-key.ts'

/**
 * The counters of the centre, with who sits at each. One that is taken is asked for like the others: the server
 * says who sits there since when, and only then may it be taken over, so that nobody is put out by a slip.
 */
export const OpenCounter = ({ onOpened }: { onOpened: () => void }) => {
  const { t } = useWords()
  const session = useSession()
  const { data, error, isPending, refetch } = useQuery(countersQuery)
  const kept = intakeKey(session.officer.id)
  const opening = useCounterChange(openCounter, () => {
    // What was received at an earlier sitting is not begun again with this one.
    if (readKept<Draft>(kept)?.received) writeKept(kept, null)
    onOpened()
  })
  const asked = opening.variables
  const isBusy = isProblem(opening.error, 'counter-busy')
  const draft = readKept<Draft>(kept)
  const isDraftWaiting = draft !== null && draft.received === null && !isUntouched(draft)
  return (
    <Page title={t('counter.open-title')}>
      <p className="muted">{t('counter.why')}</p>
      {isDraftWaiting && <Notice>{t('counter.draft-waits')}</Notice>}
      <ProblemNotice error={isBusy ? null : opening.error} takesFocus />
      <RetryNotice error={error} onRetry={refetch} />
      {isPending && !error && <span className="skeleton" />}
      {data?.items.length === 0 && <p className="empty">{t('counter.none')}</p>}
      <ul className="counters">
        {data?.items.map((counter) => (
          <li key={counter.id} className="sheet stack-tight">
            <h2>{counter.name}</h2>
            <p className="muted small">{counter.pointName}</p>
            {counter.busyWith && (
              <p>
                <span className="badge tone-wait">
                  <Icon name="person" />
                  {t('counter.busy-with', { name: counter.busyWith })}
                </span>
              </p>
            )}
            {isBusy && asked?.counterId === counter.id ? (
              <ProblemNotice error={opening.error} takesFocus>
                <p>{t('counter.take-over-ends')}</p>
                <p className="row">
                  <button
                    type="button"
                    className="button"
                    onClick={() => opening.mutate({ counterId: counter.id, takeOver: true })}
                  >
                    {t('counter.take-over')}
                  </button>
                  <button type="button" className="button button-plain" onClick={() => opening.reset()}>
                    {t('counter.leave-it')}
                  </button>
                </p>
              </ProblemNotice>
            ) : (
              <BusyButton
                className={counter.busyWith ? '' : 'button-primary'}
                busy={opening.isPending && asked?.counterId === counter.id}
                onClick={() => opening.mutate({ counterId: counter.id })}
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
