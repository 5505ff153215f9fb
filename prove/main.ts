import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Finding, Proof } from './proof.ts'
import { cleanUp } from './support/places.ts'

/** The door of the proofs: chooses, runs them one after the other, prints what each found. */

/** In the order of running; each in a file of its own name that exports a `Proof`. */
const NAMES = [
  'crash',
  'disk',
  'clock',
  'several',
  'recompute',
  'link',
  'logs',
  'access',
  'sign-in',
  'enumeration',
  'least-privilege',
  'fuzz',
  'replay',
  'tamper',
  'takeover',
  'cells',
  'uploads',
  'restore',
  'upgrade',
] as const

const USAGE = `npm run prove -- [--only NAME] [--short] [--untimed] [--seed N] [--json]

Makes faults for real, on throw-away data, and counts afterwards what must hold.

  --only NAME   one of ${NAMES.join(', ')}; may be given several times
  --short       the runs that CI takes: a minute or two each, where the long one of crash takes half an hour
  --untimed     prints times (back within 10 s, refused within 2 s) and does not judge them: for a machine that others
                keep busy. What is lost, done twice, changed, leaked or broken is judged all the same
  --seed N      the chances of an earlier run again. least-privilege leaves nothing to chance: it tries all it knows
  --json        one figure a line on standard output: {name, case, value, unit, demand, pass, seed}

Exit code 0 when every figure meets its demand, 1 when one does not, 2 when the words are not understood.
`

interface Wanted {
  names: readonly string[]
  json: boolean
  short: boolean
  untimed: boolean
  seed: number
}

/** What the words ask for; a sentence when they cannot be understood. */
const understood = (args: readonly string[]): Wanted | 'help' | { misunderstood: string } => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        json: { type: 'boolean', default: false },
        short: { type: 'boolean', default: false },
        untimed: { type: 'boolean', default: false },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) return 'help'
    const only = (values.only ?? []).flatMap((names) => names.split(','))
    const unknown = only.find((name) => !(NAMES as readonly string[]).includes(name))
    if (unknown !== undefined)
      return { misunderstood: `"${unknown}" is not a proof; there are ${NAMES.join(', ')}.` }
    const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
    if (!Number.isSafeInteger(seed) || seed < 0)
      return { misunderstood: `--seed is "${values.seed}": it must be a whole number.` }
    return {
      names: NAMES.filter((name) => only.length === 0 || only.includes(name)),
      json: values.json,
      short: values.short,
      untimed: values.untimed,
      seed,
    }
  } catch (error) {
    return { misunderstood: (error as Error).message }
  }
}

/** Whatever a proof says while it runs goes to standard error: standard output holds the figures. */
const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

const failed = (what: string): Finding => ({ case: what, value: 0, unit: 'runs', demand: '1', pass: false })

const isProof = (value: unknown): value is Proof =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Proof).run === 'function' &&
  typeof (value as Proof).claim === 'string'

const findingsOf = async (name: string, { short, seed }: Wanted): Promise<readonly Finding[]> => {
  const file = new URL(`./${name}.ts`, import.meta.url)
  if (!existsSync(file)) {
    say(`  prove/${name}.ts is missing.`)
    return [failed('the proof is there')]
  }
  try {
    const proof = Object.values((await import(file.href)) as Record<string, unknown>).find(isProof)
    if (!proof) {
      say(`  prove/${name}.ts exports no Proof.`)
      return [failed('the proof is there')]
    }
    say(`  ${proof.claim}`)
    const findings = await proof.run({ seed, short, say: (line) => say(`  ${line}`) })
    return findings.length > 0 ? findings : [failed('it found something to attack')]
  } catch (error) {
    say(`  ${(error as Error).stack ?? String(error)}`)
    return [failed('it ran to its end')]
  } finally {
    await cleanUp()
  }
}

/** Printed for the reader, with what was asked of it. */
const unjudged = (finding: Finding): Finding => ({
  ...finding,
  demand: `${finding.demand}${finding.pass ? '' : ', missed'} (not judged)`,
  pass: true,
})

const printed = (name: string, finding: Finding): string => {
  const mark = finding.pass ? 'ok  ' : 'FAIL'
  const figure = `${Number.isInteger(finding.value) ? finding.value : finding.value.toFixed(1)} ${finding.unit}`
  return `  ${mark}  ${name.padEnd(16)}${finding.case.padEnd(70)}${figure.padStart(18)}   ${finding.demand}`
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
  const { json, seed, short, untimed, names } = wanted
  say(`Seed ${seed}${short ? ', short run' : ''}.`)
  let everyPass = true
  for (const name of names) {
    say(`\n${name}`)
    for (const found of await findingsOf(name, wanted)) {
      const finding = untimed && found.timed ? unjudged(found) : found
      everyPass &&= finding.pass
      const { case: what, value, unit, demand, pass } = finding
      process.stdout.write(
        `${json ? JSON.stringify({ name, case: what, value, unit, demand, pass, seed }) : printed(name, finding)}\n`,
      )
    }
  }
  say(`\nSeed ${seed}: ${everyPass ? 'every demand is met.' : 'NOT every demand is met.'}`)
  return everyPass ? 0 : 1
}

for (const [name, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.once(name, () => {
    say(`Stopped (${name}); taking away what was made.`)
    void cleanUp().finally(() => process.exit(code))
  })
}

const code = await main(process.argv.slice(2))
// The last line is read before we go, and whatever a proof left open does not keep us.
process.stdout.write('', () => process.exit(code))
