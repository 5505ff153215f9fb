import { connect, type Socket } from 'node:net'
import { platform } from 'node:os'

/**
 * HTTP by hand: bytes go out exactly as they were made, broken or not, which every client library would mend or
 * refuse to send.
 */

export interface Answer {
  kind: 'answer'
  status: number
  headers: ReadonlyMap<string, string>
  body: Buffer
  /** From the last byte sent to the last one read, in milliseconds. */
  ms: number
}

/** No answer: the connection was broken, ended in good order without one, or nothing came for too long. */
export interface Nothing {
  kind: 'reset' | 'ended' | 'silence'
  ms: number
}

export interface Asked {
  bytes: Buffer
  /** Whether an answer to this method has a body. */
  head?: boolean
  /** The client says that it sends no more, though it promised to. */
  hangUp?: boolean
  /** More may come back than one answer: the connection is not used again. */
  last?: boolean
}

// Above the two seconds that are demanded, so that a slow answer is told from none.
const PATIENCE_MS = 5_000
// Failures are counted by address; a new address now and then keeps every limiter from ending the attack.
const PER_CONNECTION = 150
const OWN_LOOPBACK = platform() === 'linux'

/** One connection, and the next one when it has ended. */
export class Line {
  readonly #host: string
  readonly #port: number
  #socket: Socket | null = null
  #used = 0
  #address: number

  constructor(url: string, number: number) {
    const { hostname, port } = new URL(url)
    this.#host = hostname
    this.#port = Number(port)
    this.#address = number * 1_000
  }

  async ask(asked: Asked): Promise<Answer | Nothing> {
    const isFresh = this.#socket === null
    const outcome = await this.#exchange(asked)
    // A kept connection may have been closed by the house in good order just now: that is no answer to this request.
    return outcome.kind === 'ended' && !isFresh && !asked.hangUp ? this.#exchange(asked) : outcome
  }

  close(): void {
    this.#socket?.destroy()
    this.#socket = null
  }

  async #open(): Promise<Socket> {
    this.#used = 0
    this.#address += 1
    const localAddress = OWN_LOOPBACK
      ? {
          localAddress: `127.${1 + (this.#address >> 16)}.${(this.#address >> 8) & 255}.${1 + (this.#address & 127)}`,
        }
      : {}
    const socket = connect({ host: this.#host, port: this.#port, ...localAddress, allowHalfOpen: true })
    socket.setNoDelay(true)
    // A break between two requests is seen by the next one.
    socket.on('error', () => {})
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
    })
    return socket
  }

  async #exchange({ bytes, head, hangUp, last }: Asked): Promise<Answer | Nothing> {
    // Ended by the house after its last answer: nobody would hear what we said there, nor answer it.
    if (this.#used >= PER_CONNECTION || this.#socket?.readableEnded || this.#socket?.destroyed) this.close()
    const began = performance.now()
    try {
      this.#socket ??= await this.#open()
    } catch {
      return { kind: 'reset', ms: performance.now() - began }
    }
    this.#used += 1
    const outcome = await spoken(this.#socket, bytes, head ?? false, hangUp ?? false)
    const ends = outcome.kind !== 'answer' || /close/i.test(outcome.headers.get('connection') ?? '')
    if (ends || hangUp || last) this.close()
    return outcome
  }
}

const spoken = (socket: Socket, bytes: Buffer, head: boolean, hangUp: boolean): Promise<Answer | Nothing> =>
  new Promise((resolve) => {
    const began = performance.now()
    let read = Buffer.alloc(0)
    // What has come while we were busy ourselves is still read before silence is said.
    let timer = setTimeout(() => {
      timer = setTimeout(() => finish({ kind: 'silence', ms: PATIENCE_MS }), 50)
    }, PATIENCE_MS)
    const finish = (outcome: Answer | Nothing) => {
      clearTimeout(timer)
      socket.off('data', onData)
      socket.off('error', onError)
      socket.off('end', onEnd)
      socket.off('close', onEnd)
      resolve(outcome)
    }
    const onData = (chunk: Buffer) => {
      read = Buffer.concat([read, chunk])
      const answer = parsed(read, head, false)
      if (answer) finish({ ...answer, ms: performance.now() - began })
    }
    const onError = () => finish({ kind: 'reset', ms: performance.now() - began })
    const onEnd = () => {
      const answer = parsed(read, head, true)
      finish(
        answer
          ? { ...answer, ms: performance.now() - began }
          : { kind: 'ended', ms: performance.now() - began },
      )
    }
    socket.on('data', onData)
    socket.on('error', onError)
    socket.on('end', onEnd)
    socket.on('close', onEnd)
    socket.write(bytes)
    if (hangUp) socket.end()
  })

const BLANK = Buffer.from('\r\n\r\n')

/** The first whole answer in what was read; null when more must come. An interim one (1xx) is passed over. */
const parsed = (read: Buffer, head: boolean, isAll: boolean): Omit<Answer, 'ms'> | null => {
  const end = read.indexOf(BLANK)
  if (end < 0) return null
  const [line = '', ...fields] = read.subarray(0, end).toString('latin1').split('\r\n')
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(line)?.[1] ?? 0)
  const rest = read.subarray(end + BLANK.length)
  if (status >= 100 && status < 200 && status !== 101) return parsed(rest, head, isAll)
  const headers = new Map(
    fields.map((field) => {
      const colon = field.indexOf(':')
      return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()] as const
    }),
  )
  const whole = (body: Buffer) => ({ kind: 'answer' as const, status, headers, body })
  if (head || status === 204 || status === 304) return whole(Buffer.alloc(0))
  if (/chunked/i.test(headers.get('transfer-encoding') ?? '')) {
    const body = unchunked(rest)
    return body ? whole(body) : null
  }
  const length = headers.get('content-length')
  if (length === undefined) return isAll ? whole(rest) : null
  return rest.length >= Number(length) ? whole(rest.subarray(0, Number(length))) : null
}

const unchunked = (bytes: Buffer): Buffer | null => {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const end = bytes.indexOf('\r\n', at)
    if (end < 0) return null
    const size = Number.parseInt(bytes.subarray(at, end).toString('latin1'), 16)
    if (bytes.length < end + 2 + size + 2) return null
    if (size === 0) return Buffer.concat(parts)
    parts.push(bytes.subarray(end + 2, end + 2 + size))
    at = end + 2 + size + 2
  }
}
