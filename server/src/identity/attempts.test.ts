import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '#platform/db/database.ts'
import { Refusal } from '#platform/refusal.ts'
import { freshProvince } from '../../test/support/cluster.ts'
import { FOR_A_DAY, findFailures, guessed, neighbourhoodOf, networkOf } from './attempts.ts'

test.each([
  ['203.0.113.7', '203.0.113.7', '203.0.113'],
  ['::ffff:203.0.113.7', '203.0.113.7', '203.0.113'],
  ['2001:db8::1', '2001:db8:0:0', '2001:db8:0'],
  ['2001:0DB8:0:0:ab:cd:ef:1', '2001:db8:0:0', '2001:db8:0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2', '2001:db8:1'],
  ['fe80::1%eth0', 'fe80:0:0:0', 'fe80:0:0'],
  ['::1', '0:0:0:0', '0:0:0'],
  // Some proxies write the port as well.
  ['203.0.113.7:40001', '203.0.113.7', '203.0.113'],
  ['[2001:db8:1:2:3:4:5:6]:40001', '2001:db8:1:2', '2001:db8:1'],
  ['[2001:db8::1]', '2001:db8:0:0', '2001:db8:0'],
  ['[::ffff:203.0.113.7]:40001', '203.0.113.7', '203.0.113'],
  // No addresses: nobody gets a network of her own by them.
  ['203.0.113.7.9', 'nowhere', 'nowhere'],
  ['203.0.113.256', 'nowhere', 'nowhere'],
  ['abc:def', 'nowhere', 'nowhere'],
  ['unknown', 'nowhere', 'nowhere'],
  ['_hidden:40001', 'nowhere', 'nowhere'],
  ['', 'nowhere', 'nowhere'],
])('%s belongs to %s, which is near %s', (address, network, near) => {
  expect(networkOf(address)).toBe(network)
  expect(neighbourhoodOf(address)).toBe(near)
})

// Two, as two processes have them.
let databases: readonly [Database, Database]
beforeAll(async () => {
  const { app } = await freshProvince()
  // Patient, so that on a busy machine a crowd is counted and not turned away at the pool.
  const options = { connection: app, size: 8, patience: 20_000 }
  databases = [openDatabase(options), openDatabase(options)]
})
afterAll(() => Promise.all(databases.map((database) => database.close())))

const asPublic = <T>(work: Parameters<Database['as']>[1], at = 0) =>
  (databases[at] as Database).as({ actor: 'public' }, work) as Promise<T>

/** A guess, right or wrong, or one for which the machine was too busy. */
const guess = (subject: string, limit: number, is: boolean | 'busy', at = 0) =>
  guessed(
    databases[at] as Database,
    { [subject]: limit },
    {
      as: { actor: 'public' },
      find: async () => 'right' as const,
      attempt: async (found) => {
        if (is === 'busy') throw new Refusal('UNAVAILABLE', 'sign-in-busy')
        return is ? found : null
      },
    },
  )
    .then((right) => right ?? 'wrong')
    .catch((error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    })

const counted = (subject: string): Promise<string[]> => asPublic((tx) => findFailures(tx, { [subject]: 1 }))

test('whoever is right writes nothing; after wrong ones it is still right, and leaves their count as it was', async () => {
  expect(await guess('calm', 10, true)).toBe('right')
  expect(await counted('calm')).toEqual([])
  for (let times = 0; times < 9; times += 1) expect(await guess('calm', 10, false)).toBe('wrong')
  expect(await guess('calm', 10, true)).toBe('right')
  expect(await counted('calm')).toEqual(['calm 9'])
  expect(await guess('calm', 10, false)).toBe('wrong')
  expect(await guess('calm', 10, true)).toBe('too-many-attempts')
  expect(await counted('calm')).toEqual(['calm 10'])
})

test.each([0, 6, 9])('after %d wrong ones, a busy minute counts as no guess', async (wrong) => {
  const subject = `busy-minute-${wrong}`
  for (let times = 0; times < wrong; times += 1) await guess(subject, 10, false)
  for (let times = 0; times < 20; times += 1) expect(await guess(subject, 10, 'busy')).toBe('sign-in-busy')
  expect(await counted(subject)).toEqual(wrong === 0 ? [] : [`${subject} ${wrong}`])
  expect(await guess(subject, 10, true)).toBe('right')
})

test.each([1, 5, 10])(
  'two hundred wrong guesses at once through two doors: %d are tried, and no more',
  async (limit) => {
    const subject = `race ${limit}`
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => guess(subject, limit, false, n % 2)),
    )
    expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(limit)
    expect(answers.filter((answer) => answer === 'too-many-attempts')).toHaveLength(200 - limit)
  },
)

test('many who are right at once are all let in, and nothing is left counted', async () => {
  const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => guess('busy', 100, true, n % 2)))
  expect(new Set(answers)).toEqual(new Set(['right']))
  expect((await counted('busy')).every((line) => line.endsWith(' 0'))).toBe(true)
})

test('codes are counted for a day', async () => {
  const subject = `${FOR_A_DAY}codes`
  await asPublic((tx) =>
    tx.run(
      {
        name: 'test-failures',
        text: "insert into failed_attempt values ($1, now() - interval '20 hours', 3), ($2, now() - interval '20 minutes', 3)",
      },
      [subject, 'quarter'],
    ),
  )
  expect(await guess('quarter', 3, false)).toBe('wrong')
  expect(await guess(subject, 3, true)).toBe('too-many-attempts')
})
