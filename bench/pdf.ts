import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { RECEIPT_VERSION } from '../server/src/documents/forms/receipt.ts'
import { aReceipt } from '../server/src/documents/forms/samples.testing.ts'
import { renderArtefact } from '../server/src/documents/index.ts'
import { connected } from '../server/src/platform/db/connection.ts'
import { type Bench, type Figure, quantile } from './figure.ts'
import { openDesk } from './support/desk.ts'
import { type BenchHouse, openBenchHouse, workBeside } from './support/house.ts'

/** A second is what an officer and a citizen wait without looking up: a demand of our own. */
const MOST_WAIT_MS = 1_000

/** Receipts printed by the process that works: as many as it can, and how long one waits while people come. */
export const pdf: Bench = {
  name: 'pdf',
  claim: 'receipts printed a second by one process that works, and how long one waits for its paper',
  run: async ({ short, say }) => {
    const house = await openBenchHouse()
    const desk = await openDesk(house)
    try {
      const papers = short ? 60 : 600
      for (let nth = 0; nth < papers; nth += 1) await desk.receive()
      const floor = await renderedAlone(short ? 40 : 300)
      say(`the same form from the same words, in a loop: ${floor.toFixed(1)} a second`)
      const worker = workBeside(house)
      try {
        await allPrinted(house)
        const value = await printedASecond(house)
        const since = await now(house)
        await desk.receptions(short ? 10_000 : 60_000)
        await allPrinted(house)
        const waits = await waitsSince(house, since)
        say(
          `${waits.length} receipts while five a second come: half printed within ${quantile(waits, 0.5).toFixed(0)} ms`,
        )
        return [rateFigure(papers, value, floor), waitFigure(waits)]
      } finally {
        await worker.stop()
      }
    } finally {
      desk.close()
      await house.close()
    }
  },
}

const rateFigure = (papers: number, value: number, floor: number): Figure => ({
  ...{
    case: `${papers} receipts that waited; the floor renders the same form and throws it away`,
    value,
    unit: 'a second',
  },
  ...{ floor, ratio: value / floor, demand: 'shown beside', pass: true },
})

const waitFigure = (waits: readonly number[]): Figure => {
  const value = quantile(waits, 0.95)
  return {
    case: `from the reception to its PDF, five receptions a second: p95 of ${waits.length}`,
    value,
    unit: 'ms',
    demand: `≤ ${MOST_WAIT_MS} ms`,
    pass: value <= MOST_WAIT_MS,
  }
}

/** The dearest form, on one core, with nothing around it. */
const renderedAlone = async (times: number): Promise<number> => {
  const artefact = { form: 'M01', templateVersion: RECEIPT_VERSION, data: aReceipt() } as const
  for (let nth = 0; nth < 10; nth += 1) await renderArtefact(artefact)
  const began = performance.now()
  for (let nth = 0; nth < times; nth += 1) await renderArtefact(artefact)
  return (times * 1_000) / (performance.now() - began)
}

const inHouse = <T>({ cluster }: BenchHouse, ask: (client: pg.Client) => Promise<T>): Promise<T> =>
  connected(cluster.loader ?? cluster.owner, ask)

const allPrinted = (house: BenchHouse): Promise<void> =>
  inHouse(house, async (client) => {
    for (;;) {
      const { rows } = await client.query('select 1 from artefact where rendered_at is null limit 1')
      if (rows.length === 0) return
      await sleep(200)
    }
  })

/** By the database's clock, from the first paper to the last: the start of the process is not counted. */
const printedASecond = (house: BenchHouse): Promise<number> =>
  inHouse(house, async (client) => {
    const { rows } = await client.query<{ rate: number }>(
      `select (count(*) - 1) / extract(epoch from max(rendered_at) - min(rendered_at))::float8 as rate from artefact`,
    )
    return rows[0]?.rate ?? Number.NaN
  })

const now = (house: BenchHouse): Promise<Date> =>
  inHouse(house, async (client) => (await client.query('select now() as now')).rows[0].now)

const waitsSince = (house: BenchHouse, since: Date): Promise<number[]> =>
  inHouse(house, async (client) => {
    const { rows } = await client.query<{ ms: number }>(
      `select extract(epoch from rendered_at - frozen_at)::float8 * 1000 as ms from artefact where frozen_at > $1`,
      [since],
    )
    return rows.map(({ ms }) => ms)
  })
