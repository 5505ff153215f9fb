import { until, within } from '#platform/db/processes.ts'
import { afterwards } from '../support/places.ts'
import { isReady, spawned } from '../support/program.ts'

/** The commands of backup as an operator types them: the built program, as a process of its own. */

const PATIENCE_MS = 60_000

export interface Said {
  code: number | null
  out: string
  errors: string
}

export const motcua = async (dataFolder: string, args: readonly string[], typed = ''): Promise<Said> => {
  const { heard, said } = spawned(args, { dataFolder, typed })
  const code = await heard
  return { code, ...said }
}

/** Killed so many milliseconds after it has said that it copies; whether it was still at work. */
export const killedAmid = async (
  dataFolder: string,
  args: readonly string[],
  ms: number,
): Promise<boolean> => {
  const { child, ended, said, isOver } = spawned(args, { dataFolder, typed: '' })
  await until(PATIENCE_MS, async () => isOver() || said.errors.includes('Copying'))
  const wasOver = await within(ms, ended)
  child.kill('SIGKILL')
  await ended
  return !wasOver
}

export interface Follower {
  kill(): Promise<void>
}

/** A follower that has caught up. */
export const startFollower = async (dataFolder: string, repository: string): Promise<Follower> => {
  const follower = spawned(['backup', '--follow', repository], { dataFolder, typed: '' })
  const kill = async () => {
    follower.child.kill('SIGKILL')
    await follower.ended
  }
  afterwards(kill)
  await until(PATIENCE_MS, async () => follower.isOver() || isReady(follower))
  if (follower.isOver() || !isReady(follower))
    throw new Error(`the follower did not catch up: ${follower.said.errors.slice(-1_000)}`)
  return { kill }
}
