import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { Refusal } from '#platform/refusal.ts'
import { type Faces, problemDocument } from './problems.ts'
import { NOTHING_TO_DRAW } from './security-headers.ts'

/**
 * What arrived was no HTTP that could be read, or did not arrive in time: it is told so, in words, and the connection
 * ends in good order. (Cut off at once, the sender would meet a broken connection before it has read why.)
 */
export const answerNotHttp =
  (faces: Faces) =>
  (error: { code?: string }, socket: Socket): void => {
    // Node takes its own listener away before a CONNECT; a reset that nobody hears would end the process.
    socket.on('error', () => socket.destroy())
    // A request line of 100 kB comes in pieces, each of which is an error of its own; the first was answered.
    if (lingering.has(socket) && error.code !== 'ECONNRESET') return
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
      socket.destroy()
      return
    }
    if (told.has(socket)) {
      socket.destroy()
      return
    }
    const status = STATUS[error.code ?? ''] ?? 400
    // No header was read, so nobody asked for a language.
    const body = problemDocument(faces, 'vi', new Refusal('INVALID', 'request-not-understood'), status)
    const text = JSON.stringify(body)
    socket.end(
      [
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
        'content-type: application/problem+json; charset=utf-8',
        `content-length: ${Buffer.byteLength(text)}`,
        ...Object.entries(NOTHING_TO_DRAW).map(([name, value]) => `${name}: ${value}`),
        'connection: close',
        '',
        text,
      ].join('\r\n'),
    )
    // What else it sends is taken and thrown away until it has read, but not for ever.
    socket.resume()
    lingering.add(socket)
    setTimeout(() => socket.destroy(), LINGER_MS).unref()
  }

const lingering = new WeakSet<Socket>()
const told = new WeakSet<Socket>()

/** This request has its answer although more of it is to come: whatever comes of the rest, there is no second one. */
export const toldAlready = (request: IncomingMessage): void => {
  const { socket } = request
  told.add(socket)
  request.once('end', () => told.delete(socket))
}

const STATUS: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  // We are nobody's proxy, and we meet no expectation but to be sent the body.
  CONNECT: 405,
  EXPECTATION: 417,
}

const LINGER_MS = 1_000
