import { expect, test } from 'vitest'
import { type LogFields, logTo } from './log.ts'

const lines = (unsaid: readonly string[] = []) => {
  const written: string[] = []
  return { written, log: logTo({ write: (text) => written.push(text) }, unsaid) }
}

test('what is bad is written at once, with what waited before it; a field that is not allowed never', () => {
  const { written, log } = lines()
  log('info', { event: 'request', status: 200 })
  expect(written).toEqual([])
  const withMore = { event: 'failed', code: 'X', fullName: 'Nguyễn Văn Tưởng' } as LogFields
  log('error', withMore)
  const read = written
    .join('')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(read).toEqual([
    { at: expect.any(String), level: 'info', event: 'request', status: 200 },
    { at: expect.any(String), level: 'error', event: 'failed', code: 'X' },
  ])
})

test('an event left unsaid is said all the same when it is more than information', () => {
  const { written, log } = lines(['request'])
  log('info', { event: 'request', status: 200 })
  log('warn', { event: 'request', status: 503 })
  expect(written.join('').match(/"status":\d+/g)).toEqual(['"status":503'])
})
