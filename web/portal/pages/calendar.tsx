import { namedDay } from '#common/explained.ts'
import type { Translate } from '#common/i18n.ts'
import { plainDate, type Weekday } from '#common/time.ts'
import type { Calendar, Frame, Session } from '../data.ts'
import { pageOf } from '../frame.tsx'
import { sessionWords, WeekHours } from '../parts/hours.tsx'
import { capitalised, InVietnamese, useSpeech, wordsIn } from '../words.tsx'

interface CalendarMatter {
  calendar: Calendar
  /** The legal day: days before it are not shown. */
  today: string
}

/** `/lich-lam-viec`: when the office works and receives, and the days ahead that are otherwise. */
export const calendarPage = (page: Frame & CalendarMatter): string =>
  pageOf(page, {
    title: wordsIn(page.language)('portal.calendar.title'),
    children: <Matter calendar={page.calendar} today={page.today} />,
  })

const Matter = ({ calendar, today }: CalendarMatter) => {
  const { say, day } = useSpeech()
  const { week, receptionWeek, laterWeeks } = calendar
  return (
    <article>
      <h1>{say('portal.calendar.title')}</h1>
      <section>
        <Hours week={week} receptionWeek={receptionWeek} Heading="h2" />
      </section>
      {laterWeeks.map((later) => (
        <section key={later.from}>
          <h2>{say('portal.calendar.from', { day: day(plainDate(later.from)) })}</h2>
          <Hours week={later.week} receptionWeek={later.receptionWeek} Heading="h3" />
          <Source words={later.source} />
        </section>
      ))}
      <DaysAhead days={calendar.days.filter(({ date }) => date >= today)} />
      <p className="hint">{say('portal.calendar.known', { until: day(plainDate(calendar.knownUntil)) })}</p>
    </article>
  )
}

const Hours = ({
  week,
  receptionWeek,
  Heading,
}: Pick<Calendar, 'week' | 'receptionWeek'> & { Heading: 'h2' | 'h3' }) => {
  const { say } = useSpeech()
  return (
    <>
      {receptionWeek ? (
        <>
          <Heading>{say('portal.calendar.receives')}</Heading>
          <WeekHours week={byWeekday(receptionWeek)} />
        </>
      ) : null}
      <Heading>{say('portal.calendar.works')}</Heading>
      <WeekHours week={byWeekday(week)} />
    </>
  )
}

const byWeekday = (week: Calendar['week']) =>
  Object.fromEntries(week.map((sessions, at) => [at + 1, sessions])) as unknown as Record<
    Weekday,
    readonly Session[]
  >

const DaysAhead = ({ days }: Pick<Calendar, 'days'>) => {
  const { say, both, weekdayAndDay } = useSpeech()
  return (
    <section aria-labelledby="days">
      <h2 id="days">{say('portal.calendar.days')}</h2>
      {days.length === 0 ? <p>{say('portal.calendar.none')}</p> : null}
      {days.every(({ confirmed }) => confirmed) ? null : (
        <p className="notice wait">{say('portal.calendar.proposals')}</p>
      )}
      <dl className="facts days">
        {days.map(({ date, kind, name, source, confirmed, sessions }) => (
          <div key={date}>
            <dt>{capitalised(weekdayAndDay(plainDate(date)))}</dt>
            <dd>
              {namedDay(say(`day.${kind}`), both(name), say as Translate)}
              {sessions.length > 0
                ? ` (${say('portal.calendar.held', { sessions: (sessions as Session[]).map(sessionWords).join(', ') })})`
                : null}
              {confirmed ? null : <em> {say('portal.calendar.unconfirmed')}</em>}
              <Source words={source} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const Source = ({ words }: { words: string }) => {
  const { say } = useSpeech()
  return (
    <p className="beside">
      {say('portal.procedure.source')} <InVietnamese>{words}</InVietnamese>
    </p>
  )
}
