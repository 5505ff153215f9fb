import { plainDate } from '#common/time.ts'
import type { IntakeRule } from '../rules/intake.ts'

/**
 * What a new authority starts with; it may configure its own. Eight working hours and one request in the course of
 * handling are noted from secondary sources, not from the text: to be checked before use.
 */
export const DEFAULT_INTAKE_RULES: readonly IntakeRule[] = [
  {
    answerWithinHours: 8,
    mostSupplements: { INTAKE: null, APPRAISAL: 1 },
    legalBasis:
      'Nghị định 45/2020/NĐ-CP (08 giờ làm việc); Nghị định 61/2018/NĐ-CP, từ 01/7/2025 là Nghị định 118/2025/NĐ-CP (yêu cầu bổ sung một lần khi giải quyết); theo nguồn thứ cấp, cần đối chiếu văn bản',
    validFrom: plainDate('2018-06-21'),
  },
]
