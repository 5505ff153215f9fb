import { parseArgs } from 'node:util'
import { dueDates } from './duedates.ts'
import type { Bench, Figure } from './figure.ts'
import { growth } from './growth.ts'
import { handover } from './handover.ts'
import { inbox } from './inbox.ts'
import { intake } from './intake.ts'
import { lookup } from './lookup.ts'
import { memory } from './memory.ts'
import { pdf } from './pdf.ts'
import { people } from './people.ts'
import { recompute } from './recompute.ts'
import { search } from './search.ts'
import { size } from './size.ts'
import { start } from './start.ts'
import { step } from './step.ts'
import { closeHouses } from './support/house.ts'

/** `npm run bench`: each figure as a ratio to a floor measured in the same run. Nothing in it is left to chance. */

const BENCHES: readonly Bench[] = [
  intake,
  step,
  lookup,
  dueDates,
  recompute,
  search,
  people,
  handover,
  inbox,
  growth,
  pdf,
  start,
  size,
  memory,
]

const USAGE = `npm run bench -- [--only NAME] [--short] [--json] [--world FOLDER]

${BENCHES.map((bench) => `  ${bench.name.padEnd(10)} ${bench.claim}`).join('\n')}

  --only     may be given several times, or with commas
  --world    growth: the data folder of an office that \`motcua demo\` filled, in the place of one that is filled for the run; it is
             worked in and stays
  --json     one figure a line on standard output: {name, case, value, unit, floor, ratio, demand, pass, seed}

Exit code 0 when every figure meets its demand, 1 when one does not, 2 when the words are not understood.
`

interface Wanted {
  benches: readonly Bench[]
  short: boolean
  json: boolean
  world: string | null
}

/** What the words ask for; a sentence when they cannot be understood. */
const understood = (args: readonly string[]): Wanted | 'help' | { misunderstood: string } => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        short: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        world: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) return 'help'
    const only = (values.only ?? []).flatMap((names) => names.split(','))
    const unknown = only.find((name) => !BENCHES.some((bench) => bench.name === name))
    const benches = BENCHES.filter(({ name }) => only.length === 0 || only.includes(name))
    if (unknown !== undefined)
      return {
        misunderstood: `"${unknown}" is not a bench; there are ${BENCHES.map(({ name }) => name).join(', ')}.`,
      }
    return { benches, short: values.short, json: values.json, world: values.world ?? null }
  } catch (error) {
    return { misunderstood: (error as Error).message }
  }
}

const main = async (args: readonly string[]): Promise<number> => {
  const wanted = understood(args)
  if (wanted === 'help') {
    process.stdout.write(USAGE)
    return 0
  }
  if ('misunderstood' in wanted) {
    process.stderr.write(`${wanted.misunderstood}\n\n${USAGE}`)
    return 2
  }
  const { benches, short, json, world } = wanted
  const say = (line: string) => void (json ? process.stderr : process.stdout).write(`  ${line}\n`)
  let everyPass = true
  for (const bench of benches) {
    if (!json) process.stdout.write(`\n${bench.name}: ${bench.claim}\n`)
    for (const figure of await bench.run({ short, world, say })) {
      everyPass &&= figure.pass
      // The key stands in the lines of `prove` and `bench` alike; here there is no seed.
      const line = json ? JSON.stringify({ name: bench.name, ...figure, seed: null }) : printed(figure)
      process.stdout.write(`${line}\n`)
    }
  }
  return everyPass ? 0 : 1
}

const printed = ({ case: what, value, unit, floor, ratio, demand, pass }: Figure): string => {
  const beside = floor === undefined ? '' : `, floor ${round(floor)}`
  const share = ratio === undefined ? '' : `, ratio ${ratio.toFixed(2)}`
  return `  ${pass ? 'ok  ' : 'FAIL'} ${what}: ${round(value)} ${unit}${beside}${share} (${demand})`
}

const round = (value: number): string => (value >= 100 ? String(Math.round(value)) : value.toPrecision(3))

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void closeHouses().finally(() => process.exit(1)))

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  async (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    await closeHouses()
    process.exit(1)
  },
)
