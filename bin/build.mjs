#!/usr/bin/env node
// npm run build: dist/server/main.mjs and dist/desk, whether or not anything has changed.
import './lib/old-node.mjs'

const { tool } = await import('./lib/house.mjs')
const { prepare } = await import('./lib/prepare.mjs')
const { build } = await import('./lib/build.mjs')
const { alone } = await import('./lib/lock.mjs')

await tool(async () => {
  await prepare({ tools: true, program: false })
  await alone(build)
})
