import type { ProcedureVersion } from '#catalogue/index.ts'
import {
  dayNumberOf,
  hanoiDateOf,
  hanoiMsOf,
  type Instant,
  instantFromHanoiMs,
  instantFromMs,
  MS_PER_DAY,
  MS_PER_MINUTE,
  msOf,
  type PlainDate,
} from '#common/time.ts'
import {
  addWorkingMs,
  endOfNextSession,
  indexOf,
  type WorkingCalendar,
  workingMsBetween,
} from '#deadlines/index.ts'
import {
  type Actor,
  type Circumstances,
  type Command,
  citizenOf,
  type Dossier,
  type DossierEvent,
  decide,
  ENDED,
  evolve,
  houseOf,
  isAccepted,
  isDecided,
  lapseReason,
  type OpenTask,
  symbolOf,
  type Wait,
} from '#dossiers/index.ts'
import type { Role } from '#identity/index.ts'
import type { Process } from '#routing/index.ts'
import { arrivalOn } from './arrivals.ts'
import { Dice } from './dice.ts'
import { type Citizen, citizen } from './people.ts'

/**
 * The whole life of one dossier, made by the same `decide` and `evolve` as an officer's: nothing happens here that could
 * not happen at a counter. Deterministic: the same seed and number give the same life.
 */
export interface Life {
  dossier: Dossier
  events: readonly DossierEvent[]
  /** Of the life in its world, from 1. */
  number: number
  /** What was asked, when and by whom, in order: enough to ask it again. */
  acts: readonly SimulatedAct[]
  persons: readonly { id: string; part: 'OWNER' | 'SUBMITTER' | 'SUBJECT'; words: Citizen }[]
  /** Words behind the ids that events name. */
  notes: ReadonlyMap<string, string>
  /** What stands on the receipt; its hash, which hangs on the installation's key, takes the place of a blank one. */
  secret: string
}

export interface SimulatedAct {
  at: Instant
  actor: Actor
  command: Command
  /** The number of its first event. */
  seq: number
}

/** Somebody who holds a post in an office. */
export interface Staff {
  id: string
  unitId: string
  authorityId: string
  role: Role
  /** Where she sits at a counter; null for who sits in a room. */
  pointId: string | null
}

/** The turn of an officer at a counter on a day; one for each day on which she did anything there. */
export const counterSessionId = (officerId: string, day: PlainDate): string =>
  new Dice(0, `turn of ${officerId} on ${day}`).id(dayNumberOf(day) * MS_PER_DAY)

export interface SimulatedOffice {
  authorityId: string
  centreId: string
  centreCode: string
  locality: string
  calendar: WorkingCalendar
  procedures: readonly { procedure: ProcedureVersion; process: Process; weight: number }[]
  staff: readonly Staff[]
  /** What never changes from one life to another. */
  circumstances: Pick<
    Circumstances,
    'rule' | 'pauseRule' | 'intakeRule' | 'unitFor' | 'unitById' | 'officerNamed' | 'leastLoaded'
  >
}

/** How often things go another way than straight, of a hundred. Plausible, not measured: a guess from the stories. */
export const HABITS = {
  online: 28,
  byPost: 3,
  incomplete: 9,
  turnedAway: 2,
  neverCompleted: 12,
  submitterIsAnother: 14,
  handOverRefused: 1,
  supplement: 6,
  supplementNeverComes: 10,
  consultation: 3,
  neverAnswers: 4,
  sentBack: 4,
  refusedOnMerits: 4,
  partRefused: 5,
  withdrawn: 1,
  stopped: 0.5,
  corrected: 0.4,
  notCollected: 4,
} as const

const A_WORKING_DAY_MS = 450 * MS_PER_MINUTE

export const live = (
  office: SimulatedOffice,
  seed: number,
  number: number,
  date: PlainDate,
  until: Instant,
): Life => new Telling(office, new Dice(seed, `life ${number}`), number, until).tell(date)

/** Something that will be done, unless something else comes before; what is said then is thought of then. */
interface Plan {
  at: Instant
  actor: () => Actor
  command: () => Command
}

class Telling {
  readonly #office: SimulatedOffice
  readonly #dice: Dice
  readonly #number: number
  #issued = 0
  readonly #until: Instant
  readonly #acts: SimulatedAct[] = []
  readonly #events: DossierEvent[] = []
  readonly #notes = new Map<string, string>()
  readonly #planned = new Map<string, Plan | null>()
  #dossier: Dossier | null = null
  #procedure!: ProcedureVersion
  #process!: Process
  #now!: Instant

  constructor(office: SimulatedOffice, dice: Dice, number: number, until: Instant) {
    this.#office = office
    this.#dice = dice
    this.#number = number
    this.#until = until
  }

  tell(date: PlainDate): Life {
    const { procedure, process } = this.#dice.weighted(
      this.#office.procedures.map((one) => [one.weight, one] as const),
    )
    this.#procedure = procedure
    this.#process = process
    const persons = this.#arrive(date)
    // A life of two hundred acts would be one that goes in circles.
    for (let acts = 0; acts < 200; acts += 1) {
      const next = this.#next()
      if (!next || next.at > this.#until) break
      this.#does(next)
    }
    return {
      number: this.#number,
      dossier: this.#is,
      events: this.#events,
      acts: this.#acts,
      persons,
      notes: this.#notes,
      secret: this.#secret(),
    }
  }

  get #is(): Dossier {
    if (!this.#dossier) throw new Error('a life that has not begun')
    return this.#dossier
  }

  #does(plan: Plan): void {
    const { at } = plan
    this.#now = at
    const actor = plan.actor()
    const command = plan.command()
    const here: Circumstances = {
      ...this.#office.circumstances,
      now: at,
      actor,
      procedure: this.#procedure,
      process: this.#process,
      calendar: this.#office.calendar,
      competentAuthorityId: this.#office.authorityId,
      receivingUnitId: this.#office.centreId,
      newId: () => this.#id(),
    }
    const seq = this.#events.length + 1
    for (const event of this.#decided(command, here)) {
      this.#dossier = evolve(this.#lifeId, this.#dossier, event)
      this.#events.push(event)
    }
    this.#acts.push({ at, actor, command, seq })
  }

  /** @throws what is refused here is a fault of ours: of the plan, or of the rules */
  #decided(command: Command, here: Circumstances): DossierEvent[] {
    try {
      return decide(this.#dossier, command, here)
    } catch (cause) {
      const done = this.#events.map(({ type }) => type).join(', ')
      throw new Error(
        `life ${this.#number}: ${command.type} was refused in ${this.#dossier?.state} of ${this.#process.id}, after ${done}`,
        { cause },
      )
    }
  }

  #lifeId = ''

  #id(): string {
    return this.#dice.id(msOf(this.#now))
  }

  // ---- How it begins ----------------------------------------------------------------------------------------------

  #arrive(date: PlainDate): Life['persons'] {
    const dice = this.#dice
    const channels = this.#procedure.cases[0]!.channels.map(({ channel }) => channel)
    const wanted = dice.weighted([
      [HABITS.online, 'ONLINE'],
      [HABITS.byPost, 'POST'],
      [100 - HABITS.online - HABITS.byPost, 'COUNTER'],
    ] as const)
    const channel = channels.includes(wanted) ? wanted : 'COUNTER'
    this.#now = arrivalOn(this.#office.calendar, date, channel, this.#until, dice)
    this.#lifeId = this.#id()
    const year = Number(date.slice(0, 4))
    const owner = {
      id: this.#id(),
      part: 'OWNER' as const,
      words: citizen(dice, this.#office.locality, year),
    }
    const submitter = dice.chance(HABITS.submitterIsAnother / 100)
      ? { id: this.#id(), part: 'SUBMITTER' as const, words: citizen(dice, this.#office.locality, year) }
      : null
    const procedureCase = this.#procedure.cases[0]!
    const papers = procedureCase.papers
      .filter(({ required }) => required || dice.chance(0.4))
      .map(({ id, originals, copies }) => ({ paperId: id, originals, copies }))
    const filing = {
      caseId: procedureCase.id,
      channel,
      ownerId: owner.id,
      submitterId: submitter?.id ?? owner.id,
      subjectId: null,
      sets: procedureCase.sets ?? 1,
      receiptHash: '',
    }
    const receptionist = () => this.#post('RECEPTIONIST', this.#office.centreId)
    const isFiled = channel === 'ONLINE' || dice.chance((HABITS.incomplete + HABITS.turnedAway) / 100)
    this.#does({
      at: this.#now,
      actor: receptionist,
      command: () =>
        isFiled
          ? { type: 'submit', ...filing, papers: dice.chance(0.7) ? papers : papers.slice(1) }
          : { type: 'receive', ...filing, papers, receiptId: this.#id(), applicability: ORDINARY },
    })
    return submitter ? [owner, submitter] : [owner]
  }

  #secret(): string {
    return Array.from({ length: 12 }, () => this.#dice.pick([...SECRET_LETTERS])).join('')
  }

  #hash(): string {
    let hash = ''
    for (let part = 0; part < 4; part += 1)
      hash += this.#dice
        .below(2 ** 32)
        .toString(16)
        .padStart(8, '0')
    return hash
  }

  // ---- What comes next ---------------------------------------------------------------------------------------------

  /** The soonest of what everybody has in mind; each makes up their mind once, when they get the work. */
  #next(): Plan | null {
    const dossier = this.#is
    const open = [
      ...dossier.tasks.map((task) => ({ key: task.id, plan: () => this.#planFor(task) })),
      ...dossier.waits.map((wait) => ({ key: wait.id, plan: () => this.#planForWait(wait) })),
      { key: 'withdrawal', plan: () => this.#planToWithdraw() },
      ...(dossier.resultId === null ? [] : [{ key: 'correction', plan: () => this.#planToCorrect() }]),
    ]
    let soonest: { key: string; plan: Plan } | null = null
    for (const { key, plan: made } of open) {
      let plan = this.#planned.get(key)
      if (plan === undefined) {
        plan = made()
        this.#planned.set(key, plan)
      }
      if (plan && this.#isPossible(key) && (!soonest || plan.at < soonest.plan.at)) soonest = { key, plan }
    }
    if (!soonest) return null
    // A task that is still open afterwards is thought over anew; a citizen changes her mind once.
    if (ONCE.includes(soonest.key)) this.#planned.set(soonest.key, null)
    else this.#planned.delete(soonest.key)
    return { ...soonest.plan, at: soonest.plan.at > this.#now ? soonest.plan.at : this.#later(1) }
  }

  /** Work that rests waits; nothing but the decision is done while a withdrawal is open. */
  #isPossible(key: string): boolean {
    const { waits, withdrawal, tasks, state, correction } = this.#is
    if (key === 'withdrawal') return withdrawal === null && !isDecided(this.#is) && !ENDED.includes(state)
    if (key === 'correction') return correction === null && (state === 'RESOLVED' || state === 'RETURNED')
    const task = tasks.find(({ id }) => id === key)
    if (withdrawal) return task?.kind === 'DECIDE_WITHDRAWAL'
    if (task?.kind === 'RECEIVE') return !tasks.some(({ kind }) => kind === 'CONFIRM_HAND_OVER')
    return !waits.some(({ taskId }) => taskId === key)
  }

  #later(minutes: number): Instant {
    return instantFromMs(msOf(this.#now) + minutes * MS_PER_MINUTE)
  }

  /** The working time that a task has until it is due; where nothing is due, a day. */
  #allowed({ dueAt }: OpenTask): number {
    if (dueAt === null) return A_WORKING_DAY_MS
    return workingMsBetween(
      indexOf(this.#office.calendar),
      hanoiMsOf(this.#now),
      Math.max(hanoiMsOf(this.#now), hanoiMsOf(dueAt)),
    )
  }

  /** The moment by which some working time has passed, with the seconds that clocks show. */
  #after(workingMs: number): Instant {
    const index = indexOf(this.#office.calendar)
    const done = addWorkingMs(index, hanoiMsOf(this.#now), Math.max(MS_PER_MINUTE, Math.round(workingMs)))
    return instantFromHanoiMs(done + this.#dice.below(1000))
  }

  #planFor(task: OpenTask): Plan | null {
    const dice = this.#dice
    const actor = () => this.#holderOf(task)
    const done = (workingDays: number) => this.#after(workingDays * A_WORKING_DAY_MS * dice.factor())
    // Most is done well before its day, some just then, some after it: half the time on the average, widely spread.
    const inItsTime = () =>
      this.#after(Math.max(0.05 * A_WORKING_DAY_MS, this.#allowed(task)) * 0.5 * dice.factor(0.7))
    const plan = (at: Instant, command: () => Command): Plan => ({ at, actor, command })
    const goesBack = () => dice.chance(HABITS.sentBack / 100)
    switch (task.kind) {
      case 'ACCEPT':
        return plan(done(0.3), () => this.#onIntake())
      case 'RECEIVE':
        return plan(done(0.15), () => ({ type: 'handOver' }))
      case 'CONFIRM_HAND_OVER':
        return plan(done(0.2), () =>
          dice.chance(HABITS.handOverRefused / 100)
            ? { type: 'refuseHandOver', reasonId: this.#note('Thiếu bản chính so với danh mục.') }
            : { type: 'confirmHandOver' },
        )
      case 'CHECK':
        return plan(inItsTime(), () => this.#onCheck(task))
      case 'CONSULT':
        return dice.chance(HABITS.neverAnswers / 100)
          ? this.#closesLate(task)
          : plan(inItsTime(), () => ({
              type: 'giveOpinion',
              taskId: task.id,
              verdict: dice.chance(0.94) ? 'AGREED' : 'OBJECTED',
              opinionId: this.#note('Cơ quan có ý kiến như văn bản kèm theo.'),
            }))
      case 'APPRAISE':
        return plan(inItsTime(), () => this.#onDraft(task))
      case 'REVIEW':
        return plan(inItsTime(), () =>
          goesBack()
            ? { type: 'sendBack', toNode: null, reasonId: this.#note('Bổ sung căn cứ.') }
            : { type: 'completeStep', taskId: task.id, facts: {}, noteId: null },
        )
      case 'APPROVE':
        return plan(inItsTime(), () => {
          if (goesBack())
            return { type: 'sendBack', toNode: null, reasonId: this.#note('Viết rõ phần quyết định.') }
          // No paper is printed here: the hash of a file that nobody has seen.
          const hash = this.#hash() + this.#hash()
          return { type: 'approve', draftId: this.#is.draftId ?? '', fileSha256: hash, renderedSha256: hash }
        })
      case 'ISSUE':
        return plan(done(0.2), () => ({
          type: 'issue',
          number: `${this.#resultNumber()}/${symbolOf(this.#is.outcome ?? 'GRANTED')}`,
          resultId: this.#id(),
          numbersUsed: [],
        }))
      case 'PART':
        return plan(inItsTime(), () => ({
          type: 'concludePart',
          taskId: task.id,
          ...(dice.chance(HABITS.partRefused / 100)
            ? { outcome: 'REFUSED_ON_MERITS', noteId: this.#note('Không đủ điều kiện theo quy định.') }
            : { outcome: 'GRANTED', noteId: null }),
          externalCodeId: this.#note(dice.digits(8)),
        }))
      case 'GATHER':
        return plan(done(0.2), () => ({ type: 'gatherResults' }))
      case 'RETURN':
        return dice.chance(HABITS.notCollected / 100)
          ? null
          : plan(this.#atCounter(dice.factor(0.9) * 1.5), () => ({
              type: 'return',
              receiverId: this.#is.ownerId,
              receiver: 'OWNER',
              proof: dice.chance(0.97) ? 'ID_CARD' : 'KNOWN_PERSON',
            }))
      case 'EXTERNAL':
        return plan(done(0.1), () => ({
          type: 'askOutside',
          systemId: this.#note('CSDL chuyên ngành'),
          referenceId: this.#note(dice.digits(10)),
          noteId: null,
          replyBy: null,
        }))
      case 'OBLIGATION':
        return plan(done(0.2), () =>
          // What was paid for the first result is not paid again for the corrected one.
          this.#is.correction
            ? { type: 'completeStep', taskId: task.id, facts: {}, noteId: null }
            : {
                type: 'notifyObligation',
                noticeNumberId: this.#note(`${dice.between(1, 9_999)}/TB-CCT`),
                replyBy: null,
              },
        )
      case 'DECIDE_WITHDRAWAL':
        return plan(done(0.4), () =>
          dice.chance(0.85)
            ? {
                type: 'grantWithdrawal',
                ...this.#notice('Theo đề nghị của người nộp.'),
                fees: this.#is.payment === 'PAID' ? 'NO_REFUND' : 'NONE',
                papersHandedBack: true,
              }
            : { type: 'refuseWithdrawal', reasonId: this.#note('Đã có kết luận thẩm định.') },
        )
      default:
        return null
    }
  }

  #planForWait(wait: Wait): Plan | null {
    const dice = this.#dice
    const rests = this.#is.tasks.find(({ id }) => id === wait.taskId)
    switch (wait.kind) {
      case 'SUPPLEMENT': {
        const isBefore = !isAccepted(this.#is)
        const never = dice.chance((isBefore ? HABITS.neverCompleted : HABITS.supplementNeverComes) / 100)
        const at = this.#atCounter(dice.factor(0.8) * 2)
        // The house looks once a second, and does not wait for who comes a day late.
        if (wait.replyBy !== null && (never || at > wait.replyBy))
          return {
            at: instantFromMs(msOf(wait.replyBy) + 1_000),
            actor: () => houseOf(this.#is),
            command: () => ({ type: 'lapse', waitId: wait.id, notice: this.#noticeOfLapse() }),
          }
        const papers = this.#procedure.cases[0]!.papers.filter(({ required }) => required).map(
          ({ id, originals, copies }) => ({ paperId: id, originals, copies }),
        )
        return {
          at,
          actor: () => this.#whoSpeaksForTheOwner(),
          command: () => ({
            type: isBefore ? 'complete' : 'noteSupplement',
            papers,
            noteId: papers.length > 0 ? null : this.#note('Đã bổ sung theo yêu cầu.'),
          }),
        }
      }
      case 'EXTERNAL':
        return rests
          ? {
              at: this.#after(dice.factor(0.9) * 2 * A_WORKING_DAY_MS),
              actor: () => this.#holderOf(rests),
              command: () => ({ type: 'noteOutsideAnswer', answer: 'ANSWERED', noteId: null }),
            }
          : null
      case 'OBLIGATION':
        return rests
          ? {
              at: this.#after(dice.factor(0.9) * 3 * A_WORKING_DAY_MS),
              actor: () => this.#holderOf(rests),
              command: () => ({ type: 'noteObligationMet', evidence: 'TREASURY' }),
            }
          : null
      case 'CONSULTATION':
        return null
    }
  }

  #planToWithdraw(): Plan | null {
    if (!this.#dice.chance(HABITS.withdrawn / 100)) return null
    return {
      at: this.#atCounter(this.#dice.factor() * 2),
      actor: () => this.#whoSpeaksForTheOwner(),
      command: () => {
        const asked = this.#notice('Người nộp không còn nhu cầu.')
        // Once it is accepted somebody decides, and the notice is theirs.
        return { type: 'requestWithdrawal', ...asked, ...(isAccepted(this.#is) ? { noticeId: null } : {}) }
      },
    }
  }

  #planToCorrect(): Plan | null {
    if (!this.#dice.chance(HABITS.corrected / 100)) return null
    return {
      at: this.#after(this.#dice.factor() * 5 * A_WORKING_DAY_MS),
      actor: () => this.#post('SPECIALIST', this.#is.competentUnitId),
      command: () => ({ type: 'correctResult', reasonId: this.#note('Sai sót khi ghi họ tên.') }),
    }
  }

  #onIntake(): Command {
    const dice = this.#dice
    const missing = this.#procedure.cases[0]!.papers.some(
      ({ id, required }) => required && !this.#papers.some(({ paperId }) => paperId === id),
    )
    if (dice.chance(HABITS.turnedAway / 100))
      return { type: 'refuse', ...this.#notice('Không thuộc thẩm quyền giải quyết.'), papersHandedBack: true }
    if (missing)
      return { type: 'askToComplete', ...this.#notice('Hồ sơ còn thiếu giấy tờ.'), replyBy: this.#inDays(7) }
    return { type: 'accept', receiptId: this.#id(), papers: this.#papers, sets: 1, applicability: ORDINARY }
  }

  /** What has been brought so far. */
  get #papers() {
    const papers = new Map<string, { paperId: string; originals: number; copies: number }>()
    for (const { type, data } of this.#events)
      if (type === 'Submitted' || type === 'CompletionReceived')
        for (const paper of data.papers) papers.set(paper.paperId, paper)
    return [...papers.values()]
  }

  #onCheck(task: OpenTask): Command {
    const dice = this.#dice
    const step = this.#process.steps.find(({ id }) => id === task.node)
    const facts = Object.fromEntries(
      (this.#process.facts ?? [])
        .filter(({ id }) => step?.choices?.some(({ when }) => when.fact === id))
        .map(({ id, values }) => [id, dice.pick(values).id]),
    )
    const next = step?.choices?.find(({ when }) => facts[when.fact] === when.is)?.next ?? step?.next ?? []
    const isConsulted = next.some(
      (id) => this.#process.steps.find((one) => one.id === id)?.kind === 'CONSULT',
    )
    if (this.#asksForPapers()) return this.#supplement()
    return isConsulted
      ? {
          type: 'askOpinions',
          questionId: this.#note('Xin ý kiến về nội dung thuộc phạm vi quản lý.'),
          facts,
        }
      : { type: 'completeStep', taskId: task.id, facts, noteId: null }
  }

  #onDraft(task: OpenTask): Command {
    const dice = this.#dice
    const dossier = this.#is
    if (!dossier.correction) {
      if (this.#asksForPapers()) return this.#supplement()
      if (task.authorityId === dossier.authorityId && dice.chance(HABITS.stopped / 100))
        return {
          type: 'stop',
          ...this.#notice('Vụ việc đang được cơ quan khác thụ lý.'),
          fees: dossier.payment === 'PAID' ? 'NO_REFUND' : 'NONE',
          papersHandedBack: true,
        }
      const asked = this.#others()
      if (asked.length > 0 && dice.chance(HABITS.consultation / 100))
        return {
          type: 'consult',
          unitIds: [dice.pick(asked)],
          questionId: this.#note('Xin ý kiến bổ sung.'),
          join: 'LEAD',
          replyBy: this.#inDays(3),
        }
    }
    return {
      type: 'submitDraft',
      draftId: this.#id(),
      frozenSha256: this.#hash() + this.#hash(),
      outcome: dice.chance(HABITS.refusedOnMerits / 100) ? 'REFUSED_ON_MERITS' : 'GRANTED',
    }
  }

  #others(): string[] {
    const own = new Set(this.#is.tasks.map(({ unitId }) => unitId))
    return [
      ...new Set(
        this.#office.staff
          .filter(({ role, unitId }) => role === 'SPECIALIST' && !own.has(unitId))
          .map(({ unitId }) => unitId),
      ),
    ]
  }

  #asksForPapers(): boolean {
    return this.#is.supplementsAsked.APPRAISAL === 0 && this.#dice.chance(HABITS.supplement / 100)
  }

  #supplement(): Command {
    return {
      type: 'askSupplement',
      ...this.#notice('Cần bổ sung để có căn cứ giải quyết.'),
      replyBy: this.#inDays(10),
    }
  }

  /** Nobody answers; the lead goes on when the others are late. */
  #closesLate(task: OpenTask): Plan | null {
    const lead = this.#is.holder?.unitId
    if (!lead || task.dueAt === null) return null
    return {
      at: instantFromMs(msOf(task.dueAt) + this.#dice.between(1, 3) * MS_PER_DAY + 1_000),
      actor: () => this.#post('SPECIALIST', lead),
      command: () => ({ type: 'closeConsultation', reasonId: this.#note('Quá hạn cho ý kiến, đã đôn đốc.') }),
    }
  }

  /** Given once a year by an authority, in seven digits: no two lives share one, and each issues twice at most. */
  #resultNumber(): number {
    this.#issued += 1
    return this.#number * 2 + this.#issued - 2
  }

  /** So many days from now, or when whoever is asked has had a half-day of work: over a holiday that comes later. */
  #inDays(days: number): Instant {
    const meant = instantFromMs(msOf(this.#now) + days * MS_PER_DAY)
    const earliest = endOfNextSession(this.#office.calendar, this.#now)
    return meant < earliest ? earliest : meant
  }

  /** At a counter that is open, some working days from now. */
  #atCounter(workingDays: number): Instant {
    return this.#after(workingDays * A_WORKING_DAY_MS)
  }

  #note(words: string): string {
    const id = this.#id()
    this.#notes.set(id, words)
    return id
  }

  #notice(words: string) {
    return { noticeId: this.#id(), reasonId: this.#note(words) }
  }

  #noticeOfLapse() {
    return isAccepted(this.#is) ? null : this.#notice(lapseReason())
  }

  // ---- Who does it ---------------------------------------------------------------------------------------------------

  #holderOf({ unitId, role }: OpenTask): Actor {
    return this.#post(role, unitId)
  }

  #post(role: Role, unitId: string): Actor {
    const holders = this.#office.staff.filter((one) => one.role === role && one.unitId === unitId)
    const { id, authorityId, pointId } = this.#dice.pick(holders)
    return {
      kind: 'OFFICER',
      id,
      authorityId,
      unitId,
      posts: [{ unitId, role, onBehalfOf: null }],
      counterSession: pointId
        ? { id: counterSessionId(id, hanoiDateOf(this.#now)), centreId: unitId, pointId }
        : null,
    }
  }

  /** Who filed online has the secret and goes on so; everybody else comes to the counter. */
  #whoSpeaksForTheOwner(): Actor {
    return this.#is.channel === 'ONLINE'
      ? citizenOf(this.#is)
      : this.#post('RECEPTIONIST', this.#office.centreId)
  }
}

const SECRET_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const ONCE: readonly string[] = ['withdrawal', 'correction']

const ORDINARY = { place: 'ORDINARY', applicant: 'PERSON' } as const
