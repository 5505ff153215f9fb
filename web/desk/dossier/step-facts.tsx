import type { DossierTask } from '#web/api/calls.ts'
import { RadioGroup } from '#web/ui/fields.tsx'
import { inLanguage, useWords } from '#web/ui/words.tsx'
import type { Facts } from './facts.ts'

/** What the process asks in a step, by which it chooses what follows. */
export const StepFacts = ({
  task,
  facts,
  faultAt,
  onChange,
}: {
  task: DossierTask | undefined
  facts: Facts
  faultAt: (field: string) => string | undefined
  onChange: (facts: Facts) => void
}) => {
  const { language } = useWords()
  return task?.asks.map(({ fact, name, values }) => (
    <RadioGroup
      key={fact}
      id={`facts.${fact}`}
      legend={inLanguage(name, language)}
      value={facts[fact] ?? null}
      onPick={(answer) => onChange({ ...facts, [fact]: answer })}
      options={values.map((value) => ({ value: value.id, label: inLanguage(value.name, language) }))}
      error={faultAt(`facts.${fact}`)}
    />
  ))
}
