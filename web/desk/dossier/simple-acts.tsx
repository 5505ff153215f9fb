import * as calls from '#web/api/calls.ts'
import { TextArea, TextField } from '#web/ui/fields.tsx'
import { useKept } from '#web/ui/kept.ts'
import { inLanguage, useWords } from '#web/ui/words.tsx'
import { ActForm, type ActFormProps } from './act-form.tsx'
import { answersTo, type Facts, unanswered } from './facts.ts'
import { useKeptKey } from './kept-key.ts'
import { useMeant } from './meant-task.tsx'
import { said } from './said.ts'
import { StepFacts } from './step-facts.tsx'
import { useTyped } from './typed.ts'

/** Acts that need a word or two, or none. */

export const HandOver = (props: ActFormProps) => {
  const { t } = useWords()
  return (
    <ActForm {...props} action="handOver" send={calls.handOver}>
      {() => <p>{t('act.hand-over')}</p>}
    </ActForm>
  )
}

export const ConfirmHandOver = (props: ActFormProps) => {
  const { t } = useWords()
  return (
    <ActForm {...props} action="confirmHandOver" send={calls.confirmHandOver}>
      {() => <p>{t('act.confirm-hand-over')}</p>}
    </ActForm>
  )
}

export const TakeBackHandOver = (props: ActFormProps) => {
  const { t } = useWords()
  return (
    <ActForm {...props} action="takeBackHandOver" send={calls.takeBackHandOver}>
      {() => <p>{t('act.takeBackHandOver', { unit: props.dossier.handedOverTo })}</p>}
    </ActForm>
  )
}

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

export const Issue = (props: ActFormProps) => {
  const { t } = useWords()
  const [number, keep, forget] = useKept<string>(useKeptKey(props.dossier, 'number'), () => '')
  const words = number.trim()
  const isReadable = /^[0-9A-Za-zÀ-ỹĐđ ./()-]{1,60}$/.test(words)
  return (
    <ActForm
      {...props}
      action="issue"
      faults={
        words === ''
          ? [{ field: 'number', words: t('act.number-missing') }]
          : isReadable
            ? []
            : [{ field: 'number', words: t('act.number-wrong') }]
      }
      send={(act, task) => calls.issue(act, { ...task, number: words })}
      onDone={(version) => {
        forget()
        props.onDone(version)
      }}
    >
      {(faultAt) => (
        <div className="fields">
          <TextField
            id="number"
            label={t('act.number')}
            hint={t('act.number-hint')}
            maxLength={60}
            value={number}
            onType={keep}
            error={faultAt('number')}
          />
        </div>
      )}
    </ActForm>
  )
}
