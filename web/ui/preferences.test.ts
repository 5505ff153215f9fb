import { expect, it } from 'vitest'
import { readPreferences } from './preferences.ts'

it('keeps of stored preferences what still means something', () => {
  expect(readPreferences('{"theme":"dark","size":"huge","density":"compact","else":1}')).toEqual({
    theme: 'dark',
    size: 'normal',
    density: 'compact',
  })
})

it.each([null, '', 'null', '{', '[1]', '7'])('begins with the usual look when %j was stored', (stored) => {
  expect(readPreferences(stored)).toEqual({ theme: 'system', size: 'normal', density: 'standard' })
})
