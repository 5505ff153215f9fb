import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Cluster } from '#platform/db/cluster.ts'
import { Sql } from '../sql.ts'
import type { Dice } from '../support/dice.ts'
import { type Spawned, spawned } from '../support/program.ts'
import { sleep, until } from '../support/waiting.ts'

/** `motcua migrate`, killed with -9 while a file is being applied, and started again. */

export const MIGRATIONS = fileURLToPath(new URL('../../server/migrations', import.meta.url))

export interface Killed {
  /** While a transaction of the migration was open. */
  halfWay: number
  /** Before or after it: the process was starting or ending. */
  beside: number
  /** How many different files were struck, as far as the record of those applied shows. */
  files: number
  /** Starts after which less was applied than before. */
  fellBack: number
  /** The start that nobody killed applied what was left and ended with 0. */
  resumed: boolean
}

// Each statement that changes the schema takes this much longer meanwhile, so that a blow meets it at work.
const SLOWER_S = 0.04

/** Kills until it was met half-way so often, then lets one go to its end. */
export const killedWhileMigrating = async (
  cluster: Cluster,
  dataFolder: string,
  { blows, chance }: { blows: number; chance: Dice },
): Promise<Killed> => {
  const owner = await Sql.connect({ ...cluster.owner }, 'motcua-prove-watch')
  const admin = await Sql.connect(
    { ...cluster.admin, database: cluster.owner.database },
    'motcua-prove-slower',
  )
  await slower(admin)
  const wanted = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).length
  const applied = async () => (await owner.one<{ n: number }>('select count(*)::int as n from migration')).n
  const struck = new Set<number>()
  const counted = { halfWay: 0, beside: 0, fellBack: 0 }
  try {
    let before = await applied()
    while (counted.halfWay < blows && before < wanted) {
      const { child, ended, isOver } = migrating(dataFolder)
      // Every second time one more file is let through, so that many are met.
      const from = before + (counted.halfWay % 2)
      await until(
        20_000,
        async () => isOver() || ((await openTransactions(admin)) > 0 && (await applied()) >= from),
      )
      await sleep(chance.below(40))
      const isHalfWay = !isOver() && (await openTransactions(admin)) > 0
      child.kill('SIGKILL')
      await ended
      counted[isHalfWay ? 'halfWay' : 'beside'] += 1
      const now = await applied()
      if (isHalfWay) struck.add(now)
      if (now < before) counted.fellBack += 1
      before = now
    }
    await faster(admin)
    const { heard, said } = migrating(dataFolder)
    const code = await heard
    if (code !== 0) process.stderr.write(said.errors)
    return { ...counted, files: struck.size, resumed: code === 0 && (await applied()) === wanted }
  } finally {
    await owner.close()
    await admin.close()
  }
}

/** `motcua migrate` of this program. */
export const migrating = (dataFolder: string): Spawned => spawned(['migrate'], { dataFolder })

const slower = async (admin: Sql): Promise<void> => {
  await admin.all(
    `create function public.slower() returns event_trigger language plpgsql as
       'begin perform pg_sleep(${SLOWER_S}); end'`,
  )
  await admin.all('create event trigger slower on ddl_command_end execute function public.slower()')
}

const faster = async (admin: Sql): Promise<void> => {
  await admin.all('drop event trigger slower')
  await admin.all('drop function public.slower()')
}

/** Of whoever migrates: by the owner, and at a statement of a file. */
const openTransactions = async (admin: Sql): Promise<number> => {
  const { n } = await admin.one<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
     where application_name not like 'motcua-prove%' and backend_type = 'client backend'
       and backend_xid is not null and query !~* '^(begin; )?(set|lock)'`,
  )
  return n
}
