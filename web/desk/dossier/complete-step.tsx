import * as calls from '#web/api/calls.ts'
import { inLanguage, useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { answersTo, type Facts, unanswered } from './facts.ts'
import { NoteField } from './form-parts.tsx'
import { useMeant } from './meant-task.tsx'
import { said } from './said.ts'
import { StepFacts } from './step-facts.tsx'
import { useTyped } from './typed.ts'

/** The work of this step is done; where what follows hangs on it, what was found is asked. */
export const CompleteStep = (props: ActFormProps) => {
  const { t, language } = useWords()
  const { typed, set, onDone } = useTyped(props, 'completeStep', () => ({ facts: {} as Facts, note: '' }))
  const meant = useMeant(props.dossier, 'completeStep')
  const { task } = meant
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="completeStep"
      meant={meant}
      faults={unanswered(task, typed.facts, (name) =>
        t('act.fact-missing', { name: inLanguage(name, language) }),
      )}
      send={(act, named) =>
        calls.completeStep(act, {
          ...named,
          facts: answersTo(task, typed.facts),
          ...said({ note: typed.note }),
        })
      }
    >
      {(faultAt) => (
        <>
          <p>{t('act.completeStep')}</p>
          <StepFacts task={task} facts={typed.facts} faultAt={faultAt} onChange={(facts) => set({ facts })} />
          <NoteField value={typed.note} onType={(note) => set({ note })} error={faultAt('note')} />
        </>
      )}
    </ActForm>
  )
}
