import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { inHouse, say } from './house.mjs'

const LOCK = () => inHouse('dist', '.preparing')

/** A holder touches its lock each second; one not touched for this long has died without letting go. */
const DEAD_AFTER_MS = 15_000

/**
 * One at a time in this checkout: two `npm start` at once install and build after each other, and the
 * second finds the work done. A lock whose holder was killed is taken over.
 */
export async function alone(work) {
  mkdirSync(inHouse('dist'), { recursive: true })
  for (let told = false; !take(); await pause(200)) {
    if (holderIsDead()) rmSync(LOCK(), { force: true })
    else if (!told) {
      say('Another start is preparing this checkout; waiting for it.')
      told = true
    }
  }
  const beat = setInterval(() => touch(), 1000)
  const letGo = () => rmSync(LOCK(), { force: true })
  process.on('exit', letGo)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    process.off('exit', letGo)
    letGo()
  }
}

const me = () => `${process.pid}@${hostname()}`

function take() {
  try {
    writeFileSync(LOCK(), me(), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function touch() {
  try {
    utimesSync(LOCK(), new Date(), new Date())
  } catch {
    // Somebody cleaned dist/ away. What we build is renamed into place whole, so nothing breaks.
  }
}

function holderIsDead() {
  try {
    const [pid, host] = readFileSync(LOCK(), 'utf8').split('@')
    if (Date.now() - statSync(LOCK()).mtimeMs > DEAD_AFTER_MS) return true
    if (host !== hostname() || !pid) return false
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}
