import { readdirSync, readFileSync } from 'node:fs'

/** Processor time in microseconds, by who spent it. What shares two cores is not told apart by a speed alone. */
interface ProcessorTime {
  /** This process, which asks. */
  client: number
  /** The process that answers. */
  server: number
  database: number
}

// Linux counts in hundredths of a second, whatever the clock of its kernel: USER_HZ.
const TICK_US = 10_000

/** What was spent so far; null where there is no /proc to read it from. */
const processorTime = (server: number | undefined): ProcessorTime | null => {
  try {
    const { user, system } = process.cpuUsage()
    const database = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(statOf)
      .filter((stat) => stat?.name === 'postgres')
      .reduce((sum, stat) => sum + (stat?.spent ?? 0), 0)
    return { client: user + system, server: statOf(String(server))?.spent ?? 0, database }
  } catch {
    return null
  }
}

/** The fields after the name in brackets, which may hold spaces and brackets itself: state, parent … utime, stime. */
const statOf = (pid: string): { name: string; spent: number } | null => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const close = text.lastIndexOf(')')
    const fields = text.slice(close + 2).split(' ')
    return {
      name: text.slice(text.indexOf('(') + 1, close),
      spent: (Number(fields[11]) + Number(fields[12])) * TICK_US,
    }
  } catch {
    // It ended since the folder was listed.
    return null
  }
}

/** A rate, and what each operation cost whom: `3593 a second (server 224 µs, PostgreSQL 138 µs, client 86 µs)`. */
export const timed = async (
  server: number | undefined,
  measure: () => Promise<number>,
): Promise<{ value: number; told: string }> => {
  const before = processorTime(server)
  const began = performance.now()
  const value = await measure()
  const operations = (value * (performance.now() - began)) / 1_000
  const after = processorTime(server)
  if (!before || !after) return { value, told: `${value.toFixed(0)} a second` }
  const each = (who: keyof ProcessorTime) => `${Math.round((after[who] - before[who]) / operations)} µs`
  const ours = server === undefined ? '' : `server ${each('server')}, `
  return {
    value,
    told: `${value.toFixed(0)} a second (${ours}PostgreSQL ${each('database')}, client ${each('client')})`,
  }
}
