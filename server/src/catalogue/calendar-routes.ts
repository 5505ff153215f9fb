import { Type } from 'typebox'
import { hanoiDateOf, type PlainDate, partsOf, rfc3339InHanoi } from '#common/time.ts'
import {
  CalendarView,
  calendarView,
  DEFAULT_EXTENSION_RULES,
  DEFAULT_PAUSE_RULES,
  findFollowedDecisions,
  HOLIDAY_LAW,
  ruleInForce,
  statutoryHolidays,
  type WorkingCalendar,
} from '#deadlines/index.ts'
import { asOfficer } from '#identity/index.ts'
import { Day, Maybe, Moment, refusals, Uuid } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
import { Refusal } from '#platform/refusal.ts'
import { type CatalogueDoor, databaseNow } from './routes.ts'

const Decisions = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Uuid,
      number: Type.String(),
      issuer: Type.String(),
      decidedOn: Day,
      title: Type.String(),
      madeAt: Moment,
      lookedAt: Type.Integer({ description: 'open dossiers looked at' }),
      moved: Type.Integer({ description: 'those of them whose dates moved' }),
      followedAt: Maybe(Moment, { description: 'when all had followed; null while some have not' }),
    }),
  ),
})

/** A calendar with what the law says of the first year that it does not know in full, and how terms are counted today. */
export const calendarInFull = (
  { deadlineRules }: Pick<CatalogueDoor, 'deadlineRules'>,
  calendar: WorkingCalendar,
  today: PlainDate,
) => {
  const year = partsOf(calendar.validTo).year + 1
  return calendarView(
    calendar,
    { year, ...statutoryHolidays(HOLIDAY_LAW, year) },
    {
      deadline: inForce(deadlineRules, today),
      pause: inForce(DEFAULT_PAUSE_RULES, today),
      extension: inForce(DEFAULT_EXTENSION_RULES, today),
    },
  )
}

const inForce = <Rule extends { validFrom: PlainDate }>(rules: readonly Rule[], today: PlainDate): Rule => {
  const rule = ruleInForce(rules, today)
  if (rule === null) throw new Error('no rule of deadlines is in force')
  return rule
}

/** Calendars to read; they are changed by decisions, from the command line. */
export const calendarRoutes = (app: Server, door: CatalogueDoor): void => {
  const officer = asOfficer(door)
  app.get(
    '/api/calendar',
    {
      schema: {
        tags: ['calendar'],
        operationId: 'readCalendar',
        summary:
          "Office hours and days off: of the authority of who is signed in, else of the portal's own centre",
        response: { 200: CalendarView, ...refusals },
      },
    },
    async (request, reply) => {
      const ofOfficer = officer(async (tx, { generation, now, officer: { authorityId } }) =>
        calendarInFull(door, await door.calendars.inForce(tx, generation, authorityId), hanoiDateOf(now)),
      )
      return ofOfficer(request, reply).catch((error: unknown) => {
        if (!(error instanceof Refusal && error.kind === 'SIGN_IN_NEEDED')) throw error
        return door.database.as({ actor: 'public' }, async (tx) => {
          const { generation, now } = await databaseNow(tx)
          const centre = await door.directory.centre(tx, generation)
          const calendar = await door.calendars.inForce(tx, generation, centre?.authorityId ?? null)
          return calendarInFull(door, calendar, hanoiDateOf(now))
        })
      })
    },
  )

  app.get(
    '/api/calendar-decisions',
    {
      schema: {
        tags: ['calendar'],
        security: [{ session: [] }],
        operationId: 'listCalendarDecisions',
        summary: 'Decisions that changed the calendar, and how far the open due dates have followed',
        response: { 200: Decisions, ...refusals },
      },
    },
    officer(async (tx, { officer: { authorityId } }) => ({
      items: (await findFollowedDecisions(tx, authorityId)).map((row) => ({
        id: row.id,
        number: row.number,
        issuer: row.issuer,
        decidedOn: row.decided_on,
        title: row.title,
        madeAt: rfc3339InHanoi(row.made_at),
        lookedAt: row.looked_at,
        moved: row.moved,
        followedAt: row.ended_at === null ? null : rfc3339InHanoi(row.ended_at),
      })),
    })),
  )
}
