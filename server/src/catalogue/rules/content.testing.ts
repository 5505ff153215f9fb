import { plainDate } from '#common/time.ts'
import type { ChannelTerms, PaperSpec, ProcedureContent } from './procedure.ts'
import type { WrittenVersion } from './publication.ts'

/** A procedure in which nothing is wrong, to be made wrong in one thing. */

export const terms = (more: Partial<ChannelTerms> = {}): ChannelTerms => ({
  channel: 'COUNTER',
  standing: 'STATED',
  term: { value: 7, unit: 'WORKING_DAY' },
  termText: '07 ngày làm việc',
  specials: [],
  changes: [],
  phases: [],
  fees: null,
  description: null,
  ...more,
})

export const paper = (more: Partial<PaperSpec> = {}): PaperSpec => ({
  id: 'don',
  name: 'Đơn',
  form: null,
  formUrl: null,
  originals: 1,
  copies: 0,
  required: true,
  replacedBy: null,
  ...more,
})

export const content = (more: Partial<ProcedureContent> = {}): ProcedureContent => ({
  titleEn: null,
  field: null,
  applicants: [],
  cases: [{ id: 'chung', name: { vi: 'Chung', en: '' }, sets: null, papers: [paper()], channels: [terms()] }],
  conduct: null,
  conditions: null,
  competent: null,
  coordinating: [],
  leadUnit: null,
  route: 'LOCAL',
  onlineLevel: null,
  nonTerritorial: null,
  results: [],
  legalBasis: [],
  source: 'thử',
  kept: [],
  ...more,
})

export const version = (more: Partial<WrittenVersion> = {}): WrittenVersion => ({
  draftId: null,
  slug: 'dang-ky-khai-sinh',
  nationalCode: null,
  title: 'Đăng ký khai sinh',
  level: 'COMMUNE',
  effectiveFrom: plainDate('2027-03-01'),
  effectiveTo: null,
  processVersionId: null,
  content: content(),
  ...more,
})

export const DECISION = {
  number: '125/QĐ-UBND',
  issuer: 'Ủy ban nhân dân tỉnh',
  decidedOn: plainDate('2026-06-15'),
  title: 'Công bố thủ tục',
}
