import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import * as calls from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { useAnnounce } from '#web/ui/live-region.tsx'
import { ProblemNotice, RetryNotice } from '#web/ui/notice.tsx'
import { Moment } from '#web/ui/status.tsx'
import { dayIn, useWords } from '#web/ui/words.tsx'
import { absencesQuery, colleaguesQuery, delegationsQuery } from '../queries.ts'
import { Page } from '../shell/page.tsx'
import { SkeletonRows } from '../shell/skeleton.tsx'
import { Lend } from './lend.tsx'
import { NoteAway } from './note-away.tsx'
import { renewed } from './use-arranging.ts'

/** Who stands in for whom: posts that are lent, and who covers while somebody is away. Both are made and ended here. */
export const StandingInPage = () => {
  const { t } = useWords()
  const colleagues = useQuery(colleaguesQuery)
  const delegations = useQuery(delegationsQuery)
  const absences = useQuery(absencesQuery)
  const error = colleagues.error ?? delegations.error ?? absences.error
  const isHere = colleagues.data && delegations.data && absences.data
  return (
    <Page title={t('standing-in.title')}>
      <p>{t('standing-in.what-it-is')}</p>
      {error && !isHere && (
        <RetryNotice
          error={error}
          onRetry={() => Promise.all([colleagues.refetch(), delegations.refetch(), absences.refetch()])}
        />
      )}
      {!isHere && !error && <SkeletonRows />}
      {isHere && (
        <>
          <section className="sheet stack" aria-labelledby="part-delegations">
            <h2 id="part-delegations">{t('standing-in.delegations')}</h2>
            <Arrangements empty={t('standing-in.no-delegations')}>
              {delegations.data.items.map((one) => (
                <Delegation key={one.id} one={one} />
              ))}
            </Arrangements>
            <Lend colleagues={colleagues.data.items} />
          </section>
          <section className="sheet stack" aria-labelledby="part-absences">
            <h2 id="part-absences">{t('standing-in.absences')}</h2>
            <Arrangements empty={t('standing-in.no-absences')}>
              {absences.data.items.map((one) => (
                <Absence key={one.id} one={one} />
              ))}
            </Arrangements>
            <NoteAway colleagues={colleagues.data.items} />
          </section>
        </>
      )}
    </Page>
  )
}

const Arrangements = ({ empty, children }: { empty: string; children: readonly ReactNode[] }) =>
  children.length === 0 ? <p className="muted">{empty}</p> : <ul className="stack">{children}</ul>

const Delegation = ({ one }: { one: calls.Delegation }) => {
  const { t } = useWords()
  return (
    <li className="stack-tight">
      <p className="strong">{t('standing-in.to', { from: one.from.name, to: one.to.name })}</p>
      <p>
        {one.roles.map((role) => t(`role.${role}`)).join(', ')} – {one.unit.name}
        {one.procedures && ` (${one.procedures.join(', ')})`}
      </p>
      <p className="muted small">
        <Moment at={one.validFrom} /> – <Moment at={one.validTo} /> · {one.basis}
      </p>
      {one.revokedAt && (
        <p className="muted small">
          {t('standing-in.ended-by', { name: one.revokedBy })} <Moment at={one.revokedAt} />
        </p>
      )}
      {one.mayRevoke && (
        <End
          button={t('standing-in.revoke')}
          why={t('standing-in.revoke-why', { name: one.to.name })}
          send={() => calls.revokeDelegation(one.id)}
        />
      )}
    </li>
  )
}

const Absence = ({ one }: { one: calls.Absence }) => {
  const { t } = useWords()
  return (
    <li className="stack-tight">
      <p className="strong">
        {t('standing-in.away', {
          name: one.officer.name,
          from: dayIn(one.firstDay, t),
          to: dayIn(one.lastDay, t),
        })}
      </p>
      <p>
        {one.cover ? t('standing-in.covered-by', { name: one.cover.name }) : t('standing-in.not-covered')}
      </p>
      {one.withdrawnAt && (
        <p className="muted small">
          {t('standing-in.ended-by', { name: one.withdrawnBy })} <Moment at={one.withdrawnAt} />
        </p>
      )}
      {one.mayWithdraw && (
        <End
          button={t('standing-in.withdraw')}
          why={t('standing-in.withdraw-why', { name: one.officer.name })}
          send={() => calls.withdrawAbsence(one.id)}
        />
      )}
    </li>
  )
}

/** Ends an arrangement at once, after a question: whoever works by it cannot go on. */
const End = ({ button, why, send }: { button: string; why: string; send: () => Promise<unknown> }) => {
  const { t } = useWords()
  const [isAsking, setAsking] = useState(false)
  const announce = useAnnounce()
  const client = useQueryClient()
  const ending = useMutation({
    mutationFn: send,
    onSuccess: () => {
      setAsking(false)
      announce(t('standing-in.ended'))
    },
    onSettled: () => renewed(client),
  })
  return (
    <div>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {button}
      </button>
      <Dialog title={button} open={isAsking} onClose={() => setAsking(false)}>
        <p>{why}</p>
        <ProblemNotice error={ending.error} takesFocus />
        <div className="row">
          <BusyButton className="button-primary" busy={ending.isPending} onClick={() => ending.mutate()}>
            {button}
          </BusyButton>
          <button type="button" className="button" onClick={() => setAsking(false)}>
            {t('confirm.back')}
          </button>
        </div>
      </Dialog>
    </div>
  )
}
