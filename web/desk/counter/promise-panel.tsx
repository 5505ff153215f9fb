import { useQuery } from '@tanstack/react-query'
import type { Procedure, ProcedureCase } from '#web/api/calls.ts'
import { Explained } from '#web/ui/explained.tsx'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { Moment } from '#web/ui/status.tsx'
import { inLanguage, termWords, useWords } from '#web/ui/words.tsx'
import { promiseQuery } from '../queries.ts'
import { asksFor, type Draft } from './draft.ts'
import { Fees } from './fees.tsx'
import { factsMissing, factsSaid } from './term-fields.tsx'

/** What would be promised if it were received now, and what it costs as the source states it. */
export const PromisePanel = ({
  procedure,
  chosen,
  draft,
}: {
  procedure: Procedure | null
  chosen: ProcedureCase | null
  draft: Pick<Draft, 'channel' | 'place' | 'applicant'>
}) => {
  const { t, language } = useWords()
  const { channel } = draft
  const terms = chosen?.channels.find((candidate) => candidate.channel === channel)
  const asks = asksFor(chosen, channel)
  const isOpen = factsMissing(asks, draft).length > 0
  const { data, error } = useQuery({
    ...promiseQuery(procedure?.slug ?? '', {
      caseId: chosen?.id ?? '',
      channel,
      ...factsSaid(asks, draft),
    }),
    enabled: terms?.receivable === true && !isOpen,
  })
  const special = data?.special
  // Where no term is laid down there is no date, and nothing to explain.
  const hasNoTerm = data ? data.dueAt === null : terms?.standing === 'NONE_BY_LAW' && !isOpen
  return (
    <aside className="sheet stack intake-promise" aria-labelledby="part-promise">
      <h2 id="part-promise">{t('promise.title')}</h2>
      {!terms && <p className="muted">{t('promise.after-procedure')}</p>}
      {terms && (
        <>
          <dl className="stack">
            <div>
              <dt className="muted">{t('promise.term')}</dt>
              <dd>
                {hasNoTerm
                  ? t('promise.no-term')
                  : termWords(
                      {
                        ...terms,
                        term: special?.term ?? terms.term,
                        termStanding: terms.standing,
                        phases: terms.phases.length,
                      },
                      t,
                    )}
                {special && <span className="muted small"> ({inLanguage(special.name, language)})</span>}
              </dd>
            </div>
            {!hasNoTerm && (
              <div>
                <dt className="muted">{t('promise.due')}</dt>
                <dd className="big-date" aria-live="polite">
                  {data?.dueAt ? (
                    <Moment at={data.dueAt} />
                  ) : isOpen ? (
                    <span className="muted small">{t('promise.after-choice')}</span>
                  ) : terms.receivable && !error ? (
                    <span className="skeleton" />
                  ) : (
                    '–'
                  )}
                </dd>
              </div>
            )}
            <div>
              <dt className="muted">{t('promise.fee')}</dt>
              <dd>
                <Fees fees={terms.fees} />
              </dd>
            </div>
          </dl>
          <ProblemNotice error={error} />
          {data?.dueAt && (
            <details>
              <summary>{t('due.why')}</summary>
              <Explained parts={data.explanation} />
              {data.beyondKnownCalendar && <p className="small">{t('due.beyond-calendar')}</p>}
            </details>
          )}
        </>
      )}
    </aside>
  )
}
