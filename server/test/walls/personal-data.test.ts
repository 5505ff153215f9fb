import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

/** `docs/personal-data.md` sorts every table of the database once: who adds one has to say whose data it holds, and for whom. */

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

const cells = (line: string) => line.split('|').map((cell) => cell.trim())

test('every table stands on the page once, under a sort that the page knows, with who sees and who changes it', () => {
  const [sorts, data] = read('docs/personal-data.md').split('## What, where, for whom') as [string, string]
  const known = [...sorts.matchAll(/^\| \*\*([A-Z])\*\*/gm)].map(([, sort]) => sort)
  const rows = data.split('\n').filter((line) => /^\| .* \| [A-Z] \|/.test(line))
  for (const row of rows) {
    const [, what, sort, , seenBy, changedBy] = cells(row)
    expect(known, row).toContain(sort)
    expect([what, seenBy, changedBy], row).not.toContain('')
  }
  const sorted = rows.flatMap((row) =>
    [...(cells(row)[3] ?? '').matchAll(/`(\w+)`/g)].map(([, table]) => table),
  )
  const there = [...read('server/schema.sql').matchAll(/^create table (\w+) /gm)].map(([, table]) => table)
  expect(there.length).toBeGreaterThan(50)
  expect(sorted.toSorted()).toEqual(there.toSorted())
})
