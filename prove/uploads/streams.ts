import { randomUUID } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import type { RunningHouse } from '../support/house.ts'
import { sleep } from '../support/waiting.ts'
import { jpeg, latin1, pdf } from './making.ts'
import { EDGE, formOf, type Sender } from './senders.ts'

/** Files that are no files: longer than they say, without an end, a byte a second, broken off. */

interface Stream {
  what: string
  /** Bytes of the body that are said to come; null: in pieces, of no said length. */
  said: number | null
  body: AsyncIterable<Buffer>
  /** What it must come to: an answer of one of these, or none. */
  must: readonly (number | 'NONE')[]
  /** Said in it, where there is an answer. */
  says?: RegExp
  /** Broken off by who sends, when all is sent. */
  breaks?: true
}

// A request that does not arrive within twenty seconds is ended; it is looked for every five.
const PATIENCE = 35_000
const MEGABYTE = Buffer.alloc(1_000_000, '%PDF-1.7 ')

async function* once(...parts: readonly Buffer[]) {
  yield* parts
}
async function* times(count: number, part: Buffer, ...before: readonly Buffer[]) {
  yield* before
  for (let nth = 0; nth < count; nth += 1) yield part
}
async function* slowly(bytes: Buffer) {
  for (const byte of bytes) {
    yield Buffer.of(byte)
    await sleep(1_000)
  }
}

export const streams = async (
  house: RunningHouse,
  sender: Sender,
): Promise<{ tried: number; faults: string[] }> => {
  const { id, code, secret } = sender.dossier
  const whole = pdf('/Lang (streams)')
  const form = formOf(secret, { name: 'đơn.pdf', bytes: whole })
  const opened = form.subarray(0, form.indexOf('%PDF'))
  const TOO_LARGE = /MB/
  const ofDesk: Stream[] = [
    {
      what: '2 GB said, 1 MB sent',
      said: 2_000_000_000,
      body: times(1, MEGABYTE),
      must: [422],
      says: TOO_LARGE,
    },
    {
      what: '40 MB without a said length',
      said: null,
      body: times(40, MEGABYTE),
      must: [422],
      says: TOO_LARGE,
    },
    { what: 'less said than sent', said: 100, body: once(whole), must: [400, 422] },
    {
      what: 'more said than sent, broken off',
      said: 90_000,
      body: once(whole),
      must: ['NONE'],
      breaks: true,
    },
    { what: 'more said than sent, and waiting', said: 90_000, body: once(whole), must: [408, 'NONE'] },
    { what: 'a byte a second', said: whole.length, body: slowly(whole), must: [408, 'NONE'] },
    { what: 'in pieces, broken off', said: null, body: once(jpeg()), must: ['NONE'], breaks: true },
  ]
  const ofPortal: Stream[] = [
    {
      what: '2 GB said, 1 MB sent',
      said: 2_000_000_000,
      body: times(1, MEGABYTE, opened),
      must: [408, 422, 'NONE'],
    },
    { what: '40 MB in one file', said: null, body: times(40, MEGABYTE, opened), must: [408, 422, 'NONE'] },
    { what: 'less said than sent', said: opened.length + 100, body: once(form), must: [400, 422] },
    {
      what: 'more said than sent, broken off',
      said: 90_000,
      body: once(opened, whole),
      must: ['NONE'],
      breaks: true,
    },
    {
      what: 'no end of the form',
      said: opened.length + whole.length,
      body: once(opened, whole),
      must: [400, 422],
    },
    { what: 'a byte a second', said: form.length, body: slowly(form), must: [408, 'NONE'] },
  ]
  const faults: string[] = []
  const tried = async (by: string, head: string, each: readonly Stream[]) => {
    // Begun one after the other: more at once than are let in would be told to wait.
    await Promise.all(
      each.map(async (stream, nth) => {
        await sleep(nth * 400)
        const came = await sendStream(house, head, stream)
        // The slow ones hold places of one sender: who comes fifth is told so, and has handed in nothing.
        const isToldToWait = came.status === 503 && came.text.includes('uploads-under-way')
        const right =
          isToldToWait || (stream.must.includes(came.status) && (stream.says?.test(came.text) ?? true))
        if (!right) faults.push(`${stream.what}, from the ${by}: ${came.status} – ${came.text.slice(0, 300)}`)
      }),
    )
  }
  const desk = `POST /api/dossiers/${id}/files HTTP/1.1\r\ncontent-type: application/octet-stream\r\ncookie: ${sender.desk.cookie}\r\n`
  const portal = `POST /ho-so/${code}/tep HTTP/1.1\r\ncontent-type: multipart/form-data; boundary=${EDGE}\r\naccept: text/html\r\n`
  await Promise.all([tried('officer', desk, ofDesk), tried('citizen', portal, ofPortal)])
  const { items } = (await sender.desk.get(`/api/dossiers/${id}`)).body.files
  for (const { name, bytes } of items) faults.push(`taken: ${name} of ${bytes} bytes`)
  return { tried: ofDesk.length + ofPortal.length, faults }
}

/** By a bare connection, which may say anything. */
const sendStream = (
  house: RunningHouse,
  head: string,
  { said, body, breaks }: Stream,
): Promise<{ status: number | 'NONE'; text: string }> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(house.url)
    const socket = connect(Number(port), hostname)
    let text = ''
    const end = () => {
      clearTimeout(timer)
      socket.destroy()
      const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(text) ?? []
      resolve({ status: status === undefined ? 'NONE' : Number(status), text })
    }
    const timer = setTimeout(() => {
      text = `HTTP/1.1 999 still open after ${PATIENCE} ms, ${text}`
      end()
    }, PATIENCE)
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      // Words of the answer are at its end.
      if (/\r\n\r\n[\s\S]*(?:\}|<\/html>)/.test(text)) end()
    })
    socket.on('error', end).on('close', end)
    const length = said === null ? 'transfer-encoding: chunked' : `content-length: ${said}`
    socket.write(
      `${head}host: ${hostname}\r\naccept-language: vi\r\nidempotency-key: ${randomUUID()}\r\n${length}\r\n\r\n`,
    )
    void (async () => {
      for await (const part of body) {
        if (socket.destroyed) return
        const piece =
          said === null
            ? Buffer.concat([latin1(`${part.length.toString(16)}\r\n`), part, latin1('\r\n')])
            : part
        if (!socket.write(piece)) await drained(socket)
      }
      if (breaks) setTimeout(end, 300)
    })()
  })

const drained = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done).off('close', done)
      resolve()
    }
    socket.on('drain', done).on('close', done)
  })
