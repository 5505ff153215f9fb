import pg from 'pg'
import { demoId } from '../server/src/demo-province.ts'
import { likeThat, unindexed } from '../server/test/support/copies.ts'
import { reception } from '../server/test/support/household.ts'
import { type Bench, median } from './figure.ts'
import { type BenchHouse, openBenchHouse } from './support/house.ts'
import { atCounter, type BenchClient, openClient, signIn } from './support/http.ts'

const FEW = 10_000
const MANY = { short: 200_000, long: 5_000_000 }
const OPEN = 120
const MOST = 1.5
const AT_ONCE = 250_000

/** The inbox of a specialist, fifty rows and the totals of its views, while the province around it grows. */
export const inbox: Bench = {
  name: 'inbox',
  claim: 'an inbox of fifty with the totals of its views, over HTTP, as the tables it reads grow',
  run: async ({ short, say }) => {
    const house = await openBenchHouse()
    const http = openClient(house.url, 1)
    const superuser = new pg.Client(house.superuser)
    await superuser.connect()
    try {
      const cookie = await openWork(http)
      const many = short ? MANY.short : MANY.long
      await grow(house, superuser, 0, FEW)
      const few = await asked(http, cookie, short)
      say(`${FEW} dossiers: half within ${few.toFixed(1)} ms`)
      const began = performance.now()
      await grow(house, superuser, FEW, many)
      say(`${many} dossiers and tasks made in ${((performance.now() - began) / 1_000).toFixed(0)} s`)
      const value = await asked(http, cookie, short)
      return [
        {
          case: `${OPEN} open of one's own among ${many}, half within; the floor is the same among ${FEW}`,
          value,
          unit: 'ms',
          floor: few,
          ratio: value / few,
          demand: `ratio ≤ ${MOST}`,
          pass: value / few <= MOST,
        },
      ]
    } finally {
      await superuser.end()
      http.close()
      await house.close()
    }
  },
}

/** Received and handed over, so that a specialist has something to do; answers with her cookie. */
const openWork = async (http: BenchClient): Promise<string> => {
  const post = await atCounter(http)
  for (let nth = 0; nth < OPEN; nth += 1) {
    const { id } = await post('/api/dossiers', reception())
    await post(`/api/dossiers/${id}/hand-overs`, {}, 1)
  }
  return signIn(http, 'dung')
}

const asked = async (http: BenchClient, cookie: string, short: boolean): Promise<number> => {
  const times: number[] = []
  for (let nth = 0; nth < (short ? 60 : 200); nth += 1) {
    const began = performance.now()
    const answer = await http.send('GET', '/api/tasks?view=TO_DO', { cookie })
    times.push(performance.now() - began)
    const shown = answer.status === 200 ? JSON.parse(answer.body).items.length : 0
    if (shown !== 50) throw new Error(`an inbox answered ${answer.status} with ${shown} rows`)
  }
  // The first ones warm up.
  return median(times.slice(20))
}

/**
 * Dossiers like those that are there, each with its open task, its events and its owner: nine of ten of the other ward and open, one of the
 * same unit and over.
 */
const grow = async (house: BenchHouse, superuser: pg.Client, from: number, to: number): Promise<void> => {
  await unindexed(superuser, house.cluster.schema, TABLES, async () => {
    const copies = [
      await likeThat(superuser, 'dossier', "code not like 'X%' order by code limit 1", {
        id: 'm.id',
        code: "'X' || m.nth",
        owner_id: 'm.owner_id',
        authority_id: own('t.authority_id', `'${demoId('daovien')}'`),
        authorities: own('t.authorities', `array['${demoId('daovien')}']`),
        units: own('t.units', `array['${demoId('daovien.tt')}', '${demoId('daovien.vhxh')}']`),
        receipt_hash: 'md5(m.id::text)',
        state: own("'RETURNED'", 't.state'),
        issued_at: own('now()', 't.issued_at'),
        returned_at: own('now()', 't.returned_at'),
      }),
      await likeThat(
        superuser,
        'task',
        "closed_at is null and kind = 'CONFIRM_HAND_OVER' order by id limit 1",
        {
          id: 'm.task_id',
          dossier_id: 'm.id',
          home_authority_id: own('t.home_authority_id', `'${demoId('daovien')}'`),
          authority_id: own('t.authority_id', `'${demoId('daovien')}'`),
          unit_id: own('t.unit_id', `'${demoId('daovien.vhxh')}'`),
          closed_at: own('now()', 'null'),
        },
      ),
      await likeThat(superuser, 'dossier_event', "type = 'HandedOver' order by dossier_id limit 1", {
        dossier_id: 'm.id',
        home_authority_id: own('t.home_authority_id', `'${demoId('daovien')}'`),
      }),
      await likeThat(superuser, 'person', 'true order by id limit 1', {
        id: 'm.owner_id',
        dossier_id: 'm.id',
      }),
    ]
    for (let at = from; at < to; at += AT_ONCE)
      await superuser.query(`
        create temp table made as
          select uuidv7() as id, uuidv7() as task_id, uuidv7() as owner_id, nth, nth % 10 = 0 as is_own
          from generate_series(${at + 1}, ${Math.min(at + AT_ONCE, to)}) as nth;
        ${copies.join(';\n')};
        drop table made`)
  })
  await superuser.query(`vacuum analyze ${TABLES.join(', ')}`)
  await superuser.query('checkpoint')
}

const TABLES = ['dossier', 'task', 'dossier_event', 'person']

const own = (ours: string, other: string): string => `case when m.is_own then ${ours} else ${other} end`
