#!/usr/bin/env node
// npx motcua …: the command line. `npx motcua --help` lists what it can do.
import './lib/old-node.mjs'

const { tool } = await import('./lib/house.mjs')
const { prepare } = await import('./lib/prepare.mjs')
const { runProgram } = await import('./lib/program.mjs')

await tool(async () => {
  const [first, second, ...rest] = process.argv.slice(2)
  // Judges what the program wrote, and so takes nothing of the program.
  if (first === 'ledger' && second === 'verify') {
    process.exitCode = await (await import('./verify-ledger.mjs')).main(rest)
    return
  }
  await prepare()
  await runProgram(process.argv.slice(2))
})
