import { randomUUID } from 'node:crypto'
import { type Instant, instantFromMs, msOf } from '#common/time.ts'
import { until } from '#platform/db/processes.ts'
import type { Life, SimulatedAct } from '../../server/src/simulator/index.ts'
import { type Answer, Client } from '../../server/test/support/client.ts'
import type { Dice } from '../support/dice.ts'
import { Tally } from '../tally.ts'
import type { Houses } from './house.ts'
import { askedOf, filingOf, type Given, type Page } from './requests.ts'

/** Lives lived: every act asked of the house by whoever does it, at its own time, in the order of time. */

export interface Played {
  /** Acts done, by kind; with who did them. */
  acts: Tally
  requests: number
  /** Requests that were sent once more under the same key. */
  again: number
  /** What was not done, or not as it should be; each in a line. */
  faults: string[]
}

/** An officer's time at a counter. */
export interface Turn {
  officerId: string
  counterId: string
  opened: Instant
  closed: Instant
}

interface Moment {
  at: Instant
  /** Of what happens at the same instant: she sits down, acts, rises. */
  order: number
  happens(): Promise<void>
}

const AGAIN = 0.05
// An officer's session lasts ten hours.
const SIGNED_IN_MS = 9 * 3_600_000
const HOUSE_MS = 60_000

export const play = async (
  houses: Houses,
  lives: readonly Life[],
  turns: readonly Turn[],
  end: Instant,
  chance: Dice,
  say: (line: string) => void,
): Promise<Played> => {
  const company = await Company.at(houses)
  const player = new Player(houses, company, chance)
  const moments: Moment[] = [
    ...turns.flatMap((turn) => [
      { at: turn.opened, order: 0, happens: () => company.sitDown(turn) },
      { at: turn.closed, order: 2, happens: () => company.rise(turn.officerId) },
    ]),
    ...lives.flatMap((life) =>
      life.acts.map((act) => ({ at: act.at, order: 1, happens: () => player.does(life, act) })),
    ),
  ].filter(({ at }) => at <= end)
  moments.sort((a, b) => (a.at === b.at ? a.order - b.order : a.at < b.at ? -1 : 1))
  for (const [index, { at, happens }] of moments.entries()) {
    await houses.putOn(at)
    company.now = at
    await happens()
    if ((index + 1) % 1_000 === 0) say(`${index + 1} of ${moments.length} moments, until ${at}`)
  }
  await houses.putOn(end)
  await houses.work.set(end)
  await player.comesToRest(end)
  company.close()
  return player.played
}

/** Who works there, signed in as long as they work. */
class Company {
  now = instantFromMs(0)
  readonly #url: string
  readonly #names: ReadonlyMap<string, string>
  readonly #there = new Map<string, { client: Client; since: Instant }>()
  readonly #turns = new Map<string, string>()

  private constructor(url: string, names: ReadonlyMap<string, string>) {
    this.#url = url
    this.#names = names
  }

  static async at({ url, lived }: Houses): Promise<Company> {
    const rows = await lived.all<{ id: string; username: string }>('select id, username from officer')
    return new Company(url, new Map(rows.map(({ id, username }) => [id, username])))
  }

  async officer(id: string): Promise<Client> {
    const there = this.#there.get(id)
    if (there && msOf(this.now) - msOf(there.since) < SIGNED_IN_MS) return there.client
    const client = there?.client ?? new Client(this.#url)
    await client.signIn(this.#names.get(id) ?? '')
    this.#there.set(id, { client, since: this.now })
    return client
  }

  async sitDown({ officerId, counterId }: Turn): Promise<void> {
    const client = await this.officer(officerId)
    const { status, body, text } = await client.post('/api/counter-sessions', { counterId })
    if (status !== 201) throw new Error(`${this.#names.get(officerId)} was given no counter: ${text}`)
    this.#turns.set(officerId, body.id)
  }

  async rise(officerId: string): Promise<void> {
    const client = await this.officer(officerId)
    const { status, text } = await client.delete(`/api/counter-sessions/${this.#turns.get(officerId)}`)
    if (status !== 204) throw new Error(`${this.#names.get(officerId)} could not leave the counter: ${text}`)
  }

  close(): void {
    for (const { client } of this.#there.values()) client.close()
  }
}

/** As much of a dossier as whoever goes on with it knows. */
interface Lived {
  id: string
  code: string
  secret: string
}

class Player {
  readonly played: Played = { acts: new Tally(), requests: 0, again: 0, faults: [] }
  readonly #houses: Houses
  readonly #company: Company
  readonly #chance: Dice
  readonly #citizen: Client
  readonly #lived = new Map<Life, Lived>()
  readonly #broken = new Set<Life>()

  constructor(houses: Houses, company: Company, chance: Dice) {
    this.#houses = houses
    this.#company = company
    this.#chance = chance
    this.#citizen = new Client(houses.url)
  }

  /** A life of which an act was not done goes no further. */
  async does(life: Life, act: SimulatedAct): Promise<void> {
    if (this.#broken.has(life)) return
    const what = `${act.command.type} by ${act.actor.kind}`
    try {
      await this.#doing(life, act)
      this.played.acts.count(what)
    } catch (error) {
      this.#broken.add(life)
      this.played.faults.push(`${what} – life ${life.number}, ${act.at}: ${(error as Error).message}`)
    }
  }

  /** Until the house has done what is due. */
  async comesToRest(end: Instant): Promise<void> {
    const isQuiet = await until(HOUSE_MS, async () => {
      const { due } = await this.#houses.lived.one<{ due: number }>(
        'select count(*)::integer as due from job where run_at <= $1',
        [end],
      )
      return due === 0
    })
    if (!isQuiet) this.played.faults.push('the house did not come to rest')
    this.#citizen.close()
  }

  #doing(life: Life, act: SimulatedAct): Promise<void> {
    if (act.command.type === 'receive' || act.command.type === 'submit') return this.#comes(life, act)
    switch (act.actor.kind) {
      case 'OFFICER':
        return this.#ofOfficer(life, act)
      case 'CITIZEN':
        return this.#ofCitizen(life, act)
      case 'SYSTEM':
        return this.#ofHouse(life, act)
    }
  }

  async #comes(life: Life, { actor, command }: SimulatedAct): Promise<void> {
    if (command.type !== 'receive' && command.type !== 'submit') return
    const client = await this.#company.officer(actor.id)
    const path = command.type === 'receive' ? '/api/dossiers' : '/api/filings'
    const { body } = await this.#sent(client, path, filingOf(command, this.#given(life, NO_PAGE, client)))
    this.#lived.set(life, { id: body.id, code: body.code, secret: body.lookUpSecret ?? '' })
  }

  async #ofOfficer(life: Life, { actor, command, seq }: SimulatedAct): Promise<void> {
    const client = await this.#company.officer(actor.id)
    const { id } = this.#of(life)
    const { status, body: page, text } = await client.get(`/api/dossiers/${id}`)
    if (status !== 200) throw new Error(`the page was not shown: ${status} ${text}`)
    if (page.version !== seq - 1) throw new Error(`the page is of version ${page.version}, not ${seq - 1}`)
    const { noun, body, action } = await askedOf(command, this.#given(life, page, client))
    if (!page.allowedActions.includes(action))
      this.played.faults.push(`${action} is not offered – life ${life.number}`)
    await this.#sent(client, `/api/dossiers/${id}/${noun}`, body, page.version)
  }

  async #ofCitizen(life: Life, { command }: SimulatedAct): Promise<void> {
    const { code, secret } = this.#of(life)
    const { noun, body } = await askedOf(command, this.#given(life, NO_PAGE, this.#citizen))
    const path = `/api/tracking/${code}/${noun === 'completions' ? 'supplements' : noun}`
    await this.#sent(this.#citizen, path, { ...body, secret })
  }

  /** Nobody asks: time passes, and the house sees to it. */
  async #ofHouse(life: Life, { at, seq }: SimulatedAct): Promise<void> {
    const { id } = this.#of(life)
    await this.#houses.work.set(at)
    const isDone = await until(HOUSE_MS, async () => {
      const { version } = await this.#houses.lived.one<{ version: number }>(
        'select version from dossier where id = $1',
        [id],
      )
      return version >= seq
    })
    if (!isDone) throw new Error('the house did nothing')
  }

  /** Now and then twice, as an impatient person or a broken line does: it is done once. */
  async #sent(client: Client, path: string, body: object, version?: number): Promise<Answer> {
    const sending = { key: randomUUID(), ...(version === undefined ? {} : { version }) }
    const answer = await client.post(path, body, sending)
    this.played.requests += 1
    if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text.slice(0, 400)}`)
    if (this.#chance.chance(AGAIN)) {
      const again = await client.post(path, body, sending)
      this.played.again += 1
      if (again.text !== answer.text) this.played.faults.push(`asked again, ${path} answers otherwise`)
    }
    return answer
  }

  #given(life: Life, page: Page, client: Client): Given {
    const { procedureVersionId } = life.dossier
    const found = this.#houses.office.procedures.find(({ procedure }) => procedure.id === procedureVersionId)
    if (!found) throw new Error('a life of a procedure that is not there')
    const readDraft = async (documentId: string): Promise<string> => {
      const { id } = this.#of(life)
      const { status, headers } = await client.get(`/api/dossiers/${id}/documents/${documentId}`)
      if (status !== 200) throw new Error(`the draft was not shown: ${status}`)
      return String(headers.etag).replaceAll('"', '')
    }
    return { life, procedure: found.procedure, page, readDraft }
  }

  #of(life: Life): Lived {
    const lived = this.#lived.get(life)
    if (!lived) throw new Error('it never began')
    return lived
  }
}

const NO_PAGE: Page = { version: 0, tasks: [], documents: [], allowedActions: [] }
