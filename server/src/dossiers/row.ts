import type { Instant } from '#common/time.ts'
import type { Dossier } from './rules/dossier.ts'

/** The current row: the fold of the events, spread over columns that lists and reports ask by. */
export interface DossierRow {
  id: string
  authority_id: string
  authorities: string[]
  units: string[]
  code: string
  state: Dossier['state']
  clock: Dossier['clock']
  payment: Dossier['payment']
  delivery: Dossier['delivery']
  sync: Dossier['sync']
  channel: Dossier['channel']
  procedure_version_id: string
  process_version_id: string | null
  owner_id: string
  submitter_id: string
  subject_id: string | null
  assisted_at_point_id: string | null
  receiving_unit_id: string
  competent_unit_id: string
  submitted_at: Instant
  accepted_at: Instant | null
  clock_starts_at: Instant | null
  original_due_at: Instant | null
  current_due_at: Instant | null
  deadline: Dossier['deadline']
  issued_at: Instant | null
  returned_at: Instant | null
  closed_at: Instant | null
  timeliness: Dossier['timeliness']
  result_number: string | null
  holder_unit_id: string | null
  holder_officer_id: string | null
  position: Position
  receipt_hash: string
  version: number
  last_event_at: Instant
}

/** What no list asks by: the case, the tokens of the process, open tasks and waits, the papers that matter now. */
type Position = Pick<
  Dossier,
  'caseId' | 'tokens' | 'tasks' | 'receiptId' | 'draftId' | 'resultId' | 'outcome' | 'approvedSha256'
> &
  Partial<Seldom>

/** What most dossiers never have: left out of the row while there is nothing in it. */
type Seldom = Pick<
  Dossier,
  | 'waits'
  | 'pauses'
  | 'termChanges'
  | 'phasesBegun'
  | 'facts'
  | 'supplementsAsked'
  | 'supplementLapsed'
  | 'parts'
  | 'withdrawal'
  | 'withdrawalRefusedAt'
  | 'correction'
  | 'draftedBy'
  | 'paidBefore'
>

const NOTHING_SELDOM: Seldom = {
  waits: [],
  pauses: [],
  termChanges: [],
  phasesBegun: [],
  facts: {},
  supplementsAsked: { INTAKE: 0, APPRAISAL: 0 },
  supplementLapsed: false,
  parts: [],
  withdrawal: null,
  withdrawalRefusedAt: null,
  correction: null,
  draftedBy: null,
  paidBefore: false,
}

const NOTHING_SAID = Object.entries(NOTHING_SELDOM).map(
  ([key, nothing]) => [key as keyof Seldom, JSON.stringify(nothing)] as const,
)

const seldomOf = (dossier: Dossier): Partial<Seldom> =>
  Object.fromEntries(
    NOTHING_SAID.flatMap(([key, nothing]) => {
      const value = dossier[key]
      return JSON.stringify(value) === nothing ? [] : [[key, value]]
    }),
  )

export const positionOf = (dossier: Dossier): Position => ({
  caseId: dossier.caseId,
  tokens: dossier.tokens,
  tasks: dossier.tasks,
  receiptId: dossier.receiptId,
  draftId: dossier.draftId,
  resultId: dossier.resultId,
  outcome: dossier.outcome,
  approvedSha256: dossier.approvedSha256,
  ...seldomOf(dossier),
})

/** The row of a dossier; its code is put there by the statement that allocates it. */
export const rowOf = (
  dossier: Dossier,
): Omit<DossierRow, 'code' | 'authorities' | 'units'> & {
  authorities: readonly string[]
  units: readonly string[]
} => ({
  id: dossier.id,
  authority_id: dossier.authorityId,
  authorities: dossier.authorities,
  units: dossier.units,
  state: dossier.state,
  clock: dossier.clock,
  payment: dossier.payment,
  delivery: dossier.delivery,
  sync: dossier.sync,
  channel: dossier.channel,
  procedure_version_id: dossier.procedureVersionId,
  process_version_id: dossier.processVersionId,
  owner_id: dossier.ownerId,
  submitter_id: dossier.submitterId,
  subject_id: dossier.subjectId,
  assisted_at_point_id: dossier.assistedAtPointId,
  receiving_unit_id: dossier.receivingUnitId,
  competent_unit_id: dossier.competentUnitId,
  submitted_at: dossier.submittedAt,
  accepted_at: dossier.acceptedAt,
  clock_starts_at: dossier.clockStartsAt,
  original_due_at: dossier.originalDueAt,
  current_due_at: dossier.currentDueAt,
  deadline: dossier.deadline,
  issued_at: dossier.issuedAt,
  returned_at: dossier.returnedAt,
  closed_at: dossier.closedAt,
  timeliness: dossier.timeliness,
  result_number: dossier.resultNumber,
  holder_unit_id: dossier.holder?.unitId ?? null,
  holder_officer_id: dossier.holder?.officerId ?? null,
  position: positionOf(dossier),
  receipt_hash: dossier.receiptHash,
  version: dossier.version,
  last_event_at: dossier.lastEventAt,
})

export const toDossier = (row: DossierRow): Dossier => ({
  id: row.id,
  authorityId: row.authority_id,
  authorities: row.authorities,
  units: row.units,
  code: row.code,
  state: row.state,
  clock: row.clock,
  payment: row.payment,
  delivery: row.delivery,
  sync: row.sync,
  channel: row.channel,
  procedureVersionId: row.procedure_version_id,
  processVersionId: row.process_version_id,
  ownerId: row.owner_id,
  submitterId: row.submitter_id,
  subjectId: row.subject_id,
  assistedAtPointId: row.assisted_at_point_id,
  receivingUnitId: row.receiving_unit_id,
  competentUnitId: row.competent_unit_id,
  submittedAt: row.submitted_at,
  acceptedAt: row.accepted_at,
  clockStartsAt: row.clock_starts_at,
  originalDueAt: row.original_due_at,
  currentDueAt: row.current_due_at,
  deadline: row.deadline,
  issuedAt: row.issued_at,
  returnedAt: row.returned_at,
  closedAt: row.closed_at,
  timeliness: row.timeliness,
  holder:
    row.holder_unit_id === null ? null : { unitId: row.holder_unit_id, officerId: row.holder_officer_id },
  ...NOTHING_SELDOM,
  ...row.position,
  resultNumber: row.result_number,
  receiptHash: row.receipt_hash,
  version: row.version,
  lastEventAt: row.last_event_at,
})
