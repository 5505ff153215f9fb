import { once } from 'node:events'
import {
  createServer as createHttpServer,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http'
import { connect, createServer, type Socket } from 'node:net'

/** A reverse proxy's part in front of several processes: each new connection goes to the next that takes it. */
export interface Balancer {
  url: string
  close(): Promise<void>
}

/** @param ports of the processes that serve, as they are at each moment */
export const openBalancer = async (ports: () => readonly number[]): Promise<Balancer> => {
  const sockets = new Set<Socket>()
  let turn = 0
  const server = createServer((client) => {
    sockets.add(client)
    client.once('close', () => sockets.delete(client)).on('error', () => {})
    turn += 1
    const all = ports()
    void firstOf(all.map((_, nth) => all[(turn + nth) % all.length] as number)).then((behind) => {
      if (behind === null) return client.destroy()
      // Whoever goes takes the other along: a killed process is a broken connection for its client.
      behind.on('error', () => client.destroy()).once('close', () => client.destroy())
      client.once('close', () => behind.destroy())
      return client.pipe(behind).pipe(client)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const firstOf = async (ports: readonly number[]): Promise<Socket | null> => {
  for (const port of ports) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    if (isOpen) return socket
    socket.destroy()
  }
  return null
}

/**
 * The same as nginx does it without further words: each request travels on a connection of its own to the next process, so that
 * one which is taken from the list is asked nothing more.
 * @param ports of the processes that serve, as they are at each moment
 */
export const openRequestBalancer = async (ports: () => readonly number[]): Promise<Balancer> => {
  let turn = 0
  const server = createHttpServer((asked, answer) => {
    turn += 1
    const all = ports()
    handOn(all[turn % all.length] as number, asked, answer)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const handOn = (port: number, asked: IncomingMessage, answer: ServerResponse): void => {
  const { method, url, headers } = asked
  const behind = request({
    host: '127.0.0.1',
    port,
    method,
    path: url,
    headers: { ...headers, connection: 'close' },
    agent: false,
  })
  behind.on('response', (got) => {
    const { connection: _ofThatHop, ...kept } = got.headers
    answer.writeHead(got.statusCode ?? 502, kept as typeof got.headers)
    got.pipe(answer)
  })
  // A connection that broke is a broken connection for whoever asked.
  behind.on('error', () => answer.destroy())
  asked.pipe(behind)
}
