import { readFile } from 'node:fs/promises'
import type { Cluster } from '#platform/db/cluster.ts'
import { secret } from '#platform/db/secrets.ts'
import { attemptsOn } from './least-privilege/attempts.ts'
import type { Finding, Proof, ProofContext } from './proof.ts'
import { quoted, Sql } from './sql.ts'
import { bringTo, demoStaff } from './stations.ts'
import { atLeast } from './support/figures.ts'
import { type RunningHouse, secretsOf, startHouse } from './support/house.ts'
import { afterwards } from './support/places.ts'
import { serveBeside } from './support/running.ts'
import { sleep } from './support/waiting.ts'
import { noneOf } from './tally.ts'

/** What the role that serves can do to the database when the program is in other hands: its work, and nothing else. */

const run = async ({ say }: ProofContext): Promise<Finding[]> => {
  const house = await startHouse()
  const database = await house.database()
  const staff = await demoStaff((username) => house.signIn(username))
  const dossier = await bringTo(staff, 'APPROVED')
  const loader = await Sql.connect(database.loader)
  afterwards(() => loader.close())
  const app = await Sql.connect(database.app)
  afterwards(() => app.close())

  // An officer who may see and change this dossier: what stops her here is the missing right, not a missing row.
  const who = await loader.one<{ actor: string; authority: string }>(
    `select actor_id as actor, authority_id::text as authority from dossier_event where dossier_id = $1 limit 1`,
    [dossier.id],
  )
  const attempts = attemptsOn({
    schema: database.schema,
    owner: database.owner.user,
    app: database.app.user,
    tables: await columnsOf(app),
  })
  const succeeded: string[] = []
  const meaningless: string[] = []
  let refused = 0
  for (const { what, sql, alone, refusedWith = ['42501'] } of attempts) {
    const tried = alone ? await app.attemptAlone(sql) : await app.under(who, () => app.attempt(sql))
    if (tried.refused === null) succeeded.push(`${what}: ${sql}`)
    else if (refusedWith.includes(tried.refused)) refused += 1
    else meaningless.push(`${what}: ${tried.refused} ${tried.message} (${sql})`)
  }
  const stillThere = await loader.one<{ count: number }>(
    'select count(*)::integer as count from dossier_event where dossier_id = $1',
    [dossier.id],
  )
  say(`${attempts.length} attempts: ${[...new Set(attempts.map(({ what }) => what))].join(', ')}`)

  return [
    atLeast('attempts refused', refused, 40, 'attempts'),
    noneOf('attempts that succeeded', succeeded, 'attempts', say),
    noneOf('attempts that failed for another reason, and so prove nothing', meaningless, 'attempts', say),
    atLeast('events of the dossier that are still there', stillThere.count, dossier.version, 'events'),
    noneOf('powers that the role has', await powersOf(app, database), 'powers', say),
    noneOf('rows that escape forced row-level security', await ownTables(app), 'tables', say),
    ...(await processHolds(house, database, say)),
  ]
}

const columnsOf = async (app: Sql): Promise<Map<string, string[]>> => {
  const rows = await app.all<{ table: string; columns: string[] }>(
    `select c.relname::text as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') group by c.relname order by 1`,
  )
  return new Map(rows.map(({ table, columns }) => [table, columns]))
}

/** Attributes, memberships and ownership: any of them would make the grants meaningless. */
const powersOf = async (app: Sql, { schema }: Cluster): Promise<string[]> => {
  const rows = await app.all<{ power: string }>(
    `select unnest(array_remove(array[
         case when rolsuper then 'superuser' end, case when rolcreaterole then 'createrole' end,
         case when rolcreatedb then 'createdb' end, case when rolreplication then 'replication' end,
         case when rolbypassrls then 'bypassrls' end], null)) as power
       from pg_roles where rolname = current_user
     union all
     select 'member of ' || r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid
       where m.member = current_user::regrole
     union all
     select 'owns ' || c.relname from pg_class c where c.relowner = current_user::regrole
     union all
     select 'owns schema ' || nspname from pg_namespace where nspowner = current_user::regrole
     union all
     select 'may create in ' || nspname from pg_namespace
       where nspname !~ '^pg_(temp|toast)' and has_schema_privilege(oid, 'create')
     union all
     select 'may create in the database' where has_database_privilege(current_database(), 'create')
     union all
     select 'may make temporary tables' where has_database_privilege(current_database(), 'temp')
     union all
     select 'may run as its owner ' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and has_function_privilege(p.oid, 'execute') and n.nspname in ($1, 'public', 'extensions')
     union all
     select 'may grant on ' || table_name || ' ' || privilege_type from information_schema.table_privileges
       where grantee = current_user and is_grantable = 'YES'`,
    [schema],
  )
  return rows.map(({ power }) => power)
}

/** Row-level security that the owner escapes would be one mistaken connection away from nothing. */
const ownTables = async (app: Sql): Promise<string[]> => {
  const rows = await app.all<{ name: string }>(
    `select relname::text as name from pg_class
     where relnamespace = current_schema()::regnamespace and relrowsecurity and not relforcerowsecurity`,
  )
  return rows.map(({ name }) => quoted(name))
}

/** The process that serves: what it was given, and as whom it is connected. */
const processHolds = async (
  house: RunningHouse,
  database: Cluster,
  say: ProofContext['say'],
): Promise<Finding[]> => {
  const pid = house.pid()
  if (pid === null) throw new Error('the house has ended')
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => null)
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  const secrets = await secretsOf(house.dataFolder)
  const leaked = secrets
    .filter(({ value }) => environment?.includes(value) || commandLine.includes(value))
    .map(({ name }) => `the secret ${name} in its environment or command line`)
  const named = (environment ?? '')
    .split('\0')
    .filter((variable) => /^(PG[A-Z]|DATABASE_URL=)|:\/\/[^:]+:[^@]+@/.test(variable))
    .map((variable) => variable.split('=', 1)[0] ?? '')

  const superuser = await asSuperuser(house, database)
  afterwards(() => superuser.close())
  const connections = await connectionsOf(superuser)
  const others = connections.filter((role) => role !== database.app.user)
  const opened = await rolesOfServing(house, superuser)
  const openedByOthers = opened.filter((role) => role !== database.app.user)
  return [
    ...(environment === null
      ? []
      : [
          atLeast('secrets looked for in the environment', secrets.length, 3, 'secrets'),
          noneOf('credentials in the environment of the process', [...leaked, ...named], 'credentials', say),
        ]),
    atLeast(
      'connections of the process as the serving role',
      connections.length - others.length,
      1,
      'connections',
    ),
    noneOf('connections of the process as anybody else', others, 'connections', say),
    atLeast('connections that a process which only serves has opened', opened.length, 1, 'connections'),
    noneOf('of them as anybody but the serving role', openedByOthers, 'connections', say),
  ]
}

/** As the superuser of the embedded server sees it; our own connections carry another name. */
const connectionsOf = async (superuser: Sql): Promise<string[]> => {
  const rows = await superuser.all<{ role: string }>(
    `select usename::text as role from pg_stat_activity
     where backend_type = 'client backend' and application_name = 'motcua' and datname = current_database()`,
  )
  return rows.map(({ role }) => role)
}

const SUPERUSER = 'postgres'

const asSuperuser = async ({ dataFolder }: RunningHouse, { owner }: Cluster): Promise<Sql> =>
  Sql.connect({ ...owner, user: SUPERUSER, password: await secret(dataFolder, SUPERUSER), options: '' })

/** As whom a process connects that only serves, from its first connection on: PostgreSQL's own log says so. */
const rolesOfServing = async (house: RunningHouse, superuser: Sql): Promise<string[]> => {
  await superuser.attemptAlone(`alter system set log_connections = 'on'`)
  await superuser.all('select pg_reload_conf()')
  await sleep(500)
  const before = (await house.postgresLog()).length
  const serving = await serveBeside(house)
  const log = (await house.postgresLog()).slice(before)
  await serving.stop()
  return [...log.matchAll(/connection authorized: user=(\S+).*application_name=motcua$/gm)].map(
    (found) => found[1] ?? '',
  )
}

export const leastPrivilege: Proof = {
  name: 'least-privilege',
  claim: 'The role that serves does its work and nothing else, and the process that serves holds no other.',
  run,
}
