import type { ComponentType } from 'react'
import type { Action } from '#web/api/calls.ts'
import { Accept } from './accept.tsx'
import type { ActFormProps } from './act-form.tsx'
import { Approve } from './approve.tsx'
import { AskSupplement, AskToComplete } from './ask-for-papers.tsx'
import { AskOpinions } from './ask-opinions.tsx'
import { Assign } from './assign.tsx'
import { ChangeTerm } from './change-term.tsx'
import { CompleteStep } from './complete-step.tsx'
import { Consult } from './consult.tsx'
import { CorrectReception } from './correct-reception.tsx'
import { GrantWithdrawal, Stop } from './ending.tsx'
import { GiveOpinion } from './give-opinion.tsx'
import { ConfirmHandOver, HandOver, TakeBackHandOver } from './hand-over.tsx'
import { Issue } from './issue.tsx'
import { NoteObligationMet, NotifyObligation } from './obligation.tsx'
import { AskOutside, NoteOutsideAnswer } from './outside.tsx'
import { Complete, NoteSupplement } from './papers-brought.tsx'
import { ConcludePart, EndPart, GatherResults } from './part-acts.tsx'
import {
  CloseConsultation,
  CorrectResult,
  RefuseHandOver,
  RefuseWithdrawal,
  RequestWithdrawal,
} from './reasoned-acts.tsx'
import { Refuse } from './refuse.tsx'
import { ReturnResult } from './return-result.tsx'
import { SendBack } from './send-back.tsx'
import { SubmitDraft } from './submit-draft.tsx'

/** A new action of the contract does not compile until it has its form. */
export const FORMS = {
  accept: Accept,
  askToComplete: AskToComplete,
  complete: Complete,
  refuse: Refuse,
  correctReception: CorrectReception,
  handOver: HandOver,
  confirmHandOver: ConfirmHandOver,
  refuseHandOver: RefuseHandOver,
  takeBackHandOver: TakeBackHandOver,
  assign: Assign,
  completeStep: CompleteStep,
  sendBack: SendBack,
  askOpinions: AskOpinions,
  consult: Consult,
  giveOpinion: GiveOpinion,
  closeConsultation: CloseConsultation,
  askOutside: AskOutside,
  noteOutsideAnswer: NoteOutsideAnswer,
  askSupplement: AskSupplement,
  noteSupplement: NoteSupplement,
  notifyObligation: NotifyObligation,
  noteObligationMet: NoteObligationMet,
  changeTerm: ChangeTerm,
  concludePart: ConcludePart,
  endPart: EndPart,
  gatherResults: GatherResults,
  submitDraft: SubmitDraft,
  approve: Approve,
  issue: Issue,
  return: ReturnResult,
  correctResult: CorrectResult,
  requestWithdrawal: RequestWithdrawal,
  grantWithdrawal: GrantWithdrawal,
  refuseWithdrawal: RefuseWithdrawal,
  stop: Stop,
} as const satisfies Record<Action, ComponentType<ActFormProps>>
