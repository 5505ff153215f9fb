import { plainDate } from '#common/time.ts'
import type { PauseRule } from '../rules/pause-reasons.ts'

/**
 * What a new authority starts with; it may configure its own. Noted from secondary sources and practice: to be checked
 * against the official texts, for which supplement and payment are sure and the rest is left to the procedure.
 */
export const DEFAULT_PAUSE_RULES: readonly PauseRule[] = [
  {
    allowed: {
      SUPPLEMENT: 'ALWAYS',
      FINANCIAL_OBLIGATION: 'ALWAYS',
      EXTERNAL_LOOKUP: 'WHERE_THE_PROCEDURE_SAYS_SO',
      CONSULTATION: 'WHERE_THE_PROCEDURE_SAYS_SO',
      FIELD_VERIFICATION: 'WHERE_THE_PROCEDURE_SAYS_SO',
      PUBLIC_POSTING: 'WHERE_THE_PROCEDURE_SAYS_SO',
    },
    legalBasis:
      'Nghị định 61/2018/NĐ-CP, từ 01/7/2025 là Nghị định 118/2025/NĐ-CP (sửa đổi bởi 367/2025/NĐ-CP); theo nguồn thứ cấp, cần đối chiếu văn bản',
    validFrom: plainDate('2018-06-21'),
  },
]
