import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { DEMO_PASSWORD, demoId } from '../server/src/demo-province.ts'
import { connected } from '../server/src/platform/db/connection.ts'
import { loadSealer, sealedIn } from '../server/src/platform/seal.ts'
import { reception } from '../server/test/support/household.ts'
import { type Bench, type Figure, median } from './figure.ts'
import { type BenchHouse, type FloorServer, openBenchHouse, openFloorServer } from './support/house.ts'
import { type BenchClient, openClient, rate } from './support/http.ts'
import { timed } from './support/processor.ts'

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
  const receipts = await receive(house, http)
  let turn = 0
  const ask = async (client: BenchClient, path: (receipt: Receipt) => string) => {
    turn += 1
    const answer = await client.send('GET', path(receipts[turn % receipts.length] as Receipt), {})
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
    case: `${receipts.length} dossiers, a different one each time`,
    value,
    unit: 'look-ups/s',
    floor: best,
    ratio: value / best,
    demand: `ratio ≥ ${TARGET}`,
    pass: value / best >= TARGET,
  }
}

interface Receipt {
  code: string
  secret: string
}

/** Receives dossiers, opens each receipt with the office's key, and gives the floor the same codes to find. */
const receive = async (house: BenchHouse, http: BenchClient): Promise<Receipt[]> => {
  const json = { 'content-type': 'application/json' }
  const account = JSON.stringify({ username: 'huong', password: DEMO_PASSWORD })
  const signedIn = await http.send('POST', '/api/sessions', json, account)
  const cookie = String(signedIn.headers['set-cookie'] ?? '').split(';', 1)[0] ?? ''
  const send = (path: string, body: string) =>
    http.send('POST', path, { ...json, cookie, 'idempotency-key': randomUUID() }, body)
  await send('/api/counter-sessions', JSON.stringify({ counterId: demoId('quevo.tt.counter.1') }))
  for (let made = 0; made < DOSSIERS; made += 1) await send('/api/dossiers', JSON.stringify(reception()))

  const sealer = await loadSealer(join(house.dataFolder, 'secrets'))
  const client = new pg.Client(house.cluster.loader ?? house.cluster.owner)
  await client.connect()
  const { rows } = await client.query(
    'select d.code, a.id, a.sealed from artefact a join dossier d on d.id = a.dossier_id',
  )
  await client.end()
  const owner = new pg.Client(house.cluster.owner)
  await owner.connect()
  for (const { code } of rows) {
    await owner.query(`insert into floor_look_up values ($1, 'ACCEPTED', now(), $2)`, [
      code,
      { filler: 'x'.repeat(600) },
    ])
  }
  await owner.end()
  return rows.map((row) => ({
    code: row.code,
    secret: JSON.parse(sealer.openText(row.sealed, sealedIn('artefact', 'sealed', row.id))).receiptSecret,
  }))
}

const openLookUpFloor = async (house: BenchHouse): Promise<FloorServer> => {
  await connected(house.cluster.owner, (client) =>
    client.query(
      'create table if not exists floor_look_up (code text primary key, state text, due_at timestamptz, body jsonb)',
    ),
  )
  return openFloorServer('look-up-floor-server.ts', house)
}
