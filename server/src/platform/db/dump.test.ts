import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freshProvince, temporaryFolder } from '../../../test/support/cluster.ts'
import { connected } from './connection.ts'
import { dumpSchema } from './dump.ts'
import { withRoles } from './migrate.ts'

const RICH = `
create type mood as enum ('vui', 'buồn');
create domain code as text not null constraint code_form check (value ~ '^H\\d+');
create sequence ticket_number start 100;
create function half(x integer) returns integer language sql immutable as $f$ select x / 2 $f$;
create table zone (id uuid primary key, "order" int, "Tên" text);
create table agency (
  id uuid primary key,
  zone_id uuid not null references zone (id) on delete cascade,
  code code,
  mood mood default 'vui',
  number bigint generated always as identity,
  norm text generated always as (lower(code::text)) stored,
  ticket bigint default nextval('ticket_number'),
  note varchar(20) collate "C",
  period daterange,
  tags text[] not null default '{}',
  seen timestamptz default now(),
  constraint agency_kind check (code in ('H1', 'H2')),
  constraint agency_period exclude using gist (zone_id with =, period with &&),
  unique (zone_id, code) deferrable initially deferred
) with (fillfactor = 70);
comment on table agency is 'it''s ours';
comment on column agency.code is 'mã';
comment on constraint agency_kind on agency is 'two for now';
create index agency_name on agency using gin (norm gin_trgm_ops) where mood = 'vui';
comment on index agency_name is 'for typing';
create unique index agency_half on agency (half(number::int), seen desc nulls last);
create view open_agency with (security_barrier) as select a.id, z."order" from agency a join zone z on z.id = a.zone_id;
comment on view open_agency is 'seen by all';
create materialized view agency_count as
  select z.id, count(*) as n from agency a join zone z on z.id = a.zone_id group by z.id;
alter table agency enable row level security;
alter table agency force row level security;
create policy agency_read on agency for select to :app using (
  id::text = current_setting('app.authority', true) or exists (select 1 from zone z where z.id = zone_id));
create policy agency_write on agency as restrictive for insert with check (current_setting('app.actor', true) <> '');
comment on policy agency_read on agency is 'coarse';
grant select, insert on agency to :app;
grant update (mood, note) on agency to :app;
grant all on agency to :loader;
grant select on open_agency to public;
grant usage on ticket_number to :app with grant option;
`

const folder = await temporaryFolder()
const nothing = await temporaryFolder()
afterAll(async () => {
  await rm(folder, { recursive: true })
  await rm(nothing, { recursive: true })
})
await writeFile(join(folder, '0001_rich.sql'), RICH)

const rich = await freshProvince({ migrations: folder })
const twin = await freshProvince({ migrations: folder })
const bare = await freshProvince({ migrations: nothing })

const dump = ({ owner, schema }: typeof rich) => connected(owner, (client) => dumpSchema(client, schema))

test('two provinces with the same migrations have the same text, whatever they are called', async () => {
  const text = await dump(rich)
  expect(await dump(twin)).toBe(text)
  expect(text).not.toContain(rich.schema)
})

test('the text makes the very same schema again', async () => {
  const text = await dump(rich)
  await connected(bare.owner, (client) =>
    client.query(withRoles(`drop table migration;\n${text}`, bare.schema, bare.owner.user)),
  )
  expect(await dump(bare)).toBe(text)
})

test('the text reads as it would be written, on every version of PostgreSQL', async () => {
  expect(await dump(rich)).toMatchInlineSnapshot(`
    "create domain code as text not null constraint code_form CHECK (VALUE ~ '^H\\d+'::text);

    create type mood as enum ('vui', 'buồn');

    CREATE OR REPLACE FUNCTION half(x integer)
     RETURNS integer
     LANGUAGE sql
     IMMUTABLE
    AS $function$ select x / 2 $function$;

    create sequence ticket_number as bigint increment by 1 minvalue 1 maxvalue 9223372036854775807 start 100;

    create table agency (
      id uuid not null,
      zone_id uuid not null,
      code code,
      mood mood default 'vui'::mood,
      number bigint generated always as identity not null,
      norm text generated always as (lower((code)::text)) stored,
      ticket bigint default nextval('ticket_number'::regclass),
      note character varying(20) collate "C",
      period daterange,
      tags text[] default '{}'::text[] not null,
      seen timestamp with time zone default now(),
      constraint agency_pkey PRIMARY KEY (id),
      constraint agency_zone_id_code_key UNIQUE (zone_id, code) DEFERRABLE INITIALLY DEFERRED,
      constraint agency_period EXCLUDE USING gist (zone_id WITH =, period WITH &&),
      constraint agency_kind CHECK (code::text = ANY (ARRAY['H1'::text, 'H2'::text]))
    ) with (fillfactor=70);
    comment on table agency is 'it''s ours';
    comment on column agency.code is 'mã';
    comment on constraint agency_kind on agency is 'two for now';
    CREATE UNIQUE INDEX agency_half ON agency USING btree (half(number::integer), seen DESC NULLS LAST);
    CREATE INDEX agency_name ON agency USING gin (norm gin_trgm_ops) WHERE mood = 'vui'::mood;
    comment on index agency_name is 'for typing';

    create table migration (
      name text not null,
      checksum text not null,
      applied_at timestamp with time zone default now() not null,
      constraint migration_pkey PRIMARY KEY (name)
    );
    comment on table migration is 'written by the program alone: which files of server/migrations were applied';
    comment on column migration.checksum is 'SHA-256 of the file with line feeds';

    create table zone (
      id uuid not null,
      "order" integer,
      "Tên" text,
      constraint zone_pkey PRIMARY KEY (id)
    );

    alter table agency add constraint agency_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zone(id) ON DELETE CASCADE;

    create materialized view agency_count as
     SELECT z.id,
        count(*) AS n
       FROM agency a
         JOIN zone z ON z.id = a.zone_id
      GROUP BY z.id;

    create view open_agency with (security_barrier=true) as
     SELECT a.id,
        z."order"
       FROM agency a
         JOIN zone z ON z.id = a.zone_id;
    comment on view open_agency is 'seen by all';

    alter table agency enable row level security;
    alter table agency force row level security;
    create policy agency_read on agency for select to :app
      using (id::text = current_setting('app.authority'::text, true) OR (EXISTS ( SELECT 1
       FROM zone z
      WHERE z.id = agency.zone_id)));
    comment on policy agency_read on agency is 'coarse';
    create policy agency_write on agency as restrictive for insert to public
      with check (current_setting('app.actor'::text, true) <> ''::text);
    grant select, insert on agency to :app;
    grant select, insert, update, delete, truncate, references, trigger on agency to :loader;
    grant update (mood, note) on agency to :app;

    grant select on migration to :app;
    grant select on migration to :loader;

    grant select on open_agency to public;

    grant usage on sequence ticket_number to :app with grant option;
    "
  `)
})

test('what the text could not show is an error', async () => {
  await connected(twin.owner, async (client) => {
    await client.query('create table heir () inherits (zone); create type pair as (a int, b int)')
    await expect(dumpSchema(client, twin.schema)).rejects.toThrow(
      'schema.sql cannot show partition or heir heir, relation pair, type pair',
    )
  })
})
