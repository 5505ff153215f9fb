#!/usr/bin/env node
// npm run bench: how fast, each figure beside a floor measured in the same run.
import './lib/old-node.mjs'

const { tool } = await import('./lib/house.mjs')
const { runTypeScript } = await import('./lib/typescript.mjs')

await tool(() => runTypeScript('bench/main.ts', process.argv.slice(2)))
