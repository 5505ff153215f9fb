import { once } from 'node:events'
import { readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import pg from 'pg'
import {
  adminOf,
  type Cluster,
  type ConnectionSettings,
  joinOrOpenCluster,
  openCluster,
} from '#platform/db/cluster.ts'
import { settingsFromUrl } from '#platform/db/connection.ts'
import { dumpSchema } from '#platform/db/dump.ts'
import { migrate } from '#platform/db/migrate.ts'
import { provinceSchema } from '#platform/db/roles.ts'
import { noteLastServed, readServing } from '#platform/db/serving.ts'
import { describeError, type Log, logTo } from '#platform/log.ts'
import { type House, openHouse, VERSION } from './app.ts'
import {
  CannotListen,
  type CannotListenCode,
  COMMANDS,
  type Command,
  type ExitCode,
  footingOf,
  inBoth,
  mustBeOurs,
  mustBeThere,
  mustTakeActs,
  notAsItMustBe,
  strangerTo,
  summaryOf,
  toldAtCommandLine,
  withoutConsent,
} from './commands/index.ts'
import { type Config, readConfig } from './config.ts'
import { DEMO_AGENCIES, DEMO_OFFICERS, DEMO_PASSWORD, loadDemo } from './demo-province.ts'

/** The program: starts and stops the process, and the command line. */

// How much the heap may outgrow what was alive when it was last cleared. V8 lets it grow to four times of that on a machine with much
// memory: after a minute of receptions at full speed the process held 302 MB, with this 195, and received up to 4 % fewer.
const HEAP_GROWING_PERCENT = 50

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url))

/** A word of the command line and what it does, in both languages. */
const listed = ({ words, takes }: Pick<Command, 'words' | 'takes'>): string =>
  [`  motcua ${words} ${takes}`.trimEnd(), ...summaryOf(words).map((line) => `      ${line}`)].join('\n')

const USAGE = `motcua ${VERSION} – bộ phận Một cửa / one-stop shop

${[
  ...['start', 'serve', 'work', 'migrate', 'openapi', 'schema'].map((words) => ({ words, takes: '' })),
  ...COMMANDS,
  { words: 'ledger verify', takes: 'FILE --checkpoints FILE --key FILE' },
]
  .map(listed)
  .join('\n')}

  PORT, HOST          where to serve (8080, 127.0.0.1)
  MOTCUA_DATA         data, secrets and files (.motcua in the project)
  DATABASE_URL        a PostgreSQL server of version 15 or newer, as the owner role; else one is run here
  MOTCUA_PUBLIC_URL   the portal's address, printed on receipts
  MOTCUA_PROVINCE     name of the province (province)
  MOTCUA_CHECKPOINT_SECONDS, MOTCUA_CHECKPOINT_ROWS
                      how often the ledger is sealed at the latest (60 s, or as soon as 1000 rows wait)
  MOTCUA_BEHIND_PROXY 1 when a reverse proxy in front is to be believed
  MOTCUA_WATCH        port or host:port of /metrics and /readyz for who watches over the machine (none)
  MOTCUA_NOTIFICATIONS 0 when a pooler of transactions stands before the database: screens then follow a second late
  MOTCUA_SECOND_FACTOR required: leaders and administrators sign in with a second factor (so on a given server);
                      offered: who likes (so in the demo)
  MOTCUA_SESSION_HOURS, MOTCUA_IDLE_MINUTES, MOTCUA_MOST_SESSIONS
                      after how long a session ends (10), after how long unused (60), and beyond how many
                      of one account the oldest ends (20)
`

// Between a person and the addresses on their screen stand no lines about requests; a file or a collector gets them.
const log: Log = logTo(process.stderr, process.stderr.isTTY ? ['request'] : [])

const main = async (args: readonly string[]): Promise<ExitCode> => {
  const longer = COMMANDS.find(({ words }) => words.split(' ').every((word, at) => args[at] === word))
  if (longer) return runCommand(longer, args.slice(longer.words.split(' ').length))
  const [command, ...rest] = args
  if (
    command === undefined ||
    command === '--help' ||
    command === '-h' ||
    command === 'help' ||
    rest.includes('--help')
  ) {
    process.stdout.write(USAGE)
    return command === undefined ? 2 : 0
  }
  if (command === '--version') {
    process.stdout.write(`${VERSION}\n`)
    return 0
  }
  const surplus = command === 'schema' ? undefined : rest[0]
  if (surplus !== undefined) {
    // A word that is passed over may have been meant as a brake: `migrate --dry-run` must not migrate.
    process.stderr.write(`${inBoth('command.surplus', { said: surplus, command }).join('\n')}\n\n${USAGE}`)
    return 2
  }
  switch (command) {
    case 'start':
      return start(readConfig(process.env))
    case 'serve':
      return run(readConfig(process.env), { serve: true, work: false })
    case 'work':
      return run(readConfig(process.env), { serve: false, work: true })
    case 'migrate':
      return migrateOnly(readConfig(process.env))
    case 'openapi':
      return openapi()
    case 'schema':
      return schema(readConfig(process.env), rest)
    default:
      process.stderr.write(
        `${inBoth('command.no-such-command', { said: args.join(' ') }).join('\n')}${begunBy(command)}\n\n${USAGE}`,
      )
      return 2
  }
}

/** What may follow a first word, for who has typed only that. */
const begunBy = (word: string): string => {
  const begun = COMMANDS.filter(({ words }) => words.startsWith(`${word} `))
  return begun.length === 0 ? '' : `\n\n${begun.map(listed).join('\n')}`
}

const runCommand = async (command: Command, args: readonly string[]): Promise<ExitCode> => {
  if (args.includes('--help')) {
    process.stdout.write(command.help)
    return 0
  }
  const config = readConfig(process.env)
  const premises = { dataFolder: config.dataFolder, embedded: config.databaseUrl === undefined }
  const footing = footingOf(command, args)
  const typed = withoutConsent(footing, args)
  const mustTakeActsNow = (footing === 'WRITES' || footing === 'MAKES') && !typed.isAlthoughReadOnly
  if (footing === 'ASKS') await workAsItsOwner(config.dataFolder)
  else await mustBeOurs(config.dataFolder)
  const isMaking = footing === 'MAKES'
  if (!isMaking && footing !== 'APART' && footing !== 'ASKS') await mustBeThere(premises)
  return command.run({
    args: typed.args,
    open: () => openFurnished(config, { mustTakeActs: mustTakeActsNow }),
    dataFolder: config.dataFolder,
    publicUrl: config.publicUrl,
    office: {
      open: async () => {
        await mustBeThere(premises)
        return openOrAttach(config)
      },
      admin: async () =>
        config.databaseUrl ? settingsFromUrl(config.databaseUrl) : adminOf(config.dataFolder),
      embedded: premises.embedded,
      schema: provinceSchema(config.province),
      program: VERSION,
      host: config.host,
      migrations: async () => (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort(),
      // Between what a person is told step by step, only what is not in order.
      log: (level, fields) => {
        if (level !== 'info') log(level, fields)
      },
    },
  })
}

/**
 * For a command that needs the tables: the database as `start` leaves it.
 * @throws Refusal office-read-only, before anything is changed
 */
const openFurnished = async (config: Config, must: { mustTakeActs: boolean }): Promise<Cluster> => {
  const cluster = await openOrAttach(config)
  try {
    if (must.mustTakeActs) await mustTakeActs(cluster)
    await migrate({ owner: cluster.owner, schema: cluster.schema, folder: MIGRATIONS, log })
    if (config.databaseUrl === undefined && cluster.loader !== null) await loadDemo(cluster.loader)
    return cluster
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

/** Whoever only looks does so as the folder's owner: what is opened on the way leaves nothing behind that the owner cannot read. */
const workAsItsOwner = async (dataFolder: string): Promise<void> => {
  const owner = await strangerTo(dataFolder)
  if (owner === null) return
  process.setgroups?.([owner.gid])
  process.setgid?.(owner.gid)
  process.setuid?.(owner.uid)
}

const start = async (config: Config): Promise<ExitCode> => {
  await mustBeOurs(config.dataFolder)
  await mustBeFree({ host: config.host, port: config.port, variable: 'PORT' })
  const cluster = await openCluster({
    dataFolder: config.dataFolder,
    databaseUrl: config.databaseUrl,
    province: config.province,
    log,
  })
  try {
    await migrate({ owner: cluster.owner, schema: cluster.schema, folder: MIGRATIONS, log })
    const demo = config.databaseUrl === undefined && cluster.loader !== null
    if (demo && cluster.loader) await loadDemo(cluster.loader)
    const isGiven = config.databaseUrl !== undefined
    await serveUntilStopped(config, cluster.app, isGiven, { serve: true, work: true }, demo)
  } finally {
    await cluster.stop()
  }
  return 0
}

/** Serves or works on a database that another process opened: as the serving role, and never as anybody else. */
const run = async (config: Config, roles: { serve: boolean; work: boolean }): Promise<ExitCode> => {
  await mustBeOurs(config.dataFolder)
  const { connection, isGiven } = await readServing(config.dataFolder, config.province)
  await serveUntilStopped(config, connection, isGiven, roles, false)
  return 0
}

/** For a command: the database that `start` runs, if it runs; else our own for as long as we need it. */
const openOrAttach = (config: Config): Promise<Cluster> =>
  joinOrOpenCluster({
    dataFolder: config.dataFolder,
    databaseUrl: config.databaseUrl,
    province: config.province,
    log,
  })

const serveUntilStopped = async (
  config: Config,
  connection: ConnectionSettings,
  isGiven: boolean,
  roles: { serve: boolean; work: boolean },
  demo: boolean,
): Promise<void> => {
  const stop = stopSignal()
  if (config.watch) await mustBeFree({ ...config.watch, variable: 'MOTCUA_WATCH' })
  let isStopping = false
  const secondFactor = config.signInRules.secondFactor ?? (isGiven ? 'required' : 'offered')
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWING_PERCENT}`)
  const house = await openHouse({
    connection,
    dataFolder: config.dataFolder,
    publicUrl: config.publicUrl,
    behindProxy: config.behindProxy,
    notifications: config.notifications,
    watchAt: config.watch,
    checkpoints: config.checkpoints,
    signInRules: { ...config.signInRules, secondFactor },
    // Links that end because we end are no news.
    log: (level, fields) => {
      if (!isStopping || level === 'error') log(level, fields)
    },
    roles,
  })
  try {
    if (roles.serve) {
      const { publicUrl, host } = config
      announce(await listening(house, config), demo)
      await noteLastServed(config.dataFolder, provinceSchema(config.province), {
        publicUrl,
        host,
        secondFactor,
      })
    } else {
      process.stdout.write('ready\n')
    }
    await stop
  } finally {
    isStopping = true
    await closeWithin(house, 10_000)
    log('info', { event: 'stopped' })
  }
}

/** The address that is served. @throws CannotListen when the machine does not give it to us */
const listening = (house: House, { host, port }: Config): Promise<string> =>
  house.app.listen({ host, port }).catch((cause) => {
    throw refusedAddress(cause, { host, port, variable: 'PORT' })
  })

/** Before a database is made for nothing, or work is begun. @throws CannotListen */
const mustBeFree = async (place: CannotListen['details']): Promise<void> => {
  const { host, port } = place
  const probe = createServer().listen({ host, port })
  await once(probe, 'listening').catch((cause) => {
    throw refusedAddress(cause, place)
  })
  probe.close()
  await once(probe, 'close')
}

const NOT_GIVEN: readonly string[] = [
  'EADDRINUSE',
  'EACCES',
  'EADDRNOTAVAIL',
  'ENOTFOUND',
] satisfies CannotListenCode[]

const refusedAddress = (cause: NodeJS.ErrnoException, place: CannotListen['details']): Error =>
  NOT_GIVEN.includes(cause.code ?? '')
    ? new CannotListen(cause.code as CannotListenCode, place, cause)
    : cause

const announce = (address: string, demo: boolean): void => {
  const lines = [
    `Một Cửa ${VERSION}`,
    `  Cổng công dân / portal   ${address}/`,
    `  Bàn làm việc / desk      ${address}/ban/`,
  ]
  if (demo) {
    lines.push('', `  Tài khoản thử / demo accounts (mật khẩu / password: ${DEMO_PASSWORD})`)
    for (const officer of DEMO_OFFICERS)
      lines.push(
        `    ${officer.username.padEnd(8)} ${officer.fullName} – ${officer.title}, ${unitOf(officer)}`,
      )
  }
  process.stdout.write(`${lines.join('\n')}\n\nready\n`)
}

const unitOf = ({ unit }: (typeof DEMO_OFFICERS)[number]): string =>
  DEMO_AGENCIES.find((agency) => agency.key === unit)?.name ?? ''

/** Requests under way end; then we go, also when one hangs. */
const closeWithin = async (house: House, milliseconds: number): Promise<void> => {
  const timer = new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref())
  await Promise.race([house.close(), timer])
}

const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve())
  })

const migrateOnly = async (config: Config): Promise<ExitCode> => {
  await mustBeOurs(config.dataFolder)
  const cluster = await openOrAttach(config)
  try {
    const { applied, milliseconds } = await migrate({
      owner: cluster.owner,
      schema: cluster.schema,
      folder: MIGRATIONS,
      log,
    })
    process.stdout.write(
      applied.length === 0
        ? 'Nothing to do.\n'
        : `${applied.join('\n')}\nApplied in ${Math.round(milliseconds)} ms.\n`,
    )
  } finally {
    await cluster.stop()
  }
  return 0
}

/** The contract, without a database: routes are declared, none is called. */
const openapi = async (): Promise<ExitCode> => {
  const { contract } = await import('./contract.ts')
  process.stdout.write(`${JSON.stringify(await contract(), null, 2)}\n`)
  return 0
}

/** The database as it stands, for readers (`schema.sql`) and for the compiler (the types of its tables); nothing is migrated. */
const schema = async (config: Config, args: readonly string[]): Promise<ExitCode> => {
  await mustBeOurs(config.dataFolder)
  await mustBeThere({ dataFolder: config.dataFolder, embedded: config.databaseUrl === undefined })
  const cluster = await openOrAttach(config)
  try {
    const client = new pg.Client(cluster.owner)
    await client.connect()
    const text = await dumpSchema(client, cluster.schema).finally(() => client.end())
    const sql = fileAfter(args, '--out')
    if (sql) await writeFile(sql, text)
    else process.stdout.write(text)
    const types = fileAfter(args, '--types')
    if (types) await writeFile(types, await tableTypes(cluster))
  } finally {
    await cluster.stop()
  }
  return 0
}

const fileAfter = (args: readonly string[], flag: string): string | undefined =>
  args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined

/** By a tool that only a developer has installed: types are committed, never made where the program runs. */
const tableTypes = async (cluster: Cluster): Promise<string> => {
  const { Kysely, PostgresDialect } = await import('kysely')
  const { generate, PostgresDialect: Described } = await import('kysely-codegen')
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ ...cluster.owner, max: 1 }) }),
  })
  try {
    return await generate({
      db,
      dialect: new Described({ defaultSchemas: [cluster.schema] }),
      includePattern: `${cluster.schema}.*`,
      defaultSchemas: [cluster.schema],
      // Instants and days stay text, as the driver leaves them.
      typeMapping: { timestamptz: 'string', date: 'string', numeric: 'number', int8: 'number' },
    } as unknown as Parameters<typeof generate>[0])
  } finally {
    await db.destroy()
  }
}

// Once all is done we go, also when something still holds the process: whoever waits for our end may start the next, and two
// must not work on one database.
main(process.argv.slice(2)).then(
  // A pipe takes 64 kB at a time: what is still on its way must arrive first.
  (code) => process.stdout.write('', () => process.exit(code)),
  (error: unknown) => {
    const told = toldAtCommandLine(error)
    if (told !== null) {
      process.stderr.write(`${told}\n`)
      process.exit(1)
    }
    const sentences = notAsItMustBe(error)
    if (sentences.length > 0) {
      process.stderr.write(`${sentences.join('\n')}\n`)
      process.exit(3)
    }
    log('error', { event: 'failed', error: describeError(error) })
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
