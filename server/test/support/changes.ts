import { get, type IncomingMessage } from 'node:http'
import type { Client } from './client.ts'

export interface Followed {
  /** What was heard, in order: ids of dossiers with their versions, or `everything`. */
  heard: readonly string[]
  /** Until something is heard that was not before; for so long, in milliseconds. */
  next(patience?: number): Promise<string>
  /** Until the server ends the stream. */
  ended: Promise<void>
  close(): void
}

/** Follows what changes, as a browser does. @throws when the stream is refused */
export const followed = async (who: Client, url = who.url): Promise<Followed> => {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(
      `${url}/api/changes`,
      { headers: { accept: 'text/event-stream', cookie: who.cookie ?? '' } },
      resolve,
    ).on('error', reject)
  })
  if (answer.statusCode !== 200) throw new Error(`changes were refused: ${answer.statusCode}`)
  const heard: string[] = []
  let read = 0
  let text = ''
  let tell = () => {}
  answer.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    const said = text.split('\n\n')
    text = said.pop() ?? ''
    for (const one of said) {
      const event = /^event: (\w+)\ndata: (.*)$/.exec(one)
      if (!event) continue
      const { dossierId, version } = JSON.parse(event[2] ?? '{}')
      heard.push(event[1] === 'change' ? `${dossierId} ${version}` : 'everything')
    }
    tell()
  })
  const ended = new Promise<void>((resolve) => answer.once('close', resolve))
  return {
    heard,
    ended,
    next: async (patience = 5_000) => {
      const until = performance.now() + patience
      while (read >= heard.length) {
        const left = until - performance.now()
        if (left <= 0) throw new Error(`nothing was heard in ${patience} ms`)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left)
          tell = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      read += 1
      return heard[read - 1] as string
    },
    close: () => answer.destroy(),
  }
}
