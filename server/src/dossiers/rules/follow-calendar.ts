import type { Instant } from '#common/time.ts'
import { type WorkingCalendar, withHoursOf } from '#deadlines/rules/calendar.ts'
import { deadline } from '#deadlines/rules/deadline.ts'
import { resumeAfterPauses } from '#deadlines/rules/pauses.ts'
import { shareDueAt } from '#deadlines/rules/shares.ts'
import { sharesFrom } from '#routing/rules/shares.ts'
import type { Process } from '#routing/rules/step-table.ts'
import { type Dossier, deadlineBasis, deadlineHistory, isAccepted, type OpenTask } from './dossier.ts'
import type { DossierEvent } from './events.ts'

/** What an open dossier is reckoned anew by. */
export interface CalendarNews {
  now: Instant
  changeId: string
  /** The calendar as it is now. */
  live: WorkingCalendar
  acceptedUnder: WorkingCalendar
  process: Process
}

/**
 * An open dossier after a change of its calendar: one event when a date of it moves, and none when all stay. While its
 * term stands still nothing is due that could move: the end of the pause reckons by the calendar as it is then.
 */
export const followCalendar = (dossier: Dossier, news: CalendarNews): DossierEvent[] => {
  const { currentDueAt } = dossier
  if (!isAccepted(dossier) || currentDueAt === null || dossier.clock !== 'RUNNING') return []
  const { dueAt } = deadline(
    deadlineBasis(dossier, news.acceptedUnder),
    deadlineHistory(dossier),
    news.live,
    news.now,
  )
  if (dueAt === null) throw new Error(`dossier ${dossier.id} lost its term`)
  const taskDues = dossier.tasks.flatMap((task) => {
    const due = taskDueAt(dossier, task, dueAt, news)
    return due === null || due === task.dueAt ? [] : [{ taskId: task.id, dueAt: due }]
  })
  if (dueAt === currentDueAt && taskDues.length === 0) return []
  return [
    {
      type: 'CalendarFollowed',
      v: 1,
      at: news.now > dossier.lastEventAt ? news.now : dossier.lastEventAt,
      actorId: 'system',
      authorityId: dossier.authorityId,
      counterSessionId: null,
      data: {
        tokens: dossier.tokens,
        holder: dossier.holder,
        closes: [],
        opens: [],
        from: currentDueAt,
        to: dueAt,
        calendarChangeId: news.changeId,
        calendarId: news.live.id,
        calendarVersion: news.live.version,
        taskDues,
      },
    },
  ]
}

/**
 * The share of a step from when it was opened, and what pauses gave back since; a hand-over to confirm is due with the
 * step it hands over. What stands beside the process has a day of its own, which stays.
 */
const taskDueAt = (
  dossier: Dossier,
  task: OpenTask,
  dueAt: Instant,
  { live, acceptedUnder, process }: CalendarNews,
): Instant | null => {
  if (task.dueAt === null || task.askedFrom || !process.steps.some(({ id }) => id === task.node)) return null
  const calendar = withHoursOf(live, acceptedUnder)
  const { openedAt } =
    dossier.tasks.find(({ node, kind }) => node === task.node && kind !== 'CONFIRM_HAND_OVER') ?? task
  const share = shareDueAt({
    calendar,
    from: openedAt,
    dueAt,
    shares: sharesFrom(process, task.node),
    index: 0,
  })
  const pauses = dossier.pauses.flatMap(({ pausedAt, resumedAt }) =>
    resumedAt === null || resumedAt <= openedAt
      ? []
      : [{ pausedAt: pausedAt > openedAt ? pausedAt : openedAt, resumedAt }],
  )
  const own = resumeAfterPauses({ calendar, dueAt: share, pauses }).dueAt
  return own !== null && own < dueAt ? own : dueAt
}
