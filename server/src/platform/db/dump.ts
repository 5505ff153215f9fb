import pg from 'pg'
import { appRole, loaderRole } from './roles.ts'

/**
 * A province's schema as SQL, read from the catalogue: what a migration changed is seen as a difference of
 * this text. The same schema gives the same text on PostgreSQL 15 and 18, whatever the province is called (only
 * a view over one single table is worded differently by 15); its roles are written `:app`, `:loader` and
 * `:owner`, so the text can be run again like a migration. (pg_dump is not at hand: the bundled PostgreSQL has
 * none, and Debian's 15 refuses a server of version 18.)
 *
 * The client must not be inside a transaction.
 *
 * @throws Error naming what the text could not show: triggers, rules, inheritance, partitions, composite types
 */
export const dumpSchema = async (client: pg.ClientBase, schema: string): Promise<string> => {
  await client.query(
    // Names inside the schema and its search_path are written bare; times and numbers in one form.
    `begin isolation level repeatable read read only;
     set local search_path = ${pg.escapeIdentifier(schema)}, extensions;
     set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
     set local quote_all_identifiers = off; set local extra_float_digits = 1`,
  )
  try {
    const dump = new Dump(client, schema)
    return await dump.write()
  } finally {
    await client.query('rollback')
  }
}

interface Relation {
  oid: number
  name: string
  kind: 'r' | 'v' | 'm' | 'S'
  options: string | null
  comment: string | null
  secured: boolean
  forced: boolean
  definition: string | null
}

interface Column {
  name: string
  type: string
  collation: string | null
  isRequired: boolean
  identity: '' | 'a' | 'd'
  generated: '' | 's' | 'v'
  expression: string | null
  comment: string | null
}

interface Named {
  name: string
  definition: string
  comment: string | null
}

class Dump {
  readonly #client: pg.ClientBase
  readonly #schema: string

  constructor(client: pg.ClientBase, schema: string) {
    this.#client = client
    this.#schema = schema
  }

  async write(): Promise<string> {
    await this.#mustBeShowable()
    const relations = await this.#relations()
    const tables = relations.filter(({ kind }) => kind === 'r')
    const parts = [
      ...(await this.#types()),
      ...(await this.#functions({ bound: false })),
      ...(await this.#sequences()),
      ...(await this.#each(tables, (table) => this.#table(table))),
      // Tables stand in alphabetical order; what points from one to another comes after all of them.
      ...(await this.#each(tables, (table) => this.#foreignKeys(table))),
      ...(await this.#functions({ bound: true })),
      ...relations.filter(({ kind }) => kind === 'v' || kind === 'm').map((view) => viewText(view)),
      ...(await this.#each(relations, (relation) => this.#security(relation))),
    ]
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`
  }

  async #rows<Row extends pg.QueryResultRow>(
    text: string,
    values: unknown[] = [this.#schema],
  ): Promise<Row[]> {
    return (await this.#client.query<Row>(text, values)).rows
  }

  async #each<T>(things: readonly T[], write: (thing: T) => Promise<string>): Promise<string[]> {
    const texts: string[] = []
    for (const thing of things) texts.push(await write(thing))
    return texts
  }

  async #mustBeShowable(): Promise<void> {
    const found = await this.#rows<{ what: string }>(
      `select what from (
         select 'trigger ' || tgname as what from pg_trigger t join pg_class c on c.oid = tgrelid
          where relnamespace = $1::regnamespace and not tgisinternal
         union all
         select 'rule ' || rulename from pg_rewrite r join pg_class c on c.oid = ev_class
          where relnamespace = $1::regnamespace and rulename <> '_RETURN'
         union all
         select 'partition or heir ' || relname from pg_inherits join pg_class c on c.oid = inhrelid
          where relnamespace = $1::regnamespace
         union all
         select 'relation ' || relname from pg_class
          where relnamespace = $1::regnamespace and relkind not in ('r', 'v', 'm', 'S', 'i', 't')
         union all
         select 'type ' || typname from pg_type t
          where typnamespace = $1::regnamespace and typtype not in ('e', 'd', 'b')
            and not exists (select from pg_class c where c.oid = typrelid and relkind <> 'c')
       ) everything order by what collate "C"`,
    )
    if (found.length > 0)
      throw new Error(
        `schema.sql cannot show ${found.map(({ what }) => what).join(', ')}: teach dump.ts first`,
      )
  }

  #relations(): Promise<Relation[]> {
    return this.#rows<Relation>(
      `select c.oid::int as oid, quote_ident(relname) as name, relkind as kind, array_to_string(reloptions, ', ') as options,
              obj_description(c.oid, 'pg_class') as comment, relrowsecurity as secured,
              relforcerowsecurity as forced,
              case when relkind in ('v', 'm') then pg_get_viewdef(c.oid, true) end as definition
         from pg_class c
        where relnamespace = $1::regnamespace and relkind in ('r', 'v', 'm', 'S')
          and not exists (select from pg_depend where objid = c.oid and deptype = 'i' and relkind = 'S')
        order by relname collate "C"`,
    )
  }

  async #types(): Promise<string[]> {
    const rows = await this.#rows<{
      name: string
      kind: string
      labels: string[]
      base: string
      checks: string
    }>(
      `select quote_ident(typname) as name, typtype as kind,
              array(select enumlabel::text from pg_enum where enumtypid = t.oid order by enumsortorder) as labels,
              format_type(typbasetype, typtypmod) as base,
              concat(case when typnotnull then ' not null' end, ' default ' || typdefault,
                (select string_agg(' constraint ' || quote_ident(conname) || ' ' || pg_get_constraintdef(k.oid, true),
                                   '' order by conname collate "C")
                   from pg_constraint k where contypid = t.oid and contype = 'c')) as checks
         from pg_type t
        where typnamespace = $1::regnamespace and typtype in ('e', 'd') order by typname collate "C"`,
    )
    return rows.map(({ name, kind, labels, base, checks }) =>
      kind === 'e'
        ? `create type ${name} as enum (${labels.map((label) => pg.escapeLiteral(label)).join(', ')});`
        : `create domain ${name} as ${base}${checks};`,
    )
  }

  /** A body that is bound when it is made needs its tables first; one of text may stand in a table's default. */
  async #functions({ bound }: { bound: boolean }): Promise<string[]> {
    const rows = await this.#rows<{ definition: string }>(
      `select pg_get_functiondef(p.oid) as definition from pg_proc p
        where pronamespace = $1::regnamespace and prokind in ('f', 'p') and (prosqlbody is not null) = $2
        order by proname collate "C", pg_get_function_identity_arguments(p.oid) collate "C"`,
      [this.#schema, bound],
    )
    // It names the schema whatever the search_path is.
    const prefix = new RegExp(`^(CREATE OR REPLACE (?:FUNCTION|PROCEDURE) )${this.#schema}\\.`)
    return rows.map(({ definition }) => `${definition.trimEnd().replace(prefix, '$1')};`)
  }

  async #sequences(): Promise<string[]> {
    const rows = await this.#rows<Record<'name' | 'type' | 'start' | 'step' | 'lowest' | 'highest', string>>(
      `select quote_ident(c.relname) as name, format_type(seqtypid, null) as type, seqstart as start, seqincrement as step,
              seqmin as lowest, seqmax as highest
         from pg_sequence s join pg_class c on c.oid = seqrelid
        where relnamespace = $1::regnamespace
          and not exists (select from pg_depend where objid = c.oid and deptype = 'i')
        order by relname collate "C"`,
    )
    return rows.map(
      ({ name, type, start, step, lowest, highest }) =>
        `create sequence ${name} as ${type} increment by ${step} minvalue ${lowest} maxvalue ${highest} start ${start};`,
    )
  }

  async #table(table: Relation): Promise<string> {
    const { name } = table
    const columns = await this.#columns(table)
    const constraints = await this.#constraints(table, `<> 'f'`)
    const lines = [
      ...columns.map((column) => `  ${columnText(column)}`),
      ...constraints.map((one) => `  constraint ${one.name} ${one.definition}`),
    ]
    const text = [
      `create table ${name} (\n${lines.join(',\n')}\n)${table.options ? ` with (${table.options})` : ''};`,
      ...commentText('table', name, table.comment),
      ...columns.flatMap((column) => commentText('column', `${name}.${column.name}`, column.comment)),
      ...constraints.flatMap((one) => commentText('constraint', `${one.name} on ${name}`, one.comment)),
    ]
    for (const index of await this.#indexes(table)) {
      text.push(`${index.definition};`, ...commentText('index', index.name, index.comment))
    }
    return text.join('\n')
  }

  #columns({ oid }: Relation): Promise<Column[]> {
    return this.#rows<Column>(
      `select quote_ident(attname) as name, format_type(atttypid, atttypmod) as type,
              case when attcollation <> typcollation then
                (select quote_ident(collname) from pg_collation k where k.oid = attcollation) end as collation,
              attnotnull as "isRequired", attidentity as identity, attgenerated as generated,
              pg_get_expr(adbin, adrelid) as expression, col_description(attrelid, attnum) as comment
         from pg_attribute a join pg_type t on t.oid = atttypid
         left join pg_attrdef d on adrelid = attrelid and adnum = attnum
        where attrelid = $1 and attnum > 0 and not attisdropped order by attnum`,
      [oid],
    )
  }

  /** Without NOT NULL, which PostgreSQL 18 keeps as constraints as well: the columns say it. */
  #constraints({ oid }: Relation, kind: string): Promise<Named[]> {
    return this.#rows<Named>(
      `select quote_ident(conname) as name, pg_get_constraintdef(oid, true) as definition,
              obj_description(oid, 'pg_constraint') as comment
         from pg_constraint where conrelid = $1 and contype ${kind} and contype not in ('n', 't')
        order by array_position('{p,u,x,c,f}', contype::text), conname collate "C"`,
      [oid],
    )
  }

  #indexes({ oid }: Relation): Promise<Named[]> {
    return this.#rows<Named>(
      `select quote_ident(c.relname) as name, pg_get_indexdef(c.oid, 0, true) as definition,
              obj_description(c.oid, 'pg_class') as comment
         from pg_index join pg_class c on c.oid = indexrelid
        where indrelid = $1 and not exists (select from pg_constraint where conindid = indexrelid and conrelid = $1)
        order by c.relname collate "C"`,
      [oid],
    )
  }

  async #foreignKeys(table: Relation): Promise<string> {
    const keys = await this.#constraints(table, `= 'f'`)
    const { name } = table
    return keys
      .flatMap((key) => [
        `alter table ${name} add constraint ${key.name} ${key.definition};`,
        ...commentText('constraint', `${key.name} on ${name}`, key.comment),
      ])
      .join('\n')
  }

  /** Who may do what: row-level security, its policies, and the grants. */
  async #security(relation: Relation): Promise<string> {
    const { name } = relation
    return [
      ...(relation.secured ? [`alter table ${name} enable row level security;`] : []),
      ...(relation.forced ? [`alter table ${name} force row level security;`] : []),
      ...(await this.#policies(relation)),
      ...(await this.#grants(relation)),
    ].join('\n')
  }

  async #policies(table: Relation): Promise<string[]> {
    const rows = await this.#rows<{
      name: string
      permissive: boolean
      command: string
      roles: string[]
      using: string | null
      check: string | null
      comment: string | null
    }>(
      `select quote_ident(polname) as name, polpermissive as permissive, polcmd as command,
              array(select coalesce(rolname::text, 'public') from unnest(polroles) r
                      left join pg_roles on pg_roles.oid = r order by 1) as roles,
              pg_get_expr(polqual, polrelid, true) as using, pg_get_expr(polwithcheck, polrelid, true) as check,
              obj_description(oid, 'pg_policy') as comment
         from pg_policy where polrelid = $1 order by polname collate "C"`,
      [table.oid],
    )
    const commands: Record<string, string> = {
      r: 'select',
      a: 'insert',
      w: 'update',
      d: 'delete',
      '*': 'all',
    }
    const tokens = await this.#roleTokens()
    return rows.flatMap((policy) => {
      const on = `${policy.name} on ${table.name}`
      const lines = [
        `create policy ${on}${policy.permissive ? '' : ' as restrictive'} for ${commands[policy.command]}` +
          ` to ${policy.roles.map(tokens).sort().join(', ')}`,
        ...(policy.using === null ? [] : [`  using (${policy.using})`]),
        ...(policy.check === null ? [] : [`  with check (${policy.check})`]),
      ]
      return [`${lines.join('\n')};`, ...commentText('policy', on, policy.comment)]
    })
  }

  /** What others than the owner may do; MAINTAIN, which only PostgreSQL 17 and newer know, is left out. */
  async #grants(relation: Relation): Promise<string[]> {
    const rows = await this.#rows<{ role: string; privileges: string[]; columns: string[] | null }>(
      `select coalesce(rolname::text, 'public') as role, columns,
              array_agg(lower(privilege) || case when grantable then ' grantable' else '' end
                order by array_position('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER,USAGE}', privilege))
                as privileges
         from (select grantee, privilege_type as privilege, is_grantable as grantable, null::text[] as columns
                 from pg_class, aclexplode(relacl) where oid = $1
               union all
               select grantee, privilege_type, is_grantable, array_agg(quote_ident(attname) order by attnum)
                 from pg_attribute, aclexplode(attacl) where attrelid = $1 group by 1, 2, 3) given
         left join pg_roles on pg_roles.oid = grantee
        where privilege <> 'MAINTAIN' and grantee <> (select relowner from pg_class where oid = $1)
        group by 1, 2 order by 1, columns nulls first`,
      [relation.oid],
    )
    const tokens = await this.#roleTokens()
    const target = `${relation.kind === 'S' ? 'sequence ' : ''}${relation.name}`
    const lines = rows.flatMap(({ role, privileges, columns }) => {
      const of = columns === null ? '' : ` (${columns.join(', ')})`
      const plain = privileges.filter((one) => !one.endsWith(' grantable')).map((one) => one + of)
      const passable = privileges
        .filter((one) => one.endsWith(' grantable'))
        .map((one) => one.split(' ')[0] + of)
      return [
        ...(plain.length > 0 ? [`grant ${plain.join(', ')} on ${target} to ${tokens(role)};`] : []),
        ...(passable.length > 0
          ? [`grant ${passable.join(', ')} on ${target} to ${tokens(role)} with grant option;`]
          : []),
      ]
    })
    return lines.sort()
  }

  async #roleTokens(): Promise<(role: string) => string> {
    const [row] = await this.#rows<{ owner: string }>(
      `select rolname::text as owner from pg_namespace n join pg_roles r on r.oid = nspowner where nspname = $1`,
    )
    const tokens = new Map([
      [appRole(this.#schema), ':app'],
      [loaderRole(this.#schema), ':loader'],
      [row?.owner, ':owner'],
      ['public', 'public'],
    ])
    return (role) => tokens.get(role) ?? pg.escapeIdentifier(role)
  }
}

const columnText = (column: Column): string => {
  const { expression } = column
  return [
    `${column.name} ${column.type}`,
    ...(column.collation === null ? [] : [`collate ${column.collation}`]),
    ...(column.identity === ''
      ? []
      : [`generated ${column.identity === 'a' ? 'always' : 'by default'} as identity`]),
    ...(column.generated === ''
      ? []
      : [`generated always as (${expression}) ${column.generated === 's' ? 'stored' : 'virtual'}`]),
    ...(column.generated === '' && expression !== null ? [`default ${expression}`] : []),
    ...(column.isRequired ? ['not null'] : []),
  ].join(' ')
}

const viewText = (view: Relation): string => {
  const kind = view.kind === 'm' ? 'materialized view' : 'view'
  const { name } = view
  const options = view.options ? ` with (${view.options})` : ''
  return [
    `create ${kind} ${name}${options} as\n${view.definition}`,
    ...commentText(kind, name, view.comment),
  ].join('\n')
}

const commentText = (kind: string, name: string, comment: string | null): string[] =>
  comment === null ? [] : [`comment on ${kind} ${name} is ${pg.escapeLiteral(comment)};`]
