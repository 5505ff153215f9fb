import createClient from 'openapi-fetch'
import type { paths } from './schema.d.ts'

/** A refusal of the server, already in the reader's language (RFC 9457). */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly details: Readonly<Record<string, unknown>>
  /** To read out on the telephone; a refusal that must tell nothing has none. */
  readonly requestId: string | null

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? '')
    this.name = 'Problem'
    this.status = status
    this.code = body.code ?? 'internal'
    this.title = body.title ?? ''
    this.details = body.details ?? {}
    this.requestId = body.requestId ?? null
  }
}

interface ProblemBody {
  code?: string | undefined
  title?: string | undefined
  detail?: string | undefined
  details?: Record<string, unknown> | undefined
  requestId?: string | undefined
}

/** The request did not reach the server, or no answer came back: it may or may not have been done. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause })
    this.name = 'Unreachable'
  }
}

export const isProblem = (error: unknown, code: string): error is Problem =>
  error instanceof Problem && error.code === code

// A counter that waits longer than this has lost the server; the same key makes asking again safe.
const PATIENCE_MS = 30_000

let drawnFor: string | null = null

/** Says for which officer the desk is drawn: another tab of this browser may sign in as somebody else meanwhile. */
export const drawFor = (officerId: string): void => {
  drawnFor = officerId
}

const ABOUT_THE_SESSION = /\/api\/sessions?$/

// A page that asks by itself does not keep a session open: the server is told that nobody has touched the machine for a minute.
const UNATTENDED_MS = 60_000
let touchedAt = Date.now()
if (typeof document !== 'undefined')
  for (const touch of ['pointerdown', 'keydown', 'wheel'])
    document.addEventListener(touch, () => (touchedAt = Date.now()), { capture: true, passive: true })

const reach = (request: Request): Promise<Response> => {
  if (Date.now() - touchedAt > UNATTENDED_MS) request.headers.set('motcua-unattended', '1')
  if (drawnFor !== null && !ABOUT_THE_SESSION.test(new URL(request.url).pathname))
    request.headers.set('motcua-officer', drawnFor)
  return fetch(request, {
    signal: AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE_MS)]),
  }).catch((cause: unknown) => {
    throw new Unreachable(cause)
  })
}

export const api = createClient<paths>({ baseUrl: '/', fetch: reach })

type Exchange<Data> = Promise<{ data?: Data; error?: unknown; response: Response }>

/** The answer itself. @throws Problem when the server refuses, Unreachable when it was not reached */
export const answerOf = async <Data>(exchange: Exchange<Data>): Promise<NonNullable<Data>> => {
  const { data, error, response } = await exchange
  if (response.ok) return (data ?? null) as NonNullable<Data>
  throw new Problem(
    response.status,
    typeof error === 'object' && error !== null ? (error as ProblemBody) : {},
  )
}

/** The bytes that an address gives. @throws Problem when the server refuses, Unreachable when it was not reached */
export const bytesOf = async (
  href: string,
  signal: AbortSignal,
): Promise<{ data: Blob; response: Response }> => {
  const response = await reach(new Request(href, { signal }))
  if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})))
  return { data: await response.blob(), response }
}

// A scan of 20 MB over a line of 2 Mbit/s; the server says before that when it will not wait.
const UPLOAD_PATIENCE_MS = 90_000

/**
 * Sends a file and says how far it is, which `fetch` cannot.
 * @throws Problem when the server refuses, Unreachable when it was not reached or the link broke
 */
export const sendBytes = (
  href: string,
  bytes: Blob,
  headers: Readonly<Record<string, string>>,
  onPart: (part: number) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', href)
    request.timeout = UPLOAD_PATIENCE_MS
    request.responseType = 'json'
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.setRequestHeader('content-type', 'application/octet-stream')
    if (drawnFor !== null) request.setRequestHeader('motcua-officer', drawnFor)
    request.upload.onprogress = ({ loaded, total }) => onPart(total === 0 ? 1 : loaded / total)
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve()
      else reject(new Problem(request.status, request.response ?? {}))
    }
    request.onerror = () => reject(new Unreachable(request.statusText))
    request.ontimeout = () => reject(new Unreachable('timeout'))
    request.send(bytes)
  })

/** A key under which a request is done once, however often it is sent. */
export const newKey = (): string => {
  // crypto.randomUUID is missing where a counter reaches the server without TLS.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
