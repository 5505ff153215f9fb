import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Log } from '#platform/log.ts'
import type { Watch } from './watch.ts'

/**
 * Figures for Prometheus. What is counted is what the log says, as it says it, so that neither knows more than the other and no
 * name of a person can come into a label: an event, a route as it was declared, a code.
 */
export interface Metrics {
  registry: Registry
  /** A log that is counted as it is written. */
  counting(log: Log): Log
}

/** Seconds. Officers wait for 0.3 at most in nineteen of twenty. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10]

export const openMetrics = (): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'motcua_' })
  const registers = [registry]
  const requests = new Histogram({
    name: 'motcua_http_request_seconds',
    help: 'Requests by route and status, and how long they took',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers,
  })
  const refusals = new Counter({
    name: 'motcua_refusals_total',
    help: 'Requests that were refused, by the code of the refusal',
    labelNames: ['code'],
    registers,
  })
  const events = new Counter({
    name: 'motcua_log_events_total',
    help: 'Lines of the log other than requests, by event and level',
    labelNames: ['event', 'level'],
    registers,
  })
  return {
    registry,
    counting: (log) => (level, fields) => {
      if (fields.event === 'request') {
        const { method = '', route = '', status = 0, ms = 0, code } = fields
        requests.observe({ method, route, status: String(status) }, ms / 1_000)
        if (code !== undefined) refusals.inc({ code })
      } else events.inc({ event: fields.event, level })
      log(level, fields)
    },
  }
}

/** What is looked at when somebody asks. */
export const watchedBy = (
  { registry }: Metrics,
  {
    watch,
    version,
    pool,
    followers,
  }: {
    watch: Watch
    version: string
    /** Connections to the database: all, those that wait for work, and requests that wait for one. */
    pool: () => { total: number; idle: number; waiting: number }
    /** Streams of changes that are open. */
    followers: () => number
  },
): void => {
  const gauge = (
    name: string,
    help: string,
    collect: (own: Gauge<string>) => void | Promise<void>,
    labelNames: string[] = [],
  ) =>
    new Gauge({
      name: `motcua_${name}`,
      help,
      labelNames,
      registers: [registry],
      collect() {
        return collect(this)
      },
    })
  gauge('build_info', 'The version that runs', (own) => own.set({ version }, 1), ['version'])
  gauge(
    'database_connections',
    'Connections to the database by what they do',
    (own) => {
      const { total, idle, waiting } = pool()
      own.set({ state: 'busy' }, total - idle)
      own.set({ state: 'idle' }, idle)
      own.set({ state: 'waited_for' }, waiting)
    },
    ['state'],
  )
  gauge('streams_open', 'Browsers that follow changes', (own) => own.set(followers()))
  gauge('read_only', '1 while acts are not taken', (own) =>
    own.set(watch.mode().mode === 'READ_ONLY' ? 1 : 0),
  )
  gauge(
    'health',
    'Each check: 0 well, 1 to be looked at, 2 failing',
    async (own) => {
      for (const { name, standing } of (await watch.health()).checks)
        own.set({ check: name }, { OK: 0, WARN: 1, FAIL: 2 }[standing])
    },
    ['check'],
  )
  gauge(
    'health_value',
    'What each check measured, in its own unit',
    async (own) => {
      for (const { name, value, unit } of (await watch.health()).checks)
        if (value !== null) own.set({ check: name, unit }, value)
    },
    ['check', 'unit'],
  )
}
