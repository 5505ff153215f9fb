import pg from 'pg'
import type { Finding } from '../proof.ts'
import type { Dice } from '../support/dice.ts'
import { atLeast, exactly, none, told } from '../support/figures.ts'
import type { RunningHouse } from '../support/house.ts'
import { afterwards } from '../support/places.ts'
import { type Spawned, spawned } from '../support/program.ts'
import { sleep, until } from '../support/waiting.ts'
import { auditorOf, exported, sealed, undone, verified } from './auditor.ts'

/** Workers are killed while they take a flood of rows. */
export const killed = async (
  house: RunningHouse,
  { kills: least, flood }: { kills: number; flood: number },
  chance: Dice,
  say: (line: string) => void,
): Promise<Finding[]> => {
  const { loader } = await house.database()
  const client = new pg.Client(loader)
  await client.connect()
  client.on('error', () => {})
  afterwards(() => client.end())
  const sizeNow = async () =>
    Number((await client.query('select coalesce(max(size), 0) as size from ledger_checkpoint')).rows[0].size)
  const waiting = async () =>
    Number(
      (await client.query('select (select count(*) from ledger) - (select count(*) from ledger_leaf) as n'))
        .rows[0].n,
    )
  let amid = 0
  let kills = 0
  const began = performance.now()
  while (kills < least) {
    if ((await waiting()) < flood / 4)
      await client.query(
        `insert into ledger (id, at, actor_id, act, subject_id, detail)
         select gen_random_uuid(), now(), 'system', 'FLOOD', gen_random_uuid(), jsonb_build_object('n', n)
         from generate_series(1, ${flood}) as n`,
      )
    const before = await sizeNow()
    const worker = workerOf(house)
    await until(20_000, async () => (await sizeNow()) > before)
    await sleep(chance.below(120))
    await killOf(worker)
    kills += 1
    if ((await waiting()) > 0) amid += 1
  }
  const took = (performance.now() - began) / 1_000
  say(`${kills} kills of a worker in ${took.toFixed(0)} s`)
  const last = workerOf(house)
  await sealed(loader)
  await killOf(last)
  const { rows } = await client.query(
    `select count(*)::integer as rows, count(f.row_id)::integer as taken, count(distinct f.position)::integer as places,
       (select count(*)::integer from ledger_leaf) as leaves from ledger l left join ledger_leaf f on f.row_id = l.id`,
  )
  const { rows: all, taken, places, leaves } = rows[0]
  const lines = await undone(client, () => exported(client))
  const checked = await verified(lines, await auditorOf(house))
  return [
    atLeast('kills of a worker that takes leaves', kills, least, 'kills'),
    atLeast('… while rows were still waiting', amid, least / 2, 'kills'),
    told('rows taken meanwhile', all, 'rows'),
    none('rows that were missed', all - taken, 'rows'),
    none('rows that were taken twice, or places given twice', leaves - places, 'rows'),
    none('faults found afterwards', checked.faults.length, 'faults'),
    exactly('rows under the last checkpoint', checked.size - checked.uncovered, all, 'rows'),
  ]
}

const workerOf = ({ dataFolder }: RunningHouse): Spawned =>
  spawned(['work'], { dataFolder, env: { MOTCUA_CHECKPOINT_SECONDS: '1' } })

const killOf = async ({ child, ended, isOver, said }: Spawned): Promise<void> => {
  if (isOver()) throw new Error(`a worker ended before it was killed: ${said.errors.slice(-1_000)}`)
  child.kill('SIGKILL')
  await ended
}
