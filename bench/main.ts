import { parseArgs } from 'node:util'
import type { Bench } from './figure.ts'
import { intake } from './intake.ts'
import { lookup } from './lookup.ts'

/** `npm run bench`: each figure as a ratio to a floor measured in the same run. */

const BENCHES: readonly Bench[] = [intake, lookup]

const HELP = `npm run bench -- [--only NAME] [--short] [--json] [--seed N]

${BENCHES.map((bench) => `  ${bench.name.padEnd(10)} ${bench.claim}`).join('\n')}

Exit 0 when every figure meets its demand, 1 when one does not, 2 when the words are not understood.
`

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      short: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      seed: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  const wanted = values.only ? BENCHES.filter((bench) => bench.name === values.only) : BENCHES
  if (wanted.length === 0) {
    process.stderr.write(`There is no bench "${values.only}".\n\n${HELP}`)
    return 2
  }
  const seed = values.seed ? Number(values.seed) : Math.floor(Math.random() * 2 ** 31)
  let allPass = true
  for (const bench of wanted) {
    const say = (line: string) => void (values.json ? process.stderr : process.stdout).write(`  ${line}\n`)
    if (!values.json) process.stdout.write(`\n${bench.name}: ${bench.claim} (seed ${seed})\n`)
    for (const figure of await bench.run({ seed, short: values.short, say })) {
      allPass &&= figure.pass
      process.stdout.write(
        values.json
          ? `${JSON.stringify({ name: bench.name, ...figure, seed })}\n`
          : `  ${figure.pass ? 'ok  ' : 'FAIL'} ${figure.case}: ${round(figure.value)} ${figure.unit}${
              figure.floor === undefined ? '' : `, floor ${round(figure.floor)}`
            }${figure.ratio === undefined ? '' : `, ratio ${figure.ratio.toFixed(2)}`} (${figure.demand})\n`,
      )
    }
  }
  return allPass ? 0 : 1
}

const round = (value: number): string => (value >= 100 ? String(Math.round(value)) : value.toPrecision(3))

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exit(2)
  },
)
