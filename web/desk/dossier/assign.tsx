import * as calls from '#web/api/calls.ts'
import { RadioGroup } from '#web/ui/fields.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Moment } from '#web/ui/status.tsx'
import { useWords } from '#web/ui/words.tsx'
import { useSession } from '../session/session.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { useMeant } from './meant-task.tsx'
import { useTyped } from './typed.ts'

const NOBODY = 'nobody'

/**
 * Work that anybody of the post may do: taken, so that a colleague does not do it too, or given back. The head of the
 * unit chooses among everybody who holds the post and is there, whoever has least to do first.
 */
export const Assign = (props: ActFormProps) => {
  const { t } = useWords()
  const { officer } = useSession()
  const { typed, set, onDone } = useTyped(props, 'assign', () => ({ to: null as string | null }))
  const meant = useMeant(props.dossier, 'assign')
  const { task } = meant
  const isTakenByMe = task?.isTakenByMe === true
  const isHead = task !== undefined && (task.takers.length > 0 || !task.mine)
  const takers = [
    ...(task?.takers ?? []).map(({ id, name, title, open }) => ({
      value: id,
      label: t('assign.taker', { name: id === officer.id ? t('assign.me', { name }) : name, title, open }),
    })),
    ...(task?.takenBy ? [{ value: NOBODY, label: t('assign.nobody') }] : []),
  ]
  const chosen = takers.find(({ value }) => value === typed.to)?.value ?? null
  const to = isHead ? chosen : isTakenByMe ? NOBODY : officer.id
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="assign"
      button={t(isHead ? 'assign.give' : isTakenByMe ? 'act.give-back' : 'act.take')}
      meant={meant}
      faults={isHead && chosen === null ? [{ field: 'officerId', words: t('assign.to-missing') }] : []}
      send={
        task && to
          ? (act) => calls.assign(act, { taskId: task.id, officerId: to === NOBODY ? null : to })
          : null
      }
    >
      {(faultAt) => (
        <>
          {task?.takenBy && (
            <p>
              {t('dossier.taken-by', { name: task.takenBy.name })} <Moment at={task.takenBy.since} />
            </p>
          )}
          {isHead && task.takers.length === 0 ? (
            <Notice kind="wait">{t('assign.nobody-there')}</Notice>
          ) : isHead ? (
            <>
              <p className="muted small">{t('assign.load')}</p>
              <RadioGroup
                id="officerId"
                legend={t('assign.to')}
                value={chosen}
                onPick={(next) => set({ to: next })}
                options={takers}
                error={faultAt('officerId')}
              />
            </>
          ) : (
            <p>{t(isTakenByMe ? 'act.gives-back' : 'act.takes')}</p>
          )}
        </>
      )}
    </ActForm>
  )
}
