#!/usr/bin/env node
// npm run check: everything that can be judged without running the product. All of it is run even when an early
// check fails, so that one run tells all. `npm run check -- walls messages` runs only those two.
import './lib/old-node.mjs'

const { inHouse, nodeModule, root, Stop, say, tool, toldUsage } = await import('./lib/house.mjs')
const { prepare } = await import('./lib/prepare.mjs')
const { judgeWalls } = await import('./lib/walls.mjs')
const { judgeMessages, messageIds } = await import('./lib/messages.mjs')
const { sourcesOfTheHouse, unreadMessages } = await import('./lib/unread-messages.mjs')
const { addressesInLockfile, testsSwitchedOff } = await import('./lib/left-behind.mjs')
const { audited } = await import('./lib/audit.mjs')

const PROGRAMS = { server: 'server', rules: 'rules', web: 'web', 'browser tests': 'browser-tests' }

/** Each check hands back its faults, one a line; none is a pass. `told` is what it looked at. */
const checks = {
  style: () =>
    command('@biomejs/biome/bin/biome', [
      'check',
      '--error-on-warnings',
      '--colors=off',
      '--max-diagnostics=100',
      '.',
    ]),
  types: async () => {
    // At the same time: each is one thread for a dozen seconds.
    const judged = await Promise.all(
      Object.entries(PROGRAMS).map(async ([name, file]) => {
        const { faults } = await command('typescript/bin/tsc', [
          '-p',
          `tsconfig.${file}.json`,
          '--pretty',
          'false',
        ])
        return faults.length > 0 ? [`${name}:`, ...faults] : []
      }),
    )
    const faults = judged.flat()
    return { faults, told: Object.keys(PROGRAMS).join(', ') }
  },
  walls: async () => {
    const { files, offences } = await judgeWalls(root)
    return { faults: offences.map(sentenceOf), told: `${files} files read` }
  },
  messages: async () => {
    const folder = inHouse('common/messages')
    const { messages, faults } = await judgeMessages(folder)
    const unread = unreadMessages(messageIds(folder), sourcesOfTheHouse())
    return { faults: [...faults, ...unread], told: `${messages} messages, Vietnamese and English, each read` }
  },
  tests: () => ({ faults: testsSwitchedOff(), told: 'none is switched off' }),
  lockfile: () => ({ faults: addressesInLockfile(), told: 'names no address' }),
  generated: async () => {
    await prepare({ tools: true })
    const { drift } = await import('./lib/generated.mjs')
    return { faults: await drift(), told: 'as the tools make them' }
  },
}

/** Run only when they are named: what they say hangs on more than this checkout. */
const onlyWhenNamed = { audit: () => audited() }

const USAGE = `npm run check -- [NAME…]

Everything that can be judged without running the product; without a name, all of it:

  ${Object.keys(checks).join(', ')}

By name only, because it asks a package registry what is known about our parts:

  ${Object.keys(onlyWhenNamed).join(', ')}
`

await tool(async () => {
  if (toldUsage(USAGE)) return
  await prepare({ tools: true, program: false })
  const asked = process.argv.slice(2)
  const all = { ...checks, ...onlyWhenNamed }
  const unknown = asked.filter((name) => !(name in all))
  if (unknown.length > 0)
    throw new Stop(`There is no check ${unknown.join(', ')}; there are ${Object.keys(all).join(', ')}.`)
  const failed = []
  for (const [name, check] of Object.entries(asked.length > 0 ? all : checks)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    const began = Date.now()
    const { faults, told = '' } = await Promise.resolve(check()).catch((error) => ({
      faults: [error instanceof Stop ? error.message : error.stack],
    }))
    const time = `${((Date.now() - began) / 1000).toFixed(1)} s`.padStart(7)
    if (faults.length === 0) {
      say(`ok   ${name.padEnd(10)}${time}  ${told}`)
    } else {
      failed.push(name)
      say(`${faults.map((fault) => `     ${fault}`).join('\n')}\nFAIL ${name.padEnd(10)}${time}`)
    }
  }
  if (failed.length > 0) throw new Stop(`Failed: ${failed.join(', ')}.`)
})

async function command(module, args) {
  const { code, out } = await nodeModule(module, args, { output: 'collect' })
  if (code === 0) return { faults: [], told: out.trim().split('\n').at(-1) }
  return {
    faults: [
      ...out.trim().split('\n').filter(Boolean),
      ...(out.trim() ? [] : [`${module} ended with ${code}`]),
    ],
  }
}

function sentenceOf({ rule, from, to, sentence }) {
  return `${from}${to && to !== from ? ` → ${to}` : ''}\n       ${rule}: ${sentence}`
}
