#!/usr/bin/env node
// npm start: from a fresh clone to a running office. What it prepares it tells on standard error.
import './lib/old-node.mjs'

const { tool } = await import('./lib/house.mjs')
const { prepare } = await import('./lib/prepare.mjs')
const { runProgram } = await import('./lib/program.mjs')

await tool(async () => {
  await prepare()
  await runProgram(['start', ...process.argv.slice(2)])
})
