import * as calls from '#web/api/calls.ts'
import { RadioGroup, SelectField, TextField } from '#web/ui/fields.tsx'
import { inLanguage, useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { tasksOf } from './facts.ts'
import { ReasonField } from './form-parts.tsx'
import { said, unlessSaid } from './said.ts'
import { useTyped } from './typed.ts'

/** Linked procedures: the part of one agency, and all of them together. */

const OUTCOMES = ['GRANTED', 'REFUSED_ON_MERITS'] as const

export const ConcludePart = (props: ActFormProps) => {
  const { t, language } = useWords()
  const { typed, set, onDone } = useTyped(props, 'concludePart', () => ({
    taskId: '',
    outcome: null as (typeof OUTCOMES)[number] | null,
    externalCode: '',
    reason: '',
  }))
  const parts = tasksOf(props.dossier.tasks, ['PART'])
  const task = parts.find(({ id }) => id === typed.taskId) ?? parts[0]
  const { outcome, reason } = typed
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="concludePart"
      faults={[
        ...(outcome === null ? [{ field: 'outcome', words: t('act.outcome-missing') }] : []),
        ...(outcome === 'REFUSED_ON_MERITS' ? unlessSaid(reason, 'reason', t('act.reason-for-citizen')) : []),
      ]}
      send={(act) =>
        calls.concludePart(act, {
          taskId: task?.id ?? '',
          outcome: outcome ?? 'GRANTED',
          ...said({ externalCode: typed.externalCode, reason }),
        })
      }
    >
      {(faultAt) => (
        <>
          {parts.length > 1 ? (
            <SelectField
              label={t('act.which-part')}
              value={task?.id ?? ''}
              onPick={(taskId) => set({ taskId })}
              options={parts.map((part) => ({
                value: part.id,
                label: `${inLanguage(part.name, language)}, ${part.unit}`,
              }))}
            />
          ) : (
            task && (
              <p className="strong">
                {inLanguage(task.name, language)}, {task.unit}
              </p>
            )
          )}
          <p>{t('act.concludePart')}</p>
          <RadioGroup
            id="outcome"
            legend={t('act.outcome')}
            value={outcome}
            onPick={(next) => set({ outcome: next })}
            options={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
            error={faultAt('outcome')}
          />
          <div className="fields">
            <TextField
              id="externalCode"
              label={t('act.external-code')}
              hint={t('act.external-code-hint')}
              maxLength={100}
              value={typed.externalCode}
              onType={(externalCode) => set({ externalCode })}
            />
          </div>
          <ReasonField
            label={t(outcome === 'REFUSED_ON_MERITS' ? 'act.reason' : 'act.note')}
            value={reason}
            onType={(text) => set({ reason: text })}
            error={faultAt('reason')}
          />
        </>
      )}
    </ActForm>
  )
}

export const GatherResults = (props: ActFormProps) => {
  const { t } = useWords()
  return (
    <ActForm {...props} action="gatherResults" send={calls.gatherResults}>
      {() => <p>{t('act.gatherResults')}</p>}
    </ActForm>
  )
}
