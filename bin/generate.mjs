#!/usr/bin/env node
// npm run generate: writes again what tools write.
import './lib/old-node.mjs'

const { say, Stop, tool, toldUsage } = await import('./lib/house.mjs')
const { prepare } = await import('./lib/prepare.mjs')
const { drift, generate } = await import('./lib/generated.mjs')

const USAGE = `npm run generate -- [WORD…]
npm run generate -- --check

Writes again what tools write: the API document and its types, the database as it stands, the table types, the
third-party notice, the cut fonts.

  WORD      only what has that word in its name, such as schema
  --check   writes nothing and names what is stale
`

await tool(async () => {
  if (toldUsage(USAGE)) return
  await prepare({ tools: true })
  const asked = process.argv.slice(2)
  if (!asked.includes('--check')) return generate(asked, (name) => say(`wrote ${name}`))
  const stale = await drift()
  if (stale.length > 0) throw new Stop(`${stale.join('\n')}\nRun npm run generate and commit what it writes.`)
})
