import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bench, median } from './figure.ts'
import { PROGRAM } from './support/house.ts'

const MOST_SECONDS = 5

/** From the command to the line `ready`: the first time, which makes the database, and the next ones. */
export const start: Bench = {
  name: 'start',
  claim: 'seconds from the command to ready, and of the same Node to its first line',
  run: async ({ short, say }) => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'motcua-bench-'))
    try {
      const first = await started(dataFolder)
      say(`the first start, which makes the database: ${first.toFixed(1)} s`)
      const again: number[] = []
      const bare: number[] = []
      for (let nth = 0; nth < (short ? 3 : 7); nth += 1) {
        again.push(await started(dataFolder))
        bare.push(await nothing())
      }
      const [value, floor] = [median(again), median(bare)]
      return [
        { case: 'the first start', value: first, unit: 's', demand: 'printed', pass: true },
        {
          case: 'a start on data that are there; the floor is Node with an empty program',
          value,
          unit: 's',
          floor,
          demand: `≤ ${MOST_SECONDS} s`,
          pass: value <= MOST_SECONDS,
        },
      ]
    } finally {
      await rm(dataFolder, { recursive: true, force: true })
    }
  },
}

/** Seconds until `ready`; stopped again. */
const started = async (dataFolder: string): Promise<number> => {
  const began = performance.now()
  const child = spawn(process.execPath, [PROGRAM, 'start'], {
    env: { ...process.env, MOTCUA_DATA: dataFolder, PORT: '0', HOST: '127.0.0.1', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(child, 'exit')
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk
      if (/^ready$/m.test(said)) resolve()
    })
    void ended.then(([code]) => reject(new Error(`the program ended with ${code} before it was ready`)))
  })
  const seconds = (performance.now() - began) / 1_000
  child.kill('SIGTERM')
  await ended
  return seconds
}

const nothing = async (): Promise<number> => {
  const began = performance.now()
  await once(spawn(process.execPath, ['-e', ''], { stdio: 'ignore' }), 'exit')
  return (performance.now() - began) / 1_000
}
