import { plainDate } from '#common/time.ts'
import type { DuePromise, ExplainedDay } from '../data.ts'
import { capitalised, type Speech, useSpeech } from '../words.tsx'

/** When the result would be due if the dossier came in now, and why on that day. */
export const Promised = ({ promise }: { promise: DuePromise }) => {
  const { say, moment } = useSpeech()
  const { dueAt, clockStartsAt, acceptedAt, days, beyondKnownCalendar } = promise
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
      {clockStartsAt === acceptedAt ? null : (
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
      {beyondKnownCalendar ? <p className="notice wait">{say('portal.promise.beyond-calendar')}</p> : null}
      {dueAt === null ? null : (
        <details>
          <summary>{say('portal.promise.why')}</summary>
          <DayByDay days={days} />
        </details>
      )}
    </section>
  )
}

/** A day that is worked as it stands and off once confirmed: one of rest could only be worked, which delays nothing. */
const mayBeOff = ({ unconfirmed, code }: ExplainedDay): boolean =>
  unconfirmed !== null && code !== 'WEEKLY_REST'

const DayByDay = ({ days }: { days: readonly ExplainedDay[] }) => {
  const speech = useSpeech()
  return (
    <dl className="facts days">
      {days.map((day) => (
        <div key={day.date} className={day.counted ? undefined : 'not-counted'}>
          <dt>{capitalised(speech.weekdayAndDay(plainDate(day.date)))}</dt>
          <dd>
            {dayWords(speech, day)}
            {day.unconfirmed ? (
              <em>{speech.say('day.unconfirmed', { name: speech.both(day.unconfirmed) })}</em>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const dayWords = ({ say, both }: Speech, { counted, ordinal, code, name }: ExplainedDay): string => {
  if (ordinal !== null) {
    const number = say('portal.promise.day-number', { ordinal })
    return name ? `${number} (${both(name)})` : number
  }
  // The first day of a term in hours, or of one that ends the same day, is not left out of the count.
  if (counted && code === 'CLOCK_STARTS') return say('portal.promise.clock-starts-and-counts')
  const why = say(`day.${code}`)
  return name ? say('day.named', { what: why, name: both(name) }) : why
}
