import type { Instant } from '#common/time.ts'
import { type WorkingCalendar, withHoursOf } from '#deadlines/rules/calendar.ts'
import { deadline, NOTHING_HAPPENED } from '#deadlines/rules/deadline.ts'
import { shareDueAt } from '#deadlines/rules/shares.ts'
import { type Process, sharesFrom } from '#routing/rules/process.ts'
import { type Dossier, type DossierEvent, deadlineBasis, type OpenTask } from './dossier.ts'

/** What an open dossier is reckoned anew by. */
export interface CalendarNews {
  now: Instant
  changeId: string
  /** The calendar as it is now. */
  live: WorkingCalendar
  acceptedUnder: WorkingCalendar
  process: Process
}

/** An open dossier after a change of its calendar: one event when a date of it moves, and none when all stay. */
export const followCalendar = (dossier: Dossier, news: CalendarNews): DossierEvent[] => {
  const { currentDueAt } = dossier
  if (currentDueAt === null || dossier.issuedAt !== null) return []
  const { dueAt } = deadline(
    deadlineBasis(dossier, news.acceptedUnder),
    NOTHING_HAPPENED,
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

/** The share of a step from when it was opened; a hand-over to confirm is due with the step it hands over. */
const taskDueAt = (
  dossier: Dossier,
  task: OpenTask,
  dueAt: Instant,
  { live, acceptedUnder, process }: CalendarNews,
): Instant | null => {
  if (task.dueAt === null) return null
  const step =
    dossier.tasks.find(({ node, kind }) => node === task.node && kind !== 'CONFIRM_HAND_OVER') ?? task
  return shareDueAt({
    calendar: withHoursOf(live, acceptedUnder),
    from: step.openedAt,
    dueAt,
    shares: sharesFrom(process, task.node),
    index: 0,
  })
}
