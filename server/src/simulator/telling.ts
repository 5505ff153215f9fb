import type { ProcedureVersion } from '#catalogue/index.ts'
import {
  hanoiDateOf,
  hanoiMsOf,
  type Instant,
  instantFromHanoiMs,
  instantFromMs,
  MS_PER_DAY,
  MS_PER_MINUTE,
  msOf,
} from '#common/time.ts'
import { addWorkingMs, endOfNextSession, indexOf, workingMsBetween } from '#deadlines/index.ts'
import {
  type Actor,
  type Circumstances,
  type Command,
  citizenOf,
  type Dossier,
  type DossierEvent,
  decide,
  evolve,
  isAccepted,
  lapseReason,
  type OpenTask,
} from '#dossiers/index.ts'
import type { Role } from '#identity/index.ts'
import type { Process } from '#routing/index.ts'
import type { Dice } from './dice.ts'
import { counterSessionId, type SimulatedOffice } from './simulated-office.ts'

/** Something that will be done, unless something else comes before; what is said then is thought of then. */
export interface Plan {
  at: Instant
  actor: () => Actor
  command: () => Command
}

export interface SimulatedAct {
  at: Instant
  actor: Actor
  command: Command
  /** The number of its first event. */
  seq: number
  /** The dossier as whoever acts found it; null where the act begins it. */
  found: Dossier | null
}

/** A procedure as this office handles it. */
export type Handled = Pick<SimulatedOffice['procedures'][number], 'procedure' | 'process'>

export const A_WORKING_DAY_MS = 450 * MS_PER_MINUTE

export const ORDINARY = { place: 'ORDINARY', applicant: 'PERSON' } as const

/** A life while it is told: its dice and its clock, the dossier as it stands, and what was done and said so far. */
export class Telling {
  readonly office: SimulatedOffice
  readonly dice: Dice
  readonly number: number
  readonly procedure: ProcedureVersion
  readonly process: Process
  readonly acts: SimulatedAct[] = []
  readonly events: DossierEvent[] = []
  /** Words behind the ids that events name. */
  readonly notes = new Map<string, string>()
  now: Instant
  readonly #id: string
  #dossier: Dossier | null = null
  #issued = 0

  /** @param number of the life in its world: no two share a result's number */
  constructor(office: SimulatedOffice, dice: Dice, number: number, handled: Handled, now: Instant) {
    this.office = office
    this.dice = dice
    this.number = number
    this.procedure = handled.procedure
    this.process = handled.process
    this.now = now
    this.#id = this.id()
  }

  get is(): Dossier {
    if (!this.#dossier) throw new Error('a life that has not begun')
    return this.#dossier
  }

  /** @throws Error when the rules refuse it */
  does(plan: Plan): void {
    const { at } = plan
    this.now = at
    const actor = plan.actor()
    const command = plan.command()
    const here: Circumstances = {
      ...this.office.circumstances,
      now: at,
      actor,
      procedure: this.procedure,
      process: this.process,
      calendar: this.office.calendar,
      competentAuthorityId: this.office.authorityId,
      receivingUnitId: this.office.centreId,
      newId: () => this.id(),
    }
    const seq = this.events.length + 1
    const found = this.#dossier
    for (const event of this.#decided(command, here)) {
      this.#dossier = evolve(this.#id, this.#dossier, event)
      this.events.push(event)
    }
    this.acts.push({ at, actor, command, seq, found })
  }

  /** @throws what is refused here is a fault of ours: of the plan, or of the rules */
  #decided(command: Command, here: Circumstances): DossierEvent[] {
    try {
      return decide(this.#dossier, command, here)
    } catch (cause) {
      const done = this.events.map(({ type }) => type).join(', ')
      throw new Error(
        `life ${this.number}: ${command.type} was refused in ${this.#dossier?.state} of ${this.process.id}, after ${done}`,
        { cause },
      )
    }
  }

  /** The first case of its procedure: no other is lived. */
  get case() {
    return this.procedure.cases[0]!
  }

  // ---- Ids and words ----------------------------------------------------------------------------------------------

  id(): string {
    return this.dice.id(msOf(this.now))
  }

  hash(): string {
    let hash = ''
    for (let part = 0; part < 4; part += 1)
      hash += this.dice
        .below(2 ** 32)
        .toString(16)
        .padStart(8, '0')
    return hash
  }

  /** Given once a year by an authority, in seven digits: no two lives share one, and each issues twice at most. */
  resultNumber(): number {
    this.#issued += 1
    return this.number * 2 + this.#issued - 2
  }

  /** So many days from now, or when whoever is asked has had a half-day of work: over a holiday that comes later. */
  inDays(days: number): Instant {
    const meant = instantFromMs(msOf(this.now) + days * MS_PER_DAY)
    const earliest = endOfNextSession(this.office.calendar, this.now)
    return meant < earliest ? earliest : meant
  }

  /** At a counter that is open, some working days from now. */
  atCounter(workingDays: number): Instant {
    return this.after(workingDays * A_WORKING_DAY_MS)
  }

  note(words: string): string {
    const id = this.id()
    this.notes.set(id, words)
    return id
  }

  notice(words: string) {
    return { noticeId: this.id(), reasonId: this.note(words) }
  }

  noticeOfLapse() {
    return isAccepted(this.is) ? null : this.notice(lapseReason())
  }

  /** What has been brought so far. */
  get papers() {
    const papers = new Map<string, { paperId: string; originals: number; copies: number }>()
    for (const { type, data } of this.events)
      if (type === 'Submitted' || type === 'CompletionReceived')
        for (const paper of data.papers) papers.set(paper.paperId, paper)
    return [...papers.values()]
  }

  // ---- When -----------------------------------------------------------------------------------------------------------

  later(minutes: number): Instant {
    return instantFromMs(msOf(this.now) + minutes * MS_PER_MINUTE)
  }

  /** The working time that a task has until it is due; where nothing is due, a day. */
  allowed({ dueAt }: OpenTask): number {
    if (dueAt === null) return A_WORKING_DAY_MS
    return workingMsBetween(
      indexOf(this.office.calendar),
      hanoiMsOf(this.now),
      Math.max(hanoiMsOf(this.now), hanoiMsOf(dueAt)),
    )
  }

  /** The moment by which some working time has passed, with the seconds that clocks show. */
  after(workingMs: number): Instant {
    const index = indexOf(this.office.calendar)
    const done = addWorkingMs(index, hanoiMsOf(this.now), Math.max(MS_PER_MINUTE, Math.round(workingMs)))
    return instantFromHanoiMs(done + this.dice.below(1000))
  }

  // ---- Who does it ---------------------------------------------------------------------------------------------------

  holderOf({ unitId, role }: OpenTask): Actor {
    return this.post(role, unitId)
  }

  post(role: Role, unitId: string): Actor {
    const holders = this.office.staff.filter((one) => one.role === role && one.unitId === unitId)
    const { id, authorityId, pointId } = this.dice.pick(holders)
    return {
      kind: 'OFFICER',
      id,
      authorityId,
      unitId,
      posts: [{ unitId, role, onBehalfOf: null }],
      counterSession: pointId
        ? { id: counterSessionId(id, hanoiDateOf(this.now)), centreId: unitId, pointId }
        : null,
    }
  }

  /** Who filed online has the secret and goes on so; everybody else comes to the counter. */
  whoSpeaksForTheOwner(): Actor {
    return this.is.channel === 'ONLINE' ? citizenOf(this.is) : this.post('RECEPTIONIST', this.office.centreId)
  }
}
