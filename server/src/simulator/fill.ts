import { setImmediate } from 'node:timers/promises'
import type pg from 'pg'
import { hanoiDateOf, type Instant } from '#common/time.ts'
import { HISTORY_TABLES, type History, type LoadedPaper, loadHistories, loadPapers } from '#dossiers/index.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Sealer } from '#platform/seal.ts'
import type { Life } from './life.ts'
import { historyOf, type Notice, type Printing } from './papers.ts'
import { counterSessionId } from './simulated-office.ts'
import { livesOf, type World } from './world.ts'

/** Writes a made world into a database: whole histories, a few thousand at a time, all of them or none. */

/** A batch holds some 30 MB of text. */
const BATCH = 1_000
/** After so many lives whoever writes the batch before may go on to its next table. */
const BREATH = 20

export interface Filled {
  dossiers: number
  events: number
  /** From the first life to the last row, in milliseconds. */
  ms: number
}

/**
 * Gives back what a filling that was broken off left in the files of the tables. Else the database's own cleaner comes amid the next
 * one, finds no row that is anybody's yet, and from then on each check of a key reads a whole index: 70 lives a second, not 690.
 * @param owner of the tables, outside any transaction
 */
export const clearBrokenOff = async (owner: pg.ClientBase): Promise<void> => {
  await owner.query(`vacuum ${HISTORY_TABLES.join(', ')}`)
}

/**
 * @param client in a transaction of the role that passes row-level security
 * @param onProgress told after each batch how many are written
 * @throws Refusal demo-office-in-use, demo-under-way: numbers would be given twice
 */
export const fillWorld = async (
  client: pg.ClientBase,
  sealer: Sealer,
  printing: Printing,
  world: World,
  onProgress: (written: number) => void,
): Promise<Filled> => {
  const began = performance.now()
  await keepNumbersToOneself(client)
  const { rowCount } = await client.query('select 1 from dossier_counter where authority_id = $1 limit 1', [
    world.office.authorityId,
  ])
  if (rowCount) throw new Refusal('CONFLICT', 'demo-office-in-use')
  const turns = new Map<string, Turn>()
  const lastOfDay = new Map<string, number>()
  const numbers = new NoticeNumbers()
  let batch: History[] = []
  let papers: LoadedPaper[] = []
  let dossiers = 0
  let events = 0
  // One batch is on its way while the next is made: the database has a core of its own.
  let underWay = Promise.resolve()
  const write = async () => {
    await underWay
    const [written, along] = [batch, papers]
    batch = []
    papers = []
    underWay = loadHistories(client, sealer, written)
      .then(() => loadPapers(client, along))
      .then(() => {
        dossiers += written.length
        onProgress(dossiers)
      })
    // Whoever waits for it hears of its fault; nobody may be before that.
    underWay.catch(() => {})
  }
  for (const life of livesOf(world)) {
    noteTurns(turns, life)
    noteNumber(lastOfDay, life)
    events += life.events.length
    const { history, notices } = historyOf(sealer, printing, life, world.until)
    numbers.ask(notices)
    batch.push(history)
    if (batch.length % BREATH === 0) await setImmediate()
    if (batch.length < BATCH) continue
    papers.push(...numbers.given(life.dossier.submittedAt))
    await write()
  }
  papers.push(...numbers.given(world.until))
  await write()
  await underWay
  await writeTurns(client, world, [...turns.values()])
  await client.query(
    `insert into dossier_counter (authority_id, agency_code, day, last)
     select $1, $2, day, last from jsonb_to_recordset($3) as x(day text, last integer)`,
    [
      world.office.authorityId,
      world.office.centreCode,
      JSON.stringify([...lastOfDay].map(([day, last]) => ({ day, last }))),
    ],
  )
  await client.query(
    `insert into form_counter (authority_id, form, year, last)
     select authority_id, form, year, last from jsonb_to_recordset($1) as x(authority_id uuid, form text, year integer, last integer)`,
    [JSON.stringify(numbers.last())],
  )
  return { dossiers, events, ms: performance.now() - began }
}

/** Whoever fills the same office at this moment would give the same numbers; whoever receives meanwhile waits for the end. */
const keepNumbersToOneself = async (client: pg.ClientBase): Promise<void> => {
  await client
    .query('lock table dossier_counter in share row exclusive mode nowait')
    .catch((error: { code?: string }) => {
      throw error.code === LOCK_NOT_AVAILABLE ? new Refusal('CONFLICT', 'demo-under-way') : error
    })
}

const LOCK_NOT_AVAILABLE = '55P03'

/**
 * The numbers of notices, given in the order of time by each authority and year. Lives are told one after the other and
 * reach far ahead: a notice waits for its number until nobody comes any more who might have one before it.
 */
class NoticeNumbers {
  #asked: Notice[] = []
  readonly #last = new Map<string, { authority_id: string; form: string; year: number; last: number }>()

  ask(notices: readonly Notice[]): void {
    this.#asked.push(...notices)
  }

  /** @param comes when the next dossier comes: what was before is complete */
  given(comes: Instant): LoadedPaper[] {
    const due = this.#asked.filter(({ event }) => event.at <= comes)
    if (due.length === 0) return []
    this.#asked = this.#asked.filter(({ event }) => event.at > comes)
    return due
      .sort((a, b) => (a.event.at < b.event.at ? -1 : 1))
      .map((notice) => notice.numbered(this.#next(notice)))
  }

  last() {
    return [...this.#last.values()]
  }

  #next({ form, event }: Notice): number {
    const counted = {
      authority_id: event.authorityId,
      form,
      year: Number(hanoiDateOf(event.at).slice(0, 4)),
    }
    const key = Object.values(counted).join(' ')
    const last = (this.#last.get(key)?.last ?? 0) + 1
    this.#last.set(key, { ...counted, last })
    return last
  }
}

interface Turn {
  id: string
  officerId: string
  centreId: string
  first: Instant
  last: Instant
}

/** Who sat at a counter on which day, by what they did there. */
const noteTurns = (turns: Map<string, Turn>, { acts }: Life): void => {
  for (const { at, actor } of acts) {
    if (!actor.counterSession) continue
    const id = counterSessionId(actor.id, hanoiDateOf(at))
    const turn = turns.get(id)
    if (!turn)
      turns.set(id, { id, officerId: actor.id, centreId: actor.counterSession.centreId, first: at, last: at })
    else if (at < turn.first) turn.first = at
    else if (at > turn.last) turn.last = at
  }
}

const noteNumber = (lastOfDay: Map<string, number>, { dossier }: Life): void => {
  const [, day = '', number = ''] = dossier.code.split('-')
  lastOfDay.set(day, Math.max(lastOfDay.get(day) ?? 0, Number(number)))
}

/** Each officer always sits at the same counter. */
const writeTurns = (client: pg.ClientBase, { office }: World, turns: readonly Turn[]) =>
  client.query(
    `with seat as (
       select o.id as officer_id, k.id as counter_id from (
         select id, row_number() over (order by id) as nth from officer where id in (select distinct (x->>'officerId')::uuid from jsonb_array_elements($1) as x)) o
       join (
         select k.id, row_number() over (order by k.number) as nth, count(*) over () as counters
         from counter k join reception_point p on p.id = k.reception_point_id where p.centre_id = $2) k
         on k.nth = (o.nth - 1) % k.counters + 1)
     insert into counter_session (id, counter_id, centre_id, authority_id, officer_id, opened_at, closed_at)
     select x.id, s.counter_id, x."centreId", $3, x."officerId", x.first, x.last + interval '1 second'
     from jsonb_to_recordset($1) as x(id uuid, "officerId" uuid, "centreId" uuid, first timestamptz, last timestamptz)
     join seat s on s.officer_id = x."officerId"`,
    [JSON.stringify(turns), office.centreId, office.authorityId],
  )
