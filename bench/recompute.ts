import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { addDays, type PlainDate, plainDate } from '../common/time.ts'
import { publishCalendar } from '../server/src/deadlines/index.ts'
import { demoId } from '../server/src/demo-province.ts'
import { connected } from '../server/src/platform/db/connection.ts'
import { multiply, unindexed } from '../server/test/support/copies.ts'
import { type Bench, type Figure, quantile } from './figure.ts'
import { openDesk } from './support/desk.ts'
import { openBenchHouse, workBeside } from './support/house.ts'

const OPEN = { short: 10_000, long: 1_000_000 }
const MOST_SECONDS = { short: 3, long: 180 }
const MOST_TIMES_IDLE = 2
/**
 * A day is declared off, and every open due date follows: event, row, step and who must be told, each in the commit of its page. Meanwhile
 * people go on being received.
 */
export const recompute: Bench = {
  name: 'recompute',
  claim: 'open due dates that follow a change of the calendar, and how long a reception takes meanwhile',
  run: async ({ short, say }) => {
    const span = short ? 'short' : 'long'
    const many = OPEN[span]
    const most = MOST_SECONDS[span]
    const house = await openBenchHouse()
    const desk = await openDesk(house)
    const client = new pg.Client(house.cluster.loader ?? house.cluster.owner)
    await client.connect()
    let worker: ReturnType<typeof workBeside> | undefined
    try {
      const first = await desk.receive()
      const copying = performance.now()
      await connected(house.superuser, (superuser) =>
        unindexed(superuser, house.cluster.schema, ['dossier', 'dossier_event', 'task'], () =>
          multiply(superuser, first.id, many),
        ),
      )
      await house.settle()
      say(
        `${many} open dossiers of one authority, made in ${((performance.now() - copying) / 1000).toFixed(0)} s`,
      )
      worker = workBeside(house)
      await desk.receptions(5_000)
      const idle = await desk.receptions(short ? 10_000 : 30_000)
      say(
        `idle: ${idle.length} receptions, p50 ${quantile(idle, 0.5).toFixed(1)} ms, p99 ${quantile(idle, 0.99).toFixed(1)} ms`,
      )

      const closed = await dayInEveryTerm(client)
      await client.query('begin')
      await publishCalendar(client, decision(closed), 'bench')
      await client.query('commit')
      const began = performance.now()
      let seconds: number | undefined
      const underWay = desk.receptions(10 * 60_000, () => seconds !== undefined)
      while (seconds === undefined) {
        await sleep(100)
        const { rows } = await client.query<{ looked_at: number }>(
          'select looked_at from due_recomputation where authority_id = $1 and second_look',
          [demoId('quevo')],
        )
        if (rows[0] && rows[0].looked_at >= many) seconds = (performance.now() - began) / 1000
      }
      const meanwhile = await underWay
      say(
        `meanwhile: ${meanwhile.length} receptions, p50 ${quantile(meanwhile, 0.5).toFixed(1)} ms, p99 ${quantile(meanwhile, 0.99).toFixed(1)} ms`,
      )
      const { events, notices, right } = await checked(client)
      say(
        `${events} events, ${notices} citizens listed who must be told, ${right} rows that are what their last event says`,
      )
      const p99 = quantile(meanwhile, 0.99)
      const atRest = quantile(idle, 0.99)
      const figures: Figure[] = [
        {
          case: `${many} open dossiers, each with its event, and listed with whom to tell`,
          value: seconds,
          unit: 's',
          demand: `≤ ${most} s`,
          pass: seconds <= most && events >= many && notices >= many && right >= many,
        },
        {
          case: 'a reception meanwhile, p99',
          value: p99,
          unit: 'ms',
          floor: atRest,
          ratio: p99 / atRest,
          demand: `≤ ${MOST_TIMES_IDLE} × idle`,
          pass: p99 <= MOST_TIMES_IDLE * atRest,
        },
      ]
      return figures
    } finally {
      await worker?.stop()
      desk.close()
      await client.end()
      await house.close()
    }
  },
}

const decision = (date: PlainDate) => ({
  decision: {
    number: '1/QĐ',
    issuer: 'UBND',
    decidedOn: plainDate('2026-06-15'),
    title: 'Hoán đổi ngày làm việc',
  },
  agency: null,
  change: {
    days: [
      {
        kind: 'SWAP_OFF' as const,
        date,
        name: { vi: 'Nghỉ hoán đổi', en: 'Swap day' },
        source: 'Quyết định 1/QĐ',
        confirmed: true,
      },
    ],
    confirmed: [],
    calledOff: [],
    hours: [],
    knownUntil: null,
  },
})

/** A working day ahead that lies in every term: the last before the earliest due date. */
const dayInEveryTerm = async (client: pg.Client): Promise<PlainDate> => {
  const { rows } = await client.query<{ day: string }>(
    `select to_char(min(current_due_at) at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as day from dossier`,
  )
  let day = addDays(rows[0]?.day as PlainDate, -1)
  while ([0, 6].includes(new Date(day).getUTCDay())) day = addDays(day, -1)
  return day
}

const checked = async (client: pg.Client): Promise<{ events: number; notices: number; right: number }> => {
  const { rows } = await client.query<{ events: number; notices: number; right: number }>(
    `select
       (select count(*)::integer from dossier_event where type = 'CalendarFollowed') as events,
       (select count(*)::integer from due_notice) as notices,
       (select count(*)::integer from dossier d join dossier_event e on e.dossier_id = d.id and e.seq = d.version
         where e.type = 'CalendarFollowed' and d.current_due_at = (e.data->>'to')::timestamptz
           and d.current_due_at > d.original_due_at) as right`,
  )
  const found = rows[0]
  if (!found) throw new Error('nothing could be counted')
  return found
}
