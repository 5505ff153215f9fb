#!/usr/bin/env node
// npm test: everything a fresh clone needs, then every test. Words after -- go to Vitest:
//   npm test -- --project rules          rules and parsing only: no database, no browser
//   npm test -- server/src/deadlines     one room
import './lib/old-node.mjs'

const { nodeModule, tool } = await import('./lib/house.mjs')
const { prepare } = await import('./lib/prepare.mjs')
const { browser } = await import('./lib/browser.mjs')
const { pathWithPdfReader } = await import('./lib/pdf-reader.mjs')

await tool(async () => {
  await prepare({ tools: true })
  const env = { MOTCUA_CHROMIUM: await browser(), PATH: await pathWithPdfReader() }
  const { code } = await nodeModule('vitest/vitest.mjs', ['run', ...process.argv.slice(2)], {
    output: 'inherit',
    env,
  })
  process.exitCode = code
})
