import * as calls from '#web/api/calls.ts'
import { RadioGroup, TextField } from '#web/ui/fields.tsx'
import { useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { ReasonField } from './form-parts.tsx'
import { useMeant } from './meant-task.tsx'
import { said, unlessSaid } from './said.ts'
import { useTyped } from './typed.ts'

/** Linked procedures: the part of one agency, and all of them together. */

const OUTCOMES = ['GRANTED', 'REFUSED_ON_MERITS'] as const

export const ConcludePart = (props: ActFormProps) => {
  const { t } = useWords()
  const { typed, set, onDone } = useTyped(props, 'concludePart', () => ({
    outcome: null as (typeof OUTCOMES)[number] | null,
    externalCode: '',
    reason: '',
  }))
  const meant = useMeant(props.dossier, 'concludePart')
  const { task } = meant
  const { outcome, reason } = typed
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="concludePart"
      meant={meant}
      faults={[
        ...(outcome === null ? [{ field: 'outcome', words: t('act.outcome-missing') }] : []),
        ...(outcome === 'REFUSED_ON_MERITS' ? unlessSaid(reason, 'reason', t('act.reason-for-citizen')) : []),
      ]}
      send={
        task && outcome
          ? (act) =>
              calls.concludePart(act, {
                taskId: task.id,
                outcome,
                ...said({ externalCode: typed.externalCode, reason }),
              })
          : null
      }
    >
      {(faultAt) => (
        <>
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

/** The lead goes on without an agency that is silent: it is named, and everybody will read why. */
export const EndPart = (props: ActFormProps) => {
  const { t } = useWords()
  const { typed, set, onDone } = useTyped(props, 'endPart', () => ({ reason: '' }))
  const meant = useMeant(props.dossier, 'endPart')
  const { task } = meant
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="endPart"
      meant={meant}
      confirms={t('confirm.endPart')}
      faults={unlessSaid(typed.reason, 'reason', t('act.reason-to-end-part'))}
      send={task ? (act) => calls.endPart(act, { taskId: task.id, reason: typed.reason.trim() }) : null}
    >
      {(faultAt) => (
        <>
          <p>{t('act.endPart')}</p>
          <ReasonField value={typed.reason} onType={(reason) => set({ reason })} error={faultAt('reason')} />
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
