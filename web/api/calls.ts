import type { PlainDate } from '#common/time.ts'
import { answerOf, api, bytesOf } from './client.ts'
import type { Answer, Asked, AskedInQuery } from './contract.ts'

/** Every request the desk makes, by name. Types come from the published contract. */

export type Session = Answer<'whoAmI'>
export type Counters = Answer<'listCounters'>['items']
export type ProcedureSummary = Answer<'searchProcedures'>['items'][number]
export type Procedure = Answer<'readProcedure'>
export type ProcedureCase = Procedure['cases'][number]
export type PaperSpec = ProcedureCase['papers'][number]
export type Promised = Answer<'previewPromise'>
export type Reception = Asked<'receiveDossier'>
export type Received = Answer<'receiveDossier'>
export type Inbox = Answer<'readInbox'>
export type InboxItem = Inbox['items'][number]
export type DossierList = Answer<'listDossiers'>
export type DossierState = DossierList['items'][number]['state']
export type Dossier = Answer<'readDossier'>
export type ExplanationPart = Dossier['explanation'][number]
export type DossierDocument = Dossier['documents'][number]
export type Action = Dossier['allowedActions'][number]
export type ReceptionChannel = Reception['channel']

export const whoAmI = () => answerOf(api.GET('/api/session'))
export const signIn = (username: string, password: string) =>
  answerOf(api.POST('/api/sessions', { body: { username, password } }))
export const signOut = () => answerOf(api.DELETE('/api/session'))

export const counters = () => answerOf(api.GET('/api/counters'))
export const openCounter = (body: Asked<'openCounter'>) =>
  answerOf(api.POST('/api/counter-sessions', { body }))
export const closeCounter = (id: string) =>
  answerOf(api.DELETE('/api/counter-sessions/{id}', { params: { path: { id } } }))

// What the contract takes; nobody types so much on purpose.
const LONGEST_SEARCH = 200
export const searchProcedures = (words: string, signal: AbortSignal) =>
  answerOf(
    api.GET('/api/procedures', {
      params: { query: words === '' ? {} : { q: words.slice(0, LONGEST_SEARCH) } },
      signal,
    }),
  )
export const procedure = (slug: string) =>
  answerOf(api.GET('/api/procedures/{slug}', { params: { path: { slug } } }))
/** For which matter a promise is asked for. */
export interface AskedPromise extends Pick<Reception, 'place' | 'applicant'> {
  caseId: string
  channel: ReceptionChannel
}
export const promised = (slug: string, query: AskedPromise) =>
  answerOf(api.GET('/api/procedures/{slug}/promise', { params: { path: { slug }, query } }))

export const receive = (body: Reception, key: string) =>
  answerOf(api.POST('/api/dossiers', { body, params: { header: { 'idempotency-key': key } } }))

export const inbox = (cursor?: string) =>
  answerOf(api.GET('/api/tasks', { params: { query: cursor === undefined ? {} : { cursor } } }))

export interface DossierSearch {
  code?: string | undefined
  state?: DossierState | undefined
  receivedOn?: PlainDate | undefined
  cursor?: string | undefined
}
export const dossiers = ({ code, state, receivedOn, cursor }: DossierSearch) =>
  answerOf(
    api.GET('/api/dossiers', {
      params: {
        query: {
          ...(code ? { code } : {}),
          ...(state ? { state } : {}),
          ...(receivedOn ? { receivedOn } : {}),
          ...(cursor ? { cursor } : {}),
        },
      },
    }),
  )
export const dossier = (id: string) => answerOf(api.GET('/api/dossiers/{id}', { params: { path: { id } } }))

export type Calendar = Answer<'readCalendar'>
export type CalendarDay = Calendar['days'][number]
export type CalendarDecision = Answer<'listCalendarDecisions'>['items'][number]
export type DateNotice = Answer<'listDateNotices'>['items'][number]
export type DateNoticesState = NonNullable<AskedInQuery<'listDateNotices'>['state']>
export type Telling = Asked<'noteTold'>

export const calendar = () => answerOf(api.GET('/api/calendar'))
export const calendarDecisions = () => answerOf(api.GET('/api/calendar-decisions'))
export const dateNotices = (state: DateNoticesState, cursor?: string) =>
  answerOf(
    api.GET('/api/date-notices', {
      params: { query: { state, ...(cursor === undefined ? {} : { cursor }) } },
    }),
  )
export const noteTold = (id: string, body: Telling) =>
  answerOf(api.PUT('/api/date-notices/{id}', { params: { path: { id } }, body }))
export const takeTellingBack = (id: string, dueAt: string) =>
  answerOf(api.DELETE('/api/date-notices/{id}', { params: { path: { id }, query: { dueAt } } }))

/** Where a paper's bytes are, for a frame or a link. */
export const documentHref = (dossierId: string, documentId: string): string =>
  `/api/dossiers/${dossierId}/documents/${documentId}`

/** A paper as this browser was given it: its bytes, and the hash of the file that they are (its strong ETag). */
export interface FetchedPaper {
  bytes: Blob
  sha256: string | null
}

/** Fetches a paper; each time is a read of personal data that the ledger notes. */
export const fetchPaper = async (href: string, signal: AbortSignal): Promise<FetchedPaper> => {
  const { data, response } = await bytesOf(href, signal)
  return { bytes: data, sha256: /^"([0-9a-f]{64})"$/.exec(response.headers.get('etag') ?? '')?.[1] ?? null }
}

/** An act on a dossier: on the version that was seen, under a key that makes it happen once. */
export interface Act {
  id: string
  version: number
  key: string
}

const toDossier = ({ id, version, key }: Act) => ({
  path: { id },
  header: { 'if-match': `"${version}"`, 'idempotency-key': key },
})

export const handOver = (act: Act) =>
  answerOf(api.POST('/api/dossiers/{id}/hand-overs', { params: toDossier(act), body: {} }))
export const confirmHandOver = (act: Act) =>
  answerOf(api.POST('/api/dossiers/{id}/hand-over-confirmations', { params: toDossier(act), body: {} }))
export const askOpinions = (act: Act, body: Asked<'askOpinions'>) =>
  answerOf(api.POST('/api/dossiers/{id}/opinion-requests', { params: toDossier(act), body }))
export const giveOpinion = (act: Act, body: Asked<'giveOpinion'>) =>
  answerOf(api.POST('/api/dossiers/{id}/opinions', { params: toDossier(act), body }))
export const submitDraft = (act: Act, body: Asked<'submitDraft'>) =>
  answerOf(api.POST('/api/dossiers/{id}/drafts', { params: toDossier(act), body }))
export const sendBack = (act: Act, body: Asked<'sendBack'>) =>
  answerOf(api.POST('/api/dossiers/{id}/send-backs', { params: toDossier(act), body }))
export const approve = (act: Act, body: Asked<'approve'>) =>
  answerOf(api.POST('/api/dossiers/{id}/approvals', { params: toDossier(act), body }))
export const issue = (act: Act, body: Asked<'issue'>) =>
  answerOf(api.POST('/api/dossiers/{id}/issuances', { params: toDossier(act), body }))
export const returnResult = (act: Act, body: Asked<'returnResult'>) =>
  answerOf(api.POST('/api/dossiers/{id}/returns', { params: toDossier(act), body }))
