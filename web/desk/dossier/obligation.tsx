import * as calls from '#web/api/calls.ts'
import { RadioGroup, TextField } from '#web/ui/fields.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { useAsking } from './asking.tsx'
import { unlessSaid } from './said.ts'
import { useTyped } from './typed.ts'

/** What a citizen owes before the result: notified, and met. */

export const NotifyObligation = (props: ActFormProps) => {
  const { t } = useWords()
  const { typed, set, onDone, byWhen, faults, dayField } = useAsking(props, 'notifyObligation', () => ({
    noticeNumber: '',
  }))
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="notifyObligation"
      faults={[...unlessSaid(typed.noticeNumber, 'noticeNumber', t('act.notice-number-missing')), ...faults]}
      send={(act, task) =>
        calls.notifyObligation(act, { ...task, noticeNumber: typed.noticeNumber.trim(), ...byWhen })
      }
    >
      {(faultAt) => (
        <>
          <Notice>{t('act.notifyObligation')}</Notice>
          <div className="fields">
            <TextField
              id="noticeNumber"
              label={t('act.notice-number')}
              hint={t('act.notice-number-hint')}
              maxLength={60}
              value={typed.noticeNumber}
              onType={(noticeNumber) => set({ noticeNumber })}
              error={faultAt('noticeNumber')}
            />
            {dayField(faultAt, { label: t('act.pay-by') })}
          </div>
        </>
      )}
    </ActForm>
  )
}

const EVIDENCE = ['RECEIPT', 'TREASURY', 'TAX_CONFIRMATION', 'EXEMPTION'] as const

export const NoteObligationMet = (props: ActFormProps) => {
  const { t } = useWords()
  const { typed, set, onDone } = useTyped(props, 'noteObligationMet', () => ({
    evidence: null as (typeof EVIDENCE)[number] | null,
  }))
  const { evidence } = typed
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="noteObligationMet"
      faults={evidence === null ? [{ field: 'evidence', words: t('act.evidence-missing') }] : []}
      send={evidence && ((act, task) => calls.noteObligationMet(act, { ...task, evidence }))}
    >
      {(faultAt) => (
        <>
          <p>{t('act.noteObligationMet')}</p>
          <RadioGroup
            id="evidence"
            legend={t('act.evidence')}
            value={evidence}
            onPick={(next) => set({ evidence: next })}
            options={EVIDENCE.map((value) => ({ value, label: t(`evidence.${value}`) }))}
            error={faultAt('evidence')}
          />
        </>
      )}
    </ActForm>
  )
}
