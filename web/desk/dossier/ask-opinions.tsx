import * as calls from '#web/api/calls.ts'
import { TextArea } from '#web/ui/fields.tsx'
import { inLanguage, useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { answersTo, type Facts, unanswered } from './facts.ts'
import { useMeant } from './meant-task.tsx'
import { said } from './said.ts'
import { StepFacts } from './step-facts.tsx'
import { useTyped } from './typed.ts'

/** The opinions that the process itself asks for in its next step. */
export const AskOpinions = (props: ActFormProps) => {
  const { t, language } = useWords()
  const { typed, set, onDone } = useTyped(props, 'askOpinions', () => ({ question: '', facts: {} as Facts }))
  const meant = useMeant(props.dossier, 'askOpinions')
  const { task } = meant
  const consulted = props.dossier.steps.filter((step) => step.kind === 'CONSULT' && step.status === 'AHEAD')
  const units = [...new Set(consulted.map((step) => step.unit))]
  return (
    <ActForm
      {...props}
      onDone={onDone}
      action="askOpinions"
      meant={meant}
      faults={unanswered(task, typed.facts, (name) =>
        t('act.fact-missing', { name: inLanguage(name, language) }),
      )}
      send={(act, named) =>
        calls.askOpinions(act, {
          ...named,
          ...said({ question: typed.question }),
          facts: answersTo(task, typed.facts),
        })
      }
    >
      {(faultAt) => (
        <>
          <StepFacts task={task} facts={typed.facts} faultAt={faultAt} onChange={(facts) => set({ facts })} />
          <TextArea
            id="question"
            label={t('act.question')}
            hint={t('act.question-hint', { units })}
            maxLength={4000}
            value={typed.question}
            onType={(question) => set({ question })}
          />
        </>
      )}
    </ActForm>
  )
}
