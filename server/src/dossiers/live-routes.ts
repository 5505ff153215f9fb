import { PassThrough } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { asOfficer, type SignedIn } from '#identity/index.ts'
import { refusals } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
import { Refusal } from '#platform/refusal.ts'
import { type Heard, heardBy } from './live.ts'
import { seldom, watched } from './live-session.ts'
import type { Office } from './office.ts'

// Proxies end what is silent for a minute. Whether the session still stands is asked at each.
const HEARTBEAT_MS = 25_000
// Where a post is held for some procedures, most of what changes is none of its holder's.
const EVERYTHING_MS = 3_000
// A browser opens one for the tab that is looked at; some officers have three windows side by side.
const MOST_OF_ONE = 6
// Who does not read is let go, and asks for everything when they are back.
const MOST_UNREAD = 64 * 1024

/** `GET /api/changes`: a stream of what changes among the dossiers that an officer may see, as server-sent events. */
export const liveRoutes = (app: Server, office: Office): void => {
  // The page opens it and the house asks on: nobody touches the machine by that.
  const whoIs = asOfficer(office, 'OWES_NOTHING', 'PAGE')(async (_tx, signedIn) => signedIn)
  const open = new Map<string, Set<PassThrough>>()
  // An open stream is a request under way, and a house that closes waits for those.
  app.addHook('preClose', (done) => {
    for (const streams of open.values()) for (const stream of streams) stream.end()
    done()
  })

  app.get(
    '/api/changes',
    {
      // A head has no end: it would follow until the house closes.
      exposeHeadRoute: false,
      schema: {
        tags: ['dossiers'],
        security: [{ session: [] }],
        operationId: 'followChanges',
        summary: 'What changes, as it changes',
        description:
          'Server-sent events, with `Accept: text/event-stream`. `change` has the id and the new version of a dossier that one may ' +
          'see; `everything` says that so much changed, or may have been missed, that lists are to be asked for again.',
        response: refusals,
      },
    },
    async (request, reply) => {
      const ask = () => whoIs(request, reply)
      const signedIn = await ask()
      if (!/\btext\/event-stream\b/.test(request.headers.accept ?? ''))
        throw new Refusal('INVALID', 'not-a-stream')
      const streams = open.get(signedIn.officer.id) ?? new Set()
      if (streams.size >= MOST_OF_ONE)
        throw new Refusal('TOO_MANY', 'too-many-streams', { most: MOST_OF_ONE })
      open.set(signedIn.officer.id, streams)
      const stream = following(office, ask, signedIn)
      streams.add(stream)
      stream.once('close', () => {
        streams.delete(stream)
        if (streams.size === 0) open.delete(signedIn.officer.id)
      })
      return streamed(reply, stream)
    },
  )
}

const streamed = (reply: FastifyReply, stream: PassThrough): FastifyReply =>
  reply
    .type('text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    // nginx gathers answers unless it is told not to.
    .header('x-accel-buffering', 'no')
    .send(stream)

/** @param ask who the session belongs to now; refused once it has ended */
const following = (office: Office, ask: () => Promise<SignedIn>, first: SignedIn): PassThrough => {
  const stream = new PassThrough()
  const say = (text: string): void => {
    if (stream.writableLength > MOST_UNREAD) stream.destroy()
    else if (stream.writable) stream.write(text)
  }
  const session = watched(ask, first, () => stream.end())
  const everything = seldom(EVERYTHING_MS, () => hear('EVERYTHING'))
  let hasMissed = false

  const hear = async (heard: Heard): Promise<void> => {
    if (!(await session.isSure())) hasMissed = true
    else tell(hasMissed || heard === 'EVERYTHING' ? 'EVERYTHING' : heardBy(session.officer(), heard))
  }
  const tell = (heard: Heard | null): void => {
    if (heard === null) return
    if (heard === 'EVERYTHING') {
      if (!everything.isDue()) return
      hasMissed = false
    }
    say(lineOf(heard))
  }
  const leave = office.live.follow(session.officer, (heard) => void hear(heard))
  const heartbeat = setInterval(async () => {
    if (!(await session.isStill())) return
    say(': \n\n')
    if (hasMissed) tell('EVERYTHING')
  }, HEARTBEAT_MS)
  stream.once('close', () => {
    clearInterval(heartbeat)
    everything.stop()
    leave()
  })
  // The first bytes tell a browser that it is connected.
  say('retry: 2000\n\n')
  return stream
}

const lineOf = (heard: Heard): string =>
  heard === 'EVERYTHING'
    ? 'event: everything\ndata: {}\n\n'
    : `event: change\ndata: ${JSON.stringify({ dossierId: heard.dossierId, version: heard.version })}\n\n`
