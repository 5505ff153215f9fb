import * as calls from '#web/api/calls.ts'
import { RadioGroup, TextField } from '#web/ui/fields.tsx'
import { useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { useAsking } from './asking.tsx'
import { NoteField } from './form-parts.tsx'
import { said, unlessSaid } from './said.ts'
import { useTyped } from './typed.ts'

/** What an agency or system outside is asked, and what it answered, or did not. */

export const AskOutside = (props: ActFormProps) => {
  const { t } = useWords()
  const { typed, set, onDone, byWhen, faults, dayField } = useAsking(props, 'askOutside', () => ({
    system: '',
    reference: '',
    note: '',
  }))
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="askOutside"
      faults={[...unlessSaid(typed.system, 'system', t('act.system-missing')), ...faults]}
      send={(act, task) =>
        calls.askOutside(act, {
          ...task,
          system: typed.system.trim(),
          ...said({ reference: typed.reference, note: typed.note }),
          ...byWhen,
        })
      }
    >
      {(faultAt) => (
        <>
          <p>{t('act.askOutside')}</p>
          <div className="fields">
            <TextField
              id="system"
              label={t('act.system')}
              hint={t('act.system-hint')}
              spellCheck
              maxLength={200}
              value={typed.system}
              onType={(system) => set({ system })}
              error={faultAt('system')}
            />
            <TextField
              id="reference"
              label={t('act.reference')}
              hint={t('act.reference-hint')}
              maxLength={200}
              value={typed.reference}
              onType={(reference) => set({ reference })}
            />
            {dayField(faultAt)}
          </div>
          <NoteField value={typed.note} onType={(note) => set({ note })} />
        </>
      )}
    </ActForm>
  )
}

const ANSWERS = ['ANSWERED', 'UNANSWERED'] as const

export const NoteOutsideAnswer = (props: ActFormProps) => {
  const { t } = useWords()
  const { typed, set, onDone } = useTyped(props, 'noteOutsideAnswer', () => ({
    answer: null as (typeof ANSWERS)[number] | null,
    note: '',
  }))
  const { answer, note } = typed
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="noteOutsideAnswer"
      faults={[
        ...(answer === null ? [{ field: 'answer', words: t('act.answer-missing') }] : []),
        ...(answer === 'UNANSWERED' ? unlessSaid(note, 'note', t('act.unanswered-needs-reason')) : []),
      ]}
      send={answer && ((act, task) => calls.noteOutsideAnswer(act, { ...task, answer, ...said({ note }) }))}
    >
      {(faultAt) => (
        <>
          <RadioGroup
            id="answer"
            legend={t('act.answer')}
            value={answer}
            onPick={(next) => set({ answer: next })}
            options={ANSWERS.map((value) => ({ value, label: t(`answer.${value}`) }))}
            error={faultAt('answer')}
          />
          <NoteField
            label={t(answer === 'UNANSWERED' ? 'act.unanswered-why' : 'act.answer-note')}
            value={note}
            onType={(text) => set({ note: text })}
            error={faultAt('note')}
          />
        </>
      )}
    </ActForm>
  )
}
