import { isDeepStrictEqual } from 'node:util'
import { type Answer, Client, NoAnswer } from '../../server/test/support/client.ts'
import { draft, freshNumber, reception } from '../../server/test/support/household.ts'
import type { Finding } from '../proof.ts'
import type { Dice } from './dice.ts'
import { atLeast } from './figures.ts'
import type { Receptionist } from './furnish.ts'
import { scan } from './scans.ts'
import { sleep } from './waiting.ts'

/**
 * Sixteen officers at work who never give up: each sends a request with its Idempotency-Key until it is acknowledged,
 * walks some dossiers through the offices, by the straight way and by every other that is common, and asks for some
 * earlier answers a second time. With them, the citizens who were told the secret of their look-up.
 */

/** A request that was acknowledged, and what the officer was told. */
export interface Told {
  officer: string
  path: string
  body: unknown
  key: string
  version: number | undefined
  status: number
  text: string
  dossierId: string
  code: string
  /** The dossier's version after it. */
  after: number
}

/** A file that was handed in and acknowledged. */
export interface ToldFile {
  id: string
  bytes: Buffer
}

export interface Crowd {
  /** Every acknowledged request. */
  readonly told: readonly Told[]
  /** Every acknowledged file. */
  readonly files: readonly ToldFile[]
  readonly counts: {
    attempts: number
    retries: number
    /** Of one request. */
    mostRetries: number
    replays: number
    /** A replay that was answered differently, by status, body or version. */
    changed: number
    /** Answers 500: a fault of ours, met by trying again. */
    faults: number
    /** Refusals that nobody should have met. */
    unexpected: number
  }
  /** Milliseconds that each attempt took which was not acknowledged. */
  readonly refusals: readonly number[]
  /** How attempts ended that were not acknowledged: a code of a refusal, or of a connection that broke, the first few. */
  readonly setbacks: readonly string[]
  /** What the unexpected refusals and the changed answers were, the first few. */
  readonly oddities: readonly string[]
  /** Performance-clock times of acknowledgements, ascending, with the number of the client. */
  readonly acknowledgements: readonly { at: number; client: number }[]
  /** No new work; what is under way is seen to its end, and the last replays are made. */
  finish(): Promise<void>
}

export interface CrowdRequest {
  url: string
  receptionists: readonly Receptionist[]
  dice: Dice
  clients?: number
  /** Pause between two pieces of work of one client, at most, in milliseconds. */
  pause?: number
}

type Officers = Readonly<Record<string, Client>>

/** A dossier that is being walked through the offices. */
interface Walk {
  id: string
  code: string
  version: number
  step: Step
  /** Of the look-up, where it was filed and not received at once: then its citizen acts too. */
  secret: string | null
  /** Papers are asked for once while it is handled. */
  isAsked: boolean
  isCorrected: boolean
  /** It was asked to be withdrawn once. */
  isWithdrawn: boolean
}

type Step =
  | 'answer'
  | 'complete'
  | 'hand over'
  | 'confirm'
  | 'ask'
  | 'bring'
  | 'outside'
  | 'police'
  | 'insurance'
  | 'draft'
  | 'decide withdrawal'
  | 'approve'
  | 'issue'
  | 'return'
  | 'after'
  | 'nothing'

// One acknowledged request in twenty is sent again.
const REPLAYED_OF = 20
const WALKED = 0.35
// Where the paper was scanned at the counter.
const WITH_A_FILE = 0.2
// Brought incomplete; each of them is walked.
const FILED = 0.1
const MOST_WALKS = 12

export const openCrowd = async (request: CrowdRequest): Promise<Crowd> => {
  const { url, receptionists, dice: chance, clients = 16, pause = 150 } = request
  const signedIn: Record<string, Client> = {}
  for (const name of ['dung', 'phuoc', 'hanh', 'son', 'oanh', 'hieu'])
    signedIn[name] = await new Client(url).signIn(name)
  for (const { username, counterId } of receptionists)
    signedIn[username] = await (await new Client(url).signIn(username)).openCounter(counterId)

  const crowd = new OpenCrowd(pause)
  const workers = Array.from({ length: clients }, (_, index) => {
    const windows = {
      citizen: new Client(url),
      ...Object.fromEntries(Object.entries(signedIn).map(([name, client]) => [name, client.twin()])),
    }
    const receptionist = receptionists[index % receptionists.length] as Receptionist
    return crowd.work(index, windows, receptionist, chance.fork(`client ${index}`))
  })
  return crowd.opened(workers)
}

class OpenCrowd implements Crowd {
  readonly told: Told[] = []
  readonly files: ToldFile[] = []
  readonly counts = {
    attempts: 0,
    retries: 0,
    mostRetries: 0,
    replays: 0,
    changed: 0,
    faults: 0,
    unexpected: 0,
  }
  readonly refusals: number[] = []
  readonly setbacks: string[] = []
  readonly oddities: string[] = []
  readonly acknowledgements: { at: number; client: number }[] = []
  readonly #pause: number
  #workers: Promise<void>[] = []
  #finishing = false

  constructor(pause: number) {
    this.#pause = pause
  }

  opened(workers: Promise<void>[]): this {
    this.#workers = workers
    return this
  }

  async finish(): Promise<void> {
    this.#finishing = true
    await Promise.all(this.#workers)
  }

  async work(index: number, officers: Officers, receptionist: Receptionist, chance: Dice): Promise<void> {
    const walks: Walk[] = []
    const toReplay: { told: Told; officer: Client; notBefore: number }[] = []
    const send = (name: string, path: string, body: unknown, version?: number) =>
      this.#acknowledged({
        client: index,
        name,
        officer: officers[name]!,
        path,
        body,
        version,
        chance,
        toReplay,
      })
    while (!this.#finishing) {
      const replay = toReplay[0]
      if (replay && performance.now() > replay.notBefore) {
        toReplay.shift()
        await this.#replay(replay.told, replay.officer)
      } else if (walks.length > 0 && chance.chance(0.5)) {
        const walk = chance.pick(walks)
        const ended = await this.#step(walk, officers, receptionist, chance, send)
        if (ended) walks.splice(walks.indexOf(walk), 1)
      } else if (walks.length < MOST_WALKS && chance.chance(FILED)) {
        const told = await send(receptionist.username, '/api/filings', { ...household(chance), papers: [] })
        if (told) walks.push(begun(told, 'answer'))
      } else {
        const told = await send(receptionist.username, '/api/dossiers', household(chance))
        if (told && chance.chance(WITH_A_FILE))
          await this.#handIn(officers[receptionist.username]!, told.dossierId, chance)
        if (told && walks.length < MOST_WALKS && chance.chance(WALKED)) walks.push(begun(told, 'hand over'))
      }
      await sleep(chance.below(this.#pause))
    }
    for (const { told, officer } of toReplay) await this.#replay(told, officer)
    for (const officer of Object.values(officers)) officer.close()
  }

  /** One act further; whether the walk has ended. */
  async #step(
    walk: Walk,
    officers: Officers,
    receptionist: Receptionist,
    chance: Dice,
    send: (name: string, path: string, body: unknown, version?: number) => Promise<Told | null>,
  ): Promise<boolean> {
    const specialist = receptionist.ward === 'quevo' ? 'dung' : 'hieu'
    const done = (told: Told | null, next: Step): boolean => {
      if (!told) return true
      walk.version = told.after
      walk.step = next
      return next === 'nothing'
    }
    const act = async (name: string, noun: string, body: unknown, next: Step): Promise<boolean> =>
      done(await send(name, `/api/dossiers/${walk.id}/${noun}`, body, walk.version), next)
    /** By its citizen where there is one, else at the counter. */
    const brought = async (noun: string, body: object, next: Step, atCounter = noun): Promise<boolean> =>
      walk.secret === null || chance.chance(0.3)
        ? act(receptionist.username, atCounter, body, next)
        : done(
            await send('citizen', `/api/tracking/${walk.code}/${noun}`, { ...body, secret: walk.secret }),
            next,
          )
    switch (walk.step) {
      case 'answer':
        if (chance.chance(0.1))
          return act(receptionist.username, 'refusals', { ...WHY, papersHandedBack: true }, 'nothing')
        if (chance.chance(0.1)) return brought('withdrawal-requests', WHY, 'nothing')
        return chance.chance(0.5)
          ? act(receptionist.username, 'completion-requests', MISSING, 'complete')
          : act(receptionist.username, 'acceptances', { ...PAPERS, sets: 1 }, 'hand over')
      case 'complete':
        return brought('supplements', PAPERS, 'answer', 'completions')
      case 'hand over':
        if (chance.chance(0.15))
          return act(receptionist.username, 'reception-corrections', { ...WHY, sets: 2 }, 'hand over')
        return act(receptionist.username, 'hand-overs', {}, 'confirm')
      case 'confirm': {
        if (chance.chance(0.15)) return act(specialist, 'hand-over-refusals', WHY, 'hand over')
        if (chance.chance(0.1)) return act(receptionist.username, 'hand-over-recalls', {}, 'hand over')
        // The other ward's consulted agencies have no officers in the demo: its dossiers are walked no further.
        return (await act(specialist, 'hand-over-confirmations', {}, 'ask')) || receptionist.ward !== 'quevo'
      }
      case 'ask':
        if (!walk.isAsked && chance.chance(0.3)) {
          walk.isAsked = true
          return act('dung', 'supplement-requests', MISSING, 'bring')
        }
        if (chance.chance(0.15)) return act('dung', 'outside-requests', { system: 'CSDL dân cư' }, 'outside')
        if (chance.chance(0.05))
          return act('dung', 'stops', { ...WHY, fees: 'NONE', papersHandedBack: true }, 'nothing')
        return act(
          'dung',
          'opinion-requests',
          { question: 'Xin ý kiến về cư trú và thu nhập của hộ.' },
          'police',
        )
      case 'bring':
        return brought('supplements', PAPERS, 'ask')
      case 'outside':
        return act('dung', 'outside-answers', { answer: 'ANSWERED' }, 'ask')
      case 'police':
      case 'insurance': {
        const name = walk.step === 'police' ? 'son' : 'oanh'
        const page = await this.#read(officers[name]!, walk.id, chance)
        const task = page?.tasks.find((one: { mine: boolean }) => one.mine)
        if (!task) return true
        return act(
          name,
          'opinions',
          { taskId: task.id, verdict: 'AGREED', text: 'Đồng ý.' },
          walk.step === 'police' ? 'insurance' : 'draft',
        )
      }
      case 'draft':
        // Who was refused asks again on another day.
        if (!walk.isCorrected && !walk.isWithdrawn && chance.chance(0.15)) {
          walk.isWithdrawn = true
          return brought('withdrawal-requests', WHY, 'decide withdrawal')
        }
        return act('dung', 'drafts', draft(), 'approve')
      case 'decide withdrawal':
        return chance.chance(0.5)
          ? act('dung', 'withdrawal-refusals', WHY, 'draft')
          : act('dung', 'withdrawals', { ...WHY, fees: 'NONE', papersHandedBack: true }, 'nothing')
      case 'approve': {
        if (chance.chance(0.2)) return act('phuoc', 'send-backs', WHY, 'draft')
        const page = await this.#read(officers.phuoc!, walk.id, chance)
        const paper = page?.documents.find((one: { standing: string }) => one.standing === 'CURRENT_DRAFT')
        // Not printed yet: somebody else first.
        if (!paper?.fileSha256) return false
        return act('phuoc', 'approvals', { documentId: paper.id, fileSha256: paper.fileSha256 }, 'issue')
      }
      case 'issue':
        return act('hanh', 'issuances', { number: freshNumber() }, 'return')
      case 'return':
        return act(receptionist.username, 'returns', { receiver: 'OWNER', proof: 'ID_CARD' }, 'after')
      default:
        if (walk.isCorrected || chance.chance(0.5)) return true
        walk.isCorrected = true
        return act('dung', 'result-corrections', WHY, 'draft')
    }
  }

  /** A dossier's page, asked for until it is given; null when it is refused. */
  // biome-ignore lint/suspicious/noExplicitAny: read like any page of the wire
  async #read(officer: Client, id: string, chance: Dice): Promise<any> {
    for (;;) {
      const answer = await this.#attempt(() => officer.get(`/api/dossiers/${id}`))
      if (answer?.status === 200) return answer.body
      if (answer && answer.status < 500) {
        this.#odd(`GET dossier: ${answer.status} ${answer.text}`)
        return null
      }
      await sleep(chance.between(50, 400))
    }
  }

  /** Sends until it is acknowledged; null when it was refused, which nobody expects. */
  async #acknowledged(given: {
    client: number
    name: string
    officer: Client
    path: string
    body: unknown
    version: number | undefined
    chance: Dice
    toReplay: { told: Told; officer: Client; notBefore: number }[]
  }): Promise<Told | null> {
    const { client, name, officer, path, body, version, chance } = given
    const key = chance.word(24)
    for (let retries = 0; ; retries += 1) {
      this.counts.mostRetries = Math.max(this.counts.mostRetries, retries)
      if (retries > 0) this.counts.retries += 1
      const answer = await this.#attempt(() =>
        officer.post(path, body, { key, ...(version === undefined ? {} : { version }) }),
      )
      if (answer?.status === 201) {
        const { id, code, version: after } = answer.body
        const told: Told = {
          officer: name,
          path,
          body,
          key,
          version,
          status: 201,
          text: answer.text,
          dossierId: id,
          code,
          after,
        }
        this.told.push(told)
        this.acknowledgements.push({ at: performance.now(), client })
        if (this.told.length % REPLAYED_OF === 1)
          given.toReplay.push({ told, officer, notBefore: performance.now() + chance.between(500, 8_000) })
        return told
      }
      if (answer && answer.status < 500) {
        this.#odd(`POST ${path}: ${answer.status} ${answer.text}`)
        return null
      }
      await sleep(chance.between(50, 400))
    }
  }

  /** A scan of a paper, under one key until it is acknowledged. */
  async #handIn(officer: Client, dossierId: string, chance: Dice): Promise<void> {
    const [key, bytes] = [chance.word(24), scan()]
    for (;;) {
      const answer = await this.#attempt(() =>
        officer.post(`/api/dossiers/${dossierId}/files`, bytes, { key }),
      )
      if (answer?.status === 201) {
        this.files.push({ id: answer.body.id, bytes })
        return
      }
      if (answer && answer.status < 500) return this.#odd(`a file: ${answer.status} ${answer.text}`)
      await sleep(chance.between(50, 400))
    }
  }

  /** The same request once more, as if the first answer had been lost on the way. */
  async #replay(told: Told, officer: Client): Promise<void> {
    for (;;) {
      const answer = await this.#attempt(() =>
        officer.post(told.path, told.body, {
          key: told.key,
          ...(told.version === undefined ? {} : { version: told.version }),
        }),
      )
      if (answer && answer.status < 500) {
        this.counts.replays += 1
        if (answer.status === told.status && answer.text === told.text) return
        this.counts.changed += 1
        const same = isDeepStrictEqual(answer.body, JSON.parse(told.text))
          ? 'the same in another order'
          : answer.text
        this.oddities.push(`replay of ${told.path}: ${answer.status} ${same} instead of ${told.text}`)
        return
      }
      await sleep(100)
    }
  }

  /** Null when nothing came back. What is not a success is timed. */
  async #attempt(once: () => Promise<Answer>): Promise<Answer | null> {
    this.counts.attempts += 1
    try {
      const answer = await once()
      if (answer.status >= 500) this.#setBack(answer.ms, `${answer.status} ${answer.body?.code}`)
      if (answer.status === 500) {
        this.counts.faults += 1
        if (this.oddities.length < 20) this.oddities.push(`500: ${answer.text}`)
      }
      return answer
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      this.#setBack(error.ms, error.code)
      return null
    }
  }

  #setBack(ms: number, what: string): void {
    this.refusals.push(ms)
    if (this.setbacks.length < 20) this.setbacks.push(`${what} after ${Math.round(ms)} ms`)
  }

  #odd(what: string): void {
    this.counts.unexpected += 1
    if (this.oddities.length < 20) this.oddities.push(what)
  }
}

/** Nothing is known of answers that change if too few were asked for again. */
export const askedAgain = (replays: number, acknowledged: number): Finding =>
  atLeast(
    'acknowledged requests sent again',
    (100 * replays) / Math.max(1, acknowledged),
    100 / REPLAYED_OF,
    '%',
  )

/** The acts that the straight way does not know, by their nouns: what is not done beside it is not proved there. */
export const besideTheStraightWay = (told: readonly Told[]): Finding[] => {
  const nouns = told
    .map(({ path }) => path.split('/').at(-1) ?? '')
    .filter((noun) => !STRAIGHT.includes(noun))
  return [
    atLeast('acknowledged acts beside the straight way', nouns.length, 20, 'requests'),
    atLeast('kinds of them', new Set(nouns).size, 8, 'kinds'),
  ]
}

const STRAIGHT = [
  'dossiers',
  'hand-overs',
  'hand-over-confirmations',
  'opinion-requests',
  'opinions',
  'drafts',
  'approvals',
  'issuances',
  'returns',
]

const WHY = { reason: 'Ghi rõ số nhân khẩu của hộ.' }
const MISSING = { ...WHY, items: ['Giấy đề nghị có chữ ký của chủ hộ'] }
const PAPERS = { papers: reception().papers }

const begun = ({ dossierId, code, after, text }: Told, step: Step): Walk => ({
  id: dossierId,
  code,
  version: after,
  step,
  secret: (JSON.parse(text) as { lookUpSecret?: string }).lookUpSecret ?? null,
  isAsked: false,
  isCorrected: false,
  isWithdrawn: false,
})

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô']
const GIVEN = [
  'Văn Tưởng',
  'Thị Hạnh',
  'Quốc Dũng',
  'Thị Ngọc Ánh',
  'Đức Long',
  'Kim Oanh',
  'Minh Tuấn',
  'Thị Lan',
]

/** A household that nobody has seen before. */
const household = (chance: Dice) =>
  reception({
    owner: {
      fullName: `${chance.pick(FAMILY)} ${chance.pick(GIVEN)}`,
      citizenNumber: `0270${chance.digits(8)}`,
      birthDate: '1965-02-01',
      phone: `09${chance.digits(8)}`,
      address: 'Thôn Châu Phong, phường Quế Võ, tỉnh Bắc Ninh',
    },
  })
