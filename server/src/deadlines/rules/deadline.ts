import { hanoiMsOf, type Instant, instantFromHanoiMs, MS_PER_DAY, MS_PER_MINUTE } from '#common/time.ts'
import { indexOf, type WorkingCalendar, withHoursOf } from './calendar.ts'
import { dayOf, dueDate } from './due-date.ts'
import { type ExplainedDay, explainedDay } from './explained-day.ts'
import type { Extension } from './extensions.ts'
import type { PauseReason } from './pause-reasons.ts'
import { type Resumption, resumeAfterPauses } from './pauses.ts'
import { promise } from './promise.ts'
import type { DeadlineRule, Phase, StatutoryTerm, Term } from './term.ts'
import { closingOf, isWorking, nextWorkingDay, workingMsBetween } from './working-time.ts'

/**
 * The deadline of one dossier, reckoned anew from what happened to it and the calendar as it is known now. Nothing here
 * remembers an earlier result: the same facts and the same calendar give the same date, whoever asks and however often.
 */

/** What is pinned at acceptance. */
export interface DeadlineBasis {
  acceptedAt: Instant
  /** Null when the law sets none, or when there are phases. */
  term: StatutoryTerm
  /** In order; empty when the term is one stretch. */
  phases: readonly Phase[]
  rule: DeadlineRule
  /** The calendar as it was known then: its hours hold for this dossier, and what is decided later is told as such. */
  acceptedUnder: WorkingCalendar
  /** What stands on the receipt; null while nothing was printed, and when no term was promised. */
  printedDueAt: Instant | null
  /** Another software made the promise, and nobody knows by which days: what it printed is all there is to reckon by. */
  onlyPrinted?: true | undefined
}

/** A stretch in which the term stands still. */
export interface RecordedPause {
  reason: PauseReason
  /** The provision it rests on. */
  basis: string
  pausedAt: Instant
  /** Null while it lasts. */
  resumedAt: Instant | null
}

/** A term replaced by another during handling, on a basis that the procedure names. */
export interface TermChange {
  changedAt: Instant
  to: Term
  basis: string
}

/** When a phase truly began; the next begins when its own event comes, as when the tax has been paid. */
export interface PhaseBegun {
  phaseId: string
  begunAt: Instant
}

/** What happened to the term since; in order of time. */
export interface DeadlineHistory {
  pauses: readonly RecordedPause[]
  termChanges: readonly TermChange[]
  /** Of the phases after the first, which begins with the acceptance. */
  phasesBegun: readonly PhaseBegun[]
  extensions: readonly Extension[]
}

export const NOTHING_HAPPENED: DeadlineHistory = {
  pauses: [],
  termChanges: [],
  phasesBegun: [],
  extensions: [],
}

export interface Deadline {
  clockStartsAt: Instant
  /** What lateness is judged by: the term and its pauses, without extensions. Null without a term. */
  dueAt: Instant | null
  /** What the citizen was told last: an extension, if there is a later one. */
  promisedAt: Instant | null
  /** Working minutes given back by pauses, those of an open one until now. */
  pausedMinutes: number
  isPaused: boolean
  /** Each phase with the end of its own term; of phases ahead, as if each began when the one before is due. */
  phases: readonly PhaseDue[]
}

export interface PhaseDue {
  phaseId: string
  startsAt: Instant
  dueAt: Instant
  hasBegun: boolean
}

/**
 * When a dossier is due by what is known now.
 *
 * Days off are those of the live calendar, hours those of the acceptance. A date that was printed never comes earlier,
 * also when a Saturday turns into a working day or a shorter term takes the place of a longer one; when the office does
 * not work on the day printed, by the close of the next day on which it does.
 *
 * @throws RangeError when a term is not a positive stretch of time, or a pause ends before it begins
 */
export const deadline = (
  basis: DeadlineBasis,
  history: DeadlineHistory,
  live: WorkingCalendar,
  now: Instant,
): Deadline => {
  const calendar = withHoursOf(live, basis.acceptedUnder)
  const { clockStartsAt, dueAt: reckonedDueAt, phases } = termEnd(basis, history, calendar)
  const resumption = resumeAfterPauses({
    calendar,
    dueAt: laterOf(reckonedDueAt, printedPromise(basis, calendar)),
    pauses: history.pauses.map((pause) => ended(pause, now)),
  })
  return {
    clockStartsAt,
    dueAt: resumption.dueAt,
    promisedAt: laterOf(resumption.dueAt, lastOf(history.extensions)?.newDueAt ?? null),
    pausedMinutes: resumption.pausedMinutes,
    isPaused: history.pauses.some(({ resumedAt }) => resumedAt === null),
    phases,
  }
}

/** What the receipt holds the office to: nobody can come for a result on a day on which it does not work. */
const printedPromise = ({ printedDueAt }: DeadlineBasis, calendar: WorkingCalendar): Instant | null => {
  if (printedDueAt === null) return null
  const index = indexOf(calendar)
  const day = dayOf(hanoiMsOf(printedDueAt))
  return isWorking(index, day)
    ? printedDueAt
    : instantFromHanoiMs(closingOf(index, nextWorkingDay(index, day)))
}

/** The end of the term or of the last phase, before any pause. */
const termEnd = (basis: DeadlineBasis, history: DeadlineHistory, calendar: WorkingCalendar) => {
  const { acceptedAt, rule } = basis
  if (basis.phases.length > 0) {
    const phases = phaseDues(basis, history.phasesBegun, calendar)
    return { clockStartsAt: phases[0]!.startsAt, dueAt: phases.at(-1)!.dueAt, phases }
  }
  const change = lastOf(history.termChanges)
  const term = change?.to ?? basis.term
  if (basis.onlyPrinted && !change) {
    const { clockStartsAt } = dueDate({ acceptedAt, term: null, calendar, rule })
    return { clockStartsAt, dueAt: printedPromise(basis, calendar), phases: [] }
  }
  return { ...dueDate({ acceptedAt, term, calendar, rule }), phases: [] }
}

/**
 * Each phase has the whole of its own term, from when it began; a phase that ended late is late for good and does not
 * eat into the next. One that is still ahead is reckoned as beginning when the one before is due.
 */
const phaseDues = (
  { acceptedAt, phases, rule }: DeadlineBasis,
  begun: readonly PhaseBegun[],
  calendar: WorkingCalendar,
): PhaseDue[] => {
  const dues: PhaseDue[] = []
  let from = acceptedAt
  for (const [index, { id, term }] of phases.entries()) {
    const begunAt = index === 0 ? acceptedAt : begun.find(({ phaseId }) => phaseId === id)?.begunAt
    // The minute at which a phase follows another is no reception: the cut-off is asked only of what truly arrives.
    const { clockStartsAt, dueAt } = dueDate({
      acceptedAt: begunAt ?? from,
      term,
      calendar,
      rule: begunAt ? rule : { ...rule, cutOff: NO_CUT_OFF },
    })
    dues.push({ phaseId: id, startsAt: clockStartsAt, dueAt: dueAt!, hasBegun: begunAt !== undefined })
    from = dueAt!
  }
  return dues
}

const NO_CUT_OFF = '23:59' as DeadlineRule['cutOff']

const ended = ({ pausedAt, resumedAt }: RecordedPause, now: Instant) => ({
  pausedAt,
  resumedAt: resumedAt ?? (now > pausedAt ? now : pausedAt),
})

// ---- The explanation -------------------------------------------------------------------------------------------

/**
 * Why a date is what it is, in the order in which it came about; each part ends with the date as it then was. Days are
 * told one by one, those that count and those that are skipped, with the decision that makes a day off one.
 */
export type ExplanationPart = { dueAt: Instant | null } & (
  | {
      kind: 'TERM'
      /** Null when none is set. */
      term: StatutoryTerm
      from: Instant
      clockStartsAt: Instant
      rule: DeadlineRule
      days: readonly ExplainedDay[]
    }
  | {
      kind: 'TERM_CHANGED'
      term: Term
      changedAt: Instant
      basis: string
      days: readonly ExplainedDay[]
    }
  | {
      kind: 'PHASE'
      phase: Phase
      /** When it began, or is expected to. */
      from: Instant
      clockStartsAt: Instant
      hasBegun: boolean
      isLast: boolean
      rule: DeadlineRule
      /** From the end of the phase before: what lies between the two counts for neither. */
      days: readonly ExplainedDay[]
    }
  /** The receipt of another software is all there is: its date, to the next day that is worked. */
  | { kind: 'AS_PRINTED'; printedDueAt: Instant | null; days: readonly ExplainedDay[] }
  /** The reckoning would give an earlier date than the receipt says: the receipt holds, to the next day that is worked. */
  | { kind: 'PRINTED_PROMISE_HOLDS'; reckonedDueAt: Instant; days: readonly ExplainedDay[] }
  | {
      kind: 'PAUSE'
      reason: PauseReason
      basis: string
      pausedAt: Instant
      /** Null while it lasts; then the date moves on with every working minute. */
      resumedAt: Instant | null
      minutes: number
      days: readonly ExplainedDay[]
      /** Where its minutes are made up, from the date before to the date after. */
      givenBack: readonly ExplainedDay[]
    }
  | { kind: 'EXTENDED'; decidedAt: Instant; beforeDue: boolean }
)

/** The explanation of `deadline`; its last part but extensions ends with `dueAt`, its last with `promisedAt`. */
export const explainDeadline = (
  basis: DeadlineBasis,
  history: DeadlineHistory,
  live: WorkingCalendar,
  now: Instant,
): ExplanationPart[] => {
  const calendar = withHoursOf(live, basis.acceptedUnder)
  const parts =
    basis.phases.length > 0
      ? explainPhases(basis, history, calendar)
      : explainTerms(basis, history.termChanges, calendar)
  let dueAt = parts.at(-1)!.dueAt
  const promised = printedPromise(basis, calendar)
  if (dueAt !== null && promised !== null && dueAt < promised) {
    parts.push({
      kind: 'PRINTED_PROMISE_HOLDS',
      reckonedDueAt: dueAt,
      days: idleDays(calendar, basis.acceptedUnder, 'PROMISE_HOLDS', dayIn(dueAt) + 1, dayIn(promised)),
      dueAt: promised,
    })
    dueAt = promised
  }
  const pauses = explainPauses(basis, history.pauses, calendar, dueAt, now)
  parts.push(...pauses)
  dueAt = pauses.at(-1)?.dueAt ?? dueAt
  for (const { decidedAt, newDueAt } of history.extensions) {
    const promised = laterOf(dueAt, newDueAt)
    parts.push({
      kind: 'EXTENDED',
      decidedAt,
      beforeDue: dueAt !== null && decidedAt <= dueAt,
      dueAt: promised,
    })
  }
  return parts
}

const explainTerms = (
  basis: DeadlineBasis,
  changes: readonly TermChange[],
  calendar: WorkingCalendar,
): ExplanationPart[] => {
  const { acceptedAt, rule, acceptedUnder } = basis
  return [
    basis.onlyPrinted ? explainPrinted(basis, calendar) : explainTerm(basis, calendar),
    ...changes.map(({ to, changedAt, basis: ground }): ExplanationPart => {
      const changed = promise({ acceptedAt, term: to, calendar, rule }, acceptedUnder)
      const { days, dueAt } = changed
      return { kind: 'TERM_CHANGED', term: to, changedAt, basis: ground, days, dueAt }
    }),
  ]
}

const explainTerm = (
  { acceptedAt, term, rule, acceptedUnder }: DeadlineBasis,
  calendar: WorkingCalendar,
): ExplanationPart => {
  const { clockStartsAt, dueAt, days } = promise({ acceptedAt, term, calendar, rule }, acceptedUnder)
  return { kind: 'TERM', term, from: acceptedAt, clockStartsAt, rule, days, dueAt }
}

const explainPrinted = (basis: DeadlineBasis, calendar: WorkingCalendar): ExplanationPart => {
  const { printedDueAt, acceptedUnder } = basis
  const dueAt = printedPromise(basis, calendar)
  const days =
    printedDueAt === null || dueAt === null || dueAt === printedDueAt
      ? []
      : idleDays(calendar, acceptedUnder, 'PROMISE_HOLDS', dayIn(printedDueAt), dayIn(dueAt))
  return { kind: 'AS_PRINTED', printedDueAt, days, dueAt }
}

const explainPhases = (
  basis: DeadlineBasis,
  history: DeadlineHistory,
  calendar: WorkingCalendar,
): ExplanationPart[] =>
  phaseDues(basis, history.phasesBegun, calendar).map(({ startsAt, dueAt, hasBegun }, index, phases) => {
    const phase = basis.phases[index]!
    const begunAt =
      index === 0
        ? basis.acceptedAt
        : (history.phasesBegun.find(({ phaseId }) => phaseId === phase.id)?.begunAt ?? startsAt)
    const rule = hasBegun ? basis.rule : { ...basis.rule, cutOff: NO_CUT_OFF }
    const { days } = promise({ acceptedAt: begunAt, term: phase.term, calendar, rule }, basis.acceptedUnder)
    const isLast = index === basis.phases.length - 1
    const before = phases[index - 1]?.dueAt
    const between = before
      ? idleDays(calendar, basis.acceptedUnder, 'BETWEEN_PHASES', dayIn(before) + 1, dayIn(begunAt) - 1)
      : []
    return {
      kind: 'PHASE',
      phase,
      from: begunAt,
      clockStartsAt: startsAt,
      hasBegun,
      isLast,
      rule,
      days: [...between, ...days],
      dueAt,
    }
  })

/** Pauses one by one, each with what it adds to those before it: what two of them cover is given back once. */
const explainPauses = (
  { acceptedUnder }: DeadlineBasis,
  pauses: readonly RecordedPause[],
  calendar: WorkingCalendar,
  firstDueAt: Instant | null,
  now: Instant,
): ExplanationPart[] => {
  const stretches = pauses.map((pause) => ended(pause, now))
  let before: Resumption = { pausedMinutes: 0, dueAt: firstDueAt }
  let coveredUntil = pauses[0]?.pausedAt
  return pauses.map(({ reason, basis, pausedAt, resumedAt }, nth) => {
    const end = stretches[nth]!.resumedAt
    const after = resumeAfterPauses({ calendar, dueAt: firstDueAt, pauses: stretches.slice(0, nth + 1) })
    const minutes = after.pausedMinutes - before.pausedMinutes
    const counts = minutes > 0 ? { from: later(pausedAt, coveredUntil), to: end } : NOTHING_COUNTS
    const part: ExplanationPart = {
      kind: 'PAUSE',
      reason,
      basis,
      pausedAt,
      resumedAt,
      minutes,
      days: minutesDayByDay(calendar, acceptedUnder, { from: pausedAt, to: end, code: 'PAUSED' }, counts),
      givenBack:
        before.dueAt === null || after.dueAt === null || before.dueAt === after.dueAt
          ? []
          : minutesDayByDay(calendar, acceptedUnder, {
              from: before.dueAt,
              to: after.dueAt,
              code: 'GIVEN_BACK',
            }),
      dueAt: after.dueAt,
    }
    before = after
    coveredUntil = later(end, coveredUntil)
    return part
  })
}

const dayIn = (moment: Instant): number => dayOf(hanoiMsOf(moment))

/** Days, first and last included, on none of which time of the term passes. */
const idleDays = (
  calendar: WorkingCalendar,
  known: WorkingCalendar,
  code: 'PROMISE_HOLDS' | 'BETWEEN_PHASES',
  first: number,
  last: number,
): ExplainedDay[] => {
  const index = indexOf(calendar)
  const days: ExplainedDay[] = []
  for (let day = first; day <= last; day++)
    days.push(
      explainedDay(index, indexOf(known), day, {
        counted: false,
        ordinal: null,
        minutes: null,
        ownCode: isWorking(index, day) ? code : null,
      }),
    )
  return days
}

/** Every day of a stretch with its working minutes; `counts` is the part of it whose minutes count, all of it if left out. */
const minutesDayByDay = (
  calendar: WorkingCalendar,
  known: WorkingCalendar,
  { from, to, code }: { from: Instant; to: Instant; code: 'PAUSED' | 'GIVEN_BACK' },
  counts: { from: Instant; to: Instant } | null = { from, to },
): ExplainedDay[] => {
  const index = indexOf(calendar)
  const minutesIn = (day: number, stretch: { from: Instant; to: Instant } | null): number => {
    if (stretch === null) return 0
    const begin = Math.max(hanoiMsOf(stretch.from), day * MS_PER_DAY)
    const end = Math.min(hanoiMsOf(stretch.to), (day + 1) * MS_PER_DAY)
    return begin < end ? workingMsBetween(index, begin, end) / MS_PER_MINUTE : 0
  }
  const days: ExplainedDay[] = []
  for (let day = dayOf(hanoiMsOf(from)); day <= dayOf(hanoiMsOf(to)); day++) {
    const minutes = minutesIn(day, counts)
    const ownCode =
      minutes > 0 ? code : minutesIn(day, { from, to }) > 0 ? 'NOT_GIVEN_BACK' : ('OUTSIDE_HOURS' as const)
    days.push(
      explainedDay(index, indexOf(known), day, {
        counted: minutes > 0,
        ordinal: null,
        minutes,
        ownCode: isWorking(index, day) ? ownCode : null,
      }),
    )
  }
  return days
}

/** A pause that begins when the term has run out, or lies within another. */
const NOTHING_COUNTS = null

const later = (instant: Instant, other: Instant | undefined): Instant =>
  other !== undefined && other > instant ? other : instant

/** The later of two dates; null is no date, and no term stays no term. */
const laterOf = (dueAt: Instant | null, other: Instant | null): Instant | null =>
  dueAt !== null && other !== null && other > dueAt ? other : dueAt

const lastOf = <Item>(items: readonly Item[]): Item | undefined => items.at(-1)
