import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyRequest } from 'fastify'
import {
  type CheckpointRule,
  checkpointAge,
  DEFAULT_CHECKPOINT_RULE,
  type Keeping,
  ledgerRoutes,
  openKeeping,
  sealingOf,
} from '#audit/index.ts'
import { Catalogue, calendarRoutes, catalogueRoutes } from '#catalogue/index.ts'
import { type Translate, translator } from '#common/i18n.ts'
import {
  Calendars,
  DEFAULT_DEADLINE_RULES,
  DEFAULT_INTAKE_RULES,
  DEFAULT_PAUSE_RULES,
} from '#deadlines/index.ts'
import { DEFAULT_FILE_RULES, openContentStore, openFileStore, openUploads } from '#documents/index.ts'
import {
  type Change,
  changeOf,
  dossierJobs,
  dossierRoutes,
  isChange,
  LAPSE_WAITS,
  type Office,
  openLive,
  openRecomputing,
  RENDER_PAPERS,
  type Recomputing,
} from '#dossiers/index.ts'
import {
  DEFAULT_SIGN_IN_RULES,
  Directory,
  identityRoutes,
  type SignInRules,
  sweepAttempts,
  sweepSessions,
} from '#identity/index.ts'
import type { ConnectionSettings } from '#platform/db/cluster.ts'
import { type Database, openDatabase } from '#platform/db/database.ts'
import { sweepAnswers } from '#platform/http/idempotency.ts'
import type { Faces, Say } from '#platform/http/problems.ts'
import { createServer, type Server } from '#platform/http/server.ts'
import { type Duties, openDuties } from '#platform/jobs/duties.ts'
import { openWorker, type Worker } from '#platform/jobs/jobs.ts'
import { openBus } from '#platform/live/bus.ts'
import type { Log } from '#platform/log.ts'
import { Refusal } from '#platform/refusal.ts'
import { openSealerOf } from '#platform/sealing-keys.ts'
import { openWatchDoor, readiness } from '#platform/watch/door.ts'
import { openMetrics, watchedBy } from '#platform/watch/metrics.ts'
import { openWatch, sweepBeats, type Watch } from '#platform/watch/watch.ts'
import { Processes, routingRoutes } from '#routing/index.ts'
import { heldBackNow, houseRoute } from './holding-back.ts'
import { mountPortal } from './portal.ts'

/** The house put together: every room's door, listed once. */

export const VERSION = '0.1.0'

export interface HouseOptions {
  /** The app role's connection; a serving process holds no other. */
  connection: ConnectionSettings
  dataFolder: string
  publicUrl: string
  behindProxy?: boolean
  /** What is asked of a sign-in; as in the demo where nothing is said. */
  signInRules?: Partial<SignInRules>
  log: Log
  /** Serve requests, work on jobs, or both. */
  roles?: { serve: boolean; work: boolean }
  /** Connections to the database. */
  poolSize?: number
  /** How long a request waits for the database before it is refused, in milliseconds. */
  patience?: number
  /** Where figures are given to who watches over the machine: a door of its own. */
  watchAt?: { host: string; port: number } | null
  /** Word of what others commit; false where notifications cannot pass, as through a pooler of transactions. */
  notifications?: boolean
  /** How often the ledger is sealed. */
  checkpoints?: CheckpointRule
}

export interface House {
  app: Server
  office: Office
  database: Database
  /** Null where another process works on the jobs. */
  worker: Worker | null
  /** Follows changed calendars; null where another process does. */
  recomputing: Recomputing | null
  watch: Watch
  /** The door of who watches over the machine; null where none is open. */
  watchAddress: string | null
  /** Seals the ledger; null where another process does. */
  keeping: Keeping | null
  close(): Promise<void>
}

const say: Say = (language, code, details) => {
  const isEnglish = language === 'en'
  const words = translator(isEnglish ? 'en' : 'vi')
  const { namesInEnglish, reasonInEnglish } = details
  const values = {
    ...details,
    ...namedIn(details, words),
    // What data, and no catalogue, has words for comes in both languages.
    ...(isEnglish && namesInEnglish !== undefined ? { names: namesInEnglish } : {}),
    ...(isEnglish && reasonInEnglish !== undefined ? { reason: reasonInEnglish } : {}),
  }
  return { title: words(`refusal.${code}.title`, values), detail: words(`refusal.${code}.detail`, values) }
}

/**
 * What was asked, the state it was asked in and what may be done instead, by the words that the desk has for them; to a citizen
 * by those for who does it herself.
 */
const namedIn = ({ action, state, instead, by }: Refusal['details'], words: Translate) => {
  const named = (act: unknown) => (by === 'CITIZEN' ? words(`citizen-action.${act}`) : words(`action.${act}`))
  return {
    actionWords: typeof action === 'string' ? named(action) : null,
    stateWords: typeof state === 'string' ? words(`state.${state}`) : null,
    insteadWords: typeof instead === 'object' ? (instead ?? []).map(named) : null,
  }
}

/** Every recurring duty, on one page. */
const dutiesOf = ({ uploads }: Office): Duties => ({
  'sweep attempts': sweepAttempts,
  'sweep sessions': sweepSessions,
  'sweep answers': sweepAnswers,
  'sweep contents': uploads.sweep,
  'sweep beats': sweepBeats,
})

export const openHouse = async (options: HouseOptions): Promise<House> => {
  const metrics = openMetrics()
  const log = metrics.counting(options.log)
  const database = openDatabase({
    connection: options.connection,
    ...(options.poolSize === undefined ? {} : { size: options.poolSize }),
    ...(options.patience === undefined ? {} : { patience: options.patience }),
    onConnectionError: () => log('warn', { event: 'database.connection-lost' }),
  })
  const sealer = await openSealerOf(database, join(options.dataFolder, 'secrets'), log)
  const files = await openFileStore(join(options.dataFolder, 'files'), sealer)
  const contents = await openContentStore(join(options.dataFolder, 'contents'), sealer)
  const working = options.roles?.work ?? true
  const checkpoints = options.checkpoints ?? DEFAULT_CHECKPOINT_RULE
  const bus = openBus<Change>({
    connection: options.notifications === false ? null : options.connection,
    channel: `${options.connection.user}.changes`,
    sealer,
    isWord: isChange,
    onWord: (change) => {
      live.onWord(change)
      // Of this process or of another: where one only works, half of the papers waited 510 ms for its look.
      worker?.wake()
    },
    log,
  })
  const live = openLive(database, bus.isHearing, log)
  const office: Office = {
    database,
    sealer,
    files,
    uploads: openUploads(database, contents),
    catalogue: new Catalogue(),
    directory: new Directory(),
    processes: new Processes(),
    calendars: new Calendars(),
    deadlineRules: DEFAULT_DEADLINE_RULES,
    pauseRules: DEFAULT_PAUSE_RULES,
    intakeRules: DEFAULT_INTAKE_RULES,
    fileRules: DEFAULT_FILE_RULES,
    signInRules: { ...DEFAULT_SIGN_IN_RULES, ...options.signInRules },
    publicUrl: options.publicUrl,
    subscribers: {
      Received: [RENDER_PAPERS],
      Accepted: [RENDER_PAPERS],
      ReceptionCorrected: [RENDER_PAPERS],
      CompletionAsked: [RENDER_PAPERS, LAPSE_WAITS],
      SupplementAsked: [RENDER_PAPERS, LAPSE_WAITS],
      WithdrawalRefused: [LAPSE_WAITS],
      NotAccepted: [RENDER_PAPERS],
      Stopped: [RENDER_PAPERS],
      CorrectionIssued: [RENDER_PAPERS],
      DraftSubmitted: [RENDER_PAPERS],
      ResultIssued: [RENDER_PAPERS],
    },
    wake: () => worker?.wake(),
    tell: (after) => bus.tell(changeOf(after)),
    live,
  }
  const watch = openWatch({
    database,
    dataFolder: options.dataFolder,
    roles: options.roles ?? { serve: true, work: true },
    version: VERSION,
    isHearing: options.notifications === false ? null : bus.isHearing,
    ledger: {
      unsealedSeconds: async () => (await checkpointAge(database)).seconds,
      standing: (seconds) => sealingOf(checkpoints, seconds),
    },
    log,
  })
  const worker = working ? openWorker(database, dossierJobs(office), log) : null
  const duties = working ? openDuties(database, dutiesOf(office), log) : null
  const recomputing = working ? openRecomputing(office, log) : null
  const keeping = working
    ? openKeeping({
        database,
        sealer,
        folder: join(options.dataFolder, 'checkpoints'),
        log,
        rule: checkpoints,
      })
    : null

  const faces: Faces = { say }
  const app = await declare(office, log, faces, { ...options, watch })
  mountPortal(app, office, faces, watch.mode)
  await mountDesk(app)
  // Before anybody is told that we are ready: else the first look finds no link, and says so as if something were wrong.
  await Promise.all([app.ready(), bus.tried])
  watchedBy(metrics, { watch, version: VERSION, pool: database.connections, followers: live.followers })
  const door = options.watchAt ? await openWatchDoor(options.watchAt, watch, metrics.registry) : null
  return {
    app,
    office,
    database,
    worker,
    recomputing,
    watch,
    watchAddress: door?.address ?? null,
    keeping,
    close: async () => {
      await closed(app)
      await door?.close()
      await watch.stop()
      live.close()
      duties?.stop()
      await recomputing?.stop()
      await keeping?.stop()
      await worker?.stop()
      await bus.close()
      await database.close()
    },
  }
}

// A request under way is answered in far less; who only holds a connection open is not waited for.
const LAST_REQUESTS_MS = 3_000

/**
 * No more requests, and the end of those under way. Half a request, or a connection that never said anything, would keep
 * the server open for as long as its sender likes: Node gives up its own time limits once it is told to close.
 */
const closed = async (app: Server): Promise<void> => {
  const cut = setTimeout(() => app.server.closeAllConnections(), LAST_REQUESTS_MS)
  await app.close().finally(() => clearTimeout(cut))
}

/** The interface for programs: every room's routes. Declared, not yet served. */
export const declare = async (
  office: Office,
  log: Log,
  faces: Faces = { say },
  reached: Pick<HouseOptions, 'behindProxy'> & { publicUrl?: string; watch?: Watch } = {},
): Promise<Server> => {
  const { watch } = reached
  const guard = watch ? (request: FastifyRequest) => heldBackNow(request, watch) : () => null
  const app = await createServer({ ...reached, faces, log, version: VERSION, guard })
  identityRoutes(app, office)
  catalogueRoutes(app, office)
  calendarRoutes(app, office)
  routingRoutes(app, office)
  dossierRoutes(app, office)
  healthRoutes(app, watch)
  ledgerRoutes(app, office)
  return app
}

const healthRoutes = (app: Server, watch: Watch | undefined): void => {
  app.get('/livez', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    if (!watch) throw new Error('a house that is only declared is never ready')
    const { status, body } = await readiness(watch)
    return reply.code(status).header('cache-control', 'no-store').send(body)
  })
  houseRoute(app, watch)
  app.get('/version', { schema: { hide: true } }, async () => ({ version: VERSION }))
  app.get('/api/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.serializer(JSON.stringify).type('application/json').send(app.swagger()),
  )
}

/** The desk is one page and its files; whatever lies below /ban/ and is no file is that page. */
const mountDesk = async (app: Server): Promise<void> => {
  const folder = fileURLToPath(new URL('../../dist/desk', import.meta.url))
  if (!existsSync(join(folder, 'index.html'))) return
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/ban/',
    decorateReply: true,
    // Squeezed once when built: 650 kB of the desk travel as 190.
    preCompressed: true,
    cacheControl: false,
    wildcard: false,
    index: ['index.html'],
    setHeaders: (reply, path) => {
      // Names of built files hold a hash of what is in them; the page that names them does not.
      reply.setHeader(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  app.get('/ban', { schema: { hide: true } }, (_request, reply) => reply.redirect('/ban/'))
  app.get('/ban/*', { schema: { hide: true } }, (request, reply) => {
    // A tab left open over an upgrade asks for files that are gone: it must not get a page in their place.
    if (request.url.startsWith('/ban/assets/')) throw new Refusal('NOT_FOUND', 'not-found')
    return reply.sendFile('index.html')
  })
}
