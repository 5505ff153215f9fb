import { readFileSync } from 'node:fs'
import { reception } from '../server/test/support/household.ts'
import type { Bench } from './figure.ts'
import { openBenchHouse } from './support/house.ts'
import { atCounter, openClient, rate } from './support/http.ts'

const CLIENTS = 16
const MOST_MB = 300
const MOST_SLOPE = 1

/** What the serving process holds in memory after so many receptions, and whether it goes on growing. */
export const memory: Bench = {
  name: 'memory',
  claim: 'memory of the process that serves, after receptions at full speed and while they go on',
  run: async ({ short, say }) => {
    const house = await openBenchHouse()
    const http = openClient(house.url, CLIENTS)
    try {
      const post = await atCounter(http)
      const wanted = short ? 1_000 : 10_000
      let received = 0
      await Promise.all(
        Array.from({ length: CLIENTS }, async () => {
          while (received < wanted) {
            received += 1
            await post('/api/dossiers', reception())
          }
        }),
      )
      const after = residentMb(house.pid)
      say(`${received} receptions: ${after.toFixed(0)} MB`)
      const minutes = short ? 1 : 30
      const samples: [minute: number, mb: number][] = []
      const began = performance.now()
      while (performance.now() - began < minutes * 60_000) {
        await rate(CLIENTS, 5_000, () => post('/api/dossiers', reception()))
        samples.push([(performance.now() - began) / 60_000, residentMb(house.pid)])
      }
      const highest = Math.max(after, ...samples.map(([, mb]) => mb))
      // The first third still warms up.
      const slope = slopeOf(samples.slice(Math.floor(samples.length / 3)))
      say(`${minutes} minutes on: ${samples.at(-1)?.[1].toFixed(0)} MB, at most ${highest.toFixed(0)}`)
      return [
        {
          case: `after ${received} receptions, and at most in ${minutes} minutes of them`,
          value: highest,
          unit: 'MB',
          demand: `≤ ${MOST_MB} MB`,
          pass: highest <= MOST_MB,
        },
        {
          case: 'growth, by the line that fits the last two thirds best',
          value: slope,
          unit: 'MB/min',
          demand: short ? 'printed: a minute tells nothing' : `≤ ${MOST_SLOPE} MB/min`,
          pass: short || slope <= MOST_SLOPE,
        },
      ]
    } finally {
      http.close()
      await house.close()
    }
  },
}

const residentMb = (pid: number | undefined): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) / 1_024

/** Of the straight line with the least squares. */
const slopeOf = (points: readonly (readonly [x: number, y: number])[]): number => {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0)
  return over / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
}
