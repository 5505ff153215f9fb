import { Link, useRouter } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { Action, Dossier } from '#web/api/calls.ts'
import { isProblem, type Problem } from '#web/api/client.ts'
import { Notice, ProblemNotice } from '#web/ui/notice.tsx'
import { Moment } from '#web/ui/status.tsx'
import { inLanguage, useWords } from '#web/ui/words.tsx'
import type { ActFormProps } from './act-form.tsx'
import { Approve } from './approve.tsx'
import { GiveOpinion } from './give-opinion.tsx'
import { ReturnResult } from './return-result.tsx'
import { SendBack } from './send-back.tsx'
import { AskOpinions, ConfirmHandOver, HandOver, Issue } from './simple-acts.tsx'
import { SubmitDraft } from './submit-draft.tsx'

/** A new action of the contract does not compile until it has its form. */
const FORMS = {
  handOver: HandOver,
  confirmHandOver: ConfirmHandOver,
  askOpinions: AskOpinions,
  giveOpinion: GiveOpinion,
  submitDraft: SubmitDraft,
  sendBack: SendBack,
  approve: Approve,
  issue: Issue,
  return: ReturnResult,
} as const satisfies Record<Action, ComponentType<ActFormProps>>

// The menu brings React Aria with it, and most dossiers have one act only.
const ActMenu = lazy(() => import('#web/ui/menu.tsx').then(({ ActMenu }) => ({ default: ActMenu })))

/** What is to be said of the last act: it is done, and what the dossier's version was then; or somebody acted first. */
type Said = { done: Action; version: number } | { overtaken: Problem }

/** The one act that comes next, as the server says it; what else is allowed stands in a menu beside it. */
export const NextAction = ({ dossier }: { dossier: Dossier }) => {
  const { t } = useWords()
  const [picked, setPicked] = useState<Action | null>(null)
  const [said, setSaid] = useState<Said | null>(null)
  const router = useRouter()
  const overtaken = said && 'overtaken' in said ? said.overtaken : null
  // What somebody did since is said by the page; that ours is done is no news any more.
  const done = said && 'done' in said && said.version >= dossier.version ? said.done : null
  const notices = (
    <>
      {done && <Notice kind="done" title={t(`act-done.${done}`)} />}
      <ProblemNotice error={overtaken} takesFocus>
        {isProblem(overtaken, 'counter-session-needed') && (
          <p>
            <Link to="/quay" search={{ tu: router.history.location.href }}>
              {t('counter.open')}
            </Link>
          </p>
        )}
      </ProblemNotice>
    </>
  )
  // The form that was sent is gone; who works by keyboard or by ear goes on at what comes next.
  const hasActed = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each version that an act of ours brought
  useEffect(() => {
    if (hasActed.current) document.getElementById('next-action')?.focus()
    hasActed.current = false
  }, [dossier.version])
  const action =
    picked && dossier.allowedActions.includes(picked)
      ? picked
      : (dossier.nextAction ?? dossier.allowedActions[0] ?? null)
  if (!action) {
    return (
      <>
        {notices}
        <Waiting dossier={dossier} />
      </>
    )
  }
  const Form = FORMS[action]
  const others = dossier.allowedActions.filter((other) => other !== action)
  return (
    <section className="sheet stack next-action" aria-labelledby="next-action">
      <div className="row row-apart">
        <h2 id="next-action" tabIndex={-1}>
          {t('dossier.next')}: {t(`action.${action}`)}
        </h2>
        {others.length > 0 && (
          <Suspense>
            <ActMenu
              label={t('dossier.other-acts')}
              acts={others.map((name) => ({ name, label: t(`action.${name}`) }))}
              onAct={(name) => setPicked(name as Action)}
            />
          </Suspense>
        )}
      </div>
      {notices}
      <Form
        key={action}
        dossier={dossier}
        onDone={(version) => {
          hasActed.current = true
          setPicked(null)
          setSaid({ done: action, version })
        }}
        onOvertaken={(problem) => setSaid({ overtaken: problem })}
      />
    </section>
  )
}

const Waiting = ({ dossier }: { dossier: Dossier }) => {
  const { t, language } = useWords()
  const waitsFor = dossier.handedOverTo
    ? dossier.tasks.filter((task) => task.kind === 'CONFIRM_HAND_OVER')
    : dossier.tasks
  return (
    <section className="sheet stack-tight" aria-labelledby="next-action">
      <h2 id="next-action" tabIndex={-1}>
        {t('dossier.next')}
      </h2>
      {waitsFor.length > 0 ? (
        <>
          <p>{t('dossier.waits-for')}</p>
          <ul className="stack-tight">
            {waitsFor.map((task) => (
              <li key={task.id}>
                {task.unit} –{' '}
                {task.kind === 'CONFIRM_HAND_OVER'
                  ? t('task-kind.CONFIRM_HAND_OVER')
                  : inLanguage(task.name, language)}
                {task.dueAt && (
                  <span className="muted">
                    {' '}
                    ({t('dossier.task-due')} <Moment at={task.dueAt} />)
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{dossier.state === 'RETURNED' ? t('dossier.finished') : t('dossier.nothing-for-you')}</p>
      )}
    </section>
  )
}
