import * as calls from '#web/api/calls.ts'
import { SelectField } from '#web/ui/fields.tsx'
import { inLanguage, useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { answersTo, type Facts, tasksOf, unanswered } from './facts.ts'
import { NoteField } from './form-parts.tsx'
import { said } from './said.ts'
import { StepFacts } from './step-facts.tsx'
import { useTyped } from './typed.ts'

/** The work of this step is done; where what follows hangs on it, what was found is asked. */
export const CompleteStep = (props: ActFormProps) => {
  const { t, language } = useWords()
  const { typed, set, onDone } = useTyped(props, 'completeStep', () => ({
    taskId: '',
    facts: {} as Facts,
    note: '',
  }))
  const tasks = tasksOf(props.dossier.tasks, ['CHECK', 'REVIEW', 'OBLIGATION'])
  const task = tasks.find(({ id }) => id === typed.taskId) ?? tasks[0]
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="completeStep"
      faults={unanswered(task, typed.facts, (name) =>
        t('act.fact-missing', { name: inLanguage(name, language) }),
      )}
      send={(act) =>
        calls.completeStep(act, {
          ...(task ? { taskId: task.id } : {}),
          facts: answersTo(task, typed.facts),
          ...said({ note: typed.note }),
        })
      }
    >
      {(faultAt) => (
        <>
          {tasks.length > 1 ? (
            <SelectField
              label={t('act.which-task')}
              value={task?.id ?? ''}
              onPick={(taskId) => set({ taskId })}
              options={tasks.map((one) => ({ value: one.id, label: inLanguage(one.name, language) }))}
            />
          ) : (
            task && <p className="strong">{inLanguage(task.name, language)}</p>
          )}
          <p>{t('act.completeStep')}</p>
          <StepFacts task={task} facts={typed.facts} faultAt={faultAt} onChange={(facts) => set({ facts })} />
          <NoteField value={typed.note} onType={(note) => set({ note })} error={faultAt('note')} />
        </>
      )}
    </ActForm>
  )
}
