import { expect, test } from 'vitest'
import { Refusal } from '#platform/refusal.ts'
import { attempt, networkOf } from './attempts.ts'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:0DB8:0:0:ab:cd:ef:1', '2001:db8:0:0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
])('%s belongs to %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof Refusal ? error : Promise.reject(error)),
  )

test('failures shut out for the window; attempts under way only for a moment', async () => {
  const failed = (subject: string, count: number) => (mustBeWithin: (failures: string[]) => void) => {
    mustBeWithin([`${subject} ${count}`])
    return Promise.resolve()
  }
  expect(await refusalOf(attempt({ a: 3 }, failed('a', 2)))).toBeNull()
  expect((await refusalOf(attempt({ a: 3 }, failed('a', 3))))?.code).toBe('too-many-attempts')
  let end = () => {}
  const slow = attempt({ a: 3 }, () => new Promise<void>((resolve) => (end = resolve)))
  const beside = await refusalOf(attempt({ a: 3 }, failed('a', 2)))
  expect([beside?.code, beside?.details.retryAfter]).toEqual(['others-under-way', 1])
  end()
  await slow
  expect(await refusalOf(attempt({ a: 3 }, failed('a', 2)))).toBeNull()
})
