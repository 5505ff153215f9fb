import { type FormEvent, type ReactNode, useState } from 'react'
import type { Act, Action, Dossier } from '#web/api/calls.ts'
import { Problem } from '#web/api/client.ts'
import { BusyButton } from '#web/ui/busy-button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ErrorSummary, type Fault } from '#web/ui/error-summary.tsx'
import { ProblemNotice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { useOnline } from '../shell/offline-bar.tsx'
import { type Meant, MeantField, named, unmeant, useMeant } from './meant-task.tsx'
import { isSaidAbove, useAct } from './use-act.ts'

export interface ActFormProps {
  dossier: Dossier
  /** The act is done and the dossier has this version: what was typed for it may be forgotten. */
  onDone: (version: number) => void
  /** Somebody acted first, or the dossier has moved on: said where it outlives this form. */
  onOvertaken: (problem: Problem) => void
}

/** An act on its way to the server, with the task that is meant; the answer says where the dossier stands now. */
type Send = (act: Act, task: { taskId?: string }) => Promise<{ version: number }>

interface ActOf extends ActFormProps {
  action: Action
  /** What the button says where the name of the act says less. */
  button?: string | undefined
  /** What stands in the way of sending, worked out anew at each drawing. */
  faults?: readonly Fault[]
  /** What an act that leads back or out brings about: read and said yes to before it is sent. */
  confirms?: string
  /** Null while what must be chosen is not: then a fault says so. */
  send: Send | null
  children?: (faultAt: (field: string) => string | undefined) => ReactNode
}

/** What all acts share: which task is meant, faults with links, one button that waits for the server, the server's refusal in its words. */
export const ActForm = ({
  meant,
  ...act
}: ActOf & {
  /** Of a form that hangs on the task: what it knows of it already. */
  meant?: Meant
}) => (meant ? <FormOf {...act} meant={meant} /> : <FormThatAsksWhich {...act} />)

const FormThatAsksWhich = (act: ActOf) => <FormOf {...act} meant={useMeant(act.dossier, act.action)} />

const FormOf = ({
  dossier,
  action,
  button,
  meant,
  faults: own = [],
  confirms,
  send,
  onDone,
  onOvertaken,
  children,
}: ActOf & { meant: Meant }) => {
  const { t } = useWords()
  const online = useOnline()
  const [tries, setTries] = useState(0)
  const [isAsking, setAsking] = useState(false)
  const done = (version: number) => {
    meant.forget()
    onDone(version)
  }
  const acting = useAct(dossier, action, done, onOvertaken)
  const mutate = () => {
    if (!send) throw new Error(`the form of ${action} has no fault and nothing to send`)
    acting.mutate((act) => send(act, named(meant)))
  }
  const faults = [...unmeant(meant, t('act.which-task-missing')), ...own]
  const shown = tries > 0 ? faults : []
  const name = button ?? t(`action.${action}`)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!online || acting.isPending) return
    setTries((count) => count + 1)
    if (faults.length > 0) return
    if (confirms) setAsking(true)
    else mutate()
  }
  const faultAt = (field: string) =>
    shown.find((fault) => fault.field === field)?.words ?? refusedAt(acting.error, field) ?? undefined
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <ErrorSummary faults={shown} shown={tries} />
      <ProblemNotice error={isSaidAbove(acting.error) ? null : acting.error} takesFocus />
      <MeantField meant={meant} isAlone={dossier.tasks.length === 1} error={faultAt('taskId')} />
      {children?.(faultAt)}
      <div>
        <BusyButton
          type="submit"
          className="button-primary button-large"
          busy={acting.isPending}
          disabled={!online}
        >
          {name}
        </BusyButton>
      </div>
      {confirms && (
        <Dialog
          title={t('confirm.title', { act: name, code: dossier.code })}
          open={isAsking}
          onClose={() => setAsking(false)}
        >
          <p>{confirms}</p>
          <div className="row">
            <button
              type="button"
              className="button button-primary"
              onClick={() => {
                setAsking(false)
                mutate()
              }}
            >
              {name}
            </button>
            <button type="button" className="button" onClick={() => setAsking(false)}>
              {t('confirm.back')}
            </button>
          </div>
        </Dialog>
      )}
    </form>
  )
}

/** What the server found wrong with one field stands there too, as our own would. */
const refusedAt = (error: unknown, field: string): string | null => {
  if (isSaidAbove(error) || !(error instanceof Problem)) return null
  return error.details.field === field ? error.message : null
}
