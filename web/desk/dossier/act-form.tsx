import { type FormEvent, type ReactNode, useState } from 'react'
import type { Action, Dossier } from '#web/api/calls.ts'
import type { Problem } from '#web/api/client.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { ErrorSummary, type Fault } from '#web/ui/error-summary.tsx'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { useOnline } from '../shell/offline-bar.tsx'
import { isSaidAbove, type Send, useAct } from './use-act.ts'

export interface ActFormProps {
  dossier: Dossier
  /** The act is done and the dossier has this version: what was typed for it may be forgotten. */
  onDone: (version: number) => void
  /** Somebody acted first, or the dossier has moved on: said where it outlives this form. */
  onOvertaken: (problem: Problem) => void
}

/** What all acts share: faults with links, one button that waits for the server, the server's refusal in its words. */
export const ActForm = ({
  dossier,
  action,
  faults = [],
  send,
  onDone,
  onOvertaken,
  children,
}: ActFormProps & {
  action: Action
  /** What stands in the way of sending, worked out anew at each drawing. */
  faults?: readonly Fault[]
  send: Send
  children?: (faultAt: (field: string) => string | undefined) => ReactNode
}) => {
  const { t } = useWords()
  const online = useOnline()
  const [tries, setTries] = useState(0)
  const acting = useAct(dossier, action, onDone, onOvertaken)
  const shown = tries > 0 ? faults : []
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!online || acting.isPending) return
    setTries((count) => count + 1)
    if (faults.length === 0) acting.mutate(send)
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <ErrorSummary faults={shown} shown={tries} />
      <ProblemNotice error={isSaidAbove(acting.error) ? null : acting.error} takesFocus />
      {children?.((field) => shown.find((fault) => fault.field === field)?.words)}
      <div>
        <BusyButton
          type="submit"
          className="button-primary button-large"
          busy={acting.isPending}
          disabled={!online}
        >
          {t(`action.${action}`)}
        </BusyButton>
      </div>
    </form>
  )
}
