import { NOTHING_STATED, type ProcedureContent, type WrittenVersion } from '#catalogue/index.ts'
import { plainDate } from '#common/time.ts'
import type { Process } from '#routing/index.ts'

/** How a shipped procedure is put down: what its source states is written, what is left out is absent. */

type Case = ProcedureContent['cases'][number]
type Paper = Case['papers'][number]
type Terms = Case['channels'][number]
type Fee = NonNullable<Terms['fees']>[number]

/** A version to be published, and how it is handled here; a process of null: described only. */
export interface Shipped {
  version: Omit<WrittenVersion, 'processVersionId'>
  process: Process | null
}

interface Told extends Partial<ProcedureContent> {
  slug: string
  title: string
  level: WrittenVersion['level']
  cases: ProcedureContent['cases']
  source: string
  nationalCode?: string
  process?: Process
}

export const shipped = ({ slug, title, level, nationalCode, process, ...told }: Told): Shipped => ({
  process: process ?? null,
  version: {
    draftId: null,
    slug,
    nationalCode: nationalCode ?? null,
    title,
    level,
    // No source states a day. It is the one on which communes took over what districts did.
    effectiveFrom: plainDate('2025-07-01'),
    effectiveTo: null,
    content: { ...NOTHING_STATED, ...told },
  },
})

/** The only case of a procedure whose source knows no other. */
export const onlyCase = (one: Omit<Case, 'id' | 'name'>): readonly Case[] => [
  { id: 'chung', name: { vi: 'Mọi trường hợp', en: 'Every case' }, ...one },
]

export const terms = (
  channel: Terms['channel'],
  stated: Partial<Terms> & Pick<Terms, 'standing'>,
): Terms => ({
  channel,
  term: null,
  termText: '',
  specials: [],
  changes: [],
  phases: [],
  fees: null,
  description: null,
  ...stated,
})

/** The same terms by several channels. */
export const byChannels = (
  channels: readonly Terms['channel'][],
  stated: Parameters<typeof terms>[1],
): readonly Terms[] => channels.map((channel) => terms(channel, stated))

export const workingDays = (value: number, termText: string) =>
  ({ standing: 'STATED', term: { value, unit: 'WORKING_DAY' }, termText }) as const

export const paper = (id: string, name: string, more: Partial<Paper> = {}): Paper => ({
  id,
  name,
  form: null,
  formUrl: null,
  originals: 1,
  copies: 0,
  required: true,
  replacedBy: null,
  ...more,
})

export const fee = (name: string, more: Partial<Fee> = {}): Fee => ({
  kind: null,
  name,
  amountVnd: null,
  per: null,
  basis: null,
  ...more,
})

/** Where the national portal keeps a form that a record names by its number. */
export const portalForm = (number: string): string =>
  `https://csdl.dichvucong.gov.vn/web/jsp/download_file.jsp?ma=${number}`

/** What is true of every record of the national portal that was read: it names no day, no code, no field. */
export const fromRecord = (...remarks: string[]): string =>
  [
    'Bản ghi của Cổng Dịch vụ công quốc gia, không ghi ngày; không nêu mã thủ tục, đối tượng, điều kiện, số bộ hồ sơ.',
    ...remarks,
    'Lĩnh vực và ngày hiệu lực do bộ dữ liệu thử đặt; tên cơ quan giữ như bản ghi, có nơi đã đổi tên. Trình tự viết gọn lại. Cần đối chiếu văn bản hiện hành trước khi dùng thật.',
  ].join(' ')

/** Receive, appraise, approve, issue, return: the least that a ward does, each with its share of the term in working days. */
export const plainProcess = (
  told: Pick<Process, 'id' | 'name' | 'source'>,
  [receive, appraise, approve, issue]: readonly [number, number, number, number],
): Process => ({
  ...told,
  version: 1,
  standing: 'demo',
  steps: [
    {
      id: 'receive',
      kind: 'RECEIVE',
      name: { vi: 'Tiếp nhận hồ sơ', en: 'Reception' },
      unit: 'CENTRE',
      role: 'RECEPTIONIST',
      days: receive,
      next: ['appraise'],
    },
    {
      id: 'appraise',
      kind: 'APPRAISE',
      name: { vi: 'Thẩm định, dự thảo kết quả', en: 'Appraise and draft the result' },
      unit: 'CULTURE_SOCIETY',
      role: 'SPECIALIST',
      days: appraise,
      next: ['approve'],
    },
    {
      id: 'approve',
      kind: 'APPROVE',
      name: { vi: 'Phê duyệt', en: 'Approval' },
      unit: 'LEADERSHIP',
      role: 'LEADER',
      days: approve,
      next: ['issue'],
    },
    {
      id: 'issue',
      kind: 'ISSUE',
      name: { vi: 'Cấp số, phát hành', en: 'Number and issue' },
      unit: 'OFFICE',
      role: 'RECORDS_CLERK',
      days: issue,
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
})
