import type { PlainDate } from '#common/time.ts'
import { answerOf, api, bytesOf, sendBytes } from './client.ts'
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
export type InboxView = keyof Inbox['totals']
export type TaskKind = Inbox['items'][number]['kind']
export type InboxItem = Inbox['items'][number]
export type DossierList = Answer<'listDossiers'>
export type Paused = NonNullable<DossierList['items'][number]['paused']>
export type DossierState = DossierList['items'][number]['state']
export type Dossier = Answer<'readDossier'>
export type ExplanationPart = Dossier['explanation'][number]
export type DossierDocument = Dossier['documents'][number]
export type DossierFile = Dossier['files']['items'][number]
export type DossierTask = Dossier['tasks'][number]
export type Action = Dossier['allowedActions'][number]
export type ReceptionAsk = ProcedureCase['channels'][number]['asks'][number]
export type ReceptionChannel = Reception['channel']
export type Filing = Asked<'fileDossier'>
export type Filed = Answer<'fileDossier'>
export type Channel = Filing['channel']

export const house = () => answerOf(api.GET('/api/house'))
export const whoAmI = () => answerOf(api.GET('/api/session'))
export const signIn = (username: string, password: string, code?: string) =>
  answerOf(
    api.POST('/api/sessions', { body: { username, password, ...(code === undefined ? {} : { code }) } }),
  )
export const signOut = () => answerOf(api.DELETE('/api/session'))

export type Account = Answer<'readAccount'>
export type NewSecret = Answer<'beginSecondFactor'>

export const account = () => answerOf(api.GET('/api/account'))
export const changePassword = (body: Asked<'changePassword'>) =>
  answerOf(api.PUT('/api/account/password', { body }))
export const beginSecondFactor = (password: string) =>
  answerOf(api.POST('/api/account/second-factor-secrets', { body: { password } }))
export const confirmSecondFactor = (code: string) =>
  answerOf(api.PUT('/api/account/second-factor', { body: { code } }))
export const renewRecoveryCodes = (password: string) =>
  answerOf(api.POST('/api/account/recovery-codes', { body: { password } }))
export const endOtherSessions = () => answerOf(api.DELETE('/api/account/sessions'))
export const endSession = (id: string) =>
  answerOf(api.DELETE('/api/account/sessions/{id}', { params: { path: { id } } }))

export type Colleague = Answer<'listColleagues'>['items'][number]
export type Delegation = Answer<'listDelegations'>['items'][number]
export type Absence = Answer<'listAbsences'>['items'][number]
export type Role = Colleague['roles'][number]

export const colleagues = () => answerOf(api.GET('/api/colleagues'))
export const delegations = () => answerOf(api.GET('/api/delegations'))
export const absences = () => answerOf(api.GET('/api/absences'))
export const makeDelegation = (body: Asked<'makeDelegation'>, key: string) =>
  answerOf(api.POST('/api/delegations', { body, headers: { 'idempotency-key': key } }))
export const revokeDelegation = (id: string) =>
  answerOf(api.DELETE('/api/delegations/{id}', { params: { path: { id } } }))
export const noteAbsence = (body: Asked<'noteAbsence'>, key: string) =>
  answerOf(api.POST('/api/absences', { body, headers: { 'idempotency-key': key } }))
export const withdrawAbsence = (id: string) =>
  answerOf(api.DELETE('/api/absences/{id}', { params: { path: { id } } }))

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

export const fileDossier = (body: Filing, key: string) =>
  answerOf(api.POST('/api/filings', { body, params: { header: { 'idempotency-key': key } } }))

export const inbox = (query: AskedInQuery<'readInbox'>) =>
  answerOf(api.GET('/api/tasks', { params: { query } }))

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

/** Where a file is that was handed in. */
export const fileHref = (dossierId: string, fileId: string): string =>
  `/api/dossiers/${dossierId}/files/${fileId}`

/** Hands a file in; `onPart` hears how much of it has left, from 0 to 1. */
export const handFileIn = (
  dossierId: string,
  { file, paperId, key }: { file: File; paperId: string | null; key: string },
  onPart: (part: number) => void,
): Promise<void> =>
  sendBytes(
    `/api/dossiers/${dossierId}/files${paperId === null ? '' : `?paper=${encodeURIComponent(paperId)}`}`,
    file,
    { 'idempotency-key': key, 'file-name': shortened(file.name) },
    onPart,
  )

// What the contract takes, in bytes of an encoded name; the end of a long one tells most about it.
const LONGEST_NAME = 160
const shortened = (name: string): string => encodeURIComponent([...name].slice(-LONGEST_NAME).join(''))

export const takeFileOut = (id: string, fileId: string, reason: string) =>
  answerOf(
    api.POST('/api/dossiers/{id}/files/{fileId}/removals', {
      params: { path: { id, fileId } },
      body: { reason },
    }),
  )

export type HandOverSide = AskedInQuery<'listHandOvers'>['side']
export type HandOver = Answer<'listHandOvers'>['items'][number]
export type Manifest = Answer<'readManifest'>

export const handOvers = (side: HandOverSide, cursor?: string) =>
  answerOf(
    api.GET('/api/hand-overs', { params: { query: { side, ...(cursor === undefined ? {} : { cursor }) } } }),
  )
export const makeManifest = (body: Asked<'makeManifest'>, key: string) =>
  answerOf(api.POST('/api/manifests', { body, params: { header: { 'idempotency-key': key } } }))
export const manifests = (cursor?: string) =>
  answerOf(api.GET('/api/manifests', { params: { query: cursor === undefined ? {} : { cursor } } }))
export const manifest = (id: string) => answerOf(api.GET('/api/manifests/{id}', { params: { path: { id } } }))
/** Where the bytes of its paper are. */
export const manifestHref = (id: string): string => `/api/manifests/${id}/document`

export type FoundPeople = Answer<'searchPeople'>

/** Sent, not asked for by address: names stand in no address. */
export const searchPeople = (words: string, signal: AbortSignal) =>
  answerOf(api.POST('/api/people-searches', { body: { words }, signal }))
export const declareSamePerson = (body: Asked<'declareSamePerson'>) =>
  answerOf(api.POST('/api/same-person-findings', { body }))
export const undoSamePerson = (id: string) =>
  answerOf(
    api.DELETE('/api/same-person-findings/{id}', { params: { path: { id }, query: { confirm: 'yes' } } }),
  )

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

export const accept = (act: Act, body: Asked<'acceptDossier'>) =>
  answerOf(api.POST('/api/dossiers/{id}/acceptances', { params: toDossier(act), body }))
export const askToComplete = (act: Act, body: Asked<'askToComplete'>) =>
  answerOf(api.POST('/api/dossiers/{id}/completion-requests', { params: toDossier(act), body }))
export const complete = (act: Act, body: Asked<'noteCompletion'>) =>
  answerOf(api.POST('/api/dossiers/{id}/completions', { params: toDossier(act), body }))
export const refuse = (act: Act, body: Asked<'refuseDossier'>) =>
  answerOf(api.POST('/api/dossiers/{id}/refusals', { params: toDossier(act), body }))
export const correctReception = (act: Act, body: Asked<'correctReception'>) =>
  answerOf(api.POST('/api/dossiers/{id}/reception-corrections', { params: toDossier(act), body }))

export const handOver = (act: Act) =>
  answerOf(api.POST('/api/dossiers/{id}/hand-overs', { params: toDossier(act), body: {} }))
export const confirmHandOver = (act: Act) =>
  answerOf(api.POST('/api/dossiers/{id}/hand-over-confirmations', { params: toDossier(act), body: {} }))
export const refuseHandOver = (act: Act, body: Asked<'refuseHandOver'>) =>
  answerOf(api.POST('/api/dossiers/{id}/hand-over-refusals', { params: toDossier(act), body }))
export const takeBackHandOver = (act: Act) =>
  answerOf(api.POST('/api/dossiers/{id}/hand-over-recalls', { params: toDossier(act), body: {} }))
export const assign = (act: Act, body: Asked<'assignTask'>) =>
  answerOf(api.POST('/api/dossiers/{id}/assignments', { params: toDossier(act), body }))
export const completeStep = (act: Act, body: Asked<'completeStep'>) =>
  answerOf(api.POST('/api/dossiers/{id}/step-completions', { params: toDossier(act), body }))
export const sendBack = (act: Act, body: Asked<'sendBack'>) =>
  answerOf(api.POST('/api/dossiers/{id}/send-backs', { params: toDossier(act), body }))

export const askOpinions = (act: Act, body: Asked<'askOpinions'>) =>
  answerOf(api.POST('/api/dossiers/{id}/opinion-requests', { params: toDossier(act), body }))
export const consult = (act: Act, body: Asked<'consultUnits'>) =>
  answerOf(api.POST('/api/dossiers/{id}/consultations', { params: toDossier(act), body }))
export const giveOpinion = (act: Act, body: Asked<'giveOpinion'>) =>
  answerOf(api.POST('/api/dossiers/{id}/opinions', { params: toDossier(act), body }))
export const closeConsultation = (act: Act, body: Asked<'closeConsultation'>) =>
  answerOf(api.POST('/api/dossiers/{id}/consultation-closures', { params: toDossier(act), body }))
export const askOutside = (act: Act, body: Asked<'askOutside'>) =>
  answerOf(api.POST('/api/dossiers/{id}/outside-requests', { params: toDossier(act), body }))
export const noteOutsideAnswer = (act: Act, body: Asked<'noteOutsideAnswer'>) =>
  answerOf(api.POST('/api/dossiers/{id}/outside-answers', { params: toDossier(act), body }))
export const askSupplement = (act: Act, body: Asked<'askSupplement'>) =>
  answerOf(api.POST('/api/dossiers/{id}/supplement-requests', { params: toDossier(act), body }))
export const noteSupplement = (act: Act, body: Asked<'noteSupplement'>) =>
  answerOf(api.POST('/api/dossiers/{id}/supplements', { params: toDossier(act), body }))
export const notifyObligation = (act: Act, body: Asked<'notifyObligation'>) =>
  answerOf(api.POST('/api/dossiers/{id}/obligation-notices', { params: toDossier(act), body }))
export const noteObligationMet = (act: Act, body: Asked<'noteObligationMet'>) =>
  answerOf(api.POST('/api/dossiers/{id}/obligation-settlements', { params: toDossier(act), body }))
export const changeTerm = (act: Act, body: Asked<'changeTerm'>) =>
  answerOf(api.POST('/api/dossiers/{id}/term-changes', { params: toDossier(act), body }))

export const concludePart = (act: Act, body: Asked<'concludePart'>) =>
  answerOf(api.POST('/api/dossiers/{id}/part-results', { params: toDossier(act), body }))
export const endPart = (act: Act, body: Asked<'endPart'>) =>
  answerOf(api.POST('/api/dossiers/{id}/part-endings', { params: toDossier(act), body }))
export const gatherResults = (act: Act, body: Asked<'gatherResults'>) =>
  answerOf(api.POST('/api/dossiers/{id}/result-gatherings', { params: toDossier(act), body }))
export const submitDraft = (act: Act, body: Asked<'submitDraft'>) =>
  answerOf(api.POST('/api/dossiers/{id}/drafts', { params: toDossier(act), body }))
export const approve = (act: Act, body: Asked<'approve'>) =>
  answerOf(api.POST('/api/dossiers/{id}/approvals', { params: toDossier(act), body }))
export const issue = (act: Act, body: Asked<'issue'>) =>
  answerOf(api.POST('/api/dossiers/{id}/issuances', { params: toDossier(act), body }))
export const returnResult = (act: Act, body: Asked<'returnResult'>) =>
  answerOf(api.POST('/api/dossiers/{id}/returns', { params: toDossier(act), body }))
export const correctResult = (act: Act, body: Asked<'correctResult'>) =>
  answerOf(api.POST('/api/dossiers/{id}/result-corrections', { params: toDossier(act), body }))

export const requestWithdrawal = (act: Act, body: Asked<'requestWithdrawal'>) =>
  answerOf(api.POST('/api/dossiers/{id}/withdrawal-requests', { params: toDossier(act), body }))
export const grantWithdrawal = (act: Act, body: Asked<'grantWithdrawal'>) =>
  answerOf(api.POST('/api/dossiers/{id}/withdrawals', { params: toDossier(act), body }))
export const refuseWithdrawal = (act: Act, body: Asked<'refuseWithdrawal'>) =>
  answerOf(api.POST('/api/dossiers/{id}/withdrawal-refusals', { params: toDossier(act), body }))
export const stop = (act: Act, body: Asked<'stopDossier'>) =>
  answerOf(api.POST('/api/dossiers/{id}/stops', { params: toDossier(act), body }))
