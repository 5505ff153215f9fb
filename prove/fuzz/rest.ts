import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { get } from 'node:http'
import { sleep } from '../support/waiting.ts'

/**
 * What a process keeps when it rests. Garbage that nobody has taken away yet is no growth, and V8 leaves it lying for
 * minutes: between 20,000 requests the same house weighed from 218 to 320 MB. So it is told to sweep first, through
 * the debugger's door that Node has for it.
 */

/** What the process is started with, so that it can be told. */
export const sweepable = (port: number): Record<string, string> => ({
  NODE_OPTIONS: `--inspect=127.0.0.1:${port}`,
})

/** Its resident memory in MB after a sweep; not a number where the machine does not say. */
export const residentMb = async (pid: number | null, port: number): Promise<number> => {
  await sleep(1_000)
  // Twice: what the first frees may have held on to more.
  for (let sweep = 0; sweep < 2; sweep += 1) await collectGarbage(port)
  await sleep(1_000)
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1_024
}

const MASK = 0x80
const TEXT_FRAME = 0x81
const SWEEP = Buffer.from(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' }))

/** One message over a WebSocket, made by hand for want of a client in Node 20. */
const collectGarbage = async (port: number): Promise<void> => {
  const request = get({
    host: '127.0.0.1',
    port,
    path: await debuggerPath(port),
    headers: {
      connection: 'upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
    },
  })
  const [, socket] = (await once(request, 'upgrade')) as [unknown, import('node:net').Socket]
  // A client masks what it sends; four zeros leave it as it is.
  socket.write(Buffer.concat([Buffer.from([TEXT_FRAME, MASK | SWEEP.length, 0, 0, 0, 0]), SWEEP]))
  await once(socket, 'data')
  socket.destroy()
}

const debuggerPath = async (port: number): Promise<string> => {
  const [answer] = (await once(get({ host: '127.0.0.1', port, path: '/json/list' }), 'response')) as [
    AsyncIterable<Buffer>,
  ]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  const [target] = JSON.parse(Buffer.concat(chunks).toString()) as { webSocketDebuggerUrl: string }[]
  return new URL(target?.webSocketDebuggerUrl ?? '').pathname
}
