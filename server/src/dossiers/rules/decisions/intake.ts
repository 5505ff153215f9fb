import type { ChannelTerms, ProcedureCase } from '#catalogue/rules/procedure.ts'
import { caseOf } from '#catalogue/rules/procedure.ts'
import { receivedUnder } from '#catalogue/rules/receivable.ts'
import { missingPapers, type PresentedPaper } from '#common/papers.ts'
import type { Instant } from '#common/time.ts'
import { deadline, NOTHING_HAPPENED } from '#deadlines/rules/deadline.ts'
import { dueDate } from '#deadlines/rules/due-date.ts'
import type { Applicability } from '#deadlines/rules/term.ts'
import { chooseTerm, unsaid } from '#deadlines/rules/term-choice.ts'
import { endOfNextSession } from '#deadlines/rules/working-time.ts'
import { Refusal } from '#platform/refusal.ts'
import { choosesBy } from '#routing/rules/reception.ts'
import { FACTS_OF_RECEPTION, stepOf } from '#routing/rules/step-table.ts'
import { begin } from '#routing/rules/tokens.ts'
import type { Circumstances, CommandOf } from '../command.ts'
import { atCounter } from '../doers.ts'
import { type Dossier, isAccepted, type SupplementStage, type Task, type Wait } from '../dossier.ts'
import type { Acceptance, DossierEvent, Due, Movement, TermChosen } from '../events.ts'
import { done, dueAfter, event, mustBeAccepted, NOWHERE, opened, over, resumed, still } from '../work.ts'
import { type Decisions, handling, taskOf, waitIn } from './decision.ts'

/** From what somebody files to a dossier whose term runs, or to a reasoned no. */

/** Filed, and not accepted yet: brought to a counter incomplete, or handed on by the national portal, where nobody sits. */
export const submit = (command: CommandOf<'submit'>, here: Circumstances): DossierEvent => {
  const { kind } = here.actor
  const session = kind === 'OFFICER' && command.channel !== 'ONLINE' ? counterOfReceptionist(here) : null
  if (kind === 'OFFICER') mustBeReceptionist(here)
  const { procedureCase, leadUnit } = receivedUnder(here.procedure, command.caseId, command.channel)
  mustBeKnown(procedureCase, command.papers)
  const { type: _, ...filing } = command
  return event('Submitted', here, {
    ...filing,
    // Allocated by the statement that stores this event, as late as can be.
    code: '',
    authorityId: here.competentAuthorityId,
    procedureVersionId: here.procedure.id,
    assistedAtPointId: session?.pointId ?? null,
    receivingUnitId: here.receivingUnitId,
    competentUnitId: here.unitFor(leadUnit).unitId,
    tokens: NOWHERE,
    closes: [],
    opens: [
      {
        id: here.newId(),
        node: 'ACCEPT',
        kind: 'ACCEPT',
        unitId: here.receivingUnitId,
        authorityId: here.unitFor('CENTRE').authorityId,
        role: 'RECEPTIONIST',
        dueAt: answerDueAt(here),
      },
    ],
    holder: { unitId: here.receivingUnitId, officerId: null },
  })
}

/** Received at a counter with everything that is required: filed and accepted in one act. */
export const receive = (command: CommandOf<'receive'>, here: Circumstances): DossierEvent => {
  const session = counterOfReceptionist(here)
  const { procedureCase, terms, processVersionId, leadUnit } = receivedUnder(
    here.procedure,
    command.caseId,
    command.channel,
  )
  mustBeComplete(procedureCase, command.papers)
  const { type: _, applicability, receiptId, ...filing } = command
  const acceptance = accepting(terms, processVersionId, applicability, receiptId, here)
  return event('Received', here, {
    code: '',
    ...filing,
    ...acceptance,
    authorityId: here.competentAuthorityId,
    assistedAtPointId: session.pointId,
    receivingUnitId: session.centreId,
    competentUnitId: here.unitFor(leadUnit).unitId,
    ...beginning(here, acceptance.dueAt),
  })
}

export const INTAKE: Decisions<
  'accept' | 'askToComplete' | 'complete' | 'refuse' | 'lapse' | 'correctReception'
> = {
  accept: (dossier, command, here, found) => {
    const session = counterOfReceptionist(here)
    const { procedureCase, terms, processVersionId } = receivedUnder(
      here.procedure,
      dossier.caseId,
      dossier.channel,
    )
    mustBeComplete(procedureCase, command.papers)
    const acceptance = accepting(terms, processVersionId, command.applicability, command.receiptId, here)
    return [
      event('Accepted', here, {
        ...acceptance,
        papers: command.papers,
        sets: command.sets,
        assistedAtPointId: dossier.assistedAtPointId ?? session.pointId,
        ...beginning(here, acceptance.dueAt),
        closes: [done(taskOf(found))],
      }),
    ]
  },

  /** What is missing is asked for in one go; the officer's own time to answer stands still until it comes. */
  askToComplete: (dossier, { noticeId, reasonId, replyBy }, here, found) => {
    const ordinal = nextSupplement(dossier, 'INTAKE', here)
    mustLeaveTime(replyBy, here)
    const wait: Wait = {
      id: here.newId(),
      kind: 'SUPPLEMENT',
      taskId: taskOf(found).id,
      since: here.now,
      replyBy,
    }
    return [
      event('CompletionAsked', here, {
        ...still(dossier),
        begins: [{ wait, pause: null }],
        noticeId,
        reasonId,
        ordinal,
      }),
    ]
  },

  complete: (dossier, { papers, noteId }, here, found) => {
    mustBeKnown(caseIn(dossier, here), papers)
    mustBringSomething(papers, noteId)
    const { id } = waitIn(found)
    return [
      event('CompletionReceived', here, {
        ...still(dossier),
        ends: id,
        due: answerDue(taskOf(found), here),
        papers,
        noteId,
      }),
    ]
  },

  refuse: (dossier, { noticeId, reasonId, papersHandedBack }, here) => [
    event('NotAccepted', here, { ...over(dossier), noticeId, reasonId, cause: 'REFUSED', papersHandedBack }),
  ],

  lapse: (dossier, { notice }, here, found) => {
    const wait = waitIn(found)
    if (wait.replyBy === null || here.now <= wait.replyBy) throw new Refusal('CONFLICT', 'not-lapsed-yet')
    if (isAccepted(dossier))
      return [event('SupplementLapsed', here, { ...still(dossier), ...resumed(dossier, wait, here) })]
    if (!notice) throw new Error('a dossier is turned away without its notice')
    return [
      event('NotAccepted', here, {
        ...over(dossier),
        ...notice,
        ends: wait.id,
        cause: 'NOT_COMPLETED',
        papersHandedBack: false,
      }),
    ]
  },

  /** The receipt was wrong, and is printed anew. What it promised stays promised: a date never comes earlier. */
  correctReception: (dossier, command, here) => {
    const { type: _, applicability, ...corrected } = command
    const procedureCase = caseIn(dossier, here)
    if (command.papers) mustBeComplete(procedureCase, command.papers)
    const movement = { ...still(dossier), ...corrected }
    if (!applicability || Object.keys(applicability).length === 0)
      return [event('ReceptionCorrected', here, movement)]
    const { terms } = receivedUnder(here.procedure, dossier.caseId, dossier.channel)
    // What is not put right stays as it was said.
    const termBy = chosenTerm(terms, { ...saidOf(dossier), ...applicability })
    const { deadline: pinned, ...accepted } = mustBeAccepted(dossier)
    const again = { ...accepted, deadline: { ...pinned, term: termBy.term, phases: termBy.phases ?? [] } }
    return [event('ReceptionCorrected', here, { ...movement, termBy, due: dueAfter(again, here, {}) })]
  },
}

// ---- Acceptance -------------------------------------------------------------------------------------------------

const mustBeReceptionist = ({ actor }: Pick<Circumstances, 'actor'>): void => {
  if (!actor.posts.some(({ role }) => role === 'RECEPTIONIST'))
    throw new Refusal('NOT_ALLOWED', 'not-a-receptionist')
}

const counterOfReceptionist = ({ actor }: Circumstances) => {
  mustBeReceptionist({ actor })
  const session = atCounter(actor, actor.unitId)
  if (session.pointId === null) throw new Error('a reception at no point')
  return { ...session, pointId: session.pointId }
}

const accepting = (
  terms: ChannelTerms,
  processVersionId: string,
  applicability: Partial<Applicability>,
  receiptId: string,
  here: Circumstances,
): Acceptance => {
  const { calendar, rule, now } = here
  mustBeSaid(here, applicability)
  const chosen = chosenTerm(terms, applicability)
  const promised = deadline(
    {
      acceptedAt: now,
      term: chosen.term,
      phases: chosen.phases ?? [],
      rule,
      acceptedUnder: calendar,
      printedDueAt: null,
    },
    NOTHING_HAPPENED,
    calendar,
    now,
  )
  return {
    ...chosen,
    procedureVersionId: here.procedure.id,
    processVersionId,
    rule,
    calendarId: calendar.id,
    calendarVersion: calendar.version,
    acceptedAt: now,
    clockStartsAt: promised.clockStartsAt,
    dueAt: promised.dueAt,
    payment:
      terms.fees === null ? 'NOT_STATED' : terms.fees.some((fee) => fee.amountVnd !== 0) ? 'DUE' : 'NONE_DUE',
    receiptId,
  }
}

/** The term that holds for a place and an applicant. @throws Refusal term-hangs-on-it, naming what was not said */
const chosenTerm = (terms: ChannelTerms, applicability: Partial<Applicability>): TermChosen => {
  const [asked] = unsaid(terms, applicability)
  if (asked) throw new Refusal('INVALID', 'term-hangs-on-it', { field: asked })
  const { term, phases, special } = chooseTerm(terms, {
    place: 'ORDINARY',
    applicant: 'PERSON',
    ...applicability,
  })
  return {
    term,
    ...(phases.length > 0 ? { phases } : {}),
    ...(special ? { specialTermId: special.id } : {}),
    ...(Object.keys(applicability).length > 0 ? { facts: applicability } : {}),
  }
}

/** Place and applicant, as far as they were said at reception. */
const saidOf = ({ facts }: Dossier): Partial<Applicability> => ({
  ...(facts.place ? { place: facts.place as Applicability['place'] } : {}),
  ...(facts.applicant ? { applicant: facts.applicant as Applicability['applicant'] } : {}),
})

/** What the process will choose by is asked at reception, like what the term hangs on. */
const mustBeSaid = ({ process }: Circumstances, applicability: Partial<Applicability>): void => {
  const asked = FACTS_OF_RECEPTION.find(
    (fact) => applicability[fact] === undefined && choosesBy(process, fact),
  )
  if (asked) throw new Refusal('INVALID', 'term-hangs-on-it', { field: asked })
}

/** The first step of the process opens, and the centre holds it. */
const beginning = (given: Circumstances, dueAt: Instant | null): Movement => {
  const here = handling(given)
  const tokens = begin(here.process)
  return {
    tokens,
    opens: tokens.active.map((id) => opened(stepOf(here.process, id), dueAt, here)),
    closes: [],
    holder: { unitId: here.receivingUnitId, officerId: here.actor.id },
  }
}

// ---- Papers and time --------------------------------------------------------------------------------------------

const caseIn = (dossier: Dossier, { procedure }: Circumstances): ProcedureCase => {
  const found = caseOf(procedure, dossier.caseId)
  if (!found) throw new Error(`dossier ${dossier.id} is of a case that its procedure does not have`)
  return found
}

/** @throws Refusal unknown-paper, paper-twice */
export const mustBeKnown = (procedureCase: ProcedureCase, papers: readonly PresentedPaper[]): void => {
  if (papers.some(({ paperId }) => !procedureCase.papers.some(({ id }) => id === paperId)))
    throw new Refusal('INVALID', 'unknown-paper')
  if (new Set(papers.map(({ paperId }) => paperId)).size < papers.length)
    throw new Refusal('INVALID', 'paper-twice')
}

/**
 * An empty hand would end the wait, and nothing could be brought after it.
 * @throws Refusal nothing-brought
 */
export const mustBringSomething = (papers: readonly PresentedPaper[], noteId: string | null): void => {
  if (noteId === null && papers.every(({ originals, copies }) => originals + copies === 0))
    throw new Refusal('INVALID', 'nothing-brought', { field: 'papers' })
}

/** @throws Refusal papers-missing, naming them */
const mustBeComplete = (procedureCase: ProcedureCase, papers: readonly PresentedPaper[]): void => {
  mustBeKnown(procedureCase, papers)
  const missing = missingPapers(procedureCase.papers, papers)
  if (missing.length > 0)
    throw new Refusal('CONFLICT', 'papers-missing', { papers: missing.map(({ name }) => name) })
}

/** By when the centre answers what was filed: so many working hours. */
const answerDueAt = ({ calendar, rule, intakeRule, now }: Circumstances): Instant | null =>
  dueDate({
    acceptedAt: now,
    term: { value: intakeRule.answerWithinHours, unit: 'WORKING_HOUR' },
    calendar,
    rule,
  }).dueAt

const answerDue = (task: Task, here: Circumstances): Due => ({
  dueAt: null,
  taskDues: [{ taskId: task.id, dueAt: answerDueAt(here)! }],
  calendarId: here.calendar.id,
  calendarVersion: here.calendar.version,
})

/** Which request for papers this is. @throws Refusal supplements-used-up */
export const nextSupplement = (
  dossier: Dossier,
  stage: SupplementStage,
  { intakeRule }: Circumstances,
): number => {
  const ordinal = dossier.supplementsAsked[stage] + 1
  const most = intakeRule.mostSupplements[stage]
  if (most !== null && ordinal > most)
    throw new Refusal('CONFLICT', 'supplements-used-up', { most, legalBasis: intakeRule.legalBasis })
  return ordinal
}

/**
 * Who is asked has at least the next half-day of work (buổi), whole: a day that has come before anybody reads of it is no day.
 * @throws Refusal reply-by-has-passed, reply-by-too-soon with the earliest
 */
export const mustLeaveTime = (replyBy: Instant | null, { calendar, now }: Circumstances): void => {
  if (replyBy === null) return
  if (replyBy <= now) throw new Refusal('INVALID', 'reply-by-has-passed', { field: 'replyBy' })
  const earliest = endOfNextSession(calendar, now)
  if (replyBy < earliest) throw new Refusal('INVALID', 'reply-by-too-soon', { field: 'replyBy', earliest })
}
