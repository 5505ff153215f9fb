import pg from 'pg'
import type { Log } from '#platform/log.ts'
import { CannotOpen } from './cannot-open.ts'
import type { ConnectionSettings } from './connection.ts'
import { codeOf, connected, settled, startupOptions } from './connection.ts'
import { scramVerifier } from './secrets.ts'

/** PostgreSQL 15 is the oldest that is tested, and the first where not everybody may create in `public`. */
export const OLDEST_SERVER = 150_000

/** The extensions that migrations may use; all of them are trusted, so an ordinary owner may create them. */
const EXTENSIONS = ['pg_trgm', 'btree_gist'] as const

const quoted = pg.escapeIdentifier

/** @throws CannotOpen BAD_PROVINCE_NAME */
export const provinceSchema = (province: string): string => {
  if (
    /^[a-z][a-z0-9_]{0,40}$/.test(province) &&
    !/^(pg_|public$|extensions$|information_schema$)/.test(province)
  )
    return province
  throw new CannotOpen(
    'BAD_PROVINCE_NAME',
    `"${province}" cannot name a province's schema: use a to z, 0 to 9 and _, at most 41 of them, a letter first.`,
  )
}

export const appRole = (schema: string) => `${schema}_app`
export const loaderRole = (schema: string) => `${schema}_loader`

export interface ProvinceRequest {
  /** Who may make roles: the embedded superuser, or the owner of a given server. */
  admin: ConnectionSettings
  /** The role that owns the schema and migrates it. */
  owner: ConnectionSettings
  schema: string
  passwords: { app: string; loader: string }
  log: Log
}

/** How to connect to one province. */
export interface Province {
  schema: string
  /** `server_version_num`. */
  version: number
  /** Migrations only. */
  owner: ConnectionSettings
  /** What a serving process holds: no DDL, under row-level security. */
  app: ConnectionSettings
  /** Command line only: passes row-level security (backup, import). Null where nobody may grant that. */
  loader: ConnectionSettings | null
}

/**
 * Makes a province's schema and roles, or what is missing of them. May be repeated, and done by two
 * processes at once. One province is one schema; the roles are `<schema>_app` and `<schema>_loader`.
 *
 * Where the loader may not pass row-level security, its role exists all the same and cannot sign in: migrations
 * grant to it, and an administrator may raise it later.
 *
 * @throws CannotOpen SERVER_TOO_OLD, UNSAFE_ROLE, or GRANT_NEEDED with the statements for an administrator
 */
export const ensureProvince = (request: ProvinceRequest): Promise<Province> =>
  settled(() =>
    connected(request.admin, async (client) => {
      const facts = await gather(client, request)
      mustBeNewEnough(facts)
      await ensureRoles(client, request, facts)
      await ensureSchemas(client, request, facts)
      await withdrawFromPublic(client, facts, request.log)
      return describeProvince(client, request, facts)
    }),
  )

const describeProvince = async (
  client: pg.Client,
  { owner, schema, passwords }: ProvinceRequest,
  { version }: Facts,
): Promise<Province> => {
  const { rows } = await client.query<{ loads: boolean; schemas: string[] }>(
    `select exists (select from pg_roles where rolname = $1 and rolcanlogin and rolbypassrls) as loads,
            array(select distinct nspname::text from pg_extension join pg_namespace n on n.oid = extnamespace
                   where extname = any($2) and nspname <> 'extensions') as schemas`,
    [loaderRole(schema), EXTENSIONS],
  )
  const { loads, schemas } = rows[0]!
  // On a server that is shared the extensions may have been put elsewhere before us.
  const path = { search_path: [schema, 'extensions', ...schemas.map(quoted)].join(','), timezone: 'UTC' }
  const settings = (user: string, password: string, limits = {}): ConnectionSettings => ({
    ...owner,
    user,
    password,
    options: startupOptions({ ...path, ...limits }),
  })
  return {
    schema,
    version,
    owner: { ...owner, options: startupOptions(path) },
    app: settings(appRole(schema), passwords.app, APP_LIMITS),
    loader: loads ? settings(loaderRole(schema), passwords.loader) : null,
  }
}

/** A role that waits longer than this holds up others: somebody forgot a transaction, or asked too much. */
const APP_LIMITS = {
  statement_timeout: '15s',
  lock_timeout: '5s',
  idle_in_transaction_session_timeout: '30s',
}

interface Role {
  name: string
  isStrong: boolean
  mayLogIn: boolean
  passesRowSecurity: boolean
}

interface Facts {
  version: number
  database: string
  admin: string
  isSuperuser: boolean
  mayCreateRoles: boolean
  mayGrantBypass: boolean
  ownsDatabase: boolean
  mayCreateSchemas: boolean
  publicMayMakeTemp: boolean
  publicMayCreate: boolean
  schemas: string[]
  extensions: string[]
  roles: Role[]
}

const gather = async (client: pg.Client, { schema }: ProvinceRequest): Promise<Facts> => {
  const { rows } = await client.query<Facts>(
    `select v.version, d.datname as database, r.rolname as admin, r.rolsuper as "isSuperuser",
            r.rolsuper or r.rolcreaterole as "mayCreateRoles",
            r.rolsuper or (v.version >= 160000 and r.rolcreaterole and r.rolbypassrls) as "mayGrantBypass",
            pg_has_role(d.datdba, 'usage') as "ownsDatabase",
            has_database_privilege(d.oid, 'create') as "mayCreateSchemas",
            has_database_privilege('public', d.oid, 'temp') as "publicMayMakeTemp",
            coalesce(has_schema_privilege('public', to_regnamespace('public'), 'create'), false) as "publicMayCreate",
            array(select nspname::text from pg_namespace where nspname in ($1, 'extensions')) as schemas,
            array(select extname::text from pg_extension where extname = any($2)) as extensions,
            coalesce((select json_agg(json_build_object(
                'name', rolname, 'mayLogIn', rolcanlogin, 'passesRowSecurity', rolbypassrls,
                'isStrong', rolsuper or rolcreaterole or rolcreatedb or rolreplication))
              from pg_roles where rolname in ($3, $4)), '[]') as roles
       from pg_database d, pg_roles r, (select current_setting('server_version_num')::int as version) v
      where d.datname = current_database() and r.rolname = current_user`,
    [schema, EXTENSIONS, appRole(schema), loaderRole(schema)],
  )
  return rows[0]!
}

const mustBeNewEnough = ({ version }: Facts): void => {
  if (version >= OLDEST_SERVER) return
  throw new CannotOpen(
    'SERVER_TOO_OLD',
    `DATABASE_URL leads to PostgreSQL ${Math.floor(version / 10_000)}, and at least version 15 is needed.`,
  )
}

const ensureRoles = async (client: pg.Client, request: ProvinceRequest, facts: Facts): Promise<void> => {
  const { schema, passwords } = request
  const has = (name: string) => facts.roles.find((role) => role.name === name)
  for (const role of facts.roles) mustBeWeak(role, schema)
  const wanted: string[] = []
  if (!has(appRole(schema))) wanted.push(createRole(appRole(schema), 'login', passwords.app))
  const loader = has(loaderRole(schema))
  if (!loader)
    wanted.push(
      // Statements for an administrator ask for all that makes the command line whole.
      facts.mayGrantBypass || !facts.mayCreateRoles
        ? createRole(loaderRole(schema), 'login bypassrls', passwords.loader)
        : `create role ${quoted(loaderRole(schema))} nologin`,
    )
  else if (facts.mayGrantBypass && !(loader.mayLogIn && loader.passesRowSecurity))
    wanted.push(
      `alter role ${quoted(loader.name)} login bypassrls password ${verifierText(passwords.loader)}`,
    )
  if (wanted.length === 0) return
  if (!facts.mayCreateRoles)
    throw grantNeeded(`${facts.admin} may not make the roles of the province ${schema}`, wanted)
  for (const statement of wanted) await client.query(statement)
  // A message quotes the value that it refuses; where we may, the server's log is spared those of the app.
  if (facts.isSuperuser && !has(appRole(schema)))
    await client.query(`alter role ${quoted(appRole(schema))} set log_min_messages = 'log'`)
}

const createRole = (name: string, attributes: string, password: string): string =>
  `create role ${quoted(name)} ${attributes} password ${verifierText(password)}`

const verifierText = (password: string) => pg.escapeLiteral(scramVerifier(password))

const mustBeWeak = (role: Role, schema: string): void => {
  if (!role.isStrong && !(role.name === appRole(schema) && role.passesRowSecurity)) return
  throw new CannotOpen(
    'UNSAFE_ROLE',
    `The role ${role.name} exists with more rights than it may have. An administrator runs: ` +
      `alter role ${quoted(role.name)} nosuperuser nocreaterole nocreatedb noreplication` +
      `${role.name === appRole(schema) ? ' nobypassrls' : ''};`,
  )
}

const ensureSchemas = async (client: pg.Client, request: ProvinceRequest, facts: Facts): Promise<void> => {
  const { schema } = request
  const owner = quoted(request.owner.user)
  // On a given server the administrator is the owner; to name it would need the right to become itself.
  const authorization = request.owner.user === facts.admin ? '' : ` authorization ${owner}`
  const wanted: string[] = []
  for (const name of ['extensions', schema])
    if (!facts.schemas.includes(name)) wanted.push(`create schema ${quoted(name)}${authorization}`)
  for (const name of EXTENSIONS)
    if (!facts.extensions.includes(name)) wanted.push(`create extension ${name} schema extensions`)
  if (wanted.length > 0 && !facts.mayCreateSchemas)
    throw grantNeeded(`${facts.admin} may not create in the database ${facts.database}`, [
      `grant create on database ${quoted(facts.database)} to ${quoted(facts.admin)}`,
    ])
  for (const statement of wanted) await client.query(statement)
  await grantUsage(client, facts, schema)
}

/** `extensions` is open to everybody who may connect: it holds functions of PostgreSQL's own packages only. */
const grantUsage = async (client: pg.Client, facts: Facts, schema: string): Promise<void> => {
  const roles = [appRole(schema), loaderRole(schema)]
  const { rows } = await client.query<{ missing: string }>(
    `select format('grant usage on schema %I to %I', $1::text, role) as missing
       from unnest($2::text[]) role where not has_schema_privilege(role, $1, 'usage')
     union all
     select 'grant usage on schema extensions to public'
      where not has_schema_privilege('public', 'extensions', 'usage')
     union all
     select format('grant connect on database %I to %I', current_database(), role)
       from unnest($2::text[]) role where not has_database_privilege(role, current_database(), 'connect')`,
    [schema, roles],
  )
  for (const { missing } of rows) {
    await client.query(missing).catch((error: unknown) => {
      if (codeOf(error) !== '42501') throw error
      throw grantNeeded(`${facts.admin} may not give the province's roles what they need`, [missing])
    })
  }
}

/** Nobody makes tables in passing: a TEMP table could shadow a real one under the same name. */
const withdrawFromPublic = async (client: pg.Client, facts: Facts, log: Log): Promise<void> => {
  const database = quoted(facts.database)
  if (facts.publicMayMakeTemp) {
    if (facts.ownsDatabase) await client.query(`revoke temporary on database ${database} from public`)
    else log('warn', { event: 'public-may-make-temp-tables', code: facts.database })
  }
  if (facts.publicMayCreate) {
    const { rows } = await client.query<{ owns: boolean }>(
      `select pg_has_role(nspowner, 'usage') as owns from pg_namespace where nspname = 'public'`,
    )
    if (rows[0]?.owns) await client.query('revoke create on schema public from public')
    else log('warn', { event: 'public-may-create-in-schema-public', code: facts.database })
  }
  // Large objects belong to no table: whoever may make them can leave there what no policy sees.
  const { rows } = await client.query<{ open: boolean }>(
    `select has_function_privilege('public', 'pg_catalog.lo_create(oid)', 'execute') as open`,
  )
  if (rows[0]?.open) {
    if (facts.isSuperuser)
      await client.query(`revoke execute on function ${LARGE_OBJECTS.join(', ')} from public`)
    else log('warn', { event: 'public-may-make-large-objects', code: facts.database })
  }
}

const LARGE_OBJECTS = [
  'pg_catalog.lo_creat(integer)',
  'pg_catalog.lo_create(oid)',
  'pg_catalog.lo_from_bytea(oid, bytea)',
]

const grantNeeded = (what: string, statements: readonly string[]): CannotOpen =>
  new CannotOpen(
    'GRANT_NEEDED',
    `${what}. An administrator of the server runs this once, then start again:\n${statements.map((text) => `  ${text};`).join('\n')}`,
  )

/**
 * Makes sure that a role signs in with the secret of this data folder. A role made earlier with another secret
 * (a data folder that was lost, a second machine) is given this one, and the log says so.
 */
export const ensureSignIn = async (
  admin: ConnectionSettings,
  role: ConnectionSettings,
  log: Log,
): Promise<void> => {
  try {
    await connected(role, async () => {})
    return
  } catch (error) {
    // 28P01 wrong password, 28000 not allowed to log in.
    if (codeOf(error) !== '28P01' && codeOf(error) !== '28000') throw error
  }
  const statement = `alter role ${quoted(role.user)} login password ${verifierText(role.password ?? '')}`
  await settled(() => connected(admin, (client) => client.query(statement))).catch((error: unknown) => {
    if (codeOf(error) !== '42501') throw error
    throw grantNeeded(`The role ${role.user} does not sign in with this data folder's secret`, [statement])
  })
  log('warn', { event: 'role-secret-replaced', code: role.user })
  await connected(role, async () => {})
}
