import type { Language } from '#common/i18n.ts'
import type { ClockTime, Weekday } from '#common/time.ts'

/**
 * What the pages are made from: the wire of the public API as the portal reads it. Moments are RFC 3339 with an
 * offset, days are legal days in Asia/Ho_Chi_Minh. A null says that nobody stated it, and the pages say so too.
 */

/** The same words in both languages. */
export type BothLanguages = { readonly vi: string; readonly en: string }

/** What every page needs around its own matter. */
export type Frame = {
  readonly language: Language
  /** Path and query of the page, without `lang`: what the language link goes back to. */
  readonly address: string
  /** Address of portal.css, with its content hash. */
  readonly stylesheet: string
  readonly centre: Centre
}

/** The centre (Trung tâm Phục vụ hành chính công) whose portal it is. */
export type Centre = {
  readonly name: string
  readonly address: string | null
  readonly hotline: string | null
  /** Null when no working calendar is in force; the page then gives no hours rather than wrong ones. */
  readonly hours: OpeningHours | null
}

export type Session = { readonly start: ClockTime; readonly end: ClockTime }

export type OpeningHours = {
  readonly week: Readonly<Record<Weekday, readonly Session[]>>
  /** Today as the calendar has it: holidays, swap days and closures are in it. */
  readonly today: {
    readonly sessions: readonly Session[]
    /** Why today is not like its week. */
    readonly name: BothLanguages | null
    /** A day off that somebody has yet to confirm. */
    readonly unconfirmed: BothLanguages | null
  }
  /** RFC 3339; when the counters open next after today's sessions, null when that is not known. */
  readonly opensNext: string | null
  /** A dossier received after this time counts from the next working day; null when there is no such rule. */
  readonly cutOff: ClockTime | null
}

export type Level = 'PROVINCE' | 'COMMUNE'
export type Channel = 'COUNTER' | 'ONLINE' | 'POST'
export type TermUnit = 'WORKING_DAY' | 'CALENDAR_DAY' | 'WORKING_HOUR' | 'SAME_DAY'

export type ProcedureListItem = {
  readonly slug: string
  readonly title: string
  readonly titleEn: string
  readonly nationalCode: string | null
  readonly level: Level
  readonly termText: string | null
}

export type Paper = {
  readonly id: string
  readonly name: string
  readonly form: string | null
  readonly originals: number
  readonly copies: number
  readonly required: boolean
}

export type Fee = {
  readonly name: string
  /** Null: the source names the fee and no amount. */
  readonly amountVnd: number | null
  readonly basis: string | null
}

export type ChannelTerms = {
  readonly channel: Channel
  /** Null: no statutory term, or none that could be read; `termText` tells the two apart. */
  readonly term: { readonly value: number; readonly unit: TermUnit } | null
  readonly termText: string | null
  /** Empty: free of charge. Null: the source says nothing about a fee, which is not the same. */
  readonly fees: readonly Fee[] | null
}

export type ProcedureCase = {
  readonly id: string
  readonly name: BothLanguages
  readonly sets: number
  readonly papers: readonly Paper[]
  readonly channels: readonly ChannelTerms[]
}

export type Step = {
  readonly id: string
  readonly name: BothLanguages
  readonly unit: string
  /** Share of the term in working days. */
  readonly days: number
}

export type Procedure = {
  readonly slug: string
  readonly title: string
  readonly titleEn: string
  readonly nationalCode: string | null
  readonly level: Level
  readonly effectiveFrom: string
  readonly cases: readonly ProcedureCase[]
  readonly conduct: string
  readonly competent: string
  readonly result: BothLanguages
  readonly legalBasis: readonly string[]
  readonly source: string
  readonly steps: readonly Step[]
  /** `demo`: the times of the steps were not checked against a decision. */
  readonly processStanding: 'demo' | 'published'
  readonly processSource: string
}

export type DayCode =
  | 'ACCEPTED_AFTER_CUT_OFF'
  | 'ACCEPTED_OUTSIDE_SESSIONS'
  | 'CLOCK_STARTS'
  | 'WORKING_DAY'
  | 'CALENDAR_DAY'
  | 'WEEKLY_REST'
  | 'MOVED_TO_WORKING_DAY'
  | 'HOLIDAY'
  | 'SUBSTITUTE'
  | 'SWAP_OFF'
  | 'SWAP_WORK'
  | 'CLOSURE'

export type ExplainedDay = {
  readonly date: string
  readonly counted: boolean
  readonly ordinal: number | null
  /** A `DayCode`; a string because a newer server may know one more. */
  readonly code: string
  readonly name: BothLanguages | null
  readonly unconfirmed: BothLanguages | null
}

/** When the result would be due if the dossier were received now. */
export type DuePromise = {
  readonly acceptedAt: string
  readonly clockStartsAt: string
  readonly dueAt: string | null
  readonly days: readonly ExplainedDay[]
  readonly beyondKnownCalendar: boolean
}

export type DossierState =
  | 'ACCEPTED'
  | 'PROCESSING'
  | 'CONSULTING'
  | 'AWAITING_APPROVAL'
  | 'APPROVED'
  | 'RESOLVED'
  | 'RETURNED'

export type EventType =
  | 'Received'
  | 'HandedOver'
  | 'HandOverConfirmed'
  | 'OpinionsAsked'
  | 'OpinionGiven'
  | 'OpinionsGathered'
  | 'DraftSubmitted'
  | 'SentBack'
  | 'DraftApproved'
  | 'ResultIssued'
  | 'ResultReturned'

/** What somebody with the receipt in hand may see. */
export type Tracking = {
  readonly code: string
  readonly state: DossierState
  readonly procedure: { readonly title: string; readonly titleEn: string }
  readonly ownerMasked: string | null
  readonly acceptedAt: string
  readonly dueAt: string | null
  readonly issuedAt: string | null
  readonly returnedAt: string | null
  readonly timeliness: 'EARLY' | 'ON_TIME' | 'OVERDUE' | 'NO_TERM' | null
  /** `days` in full working days of the plain week, negative when overdue. */
  readonly workingTimeLeft: {
    readonly minutes: number
    readonly days: number
    readonly isOverdue: boolean
  } | null
  readonly holderUnit: string | null
  readonly collectAt: {
    readonly name: string
    readonly address: string | null
    readonly hotline: string | null
  }
  readonly timeline: readonly {
    readonly type: EventType
    readonly at: string
    readonly unit: string | null
  }[]
}
