import { connected } from '../server/src/platform/db/connection.ts'
import { reception } from '../server/test/support/household.ts'
import { type Bench, type Figure, median } from './figure.ts'
import { type BenchHouse, openBenchHouse } from './support/house.ts'
import { atCounter, openClient, type Posting, rate, signIn } from './support/http.ts'
import { type Receipt, receipts } from './support/receipts.ts'
import { fill, tableSizes } from './support/world.ts'

const FEW = { short: 1_000, long: 10_000 }
const MANY = { short: 10_000, long: 1_000_000 }
const CLIENTS = 16
const LEAST_INTAKE = 0.85
const SAMPLE = 500

/** The same requests, in turn, to two offices that differ by how many whole lives they hold. */
export const growth: Bench = {
  name: 'growth',
  claim: 'what becomes of speeds and bytes when an office holds a million whole lives and not ten thousand',
  run: async ({ short, say, world }) => {
    const span = short ? 'short' : 'long'
    const few = await filledOffice(FEW[span], say)
    const many = await filledOffice(MANY[span], say, world)
    try {
      const figures: Figure[] = []
      for (const [name, task] of Object.entries(TASKS))
        figures.push(await compared(name, task, few, many, short, say))
      figures.push(bytesOf(few, many))
      return figures
    } finally {
      few.http.close()
      many.http.close()
      await few.house.close()
      await many.house.close()
    }
  },
}

interface Office {
  house: BenchHouse
  http: ReturnType<typeof openClient>
  dossiers: number
  bytes: number
  sample: readonly Receipt[]
  /** The cookie of the head of a centre. */
  mai: string
  receive: Posting
}

const filledOffice = async (
  dossiers: number,
  say: (line: string) => void,
  kept: string | null = null,
): Promise<Office> => {
  const house = await openBenchHouse(kept)
  const began = performance.now()
  if (kept === null) await fill(house, dossiers)
  else await house.settle()
  const found = await dossiersIn(house)
  if (found < dossiers) throw new Error(`${kept} holds ${found} dossiers, and ${dossiers} are asked for`)
  say(`${found} dossiers ready after ${((performance.now() - began) / 1_000).toFixed(0)} s`)
  const bytes = [...(await tableSizes(house)).values()].reduce((sum, size) => sum + size, 0)
  const http = openClient(house.url, CLIENTS)
  return {
    ...{ house, http, bytes, dossiers: found },
    sample: await receipts(house, SAMPLE),
    mai: await signIn(http, 'mai'),
    receive: await atCounter(http),
  }
}

const dossiersIn = ({ cluster }: BenchHouse): Promise<number> =>
  connected(cluster.loader ?? cluster.owner, async (client) =>
    Number((await client.query('select count(*) as n from dossier')).rows[0].n),
  )

const get = async ({ http }: Office, path: string, cookie?: string): Promise<void> => {
  const { status, body } = await http.send('GET', path, cookie === undefined ? {} : { cookie })
  if (status !== 200) throw new Error(`${path} answered ${status}: ${body}`)
}

interface Task {
  what: string
  least?: number
  once(office: Office, nth: number): Promise<unknown>
}

const picked = ({ sample }: Office, nth: number) => sample[nth % sample.length] as Office['sample'][number]

const TASKS: Readonly<Record<string, Task>> = {
  intake: {
    what: 'dossiers received a second',
    least: LEAST_INTAKE,
    once: ({ receive }) => receive('/api/dossiers', reception()),
  },
  lookup: {
    what: 'look-ups a second, of dossiers of any age',
    once: (office, nth) => {
      const { code, secret } = picked(office, nth)
      return get(office, `/api/tracking/${code}?secret=${secret}`)
    },
  },
  dossier: {
    what: 'pages of a dossier of any age a second, for the head of the centre',
    once: (office, nth) => get(office, `/api/dossiers/${picked(office, nth).dossierId}`, office.mai),
  },
  list: {
    what: 'lists of the latest fifty dossiers a second, for the head of the centre',
    once: (office) => get(office, '/api/dossiers', office.mai),
  },
}

/** In turn, so that a slow minute hits both. */
const compared = async (
  name: string,
  { what, least, once }: Task,
  few: Office,
  many: Office,
  short: boolean,
  say: (line: string) => void,
): Promise<Figure> => {
  const time = short ? 1_500 : 5_000
  let nth = 0
  const measured = (office: Office, milliseconds: number) =>
    rate(CLIENTS, milliseconds, () => {
      nth += 1
      return once(office, nth)
    })
  for (const office of [few, many]) await measured(office, time)
  const rates: Record<'few' | 'many', number[]> = { few: [], many: [] }
  for (let round = 0; round < (short ? 3 : 7); round += 1) {
    rates.few.push(await measured(few, time))
    rates.many.push(await measured(many, time))
  }
  const [floor, value] = [median(rates.few), median(rates.many)]
  const told = (speeds: readonly number[]) => speeds.map((speed) => speed.toFixed(0)).join(' ')
  say(`${name}: ${told(rates.many)} among ${many.dossiers}; ${told(rates.few)} among ${few.dossiers}`)
  return {
    case: `${what} among ${many.dossiers} whole lives; the floor is the same among ${few.dossiers}`,
    value,
    unit: 'a second',
    floor,
    ratio: value / floor,
    demand: least === undefined ? 'shown beside' : `ratio ≥ ${least}`,
    pass: least === undefined || value / floor >= least,
  }
}

const bytesOf = (few: Office, many: Office): Figure => {
  const [floor, value] = [few, many].map(({ bytes, dossiers }) => bytes / dossiers) as [number, number]
  return {
    case: `tables and indexes for each of ${many.dossiers} whole lives; the floor is the same for ${few.dossiers}`,
    value,
    unit: 'bytes a dossier',
    floor,
    ratio: value / floor,
    demand: 'printed',
    pass: true,
  }
}
