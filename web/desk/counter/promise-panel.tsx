import { useQuery } from '@tanstack/react-query'
import type { Procedure, ProcedureCase, ReceptionChannel } from '#web/api/calls.ts'
import { DueDays } from '#web/ui/due-days.tsx'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { Moment } from '#web/ui/status.tsx'
import { termWords, useWords } from '#web/ui/words.tsx'
import { promiseQuery } from '../queries.ts'
import { Fees } from './fees.tsx'

/** What would be promised if it were received now, and what it costs as the source states it. */
export const PromisePanel = ({
  procedure,
  chosen,
  channel,
}: {
  procedure: Procedure | null
  chosen: ProcedureCase | null
  channel: ReceptionChannel
}) => {
  const { t } = useWords()
  const terms = chosen?.channels.find((candidate) => candidate.channel === channel)
  const { data, error } = useQuery({
    ...promiseQuery(procedure?.slug ?? '', chosen?.id ?? '', channel),
    enabled: terms !== undefined,
  })
  return (
    <aside className="sheet stack intake-promise" aria-labelledby="part-promise">
      <h2 id="part-promise">{t('promise.title')}</h2>
      {!terms && <p className="muted">{t('promise.after-procedure')}</p>}
      {terms && (
        <>
          <dl className="stack">
            <div>
              <dt className="muted">{t('promise.term')}</dt>
              <dd>{termWords(terms, t)}</dd>
            </div>
            <div>
              <dt className="muted">{t('promise.due')}</dt>
              <dd className="big-date" aria-live="polite">
                {data ? (
                  data.dueAt ? (
                    <Moment at={data.dueAt} />
                  ) : (
                    t('term.none')
                  )
                ) : (
                  <span className="skeleton" />
                )}
              </dd>
            </div>
            <div>
              <dt className="muted">{t('promise.fee')}</dt>
              <dd>
                <Fees fees={terms.fees} />
              </dd>
            </div>
          </dl>
          <ProblemNotice error={error} />
          {data && (
            <details>
              <summary>{t('due.why')}</summary>
              <DueDays days={data.days} beyondKnownCalendar={data.beyondKnownCalendar} />
            </details>
          )}
        </>
      )}
    </aside>
  )
}
