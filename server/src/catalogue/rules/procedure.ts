import type { Bilingual } from '#common/i18n.ts'
import type { ListedPaper } from '#common/papers.ts'
import type { PlainDate } from '#common/time.ts'
import type { Term } from '#deadlines/rules/term.ts'

/** How a dossier arrives (cách thức thực hiện). Term and fee hang on the case and the channel, not on the procedure. */
export type Channel = 'COUNTER' | 'ONLINE' | 'POST'

/** A paper a citizen must bring (thành phần hồ sơ). */
export interface PaperSpec extends ListedPaper {
  name: string
  /** Name of the form to fill in, where the source gives one. */
  form: string | null
}

/** A fee as the source states it; `amountVnd` null means that the source names a fee without an amount. */
export interface FeeItem {
  name: string
  amountVnd: number | null
  basis: string | null
}

export interface ChannelTerms {
  channel: Channel
  /** null: none is promised (không quy định thời hạn, or words that cannot be read: `termText` tells which). */
  term: Term | null
  termText: string
  /** null: the source says nothing about a fee, which is not the same as free of charge. */
  fees: readonly FeeItem[] | null
}

export interface ProcedureCase {
  id: string
  name: Bilingual
  papers: readonly PaperSpec[]
  /** Số bộ hồ sơ. */
  sets: number
  channels: readonly ChannelTerms[]
}

/** A procedure as published on a day; a dossier keeps the version it was accepted under. */
export interface ProcedureVersion {
  id: string
  procedureId: string
  slug: string
  nationalCode: string | null
  version: number
  processVersionId: string
  title: string
  titleEn: string
  level: 'PROVINCE' | 'COMMUNE'
  effectiveFrom: PlainDate
  cases: readonly ProcedureCase[]
  conduct: string
  competent: string
  /** Which unit of the competent authority takes the lead (`agency.function`). */
  leadUnit: string
  result: Bilingual
  legalBasis: readonly string[]
  source: string
}

export const caseOf = (procedure: ProcedureVersion, caseId: string): ProcedureCase | undefined =>
  procedure.cases.find((candidate) => candidate.id === caseId)

export const termsOf = (procedureCase: ProcedureCase, channel: Channel): ChannelTerms | undefined =>
  procedureCase.channels.find((candidate) => candidate.channel === channel)
