import type { Bilingual } from '#common/i18n.ts'
import type { PauseReason } from '#deadlines/rules/pause-reasons.ts'
import type { Role } from '#identity/rules/policy.ts'

/**
 * The published step table of a procedure (quy trình nội bộ, quy trình điện tử): bước, nội dung công việc, đơn vị,
 * người thực hiện, thời gian, kết quả. It is kept as it was published, whether or not its shares add up; `graph.ts`
 * compiles it, and dossiers run on that.
 */
export interface Process {
  id: string
  name: string
  version: number
  /** `demo`: structure from domain knowledge, times not verified. `published`: from the cited decision. */
  standing: 'demo' | 'published'
  source: string
  steps: readonly ProcessStep[]
  /** What its branches ask of a dossier besides place and applicant, which are asked at reception. */
  facts?: readonly FactAsked[]
  /** The totals that stand over the table or over one of its phases; empty or absent where none was published. */
  totals?: readonly PublishedTotal[]
}

/** What is done in a step. Who waits for whom follows from it. */
export const STEP_KINDS = [
  'RECEIVE', // tiếp nhận
  'CHECK', // xử lý một công việc: kiểm tra, xác minh, chuyển thông tin, cung cấp dữ liệu
  'CONSULT', // cho ý kiến theo yêu cầu của cơ quan chủ trì
  'APPRAISE', // thẩm định, dự thảo kết quả
  'REVIEW', // lãnh đạo bộ phận xem, trình
  'APPROVE', // phê duyệt
  'ISSUE', // cấp số, phát hành
  'RETURN', // trả kết quả
  'EXTERNAL', // chờ kết quả từ hệ thống, cơ quan bên ngoài
  'APPLICANT', // chờ người dân hoàn thiện hồ sơ
  'OBLIGATION', // chờ người dân thực hiện nghĩa vụ tài chính
  'PART', // phần việc của một cơ quan khác, có kết quả riêng (liên thông)
  'GATHER', // tập hợp kết quả của các phần
] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** One row of the table. */
export interface ProcessStep {
  id: string
  kind: StepKind
  name: Bilingual
  /** What the unit is for (`agency.function`): found for the competent authority when a task opens. */
  unit: string
  role: Role
  /** Share of the term in working days, as published; null where the table does not count it, or gives hours. */
  days: number | null
  /** Share in working hours, where the table counts in them. */
  hours?: number
  /** The steps that follow, all of them at once; of a step with `choices`, those that follow when none of them holds. */
  next: readonly string[]
  /** Asked in order when the step is done; the first that holds takes the place of `next`. */
  choices?: readonly Choice[]
  /** When this step begins, where several lead to it. `ALL` where nothing is said. */
  join?: Join
  /** Who gets it; where nothing is said, everybody who holds the post may take it. */
  assign?: Assignment
  /** The phase of the term that begins with it. */
  beginsPhase?: string
  /** The term stands still in it, as the procedure provides; what the law lets pause without that needs no word here. */
  pauses?: { reason: PauseReason; basis: string }
  /** What comes of it, in the words of the table. */
  produces?: Bilingual
  /** Stands in no published table: without it what is approved would never be issued, or nobody would be told. */
  isAdded?: true
}

/**
 * - `ALL` (đủ ý kiến): when every branch that is under way has arrived; silence is not consent
 * - `ANY` (một ý kiến là đủ): with the first; what the others were asked lapses
 * - `LEAD` (cơ quan chủ trì quyết định): as `ALL`, but the lead may go on earlier, with a reason
 */
export type Join = 'ALL' | 'ANY' | 'LEAD'

export type Assignment =
  | { by: 'PERSON'; officer: string }
  /** Whoever of the post has the fewest open tasks; of several, the first by id. */
  | { by: 'LEAST_LOAD' }

export interface Choice {
  when: Condition
  next: readonly string[]
}

export interface Condition {
  fact: string
  is: string
}

/** What is known of one dossier for the choices of its process: codes, never words about a person. */
export type Facts = Readonly<Record<string, string>>

export interface FactAsked {
  id: string
  name: Bilingual
  values: readonly { id: string; name: Bilingual }[]
}

/** Facts that every reception knows. */
export const FACTS_OF_RECEPTION = ['place', 'applicant'] as const

export interface PublishedTotal {
  /** Null: of the whole table. */
  phase: string | null
  value: number
  unit: ShareUnit
}

export type ShareUnit = 'DAY' | 'HOUR'

export const stepOf = (process: Process, id: string): ProcessStep => {
  const step = process.steps.find((candidate) => candidate.id === id)
  if (!step) throw new Error(`process ${process.id} has no step ${id}`)
  return step
}

/** What a table counts in; a table has one unit, or it is at fault. */
export const shareUnitOf = (process: Process): ShareUnit =>
  process.steps.some(({ hours }) => hours !== undefined) ? 'HOUR' : 'DAY'

/** The share of a step in the unit of its table; 0 where it is not counted. */
export const shareOf = (step: ProcessStep): number => step.hours ?? step.days ?? 0

/** What must be answered when a step is done, as far as the process itself asks it. */
export const factsAskedBy = (process: Process, { choices }: ProcessStep): readonly FactAsked[] =>
  (process.facts ?? []).filter(({ id }) => choices?.some(({ when }) => when.fact === id))

/** Every step that may follow, whatever is known of the dossier. */
export const followers = (step: Pick<ProcessStep, 'next' | 'choices'>): readonly string[] => [
  ...new Set([...(step.choices ?? []).flatMap(({ next }) => next), ...step.next]),
]
