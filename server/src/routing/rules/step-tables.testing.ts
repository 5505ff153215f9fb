import type { Role } from '#identity/rules/policy.ts'
import type { Process, ProcessStep, PublishedTotal, StepKind } from './step-table.ts'

/**
 * Step tables to try the house with. A to F are published ones, with their figures as they stand there, also where those
 * do not add up; G to J have a structure from knowledge of the matter, and times that nobody verified.
 */

type Row = readonly [
  id: string,
  kind: StepKind,
  unit: string,
  share: number | null,
  next: readonly string[],
  more?: Partial<ProcessStep>,
]

const ROLE: Partial<Record<StepKind, Role>> = {
  RECEIVE: 'RECEPTIONIST',
  RETURN: 'RECEPTIONIST',
  APPLICANT: 'RECEPTIONIST',
  REVIEW: 'LEADER',
  APPROVE: 'LEADER',
  ISSUE: 'RECORDS_CLERK',
}

const table = (
  id: string,
  standing: Process['standing'],
  rows: readonly Row[],
  more: Partial<Process> = {},
  unit: 'days' | 'hours' = 'days',
): Process => ({
  id,
  name: id,
  version: 1,
  standing,
  source: '',
  steps: rows.map(([step, kind, of, share, next, rest]) => ({
    id: step,
    kind,
    name: { vi: step, en: step },
    unit: of,
    role: ROLE[kind] ?? 'SPECIALIST',
    days: unit === 'days' ? share : null,
    ...(unit === 'hours' && share !== null ? { hours: share } : {}),
    next,
    ...rest,
  })),
  ...more,
})

const days = (value: number, phase: string | null = null): PublishedTotal => ({ phase, value, unit: 'DAY' })

/** No row of these tables issues what was approved; published processes take it for granted. */
const ADDED_ISSUE = (next: string): Row => ['phat-hanh', 'ISSUE', 'OFFICE', 0, [next], { isAdded: true }]

/** Cấp bản sao từ sổ gốc: hours that make up a day, and a term that is the same day. */
const A = table(
  'A',
  'published',
  [
    ['tiep-nhan', 'RECEIVE', 'CENTRE', 2, ['tham-dinh']],
    ['tham-dinh', 'APPRAISE', 'JUSTICE', 3, ['ky']],
    ['ky', 'APPROVE', 'LEADERSHIP', 2, ['phat-hanh']],
    ['phat-hanh', 'ISSUE', 'OFFICE', 1, ['tra']],
    ['tra', 'RETURN', 'CENTRE', 0, [], { isAdded: true }],
  ],
  { totals: [{ phase: null, value: 8, unit: 'HOUR' }] },
  'hours',
)

/** Giao đất, cho thuê đất: two phases, another agency in the first, the applicant and the tax between and after them. */
const B = table(
  'B',
  'published',
  [
    ['tiep-nhan', 'RECEIVE', 'CENTRE', 0.25, ['de-nghi'], { beginsPhase: 'gd1' }],
    ['de-nghi', 'CHECK', 'LAND', 0.5, ['lanh-dao-1']],
    ['lanh-dao-1', 'REVIEW', 'LAND', 0.25, ['trich-luc']],
    ['trich-luc', 'CHECK', 'LAND_REGISTRY', 1, ['lanh-dao-chi-nhanh']],
    ['lanh-dao-chi-nhanh', 'REVIEW', 'LAND_REGISTRY', 0.5, ['thuc-dia']],
    ['thuc-dia', 'CHECK', 'LAND', 1.5, ['trinh-1']],
    ['trinh-1', 'REVIEW', 'LAND', 0.5, ['huong-dan']],
    ['huong-dan', 'CHECK', 'LEADERSHIP', 0.5, ['nguoi-dan'], { role: 'LEADER' }],
    ['nguoi-dan', 'APPLICANT', 'CENTRE', null, ['tiep-nhan-lai']],
    ['tiep-nhan-lai', 'CHECK', 'CENTRE', 0.5, ['tham-dinh'], { beginsPhase: 'gd2', role: 'RECEPTIONIST' }],
    ['tham-dinh', 'APPRAISE', 'LAND', 3.5, ['trinh-2']],
    ['trinh-2', 'REVIEW', 'LAND', 1, ['phe-duyet']],
    ['phe-duyet', 'APPROVE', 'LEADERSHIP', 1, ['chuyen-thue']],
    ['chuyen-thue', 'CHECK', 'LAND', 0.5, ['lanh-dao-2']],
    ['lanh-dao-2', 'REVIEW', 'LAND', 0.5, ['nghia-vu']],
    ['nghia-vu', 'OBLIGATION', 'LAND', null, ['phat-hanh']],
    ADDED_ISSUE('tra'),
    ['tra', 'RETURN', 'CENTRE', 0, []],
  ],
  { totals: [days(5, 'gd1'), days(7, 'gd2'), days(15)] },
)

/** Điều chỉnh quyết định giao đất: its phase says 3, its shares 3.5. */
const C = table(
  'C',
  'published',
  [
    ['tiep-nhan', 'RECEIVE', 'CENTRE', 0.5, ['tham-dinh'], { beginsPhase: 'gd1' }],
    ['tham-dinh', 'APPRAISE', 'LAND', 1.5, ['trinh']],
    ['trinh', 'REVIEW', 'LAND', 0.5, ['phe-duyet']],
    ['phe-duyet', 'APPROVE', 'LEADERSHIP', 0.5, ['chuyen-thue']],
    ['chuyen-thue', 'CHECK', 'LAND', 0.5, ['nghia-vu']],
    ['nghia-vu', 'OBLIGATION', 'LAND', null, ['phat-hanh']],
    ADDED_ISSUE('tra'),
    ['tra', 'RETURN', 'CENTRE', 0, []],
  ],
  { totals: [days(3, 'gd1'), days(5)] },
)

/** Hòa giải tranh chấp đất đai: 33 against 30. */
const D = table(
  'D',
  'published',
  [
    ['tiep-nhan', 'RECEIVE', 'CENTRE', 1, ['thong-bao']],
    ['thong-bao', 'CHECK', 'LAND', 2, ['phan-cong']],
    ['phan-cong', 'CHECK', 'LEADERSHIP', 1, ['hoa-giai'], { role: 'LEADER' }],
    ['hoa-giai', 'CHECK', 'LAND', 22, ['bien-ban']],
    ['bien-ban', 'APPRAISE', 'LAND', 2, ['ket-qua']],
    ['ket-qua', 'APPROVE', 'LEADERSHIP', 5, ['phat-hanh']],
    ADDED_ISSUE('tra'),
    ['tra', 'RETURN', 'CENTRE', 0, []],
  ],
  { totals: [days(30)] },
)

/** Nhận chuyển nhượng quyền sử dụng đất thực hiện dự án: 24 against 23. */
const E = table(
  'E',
  'published',
  [
    ['tiep-nhan', 'RECEIVE', 'CENTRE', 1, ['kiem-tra']],
    ['kiem-tra', 'CHECK', 'LAND', 3, ['tham-dinh']],
    ['tham-dinh', 'APPRAISE', 'LAND', 15, ['phe-duyet']],
    ['phe-duyet', 'APPROVE', 'LEADERSHIP', 5, ['phat-hanh']],
    ADDED_ISSUE('tra'),
    ['tra', 'RETURN', 'CENTRE', 0, [], { isAdded: true }],
  ],
  { totals: [days(23)] },
)

/** Tặng cho quyền sử dụng đất: 10 and 10. */
const F = table(
  'F',
  'published',
  [
    ['tiep-nhan', 'RECEIVE', 'CENTRE', 1, ['tham-dinh']],
    ['tham-dinh', 'APPRAISE', 'LAND_REGISTRY', 6, ['trinh']],
    ['trinh', 'REVIEW', 'LAND_REGISTRY', 1, ['phe-duyet']],
    ['phe-duyet', 'APPROVE', 'LEADERSHIP', 2, ['phat-hanh']],
    ADDED_ISSUE('tra'),
    ['tra', 'RETURN', 'CENTRE', 0, []],
  ],
  { totals: [days(10)] },
)

/** Liên thông khai sinh – thường trú – thẻ BHYT – căn cước: one part, then three at once, each with its own result. */
const G = table('G', 'demo', [
  ['tiep-nhan', 'RECEIVE', 'CENTRE', 0.25, ['khai-sinh']],
  ['khai-sinh', 'PART', 'JUSTICE', 0.75, ['thuong-tru', 'bhyt', 'can-cuoc']],
  ['thuong-tru', 'PART', 'POLICE', 3, ['tap-hop']],
  ['bhyt', 'PART', 'SOCIAL_INSURANCE', 2, ['tap-hop']],
  ['can-cuoc', 'PART', 'POLICE', 3, ['tap-hop']],
  ['tap-hop', 'GATHER', 'CENTRE', 0.25, ['tra'], { role: 'RECEPTIONIST' }],
  ['tra', 'RETURN', 'CENTRE', 0, []],
])

/** Đăng ký thành lập hộ kinh doanh: the tax number comes from outside, by itself. */
const H = table('H', 'demo', [
  ['tiep-nhan', 'RECEIVE', 'CENTRE', 0.25, ['tham-dinh']],
  ['tham-dinh', 'CHECK', 'ECONOMY', 1, ['ma-so-thue']],
  ['ma-so-thue', 'EXTERNAL', 'ECONOMY', 0.5, ['du-thao']],
  ['du-thao', 'APPRAISE', 'ECONOMY', 0, ['trinh']],
  ['trinh', 'REVIEW', 'ECONOMY', 0.25, ['ky']],
  ['ky', 'APPROVE', 'LEADERSHIP', 0.5, ['van-thu']],
  ['van-thu', 'ISSUE', 'OFFICE', 0.25, ['tra']],
  ['tra', 'RETURN', 'CENTRE', 0, []],
])

/** Phiếu lý lịch tư pháp: whether other provinces are asked hangs on what is found, and the lead may go on without them. */
const I = table(
  'I',
  'demo',
  [
    ['tiep-nhan', 'RECEIVE', 'CENTRE', 0.5, ['xac-dinh']],
    [
      'xac-dinh',
      'CHECK',
      'POLICE',
      0.5,
      ['tra-cuu'],
      { choices: [{ when: { fact: 'residence', is: 'SEVERAL' }, next: ['tra-cuu', 'tinh-khac', 'toa-an'] }] },
    ],
    [
      'tra-cuu',
      'EXTERNAL',
      'POLICE',
      6,
      ['lap-phieu'],
      { pauses: { reason: 'EXTERNAL_LOOKUP', basis: 'trial' } },
    ],
    ['tinh-khac', 'CONSULT', 'OTHER_POLICE', 6, ['lap-phieu']],
    ['toa-an', 'CONSULT', 'COURT', 6, ['lap-phieu']],
    ['lap-phieu', 'APPRAISE', 'POLICE', 1, ['ky'], { join: 'LEAD' }],
    ['ky', 'APPROVE', 'LEADERSHIP', 1, ['phat-hanh']],
    ['phat-hanh', 'ISSUE', 'OFFICE', 0.5, ['tra']],
    ['tra', 'RETURN', 'CENTRE', 0, []],
  ],
  {
    facts: [
      {
        id: 'residence',
        name: { vi: 'Nơi đã cư trú', en: 'Where the person has lived' },
        values: [
          { id: 'ONE', name: { vi: 'Một tỉnh', en: 'One province' } },
          { id: 'SEVERAL', name: { vi: 'Nhiều tỉnh hoặc nước ngoài', en: 'Several, or abroad' } },
        ],
      },
    ],
  },
)

/** Chuyển nhượng quyền sử dụng đất: with tax the citizen pays before the certificate is signed. */
const J = table(
  'J',
  'demo',
  [
    ['tiep-nhan', 'RECEIVE', 'CENTRE', 0.5, ['tham-dinh']],
    [
      'tham-dinh',
      'CHECK',
      'LAND_REGISTRY',
      3,
      ['du-thao'],
      { choices: [{ when: { fact: 'tax', is: 'DUE' }, next: ['chuyen-thue'] }] },
    ],
    ['chuyen-thue', 'EXTERNAL', 'LAND_REGISTRY', 0.5, ['nghia-vu']],
    ['nghia-vu', 'OBLIGATION', 'LAND_REGISTRY', null, ['du-thao']],
    ['du-thao', 'APPRAISE', 'LAND_REGISTRY', 2, ['ky']],
    ['ky', 'APPROVE', 'LEADERSHIP', 1, ['van-thu']],
    ['van-thu', 'ISSUE', 'OFFICE', 0.5, ['tra']],
    ['tra', 'RETURN', 'CENTRE', 0, []],
  ],
  {
    facts: [
      {
        id: 'tax',
        name: { vi: 'Nghĩa vụ tài chính', en: 'Financial obligation' },
        values: [
          { id: 'DUE', name: { vi: 'Phải nộp', en: 'Due' } },
          { id: 'NONE', name: { vi: 'Không phải nộp', en: 'None' } },
        ],
      },
    ],
  },
)

export const STEP_TABLES = { A, B, C, D, E, F, G, H, I, J } as const
