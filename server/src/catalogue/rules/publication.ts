import type { PlainDate } from '#common/time.ts'
import type { ProcedureContent, ProcedureLevel } from './procedure.ts'

/** What a decision (quyết định công bố) lays down, and what is there when it does. */

export interface Decision {
  number: string
  issuer: string
  decidedOn: PlainDate
  title: string
}

export interface Publication {
  decision: Decision
  versions: readonly VersionToPublish[]
  replacements: readonly Replacement[]
}

export type VersionToPublish = WrittenVersion | DraftAsItIs

export interface WrittenVersion {
  /** The draft that a person has judged by writing this; null when none was imported. */
  draftId: string | null
  /** A procedure that has no such address yet comes into being with its first version. */
  slug: string
  nationalCode: string | null
  title: string
  level: ProcedureLevel | null
  effectiveFrom: PlainDate
  /** Null: until the next version, or until no end is known. */
  effectiveTo: PlainDate | null
  processVersionId: string | null
  content: ProcedureContent
}

/** A draft in which nothing was left to decide, published in its own words. */
export interface DraftAsItIs {
  draftId: string
  effectiveFrom: PlainDate
  effectiveTo: PlainDate | null
  processVersionId: string | null
  leadUnit: string | null
}

/** From a day on one procedure stands for another; several may stand for one, and one for several. */
export interface Replacement {
  replaced: string
  replacing: string
  since: PlainDate
}

/** What the catalogue holds already, as far as a publication depends on it. */
export interface Known {
  /** The legal day in Asia/Ho_Chi_Minh: no decision is of a later one. */
  today: PlainDate
  procedures: readonly { slug: string; nationalCode: string | null }[]
  versions: readonly KnownVersion[]
  /** The drafts that are asked for. */
  drafts: readonly KnownDraft[]
  replacements: readonly Replacement[]
  /** What units do, in whatever agency: who can lead. */
  functions: readonly string[]
}

export interface KnownVersion {
  id: string
  slug: string
  effectiveFrom: PlainDate
  effectiveTo: PlainDate | null
}

export interface KnownDraft
  extends Pick<WrittenVersion, 'slug' | 'nationalCode' | 'title' | 'level' | 'content'> {
  id: string
  /** How many questions nobody has answered yet. */
  questions: number
}

/** What is to be written, all of it or nothing. */
export interface Plan {
  versions: readonly WrittenVersion[]
  /** Published versions that end, each with the last day it holds. */
  endings: readonly { versionId: string; lastDay: PlainDate }[]
  replacements: readonly Replacement[]
}
