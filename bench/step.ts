import type pg from 'pg'
import { connected } from '../server/src/platform/db/connection.ts'
import { PROCEDURE, reception } from '../server/test/support/household.ts'
import { type Bench, median } from './figure.ts'
import { openBenchHouse, openFloorServer } from './support/house.ts'
import { atCounter, type BenchClient, openClient, posting, rate, signIn } from './support/http.ts'
import { timed } from './support/processor.ts'
import { openStepFloor } from './support/step-floor.ts'

const CLIENTS = 16
const STEPS = 40
const TARGET = 0.4
const JSON_BODY = { 'content-type': 'application/json' }

/** A specialist finishes one step after the other, over HTTP: read, decided, written in one commit. */
export const step: Bench = {
  name: 'step',
  claim: `steps finished a second over HTTP by ${CLIENTS} clients, everything in one commit`,
  run: async ({ short, say }) => {
    const house = await openBenchHouse()
    const http = openClient(house.url, CLIENTS)
    try {
      await connected(house.cluster.loader ?? house.cluster.owner, longProcess)
      const rounds = short ? 3 : 5
      const time = short ? 2_500 : 6_000
      // Enough for a machine that finishes 3,000 a second; the quickest seen finished 1,120.
      const queues = await openDossiers(http, short ? 640 : 2_560)
      const finish = await finisher(http, queues)
      const floor = await openStepFloor(house.cluster.owner, CLIENTS)
      const served = await openFloorServer('step-floor-server.ts', house)
      const empty = openClient(served.url, CLIENTS)
      const atEmpty = async (client: number): Promise<void> => {
        const answer = await empty.send('POST', `/dossiers/${client}/step-completions`, JSON_BODY, '{}')
        if (answer.status !== 201) throw new Error(`the empty server answered ${answer.status}`)
      }
      await rate(CLIENTS, 1_000, finish)
      await rate(CLIENTS, 500, floor.step)
      await rate(CLIENTS, 500, atEmpty)
      const houses: number[] = []
      const bare: number[] = []
      const empties: number[] = []
      for (let round = 1; round <= rounds; round += 1) {
        const finished = await timed(house.pid, () => rate(CLIENTS, time, finish))
        const least = await timed(undefined, () => rate(CLIENTS, time / 2, floor.step))
        const unruled = await timed(served.process.pid, () => rate(CLIENTS, time / 2, atEmpty))
        houses.push(finished.value)
        bare.push(least.value)
        empties.push(unruled.value)
        say(
          `round ${round}: house ${finished.told}; floor ${least.told}; its SQL behind HTTP ${unruled.told}`,
        )
      }
      await floor.close()
      empty.close()
      served.process.kill()
      const [value, best, unruled] = [median(houses), median(bare), median(empties)]
      return [
        {
          case: 'a step finished: locked, read, decided, written',
          value,
          unit: 'steps/s',
          floor: best,
          ratio: value / best,
          demand: `ratio ≥ ${TARGET}`,
          pass: value / best >= TARGET,
        },
        {
          case: 'the SQL of the floor behind an empty HTTP server: no session, no policy, no rule',
          value: unruled,
          unit: 'steps/s',
          floor: best,
          ratio: unruled / best,
          demand: 'printed: what is left for all of those',
          pass: true,
        },
      ]
    } finally {
      http.close()
      await house.close()
    }
  },
}

/** The procedure of the demo, with many steps of one specialist in the place of its process. */
const longProcess = async (client: pg.Client): Promise<void> => {
  const chain = Array.from({ length: STEPS }, (_, nth) => `work-${nth}`)
  const work = chain.map((id, nth) => ({
    id,
    kind: 'CHECK',
    name: { vi: 'Xử lý', en: 'Work' },
    unit: 'CULTURE_SOCIETY',
    role: 'SPECIALIST',
    days: 7 / STEPS,
    next: [chain[nth + 1] ?? 'appraise'],
  }))
  await client.query(
    `update process_version set body = jsonb_set(body, '{steps}',
       (select jsonb_agg(case when s->>'id' = 'receive' then jsonb_set(s, '{next}', '["work-0"]') else s end)
        from jsonb_array_elements(body->'steps') s where s->>'kind' not in ('CHECK', 'CONSULT')) || $1::jsonb)
     where id in (select v.process_version_id from procedure_version v join procedure p on p.id = v.procedure_id where p.slug = $2)`,
    [JSON.stringify(work), PROCEDURE],
  )
}

interface Work {
  id: string
  version: number
  done: number
}

/** Dossiers that wait at the first of the steps, shared out among the clients. */
const openDossiers = async (http: BenchClient, count: number): Promise<Work[][]> => {
  const huong = await atCounter(http)
  const dung = posting(http, await signIn(http, 'dung'))
  const queues = Array.from({ length: CLIENTS }, (): Work[] => [])
  await Promise.all(
    queues.map(async (queue) => {
      for (let nth = 0; nth < count / CLIENTS; nth += 1) {
        const { id } = await huong('/api/dossiers', reception())
        await huong(`/api/dossiers/${id}/hand-overs`, {}, 1)
        const { version } = await dung(`/api/dossiers/${id}/hand-over-confirmations`, {}, 2)
        queue.push({ id, version, done: 0 })
      }
    }),
  )
  return queues
}

/** What a client does next: the next step of the dossier in hand. */
const finisher = async (http: BenchClient, queues: Work[][]) => {
  const post = posting(http, await signIn(http, 'dung'))
  return async (client: number): Promise<void> => {
    const work = queues[client]?.find(({ done }) => done < STEPS)
    if (!work) throw new Error('the dossiers of a client are used up')
    const { version } = await post(`/api/dossiers/${work.id}/step-completions`, {}, work.version)
    work.version = version
    work.done += 1
  }
}
