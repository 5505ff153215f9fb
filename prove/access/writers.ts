import type { EventType } from '#dossiers/rules/events.ts'
import type { Role } from './posts.ts'

/** Who may have written each kind of event, whatever was asked of whom. */

/** Whoever may have written an event: a post, by what a process calls its unit; the citizen; the house by itself. */
export type Writer = { role: Role; function: string } | 'CITIZEN' | 'SYSTEM'

const AT_RECEPTION: Writer = { role: 'RECEPTIONIST', function: 'CENTRE' }
const IN_CHARGE: Writer = { role: 'SPECIALIST', function: 'CULTURE_SOCIETY' }
const OF_POLICE: Writer = { role: 'SPECIALIST', function: 'POLICE' }
const OF_INSURANCE: Writer = { role: 'SPECIALIST', function: 'SOCIAL_INSURANCE' }
const AT_THE_HEAD: Writer = { role: 'LEADER', function: 'LEADERSHIP' }
const AT_THE_SEAL: Writer = { role: 'RECORDS_CLERK', function: 'OFFICE' }
const WORKERS = [AT_RECEPTION, IN_CHARGE, OF_POLICE, OF_INSURANCE, AT_THE_HEAD, AT_THE_SEAL] as const

/** Who may have written each kind of event. */
export const WRITERS: Readonly<Record<EventType, readonly Writer[]>> = {
  Submitted: [AT_RECEPTION],
  CompletionAsked: [AT_RECEPTION],
  CompletionReceived: [AT_RECEPTION, 'CITIZEN'],
  NotAccepted: [AT_RECEPTION, 'SYSTEM'],
  Accepted: [AT_RECEPTION],
  Received: [AT_RECEPTION],
  // By the command line, which asks for no request.
  TakenOver: ['SYSTEM'],
  ReceptionCorrected: [AT_RECEPTION],
  HandedOver: [AT_RECEPTION],
  HandOverConfirmed: [IN_CHARGE],
  HandOverRefused: [IN_CHARGE],
  HandOverTakenBack: [AT_RECEPTION],
  // Whoever works on it, and the heads of their units.
  TaskAssigned: [
    ...WORKERS,
    ...(['LEADER', 'CENTRE_HEAD'] as const).flatMap((role) =>
      WORKERS.map((worker) => ({ role, function: worker.function })),
    ),
  ],
  StepDone: [IN_CHARGE, AT_THE_HEAD],
  SentBack: [IN_CHARGE, AT_THE_HEAD],
  OpinionsAsked: [IN_CHARGE],
  OpinionGiven: [OF_POLICE, OF_INSURANCE],
  OpinionsGathered: [OF_POLICE, OF_INSURANCE],
  ConsultationClosed: [IN_CHARGE],
  OutsideAsked: [IN_CHARGE],
  OutsideAnswered: [IN_CHARGE],
  SupplementAsked: [IN_CHARGE],
  SupplementReceived: [AT_RECEPTION, 'CITIZEN'],
  SupplementLapsed: ['SYSTEM'],
  ObligationNotified: [IN_CHARGE],
  ObligationMet: [IN_CHARGE],
  TermChanged: [IN_CHARGE],
  PartConcluded: [IN_CHARGE, OF_POLICE, OF_INSURANCE],
  PartEnded: [IN_CHARGE, { role: 'LEADER', function: 'CULTURE_SOCIETY' }],
  ResultsGathered: [AT_RECEPTION],
  DraftSubmitted: [IN_CHARGE],
  DraftApproved: [AT_THE_HEAD],
  ResultIssued: [AT_THE_SEAL],
  ResultReturned: [AT_RECEPTION],
  CorrectionBegun: [IN_CHARGE, { role: 'LEADER', function: 'CULTURE_SOCIETY' }],
  CorrectionIssued: [AT_THE_SEAL],
  WithdrawalRequested: [AT_RECEPTION, 'CITIZEN'],
  WithdrawalRefused: [IN_CHARGE, AT_RECEPTION],
  // Before it was accepted the citizen's own word ends it.
  Stopped: [IN_CHARGE, AT_RECEPTION, 'CITIZEN'],
  CalendarFollowed: ['SYSTEM'],
}
