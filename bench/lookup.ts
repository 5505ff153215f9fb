import { connected } from '../server/src/platform/db/connection.ts'
import { reception } from '../server/test/support/household.ts'
import { type Bench, type Figure, median } from './figure.ts'
import { type BenchHouse, type FloorServer, openBenchHouse, openFloorServer } from './support/house.ts'
import { atCounter, type BenchClient, openClient, rate } from './support/http.ts'
import { timed } from './support/processor.ts'
import { type Receipt, receipts } from './support/receipts.ts'

const CLIENTS = 16
const TARGET = 0.45
const DOSSIERS = 200

/** A citizen looks up a dossier with the code and the secret of its receipt, under row-level security and limiter. */
export const lookup: Bench = {
  name: 'lookup',
  claim: `look-ups a second by code and receipt secret over HTTP, ${CLIENTS} at once`,
  run: async ({ short, say }) => {
    const house = await openBenchHouse()
    const floor = await openLookUpFloor(house)
    try {
      return [await compared(house, floor, short, say)]
    } finally {
      floor.process.kill()
      await house.close()
    }
  },
}

const compared = async (
  house: BenchHouse,
  floor: FloorServer,
  short: boolean,
  say: (line: string) => void,
): Promise<Figure> => {
  const http = openClient(house.url, CLIENTS)
  const bare = openClient(floor.url, CLIENTS)
  const given = await receive(house, http)
  let turn = 0
  const ask = async (client: BenchClient, path: (receipt: Receipt) => string) => {
    turn += 1
    const answer = await client.send('GET', path(given[turn % given.length] as Receipt), {})
    if (answer.status !== 200) throw new Error(`a look-up answered ${answer.status}: ${answer.body}`)
  }
  const atHouse = () => ask(http, ({ code, secret }) => `/api/tracking/${code}?secret=${secret}`)
  const atFloor = () => ask(bare, ({ code }) => `/dossiers/${code}`)
  await rate(CLIENTS, 1_500, atHouse)
  await rate(CLIENTS, 1_000, atFloor)
  const houses: number[] = []
  const floors: number[] = []
  const time = short ? 1_500 : 4_000
  for (let round = 1; round <= (short ? 3 : 5); round += 1) {
    const bareRate = await timed(floor.process.pid, () => rate(CLIENTS, time, atFloor))
    const houseRate = await timed(house.pid, () => rate(CLIENTS, time, atHouse))
    floors.push(bareRate.value)
    houses.push(houseRate.value)
    say(`round ${round}: house ${houseRate.told}; floor ${bareRate.told}`)
  }
  http.close()
  bare.close()
  const value = median(houses)
  const best = median(floors)
  return {
    case: `${given.length} dossiers, a different one each time`,
    value,
    unit: 'look-ups/s',
    floor: best,
    ratio: value / best,
    demand: `ratio ≥ ${TARGET}`,
    pass: value / best >= TARGET,
  }
}

/** Receives dossiers, and gives the floor their codes to find. */
const receive = async (house: BenchHouse, http: BenchClient): Promise<Receipt[]> => {
  const post = await atCounter(http)
  for (let made = 0; made < DOSSIERS; made += 1) await post('/api/dossiers', reception())
  const given = await receipts(house, DOSSIERS)
  const filler = { filler: 'x'.repeat(600) }
  await connected(house.cluster.owner, async (owner) => {
    for (const { code } of given)
      await owner.query(`insert into floor_look_up values ($1, 'ACCEPTED', now(), $2)`, [code, filler])
  })
  return given
}

const openLookUpFloor = async (house: BenchHouse): Promise<FloorServer> => {
  await connected(house.cluster.owner, (client) =>
    client.query(
      'create table if not exists floor_look_up (code text primary key, state text, due_at timestamptz, body jsonb)',
    ),
  )
  return openFloorServer('look-up-floor-server.ts', house)
}
