import { plainDate } from '#common/time.ts'
import type { ExtensionRule } from '../rules/extensions.ts'

/** What a new authority starts with; it may configure its own. From memory of the decrees: to be checked. */
export const DEFAULT_EXTENSION_RULES: readonly ExtensionRule[] = [
  {
    most: 1,
    legalBasis:
      'Nghị định 61/2018/NĐ-CP, từ 01/7/2025 là Nghị định 118/2025/NĐ-CP (sửa đổi bởi 367/2025/NĐ-CP); cần đối chiếu văn bản',
    validFrom: plainDate('2018-06-21'),
  },
]
