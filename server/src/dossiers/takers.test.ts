import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MOST_LOAD } from './rules/load.ts'

test.each(['vi', 'en'])('who gives out work reads “or more” where counting ends, in %s', (language) => {
  const path = new URL(`../../../common/messages/${language}/desk.json`, import.meta.url)
  const words: Record<string, string> = JSON.parse(readFileSync(path, 'utf8'))
  expect(words['assign.taker']).toContain(` =${MOST_LOAD} {`)
})
