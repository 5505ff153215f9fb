import type { DossierTask } from '#web/api/calls.ts'
import { Moment } from '#web/ui/status.tsx'
import { inLanguage, useWords } from '#web/ui/words.tsx'

/** Open work: whose it is, by when, and who of them has taken it. */
export const OpenTasks = ({ tasks }: { tasks: readonly DossierTask[] }) => {
  const { t, language } = useWords()
  return (
    <ul className="stack-tight">
      {tasks.map((task) => (
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
          {task.takenBy && (
            <span className="muted">
              {' · '}
              {t('dossier.taken-by', { name: task.takenBy.name })} <Moment at={task.takenBy.since} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
