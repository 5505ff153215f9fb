import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { dayName, namedDay } from '#common/explained.ts'
import type { Translate } from '#common/i18n.ts'
import type { PlainDate } from '#common/time.ts'
import type { Calendar, CalendarDay, CalendarDecision } from '#web/api/calls.ts'
import { Notice, RetryNotice } from '#web/ui/notice.tsx'
import { dayIn, inLanguage, useWords } from '#web/ui/words.tsx'
import { calendarDecisionsQuery, calendarQuery, dateNoticesQuery } from '../queries.ts'
import { today } from '../session/clock.ts'
import { Page } from '../shell/page.tsx'
import { SkeletonRows } from '../shell/skeleton.tsx'

type Week = Calendar['week']
type Sessions = Week[number]

/** When my authority works and receives, the days that are otherwise, and what decided them. */
export const CalendarPage = () => {
  const { t, language } = useWords()
  const { data, error, refetch } = useQuery(calendarQuery)
  return (
    <Page title={t('calendar.title')}>
      <Owed />
      <RetryNotice error={error} onRetry={refetch} />
      {!data && !error && <SkeletonRows />}
      {data && (
        <>
          <p className="muted">
            {inLanguage(data.name, language)} · {t('calendar.version', { version: data.version })}
          </p>
          <Hours calendar={data} />
          <DaysAhead calendar={data} />
          <Rules rules={data.rules} />
          <Proposals proposals={data.proposals} />
        </>
      )}
      <Decisions />
    </Page>
  )
}

/** Citizens who must hear of another date: the one thing here that waits for somebody. */
const Owed = () => {
  const { t } = useWords()
  const { data } = useQuery(dateNoticesQuery('OWED', undefined))
  if (!data || data.items.length === 0) return null
  const count = data.items.length
  return (
    <Notice kind="wait" title={t(data.nextCursor ? 'notices.owed-many' : 'notices.owed', { count })}>
      <p>
        <Link to="/bao-ngay-hen" className="button">
          {t('notices.open')}
        </Link>
      </p>
    </Notice>
  )
}

const Hours = ({ calendar }: { calendar: Calendar }) => {
  const { t } = useWords()
  return (
    <section className="sheet stack" aria-labelledby="part-hours">
      <h2 id="part-hours">{t('calendar.hours')}</h2>
      <WeekTable week={calendar.week} receptionWeek={calendar.receptionWeek} />
      {calendar.laterWeeks.map(({ from, week, receptionWeek, source }) => (
        <div key={from} className="stack-tight">
          <h3>{t('calendar.hours-from', { day: dayIn(from, t) })}</h3>
          <WeekTable week={week} receptionWeek={receptionWeek} />
          <p className="muted small">{t('day.source', { source })}</p>
        </div>
      ))}
    </section>
  )
}

const WeekTable = ({ week, receptionWeek }: { week: Week; receptionWeek: Week | null }) => {
  const { t } = useWords()
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('calendar.weekday')}</th>
          <th scope="col">{t('calendar.works')}</th>
          {receptionWeek && <th scope="col">{t('calendar.receives')}</th>}
        </tr>
      </thead>
      <tbody>
        {WEEKDAYS.map((weekday) => (
          <tr key={weekday}>
            <th scope="row" className="capitalised">
              {t(`weekday.${weekday}`)}
            </th>
            <td className="figures">{sessionWords(week[weekday - 1]) || t('calendar.off')}</td>
            {receptionWeek && (
              <td className="figures">{sessionWords(receptionWeek[weekday - 1]) || t('calendar.off')}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

const sessionWords = (sessions: Sessions = []): string =>
  sessions.map(({ start, end }) => `${start}–${end}`).join(', ')

const DaysAhead = ({ calendar }: { calendar: Calendar }) => {
  const { t } = useWords()
  const now = today()
  const ahead = calendar.days.filter(({ date }) => date >= now)
  const past = calendar.days.filter(({ date }) => date < now).toReversed()
  return (
    <section className="sheet stack" aria-labelledby="part-days">
      <h2 id="part-days">{t('calendar.days')}</h2>
      <p>
        {t('calendar.known', { from: dayIn(calendar.knownFrom, t), until: dayIn(calendar.knownUntil, t) })}
      </p>
      {ahead.length === 0 ? <p className="muted">{t('calendar.no-days')}</p> : <DayRows days={ahead} />}
      {past.length > 0 && (
        <details>
          <summary>{t('calendar.past', { count: past.length })}</summary>
          <DayRows days={past} />
        </details>
      )}
    </section>
  )
}

const DayRows = ({ days }: { days: readonly CalendarDay[] }) => {
  const { t, language } = useWords()
  return (
    <ul className="calendar-days">
      {days.map((day) => (
        <li key={day.date} className="stack-tight">
          <p>
            <span className="strong figures capitalised">
              {dayName(day.date as PlainDate, t as Translate)}
            </span>{' '}
            – {namedDay(t(`day.${day.kind}`), inLanguage(day.name, language), t as Translate)}
            {day.sessions.length > 0 && (
              <span className="figures">
                {' '}
                ({t('calendar.held', { sessions: sessionWords(day.sessions) })})
              </span>
            )}
          </p>
          {!day.confirmed && <p className="tone-wait small">{t('calendar.unconfirmed')}</p>}
          <p className="muted small">{t('day.source', { source: day.source })}</p>
        </li>
      ))}
    </ul>
  )
}

/** How a term is counted for who is received today: the numbers, each with where it stands in the law. */
const Rules = ({ rules }: { rules: Calendar['rules'] }) => {
  const { t } = useWords()
  return (
    <section className="sheet stack" aria-labelledby="part-rules">
      <h2 id="part-rules">{t('calendar.rules')}</h2>
      <p>{t(`explained.rule.${rules.end}`, { cutOff: rules.cutOff })}</p>
      <p className="muted small">{t('day.source', { source: rules.basis })}</p>
      <h3>{t('calendar.later-rules')}</h3>
      <div>
        <p>{t('calendar.pauses')}</p>
        <ul className="bullets">
          {rules.pauses.map(({ reason, allowed }) => (
            <li key={reason}>
              {t(`pause.${reason}`)}: {t(`pause-allowed.${allowed}`)}
            </li>
          ))}
        </ul>
      </div>
      <p className="muted small">{t('day.source', { source: rules.pausesBasis })}</p>
      <p>{t('calendar.extensions', { count: rules.extensions })}</p>
      <p className="muted small">{t('day.source', { source: rules.extensionsBasis })}</p>
    </section>
  )
}

/** What the law itself says of a year whose decisions are not known yet. */
const Proposals = ({ proposals: { year, days, undecided } }: { proposals: Calendar['proposals'] }) => {
  const { t, language } = useWords()
  return (
    <details className="sheet stack">
      <summary>
        <h2>{t('calendar.proposals', { year: String(year) })}</h2>
      </summary>
      <p>{t('calendar.proposals-detail')}</p>
      <DayRows days={days} />
      {undecided.map(({ name, source, options }) => (
        <div key={name.vi} className="stack-tight">
          <p className="strong">{t('calendar.undecided', { name: inLanguage(name, language) })}</p>
          <ul className="bullets">
            {options.map((option) => (
              <li key={option.map(({ date }) => date).join()} className="figures">
                {option.map(({ date }) => dayIn(date, t)).join(', ')}
              </li>
            ))}
          </ul>
          <p className="muted small">{t('day.source', { source })}</p>
        </div>
      ))}
    </details>
  )
}

const Decisions = () => {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(calendarDecisionsQuery)
  return (
    <section className="sheet stack" aria-labelledby="part-decisions">
      <h2 id="part-decisions">{t('calendar.decisions')}</h2>
      <RetryNotice error={error} onRetry={refetch} />
      {data?.items.length === 0 && <p className="muted">{t('calendar.no-decisions')}</p>}
      <ul className="calendar-days">
        {data?.items.map((decision) => (
          <li key={decision.id} className="stack-tight">
            <p className="strong">{decision.title}</p>
            <p>
              {t('calendar.decision', {
                number: decision.number,
                issuer: decision.issuer,
                day: dayIn(decision.decidedOn, t),
              })}
            </p>
            <Followed decision={decision} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const Followed = ({ decision: { lookedAt, moved, followedAt, madeAt } }: { decision: CalendarDecision }) => {
  const { t } = useWords()
  return (
    <p className={followedAt ? 'muted small' : 'tone-wait small'} role="status">
      {t('calendar.entered', { at: madeAt })}{' '}
      {t(followedAt ? 'calendar.followed' : 'calendar.following', { lookedAt, moved })}
    </p>
  )
}
