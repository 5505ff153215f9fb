import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SignedIn } from '#identity/index.ts'
import { Refusal } from '#platform/refusal.ts'
import { seldom, watched } from './live-session.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const signedIn = (id: string) => ({ officer: { id } }) as unknown as SignedIn

/** A session that answers what it is told to, and what was seen of it. */
const session = (answer: () => Promise<SignedIn>) => {
  const seen = { asked: 0, ended: 0 }
  const ask = () => {
    seen.asked += 1
    return answer()
  }
  return { seen, ...watched(ask, signedIn('at first'), () => (seen.ended += 1)) }
}

test('a session is trusted for two seconds, then asked about once, however many want to know', async () => {
  const { seen, isSure, officer } = session(async () => signedIn('now'))
  await vi.advanceTimersByTimeAsync(1_900)
  expect(await isSure()).toBe(true)
  expect([seen.asked, officer().id]).toEqual([0, 'at first'])
  await vi.advanceTimersByTimeAsync(200)
  expect(await Promise.all([isSure(), isSure(), isSure()])).toEqual([true, true, true])
  expect([seen.asked, officer().id]).toEqual([1, 'now'])
  await vi.advanceTimersByTimeAsync(1_900)
  expect(await isSure()).toBe(true)
  expect(seen.asked).toBe(1)
})

test.each([
  ['ends when it is refused', new Refusal('SIGN_IN_NEEDED', 'sign-in-needed'), 1],
  ['ends when something is owed', new Refusal('NOT_ALLOWED', 'new-password-needed'), 1],
  ['goes on while the database is away', new Refusal('UNAVAILABLE', 'database-unavailable'), 0],
])('a session %s; until it is known nothing is told', async (_what, refusal, ended) => {
  const { seen, isSure } = session(() => Promise.reject(refusal))
  await vi.advanceTimersByTimeAsync(2_000)
  expect([await isSure(), await isSure()]).toEqual([false, false])
  expect(seen.ended > 0).toBe(ended > 0)
})

test('what is done seldom is done at once, and then once for all that was wanted meanwhile', async () => {
  const done: string[] = []
  const { isDue, stop } = seldom(3_000, () => isDue() && done.push('again'))
  expect([isDue(), isDue(), isDue()]).toEqual([true, false, false])
  await vi.advanceTimersByTimeAsync(2_900)
  expect(done).toEqual([])
  await vi.advanceTimersByTimeAsync(200)
  expect(done).toEqual(['again'])
  await vi.advanceTimersByTimeAsync(10_000)
  expect(done).toEqual(['again'])
  expect([isDue(), isDue()]).toEqual([true, false])
  stop()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(done).toEqual(['again'])
})
