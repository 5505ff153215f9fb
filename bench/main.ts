import { parseArgs } from 'node:util'
import { dueDates } from './duedates.ts'
import type { Bench, Figure } from './figure.ts'
import { intake } from './intake.ts'
import { lookup } from './lookup.ts'
import { people } from './people.ts'
import { recompute } from './recompute.ts'
import { search } from './search.ts'
import { step } from './step.ts'

/** `npm run bench`: each figure as a ratio to a floor measured in the same run. Nothing in it is left to chance. */

const BENCHES: readonly Bench[] = [intake, step, lookup, dueDates, recompute, search, people]

const USAGE = `npm run bench -- [--only NAME] [--short] [--json]

${BENCHES.map((bench) => `  ${bench.name.padEnd(10)} ${bench.claim}`).join('\n')}

  --json     one figure a line on standard output: {name, case, value, unit, floor, ratio, demand, pass, seed}

Exit code 0 when every figure meets its demand, 1 when one does not, 2 when the words are not understood.
`

interface Wanted {
  benches: readonly Bench[]
  short: boolean
  json: boolean
}

/** What the words ask for; a sentence when they cannot be understood. */
const understood = (args: readonly string[]): Wanted | 'help' | { misunderstood: string } => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        short: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) return 'help'
    const benches = BENCHES.filter(({ name }) => values.only === undefined || name === values.only)
    if (benches.length === 0)
      return {
        misunderstood: `"${values.only}" is not a bench; there are ${BENCHES.map(({ name }) => name).join(', ')}.`,
      }
    return { benches, short: values.short, json: values.json }
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
  const { benches, short, json } = wanted
  const say = (line: string) => void (json ? process.stderr : process.stdout).write(`  ${line}\n`)
  let everyPass = true
  for (const bench of benches) {
    if (!json) process.stdout.write(`\n${bench.name}: ${bench.claim}\n`)
    for (const figure of await bench.run({ short, say })) {
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

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exit(1)
  },
)
