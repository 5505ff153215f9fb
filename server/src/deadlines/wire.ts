import { type Static, Type } from 'typebox'
import type { Instant } from '#common/time.ts'
import { rfc3339InHanoi } from '#common/time.ts'
import { Bilingual, Day, Maybe, Moment, OneOf } from '#platform/http/reply.ts'
import type { CalendarException, WorkingCalendar, WorkingWeek } from './rules/calendar.ts'
import type { ExplanationPart } from './rules/deadline.ts'
import type { ExtensionRule } from './rules/extensions.ts'
import type { StatutoryHolidays } from './rules/holidays.ts'
import { PAUSE_REASONS, type PauseRule } from './rules/pause-reasons.ts'
import type { DeadlineRule, SpecialTerm } from './rules/term.ts'

/** What an explained due date looks like on the wire. */

export const TermView = Type.Object({
  value: Type.Number({ description: 'says nothing where the unit is SAME_DAY' }),
  unit: OneOf('WORKING_DAY', 'CALENDAR_DAY', 'WORKING_HOUR', 'SAME_DAY'),
})

const DayCodeName = OneOf(
  'ACCEPTED_AFTER_CUT_OFF',
  'ACCEPTED_OUTSIDE_SESSIONS',
  'CLOCK_STARTS',
  'WORKING_DAY',
  'CALENDAR_DAY',
  'WEEKLY_REST',
  'MOVED_TO_WORKING_DAY',
  'PAUSED',
  'GIVEN_BACK',
  'OUTSIDE_HOURS',
  'NOT_GIVEN_BACK',
  'PROMISE_HOLDS',
  'BETWEEN_PHASES',
  'HOLIDAY',
  'SUBSTITUTE',
  'SWAP_OFF',
  'SWAP_WORK',
  'CLOSURE',
  'CLOSURE_IN_PART',
)

/** A day on the way to the due date, and why it counts or does not. */
export const ExplainedDayView = Type.Object({
  date: Day,
  counted: Type.Boolean(),
  ordinal: Maybe(Type.Integer()),
  minutes: Maybe(Type.Number({ description: 'working minutes that pass on it, where minutes are counted' })),
  code: DayCodeName,
  name: Maybe(Bilingual),
  source: Maybe(Type.String({ description: 'the decision that made it a day off, or a working day' })),
  announcedLater: Type.Boolean({ description: 'decided only after the dossier was accepted' }),
  unconfirmed: Maybe(Bilingual),
})

const DayList = Type.Array(ExplainedDayView)

/** One step of an explanation; what a kind does not have is null or empty. */
export const ExplanationPartView = Type.Object({
  kind: OneOf('TERM', 'TERM_CHANGED', 'PHASE', 'AS_PRINTED', 'PRINTED_PROMISE_HOLDS', 'PAUSE', 'EXTENDED'),
  dueAt: Maybe(Moment, { description: 'the date as it was after this part; null without a term' }),
  term: Maybe(TermView),
  special: Maybe(Type.Object({ name: Bilingual, basis: Type.String() }), {
    description: 'of a term that holds for some places or applicants only: for which, and by which provision',
  }),
  phase: Maybe(Bilingual),
  hasBegun: Type.Boolean({ description: 'false for a phase that is only expected' }),
  isLast: Type.Boolean({ description: 'of a phase: its date is that of the whole' }),
  reason: Maybe(OneOf(...PAUSE_REASONS)),
  basis: Maybe(Type.String({ description: 'the provision it rests on' })),
  cutOff: Maybe(Type.String({ description: 'HH:MM' })),
  end: Maybe(OneOf('END_OF_DAY', 'END_OF_SESSION', 'SAME_CLOCK_TIME')),
  from: Maybe(Moment, {
    description:
      'acceptance; or when the phase, the pause, the change or the extension began; of the receipt: the date reckoned',
  }),
  to: Maybe(Moment, { description: 'end of a pause; null while it lasts' }),
  clockStartsAt: Maybe(Moment),
  minutes: Maybe(Type.Number({ description: 'working minutes that a pause gives back' })),
  days: DayList,
  givenBack: DayList,
})

type View = Static<typeof ExplanationPartView>

const moment = (instant: Instant | null): string | null => (instant === null ? null : rfc3339InHanoi(instant))

/** @param special where a special term holds instead of the ordinary one */
export const explanationView = (
  parts: readonly ExplanationPart[],
  special: SpecialTerm | null = null,
): View[] =>
  parts.map((part) => ({
    ...NOTHING,
    kind: part.kind,
    dueAt: moment(part.dueAt),
    ...ownOf(part),
    special: part.kind === 'TERM' && special ? { name: special.name, basis: special.basis } : null,
  }))

const NOTHING = {
  term: null,
  special: null,
  phase: null,
  hasBegun: true,
  isLast: true,
  reason: null,
  basis: null,
  cutOff: null,
  end: null,
  from: null,
  to: null,
  clockStartsAt: null,
  minutes: null,
  days: [],
  givenBack: [],
} satisfies Partial<View>

const ownOf = (part: ExplanationPart): Partial<View> => {
  switch (part.kind) {
    case 'TERM':
      return {
        term: part.term,
        from: moment(part.from),
        clockStartsAt: moment(part.clockStartsAt),
        cutOff: part.rule.cutOff,
        end: part.rule.dueAt,
        basis: part.rule.legalBasis,
        days: [...part.days],
      }
    case 'TERM_CHANGED':
      return { term: part.term, from: moment(part.changedAt), basis: part.basis, days: [...part.days] }
    case 'PHASE':
      return {
        term: part.phase.term,
        phase: part.phase.name,
        hasBegun: part.hasBegun,
        isLast: part.isLast,
        from: moment(part.from),
        clockStartsAt: moment(part.clockStartsAt),
        cutOff: part.rule.cutOff,
        end: part.rule.dueAt,
        basis: part.rule.legalBasis,
        days: [...part.days],
      }
    case 'AS_PRINTED':
      return { from: moment(part.printedDueAt), days: [...part.days] }
    case 'PRINTED_PROMISE_HOLDS':
      return { from: moment(part.reckonedDueAt), days: [...part.days] }
    case 'PAUSE':
      return {
        reason: part.reason,
        basis: part.basis,
        from: moment(part.pausedAt),
        to: moment(part.resumedAt),
        minutes: part.minutes,
        days: [...part.days],
        givenBack: [...part.givenBack],
      }
    case 'EXTENDED':
      return { from: moment(part.decidedAt) }
  }
}

// ---- The calendar itself ---------------------------------------------------------------------------------------

const SessionView = Type.Object({ start: Type.String(), end: Type.String() })
/** Monday first. */
const WeekView = Type.Array(Type.Array(SessionView), { minItems: 7, maxItems: 7 })

const CalendarDayView = Type.Object({
  date: Day,
  kind: OneOf('HOLIDAY', 'SUBSTITUTE', 'SWAP_OFF', 'SWAP_WORK', 'CLOSURE'),
  name: Bilingual,
  source: Type.String(),
  confirmed: Type.Boolean({ description: 'only then it changes a due date' }),
  sessions: Type.Array(SessionView, { description: 'worked that day' }),
})

/** When the offices of an authority work and receive. */
export const CalendarView = Type.Object({
  version: Type.Integer(),
  name: Bilingual,
  week: WeekView,
  receptionWeek: Maybe(WeekView, {
    description: 'when dossiers are received; null when that is the working week',
  }),
  laterWeeks: Type.Array(
    Type.Object({ from: Day, week: WeekView, receptionWeek: Maybe(WeekView), source: Type.String() }),
  ),
  days: Type.Array(CalendarDayView, { description: 'days that are not like their week, in order' }),
  knownFrom: Day,
  knownUntil: Day,
  proposals: Type.Object(
    {
      year: Type.Integer(),
      days: Type.Array(CalendarDayView),
      undecided: Type.Array(
        Type.Object({
          name: Bilingual,
          source: Type.String(),
          options: Type.Array(Type.Array(CalendarDayView)),
        }),
      ),
    },
    {
      description:
        'what the law itself says of the year that is not known yet; swaps are decided, not reckoned',
    },
  ),
  rules: Type.Object(
    {
      cutOff: Type.String({
        description: 'HH:MM; a dossier accepted later counts from the next working day',
      }),
      end: OneOf('END_OF_DAY', 'END_OF_SESSION', 'SAME_CLOCK_TIME'),
      basis: Type.String(),
      pauses: Type.Array(
        Type.Object({
          reason: OneOf(...PAUSE_REASONS),
          allowed: OneOf('ALWAYS', 'WHERE_THE_PROCEDURE_SAYS_SO', 'NEVER'),
        }),
      ),
      pausesBasis: Type.String(),
      extensions: Type.Integer({ description: 'how often a dossier may be extended' }),
      extensionsBasis: Type.String(),
    },
    { description: 'how a term is counted, for dossiers accepted today' },
  ),
})

/** The rules in force on a day: how a term is counted, what pauses it, how often it may be extended. */
export interface RulesInForce {
  deadline: DeadlineRule
  pause: PauseRule
  extension: ExtensionRule
}

const weekView = (week: WorkingWeek) =>
  WEEKDAYS.map((weekday) => week[weekday].map((session) => ({ ...session })))

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

const dayView = (day: CalendarException) => ({
  date: day.date,
  kind: day.kind,
  name: day.name,
  source: day.source,
  confirmed: day.confirmed,
  sessions: 'sessions' in day && day.sessions ? day.sessions.map((session) => ({ ...session })) : [],
})

export const calendarView = (
  calendar: WorkingCalendar,
  proposals: StatutoryHolidays & { year: number },
  { deadline, pause, extension }: RulesInForce,
) => ({
  version: calendar.version,
  name: calendar.name,
  week: weekView(calendar.week),
  receptionWeek: calendar.receptionWeek && weekView(calendar.receptionWeek),
  laterWeeks: calendar.laterWeeks.map(({ from, week, receptionWeek, source }) => ({
    from,
    week: weekView(week),
    receptionWeek: receptionWeek && weekView(receptionWeek),
    source,
  })),
  days: calendar.exceptions.map(dayView),
  knownFrom: calendar.validFrom,
  knownUntil: calendar.validTo,
  proposals: {
    year: proposals.year,
    days: proposals.days.map(dayView),
    undecided: proposals.undecided.map(({ name, source, options }) => ({
      name,
      source,
      options: options.map((option) => option.map(dayView)),
    })),
  },
  rules: {
    cutOff: deadline.cutOff,
    end: deadline.dueAt,
    basis: deadline.legalBasis,
    pauses: PAUSE_REASONS.map((reason) => ({ reason, allowed: pause.allowed[reason] })),
    pausesBasis: pause.legalBasis,
    extensions: extension.most,
    extensionsBasis: extension.legalBasis,
  },
})
