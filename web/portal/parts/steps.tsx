import type { OpeningHours, Procedure } from '../data.ts'
import { Both, InVietnamese, useSpeech } from '../words.tsx'
import { fullDayOf, shareWords, stagesOf } from './stages.ts'

/** Where the dossier goes, and for how long: what is done at once as one. `week` tells what a part of a day is in hours. */
export const Steps = ({
  procedure: { steps, processStanding, processSource },
  week,
}: {
  procedure: Procedure
  week: OpeningHours['week'] | null
}) => {
  const { say } = useSpeech()
  if (steps.length === 0) return null
  const minutesOfDay = week && fullDayOf(week)
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{say('portal.steps.title')}</h2>
      {processStanding === 'demo' ? <p className="notice wait">{say('portal.steps.demo')}</p> : null}
      <ol className="steps">
        {stagesOf(steps).map((together) =>
          together.length === 1 ? (
            together.map((step) => (
              <li key={step.id}>
                <StepWords step={step} minutesOfDay={minutesOfDay} />
              </li>
            ))
          ) : (
            <li key={together[0]?.id}>
              {say('portal.steps.together')}
              <ul>
                {together.map((step) => (
                  <li key={step.id}>
                    <StepWords step={step} minutesOfDay={minutesOfDay} />
                  </li>
                ))}
              </ul>
            </li>
          ),
        )}
      </ol>
      {processSource ? (
        <p className="hint">
          {say('portal.procedure.source')} <InVietnamese>{processSource}</InVietnamese>
        </p>
      ) : null}
    </section>
  )
}

const StepWords = ({
  step: { name, unit, days },
  minutesOfDay,
}: {
  step: Procedure['steps'][number]
  minutesOfDay: number | null
}) => {
  const { say } = useSpeech()
  return (
    <>
      <Both words={name} />
      <p className="beside">
        <InVietnamese>{unit}</InVietnamese>
        {days > 0 ? ` · ${shareWords(say, days, minutesOfDay)}` : null}
      </p>
    </>
  )
}
