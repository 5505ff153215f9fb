import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout this file lies in, whatever the working directory. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

export const inHouse = (...parts) => join(root, ...parts)

/** What the tools tell a person goes to standard error: standard output belongs to the program's answer. */
export const say = (sentence) => process.stderr.write(`${sentence}\n`)

/** An end that a person can understand from its sentence alone; anything else is a bug and shows its stack. */
export class Stop extends Error {
  constructor(sentence, exitCode = 1) {
    super(sentence)
    this.exitCode = exitCode
  }
}

/** Runs a tool's main function and turns a {@link Stop} into its sentence and exit code. */
export async function tool(main) {
  try {
    await main()
  } catch (error) {
    say(error instanceof Stop ? error.message : (error?.stack ?? String(error)))
    process.exit(error instanceof Stop ? error.exitCode : 1)
  }
}

/** Whether somebody asked how a tool is used; then it has been told. */
export function toldUsage(usage) {
  const asked = process.argv.slice(2).some((word) => word === '--help' || word === '-h')
  if (asked) process.stdout.write(usage)
  return asked
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a command to its end and hands back `{ code, out, errors }`. Where its output goes: `tell` to our standard
 * error, `inherit` as if it were us, `collect` both streams into `out`, `answer` standard output into `out` and
 * standard error into `errors`. A signal that reaches us reaches it, so that nothing is left running behind us.
 */
export function run(command, args, { output = 'tell', env = {}, cwd = root } = {}) {
  const stdio = {
    tell: ['ignore', 2, 2],
    inherit: 'inherit',
    collect: ['ignore', 'pipe', 'pipe'],
    answer: ['ignore', 'pipe', 'pipe'],
  }[output]
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio })
    const pass = (signal) => child.kill(signal)
    for (const signal of SIGNALS) process.on(signal, pass)
    const out = []
    const errors = output === 'collect' ? out : []
    child.stdout?.on('data', (chunk) => out.push(chunk))
    child.stderr?.on('data', (chunk) => errors.push(chunk))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      for (const passed of SIGNALS) process.off(passed, pass)
      if (signal) reject(new Stop(`${command} was stopped (${signal}).`, signal === 'SIGINT' ? 130 : 143))
      else resolve({ code, out: String(Buffer.concat(out)), errors: String(Buffer.concat(errors)) })
    })
  })
}

/** Node without npm's say: a script of an installed package, by its path under node_modules. */
export const nodeModule = (script, args, options) =>
  run(process.execPath, [inHouse('node_modules', script), ...args], options)
