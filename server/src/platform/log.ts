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
  officerId?: string
  dossierId?: string
  jobId?: string
  subscriber?: string
  attempts?: number
  code?: string
  error?: string
  file?: string
  address?: string
  count?: number
}

export type Level = 'info' | 'warn' | 'error'
export type Log = (level: Level, fields: LogFields) => void

const ALLOWED: readonly (keyof LogFields)[] = [
  'event',
  'route',
  'method',
  'status',
  'ms',
  'requestId',
  'officerId',
  'dossierId',
  'jobId',
  'subscriber',
  'attempts',
  'code',
  'error',
  'file',
  'address',
  'count',
]

export const logTo =
  (out: { write(line: string): unknown }): Log =>
  (level, fields) => {
    const line: Record<string, unknown> = { at: new Date().toISOString(), level }
    for (const field of ALLOWED) if (fields[field] !== undefined) line[field] = fields[field]
    out.write(`${JSON.stringify(line)}\n`)
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
