import { useState } from 'react'
import * as calls from '#web/api/calls.ts'
import { RadioGroup } from '#web/ui/fields.tsx'
import { Moment } from '#web/ui/status.tsx'
import { inLanguage, useWords } from '#web/ui/words.tsx'
import { useSession } from '../session/session.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'

/** Work that anybody of the post may do: taken, so that a colleague does not do it too, or given back. */
export const Assign = (props: ActFormProps) => {
  const { t, language } = useWords()
  const { officer } = useSession()
  const tasks = props.dossier.tasks.filter(({ mine }) => mine)
  const [picked, setPicked] = useState('')
  const task = tasks.find(({ id }) => id === picked) ?? tasks[0]
  if (!task) return null
  const button = t(task.isMine ? 'act.give-back' : 'act.take')
  return (
    <ActForm
      {...props}
      action="assign"
      button={button}
      send={(act) => calls.assign(act, { taskId: task.id, officerId: task.isMine ? null : officer.id })}
    >
      {() => (
        <>
          <p>{t(task.isMine ? 'act.gives-back' : 'act.takes')}</p>
          {tasks.length > 1 ? (
            <RadioGroup
              legend={t('act.which-task')}
              value={task.id}
              onPick={setPicked}
              options={tasks.map((one) => ({ value: one.id, label: inLanguage(one.name, language) }))}
            />
          ) : (
            <p className="strong">{inLanguage(task.name, language)}</p>
          )}
          {task.takenBy && (
            <p>
              {t('dossier.taken-by', { name: task.takenBy.name })} <Moment at={task.takenBy.since} />
            </p>
          )}
        </>
      )}
    </ActForm>
  )
}
