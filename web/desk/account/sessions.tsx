import { useMutation, useQueryClient } from '@tanstack/react-query'
import * as calls from '#web/api/calls.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { useAnnounce } from '#web/ui/live-region.tsx'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { Moment } from '#web/ui/status.tsx'
import { useWords } from '#web/ui/words.tsx'
import { accountQuery } from '../queries.ts'

/** Where one is signed in now, this session first; each other one can be ended from here. */
export const Sessions = ({ sessions }: { sessions: calls.Account['sessions'] }) => {
  const { t } = useWords()
  const client = useQueryClient()
  const announce = useAnnounce()
  const ending = useMutation({
    mutationFn: (id: string | null) =>
      id === null ? calls.endOtherSessions() : calls.endSession(id).then(() => null),
    onSuccess: () => announce(t('account.session-ended')),
    onSettled: () => client.invalidateQueries({ queryKey: accountQuery.queryKey }),
  })
  const thisFirst = [...sessions].sort((one, other) => Number(other.isThis) - Number(one.isThis))
  return (
    <>
      <p>{t('account.sessions-why')}</p>
      <ProblemNotice error={ending.error} takesFocus />
      <ul className="stack">
        {thisFirst.map((one) => (
          <li key={one.id} className="row row-apart">
            <div className="stack-tight">
              <p className="strong">
                {one.browser ?? t('account.unknown-browser')}
                {one.isThis && <> – {t('account.this-session')}</>}
              </p>
              <p className="muted small">
                {one.address !== null && <>{one.address} · </>}
                {t('account.signed-in-at')} <Moment at={one.openedAt} /> · {t('account.last-used')}{' '}
                <Moment at={one.seenAt} />
              </p>
            </div>
            {!one.isThis && (
              <BusyButton
                busy={ending.isPending && ending.variables === one.id}
                onClick={() => ending.mutate(one.id)}
              >
                {t('account.end-session')}
                <span className="visually-hidden">
                  : {one.browser ?? t('account.unknown-browser')}, {one.address}
                </span>
              </BusyButton>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <div>
          <BusyButton
            busy={ending.isPending && ending.variables === null}
            onClick={() => ending.mutate(null)}
          >
            {t('account.end-others')}
          </BusyButton>
        </div>
      )}
    </>
  )
}
