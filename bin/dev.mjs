#!/usr/bin/env node
// npm run dev: the server, started anew at each change, and the desk with hot reload in front of it.
import './lib/old-node.mjs'
import { existsSync } from 'node:fs'

const { inHouse, nodeModule, tool } = await import('./lib/house.mjs')
const { prepare } = await import('./lib/prepare.mjs')

await tool(async () => {
  await prepare({ tools: true, program: false })
  const args = process.argv.slice(2)
  const server = nodeModule(
    'tsx/dist/cli.mjs',
    ['watch', '--clear-screen=false', inHouse('server/src/main.ts'), 'start', ...args],
    { output: 'inherit' },
  )
  const desk = existsSync(inHouse('web/desk/index.html'))
    ? nodeModule('vite/bin/vite.js', ['--config', inHouse('vite.config.ts')], { output: 'inherit' })
    : Promise.resolve()
  await Promise.all([server, desk])
})
