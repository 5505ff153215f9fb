import { Fragment } from 'react'
import { type DayWords, explanationWords } from '#common/explained.ts'
import type { Translate } from '#common/i18n.ts'
import type { ChannelTerms, DuePromise, ExplainedDay, Procedure } from '../data.ts'
import { capitalised, useSpeech } from '../words.tsx'

interface PromiseMatter {
  promise: DuePromise
  /** The centre whose counter it is. */
  centreName: string
  /** Terms of their own for some places or applicants: they are not what was reckoned with. */
  specials: ChannelTerms['specials']
  nonTerritorial: Procedure['nonTerritorial']
}

/** When the result would be due if the dossier came in now, for whom that is reckoned, and why on that day. */
export const Promised = ({ promise, ...whose }: PromiseMatter) => {
  const { say, moment } = useSpeech()
  const { dueAt, clockStartsAt, acceptedAt, explanation, beyondKnownCalendar } = promise
  const days = explanation.flatMap((part) => part.days)
  return (
    <section className="promise" aria-labelledby="promise">
      <h2 id="promise">{say('portal.promise.title')}</h2>
      {dueAt === null ? (
        <p>{say('portal.promise.no-term')}</p>
      ) : (
        <p>
          {say('portal.promise.due')} <strong className="moment">{moment(dueAt)}</strong>
        </p>
      )}
      {dueAt === null ? null : <CountedFor {...whose} />}
      {dueAt === null || clockStartsAt === acceptedAt ? null : (
        <p>
          {say(
            days.some(({ code }) => code === 'ACCEPTED_AFTER_CUT_OFF')
              ? 'portal.promise.after-cut-off'
              : 'portal.promise.outside-hours',
            { moment: moment(clockStartsAt) },
          )}
        </p>
      )}
      {dueAt !== null && days.some(mayBeOff) ? (
        <p className="notice wait">{say('portal.promise.unconfirmed')}</p>
      ) : null}
      {dueAt !== null && beyondKnownCalendar ? (
        <p className="notice wait">{say('portal.promise.beyond-calendar')}</p>
      ) : null}
      {dueAt === null ? null : (
        <details>
          <summary>{say('portal.promise.why')}</summary>
          <DayByDay parts={explanation} />
        </details>
      )}
    </section>
  )
}

/** Where and for whom: another place, or a term of its own, has another day. */
const CountedFor = ({ centreName, specials, nonTerritorial }: Omit<PromiseMatter, 'promise'>) => {
  const { say, both } = useSpeech()
  return (
    <p className="hint">
      {say('portal.promise.counted-for', { centre: centreName })}
      {specials.length > 0
        ? ` ${say('portal.promise.not-special', { names: specials.map(({ name }) => both(name)) })}`
        : null}
      {nonTerritorial ? ` ${say('portal.promise.elsewhere')}` : null}
    </p>
  )
}

/** A day that is worked as it stands and off once confirmed: one of rest could only be worked, which delays nothing. */
const mayBeOff = ({ unconfirmed, code }: ExplainedDay): boolean =>
  unconfirmed !== null && code !== 'WEEKLY_REST'

/** The reckoning part by part; the words are those of the desk. */
export const DayByDay = ({ parts }: { parts: DuePromise['explanation'] }) => {
  const { say, language } = useSpeech()
  return explanationWords(parts, say as Translate, language).map((part, nth) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of an explanation are told in order and never rearranged
    <Fragment key={nth}>
      <p>
        <strong>{part.title}</strong>
      </p>
      {part.details.map((detail) => (
        <p key={detail} className="beside">
          {detail}
        </p>
      ))}
      <Days days={part.days} />
      {part.givenBack.length > 0 ? (
        <>
          <p>{part.givenBackTitle}</p>
          <Days days={part.givenBack} />
        </>
      ) : null}
      <p>
        <strong>{part.ending}</strong>
      </p>
    </Fragment>
  ))
}

const Days = ({ days }: { days: readonly DayWords[] }) => (
  <dl className="facts days">
    {days.map(({ date, day, counted, count, what, note }) => (
      <div key={date} className={counted ? undefined : 'not-counted'}>
        <dt>{capitalised(day)}</dt>
        <dd>
          {counted ? `${capitalised(count)}. ` : ''}
          {what}
          {note ? <em> {note}</em> : null}
        </dd>
      </div>
    ))}
  </dl>
)
