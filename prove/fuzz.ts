import { monitorEventLoopDelay } from 'node:perf_hooks'
import fc from 'fast-check'
import { type Operation, operationsOf } from './contract.ts'
import { BATTERY } from './fuzz/battery.ts'
import { Halves } from './fuzz/halves.ts'
import { type Judgement, judge } from './fuzz/judge.ts'
import { type Plan, plans } from './fuzz/plans.ts'
import { type Made, made } from './fuzz/requests.ts'
import { residentMb, sweepable } from './fuzz/rest.ts'
import { type Answer, Line, type Nothing } from './fuzz/wire.ts'
import { World } from './fuzz/world.ts'
import type { Finding, Proof, ProofContext } from './proof.ts'
import { Sql } from './sql.ts'
import { soundness } from './support/census.ts'
import { atLeast, atMost, exactly, told } from './support/figures.ts'
import { freePort, type RunningHouse, startHouse } from './support/house.ts'
import { afterwards } from './support/places.ts'
import { quiet } from './support/quiet.ts'
import { noneOf, Tally, together } from './tally.ts'

/** A hundred thousand malformed requests made from our own contract, and what the house said to each. */

const SHORT = 20_000
const LONG = 100_000
const WIDTH = 8
const BATCH = 500
// What right requests move on from its station in a batch, or nearly.
const REFILLED = 3
// What the machine's own caches and the compiled code take is there after so many; from then on nothing may grow.
const WARM_UP = 4_000
const MOST_GROWTH_MB = 50

const FAULTS = ['server error', 'no answer', 'too slow', 'not a problem document', 'says too much'] as const

/** A stream that ends when its reader does: it is asked for badly here, and followed by the proof of access. */
const ENDLESS = 'followChanges'
// They take a password that is no secret of the attack, and end sessions of those who furnish: done by `--only sign-in` and the
// journey of signing in.
const DONE_IN_SIGN_IN: readonly string[] = [
  'changePassword',
  'beginSecondFactor',
  'confirmSecondFactor',
  'renewRecoveryCodes',
  'endSession',
]

const run = async ({ seed, short, say }: ProofContext): Promise<Finding[]> => {
  const doorForSweeping = await freePort()
  const house = await startHouse({ env: sweepable(doorForSweeping) })
  const resident = () => residentMb(house.pid(), doorForSweeping)
  const database = await house.database()
  const loader = await Sql.connect(database.loader)
  afterwards(() => loader.close())
  const operations = await operationsOf(house.visitor())
  const rowsBefore = await countOf(loader)
  const world = await World.furnish(house, loader)
  const attack = new Attack(house, world)
  say(
    `${operations.length} operations, a dossier at every station, ${BATTERY.length} requests that no library would send`,
  )
  const halves = await Halves.begin(house.url)

  const ourselves = monitorEventLoopDelay()
  ourselves.enable()
  await attack.batter()
  await attack.askPlainly(operations)
  const total = short ? SHORT : LONG
  let settled = 0
  const began = performance.now()
  for (let batch = 0; attack.sent < total; batch += 1) {
    const wanted = fc.sample(plans(operations, world.words()), {
      seed: (seed + batch) % 2 ** 31,
      numRuns: BATCH,
    })
    await attack.send(wanted)
    for (let count = 0; count < REFILLED; count += 1) await world.refill(world.poorest())
    if (settled === 0 && attack.sent >= WARM_UP) settled = await resident()
    if (batch % 4 === 3)
      say(`${((performance.now() - began) / 1_000).toFixed(0)} s: ${attack.sent} sent, ${attack.summary()}`)
    if (house.ends() > 0) break
  }
  await attack.batter()
  ourselves.disable()
  const halvesEnded = await halves.ended(say)
  await quiet(loader)
  const grown = (await resident()) - settled

  const accepted = new Set([...world.received, ...attack.accepted])
  const rows = await countOf(loader)
  const moved = await movedUnheard(loader, world)
  const unreached = (kind: string) =>
    operations.filter(({ id }) => attack.answers.of(`${id} ${kind}`) === 0).map(({ id }) => id)
  attack.close()
  return [
    atLeast('malformed requests sent', attack.sent, total, 'requests'),
    atLeast('of them refused', attack.answers.of('4xx'), total / 2, 'requests'),
    told('of them as they should be, and done', attack.answers.of('2xx'), 'requests'),
    noneOf(
      'operations that no request got through to',
      unreached('2xx').filter((id) => id !== ENDLESS && !DONE_IN_SIGN_IN.includes(id)),
      'operations',
      say,
    ),
    noneOf('operations that refused nothing', unreached('4xx'), 'operations', say),
    ...FAULTS.map((kind) => ({
      ...noneOf(`answers: ${kind}`, attack.faults.get(kind) ?? [], 'answers', say),
      ...(kind === 'too slow' ? { timed: true as const } : {}),
    })),
    told('slowest answer', attack.slowest, 'ms'),
    told('longest that this process itself stood still', ourselves.max / 1e6, 'ms'),
    ...halvesEnded,
    exactly('times the program ended', house.ends(), 0, 'times'),
    ...(Number.isNaN(grown) ? [] : [atMost('memory grown since it was warm', grown, MOST_GROWTH_MB, 'MB')]),
    exactly('new dossiers', rows - rowsBefore, accepted.size, 'dossiers'),
    noneOf('dossiers that moved without anybody being told', moved, 'dossiers', say),
    ...(await soundness(database.loader, say)),
  ]
}

class Attack {
  sent = 0
  slowest = 0
  readonly answers = new Tally()
  readonly accepted = new Set<string>()
  readonly faults = new Map<Judgement['kind'], string[]>()
  readonly #house: RunningHouse
  readonly #world: World
  readonly #lines: Line[]
  readonly #free: Line[]
  #signingIn: Promise<unknown> = Promise.resolve()

  constructor(house: RunningHouse, world: World) {
    this.#house = house
    this.#world = world
    this.#lines = Array.from({ length: WIDTH }, (_, number) => new Line(house.url, number + 1))
    this.#free = [...this.#lines]
  }

  /** Each operation once as it should be: so it is known that what comes next could have got through. */
  async askPlainly(operations: readonly Operation[]): Promise<void> {
    for (const operation of operations) {
      await this.#world.supply(operation.id)
      const path = Object.fromEntries(operation.parameters.map(({ name }) => [name, 'x']))
      const plan: Plan = {
        operation,
        luck: 0.5,
        isPlain: true,
        filled: { path, query: {}, body: {} },
        who: null,
        twists: [],
      }
      await this.#one(made(plan, this.#world))
    }
  }

  async send(wanted: readonly Plan[]): Promise<void> {
    await together(WIDTH, wanted, async (plan) => {
      if (plan.operation.id !== 'signIn') return this.#one(made(plan, this.#world))
      // Passwords are slow on purpose, two at a time: a queue of them would measure ours and not the house's.
      const turn = this.#signingIn.then(() => this.#one(made(plan, this.#world)))
      this.#signingIn = turn
      return turn
    })
  }

  async batter(): Promise<void> {
    await together(4, BATTERY, async ({ what, bytes, head = false, hangUp = false }) => {
      const isApi = !/^\S+ \/ban\//.test(bytes.subarray(0, 40).toString('latin1'))
      const outcome = await this.#spoken({ bytes, head, hangUp, last: true })
      this.#weigh(outcome, { head, isApi, hangUp }, what, bytes)
    })
  }

  async #one(request: Made): Promise<void> {
    const outcome = await this.#spoken(request)
    this.#weigh(outcome, request, `${request.operation} by ${request.who}: ${request.what}`, request.bytes)
    if (outcome.kind !== 'answer') return
    const family = `${Math.floor(outcome.status / 100)}xx`
    this.answers.count(family)
    this.answers.count(`${request.operation} ${family}`)
    if (outcome.status < 300) await this.#learn(request, outcome)
  }

  async #spoken(request: Parameters<Line['ask']>[0]): Promise<Answer | Nothing> {
    const line = this.#free.pop() ?? new Line(this.#house.url, 99)
    try {
      return await line.ask(request)
    } finally {
      this.sent += 1
      if (this.#lines.includes(line)) this.#free.push(line)
      else line.close()
    }
  }

  #weigh(outcome: Answer | Nothing, asked: Parameters<typeof judge>[1], what: string, bytes: Buffer): void {
    this.slowest = Math.max(this.slowest, outcome.ms)
    for (const { kind, words, found } of judge(outcome, asked, [this.#house.dataFolder])) {
      const said = JSON.stringify(
        bytes
          .toString('latin1')
          .slice(0, 600)
          .replace(/motcua=[\w-]{43}/g, 'motcua=…'),
      )
      const sentence = `${what.split(':', 1)[0]}: ${words} – ${what} – ${said}${found ? ` – ${found}` : ''}`
      this.faults.set(kind, [...(this.faults.get(kind) ?? []), sentence])
    }
  }

  /** What was done moves the world on. */
  async #learn(request: Made, { body, status }: Answer): Promise<void> {
    if (status === 204 && request.isSignOut) await this.#world.comesBack(request.who)
    if (status !== 201) return
    let answer: { id?: string; version?: number; code?: string }
    try {
      answer = JSON.parse(body.toString('utf8'))
    } catch {
      return
    }
    if (typeof answer?.id !== 'string') return
    this.#world.arranged(request.operation, answer.id)
    if (typeof answer.version === 'number') this.#world.heard(answer.id, answer.version)
    else if (request.operation === 'openCounter' && request.who === 'flitting receptionist')
      this.#world.counterSession = answer.id
    if (answer.version === 1) this.accepted.add(answer.id)
  }

  summary(): string {
    const faults = [...this.faults].map(([kind, list]) => `${list.length} ${kind}`)
    return `${this.answers.of('2xx')} done, ${this.answers.of('4xx')} refused; ${faults.join(', ') || 'no fault'}`
  }

  close(): void {
    for (const line of this.#lines) line.close()
  }
}

const countOf = async (loader: Sql): Promise<number> =>
  (await loader.one<{ count: number }>('select count(*)::integer as count from dossier')).count

/** Dossiers whose version nobody was told of: something was done to them by what was refused. */
const movedUnheard = async (loader: Sql, world: World): Promise<string[]> => {
  const rows = await loader.all<{ id: string; code: string; version: number; events: number }>(
    `select d.id, d.code, d.version, (select count(*)::integer from dossier_event e where e.dossier_id = d.id) as events from dossier d`,
  )
  return rows
    .filter(({ id, version, events }) => version !== (world.told.get(id) ?? 1) || events !== version)
    .map(
      ({ id, code, version, events }) =>
        `${code}: version ${version} with ${events} events, told ${world.told.get(id) ?? 1}`,
    )
}

export const fuzz: Proof = {
  name: 'fuzz',
  claim: 'Whatever is sent to it, the house answers in time, in order, and says nothing of its inside.',
  run,
}
