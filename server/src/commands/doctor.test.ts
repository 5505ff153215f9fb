import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { NOBODYS } from '../../test/support/command-line.ts'
import { furnishedOffice, type TestOffice } from '../../test/support/office.ts'
import { noteLastServed, readServing, writeServing } from '../platform/db/serving.ts'
import { doctor } from './doctor.ts'
import type { Verdict } from './doctor-verdicts.ts'

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))

let office: TestOffice
beforeAll(async () => {
  office = await furnishedOffice()
})
afterAll(() => office.close())

/** What the doctor says of an office, by check. */
const said = async (): Promise<ReadonlyMap<string, Verdict>> => {
  const { province, dataFolder } = office
  const lines: string[] = []
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
  const open = async () => ({ ...province, admin: province.owner, stop: async () => {} })
  const migrations = async () => (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort()
  const looked = { ...NOBODYS, open, migrations, embedded: false }
  const call = { args: ['--json'], open, dataFolder, publicUrl: 'http://127.0.0.1', office: looked }
  await doctor.run(call).finally(() => spy.mockRestore())
  return new Map(lines.map((line) => JSON.parse(line) as Verdict).map((verdict) => [verdict.check, verdict]))
}
const counted = async (check: string, value = 'count') => Number((await said()).get(check)?.values[value])

test('who is in office is counted by the day in Hanoi, as at the desk', async () => {
  const [demo, powerful] = [await counted('demo'), await counted('second-factor')]
  expect([demo, powerful]).toEqual([15, 3])
  const day = (days: number) => `(now() at time zone 'Asia/Ho_Chi_Minh')::date + ${days}`
  await office.asLoader(`update officer set valid_from = ${day(1)} where username = 'huong'`)
  await office.asLoader(`update officer set valid_to = ${day(0)} where 'ADMIN' = any(roles)`)
  expect([await counted('demo'), await counted('second-factor')]).toEqual([demo - 2, powerful - 1])
})

test('a process that missed some beats is at work, and one that was not seen for a minute is not', async () => {
  const before = await counted('processes', 'working')
  await office.asLoader(
    `insert into process_beat (id, roles, host, pid, version, started_at, seen_at)
     select gen_random_uuid(), '{work}', 'h', 1, 'v', now(), now() - seconds * interval '1 second'
     from unnest(array[40, 70]) as seconds`,
  )
  expect(await counted('processes', 'working')).toBe(before + 1)
})

test('a record that cannot be read is one finding, and the looking goes on', async () => {
  const folder = join(office.dataFolder, 'backup')
  // A folder in its place: root, who runs tests in many places, may read any file.
  await mkdir(join(folder, 'last.json'), { recursive: true })
  const verdicts = await said()
  expect(verdicts.get('unreadable')).toMatchObject({
    standing: 'FAIL',
    values: { file: join(folder, 'last.json'), why: expect.stringContaining('EISDIR') },
  })
  expect([...verdicts.keys()]).toContain('calendar')
  // Nothing is said of backups whose records nobody could read.
  expect([...verdicts.keys()].filter((check) => check.startsWith('backup'))).toEqual([])
  await rm(folder, { recursive: true })
})

test('what citizens reach is told by the process that serves, and by this shell only where none has noted it', async () => {
  expect((await said()).get('public-url')?.values).toEqual({ url: 'http://127.0.0.1', toldBy: 'SHELL' })
  const noted = { publicUrl: 'https://motcua.example', host: '127.0.0.1', secondFactor: 'required' } as const
  await writeServing(office.dataFolder, 'province', office.province.app, true)
  await noteLastServed(office.dataFolder, 'province', noted)
  // Whoever opens the database afterwards does not make it forgotten.
  await writeServing(office.dataFolder, 'province', office.province.app, true)
  const verdicts = await said()
  expect(verdicts.get('public-url')?.values).toEqual({ url: 'https://motcua.example', toldBy: 'PROCESS' })
  expect(verdicts.get('second-factor')?.values.rule).toBe('required')
  const { connection } = await readServing(office.dataFolder, 'province')
  expect(connection).not.toHaveProperty('lastServed')
})

test('without any calendar no day off is known', async () => {
  const verdict = (await said()).get('calendar')
  const [{ days }] = await office.asLoader(
    `select min((body ->> 'validTo')::date) - (now() at time zone 'Asia/Ho_Chi_Minh')::date as days from working_calendar`,
  )
  expect(verdict?.values.days).toBe(days)
  await office.asLoader(`update working_calendar set body = body - 'validTo'`)
  expect((await said()).get('calendar')).toMatchObject({ standing: 'FAIL', values: { days: 0 } })
})
