import * as calls from '#web/api/calls.ts'
import { RadioGroup, TextField } from '#web/ui/fields.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { useWords } from '#web/ui/words.tsx'
import { today } from '../session/clock.ts'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { ReplyByField } from './form-parts.tsx'
import { readReplyBy } from './reply-by.ts'
import { unlessSaid } from './said.ts'
import { useTyped } from './typed.ts'
import { useFaults } from './use-faults.ts'

/** What a citizen owes before the result: notified, and met. */

export const NotifyObligation = (props: ActFormProps) => {
  const { t } = useWords()
  const worded = useFaults()
  const { typed, set, onDone } = useTyped(props, 'notifyObligation', () => ({
    noticeNumber: '',
    replyBy: '',
  }))
  const { replyBy, faults } = readReplyBy(typed.replyBy, today())
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="notifyObligation"
      faults={[
        ...unlessSaid(typed.noticeNumber, 'noticeNumber', t('act.notice-number-missing')),
        ...worded(faults),
      ]}
      send={(act) =>
        calls.notifyObligation(act, {
          noticeNumber: typed.noticeNumber.trim(),
          ...(replyBy ? { replyBy } : {}),
        })
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
            <ReplyByField
              label={t('act.pay-by')}
              value={typed.replyBy}
              onType={(text) => set({ replyBy: text })}
              error={faultAt('replyBy')}
            />
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
      send={(act) => calls.noteObligationMet(act, { evidence: evidence ?? 'RECEIPT' })}
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
