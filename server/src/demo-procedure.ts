import type { ProcedureBody } from '#catalogue/index.ts'
import type { Process } from '#routing/index.ts'

/**
 * One real procedure of a commune, as the national portal's record states it: its paper, its term, and the fee it
 * does not mention. What the record leaves out (a national code, a fee) is absent here too. The process is ours:
 * the record names the appraisal, the consultation and the chairman's decision, not how long each may take.
 */

export const POVERTY_PROCEDURE: {
  slug: string
  nationalCode: null
  title: string
  level: 'COMMUNE'
  effectiveFrom: string
  body: ProcedureBody
} = {
  slug: 'cong-nhan-ho-ngheo-can-ngheo-phat-sinh-trong-nam',
  nationalCode: null,
  title: 'Công nhận hộ nghèo, hộ cận nghèo phát sinh trong năm',
  level: 'COMMUNE',
  effectiveFrom: '2025-07-01',
  body: {
    titleEn: 'Recognition of a household as poor or near-poor during the year',
    leadUnit: 'CULTURE_SOCIETY',
    cases: [
      {
        id: 'chung',
        name: { vi: 'Hộ gia đình đề nghị', en: 'Household applying' },
        sets: 1,
        papers: [
          {
            id: 'giay-de-nghi',
            name: 'Giấy đề nghị xét duyệt bổ sung hộ nghèo, hộ cận nghèo',
            form: 'Phụ lục số 1a ban hành kèm theo Thông tư 14/2018/TT-BLĐTBXH',
            originals: 1,
            copies: 0,
            required: true,
          },
        ],
        channels: [
          {
            channel: 'COUNTER',
            term: { value: 7, unit: 'WORKING_DAY' },
            termText: '07 ngày làm việc',
            fees: null,
          },
          {
            channel: 'POST',
            term: { value: 7, unit: 'WORKING_DAY' },
            termText: '07 ngày làm việc',
            fees: null,
          },
        ],
      },
    ],
    conduct:
      'Hộ gia đình nộp giấy đề nghị tại Ủy ban nhân dân cấp xã, trực tiếp hoặc qua bưu điện. Ban giảm nghèo cấp xã lập danh sách và thẩm định; Chủ tịch Ủy ban nhân dân cấp xã quyết định công nhận, niêm yết công khai; không công nhận thì nêu rõ lý do.',
    competent: 'Ủy ban nhân dân xã, phường, thị trấn',
    result: {
      vi: 'Quyết định công nhận hộ nghèo, hộ cận nghèo phát sinh trong năm',
      en: 'Decision recognising the household as poor or near-poor',
    },
    legalBasis: ['Thông tư 14/2018/TT-BLĐTBXH', 'Thông tư 17/2016/TT-BLĐTBXH'],
    source:
      'Bản ghi của Cổng Dịch vụ công quốc gia; bản ghi không nêu mã thủ tục và mức phí. Căn cứ pháp lý theo bản ghi, cần kiểm tra hiệu lực trước khi dùng thật.',
  },
}

export const POVERTY_PROCESS: Process = {
  id: 'poverty-recognition',
  name: 'Công nhận hộ nghèo, hộ cận nghèo phát sinh trong năm',
  version: 1,
  standing: 'demo',
  source:
    'Bảng bước mẫu: tổng 07 ngày làm việc theo thời hạn của thủ tục; thời gian từng bước chưa đối chiếu quyết định nào.',
  steps: [
    {
      id: 'receive',
      kind: 'RECEIVE',
      name: { vi: 'Tiếp nhận hồ sơ', en: 'Reception' },
      unit: 'CENTRE',
      role: 'RECEPTIONIST',
      days: 0.5,
      next: ['check'],
    },
    {
      id: 'check',
      kind: 'CHECK',
      name: { vi: 'Kiểm tra hồ sơ, lấy ý kiến', en: 'Check and ask for opinions' },
      unit: 'CULTURE_SOCIETY',
      role: 'SPECIALIST',
      days: 1,
      next: ['police-opinion', 'insurance-opinion'],
    },
    {
      id: 'police-opinion',
      kind: 'CONSULT',
      name: { vi: 'Ý kiến về cư trú, nhân khẩu', en: 'Opinion on residence and household members' },
      unit: 'POLICE',
      role: 'SPECIALIST',
      days: 2,
      next: ['appraise'],
    },
    {
      id: 'insurance-opinion',
      kind: 'CONSULT',
      name: { vi: 'Ý kiến về thu nhập, đóng bảo hiểm', en: 'Opinion on income and insurance' },
      unit: 'SOCIAL_INSURANCE',
      role: 'SPECIALIST',
      days: 2,
      next: ['appraise'],
    },
    {
      id: 'appraise',
      kind: 'APPRAISE',
      name: { vi: 'Thẩm định, dự thảo quyết định', en: 'Appraise and draft the decision' },
      unit: 'CULTURE_SOCIETY',
      role: 'SPECIALIST',
      days: 1.5,
      next: ['approve'],
    },
    {
      id: 'approve',
      kind: 'APPROVE',
      name: { vi: 'Phê duyệt', en: 'Approval' },
      unit: 'LEADERSHIP',
      role: 'LEADER',
      days: 1.5,
      next: ['issue'],
    },
    {
      id: 'issue',
      kind: 'ISSUE',
      name: { vi: 'Cấp số, phát hành', en: 'Number and issue' },
      unit: 'OFFICE',
      role: 'RECORDS_CLERK',
      days: 0.5,
      next: ['return'],
    },
    {
      id: 'return',
      kind: 'RETURN',
      name: { vi: 'Trả kết quả', en: 'Return of the result' },
      unit: 'CENTRE',
      role: 'RECEPTIONIST',
      days: 0,
      next: [],
    },
  ],
}
