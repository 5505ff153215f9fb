import { randomUUID } from 'node:crypto'
import { hanoiDateOf, instantFromMs } from '#common/time.ts'
import { demoId } from '../../server/src/demo-province.ts'
import { draft, freshNumber, PROCEDURE, reception } from '../../server/test/support/household.ts'
import { sessionHash, sessionOf } from '../sessions.ts'
import type { Sql } from '../sql.ts'
import {
  bringTo,
  demoStaff,
  type Parked,
  receiptSecret,
  STATIONS,
  type Staff,
  type Station,
} from '../stations.ts'
import type { RunningHouse } from '../support/house.ts'
import { furnishLongWay, LONGER_TERM } from '../support/long-way.ts'
import { handInScan, scan } from '../support/scans.ts'

/**
 * What a malformed request is made from: officers with their sessions, dossiers at every station, receipts. A request
 * that is wrong in one thing and right in all others gets past the first door.
 */

export type Who =
  | 'receptionist'
  | 'specialist'
  | 'police'
  | 'insurance'
  | 'leader'
  | 'clerk'
  | 'head'
  | 'controller'
  | 'inspector'
  | 'administrator'
  | 'neighbour'
  | 'flitting receptionist'
  | 'who leaves'
  | 'nobody'

/** A request that is right, but for what the fuzz then does to it. */
export interface Plain {
  who: Who
  path: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  body: unknown
  /** In the place of a body of JSON. */
  bytes?: Buffer
  version: number | null
}

const PEOPLE: Readonly<Partial<Record<Who, string>>> = {
  receptionist: 'huong',
  specialist: 'dung',
  police: 'son',
  insurance: 'oanh',
  leader: 'phuoc',
  clerk: 'hanh',
  'who leaves': 'anh',
  head: 'mai',
  controller: 'tuan',
  inspector: 'thanh',
  administrator: 'long',
  neighbour: 'lan',
  'flitting receptionist': 'binh',
}

interface ActPlan {
  /** Where it is possible, one of them taken by luck. */
  stations: readonly Station[]
  who: Who
  body: (dossier: Parked) => unknown
}

const at =
  (...stations: Station[]) =>
  (who: Who, body: ActPlan['body'] = () => ({})): ActPlan => ({ stations, who, body })

const LATER = '2099-12-31T17:00:00+07:00'
const WHY = { reason: 'Ghi rõ số nhân khẩu của hộ.' }
const MISSING = {
  ...WHY,
  items: ['Giấy đề nghị có chữ ký', 'Xác nhận thu nhập'],
  legalBasis: 'Điều 7',
  replyBy: LATER,
}
const PAPERS = { papers: reception().papers, note: 'Người dân mang đến quầy.' }
const ENDING = { ...WHY, legalBasis: 'Điều 7', fees: 'NO_REFUND', papersHandedBack: true }
const CASE = { place: 'ORDINARY', applicant: 'PERSON' }

const ACTS: Readonly<Record<string, ActPlan>> = {
  acceptDossier: at('FILED')('receptionist', () => ({ papers: PAPERS.papers, sets: 1, ...CASE })),
  askToComplete: at('FILED')('receptionist', () => MISSING),
  noteCompletion: at('NEEDS_COMPLETION')('receptionist', () => PAPERS),
  refuseDossier: at('FILED', 'NEEDS_COMPLETION')('receptionist', () => ({
    ...WHY,
    legalBasis: 'Điều 7',
    whereToTurn: 'Nộp tại phường nơi hộ cư trú.',
    papersHandedBack: true,
  })),
  correctReception: at(
    'RECEIVED',
    'CHECKING',
    'CONSULTING',
    'SUPPLEMENT',
  )('receptionist', () => ({
    ...WHY,
    papers: PAPERS.papers,
    sets: 2,
    owner: reception().owner,
    submitter: reception().owner,
    subject: reception().owner,
    ...CASE,
  })),
  handOver: at('RECEIVED')('receptionist'),
  confirmHandOver: at('HANDED_OVER')('specialist'),
  refuseHandOver: at('HANDED_OVER')('specialist', () => WHY),
  takeBackHandOver: at('HANDED_OVER')('receptionist'),
  assignTask: at(
    'CHECKING',
    'APPRAISING',
    'SUPPLEMENT',
  )('specialist', ({ task }) => ({
    taskId: task,
    officerId: demoId('officer.dung'),
  })),
  completeStep: at('CHECKING_ALONE')('specialist', ({ task }) => ({
    taskId: task,
    facts: {},
    note: 'Đã kiểm tra đủ.',
  })),
  sendBack: at('AWAITING_APPROVAL')('leader', () => ({ ...WHY, toNode: 'appraise' })),
  askOpinions: at('CHECKING')('specialist', () => ({ question: 'Xin ý kiến về hộ này.', facts: {} })),
  consultUnits: at('CHECKING', 'APPRAISING')('specialist', ({ task }) => ({
    taskId: task,
    units: [demoId('ca-quevo'), demoId('bhxh-quevo')],
    question: 'Xin ý kiến thêm.',
    join: 'ANY',
    replyBy: LATER,
  })),
  giveOpinion: at('CONSULTING', 'ASKED_BESIDE')('police', ({ task }) => ({
    taskId: task,
    verdict: 'AGREED',
    text: 'Hộ thường trú tại phường.',
  })),
  closeConsultation: at('ASKED_BESIDE')('specialist', () => WHY),
  askOutside: at('CHECKING', 'APPRAISING')('specialist', ({ task }) => ({
    taskId: task,
    system: 'CSDL quốc gia về dân cư',
    reference: 'DC-1',
    note: 'Tra cứu nhân khẩu.',
    replyBy: LATER,
  })),
  noteOutsideAnswer: at('AWAITING_EXTERNAL')('specialist', () => ({
    answer: 'UNANSWERED',
    note: 'Hệ thống không trả lời.',
  })),
  askSupplement: at('CHECKING', 'APPRAISING')('specialist', ({ task }) => ({ ...MISSING, taskId: task })),
  noteSupplement: at('SUPPLEMENT')('receptionist', () => PAPERS),
  notifyObligation: at('CHECKING', 'APPRAISING')('specialist', ({ task }) => ({
    taskId: task,
    noticeNumber: '12/TB-CCT',
    replyBy: LATER,
  })),
  noteObligationMet: at('AWAITING_PAYMENT')('specialist', () => ({ evidence: 'TREASURY' })),
  changeTerm: at('CHECKING_ALONE')('specialist', () => ({ ...WHY, option: LONGER_TERM })),
  concludePart: at('IN_PARTS')('police', ({ task }) => ({
    taskId: task,
    outcome: 'REFUSED_ON_MERITS',
    externalCode: 'KS-01',
    ...WHY,
  })),
  endPart: at('PART_SILENT', 'IN_PARTS')('specialist', ({ task }) => ({ taskId: task, ...WHY })),
  gatherResults: at('GATHERING')('receptionist'),
  submitDraft: at('APPRAISING', 'CORRECTING')('specialist', () => draft()),
  approve: at('AWAITING_APPROVAL')('leader', ({ draft: paper }) => ({
    documentId: paper?.id ?? randomUUID(),
    fileSha256: paper?.sha256 ?? '0'.repeat(64),
  })),
  issue: at('APPROVED')('clerk', () => ({ number: freshNumber() })),
  returnResult: at('RESOLVED')('receptionist', () => ({
    receiver: 'REPRESENTATIVE',
    proof: 'AUTHORISATION',
    representative: reception().owner,
  })),
  correctResult: at('RESOLVED', 'RETURNED')('specialist', () => WHY),
  requestWithdrawal: at('FILED', 'RECEIVED', 'CHECKING')('receptionist', () => WHY),
  grantWithdrawal: at('WITHDRAWAL_REQUESTED')('specialist', () => ENDING),
  refuseWithdrawal: at('WITHDRAWAL_REQUESTED')('specialist', () => WHY),
  stopDossier: at('CHECKING', 'SUPPLEMENT', 'AWAITING_EXTERNAL')('specialist', () => ENDING),
}

/** What its citizen does, with the receipt in hand. */
const CITIZEN_ACTS: Readonly<Record<string, { stations: readonly Station[]; body: object }>> = {
  bringSupplement: { stations: ['NEEDS_COMPLETION', 'SUPPLEMENT'], body: PAPERS },
  askToWithdraw: { stations: ['FILED', 'RECEIVED', 'CHECKING', 'SUPPLEMENT'], body: WHY },
}

const stationsFor = (operation: string): readonly Station[] =>
  (ACTS[operation] ?? CITIZEN_ACTS[operation])?.stations ??
  (operation === 'makeManifest' ? ['HANDED_OVER'] : [])

const isForCitizens = (station: Station): boolean =>
  Object.values(CITIZEN_ACTS).some(({ stations }) => stations.includes(station))

/** A decision as if it had moved every date, so that there is somebody to be told. */
const A_DECISION = '00000000-0000-4000-8000-00000000f022'

// Enough that eight at a time seldom meet on one dossier, few enough to be furnished in a few seconds.
const FEW = 2
// Of twenty-four stations.
const MOST = 120

export class World {
  readonly #cookies = new Map<Who, string>()
  readonly house: RunningHouse
  readonly #staff: Staff
  readonly #loader: Sql
  readonly #dossiers: Parked[] = []
  /** By dossier: the date that its citizen must be told. */
  readonly #dueAt = new Map<string, string>()
  /** By dossier: a file that is read, and one that is taken out. */
  readonly #files = new Map<string, { kept: string; takenOut: string }>()
  /** By dossier: the person whose it is. */
  readonly #owners = new Map<string, string>()
  /** Dossiers that the officers themselves received while furnishing, so that every row is accounted for. */
  readonly received = new Set<string>()
  /** By dossier: the highest version that somebody was told of. */
  readonly told = new Map<string, number>()
  readonly #receipts: { code: string; secret: string }[] = []
  readonly #secretOf: (receiptId: string) => Promise<string>

  private constructor(
    house: RunningHouse,
    loader: Sql,
    staff: Staff,
    secretOf: (receiptId: string) => Promise<string>,
  ) {
    this.#secretOf = secretOf
    this.house = house
    this.#loader = loader
    this.#staff = staff
  }

  static async furnish(house: RunningHouse, loader: Sql): Promise<World> {
    const { loader: connection } = await house.database()
    await furnishLongWay(connection)
    const staff = await demoStaff((username) => house.signIn(username))
    const { dataFolder } = house
    const world = new World(house, loader, staff, (receiptId) =>
      receiptSecret({ dataFolder, loader: connection }, receiptId),
    )
    for (const who of Object.keys(PEOPLE) as Who[]) await world.signIn(who)
    await loader.all(
      `insert into calendar_change (id, number, issuer, decided_on, title, change, made_at, made_by)
       values ('${A_DECISION}', 'of a storm', 'UBND', current_date, 'Nghỉ', '{}', now(), 'prove')`,
    )
    for (const station of STATIONS) for (let count = 0; count < FEW; count += 1) await world.refill(station)
    for (const { code, receiptId } of world.#dossiers.filter((one) => one.receiptId !== null).slice(0, 3))
      world.#receipts.push({ code, secret: await world.#secretOf(receiptId ?? '') })
    return world
  }

  /** Whoever was signed out; the receptionist left her counter with it. */
  async comesBack(who: Who): Promise<void> {
    await this.signIn(who)
    if (who === 'receptionist') await this.#sitDown()
  }

  /** At the counter, whoever has taken it meanwhile; a refusal says that she sits already. */
  async #sitDown(): Promise<void> {
    await this.#goOn()
    const counterId = demoId('quevo.tt.counter.1')
    await this.#staff.receptionist.post('/api/counter-sessions', { counterId, takeOver: true })
  }

  /** An officer of the attack may have ended every other session of hers: of those who furnish, theirs go on. */
  async #goOn(): Promise<void> {
    const hashes = Object.values(this.#staff).map(sessionHash)
    await this.#loader.all('update session set closed_at = null where token_hash = any($1)', [hashes])
  }

  /** One more dossier at a station, walked there by officers over HTTP; an old one is left alone from now on. */
  async refill(station: Station): Promise<void> {
    await this.#sitDown()
    const parked = await bringTo(this.#staff, station)
    this.received.add(parked.id)
    const dossier =
      isForCitizens(station) && parked.receiptId
        ? { ...parked, secret: await this.#secretOf(parked.receiptId) }
        : parked
    this.heard(dossier.id, dossier.version)
    const [notice] = await this.#loader.all<{ due_at: string }>(
      `insert into due_notice (dossier_id, home_authority_id, calendar_change_id, was_due_at, due_at, recorded_at)
       select id, authority_id, '${A_DECISION}', current_due_at - interval '1 day', current_due_at, now() from dossier
       where id = '${dossier.id}' and current_due_at is not null returning due_at::timestamptz(0)::text as due_at`,
    )
    if (notice) this.#dueAt.set(dossier.id, new Date(notice.due_at).toISOString())
    const scanned = () => handInScan(this.#staff.receptionist, dossier.id)
    const [kept, takenOut] = [await scanned(), await scanned()]
    if (kept.status === 201) this.#files.set(dossier.id, { kept: kept.body.id, takenOut: takenOut.body.id })
    const [owner] = await this.#loader.all<{ id: string }>(
      `select owner_id as id from dossier where id = '${dossier.id}'`,
    )
    if (owner) this.#owners.set(dossier.id, owner.id)
    this.#dossiers.unshift(dossier)
    if (this.#dossiers.length > MOST) this.#dossiers.pop()
  }

  /** A dossier to do it to, where those before it have moved all on. */
  async supply(operation: string): Promise<void> {
    const stations = stationsFor(operation)
    const [first] = stations
    if (first && !this.#dossiers.some(({ station }) => stations.includes(station))) await this.refill(first)
  }

  /** The station that has fewest dossiers left. */
  poorest(): Station {
    const count = (station: Station) => this.#dossiers.filter((dossier) => dossier.station === station).length
    return STATIONS.reduce((poorest, station) => (count(station) < count(poorest) ? station : poorest))
  }

  /** A session for the attack, apart from those of the officers who furnish: it may be signed out of. */
  async signIn(who: Who): Promise<void> {
    const username = PEOPLE[who]
    if (username === undefined) return
    const client = await sessionOf(this.#loader, this.house.url, demoId(`officer.${username}`))
    this.#cookies.set(who, String(client.cookie))
  }

  cookieOf(who: Who): string | null {
    return this.#cookies.get(who) ?? null
  }

  /** An act was done: the dossier is no longer where it was thought to be. */
  heard(id: string, version: number): void {
    if (version > (this.told.get(id) ?? 0)) this.told.set(id, version)
    const index = this.#dossiers.findIndex((dossier) => dossier.id === id && dossier.version < version)
    if (index >= 0) this.#dossiers.splice(index, 1)
  }

  /** A right request for an operation we know; null for one that came into the contract after us. */
  plain(operation: string, luck: number): Plain | null {
    const pick = <T>(list: readonly T[]): T => list[Math.floor(luck * 997 * list.length) % list.length] as T
    const act = ACTS[operation]
    const byCitizen = CITIZEN_ACTS[operation]
    const stations = stationsFor(operation)
    const fitting = this.#dossiers.filter(({ station }) => stations.includes(station))
    const dossier = pick(fitting.length > 0 ? fitting : this.#dossiers)
    const none: Plain = { who: 'specialist', path: {}, query: {}, body: undefined, version: null }
    if (act)
      return {
        ...none,
        who: act.who,
        path: { id: dossier.id },
        body: act.body(dossier),
        version: dossier.version,
      }
    const receipt = pick(this.#receipts)
    const withFiles = this.#dossiers.find(({ id }) => this.#files.has(id)) ?? dossier
    if (byCitizen)
      return {
        ...none,
        who: 'nobody',
        path: { code: dossier.code },
        body: { ...byCitizen.body, secret: dossier.secret ?? receipt.secret },
      }
    const known: Readonly<Record<string, () => Plain>> = {
      signIn: () => ({ ...none, who: 'nobody', body: { username: 'anh', password: 'motcua-demo-2026' } }),
      readHouse: () => ({ ...none, who: 'nobody' }),
      signOut: () => ({ ...none, who: 'who leaves' }),
      whoAmI: () => ({ ...none, who: pick(['head', 'controller', 'inspector', 'administrator']) }),
      listCounters: () => ({ ...none, who: pick(['receptionist', 'head']) }),
      openCounter: () => ({
        ...none,
        who: 'flitting receptionist',
        body: { counterId: demoId('quevo.tt.counter.2') },
      }),
      closeCounter: () => ({ ...none, who: 'flitting receptionist', path: { id: this.counterSession } }),
      searchProcedures: () => ({ ...none, who: 'nobody', query: { q: 'hộ nghèo' } }),
      readProcedure: () => ({ ...none, who: 'nobody', path: { slug: PROCEDURE } }),
      previewPromise: () => ({
        ...none,
        who: 'nobody',
        path: { slug: PROCEDURE },
        query: { caseId: 'chung', channel: 'COUNTER' },
      }),
      receiveDossier: () => ({
        ...none,
        who: 'receptionist',
        body: reception({ submitter: reception().owner }),
      }),
      fileDossier: () => ({
        ...none,
        who: 'receptionist',
        body: reception({ channel: 'POST', papers: [], submitter: reception().owner }),
      }),
      listDossiers: () => ({
        ...none,
        who: pick(['specialist', 'leader', 'inspector', 'neighbour']),
        query: pick<Record<string, string>>([
          {},
          { code: dossier.code },
          { state: 'ACCEPTED' },
          { receivedOn: hanoiDateOf(instantFromMs(Date.now())) },
        ]),
      }),
      readDossier: () => ({ ...none, who: pick(['leader', 'inspector']), path: { id: dossier.id } }),
      readDocument: () => ({
        ...none,
        who: pick(['leader', 'inspector']),
        path: { id: dossier.id, documentId: dossier.receiptId ?? randomUUID() },
      }),
      handInFile: () => ({
        ...none,
        who: pick(['receptionist', 'specialist', 'head']),
        path: { id: withFiles.id },
        query: pick<Record<string, string>>([{}, { paper: 'giay-de-nghi' }]),
        bytes: scan(),
      }),
      readFile: () => ({
        ...none,
        who: pick(['leader', 'inspector']),
        path: { id: withFiles.id, fileId: this.#files.get(withFiles.id)?.kept ?? randomUUID() },
      }),
      takeFileOut: () => ({
        ...none,
        who: 'receptionist',
        path: { id: withFiles.id, fileId: this.#files.get(withFiles.id)?.takenOut ?? randomUUID() },
        body: { reason: pick(['Quét nhầm giấy của người khác.', 'Trang bị mờ.']) },
      }),
      readInbox: () => ({
        ...none,
        who: pick(['receptionist', 'specialist', 'police', 'leader', 'clerk']),
        query: pick<Record<string, string>>([
          {},
          { view: 'TO_DO' },
          { view: 'CAME_BACK' },
          { view: 'TO_RETURN' },
          { view: 'WAITING', kind: 'APPRAISE' },
        ]),
      }),
      readCalendar: () => ({ ...none, who: 'nobody' }),
      listCheckpoints: () => ({ ...none, who: 'nobody', query: { before: '1000' } }),
      readLatestCheckpoint: () => ({ ...none, who: 'nobody' }),
      listLedgerKeys: () => ({ ...none, who: 'nobody' }),
      listAdministrativeUnits: () => ({ ...none, who: 'nobody', query: { on: '2025-06-30', under: '259' } }),
      readAgency: () => ({ ...none, who: 'nobody', path: { id: demoId('quevo.tt') } }),
      followChanges: () => ({ ...none, who: pick(['specialist', 'leader', 'administrator']) }),
      listColleagues: () => ({ ...none, who: pick(['receptionist', 'leader', 'police', 'inspector']) }),
      listDelegations: () => ({ ...none, who: pick(['leader', 'inspector', 'specialist']) }),
      // To whoever acts in nothing else here, so that nobody does the work of others by accident.
      makeDelegation: () => ({
        ...none,
        who: 'inspector',
        body: {
          toOfficerId: demoId('officer.tuan'),
          roles: ['INSPECTOR'],
          procedures: [PROCEDURE, 'Bảo trợ xã hội'],
          validTo: '2099-12-31T17:00:00+07:00',
          basis: 'Giấy ủy quyền số 3/GUQ-UBND',
        },
      }),
      revokeDelegation: () => ({ ...none, who: 'inspector', path: { id: this.#delegation } }),
      listAbsences: () => ({ ...none, who: pick(['leader', 'administrator', 'head']) }),
      noteAbsence: () => {
        // Each in a year of its own: whoever is away already is refused.
        const year = 2100 + Math.floor(luck * 7_000)
        return {
          ...none,
          who: 'administrator',
          body: { officerId: demoId('officer.thanh'), firstDay: `${year}-03-01`, lastDay: `${year}-03-02` },
        }
      },
      withdrawAbsence: () => ({ ...none, who: 'administrator', path: { id: this.#absence } }),
      searchPeople: () => ({
        ...none,
        who: pick(['receptionist', 'head', 'specialist', 'leader', 'neighbour']),
        body: {
          words: pick([
            'nguyễn văn tưởng',
            'tuong',
            'nguyen tuong',
            '027065001234',
            '0912345678',
            dossier.code,
          ]),
        },
      }),
      declareSamePerson: () => ({
        ...none,
        who: pick(['receptionist', 'head']),
        body: {
          personIds: [...this.#owners.values()].slice(0, 2),
          reason: 'Đã xem thẻ căn cước.',
          ...pick<object>([{}, { numbersDiffer: 'CONFIRMED' }]),
        },
      }),
      listHandOvers: () => ({
        ...none,
        who: pick(['receptionist', 'head', 'leader', 'police']),
        query: pick<Record<string, string>>([
          { side: 'SENT' },
          { side: 'ARRIVING' },
          { side: 'SENT', unitId: demoId('quevo.vhxh') },
        ]),
      }),
      makeManifest: () => ({
        ...none,
        who: pick(['receptionist', 'head']),
        body: {
          toUnitId: demoId('quevo.vhxh'),
          dossierIds: [dossier.id],
          carrier: { name: 'Bưu điện phường Quế Võ', billNumber: 'EB123456789VN' },
        },
      }),
      listManifests: () => ({ ...none, who: pick(['receptionist', 'specialist', 'leader', 'neighbour']) }),
      readManifest: () => ({
        ...none,
        who: pick(['receptionist', 'specialist', 'leader']),
        path: { id: this.#manifest },
      }),
      readManifestDocument: () => ({
        ...none,
        who: pick(['receptionist', 'specialist', 'leader']),
        path: { id: this.#manifest },
      }),
      undoSamePerson: () => ({
        ...none,
        who: 'receptionist',
        path: { id: this.#finding },
        query: { confirm: 'yes' },
      }),
      listCalendarDecisions: () => ({ ...none, who: pick(['leader', 'controller', 'administrator']) }),
      listDateNotices: () => ({ ...none, who: pick(['receptionist', 'head', 'leader', 'police']) }),
      noteTold: () => ({
        ...none,
        who: pick(['receptionist', 'head']),
        path: { id: dossier.id },
        body: { dueAt: this.#dueAt.get(dossier.id) ?? '', how: 'PHONE' },
      }),
      takeTellingBack: () => ({
        ...none,
        who: pick(['receptionist', 'head']),
        path: { id: dossier.id },
        query: { dueAt: this.#dueAt.get(dossier.id) ?? '' },
      }),
      trackDossier: () => ({
        ...none,
        who: 'nobody',
        path: { code: receipt.code },
        query: { secret: receipt.secret },
      }),
    }
    return known[operation]?.() ?? null
  }

  /** Of the receptionist who comes and goes. */
  counterSession: string = randomUUID()

  /** What was lent and noted last; a stranger's until something was. */
  #delegation: string = randomUUID()
  #absence: string = randomUUID()
  #finding: string = randomUUID()
  #manifest: string = randomUUID()

  /** Something was made that is no dossier. */
  arranged(operation: string, id: string): void {
    if (operation === 'makeDelegation') this.#delegation = id
    if (operation === 'noteAbsence') this.#absence = id
    if (operation === 'declareSamePerson') this.#finding = id
    if (operation === 'makeManifest') this.#manifest = id
  }

  /** Words that mean something here, for fields of that name. */
  words(): Readonly<Record<string, readonly string[]>> {
    const dossier = this.#dossiers.find(({ draft: paper }) => paper !== null)
    return {
      id: this.#dossiers.slice(0, 5).map(({ id }) => id),
      documentId: this.#dossiers.flatMap(({ receiptId }) => receiptId ?? []).slice(0, 5),
      taskId: this.#dossiers.flatMap(({ task }) => task ?? []).slice(0, 5),
      officerId: [demoId('officer.dung'), demoId('officer.anh')],
      option: [LONGER_TERM],
      replyBy: [LATER],
      units: [demoId('ca-quevo'), demoId('bhxh-quevo')],
      code: this.#receipts.map(({ code }) => code),
      secret: this.#receipts.map(({ secret }) => secret),
      slug: [PROCEDURE],
      procedure: [PROCEDURE],
      caseId: ['chung'],
      paperId: ['giay-de-nghi', 'to-khai'],
      toNode: ['check', 'appraise', 'approve'],
      counterId: [1, 2, 3].map((number) => demoId(`quevo.tt.counter.${number}`)),
      fileSha256: [dossier?.draft?.sha256 ?? '0'.repeat(64)],
      birthDate: ['1965-02-01'],
      email: ['tuong@example.vn'],
      phone: ['0912345678'],
      citizenNumber: ['027065001234'],
      fullName: ['Nguyễn Văn Tưởng'],
    }
  }
}
