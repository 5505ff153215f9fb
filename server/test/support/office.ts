import { sql } from 'kysely'
import pg from 'pg'
import { type House, type HouseOptions, openHouse } from '../../src/app.ts'
import { loadDemo } from '../../src/demo-province.ts'
import { query } from '../../src/platform/db/database.ts'
import { silent } from '../../src/platform/log.ts'
import { sealedIn } from '../../src/platform/seal.ts'
import { Client } from './client.ts'
import { freshProvince, removeFolder, type TestProvince, temporaryFolder } from './cluster.ts'

export { Client } from './client.ts'
export { PROCEDURE, reception } from './household.ts'

/** A furnished office to test in: a province of its own, the demo's people, and the house serving over HTTP. */
export interface TestOffice {
  house: House
  province: TestProvince
  url: string
  dataFolder: string
  signIn(username: string): Promise<Client>
  /** Several, each under their name. */
  staff<Name extends string>(...names: readonly Name[]): Promise<Record<Name, Client>>
  visitor(): Client
  /** The secret printed on a receipt, read with the office's key as its printer does. */
  secretOf(code: string): Promise<string>
  /** Past row-level security: what no request shows, and what the clock does in days, at once. */
  // biome-ignore lint/suspicious/noExplicitAny: rows of whatever was asked for, as the driver gives them
  asLoader<Row extends object = any>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** The day that was set for papers of a dossier passes, and the job that waits for it is due. */
  replyDayPasses(id: string): Promise<void>
  /** Until every paper is printed. */
  settle(): Promise<void>
  close(): Promise<void>
}

export const furnishedOffice = async (
  options: Partial<Pick<HouseOptions, 'signInRules' | 'behindProxy' | 'log' | 'checkpoints'>> = {},
): Promise<TestOffice> => {
  const province = await freshProvince()
  await loadDemo(province.loader)
  const dataFolder = await temporaryFolder()
  const house = await openHouse({
    connection: province.app,
    dataFolder,
    publicUrl: 'http://127.0.0.1:8080',
    log: silent,
    patience: 10_000,
    ...options,
  })
  const url = await house.app.listen({ host: '127.0.0.1', port: 0 })
  const asLoader: TestOffice['asLoader'] = async (text, values = []) => {
    const client = new pg.Client(province.loader)
    await client.connect()
    const { rows } = await client.query(text, [...values]).finally(() => client.end())
    return rows
  }
  return {
    house,
    province,
    url,
    dataFolder,
    visitor: () => new Client(url),
    signIn: (username) => new Client(url).signIn(username),
    staff: async <Name extends string>(...names: readonly Name[]) =>
      Object.fromEntries(
        await Promise.all(names.map(async (name) => [name, await new Client(url).signIn(name)])),
      ) as Record<Name, Client>,
    asLoader,
    replyDayPasses: async (id) => {
      await asLoader(
        `update dossier set position = jsonb_set(position, '{waits,0,replyBy}', to_jsonb('2026-01-05T10:00:00.000Z'::text))
         where id = $1`,
        [id],
      )
      await asLoader('update job set run_at = now() where order_key = $1', [id])
    },
    secretOf: async (code) => {
      const [row] = await asLoader<{ id: string; sealed: Buffer }>(
        'select a.id, a.sealed from artefact a join dossier d on d.id = a.dossier_id where d.code = $1 and a.form = $2',
        [code, 'M01'],
      )
      if (!row) throw new Error(`${code} has no receipt`)
      return JSON.parse(house.office.sealer.openText(row.sealed, sealedIn('artefact', 'sealed', row.id)))
        .receiptSecret
    },
    settle: async () => {
      // What waits for a day that has not come is not waited for.
      const waiting = query
        .selectFrom('job')
        .select('id')
        .where('dead_at', 'is', null)
        .where('run_at', '<=', sql<string>`now()`)
        .limit(1)
      while ((await house.database.as({ actor: 'system' }, (tx) => tx.all(waiting))).length > 0) {
        await house.worker?.drain()
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    close: async () => {
      await house.close()
      await removeFolder(dataFolder)
    },
  }
}
