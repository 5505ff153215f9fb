import type { Frame } from '../data.ts'
import { pageOf } from '../frame.tsx'
import { HotlineLink } from '../parts/hotline.tsx'
import { TrackBox } from '../parts/track-box.tsx'
import { useSpeech, wordsIn } from '../words.tsx'

/**
 * Why a look-up gave nothing. `not-found` is the one answer for a code that does not exist and for a secret that
 * does not belong to it: who tries codes learns nothing from the difference, because there is none.
 */
export type TrackingProblem =
  | { code: 'not-found' }
  | { code: 'incomplete' }
  | { code: 'too-many-attempts'; retryAfterSeconds: number }

interface TrackingForm {
  /** What was typed, given back so that one wrong letter can be put right. */
  code?: string
  secret?: string
  problem?: TrackingProblem
}

/** `/tra-cuu`: the two codes of a receipt. */
export const trackingFormPage = (page: Frame & TrackingForm): string => {
  const say = wordsIn(page.language)
  const title = say('portal.track.title')
  return pageOf(page, {
    title: page.problem ? say('portal.track.title-of-problem', { title }) : title,
    isPrivate: page.problem !== undefined,
    children: <Matter {...page} />,
  })
}

const PROBLEM = 'problem'

const Matter = ({ code, secret, problem, centre }: Frame & TrackingForm) => {
  const { say } = useSpeech()
  return (
    <>
      <h1>{say('portal.track.title')}</h1>
      {problem ? (
        <div className="notice danger" role="alert" id={PROBLEM}>
          <p>
            <strong>{say(`portal.track.problem.${problem.code}`)}</strong>
          </p>
          <p>{say(`portal.track.remedy.${problem.code}`, { minutes: minutesOf(problem) })}</p>
        </div>
      ) : null}
      <TrackBox code={code} secret={secret} problemId={problem ? PROBLEM : undefined} />
      <section aria-labelledby="no-receipt">
        <h2 id="no-receipt">{say('portal.track.no-receipt')}</h2>
        <p>{say('portal.track.ask-at-counter', { centre: centre.name })}</p>
        {centre.address ? <p>{centre.address}</p> : null}
        {centre.hotline ? (
          <p>
            <HotlineLink number={centre.hotline} />
          </p>
        ) : null}
      </section>
    </>
  )
}

const minutesOf = (problem: TrackingProblem): number =>
  problem.code === 'too-many-attempts' ? Math.max(1, Math.ceil(problem.retryAfterSeconds / 60)) : 0
