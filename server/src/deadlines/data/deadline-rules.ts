import { clockTime, plainDate } from '#common/time.ts'
import type { DeadlineRule } from '../rules/term.ts'

/**
 * What a new authority starts with; it may configure its own. The cut-off and the end of day are common practice
 * under these decrees, noted from memory and secondary sources: to be checked against the official texts (start
 * with VBHN 6050/2026/VBHN-BTP).
 */
export const DEFAULT_DEADLINE_RULES: readonly DeadlineRule[] = [
  {
    cutOff: clockTime('15:00'),
    dueAt: 'END_OF_DAY',
    legalBasis: 'Nghị định 61/2018/NĐ-CP; Bộ luật Dân sự 2015 Điều 147, 148',
    validFrom: plainDate('2018-06-21'),
  },
  {
    cutOff: clockTime('15:00'),
    dueAt: 'END_OF_DAY',
    legalBasis: 'Nghị định 118/2025/NĐ-CP (sửa đổi bởi 367/2025/NĐ-CP); Bộ luật Dân sự 2015 Điều 147, 148',
    validFrom: plainDate('2025-07-01'),
  },
]
