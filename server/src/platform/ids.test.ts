import { expect, test } from 'vitest'
import { isUuid, newId } from './ids.ts'

test('ten thousand ids are different uuids of version 7 and grow with time', () => {
  const ids = Array.from({ length: 10_000 }, newId)
  expect(new Set(ids).size).toBe(10_000)
  expect(ids.every((id) => isUuid(id) && id[14] === '7')).toBe(true)
  const times = ids.map((id) => id.slice(0, 13))
  expect(times).toEqual([...times].sort())
})
