import { Lanes } from './lanes.ts'
import { type Entry, heads, newestOf, packed } from './lists.ts'
import { keepFile, type NewFiles } from './office-files.ts'
import { lsnText } from './replication.ts'
import { lockPieces, type PieceWriter, type Repository } from './store.ts'
import { segmentName, segmentStart, type WalBranch, type WalWriter } from './wal.ts'

/** The log as the server sends it, gathered until it is kept in the repository, and what the server is answered. */

export interface Hearing {
  repository: Repository
  dataFolder: string
  segmentBytes: number
  branch: WalBranch
  kept: WalWriter
  writer: PieceWriter
  files: NewFiles
  start: bigint
  /** How far the repository has the branch already. */
  resume: bigint
  /** Where the log of the server ended when it was asked last. */
  end: bigint
  /** From where on the server keeps the log for us: what is older it may have lost. */
  reserved: bigint
  progress?: ((lsn: string, at: string) => void) | undefined
}

const MOST_SEGMENTS = 3
// A quiet office would have 17,000 of them a day.
const MOST_STRETCHES = 100
// PostgreSQL counts microseconds from 2000.
const EPOCH_MICROSECONDS = 946_684_800_000_000n

// The first byte of a message of the protocol says what it is.
const LOG = 'w'.charCodeAt(0)
const KEEPALIVE = 'k'.charCodeAt(0)
const STATUS = 'r'.charCodeAt(0)

/** What was heard and is not kept yet. */
export class Heard {
  readonly #of: Hearing
  readonly #segments = new Map<bigint, Buffer>()
  /** Heard up to here; kept up to here. */
  #heard: bigint
  #kept: bigint
  /** Where the log of the server ended, by what it said last: a keepalive tells only how far it has been sent. */
  #end: bigint
  /** At this time of the server its log ended where we have heard it to. */
  #upToDateAt: bigint | null = null
  #keeping: Promise<void> = Promise.resolve()
  #next: Promise<void> | null = null
  /** Whether the server had the log that we asked it for. */
  #isJoined = false
  /** Of the segment under way. */
  #stretches = 0
  onKept: (lsn: bigint) => void = () => {}

  constructor(of: Hearing) {
    this.#of = of
    this.#heard = of.start
    this.#kept = of.start
    this.#end = of.end
  }

  get isFull(): boolean {
    return this.#segments.size > MOST_SEGMENTS
  }

  /** Whether the server asks to be answered. */
  take(message: Buffer): boolean {
    if (message[0] === LOG) {
      this.#write(message.readBigUInt64BE(1), message.subarray(25))
      this.#isJoined = true
      this.#end = message.readBigUInt64BE(9)
      if (this.#end <= this.#heard) this.#upToDateAt = message.readBigInt64BE(17)
      return false
    }
    if (message[0] !== KEEPALIVE) return false
    if (this.#end <= this.#heard) this.#upToDateAt = message.readBigInt64BE(9)
    return message[17] === 1
  }

  #write(at: bigint, bytes: Buffer): void {
    const { segmentBytes } = this.#of
    if (at !== this.#heard) throw new Error('the log of the server came with a gap')
    let rest = bytes
    while (rest.length > 0) {
      const start = segmentStart(this.#heard, segmentBytes)
      const offset = Number(this.#heard - start)
      let segment = this.#segments.get(start)
      if (!segment) {
        segment = Buffer.alloc(segmentBytes)
        this.#segments.set(start, segment)
      }
      const part = rest.subarray(0, segmentBytes - offset)
      part.copy(segment, offset)
      this.#heard += BigInt(part.length)
      rest = rest.subarray(part.length)
    }
  }

  /**
   * One at a time, and one behind it: that one keeps what all who asked meanwhile had heard. After one that failed all fail:
   * whoever hears on begins anew.
   */
  keep(): Promise<void> {
    this.#next ??= this.#keeping.then(() => {
      this.#next = null
      return this.#keepNow()
    })
    this.#keeping = this.#next
    return this.#keeping
  }

  /** Until nothing is being kept any more: whoever hears next begins where this one ended. */
  async settled(): Promise<void> {
    await this.#keeping.catch(() => {})
  }

  async #keepNow(): Promise<void> {
    const { segmentBytes, branch, kept } = this.#of
    const [heard, at] = [this.#heard, this.#upToDateAt]
    // What is heard once more is there already: its stretches stay until all of them can be replaced.
    const until = heard < this.#of.resume ? segmentStart(heard, segmentBytes) : heard
    // A row names a file that was there before it: files that are there now cover all rows heard until now.
    await this.#keepFiles()
    for (let from = this.#kept; from < until; ) {
      const start = segmentStart(from, segmentBytes)
      const end = until < start + BigInt(segmentBytes) ? until : start + BigInt(segmentBytes)
      const name = segmentName(branch.timeline, start, segmentBytes)
      const segment = this.#segments.get(start)!
      const isWhole = end === start + BigInt(segmentBytes)
      if (isWhole) {
        await kept.segment(name, segment)
        this.#segments.delete(start)
        this.#stretches = 0
      } else if (from > start && this.#stretches < MOST_STRETCHES) {
        await kept.stretch(
          name,
          Number(from - start),
          segment.subarray(Number(from - start), Number(end - start)),
        )
        this.#stretches += 1
      } else {
        await kept.gathered(name, segment.subarray(0, Number(end - start)))
        this.#stretches = 1
      }
      from = end
      this.#kept = end
    }
    if (at !== null && until === heard) {
      const covered = {
        lsn: lsnText(until),
        at: new Date(Number((at + EPOCH_MICROSECONDS) / 1000n)).toISOString(),
      }
      await kept.covered(covered)
      this.#of.progress?.(covered.lsn, covered.at)
    }
    this.onKept(this.#kept)
  }

  async #keepFiles(): Promise<void> {
    const { repository, dataFolder, files, writer, kept } = this.#of
    const paths = await files.look()
    if (paths.length === 0) {
      files.kept()
      return
    }
    // Nothing is swept between asking for a piece and naming it.
    const lock = await lockPieces(repository)
    try {
      const lanes = new Lanes(4)
      const entries: Entry[] = []
      for (const path of paths) {
        const file = await keepFile(dataFolder, path, writer, lanes)
        if (file)
          entries.push({
            of: 'office',
            path,
            kind: 'file',
            mode: 0o600,
            size: file.size,
            pieces: packed(file.ids),
          })
      }
      await lanes.done()
      await writer.flush()
      if (entries.length > 0) await kept.files(entries, await this.#notBefore())
      files.kept()
    } finally {
      await lock.release()
    }
  }

  /** A restore looks for new files from the beginning of its backup on, by whatever clock that was written. */
  async #notBefore(): Promise<string> {
    return newestOf(await heads(this.#of.repository), this.#of.branch)?.began ?? ''
  }

  /** How far we are; `mustAnswer` asks the server how far it is. */
  status(mustAnswer: boolean): Buffer {
    const message = Buffer.alloc(34)
    message[0] = STATUS
    const { reserved } = this.#of
    message.writeBigUInt64BE(this.#heard, 1)
    // Told of less than it reserves, the server moves our slot back: so that the log in between stays, once we know that it has it.
    message.writeBigUInt64BE(this.#isJoined || this.#kept > reserved ? this.#kept : reserved, 9)
    message.writeBigInt64BE(BigInt(Date.now()) * 1000n - EPOCH_MICROSECONDS, 25)
    message[33] = mustAnswer ? 1 : 0
    return message
  }
}
