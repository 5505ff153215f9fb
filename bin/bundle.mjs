#!/usr/bin/env node
// npm run bundle: the program for a place without internet, one .tar.gz for this kind of machine.
import './lib/old-node.mjs'

const { say, tool, toldUsage } = await import('./lib/house.mjs')
const { prepare } = await import('./lib/prepare.mjs')
const { makeBundle } = await import('./lib/bundle.mjs')

const USAGE = `npm run bundle -- [FOLDER]

Writes motcua-VERSION-PLATFORM-ARCH.tar.gz into FOLDER (dist/bundle): the built program, the packages that it needs, its
PostgreSQL, migrations, licences and papers, a manifest with the SHA-256 of every file, the launcher ./motcua, and BUNDLE.md that tells how. The other
machine is of the same kind and has Node.js 20.19 or newer; it needs no network.
`

await tool(async () => {
  if (toldUsage(USAGE)) return
  await prepare({ tools: true })
  const { file, files, megabytes, seconds } = await makeBundle(process.argv[2])
  say(`${files} files, ${megabytes} MB, ${seconds} s.`)
  process.stdout.write(`${file}\n`)
})
