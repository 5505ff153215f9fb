import type { Bilingual } from '#common/i18n.ts'
import type { ListedPaper } from '#common/papers.ts'
import type { PlainDate } from '#common/time.ts'
import type { SpecialTerm, TermPlan } from '#deadlines/rules/term.ts'

/**
 * What a procedure (thủ tục hành chính) is: cases × channels × terms × fees × papers, with what the law says around
 * them. What a source leaves out is null or empty here too, and is shown so.
 */

/** How a dossier arrives (cách thức thực hiện). Term and fee hang on the case and the channel, not on the procedure. */
export type Channel = 'COUNTER' | 'ONLINE' | 'POST'

/** Data of a national database that stands in for a paper (Nghị quyết 66.7/2025/NQ-CP). */
export interface ReplacedByData {
  source: Bilingual
  basis: string
}

/** A paper a citizen must bring (thành phần hồ sơ). */
export interface PaperSpec extends ListedPaper {
  name: string
  /** Name of the form to fill in, where the source gives one. */
  form: string | null
  /** Where the source offers that form. */
  formUrl: string | null
  /** Null: it must be brought. */
  replacedBy: ReplacedByData | null
}

/** Phí pays for a service, lệ phí for an act of the state; the source does not always say which. */
export type FeeKind = 'FEE' | 'CHARGE'

/** A fee as the source states it; `amountVnd` null means that the source names a fee without an amount. */
export interface FeeItem {
  kind: FeeKind | null
  name: string
  amountVnd: number | null
  /** What the amount is for, as "đồng/lần"; null where nothing is said. */
  per: string | null
  basis: string | null
}

/**
 * How sure the term is: stated; stated to be none (không quy định thời hạn); or in words that nobody has decided
 * on yet, and then no dossier can be received by this channel.
 */
export type TermStanding = 'STATED' | 'NONE_BY_LAW' | 'UNDECIDED'

export interface ChannelTerms extends TermPlan {
  channel: Channel
  standing: TermStanding
  /** The words of the source; empty where it has none. */
  termText: string
  /** null: the source says nothing about a fee, which is not the same as free of charge. */
  fees: readonly FeeItem[] | null
  /** What else the source says of this channel. */
  description: string | null
}

export interface ProcedureCase {
  id: string
  name: Bilingual
  papers: readonly PaperSpec[]
  /** Số bộ hồ sơ; null where the source does not say. */
  sets: number | null
  channels: readonly ChannelTerms[]
}

/** A law, decree or circular it rests on (căn cứ pháp lý). */
export interface LegalBasis {
  number: string | null
  title: string | null
}

/** Toàn trình: everything online, the result too; một phần: a part of it. */
export type OnlineLevel = 'FULL' | 'PARTIAL'

/** Here, or on the system of a ministry, which then has authority over its status. */
export type ProcessingRoute = 'LOCAL' | 'MINISTRY_SYSTEM'

export type ProcedureLevel = 'MINISTRY' | 'PROVINCE' | 'COMMUNE' | 'OTHER'

/** A leaf of the source that has no place of its own here: kept word for word, by its place there. */
export interface KeptLeaf {
  path: readonly (string | number)[]
  value: string | number | boolean | null
  /** An empty list or object stood there; `value` is null then. */
  empty?: 'LIST' | 'OBJECT'
}

/** What a procedure says, whatever its version and standing; `procedure_version.body` holds it. */
export interface ProcedureContent {
  titleEn: string | null
  /** Lĩnh vực. */
  field: string | null
  /** Đối tượng thực hiện, in the words of the source. */
  applicants: readonly string[]
  cases: readonly ProcedureCase[]
  conduct: string | null
  /** Yêu cầu, điều kiện. */
  conditions: string | null
  /** Cơ quan thực hiện or có thẩm quyền, in the words of the source. */
  competent: string | null
  coordinating: readonly string[]
  /** Which unit of the competent authority takes the lead (`agency.function`); null where nobody has said. */
  leadUnit: string | null
  route: ProcessingRoute
  onlineLevel: OnlineLevel | null
  /** Received by any centre of the province; null where the source does not say. */
  nonTerritorial: boolean | null
  results: readonly Bilingual[]
  legalBasis: readonly LegalBasis[]
  source: string
  kept: readonly KeptLeaf[]
}

/** A procedure as published on a day; a dossier keeps the version it was accepted under. */
export interface ProcedureVersion extends ProcedureContent {
  id: string
  procedureId: string
  slug: string
  nationalCode: string | null
  version: number
  /** Null where it is described but not handled here: nobody can hand a dossier in. */
  processVersionId: string | null
  title: string
  level: ProcedureLevel | null
  effectiveFrom: PlainDate
  /** The last day it holds; null while no end is known. */
  effectiveTo: PlainDate | null
}

export const caseOf = (procedure: ProcedureVersion, caseId: string): ProcedureCase | undefined =>
  procedure.cases.find((candidate) => candidate.id === caseId)

/** The special term under which a dossier was received, if one held for it. */
export const specialTermOf = (
  procedure: ProcedureVersion,
  received: { caseId: string; channel: Channel; specialTermId?: string | null },
): SpecialTerm | null => {
  const procedureCase = caseOf(procedure, received.caseId)
  const terms = procedureCase && termsOf(procedureCase, received.channel)
  return terms?.specials.find(({ id }) => id === received.specialTermId) ?? null
}

export const termsOf = (procedureCase: ProcedureCase, channel: Channel): ChannelTerms | undefined =>
  procedureCase.channels.find((candidate) => candidate.channel === channel)

/** Of a procedure that a source says nothing about but its name. */
export const NOTHING_STATED: Omit<ProcedureContent, 'cases' | 'source'> = {
  titleEn: null,
  field: null,
  applicants: [],
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
  kept: [],
}
