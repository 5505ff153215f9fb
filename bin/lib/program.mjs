import { pathToFileURL } from 'node:url'
import { PROGRAM } from './build.mjs'

/**
 * Runs the built program in this very process, as `node dist/server/main.mjs ARGUMENTS` would: there is one
 * process to signal, and its exit code is ours.
 */
export async function runProgram(args) {
  process.env.NODE_ENV ??= 'production'
  process.setSourceMapsEnabled(true)
  for (const signal of ['SIGINT', 'SIGTERM']) hearOnce(signal)
  if (process.env.npm_execpath) endWithOurParent()
  process.argv = [process.execPath, PROGRAM(), ...args]
  await import(pathToFileURL(PROGRAM()).href)
}

/**
 * Ctrl-C reaches us twice, from the terminal and again from npm. The second must not cut short the orderly end that
 * the first began; a person who presses it again after two seconds means it.
 */
function hearOnce(signal) {
  let heardAt = 0
  process.on(signal, () => {
    const programListens = process.listenerCount(signal) > 1
    if (heardAt === 0 && programListens) heardAt = Date.now()
    else if (!heardAt || Date.now() - heardAt > 2000) process.exit(signal === 'SIGINT' ? 130 : 143)
  })
}

/**
 * npx runs us through a shell, and a shell that is told to end dies without telling us: the office would go on
 * being served by a process nobody knows of. So when the parent is gone we end as if we had been told ourselves.
 */
function endWithOurParent() {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}
