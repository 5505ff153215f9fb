import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { timeLeftWords } from '#common/time-left.ts'
import type { Dossier, DossierState } from '#web/api/calls.ts'
import { isProblem } from '#web/api/client.ts'
import { Explained } from '#web/ui/explained.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Notice, ProblemNotice, RetryNotice } from '#web/ui/notice.tsx'
import { DueClock, Moment, PausedTerm, StateBadge, TimelinessBadge } from '#web/ui/status.tsx'
import { dayIn, inLanguage, titleIn, useWords } from '#web/ui/words.tsx'
import { dossierQuery } from '../queries.ts'
import { Page } from '../shell/page.tsx'
import { SkeletonRows } from '../shell/skeleton.tsx'
import { AskedFor } from './asked-for.tsx'
import { CameBack } from './came-back.tsx'
import { Documents } from './documents.tsx'
import { Filed } from './filed.tsx'
import { Files } from './files.tsx'
import { JustChanged } from './just-changed.tsx'
import { NextAction } from './next-action.tsx'
import { Opinions } from './opinions.tsx'
import { Parts } from './parts.tsx'
import { type WayTo, wayTo } from './step-way.ts'
import { Timeline } from './timeline.tsx'
import { Waits } from './waits.tsx'

export const DossierPage = () => {
  const { t } = useWords()
  const { id } = useParams({ from: '/desk/ho-so/$id' })
  const { data: dossier, error, refetch } = useQuery(dossierQuery(id))
  const crumbs = [{ to: '/ho-so', label: t('nav.dossiers') } as const]
  if (!dossier) {
    return (
      <Page title={t('dossier.title')} crumbs={crumbs} takesFocus={false}>
        {isProblem(error, 'not-found') ? (
          <ProblemNotice error={error} />
        ) : (
          <RetryNotice error={error} onRetry={refetch} />
        )}
        {!error && <SkeletonRows rows={10} />}
      </Page>
    )
  }
  return (
    <Page
      key={dossier.id}
      title={t('dossier.title-of', { code: dossier.code })}
      crumbs={crumbs}
      aside={<StateBadge state={dossier.state} />}
    >
      {error && <Notice kind="wait" title={t('dossier.stale')} />}
      <JustChanged dossier={dossier} />
      <Head dossier={dossier} />
      <Waits dossier={dossier} />
      {dossier.steps.length > 0 && <Steps steps={dossier.steps} />}
      <div className="dossier-grid">
        <div className="stack">
          <Filed dossier={dossier} />
          <CameBack dossier={dossier} />
          <AskedFor dossier={dossier} />
          <Opinions timeline={dossier.timeline} />
          <OwnDraft dossier={dossier} />
          <NextAction dossier={dossier} />
          <Parts parts={dossier.parts} />
          <Documents dossier={dossier} />
          <Files dossier={dossier} />
          <Timeline timeline={dossier.timeline} />
        </div>
        <div className="stack">
          <People persons={dossier.persons} />
          <Papers papers={dossier.papers} timeline={dossier.timeline} />
          <Facts dossier={dossier} />
        </div>
      </div>
    </Page>
  )
}

const Head = ({ dossier }: { dossier: Dossier }) => {
  const { t, language } = useWords()
  const { procedure, timeliness, workingTimeLeft } = dossier
  return (
    <section className="sheet stack-tight" aria-label={t('dossier.head')}>
      <p className="strong">{titleIn(procedure, language)}</p>
      <p>
        {dossier.handedOverTo
          ? t('dossier.handed-over', { unit: dossier.handedOverTo })
          : t(`state-explained.${dossier.state}`)}
      </p>
      <p className="row">
        {dossier.acceptedAt && dossier.paused ? (
          <Stopped dossier={dossier} paused={dossier.paused} />
        ) : dossier.acceptedAt ? (
          <span>
            {t(dossier.state === 'STOPPED' ? 'promise.was-due' : 'promise.due')}:{' '}
            <strong>{dossier.currentDueAt ? <Moment at={dossier.currentDueAt} /> : t('term.none')}</strong>
          </span>
        ) : (
          <NotAcceptedYet dossier={dossier} />
        )}
        {timeliness ? (
          <TimelinessBadge timeliness={timeliness} />
        ) : (
          workingTimeLeft && !dossier.paused && <DueClock left={workingTimeLeft} />
        )}
        {dossier.clock === 'NOT_STARTED' && dossier.clockStartsAt && (
          <span>
            {t('dossier.clock-starts')}: <Moment at={dossier.clockStartsAt} />
          </span>
        )}
        {dossier.holder && (
          <span>
            {t('dossier.holder')}:{' '}
            <strong>{[dossier.holder.officer, dossier.holder.unit].filter(Boolean).join(', ')}</strong>
          </span>
        )}
        {dossier.closedAt && (
          <span>
            {t('dossier.closed-at')}: <Moment at={dossier.closedAt} />
          </span>
        )}
        {dossier.resultNumber && (
          <span>
            {t('dossier.result-number')}: <strong>{dossier.resultNumber}</strong>
          </span>
        )}
      </p>
      {dossier.currentDueAt !== dossier.originalDueAt && dossier.originalDueAt && (
        <p>
          {t('dossier.promised-at-first')}: <Moment at={dossier.originalDueAt} />
        </p>
      )}
      {dossier.currentDueAt && (
        <details>
          <summary>{t('due.why')}</summary>
          <Explained parts={dossier.explanation} />
        </details>
      )}
    </section>
  )
}

/** Whoever stands in and drafted what is to be approved is told why there is no button, and who has it. */
const OwnDraft = ({ dossier }: { dossier: Dossier }) => {
  const { t } = useWords()
  const names = dossier.tasks.flatMap(({ ownDraftFor }) => ownDraftFor ?? [])
  return names[0] === undefined ? null : <Notice>{t('dossier.own-draft', { name: names[0] })}</Notice>
}

/** The term stands still: the old date is none, and what was left runs on when the wait is over. */
const Stopped = ({ dossier, paused }: { dossier: Dossier; paused: NonNullable<Dossier['paused']> }) => {
  const { t } = useWords()
  const left = dossier.workingTimeLeft
  return (
    <>
      <PausedTerm paused={paused} />
      {dossier.currentDueAt && (
        <span>
          {t('dossier.due-before-pause')}: <Moment at={dossier.currentDueAt} />
        </span>
      )}
      {left && <span>{t('dossier.left-at-pause', { left: t(...timeLeftWords(left)) })}</span>}
    </>
  )
}

/** Filed only: no date is promised yet, and the office owes an answer. */
const NotAcceptedYet = ({ dossier }: { dossier: Dossier }) => {
  const { t } = useWords()
  const answerBy = dossier.tasks.find(({ kind }) => kind === 'ACCEPT')?.dueAt
  return (
    <>
      <span>
        {t('dossier.filed')}: <Moment at={dossier.submittedAt} />
      </span>
      {dossier.closedAt === null && (
        <span>
          {answerBy && dossier.waits.length === 0 ? (
            <>
              {t('dossier.answer-by')}:{' '}
              <strong>
                <Moment at={answerBy} />
              </strong>
            </>
          ) : (
            t('dossier.no-term-yet')
          )}
        </span>
      )}
    </>
  )
}

const STEP_ICONS = {
  DONE: 'ready',
  ACTIVE: 'work',
  AHEAD: 'circle',
  LEFT_OUT: 'skip',
  STOPPED: 'close',
} as const

const Steps = ({ steps }: { steps: Dossier['steps'] }) => {
  const { t, language } = useWords()
  return (
    <section aria-label={t('dossier.steps')}>
      <ol className="steps">
        {steps.map((step) => (
          <li
            key={step.id}
            className="step"
            data-status={step.status}
            aria-current={step.status === 'ACTIVE' ? 'step' : undefined}
          >
            <span className="strong">{inLanguage(step.name, language)}</span>
            <br />
            <span className="muted">
              <Icon name={STEP_ICONS[step.status]} /> {t(`step-status.${step.status}`)}
            </span>
            <br />
            <span className="muted step-unit">{step.unit}</span>
            {step.status === 'AHEAD' && <HowItComes way={wayTo(steps, step)} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Of a step ahead: only in some cases, or at the same time as others. What was not gone says so by its status. */
const HowItComes = ({ way: { when, beside } }: { way: WayTo }) => {
  const { t, language } = useWords()
  const ahead = beside.filter(({ status }) => status !== 'DONE' && status !== 'LEFT_OUT')
  return (
    <>
      {when?.length === 0 && <span className="muted step-way">{t('step.otherwise')}</span>}
      {when?.map(({ name, answer }) => (
        <span key={answer.vi} className="muted step-way">
          {t('step.if', { name: inLanguage(name, language), answer: inLanguage(answer, language) })}
        </span>
      ))}
      {ahead.length > 0 && (
        <span className="muted step-way">
          {t('step.beside', { steps: ahead.map(({ name }) => inLanguage(name, language)) })}
        </span>
      )}
    </>
  )
}

const People = ({ persons }: { persons: Dossier['persons'] }) => {
  const { t } = useWords()
  return (
    <section className="sheet stack" aria-labelledby="part-people">
      <h2 id="part-people">{t('dossier.people')}</h2>
      {persons.map((person) => (
        <div key={person.part} className="stack-tight">
          <h3>{t(`part.${person.part}`)}</h3>
          <dl className="summary-list">
            <Fact name={t('person.fullName')} value={person.fullName ?? t('person.erased')} />
            <Fact name={t('person.citizenNumber')} value={person.citizenNumberMasked} />
            <Fact name={t('person.birthDate')} value={person.birthDate && dayIn(person.birthDate, t)} />
            <Fact name={t('person.phone')} value={person.phone} />
            <Fact name={t('person.email')} value={person.email} />
            <Fact name={t('person.address')} value={person.address} />
          </dl>
        </div>
      ))}
    </section>
  )
}

const momentOr = (at: string | null) => at && <Moment at={at} />

const Fact = ({ name, value }: { name: string; value: ReactNode }) =>
  value === null || value === '' ? null : (
    <>
      <dt>{name}</dt>
      <dd className="figures">{value}</dd>
    </>
  )

const Papers = ({ papers, timeline }: Pick<Dossier, 'papers' | 'timeline'>) => {
  const { t } = useWords()
  return (
    <section className="sheet stack" aria-labelledby="part-papers">
      <h2 id="part-papers">{t('dossier.papers')}</h2>
      {papers.length === 0 && (
        <p className="muted">
          {t(timeline[0]?.type === 'TakenOver' ? 'dossier.papers-unknown' : 'dossier.no-papers')}
        </p>
      )}
      <ul className="stack-tight">
        {papers.map((paper) => (
          <li key={paper.paperId}>
            {paper.name}{' '}
            <span className="muted">
              ({t('papers.counted', { originals: paper.originals, copies: paper.copies })})
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Whether the outcome is the leader's; before, and after a draft was sent back, it is what the drafter proposes. */
const IS_DECIDED = {
  SUBMITTED: false,
  NEEDS_COMPLETION: false,
  NOT_ACCEPTED: false,
  ACCEPTED: false,
  PROCESSING: false,
  CONSULTING: false,
  AWAITING_EXTERNAL: false,
  SUPPLEMENT: false,
  AWAITING_PAYMENT: false,
  WITHDRAWAL_REQUESTED: false,
  STOPPED: false,
  CORRECTING: false,
  AWAITING_APPROVAL: false,
  APPROVED: true,
  RESOLVED: true,
  RETURNED: true,
} as const satisfies Record<DossierState, boolean>

const Facts = ({ dossier }: { dossier: Dossier }) => {
  const { t } = useWords()
  return (
    <section className="sheet stack" aria-labelledby="part-facts">
      <h2 id="part-facts">{t('dossier.facts')}</h2>
      <dl className="summary-list">
        {dossier.submittedAt !== dossier.acceptedAt && (
          <Fact name={t('dossier.submitted-at')} value={<Moment at={dossier.submittedAt} />} />
        )}
        <Fact name={t('dossier.received-at')} value={momentOr(dossier.acceptedAt)} />
        <Fact name={t('dossier.clock-starts')} value={momentOr(dossier.clockStartsAt)} />
        <Fact name={t('dossier.clock-started-at-first')} value={momentOr(dossier.clockStartedAtFirst)} />
        <Fact name={t('dossier.closed-at')} value={momentOr(dossier.closedAt)} />
        <Fact
          name={t('dossier.national-status')}
          value={`${dossier.nationalStatus.code}. ${dossier.nationalStatus.name}`}
        />
        <dt>{t('dossier.channel')}</dt>
        <dd>{t(`channel.${dossier.channel}`)}</dd>
        <dt>{t('dossier.clock')}</dt>
        <dd>{t(`clock.${dossier.clock}`)}</dd>
        <dt>{t('dossier.payment')}</dt>
        <dd>{t(`payment.${dossier.payment}`)}</dd>
        <dt>{t('dossier.receiving-unit')}</dt>
        <dd>{dossier.receivingUnit}</dd>
        <dt>{t('dossier.competent-unit')}</dt>
        <dd>{dossier.competentUnit}</dd>
        {dossier.outcome && (
          <>
            <dt>{t(IS_DECIDED[dossier.state] ? 'act.outcome' : 'dossier.outcome-proposed')}</dt>
            <dd>{t(`outcome.${dossier.outcome}`)}</dd>
          </>
        )}
        {dossier.returnedAt && (
          <>
            <dt>{t('dossier.returned-at')}</dt>
            <dd>
              <Moment at={dossier.returnedAt} />
            </dd>
          </>
        )}
        {dossier.collected && (
          <>
            <dt>{t('dossier.collected-by')}</dt>
            <dd>
              {t(
                dossier.collected.receiver === 'OWNER' ? 'act.receiver-owner' : 'act.receiver-representative',
              )}
            </dd>
            <dt>{t('act.proof')}</dt>
            <dd>{t(`proof.${dossier.collected.proof}`)}</dd>
          </>
        )}
      </dl>
    </section>
  )
}
