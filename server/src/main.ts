import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { CannotOpen } from '#platform/db/cannot-open.ts'
import {
  type Cluster,
  type ConnectionSettings,
  joinOrOpenCluster,
  openCluster,
} from '#platform/db/cluster.ts'
import { dumpSchema } from '#platform/db/dump.ts'
import { migrate } from '#platform/db/migrate.ts'
import { readServing } from '#platform/db/serving.ts'
import { describeError, type Log, logTo } from '#platform/log.ts'
import { SealError } from '#platform/seal.ts'
import { type House, openHouse, VERSION } from './app.ts'
import { COMMANDS, type Command, type ExitCode, toldAtCommandLine } from './commands/index.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { DEMO_AGENCIES, DEMO_OFFICERS, DEMO_PASSWORD, loadDemo } from './demo-province.ts'

/** The program: starts and stops the process, and the command line. */

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url))

const USAGE = `motcua ${VERSION} – bộ phận Một cửa / one-stop shop

  motcua start        opens the database, migrates, loads the demo once, serves and works
  motcua serve        serves requests, as the serving role alone, on the database that start or migrate has opened
  motcua work         does what happens after an act: prints papers; on the same database
  motcua migrate      brings the database up to this program
  motcua openapi      prints the HTTP contract
  motcua schema       prints the database as it stands; --out FILE writes it, --types FILE its types
${COMMANDS.map(({ words, takes, summary }) => `  motcua ${words} ${takes}\n                      ${summary}`).join('\n')}

  PORT, HOST          where to serve (8080, 127.0.0.1)
  MOTCUA_DATA         data, secrets and files (.motcua in the project)
  DATABASE_URL        a PostgreSQL server of version 15 or newer, as the owner role; else one is run here
  MOTCUA_PUBLIC_URL   the portal's address, printed on receipts
  MOTCUA_PROVINCE     name of the province (province)
  MOTCUA_BEHIND_PROXY 1 when a reverse proxy in front is to be believed
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
    process.stderr.write(`"${surplus}" is not understood after "${command}"; nothing was done.\n\n${USAGE}`)
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
      process.stderr.write(`"${args.join(' ')}" is not a command.${begunBy(command)}\n\n${USAGE}`)
      return 2
  }
}

/** What may follow a first word, for who has typed only that. */
const begunBy = (word: string): string => {
  const begun = COMMANDS.filter(({ words }) => words.startsWith(`${word} `))
  return begun.length === 0
    ? ''
    : `\n\n${begun.map(({ words, takes, summary }) => `  motcua ${words} ${takes}\n      ${summary}`).join('\n')}`
}

const runCommand = async (command: Command, args: readonly string[]): Promise<ExitCode> => {
  if (args.includes('--help')) {
    process.stdout.write(command.help)
    return 0
  }
  const config = readConfig(process.env)
  return command.run({
    args,
    open: () => openFurnished(config),
    dataFolder: config.dataFolder,
    publicUrl: config.publicUrl,
  })
}

/** For a command that needs the tables: the database as `start` leaves it, whether or not it has ever run. */
const openFurnished = async (config: Config): Promise<Cluster> => {
  const cluster = await openOrAttach(config)
  try {
    await migrate({ owner: cluster.owner, schema: cluster.schema, folder: MIGRATIONS, log })
    if (config.databaseUrl === undefined && cluster.loader !== null) await loadDemo(cluster.loader)
    return cluster
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

/** What is not as it must be, and what to do about it; null when the fault is ours. */
const remedyOf = (error: unknown): string | null => {
  if (error instanceof CannotOpen || error instanceof ConfigError || error instanceof CannotListen)
    return error.message
  if (error instanceof SealError) return `The keys of this office cannot be used: ${error.message}.`
  return null
}

const start = async (config: Config): Promise<ExitCode> => {
  await mustBeFree(config)
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
    await serveUntilStopped(config, cluster.app, { serve: true, work: true }, demo)
  } finally {
    await cluster.stop()
  }
  return 0
}

/** Serves or works on a database that another process opened: as the serving role, and never as anybody else. */
const run = async (config: Config, roles: { serve: boolean; work: boolean }): Promise<ExitCode> => {
  await serveUntilStopped(config, await readServing(config.dataFolder, config.province), roles, false)
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
  roles: { serve: boolean; work: boolean },
  demo: boolean,
): Promise<void> => {
  const stop = stopSignal()
  const house = await openHouse({
    connection,
    dataFolder: config.dataFolder,
    publicUrl: config.publicUrl,
    behindProxy: config.behindProxy,
    log,
    roles,
  })
  try {
    if (roles.serve) {
      announce(await listening(house, config), demo)
    } else {
      process.stdout.write('ready\n')
    }
    await stop
  } finally {
    await closeWithin(house, 10_000)
  }
}

/** Why nobody can be served at this address: one sentence for the person who started the program. */
class CannotListen extends Error {}

/** The address that is served. @throws CannotListen when the machine does not give it to us */
const listening = (house: House, { host, port }: Config): Promise<string> =>
  house.app.listen({ host, port }).catch((cause) => {
    throw refusedAddress(cause, host, port)
  })

/** Before a database is made for nothing. @throws CannotListen */
const mustBeFree = async ({ host, port }: Config): Promise<void> => {
  const probe = createServer().listen({ host, port })
  await once(probe, 'listening').catch((cause) => {
    throw refusedAddress(cause, host, port)
  })
  probe.close()
  await once(probe, 'close')
}

const refusedAddress = (cause: NodeJS.ErrnoException, host: string, port: number): Error => {
  const why = NOT_GIVEN[cause.code ?? '']
  return why === undefined ? cause : new CannotListen(why(host, port), { cause })
}

const NOT_GIVEN: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) =>
    `Port ${port} of ${host} is taken: another program listens there. End it, or set PORT to another.`,
  EACCES: (_host, port) =>
    `Port ${port} is kept for those whom the machine trusts with it. Set PORT to one from 1024 on.`,
  EADDRNOTAVAIL: (host) => `This machine has no address ${host}. Set HOST to one of its own.`,
  ENOTFOUND: (host) => `HOST is "${host}", which nobody knows. Set it to an address of this machine.`,
}

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
    const remedy = remedyOf(error)
    if (remedy === null) log('error', { event: 'failed', error: describeError(error) })
    process.stderr.write(`${remedy ?? (error instanceof Error ? error.message : String(error))}\n`)
    process.exit(remedy === null ? 1 : 3)
  },
)
