import pg from 'pg'
import type { ConnectionSettings } from '#platform/db/connection.ts'
import { codeOf } from '#platform/db/connection.ts'
import { BackupFailure } from './failure.ts'

/**
 * PostgreSQL's streaming replication protocol, as far as a backup needs it. The driver speaks the messages; what it does not
 * know is that a query may answer with a copy that lasts, and that is all that stands here.
 */

type Row = readonly (string | null)[]

interface Wire {
  stream: { pause(): void; resume(): void; destroy(): void }
  query(text: string): void
  sendCopyFromChunk(bytes: Buffer): void
  endCopyFrom(): void
  once(event: 'replicationStart', heard: () => void): void
}

/** A connection that asks for replication and for nothing else. @throws BackupFailure replication-refused */
export const replicating = async <T>(
  settings: ConnectionSettings,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({ ...settings, options: '', replication: 'true' } as pg.ClientConfig)
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (cause) {
    const code = codeOf(cause)
    // 28000, 28P01: pg_hba.conf names no line for replication; 42501: the role may not.
    if (/^(28|42501)/.test(code))
      throw new BackupFailure(
        'replication-refused',
        { role: settings.user, said: (cause as Error).message },
        { cause },
      )
    throw cause
  }
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

export interface Identified {
  systemId: string
  timeline: number
  /** Where the log ends now. */
  lsn: bigint
}

export const identify = async (client: pg.Client): Promise<Identified> => {
  const { rows } = await client.query<{ systemid: string; timeline: number; xlogpos: string }>(
    'IDENTIFY_SYSTEM',
  )
  const { systemid, timeline, xlogpos } = rows[0]!
  return { systemId: systemid, timeline: Number(timeline), lsn: lsnOf(xlogpos) }
}

/** Bytes of a file of the log: `16MB` by default. */
export const segmentBytesOf = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ wal_segment_size: string }>('SHOW wal_segment_size')
  const [, digits, unit] = /^(\d+)(kB|MB|GB)$/.exec(rows[0]!.wal_segment_size)!
  return Number(digits) * { kB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 }[unit as 'kB' | 'MB' | 'GB']
}

/** `16/B374D848` as a number of bytes. */
export const lsnOf = (text: string): bigint => {
  const [high, low] = text.split('/') as [string, string]
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`)
}

export const lsnText = (lsn: bigint): string =>
  `${(lsn >> 32n).toString(16).toUpperCase()}/${(lsn & 0xffffffffn).toString(16).toUpperCase()}`

// The server is asked to wait when so much lies here unread.
const HIGH_WATER_BYTES = 2 ** 20

/** A query that answers with rows, a copy and more rows; what of the copy is not read yet stays in the socket. */
export class Copying {
  readonly rows: Row[] = []
  /** Only one that goes both ways: until the server has begun it. */
  readonly started: Promise<void>
  #start: () => void = () => {}
  #wire: Wire | null = null
  #waiting: Buffer[] = []
  #bytes = 0
  #isPaused = false
  #isFinished = false
  #ended: { error: unknown } | 'whole' | null = null
  #wake: () => void = () => {}
  readonly #text: string

  constructor(client: pg.Client, text: string) {
    this.#text = text
    this.started = new Promise((resolve) => {
      this.#start = resolve
    })
    client.query(this as unknown as pg.QueryConfig)
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    try {
      yield* this.#read()
    } finally {
      // A connection that nobody reads is never seen to end.
      this.#goOn()
    }
  }

  async *#read(): AsyncGenerator<Buffer> {
    for (;;) {
      const batch = this.#waiting
      this.#waiting = []
      this.#bytes = 0
      yield* batch
      if (this.#waiting.length > 0) continue
      if (this.#ended === 'whole') return
      if (this.#ended !== null) throw this.#ended.error
      const more = new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      this.#goOn()
      await more
    }
  }

  #goOn(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    this.#wire?.stream.resume()
  }

  /** To the server, in a copy that goes both ways; nothing any more once it is over. */
  send(bytes: Buffer): void {
    if (!this.#isOver) this.#wire?.sendCopyFromChunk(bytes)
  }

  finish(): void {
    if (!this.#isOver) this.#wire?.endCopyFrom()
    this.#isFinished = true
  }

  /** PostgreSQL ends a connection on which it hears more after it was told that this was all. */
  get #isOver(): boolean {
    return this.#isFinished || this.#ended !== null
  }

  // What the driver calls.
  submit(wire: Wire): void {
    this.#wire = wire
    wire.once('replicationStart', () => this.#start())
    wire.query(this.#text)
  }
  handleRowDescription(): void {}
  handleDataRow({ fields }: { fields: Row }): void {
    this.rows.push(fields)
  }
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    // The driver reads the next message into the same memory.
    this.#waiting.push(Buffer.from(chunk))
    this.#bytes += chunk.length
    if (this.#bytes > HIGH_WATER_BYTES && !this.#isPaused) {
      this.#isPaused = true
      this.#wire?.stream.pause()
    }
    this.#wake()
  }
  handleReadyForQuery(): void {
    this.#ended ??= 'whole'
    this.#start()
    this.#wake()
  }
  handleError(error: unknown): void {
    this.#ended ??= { error }
    this.#start()
    this.#wake()
  }
}
