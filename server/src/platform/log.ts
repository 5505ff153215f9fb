/**
 * Log lines as JSON on standard error. The fields that may be written are named here, one by one: what is
 * not on the list is not written, so that a name, a number or a token cannot slip out with an object.
 */
export interface LogFields {
  event: string
  route?: string
  method?: string
  status?: number
  ms?: number
  requestId?: string
  /** Whose session the request bore, by id: who was refused what is asked about later. */
  actorId?: string
  jobId?: string
  /** What it was about, by id. */
  subjectId?: string
  subscriber?: string
  duty?: string
  failures?: number
  code?: string
  error?: string
  file?: string
  address?: string
  count?: number
}

export type Level = 'info' | 'warn' | 'error'
export type Log = (level: Level, fields: LogFields) => void

// A record, so that a field which is declared and not allowed does not compile.
const ALLOWED: Record<keyof LogFields, true> = {
  event: true,
  route: true,
  method: true,
  status: true,
  ms: true,
  requestId: true,
  actorId: true,
  jobId: true,
  subjectId: true,
  subscriber: true,
  duty: true,
  failures: true,
  code: true,
  error: true,
  file: true,
  address: true,
  count: true,
}
const FIELDS = Object.keys(ALLOWED) as (keyof LogFields)[]

// Lines of a busy moment leave in one write; what is bad leaves at once. A process killed outright loses 50 ms of
// lines about requests, never one about an error.
const FLUSH_AFTER_MS = 50

/** @param unsaid events that are not written while they are no more than information */
export const logTo = (out: { write(line: string): unknown }, unsaid: readonly string[] = []): Log => {
  let waiting = ''
  let timer: NodeJS.Timeout | null = null
  const flush = () => {
    if (timer) clearTimeout(timer)
    timer = null
    if (waiting !== '') out.write(waiting)
    waiting = ''
  }
  process.once('exit', flush)
  return (level, fields) => {
    if (level === 'info' && unsaid.includes(fields.event)) return
    let line = `{"at":"${new Date().toISOString()}","level":"${level}"`
    for (const field of FIELDS) {
      const value = fields[field]
      if (value !== undefined)
        line += `,"${field}":${typeof value === 'number' ? value : JSON.stringify(value)}`
    }
    waiting += `${line}}\n`
    if (level !== 'info') flush()
    else timer ??= setTimeout(flush, FLUSH_AFTER_MS)
  }
}

export const silent: Log = () => {}

/**
 * An error as it may be logged: its class, code and place in our code, never its message (PostgreSQL's
 * quote the offending values).
 */
export const describeError = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error
  const code = (error as { code?: unknown }).code
  const place = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 4)
    .map((line) => line.trim().replace(/\(?(?:file:\/\/)?[^\s(]*\/((?:[\w.-]+\/)?[\w.-]+:\d+:\d+)\)?/, '$1'))
    .join(' < ')
  const cause = error.cause instanceof Error ? ` cause ${describeError(error.cause)}` : ''
  return `${error.name}${typeof code === 'string' ? ` ${code}` : ''} ${place ?? ''}${cause}`
}
