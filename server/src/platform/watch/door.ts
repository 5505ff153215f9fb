import { createServer, type IncomingMessage } from 'node:http'
import type { Registry } from 'prom-client'
import { NOTHING_TO_DRAW } from '#platform/http/security-headers.ts'
import type { Watch } from './watch.ts'

/**
 * What `/readyz` answers: 503 when nobody should be sent here, as this process cannot write. A full disk and a ledger that is not sealed
 * hold back the same in every process: 503 of all of them would take look-ups away as well.
 */
export const readiness = async (watch: Watch): Promise<{ status: 200 | 503; body: object }> => {
  const { standing, checks } = await watch.health()
  const canWrite = checks.some(({ name, standing }) => name === 'database' && standing !== 'FAIL')
  return {
    status: canWrite ? 200 : 503,
    body: {
      status: standing.toLowerCase(),
      mode: watch.mode().mode,
      checks: Object.fromEntries(checks.map((check) => [check.name, check.standing.toLowerCase()])),
    },
  }
}

/**
 * A door of its own for who watches over the machine: the figures stand in no address that citizens reach, and a process that
 * only works has one too.
 *
 * @param at `port` or `host:port`; a port alone is on this machine only
 */
export const openWatchDoor = async (
  at: { host: string; port: number },
  watch: Watch,
  registry: Registry,
): Promise<{ address: string; close(): Promise<void> }> => {
  const server = createServer((request, response) => {
    void answerTo(request, watch, registry)
      .catch((): Answer => [500, TEXT, 'The figures could not be gathered.\n'])
      .then(([status, type, text]) =>
        response.writeHead(status, { ...NOTHING_TO_DRAW, 'content-type': type }).end(text),
      )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(at, resolve)
  })
  const bound = server.address()
  const port = bound !== null && typeof bound === 'object' ? bound.port : at.port
  return {
    address: `http://${at.host.includes(':') ? `[${at.host}]` : at.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const TEXT = 'text/plain; charset=utf-8'

type Answer = readonly [status: number, type: string, text: string]

const answerTo = async (
  { method, url = '' }: IncomingMessage,
  watch: Watch,
  registry: Registry,
): Promise<Answer> => {
  if (method !== 'GET' && method !== 'HEAD') return [405, TEXT, 'Nothing can be changed here.\n']
  switch (url.split('?', 1)[0]) {
    case '/metrics':
      return [200, registry.contentType, await registry.metrics()]
    case '/livez':
      return [200, 'application/json', '{"status":"ok"}']
    case '/readyz': {
      const { checks } = await watch.health()
      const { status, body } = await readiness(watch)
      return [status, 'application/json', JSON.stringify({ ...body, measured: checks })]
    }
    default:
      return [404, TEXT, 'Here are /metrics, /readyz and /livez.\n']
  }
}
