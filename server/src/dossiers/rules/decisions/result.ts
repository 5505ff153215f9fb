import { lacksAuthorisation } from '#common/proof.ts'
import { timeliness } from '#deadlines/rules/timeliness.ts'
import { Refusal } from '#platform/refusal.ts'
import { earlierSteps } from '#routing/rules/tokens.ts'
import { done, dueNow, event, holderOf, onward, opened } from '../work.ts'
import { type Decisions, handling, taskOf } from './decision.ts'
import { mustBeClosedHere } from './handling.ts'

/** The result: drafted, approved, numbered, handed over; and put right when it was wrong. */
export const RESULT: Decisions<'submitDraft' | 'approve' | 'issue' | 'return' | 'correctResult'> = {
  submitDraft: (dossier, { draftId, frozenSha256, outcome }, given, found) => {
    const here = handling(given)
    const task = taskOf(found)
    return [
      event('DraftSubmitted', here, {
        ...onward(dossier, here, task.node, [done(task)]),
        draftId,
        frozenSha256,
        outcome,
      }),
    ]
  },

  /** What is approved is the frozen file, by its hash: the one that was shown, and the one that is stored. */
  approve: (dossier, { draftId, fileSha256, renderedSha256 }, given, found) => {
    const here = handling(given)
    const task = taskOf(found)
    if (draftId !== dossier.draftId) throw new Refusal('CHANGED', 'another-draft')
    if (renderedSha256 === null) throw new Refusal('CONFLICT', 'draft-not-rendered')
    if (fileSha256 !== renderedSha256) throw new Refusal('CHANGED', 'another-file')
    return [
      event('DraftApproved', here, {
        ...onward(dossier, here, task.node, [done(task)]),
        draftId,
        fileSha256,
        evidence: 'RECORDED_APPROVAL',
      }),
    ]
  },

  /**
   * Judged early, on time or late here, by the issue of the result, not by when somebody comes to collect it; and by the
   * calendar as it is known now, also when a closure was published and the row has not followed it yet. A corrected
   * result is not judged again.
   */
  issue: (dossier, { number, resultId, numbersUsed, numberTaken }, given, found) => {
    const here = handling(given)
    mustBeClosedHere(here)
    // A number is given once in a year (Nghị định 30/2020/NĐ-CP, Điều 15): what is put right takes the next one.
    if (numbersUsed.includes(number))
      throw new Refusal('CONFLICT', 'number-used-before', { field: 'number', number })
    if (numberTaken) throw new Refusal('CONFLICT', 'number-taken', { field: 'number', ...numberTaken })
    if (dossier.approvedSha256 === null)
      throw new Error(`dossier ${dossier.id} is issued without an approval`)
    const task = taskOf(found)
    const movement = onward(dossier, here, task.node, [done(task)])
    if (dossier.correction) {
      if (dossier.resultId === null)
        throw new Error(`dossier ${dossier.id} corrects a result that it does not have`)
      return [event('CorrectionIssued', here, { ...movement, number, resultId, replaces: dossier.resultId })]
    }
    const { calendar, now } = here
    const dueAt = dueNow(dossier, here)
    return [
      event('ResultIssued', here, {
        ...movement,
        number,
        resultId,
        timeliness: timeliness({ calendar, dueAt, issuedAt: now }),
        judgedBy: { dueAt, calendarId: calendar.id, calendarVersion: calendar.version },
      }),
    ]
  },

  return: (dossier, { receiverId, receiver, proof }, given, found) => {
    const here = handling(given)
    if (lacksAuthorisation(receiver, proof)) throw new Refusal('CONFLICT', 'authorisation-needed')
    if (receiver === 'OWNER' && proof === 'AUTHORISATION')
      throw new Refusal('INVALID', 'representative-not-needed')
    const task = taskOf(found)
    return [
      event('ResultReturned', here, {
        ...onward(dossier, here, task.node, [done(task)]),
        holder: null,
        receiverId,
        receiver,
        proof,
        channel: 'COUNTER',
      }),
    ]
  },

  /** Drafted, approved and issued once more: the earlier result stays what it was, and the new one names it. */
  correctResult: (dossier, { reasonId }, given) => {
    const here = handling(given)
    const last = here.process.steps.at(-1)
    const drafting = last && earlierSteps(here.process, last.id).findLast(({ kind }) => kind === 'APPRAISE')
    if (dossier.resultId === null || !drafting) throw new Refusal('CONFLICT', 'nothing-to-correct')
    const opens = [opened(drafting, null, here)]
    return [
      event('CorrectionBegun', here, {
        tokens: {
          active: [drafting.id],
          arrived: {},
          done: earlierSteps(here.process, drafting.id).map(({ id }) => id),
        },
        closes: dossier.tasks.map((task) => done(task, 'LAPSED')),
        opens,
        holder: holderOf(opens),
        reasonId,
      }),
    ]
  },
}
