import type { OpeningHours, Procedure } from '../data.ts'
import { Both, InVietnamese, useSpeech } from '../words.tsx'
import { fullDayOf, type Stage, shareWords, stagesOf, type Way } from './stages.ts'

/** Where the dossier goes, and for how long: what is done at once as one, of what is chosen each way with its condition. `week` tells what a part of a day is in hours. */
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
        <Stages stages={stagesOf(steps)} minutesOfDay={minutesOfDay} />
      </ol>
      {processSource ? (
        <p className="hint">
          {say('portal.procedure.source')} <InVietnamese>{processSource}</InVietnamese>
        </p>
      ) : null}
    </section>
  )
}

type Known = Procedure['steps'][number]

const Stages = ({ stages, minutesOfDay }: { stages: readonly Stage<Known>[]; minutesOfDay: number | null }) =>
  stages.map((stage, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the stages of a process are told in order and never rearranged
    <li key={at}>
      {'step' in stage ? (
        <StepWords step={stage.step} minutesOfDay={minutesOfDay} />
      ) : 'either' in stage ? (
        <Either ways={stage.either} minutesOfDay={minutesOfDay} />
      ) : (
        <Together branches={stage.together} join={stage.join} minutesOfDay={minutesOfDay} />
      )}
    </li>
  ))

/** A branch of one step is a point of the list; of several, a list of its own. */
const Together = ({
  branches,
  join,
  minutesOfDay,
}: {
  branches: readonly (readonly Stage<Known>[])[]
  join: Known['join']
  minutesOfDay: number | null
}) => {
  const { say } = useSpeech()
  return (
    <>
      {say('portal.steps.together', { join })}
      <ul>
        {branches.map((branch, at) =>
          branch.length === 1 ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: never rearranged
            <Stages key={at} stages={branch} minutesOfDay={minutesOfDay} />
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: never rearranged
            <li key={at}>
              <ol>
                <Stages stages={branch} minutesOfDay={minutesOfDay} />
              </ol>
            </li>
          ),
        )}
      </ul>
    </>
  )
}

/** Of several ways one is gone; each says when. */
const Either = ({ ways, minutesOfDay }: { ways: readonly Way<Known>[]; minutesOfDay: number | null }) => {
  const { say, both } = useSpeech()
  return (
    <>
      {say('portal.steps.either')}
      <ul>
        {ways.map(({ when, stages }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: never rearranged
          <li key={at}>
            {when.length === 0 ? <span className="line">{say('portal.steps.otherwise')}</span> : null}
            {when.map(({ name, answer }, nth) => (
              <span className="line" key={`${name.vi} ${answer.vi}`}>
                {say(nth === 0 ? 'portal.steps.if' : 'portal.steps.or-if', {
                  name: both(name),
                  answer: both(answer),
                })}
              </span>
            ))}
            {stages.length === 0 ? (
              <p className="beside">{say('portal.steps.straight-on')}</p>
            ) : (
              <ol>
                <Stages stages={stages} minutesOfDay={minutesOfDay} />
              </ol>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

const StepWords = ({ step, minutesOfDay }: { step: Known; minutesOfDay: number | null }) => {
  const { say } = useSpeech()
  const share = shareWords(say, step, minutesOfDay)
  return (
    <>
      <Both words={step.name} />
      <p className="beside">
        <InVietnamese>{step.unit}</InVietnamese>
        {share === null ? null : ` · ${share}`}
      </p>
    </>
  )
}
