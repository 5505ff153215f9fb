import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { databaseNow } from '#catalogue/index.ts'
import { addDays, hanoiDateOf } from '#common/time.ts'
import { connected } from '#platform/db/connection.ts'
import { openDatabase } from '#platform/db/database.ts'
import { silent } from '#platform/log.ts'
import { openSealerOf } from '#platform/sealing-keys.ts'
import { clearBrokenOff, fillWorld, officeOf } from '../simulator/index.ts'
import { type Command, wholeNumber } from './command.ts'
import { furniture } from './furniture.ts'
import { progressBar } from './progress.ts'
import { inOneTransaction } from './transaction.ts'
import { inBoth } from './words.ts'

const HELP = `motcua demo --dossiers N [--seed S] [--months M]

Fills a trial office with N whole lives of dossiers, spread over the last M months (six) and ending now: some early, some late, some
sent back, withdrawn or never collected. The same seed in the same office on the same day gives the same lives. Names are invented. All are
written, or none. Refused where the office has received dossiers already.

Exit code 0: written. 1: refused, and nothing was written. 2: not understood. 3: the database or the machine is not as it
must be.
`

/** How often each is asked for in a ward, of a hundred. */
export const ASKED_FOR: Readonly<Record<string, number>> = {
  'cong-nhan-ho-ngheo-can-ngheo-phat-sinh-trong-nam': 38,
  'cap-ban-sao-tu-so-goc': 34,
  'lien-thong-dien-tu-khai-sinh-thuong-tru-the-bhyt-can-cuoc-tre-duoi-6-tuoi': 16,
  'hoa-giai-tranh-chap-dat-dai': 5,
  'thuyen-chuyen-doi-tuong-hoc-bo-tuc-thcs': 7,
}

export const demo: Command = {
  words: 'demo',
  takes: '--dossiers N',
  help: HELP,
  footing: 'MAKES',
  run: async ({ args, open, dataFolder, publicUrl }) => {
    const wanted = understood(args)
    if (!wanted) {
      process.stderr.write(`${inBoth('command.demo-not-understood').join('\n')}\n\n${HELP}`)
      return 2
    }
    const cluster = await open()
    try {
      const database = openDatabase({ connection: cluster.loader ?? cluster.owner, size: 1 })
      const sealer = await openSealerOf(database, join(dataFolder, 'secrets'), silent)
      const { office, printing, now } = await database.as({ actor: 'system' }, async (tx) => {
        const { now, generation } = await databaseNow(tx)
        return { now, ...(await officeOf(furniture(), tx, generation, ASKED_FOR, publicUrl)) }
      })
      await database.close()
      const world = {
        office,
        seed: wanted.seed,
        from: addDays(hanoiDateOf(now), -Math.round(wanted.months * 30.4)),
        until: now,
        dossiers: wanted.dossiers,
      }
      await connected(cluster.owner, clearBrokenOff)
      const filled = await inOneTransaction(cluster, (client) =>
        fillWorld(client, sealer, printing, world, progressBar(wanted.dossiers)),
      )
      const { dossiers, events, ms } = filled
      const seconds = Math.round(ms / 100) / 10
      process.stdout.write(
        `${inBoth('command.demo-filled', { dossiers, events, seconds, seed: wanted.seed }).join('\n')}\n`,
      )
      return 0
    } finally {
      await cluster.stop()
    }
  },
}

// A million take twenty minutes and fill some ten gigabytes.
const MOST = 5_000_000

/** Null: not understood. */
const understood = (args: readonly string[]): { dossiers: number; seed: number; months: number } | null => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        dossiers: { type: 'string' },
        seed: { type: 'string', default: '1' },
        months: { type: 'string', default: '6' },
      },
    })
    const dossiers = wholeNumber(values.dossiers, MOST)
    const seed = wholeNumber(values.seed, 2 ** 31)
    const months = wholeNumber(values.months, 120)
    return dossiers === null || seed === null || months === null ? null : { dossiers, seed, months }
  } catch {
    return null
  }
}
