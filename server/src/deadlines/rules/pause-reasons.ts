import type { PlainDate } from '#common/time.ts'

/** Why a term may stand still. What the office itself waits for (a superior on leave, a broken system) is none of these. */
export const PAUSE_REASONS = [
  'SUPPLEMENT', // chờ công dân bổ sung hồ sơ
  'FINANCIAL_OBLIGATION', // chờ thực hiện nghĩa vụ tài chính
  'EXTERNAL_LOOKUP', // chờ kết quả tra cứu, xác minh của cơ quan ngoài
  'CONSULTATION', // chờ ý kiến cơ quan phối hợp
  'FIELD_VERIFICATION', // kiểm tra, xác minh thực địa
  'PUBLIC_POSTING', // niêm yết công khai
] as const

export type PauseReason = (typeof PAUSE_REASONS)[number]

/** Who may stop the clock for a reason: any procedure, only one that says so itself, or nobody. */
export type PauseAllowance = 'ALWAYS' | 'WHERE_THE_PROCEDURE_SAYS_SO' | 'NEVER'

/** Which reasons pause a term, from a day on. */
export interface PauseRule {
  allowed: Readonly<Record<PauseReason, PauseAllowance>>
  legalBasis: string
  validFrom: PlainDate
}

/** Whether a term may be paused for a reason; a procedure's own list widens what the rule leaves to it, never more. */
export const mayPause = (
  rule: PauseRule,
  reason: PauseReason,
  procedureAllows: readonly PauseReason[],
): boolean => {
  switch (rule.allowed[reason]) {
    case 'ALWAYS':
      return true
    case 'WHERE_THE_PROCEDURE_SAYS_SO':
      return procedureAllows.includes(reason)
    case 'NEVER':
      return false
  }
}
