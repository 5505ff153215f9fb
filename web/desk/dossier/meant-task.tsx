import type { Action, Dossier, DossierTask } from '#web/api/calls.ts'
import type { Fault } from '#web/ui/error-summary.tsx'
import { RadioGroup } from '#web/ui/fields.tsx'
import { useKept } from '#web/ui/kept.ts'
import { inLanguage, useWords } from '#web/ui/words.tsx'
import { useKeptKey } from './kept-key.ts'

/** Which of the open tasks an act is about. Branches may offer the same act: then it is asked, and none taken for granted. */
export interface Meant {
  /** Those that offer the act. */
  tasks: readonly DossierTask[]
  /** Undefined while it is not said, and where the act is about no task. */
  task: DossierTask | undefined
  pick: (taskId: string) => void
  forget: () => void
}

export const useMeant = (dossier: Dossier, action: Action): Meant => {
  const [picked, pick, forget] = useKept<string>(useKeptKey(dossier, `${action}.task`), () => '')
  const tasks = offering(dossier.tasks, action)
  const task = tasks.length === 1 ? tasks[0] : tasks.find(({ id }) => id === picked)
  return { tasks, task, pick, forget }
}

export const offering = (tasks: readonly DossierTask[], action: Action): readonly DossierTask[] =>
  tasks.filter(({ acts }) => acts.includes(action))

/** What is to be said and is not. */
export const unmeant = ({ tasks, task }: Meant, words: string): readonly Fault[] =>
  tasks.length > 1 && !task ? [{ field: 'taskId', words }] : []

/** As it is sent: the server need not guess, even where only one fits. */
export const named = ({ task }: Meant): { taskId?: string } => (task ? { taskId: task.id } : {})

/** The step that is meant: asked where there are several, said where others are open beside it. */
export const MeantField = ({
  meant: { tasks, task, pick },
  isAlone,
  error,
}: {
  meant: Meant
  /** No other work is open: then there is nothing to tell apart. */
  isAlone: boolean
  error: string | undefined
}) => {
  const { t, language } = useWords()
  const nameOf = (one: DossierTask) => `${inLanguage(one.name, language)}, ${one.unit}`
  if (tasks.length > 1)
    return (
      <RadioGroup
        id="taskId"
        legend={t('act.which-task')}
        value={task?.id ?? null}
        onPick={pick}
        options={tasks.map((one) => ({ value: one.id, label: nameOf(one) }))}
        error={error}
      />
    )
  return task && !isAlone ? <p className="strong">{nameOf(task)}</p> : null
}
