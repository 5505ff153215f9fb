import type { Weekday } from '#common/time.ts'
import type { OpeningHours, Session } from '../data.ts'
import { capitalised, clockOf, dayOf, type Speech, useSpeech } from '../words.tsx'

/** Whether the counters are open now, and the hours of the week. `now` is an RFC 3339 moment. */
export const Hours = ({ hours, now }: { hours: OpeningHours; now: string }) => {
  const speech = useSpeech()
  const { say, both } = speech
  const { today, cutOff } = hours
  return (
    <>
      <p className={today.openUntil ? 'notice done' : 'notice neutral'}>
        <strong>{openingWords(speech, hours, now)}</strong>
      </p>
      {today.unconfirmed ? <p>{say('portal.hours.unconfirmed', { name: both(today.unconfirmed) })}</p> : null}
      <WeekHours week={hours.week} />
      {cutOff ? <p>{say('portal.hours.cut-off', { clock: cutOff })}</p> : null}
    </>
  )
}

/** The hours of a week, days with the same hours said once. */
export const WeekHours = ({ week }: Pick<OpeningHours, 'week'>) => {
  const speech = useSpeech()
  return (
    <dl className="week">
      {stretchesOf(week).map(({ days, sessions }) => (
        <div key={days[0]}>
          <dt>{daysWords(speech, days)}</dt>
          <dd>
            {sessions.length === 0
              ? speech.say('portal.hours.closed')
              : sessions.map(sessionWords).join(', ')}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const openingWords = (speech: Speech, { today, opensNext }: OpeningHours, now: string): string => {
  const { say, moment } = speech
  if (today.openUntil) return say('portal.hours.open-until', { clock: today.openUntil })
  if (opensNext && dayOf(opensNext) === dayOf(now))
    return say('portal.hours.opens-at', { clock: clockOf(opensNext) })
  const closed = closedWords(speech, today)
  return opensNext ? `${closed} ${say('portal.hours.opens-next', { moment: moment(opensNext) })}` : closed
}

const closedWords = ({ say, both }: Speech, { sessions, name }: OpeningHours['today']): string => {
  if (sessions.length > 0) return say('portal.hours.over')
  return name ? say('portal.hours.closed-today-for', { name: both(name) }) : say('portal.hours.closed-today')
}

const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

/** Days that follow one another with the same hours, said once: thứ Hai đến thứ Sáu. */
const stretchesOf = (week: OpeningHours['week']): { days: Weekday[]; sessions: readonly Session[] }[] => {
  const stretches: { days: Weekday[]; sessions: readonly Session[] }[] = []
  for (const day of WEEK) {
    const last = stretches.at(-1)
    const sessions = week[day]
    if (last && last.sessions.map(sessionWords).join() === sessions.map(sessionWords).join())
      last.days.push(day)
    else stretches.push({ days: [day], sessions })
  }
  return stretches
}

export const sessionWords = ({ start, end }: Session): string => `${start}–${end}`

const daysWords = ({ say }: Speech, days: readonly Weekday[]): string => {
  const first = say(`weekday.${days[0] ?? 1}`)
  const last = say(`weekday.${days.at(-1) ?? 7}`)
  return capitalised(
    days.length === 1
      ? first
      : say(days.length === 2 ? 'portal.hours.two-days' : 'portal.hours.days', { first, last }),
  )
}
