import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { CannotOpen } from './cannot-open.ts'
import type { ProcessMark } from './processes.ts'
import { pidWorld, processOf, sleep, stillLives } from './processes.ts'

/** Who runs the database of a data folder. */
export interface Occupant extends ProcessMark {
  /** RFC 3339 UTC. */
  since: string
  host: string
  world: string
  token: string
}

export interface Lock {
  release(): Promise<void>
}

// A occupant in another container cannot be asked whether it lives; it shows it by touching the file.
const BEAT_MS = 5_000
// Three missed beats: a restarted container waits at most this long for the one that was killed.
const SILENCE_MS = 15_000
const BEING_WRITTEN_MS = 2_000

const lockFile = (dataFolder: string) => join(dataFolder, 'motcua.lock')

/**
 * Takes a data folder for this process, or refuses with a sentence that names the occupant.
 * A file and not an operating-system lock, because it must say who holds it and since when. It names the
 * process by pid and beginning, so a killed occupant or a recycled pid never blocks.
 *
 * @throws CannotOpen DATA_FOLDER_IN_USE
 */
export const lockDataFolder = async (dataFolder: string): Promise<Lock> => {
  const file = lockFile(dataFolder)
  const mine = await describeMyself()
  const text = JSON.stringify(mine)
  let tookOver = false
  for (;;) {
    if (await written(file, text)) break
    const found = await readFile(file, 'utf8').catch(() => null)
    if (found === null) continue
    const occupant = parsed(found)
    if (occupant === null && (await age(file)) < BEING_WRITTEN_MS) {
      await sleep(50)
      continue
    }
    if (occupant !== null && (await isAlive(file, occupant))) throw inUse(dataFolder, occupant)
    await takeAway(file, found)
    tookOver = true
  }
  // Two processes may have found the same dead occupant; whoever's name stands here after a moment has it.
  if (tookOver) {
    await sleep(100)
    const occupant = parsed((await readFile(file, 'utf8').catch(() => '')) || text)
    if (occupant !== null && occupant.token !== mine.token) throw inUse(dataFolder, occupant)
  }
  const beat = setInterval(() => {
    const now = new Date()
    utimes(file, now, now).catch(() => {})
  }, BEAT_MS)
  beat.unref()
  return {
    release: async () => {
      clearInterval(beat)
      const occupant = parsed(await readFile(file, 'utf8').catch(() => ''))
      if (occupant?.token === mine.token) await rm(file, { force: true })
    },
  }
}

/** The living occupant of a data folder, or null when nobody runs its database. */
export const occupantOf = async (dataFolder: string): Promise<Occupant | null> => {
  const file = lockFile(dataFolder)
  const occupant = parsed(await readFile(file, 'utf8').catch(() => ''))
  return occupant !== null && (await isAlive(file, occupant)) ? occupant : null
}

const describeMyself = async (): Promise<Occupant> => ({
  pid: process.pid,
  began: (await processOf(process.pid))?.began ?? null,
  since: new Date().toISOString(),
  host: hostname(),
  world: await pidWorld(),
  token: randomUUID(),
})

const isAlive = async (file: string, occupant: Occupant): Promise<boolean> => {
  if (occupant.world === (await pidWorld())) return stillLives(occupant)
  const before = await lastBeat(file)
  while ((await age(file)) < SILENCE_MS) {
    if ((await lastBeat(file)) !== before) return true
    await sleep(250)
  }
  return false
}

/** Removes a dead occupant's file; what is there by now and is not the dead occupant's is put back. */
const takeAway = async (file: string, dead: string): Promise<void> => {
  const grave = `${file}.${randomUUID()}`
  try {
    await rename(file, grave)
  } catch {
    return
  }
  const buried = await readFile(grave, 'utf8').catch(() => dead)
  if (buried !== dead) await copyFile(grave, file, constants.COPYFILE_EXCL).catch(() => {})
  await rm(grave, { force: true })
}

const written = async (file: string, text: string): Promise<boolean> => {
  try {
    const handle = await open(file, 'wx', 0o600)
    try {
      await handle.writeFile(text)
    } finally {
      await handle.close()
    }
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

const parsed = (text: string): Occupant | null => {
  try {
    const value = JSON.parse(text) as Occupant
    return typeof value.pid === 'number' && typeof value.token === 'string' ? value : null
  } catch {
    return null
  }
}

const lastBeat = async (file: string): Promise<number> => (await stat(file).catch(() => null))?.mtimeMs ?? 0

const age = async (file: string): Promise<number> => Date.now() - (await lastBeat(file))

const inUse = (dataFolder: string, { pid, host, since }: Occupant) =>
  new CannotOpen(
    'DATA_FOLDER_IN_USE',
    `The data folder ${dataFolder} is in use by process ${pid} on ${host} since ${since}. ` +
      'Stop that process first, or give this one another folder with MOTCUA_DATA.',
  )
