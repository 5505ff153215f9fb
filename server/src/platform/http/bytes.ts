import type { IncomingMessage } from 'node:http'

/** What was sent is longer than may be; how long it is as far as that is known. */
export class TooLong extends Error {
  readonly bytes: number

  constructor(bytes: number) {
    super(`${bytes} bytes are too many`)
    this.name = 'TooLong'
    this.bytes = bytes
  }
}

/**
 * The body as it was sent. Nothing of it is taken that goes beyond the limit: the rest is left to whoever answers.
 * @throws TooLong; Error when the connection breaks off, which nobody hears any more
 */
export const bytesOf = (raw: IncomingMessage, most: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const said = Number(raw.headers['content-length'] ?? 0)
    if (said > most) {
      reject(new TooLong(said))
      return
    }
    const chunks: Buffer[] = []
    let length = 0
    const over = (work: () => void) => {
      raw.off('data', onData).off('end', onEnd).off('error', onBroken).off('close', onBroken)
      work()
    }
    const onData = (chunk: Buffer) => {
      length += chunk.length
      if (length > most) over(() => reject(new TooLong(length)))
      else chunks.push(chunk)
    }
    const onEnd = () => over(() => resolve(Buffer.concat(chunks, length)))
    const onBroken = () => over(() => reject(new Error('the body broke off')))
    raw.on('data', onData).on('end', onEnd).on('error', onBroken).on('close', onBroken)
  })
