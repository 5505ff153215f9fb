import type { Bilingual, Language } from '#common/i18n.ts'
import type { ClockTime, Weekday } from '#common/time.ts'
import type { Answer } from '#web/api/contract.ts'

/**
 * What the pages are made from: the answers of the public API, by its published contract, and the frame around them.
 * Moments are RFC 3339 with an offset, days are legal days in Asia/Ho_Chi_Minh. A null says that nobody stated it, and
 * the pages say so too.
 */

export type ProcedureListItem = Answer<'searchProcedures'>['items'][number]
/** A field or an agency, and how many procedures there are of it. */
export interface Topic {
  name: string
  procedures: number
}
export type Procedure = Answer<'readProcedure'>
export type ProcedureCase = Procedure['cases'][number]
/** Fees null: the source says nothing about a fee. No fee in the list: nothing is due. */
export type ChannelTerms = ProcedureCase['channels'][number]
export type Paper = ProcedureCase['papers'][number]

/** When the result would be due if the dossier were received now. */
export type DuePromise = Answer<'previewPromise'>
export type ExplainedDay = DuePromise['explanation'][number]['days'][number]

/** When the office works and receives. */
export type Calendar = Answer<'readCalendar'>

/** The latest signed checkpoint of the ledger. */
export type LatestCheckpoint = Answer<'readLatestCheckpoint'>

/** What somebody with the receipt in hand may see. */
export type Tracking = Answer<'trackDossier'>
export type DossierState = Tracking['state']
export type EventType = Tracking['timeline'][number]['type']

/** What every page needs around its own matter. */
export interface Frame {
  language: Language
  /** Path and query of the page, without `lang`: what the language link goes back to. */
  address: string
  /** What was sent to get this page, when it was a form: the language link must send it again. */
  sent?: { to: string; fields: Readonly<Record<string, string>> }
  /** Address of portal.css, with its content hash. */
  stylesheet: string
  centre: Centre
  /** While the office takes no acts: why, and until when it is expected to last. Null: it takes them. */
  standstill: { reason: string | null; until: string | null } | null
}

/** The centre (Trung tâm Phục vụ hành chính công) whose portal it is. */
export interface Centre {
  name: string
  address: string | null
  hotline: string | null
  /** Null while the province has no centre; the page then gives no hours rather than wrong ones. */
  hours: OpeningHours | null
}

export interface Session {
  start: ClockTime
  end: ClockTime
}

export interface OpeningHours {
  week: Readonly<Record<Weekday, readonly Session[]>>
  /** Today as the calendar has it: holidays, swap days and closures are in it. */
  today: {
    sessions: readonly Session[]
    /** When the session closes that is being held; null while the counters are closed. */
    openUntil: ClockTime | null
    /** Why today is not like its week. */
    name: Bilingual | null
    /** A day off that somebody has yet to confirm. */
    unconfirmed: Bilingual | null
  }
  /** RFC 3339; the start of the next session, today or later; null when that is not known. */
  opensNext: string | null
  /** A dossier received after this time counts from the next working day; null when there is no such rule. */
  cutOff: ClockTime | null
}
