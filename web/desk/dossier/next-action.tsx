import { Link, useRouter } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import type { Action, Dossier, DossierState } from '#web/api/calls.ts'
import { isProblem, type Problem } from '#web/api/client.ts'
import { Icon } from '#web/ui/icon.tsx'
import { Notice, ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { FORMS } from './forms.ts'
import { MadePaper } from './made-paper.tsx'
import { menuOf } from './menu-of.ts'
import { OpenTasks } from './open-tasks.tsx'

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
      {done && (
        <Notice kind="done" title={t(`act-done.${done}`)}>
          <MadePaper dossier={dossier} done={done} />
        </Notice>
      )}
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
  const action = picked && dossier.allowedActions.includes(picked) ? picked : dossier.nextAction
  // Whoever turns to another act has read what was said of the last one.
  const pick = (other: Action) => {
    setSaid(null)
    setPicked(other)
  }
  const menu = <OtherActs allowed={dossier.allowedActions} shown={action} onPick={pick} />
  if (!action) {
    return (
      <>
        {notices}
        <Waiting dossier={dossier} menu={menu} />
      </>
    )
  }
  const Form = FORMS[action]
  const lenders = [
    ...new Set(
      dossier.tasks.filter(({ acts }) => acts.includes(action)).flatMap(({ onBehalfOf }) => onBehalfOf ?? []),
    ),
  ]
  const taken = dossier.tasks.filter(({ takenBy }) => takenBy !== null)
  return (
    <section className="sheet stack next-action" aria-labelledby="next-action">
      <div className="row row-apart">
        <h2 id="next-action" tabIndex={-1}>
          {action === dossier.nextAction && `${t('dossier.next')}: `}
          {t(`action.${action}`)}
        </h2>
        {menu}
      </div>
      {notices}
      {lenders.length > 0 && (
        <p>
          <span className="badge tone-info">
            <Icon name="person" />
            {t('standing-in.act', { names: lenders })}
          </span>
        </p>
      )}
      {taken.length > 0 && action !== 'assign' && <OpenTasks tasks={taken} />}
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

const OtherActs = ({
  allowed,
  shown,
  onPick,
}: {
  allowed: readonly Action[]
  shown: Action | null
  onPick: (action: Action) => void
}) => {
  const { t } = useWords()
  const { onward, out } = menuOf(allowed, shown)
  if (onward.length + out.length === 0) return null
  const named = (name: Action) => ({ name, label: t(`action.${name}`) })
  return (
    <Suspense>
      <ActMenu
        label={t('dossier.other-acts')}
        acts={[
          ...onward.map(named),
          ...out.map((name, index) => ({ ...named(name), isApart: index === 0 && onward.length > 0 })),
        ]}
        onAct={(name) => onPick(name as Action)}
      />
    </Suspense>
  )
}

const HAS_ENDED: readonly DossierState[] = ['RETURNED', 'STOPPED', 'NOT_ACCEPTED']

const Waiting = ({ dossier, menu }: { dossier: Dossier; menu: ReactNode }) => {
  const { t } = useWords()
  const waitsFor = dossier.handedOverTo
    ? dossier.tasks.filter((task) => task.kind === 'CONFIRM_HAND_OVER')
    : dossier.tasks
  return (
    <section className="sheet stack-tight" aria-labelledby="next-action">
      <div className="row row-apart">
        <h2 id="next-action" tabIndex={-1}>
          {t('dossier.next')}
        </h2>
        {menu}
      </div>
      {waitsFor.length > 0 ? (
        <>
          <p>{t(dossier.waits.length > 0 ? 'dossier.open-work' : 'dossier.waits-for')}</p>
          <OpenTasks tasks={waitsFor} />
        </>
      ) : (
        <p>{t(HAS_ENDED.includes(dossier.state) ? 'dossier.finished' : 'dossier.nothing-for-you')}</p>
      )}
      {dossier.state === 'RETURNED' &&
        // What another software issued, or other agencies did, is theirs to put right.
        dossier.resultNumber !== null &&
        !dossier.allowedActions.includes('correctResult') && (
          <p>{t('return.wrong', { unit: dossier.competentUnit })}</p>
        )}
    </section>
  )
}
