import { plainDate } from '#common/time.ts'
import type { Procedure } from '../data.ts'
import { InVietnamese, useSpeech } from '../words.tsx'
import { addressOf } from './procedure-links.tsx'

/** From when to when, by which decision, and what was before and comes after. */
export const Validity = ({ procedure }: { procedure: Procedure }) => {
  const { say, day } = useSpeech()
  const { decision, versions, version } = procedure
  const days = ({ effectiveFrom, effectiveTo }: Pick<Procedure, 'effectiveFrom' | 'effectiveTo'>) => ({
    from: day(plainDate(effectiveFrom)),
    to: effectiveTo === null ? null : day(plainDate(effectiveTo)),
  })
  return (
    <section aria-labelledby="validity">
      <h2 id="validity">{say('portal.validity.title')}</h2>
      <p>{say('portal.validity.effective', days(procedure))}</p>
      {decision ? (
        <p>
          {say('portal.validity.decision')}{' '}
          {say('portal.validity.decided', {
            number: decision.number,
            day: day(plainDate(decision.decidedOn)),
            issuer: decision.issuer,
          })}{' '}
          <InVietnamese>{decision.title}</InVietnamese>
        </p>
      ) : null}
      <Related procedures={procedure.replacedBy} words="portal.procedure.replaced-by" />
      <Related procedures={procedure.replaces} words="portal.procedure.replaces" />
      {versions.length > 1 ? (
        <ul className="words">
          {versions.map((one) => {
            const words = say('portal.validity.version', { version: one.version, ...days(one) })
            return (
              <li key={one.version}>
                {one.version === version ? say('portal.validity.shown', { words }) : words}
              </li>
            )
          })}
        </ul>
      ) : null}
    </section>
  )
}

/** What stands for the procedure, or for what it stands, each with the day from which. */
export const Related = ({
  procedures,
  words,
}: {
  procedures: Procedure['replaces']
  words: 'portal.procedure.replaced-by' | 'portal.procedure.replaces'
}) => {
  const { say, day } = useSpeech()
  return procedures.map((procedure) => (
    <div key={procedure.slug} className="related">
      {say(words, { day: day(plainDate(procedure.since)) })}{' '}
      <a href={addressOf(procedure)}>
        <InVietnamese>{procedure.title}</InVietnamese>
      </a>
    </div>
  ))
}
