#!/usr/bin/env node
// npm run prove: which faults are survived; each run prints the seed that repeats it.
import './lib/old-node.mjs'

const { tool } = await import('./lib/house.mjs')
const { runTypeScript } = await import('./lib/typescript.mjs')

await tool(() => runTypeScript('prove/main.ts', process.argv.slice(2)))
