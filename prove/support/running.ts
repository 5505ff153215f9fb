import { until, within } from '#platform/db/processes.ts'
import { freePort, type RunningHouse } from './house.ts'
import { afterwards } from './places.ts'
import { isReady, type Spawned, type Spawning, spawned } from './program.ts'

const READY_MS = 60_000

/** One process of a program, this one or an earlier, which may be ended and started again on the same port. */
export class Running {
  readonly role: 'start' | 'serve' | 'work'
  readonly port: number
  readonly #spawning: Spawning
  #process: Spawned | null = null
  #before = ''

  constructor(
    role: 'start' | 'serve' | 'work',
    dataFolder: string,
    port: number,
    { env, ...other }: Pick<Spawning, 'env' | 'nodeArgs' | 'program'> = {},
  ) {
    this.role = role
    this.port = port
    this.#spawning = { dataFolder, env: { HOST: '127.0.0.1', PORT: String(port), ...env }, ...other }
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** What it wrote to its log since it was made. */
  get log(): string {
    return this.#before + (this.#process?.said.errors ?? '')
  }

  /** Until its line `ready`. @throws with its last words when it does not come */
  async start(): Promise<void> {
    this.#before = this.log
    const process = spawned([this.role], this.#spawning)
    this.#process = process
    await until(READY_MS, async () => process.isOver() || isReady(process))
    if (process.isOver() || !isReady(process))
      throw new Error(`${this.role} did not become ready; its last words: ${this.log.slice(-1_000)}`)
  }

  kill(): Promise<void> {
    return this.#end('SIGKILL')
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const process = this.#process
    if (!process || process.isOver()) return
    process.child.kill(signal)
    if (await within(READY_MS, process.ended)) return
    process.child.kill('SIGKILL')
    await process.ended
  }
}

/** A process that only serves, on the database of a house that runs: as an office has several behind one proxy. */
export const serveBeside = async (
  { dataFolder }: Pick<RunningHouse, 'dataFolder'>,
  how: Pick<Spawning, 'env' | 'nodeArgs'> = {},
): Promise<Running> => {
  const one = new Running('serve', dataFolder, await freePort(), how)
  afterwards(() => one.stop())
  await one.start()
  return one
}
