import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { sleep } from './waiting.ts'

/**
 * The link between the program and its database, in our hands: it can hang, refuse, break, dawdle, and break at the
 * very moment of a commit. It reads PostgreSQL's messages only as far as it must to see a COMMIT pass.
 */
export interface Link {
  port: number
  /** How often a connection was cut after its COMMIT had been handed to the server, and before it. */
  readonly cuts: { afterCommit: number; beforeCommit: number }
  /** Connections that were broken by `reset`, `refuse` and `hang`. */
  readonly broken: () => number
  /** Everything flows. A hang ends as it was asked to end. */
  open(): Promise<void>
  /** Nothing flows in either direction, and new connections are taken and left alone. */
  hang(): void
  /** After a hang: what was held back flows on, the connections break, or the old ones stay silent for good. */
  endHang(how: 'flow' | 'reset' | 'silence'): void
  /** New connections are refused, those that are there break. */
  refuse(): Promise<void>
  /** Connections that are there break; new ones are welcome. */
  reset(): void
  /** Everything takes so much longer, each way, in milliseconds. */
  delay(milliseconds: number): void
  /** Says at each COMMIT what is to become of it. */
  atCommit(choose: (() => 'pass' | 'cut before' | 'cut after') | null): void
  close(): Promise<void>
}

export const openLink = async (target: { host: string; port: number }): Promise<Link> => {
  const link = new OpenLink(target)
  await link.open()
  return link
}

class OpenLink implements Link {
  port = 0
  readonly cuts = { afterCommit: 0, beforeCommit: 0 }
  readonly #target: string | { host: string; port: number }
  readonly #pairs = new Set<Pair>()
  #server: Server | null = null
  #isHanging = false
  #delay = 0
  #broken = 0
  #choose: (() => 'pass' | 'cut before' | 'cut after') | null = null

  constructor({ host, port }: { host: string; port: number }) {
    this.#target = host.startsWith('/') ? `${host}/.s.PGSQL.${port}` : { host, port }
  }

  broken = () => this.#broken

  async open(): Promise<void> {
    this.#delay = 0
    this.#choose = null
    if (this.#isHanging) this.endHang('flow')
    if (this.#server) return
    const server = createServer((client) => this.#take(client))
    server.listen(this.port, '127.0.0.1')
    await once(server, 'listening')
    this.port = (server.address() as { port: number }).port
    this.#server = server
  }

  hang(): void {
    this.#isHanging = true
    for (const pair of this.#pairs) pair.hold()
  }

  endHang(how: 'flow' | 'reset' | 'silence'): void {
    this.#isHanging = false
    for (const pair of this.#pairs) {
      if (how === 'flow') pair.letGo()
      if (how === 'reset') this.#break(pair)
    }
  }

  async refuse(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server)
      await new Promise((resolve) => {
        server.close(resolve)
        this.reset()
      })
  }

  reset(): void {
    for (const pair of this.#pairs) this.#break(pair)
  }

  delay(milliseconds: number): void {
    this.#delay = milliseconds
  }

  atCommit(choose: (() => 'pass' | 'cut before' | 'cut after') | null): void {
    this.#choose = choose
  }

  async close(): Promise<void> {
    await this.refuse()
  }

  #break(pair: Pair): void {
    this.#broken += 1
    pair.break()
  }

  #take(client: Socket): void {
    const pair = new Pair(
      client,
      typeof this.#target === 'string' ? connect(this.#target) : connect(this.#target),
      {
        delay: () => this.#delay,
        atCommit: () => {
          const choice = this.#choose?.() ?? 'pass'
          if (choice === 'cut after') this.cuts.afterCommit += 1
          if (choice === 'cut before') this.cuts.beforeCommit += 1
          return choice
        },
        gone: () => this.#pairs.delete(pair),
      },
    )
    this.#pairs.add(pair)
    if (this.#isHanging) pair.hold()
  }
}

interface Manners {
  delay(): number
  atCommit(): 'pass' | 'cut before' | 'cut after'
  gone(): void
}

/** One connection of the program and its counterpart at the server. */
class Pair {
  readonly #client: Socket
  readonly #server: Socket
  readonly #manners: Manners
  readonly #messages = new Messages()
  #held: Promise<void> | null = null
  #release: () => void = () => {}
  // Chunks leave in the order in which they came, however long each is kept.
  #toServer: Promise<void> = Promise.resolve()
  #toClient: Promise<void> = Promise.resolve()
  #isCut = false

  constructor(client: Socket, server: Socket, manners: Manners) {
    this.#client = client
    this.#server = server
    this.#manners = manners
    client.setNoDelay(true)
    for (const socket of [client, server]) socket.on('error', () => {})
    client.on('data', (chunk: Buffer) => {
      this.#toServer = this.#toServer.then(() => this.#forward(chunk)).catch(() => {})
    })
    server.on('data', (chunk: Buffer) => {
      this.#toClient = this.#toClient.then(() => this.#backward(chunk)).catch(() => {})
    })
    client.on('close', () => {
      manners.gone()
      // A silent connection that the program gave up: the server hears of it, and rolls back.
      if (!this.#isCut) server.destroy()
    })
    server.on('close', () => client.destroy())
  }

  hold(): void {
    this.#held ??= new Promise((resolve) => {
      this.#release = resolve
    })
  }

  letGo(): void {
    this.#release()
    this.#held = null
  }

  break(): void {
    this.#client.resetAndDestroy()
    this.#server.destroy()
  }

  async #wait(): Promise<void> {
    if (this.#held) await this.#held
    const delay = this.#manners.delay()
    if (delay > 0) await sleep(delay)
  }

  async #backward(chunk: Buffer): Promise<void> {
    await this.#wait()
    if (!this.#isCut && !this.#client.destroyed) this.#client.write(chunk)
  }

  async #forward(chunk: Buffer): Promise<void> {
    await this.#wait()
    if (this.#isCut || this.#server.destroyed) return
    const commit = this.#messages.commitIn(chunk)
    const choice = commit ? this.#manners.atCommit() : 'pass'
    if (!commit || choice === 'pass') {
      this.#server.write(chunk)
      return
    }
    this.#isCut = true
    // What the server still says is read and dropped: were it left unread, the COMMIT could be thrown away with it.
    this.#server.end(chunk.subarray(0, choice === 'cut after' ? commit.end : commit.start))
    this.#client.resetAndDestroy()
  }
}

/** Follows the frontend's messages: a type, a length, a body; the first of a connection has no type. */
class Messages {
  #rest: Buffer = Buffer.alloc(0)
  #isStarted = false

  /**
   * Where the first COMMIT of this chunk begins and ends, counted in the chunk: with the Sync behind it, without which
   * the server would not have heard it to its end.
   */
  commitIn(chunk: Buffer): { start: number; end: number } | null {
    const before = this.#rest.length
    let all = before === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    let read = 0
    let start: number | null = null
    let end: number | null = null
    for (;;) {
      const head = this.#isStarted ? 1 : 0
      if (all.length < head + 4) break
      const length = head + all.readInt32BE(head)
      if (all.length < length) break
      if (this.#isStarted && start === null && isCommit(all.subarray(0, length)))
        start = Math.max(0, read - before)
      const isLast = this.#isStarted && (all[0] === SYNC || all[0] === QUERY)
      if (start !== null && end === null && isLast) end = read + length - before
      this.#isStarted = true
      all = all.subarray(length)
      read += length
    }
    this.#rest = Buffer.from(all)
    return start === null || end === null ? null : { start, end }
  }
}

const BIND = 'B'.charCodeAt(0)
const SYNC = 'S'.charCodeAt(0)
const QUERY = 'Q'.charCodeAt(0)
const PARSE = 'P'.charCodeAt(0)

const isCommit = (message: Buffer): boolean => {
  if (message.length > 64) return false
  const [first = '', second = ''] = message.toString('latin1', 5).split('\0')
  if (message[0] === QUERY) return COMMIT.test(first)
  // Parse: name and text. Bind: portal and the name of a statement parsed before.
  return (message[0] === PARSE || message[0] === BIND) && COMMIT.test(second)
}

const COMMIT = /^\s*(commit|end)\b/i
