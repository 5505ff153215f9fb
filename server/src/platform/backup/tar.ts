/** What PostgreSQL sends of its data folder: a plain ustar archive, read as it comes. */
export interface TarEntry {
  path: string
  kind: 'file' | 'folder' | 'link'
  size: number
  mode: number
}

export interface TarReader {
  entry(entry: TarEntry): void | Promise<void>
  /** Bytes of the last entry, in order. */
  bytes(bytes: Buffer): void | Promise<void>
  /** The last entry is whole. */
  end(): void | Promise<void>
}

const BLOCK = 512

export class Tar {
  readonly #reader: TarReader
  #head = Buffer.alloc(0)
  #left = 0
  #padding = 0
  #isOpen = false

  constructor(reader: TarReader) {
    this.#reader = reader
  }

  async write(given: Buffer): Promise<void> {
    let bytes = given
    while (bytes.length > 0) {
      if (this.#left > 0) {
        const part = bytes.subarray(0, this.#left)
        this.#left -= part.length
        bytes = bytes.subarray(part.length)
        await this.#reader.bytes(part)
        if (this.#left === 0) await this.#close()
      } else if (this.#padding > 0) {
        const skipped = Math.min(this.#padding, bytes.length)
        this.#padding -= skipped
        bytes = bytes.subarray(skipped)
      } else {
        const part = bytes.subarray(0, BLOCK - this.#head.length)
        this.#head = Buffer.concat([this.#head, part])
        bytes = bytes.subarray(part.length)
        if (this.#head.length === BLOCK) await this.#open()
      }
    }
  }

  /** @throws when the archive was cut off */
  finish(): void {
    if (this.#isOpen || this.#left > 0) throw new Error('the archive of the server ends amid a file')
  }

  async #open(): Promise<void> {
    const head = this.#head
    this.#head = Buffer.alloc(0)
    // Two empty blocks end an archive.
    if (head.every((byte) => byte === 0)) return
    const size = numberIn(head.subarray(124, 136))
    const type = String.fromCharCode(head[156]!)
    const kind = type === '5' ? 'folder' : type === '2' ? 'link' : 'file'
    const prefix = textIn(head.subarray(345, 500))
    const name = textIn(head.subarray(0, 100)).replace(/\/$/, '')
    this.#isOpen = true
    await this.#reader.entry({
      path: prefix === '' ? name : `${prefix}/${name}`,
      kind,
      size: kind === 'file' ? size : 0,
      mode: numberIn(head.subarray(100, 108)) & 0o777,
    })
    this.#left = kind === 'file' ? size : 0
    this.#padding = (BLOCK - (this.#left % BLOCK)) % BLOCK
    if (this.#left === 0) await this.#close()
  }

  async #close(): Promise<void> {
    this.#isOpen = false
    await this.#reader.end()
  }
}

const textIn = (bytes: Buffer): string => {
  const end = bytes.indexOf(0)
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end)
}

/** Octal digits; larger numbers than fit are binary, marked by the first bit. */
const numberIn = (bytes: Buffer): number =>
  bytes[0]! & 0x80 ? bytes.readUIntBE(bytes.length - 6, 6) : Number.parseInt(textIn(bytes).trim() || '0', 8)
