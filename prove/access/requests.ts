import { randomUUID } from 'node:crypto'
import { demoId } from '../../server/src/demo-province.ts'
import type { Answer, Client } from '../../server/test/support/client.ts'
import { draft, freshNumber, PROCEDURE, reception } from '../../server/test/support/household.ts'
import type { Parked } from '../stations.ts'
import { LONGER_TERM } from '../support/long-way.ts'
import { handInScan } from '../support/scans.ts'
import { ACTS, type Act, CITIZEN_ACTS, type CitizenAct } from './situations.ts'

/** One valid request for each operation of the contract, so that nothing but who asks decides what comes of it. */

/** What a request is about. Of a thing that never was, every id is one that nobody ever gave out. */
export interface Target {
  id: string
  code: string
  version: number
  receiptId: string
  draft: { id: string; sha256: string }
  /** The open task that it is about. */
  task: string
  /** Whoever asks, to whom a task is given. */
  asker: string
  counterId: string
  counterSessionId: string
  secret: string
  /** Whose absence it is, and to whom posts are lent. */
  officerId: string
  delegationId: string
  absenceId: string
  /** The date that its citizen must be told. */
  newDueAt: string
  /** That was handed in with it. */
  fileId: string
  /** Two persons who may be one, and the finding that they are. */
  personIds: [string, string]
  findingId: string
  manifestId: string
  /** Of whoever is signed in. */
  sessionId: string
}

/** Ids that were never given out: version 4, as our own never are. */
export const neverThere = (): Target => ({
  id: randomUUID(),
  code: 'H05.47-990101-0001',
  version: 1,
  receiptId: randomUUID(),
  draft: { id: randomUUID(), sha256: 'e'.repeat(64) },
  task: randomUUID(),
  asker: randomUUID(),
  counterId: randomUUID(),
  counterSessionId: randomUUID(),
  secret: '0000-0000-0000',
  officerId: randomUUID(),
  delegationId: randomUUID(),
  absenceId: randomUUID(),
  newDueAt: NEW_DUE_AT,
  fileId: randomUUID(),
  personIds: [randomUUID(), randomUUID()],
  findingId: randomUUID(),
  manifestId: randomUUID(),
  sessionId: randomUUID(),
})

/** Of every dossier that stands still here: the date it moved to. */
export const NEW_DUE_AT = '2027-01-04T17:00:00+07:00'

export const targetOf = (dossier: Parked & { fileId?: string | null }): Target => ({
  ...neverThere(),
  id: dossier.id,
  code: dossier.code,
  version: dossier.version,
  ...(dossier.receiptId ? { receiptId: dossier.receiptId } : {}),
  ...(dossier.secret ? { secret: dossier.secret } : {}),
  ...(dossier.draft ? { draft: dossier.draft } : {}),
  ...(dossier.task ? { task: dossier.task } : {}),
  ...(dossier.fileId ? { fileId: dossier.fileId } : {}),
})

const WHY = { reason: 'Ghi rõ số nhân khẩu.' }
const MISSING = { ...WHY, items: ['Giấy đề nghị có chữ ký của chủ hộ'] }
const PAPERS = { papers: reception().papers }
const ENDING = { ...WHY, fees: 'NONE', papersHandedBack: true }

const BODIES: Record<Act, (target: Target) => unknown> = {
  acceptDossier: () => ({ ...PAPERS, sets: 1 }),
  askToComplete: () => MISSING,
  noteCompletion: () => PAPERS,
  refuseDossier: () => ({ ...WHY, papersHandedBack: true }),
  correctReception: () => ({ ...WHY, sets: 2 }),
  handOver: () => ({}),
  confirmHandOver: () => ({}),
  refuseHandOver: () => WHY,
  takeBackHandOver: () => ({}),
  assignTask: ({ task, asker }) => ({ taskId: task, officerId: asker }),
  completeStep: () => ({}),
  sendBack: () => WHY,
  askOpinions: () => ({ question: 'Xin ý kiến.' }),
  consultUnits: () => ({ units: [demoId('bhxh-quevo')], question: 'Xin ý kiến thêm.', join: 'ALL' }),
  giveOpinion: ({ task }) => ({ taskId: task, verdict: 'AGREED', text: 'Đồng ý.' }),
  closeConsultation: () => WHY,
  askOutside: () => ({ system: 'CSDL quốc gia về dân cư' }),
  noteOutsideAnswer: () => ({ answer: 'ANSWERED' }),
  askSupplement: () => MISSING,
  noteSupplement: () => PAPERS,
  notifyObligation: () => ({ noticeNumber: '12/TB' }),
  noteObligationMet: () => ({ evidence: 'RECEIPT' }),
  changeTerm: () => ({ ...WHY, option: LONGER_TERM }),
  concludePart: ({ task }) => ({ taskId: task, outcome: 'GRANTED', externalCode: 'KS-01' }),
  endPart: ({ task }) => ({ taskId: task, ...WHY }),
  gatherResults: () => ({}),
  submitDraft: () => draft(),
  approve: (target) => ({ documentId: target.draft.id, fileSha256: target.draft.sha256 }),
  issue: () => ({ number: freshNumber() }),
  returnResult: () => ({ receiver: 'OWNER', proof: 'ID_CARD' }),
  correctResult: () => WHY,
  requestWithdrawal: () => WHY,
  grantWithdrawal: () => ENDING,
  refuseWithdrawal: () => WHY,
  stopDossier: () => ENDING,
}

const CITIZEN_BODIES: Record<CitizenAct, object> = { bringSupplement: PAPERS, askToWithdraw: WHY }

export type Asking = (client: Client, target: Target) => Promise<Answer>

const act =
  (name: Act): Asking =>
  (client, target) =>
    client.post(`/api/dossiers/${target.id}/${ACTS[name]}`, BODIES[name](target), { version: target.version })

/** About one dossier: seen and done only by those whom the law lets. */
export const ABOUT_A_DOSSIER: Readonly<Record<string, Asking>> = {
  readDossier: (client, { id }) => client.get(`/api/dossiers/${id}`),
  readDocument: (client, { id, receiptId }) => client.get(`/api/dossiers/${id}/documents/${receiptId}`),
  handInFile: (client, { id }) => handInScan(client, id),
  readFile: (client, { id, fileId }) => client.get(`/api/dossiers/${id}/files/${fileId}`),
  takeFileOut: (client, { id, fileId }) =>
    client.post(`/api/dossiers/${id}/files/${fileId}/removals`, WHY, { key: null }),
  noteTold: (client, { id, newDueAt }) =>
    client.send('PUT', `/api/date-notices/${id}`, { dueAt: newDueAt, how: 'PHONE' }, {}),
  takeTellingBack: (client, { id, newDueAt }) =>
    client.delete(`/api/date-notices/${id}?dueAt=${encodeURIComponent(newDueAt)}`),
  ...(Object.fromEntries((Object.keys(ACTS) as Act[]).map((name) => [name, act(name)])) as Record<
    Act,
    Asking
  >),
}

/** One's own account: what changes how one comes in asks for the password, which is none of these. */
const ABOUT_THE_ACCOUNT: Readonly<Record<string, Asking>> = {
  readAccount: (client) => client.get('/api/account'),
  changePassword: (client) =>
    client.send('PUT', '/api/account/password', { current: 'khong-dung', password: 'chim sẻ mùa gặt 7' }, {}),
  beginSecondFactor: (client) =>
    client.post('/api/account/second-factor-secrets', { password: 'khong-dung' }, { key: null }),
  confirmSecondFactor: (client) => client.send('PUT', '/api/account/second-factor', { code: '123456' }, {}),
  renewRecoveryCodes: (client) =>
    client.post('/api/account/recovery-codes', { password: 'khong-dung' }, { key: null }),
  endOtherSessions: (client) => client.delete('/api/account/sessions'),
  endSession: (client, { sessionId }) => client.delete(`/api/account/sessions/${sessionId}`),
}

/** About one's own work and counter. */
export const ABOUT_ONESELF: Readonly<Record<string, Asking>> = {
  whoAmI: (client) => client.get('/api/session'),
  listCounters: (client) => client.get('/api/counters'),
  openCounter: (client, { counterId }) => client.post('/api/counter-sessions', { counterId }),
  closeCounter: (client, { counterSessionId }) => client.delete(`/api/counter-sessions/${counterSessionId}`),
  listDossiers: (client) => client.get('/api/dossiers'),
  readInbox: (client) => client.get('/api/tasks'),
  listDateNotices: (client) => client.get('/api/date-notices'),
  searchPeople: (client) => client.post('/api/people-searches', { words: 'nguyen van tuong' }, { key: null }),
  declareSamePerson: (client, { personIds }) =>
    client.post('/api/same-person-findings', { personIds, ...WHY }, { key: null }),
  listHandOvers: (client) => client.get('/api/hand-overs?side=SENT'),
  makeManifest: (client, { id }) =>
    client.post('/api/manifests', { toUnitId: demoId('quevo.vhxh'), dossierIds: [id] }),
  listManifests: (client) => client.get('/api/manifests'),
  readManifest: (client, { manifestId }) => client.get(`/api/manifests/${manifestId}`),
  readManifestDocument: (client, { manifestId }) => client.get(`/api/manifests/${manifestId}/document`),
  undoSamePerson: (client, { findingId }) =>
    client.delete(`/api/same-person-findings/${findingId}?confirm=yes`),
  listCalendarDecisions: (client) => client.get('/api/calendar-decisions'),
  receiveDossier: (client) => client.post('/api/dossiers', reception()),
  fileDossier: (client) => client.post('/api/filings', reception({ papers: [] })),
  listColleagues: (client) => client.get('/api/colleagues'),
  followChanges: (client) => client.get('/api/changes'),
  listDelegations: (client) => client.get('/api/delegations'),
  makeDelegation: async (client, { officerId }) => {
    const { officer } = (await client.get('/api/session')).body
    const roles = officer?.roles ?? ['SPECIALIST']
    return client.post('/api/delegations', {
      toOfficerId: officerId,
      roles,
      validTo: LENT_UNTIL,
      basis: 'Số 1',
    })
  },
  revokeDelegation: (client, { delegationId }) => client.delete(`/api/delegations/${delegationId}`),
  listAbsences: (client) => client.get('/api/absences'),
  noteAbsence: (client, { officerId }) => client.post('/api/absences', { officerId, ...AWAY }),
  ...ABOUT_THE_ACCOUNT,
  withdrawAbsence: (client, { absenceId }) => client.delete(`/api/absences/${absenceId}`),
}

/** Longer than any run, and in every run. */
const LENT_UNTIL = '2099-12-31T17:00:00+07:00'
export const AWAY = { firstDay: '2026-01-01', lastDay: '2099-12-31' }

/** With the receipt in hand, and a key that may have been used before. */
export const askAsCitizen = (
  name: CitizenAct,
  client: Client,
  { code, secret }: Pick<Target, 'code' | 'secret'>,
  key: string = randomUUID(),
): Promise<Answer> =>
  client.post(`/api/tracking/${code}/${CITIZEN_ACTS[name]}`, { ...CITIZEN_BODIES[name], secret }, { key })

/** For everybody, signed in or not. */
export const OPEN: Readonly<Record<string, Asking>> = {
  readHouse: (client) => client.get('/api/house'),
  searchProcedures: (client) => client.get('/api/procedures?q=ngheo'),
  readProcedure: (client) => client.get(`/api/procedures/${PROCEDURE}`),
  listAdministrativeUnits: (client) => client.get('/api/administrative-units?on=2025-06-30'),
  readAgency: (client) => client.get(`/api/agencies/${demoId('quevo')}`),
  readCalendar: (client) => client.get('/api/calendar'),
  listCheckpoints: (client) => client.get('/api/ledger/checkpoints?before=1000000'),
  readLatestCheckpoint: (client) => client.get('/api/ledger/checkpoints/latest'),
  listLedgerKeys: (client) => client.get('/api/ledger/keys'),
  previewPromise: (client) => client.get(`/api/procedures/${PROCEDURE}/promise?caseId=chung&channel=COUNTER`),
  trackDossier: (client, { code, secret }) =>
    client.get(`/api/tracking/${code}?secret=${encodeURIComponent(secret)}`),
  bringSupplement: (client, target) => askAsCitizen('bringSupplement', client, target),
  askToWithdraw: (client, target) => askAsCitizen('askToWithdraw', client, target),
  signIn: (client) =>
    client.post('/api/sessions', { username: 'khong-co-ai', password: 'khong-dung' }, { key: null }),
  signOut: (client) => client.delete('/api/session'),
}

export const EVERY_REQUEST: Readonly<Record<string, Asking>> = {
  ...ABOUT_A_DOSSIER,
  ...ABOUT_ONESELF,
  ...OPEN,
}

/** Ids of the demo's counters. */
export const counterOf = (centre: string, number: number): string => demoId(`${centre}.counter.${number}`)
