import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockDataFolder, occupantOf } from './lock.ts'
import { pidWorld, processOf } from './processes.ts'

let folder: string
const file = () => join(folder, 'motcua.lock')

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-lock-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** What a occupant would have written, but for what the test changes. */
const writeHolder = async (changes: object) => {
  const me = await processOf(process.pid)
  const occupant = {
    ...{
      ...me,
      since: '2026-11-22T02:30:00.000Z',
      host: hostname(),
      world: await pidWorld(),
      token: 'another',
    },
    ...changes,
  }
  await writeFile(file(), JSON.stringify(occupant))
}

test('a second start is refused in one sentence that says who holds the folder, since when, and what to do', async () => {
  await writeHolder({})
  await expect(lockDataFolder(folder)).rejects.toMatchObject({
    code: 'DATA_FOLDER_IN_USE',
    message:
      `The data folder ${folder} is in use by process ${process.pid} on ${hostname()} since ` +
      '2026-11-22T02:30:00.000Z. Stop that process first, or give this one another folder with MOTCUA_DATA.',
  })
})

test('a released folder is free, and nothing is left in it', async () => {
  const lock = await lockDataFolder(folder)
  expect(await occupantOf(folder)).toMatchObject({ pid: process.pid })
  await lock.release()
  expect(await occupantOf(folder)).toBeNull()
  expect(await readdir(folder)).toEqual([])
})

test('a occupant that was killed does not block', async () => {
  await writeHolder({ pid: 2 ** 22 + 1 })
  const lock = await lockDataFolder(folder)
  await lock.release()
})

test('a stranger with the recycled pid of a killed occupant does not block', async () => {
  await writeHolder({ began: '1' })
  const lock = await lockDataFolder(folder)
  expect((await occupantOf(folder))?.token).not.toBe('another')
  await lock.release()
})

test('a file that a power cut left empty does not block', async () => {
  await writeFile(file(), '')
  await utimes(file(), new Date(0), new Date(0))
  const lock = await lockDataFolder(folder)
  await lock.release()
})

test('a occupant in another container that has been silent does not block', async () => {
  await writeHolder({ world: 'another boot' })
  await utimes(file(), new Date(0), new Date(0))
  const lock = await lockDataFolder(folder)
  await lock.release()
})

test('a occupant in another container that still touches the file is respected', async () => {
  await writeHolder({ world: 'another boot' })
  const beat = setInterval(() => utimes(file(), new Date(), new Date()), 100)
  await expect(lockDataFolder(folder)).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' })
  clearInterval(beat)
})

test('of eight that find a dead occupant at once, one gets the folder', async () => {
  await writeHolder({ pid: 2 ** 22 + 1 })
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataFolder(folder)))
  const winners = tries.filter((one) => one.status === 'fulfilled')
  expect(winners).toHaveLength(1)
  const { token } = JSON.parse(await readFile(file(), 'utf8')) as { token: string }
  expect(token).not.toBe('another')
  await winners[0]!.value.release()
})
