import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { v7 } from 'uuid'
import { demoId } from '../server/src/demo-province.ts'
import { reception } from '../server/test/support/household.ts'
import { type Bench, type Figure, median } from './figure.ts'
import { type Floor, openFloor } from './support/floor.ts'
import { type BenchHouse, openBenchHouse } from './support/house.ts'
import { openClient, rate, signIn } from './support/http.ts'
import { timed } from './support/processor.ts'

const CLIENTS = 16
const RECEPTION = JSON.stringify(reception())
const TARGET = 0.4
/**
 * One for each client, or as many as the house has on two cores: whichever is faster in a round is the floor. One agency,
 * where all wait for the same row, is faster with few, eight agencies with many.
 */
const FLOOR_CONNECTIONS = [16, 5]

/** Intake over HTTP, everything in one commit, beside SQL that writes the minimal rows through the same driver. */
export const intake: Bench = {
  name: 'intake',
  claim: `dossiers received a second over HTTP by ${CLIENTS} clients, everything in one commit`,
  run: async ({ short, say }) => {
    const house = await openBenchHouse()
    try {
      const figures: Figure[] = []
      for (const agencies of [1, 8]) figures.push(await compared(house, agencies, short, say))
      figures.push(await bytesPerDossier(house))
      return figures
    } finally {
      await house.close()
    }
  },
}

/** Floor and house in turn, so that a noisy minute hits both. */
const compared = async (
  house: BenchHouse,
  agencies: number,
  short: boolean,
  say: (line: string) => void,
): Promise<Figure> => {
  const http = openClient(house.url, CLIENTS)
  const officers = await receptionists(house, agencies)
  const cookies: string[] = []
  // One after the other: so many at once for one account would be taken for guessing.
  for (let client = 0; client < CLIENTS; client += 1)
    cookies.push(await signIn(http, officers[client % agencies] ?? ''))
  const receive = async (client: number) => {
    const answer = await http.send(
      'POST',
      '/api/dossiers',
      { 'content-type': 'application/json', cookie: cookies[client] ?? '', 'idempotency-key': randomUUID() },
      RECEPTION,
    )
    if (answer.status !== 201) throw new Error(`intake answered ${answer.status}: ${answer.body}`)
  }
  const floors: Floor[] = []
  for (const connections of FLOOR_CONNECTIONS)
    floors.push(await openFloor(house.cluster.owner, agencies, connections))
  const time = short ? 2_500 : 6_000
  await rate(CLIENTS, 1_500, receive)
  for (const floor of floors) await rate(CLIENTS, 500, (client) => floor.single(client))
  const houses: number[] = []
  const bare: number[] = []
  for (let round = 1; round <= (short ? 3 : 5); round += 1) {
    const received = await timed(house.pid, () => rate(CLIENTS, time, receive))
    houses.push(received.value)
    say(`round ${round}, ${agencies} agencies: house ${received.told}`)
    const atOnce: number[] = []
    for (const [index, floor] of floors.entries()) {
      const part = time / 2 / floors.length
      const oneByOne = await rate(CLIENTS, part, (client) => floor.sequential(client))
      const single = await timed(undefined, () => rate(CLIENTS, part, (client) => floor.single(client)))
      atOnce.push(oneByOne, single.value)
      say(
        `  floor, ${FLOOR_CONNECTIONS[index]} connections: sequential ${oneByOne.toFixed(0)}; one statement ${single.told}`,
      )
    }
    bare.push(Math.max(...atOnce))
  }
  await Promise.all(floors.map((floor) => floor.close()))
  http.close()
  const value = median(houses)
  const best = median(bare)
  return {
    case: `${agencies} ${agencies === 1 ? 'agency' : 'agencies'}, one day`,
    value,
    unit: 'dossiers/s',
    floor: best,
    ratio: value / best,
    demand: agencies === 1 ? `ratio ≥ ${TARGET}` : 'shown beside',
    pass: agencies === 1 ? value / best >= TARGET : true,
  }
}

/** One receptionist at an open counter for each agency; what the demo lacks is made here. */
const receptionists = async (house: BenchHouse, agencies: number): Promise<string[]> => {
  const client = new pg.Client(house.cluster.loader ?? house.cluster.owner)
  await client.connect()
  const names: string[] = []
  try {
    for (let index = 0; index < agencies; index += 1) {
      const username = `bench-${agencies}-${index}`
      const [council, centre, point, counter, officer] = Array.from({ length: 5 }, () => v7())
      await client.query(
        `insert into agency (id, code, name, locality, function, kind, level, authority_id, valid_from)
         values ($1, $2, 'UBND', 'Quế Võ', 'AUTHORITY', 'AUTHORITY', 'COMMUNE', $1, '2025-07-01')`,
        [council, `H05.${100 + agencies * 10 + index}.900`],
      )
      await client.query(
        `insert into agency (id, code, name, locality, function, kind, level, authority_id, valid_from)
         select gen_random_uuid(), $1 || '.' || row_number() over (), name, locality, function, kind, level, $2, valid_from
         from agency where authority_id = $3 and kind = 'UNIT'`,
        [`H05.${100 + agencies * 10 + index}`, council, demoId('quevo')],
      )
      await client.query(
        `insert into agency (id, code, name, locality, function, kind, level, authority_id, valid_from)
         values ($1, $2, 'Trung tâm', 'Quế Võ', 'CENTRE', 'CENTRE', 'COMMUNE', $3, '2025-07-01')`,
        [centre, `H05.${100 + agencies * 10 + index}`, council],
      )
      await client.query('insert into reception_point (id, centre_id, name) values ($1, $2, $3)', [
        point,
        centre,
        'Trụ sở',
      ])
      await client.query(
        'insert into counter (id, reception_point_id, number, name) values ($1, $2, 1, $3)',
        [counter, point, 'Quầy số 1'],
      )
      await client.query(
        `insert into officer (id, username, full_name, title, authority_id, unit_id, roles, valid_from)
         values ($1, $2, 'Người đo', 'Công chức tiếp nhận', $3, $4, '{RECEPTIONIST}', '2025-07-01')`,
        [officer, username, council, centre],
      )
      await client.query(
        `insert into credential (username, password_hash, changed_at)
         select $1, password_hash, now() from credential where username = 'huong'`,
        [username],
      )
      await client.query(
        `insert into counter_session (id, counter_id, centre_id, authority_id, officer_id, opened_at) values ($1, $2, $3, $4, $5, now())`,
        [v7(), counter, centre, council, officer],
      )
      names.push(username)
    }
  } finally {
    await client.end()
  }
  return names
}

const TABLES = [
  'dossier',
  'dossier_event',
  'task',
  'person',
  'artefact',
  'ledger',
  'job',
  'idempotent_answer',
]

const bytesPerDossier = async (house: BenchHouse): Promise<Figure> => {
  const client = new pg.Client(house.cluster.owner)
  await client.connect()
  try {
    await client.query('alter table dossier no force row level security')
    const dossiers = Number((await client.query('select count(*) as n from dossier')).rows[0].n)
    await client.query('alter table dossier force row level security')
    const sizes = await client.query(
      'select sum(pg_total_relation_size(t::regclass))::bigint as bytes from unnest($1::text[]) as t',
      [TABLES],
    )
    return {
      case: `stored after ${dossiers} receptions, rows and indexes`,
      value: Number(sizes.rows[0].bytes) / dossiers,
      unit: 'bytes a dossier',
      demand: 'printed',
      pass: dossiers > 0,
    }
  } finally {
    await client.end()
  }
}
