import type { ProcedureVersion } from '#catalogue/index.ts'
import type { Instant, PlainDate } from '#common/time.ts'
import { randomLetters } from '#common/written-codes.ts'
import { type Dossier, type DossierEvent, ENDED, isDecided } from '#dossiers/index.ts'
import { arrivalOn } from './arrivals.ts'
import { Dice } from './dice.ts'
import { HABITS } from './habits.ts'
import { type Citizen, citizen } from './people.ts'
import { planFor, planForWait, planToCorrect, planToWithdraw } from './plans.ts'
import type { SimulatedOffice } from './simulated-office.ts'
import { ORDINARY, type Plan, type SimulatedAct, Telling } from './telling.ts'

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

// A life of two hundred acts would be one that goes in circles.
const MOST_ACTS = 200

export const live = (
  office: SimulatedOffice,
  seed: number,
  number: number,
  date: PlainDate,
  until: Instant,
): Life => {
  const dice = new Dice(seed, `life ${number}`)
  const handled = dice.weighted(office.procedures.map((one) => [one.weight, one] as const))
  const channel = channelOf(handled.procedure, dice)
  const now = arrivalOn(office.calendar, date, channel, until, dice)
  const life = new Telling(office, dice, number, handled, now)
  const persons = arrive(life, channel, Number(date.slice(0, 4)))
  const minds = new Minds(life)
  while (life.acts.length < MOST_ACTS) {
    const next = minds.next()
    if (!next || next.at > until) break
    life.does(next)
  }
  return {
    number,
    dossier: life.is,
    events: life.events,
    acts: life.acts,
    persons,
    notes: life.notes,
    secret: secretBy(dice),
  }
}

type Channel = Dossier['channel']

const channelOf = ({ cases: [first] }: ProcedureVersion, dice: Dice): Channel => {
  const wanted = dice.weighted([
    [HABITS.online, 'ONLINE'],
    [HABITS.byPost, 'POST'],
    [100 - HABITS.online - HABITS.byPost, 'COUNTER'],
  ] as const)
  return first?.channels.some(({ channel }) => channel === wanted) ? wanted : 'COUNTER'
}

/** Who comes, and with what. */
const arrive = (life: Telling, channel: Channel, year: number): Life['persons'] => {
  const { dice, office } = life
  const person = () => ({ id: life.id(), words: citizen(dice, office.locality, year) })
  const owner = { part: 'OWNER' as const, ...person() }
  const submitter = dice.chance(HABITS.submitterIsAnother / 100)
    ? { part: 'SUBMITTER' as const, ...person() }
    : null
  const procedureCase = life.case
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
  const isFiled = channel === 'ONLINE' || dice.chance((HABITS.incomplete + HABITS.turnedAway) / 100)
  life.does({
    at: life.now,
    actor: () => life.post('RECEPTIONIST', office.centreId),
    command: () =>
      isFiled
        ? { type: 'submit', ...filing, papers: dice.chance(0.7) ? papers : papers.slice(1) }
        : { type: 'receive', ...filing, papers, receiptId: life.id(), applicability: ORDINARY },
  })
  return submitter ? [owner, submitter] : [owner]
}

/** What everybody has in mind. Each makes up their mind once, when they get the work. */
class Minds {
  readonly #life: Telling
  readonly #planned = new Map<string, Plan | null>()

  constructor(life: Telling) {
    this.#life = life
  }

  /** The soonest of it; null when nobody means to do anything any more. */
  next(): Plan | null {
    const dossier = this.#life.is
    const open = [
      ...dossier.tasks.map((task) => ({ key: task.id, plan: () => planFor(this.#life, task) })),
      ...dossier.waits.map((wait) => ({ key: wait.id, plan: () => planForWait(this.#life, wait) })),
      { key: 'withdrawal', plan: () => planToWithdraw(this.#life) },
      ...(dossier.resultId === null ? [] : [{ key: 'correction', plan: () => planToCorrect(this.#life) }]),
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
    return { ...soonest.plan, at: soonest.plan.at > this.#life.now ? soonest.plan.at : this.#life.later(1) }
  }

  /** Work that rests waits; nothing but the decision is done while a withdrawal is open. */
  #isPossible(key: string): boolean {
    const { waits, withdrawal, tasks, state, correction } = this.#life.is
    if (key === 'withdrawal')
      return withdrawal === null && !isDecided(this.#life.is) && !ENDED.includes(state)
    if (key === 'correction') return correction === null && (state === 'RESOLVED' || state === 'RETURNED')
    const task = tasks.find(({ id }) => id === key)
    if (withdrawal) return task?.kind === 'DECIDE_WITHDRAWAL'
    if (task?.kind === 'RECEIVE') return !tasks.some(({ kind }) => kind === 'CONFIRM_HAND_OVER')
    return !waits.some(({ taskId }) => taskId === key)
  }
}

const secretBy = (dice: Dice): string => randomLetters(12, (n) => dice.below(n))

const ONCE: readonly string[] = ['withdrawal', 'correction']
