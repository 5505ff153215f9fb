import * as calls from '#web/api/calls.ts'
import { Moment } from '#web/ui/status.tsx'
import { useWords } from '#web/ui/words.tsx'
import { useSession } from '../session/session.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { useMeant } from './meant-task.tsx'

/** Work that anybody of the post may do: taken, so that a colleague does not do it too, or given back. */
export const Assign = (props: ActFormProps) => {
  const { t } = useWords()
  const { officer } = useSession()
  const meant = useMeant(props.dossier, 'assign')
  const { task } = meant
  const isMine = task?.isMine === true
  return (
    <ActForm
      {...props}
      action="assign"
      button={t(isMine ? 'act.give-back' : 'act.take')}
      meant={meant}
      send={(act) => calls.assign(act, { taskId: task?.id ?? '', officerId: isMine ? null : officer.id })}
    >
      {() => (
        <>
          <p>{t(isMine ? 'act.gives-back' : 'act.takes')}</p>
          {task?.takenBy && (
            <p>
              {t('dossier.taken-by', { name: task.takenBy.name })} <Moment at={task.takenBy.since} />
            </p>
          )}
        </>
      )}
    </ActForm>
  )
}
