import { quoted } from '../sql.ts'

/** What somebody would try who holds the serving role's connection. Each is refused for want of the right to. */
export interface Attempt {
  what: string
  sql: string
  /** Wants no transaction around it. */
  alone?: boolean
  /** PostgreSQL's codes that count as a refusal; «insufficient privilege» where nothing is said. */
  refusedWith?: readonly string[]
}

interface Names {
  schema: string
  owner: string
  app: string
}

const INSERT_ONLY = ['dossier_event', 'ledger', 'idempotent_answer', 'person', 'note']
const NEVER_WRITTEN = [
  'agency',
  'reception_point',
  'counter',
  'officer',
  'credential',
  'working_calendar',
  'procedure',
  'procedure_version',
  'process_version',
  'reference_generation',
  'migration',
]
const NEVER_DELETED = ['dossier', 'dossier_counter', 'task', 'person_version', 'artefact', 'session', 'counter_session']

/** What is fixed with the row: granted to nobody who serves. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  dossier: [
    'id',
    'code',
    'authority_id',
    'procedure_version_id',
    'process_version_id',
    'owner_id',
    'submitter_id',
    'receiving_unit_id',
    'accepted_at',
    'clock_starts_at',
    'original_due_at',
    'receipt_hash',
    'channel',
  ],
  task: ['dossier_id', 'unit_id', 'role', 'kind', 'opened_at', 'due_at', 'authority_id'],
  person_version: ['person_id', 'dossier_id', 'authority_id', 'version', 'recorded_by', 'recorded_at'],
  artefact: ['dossier_id', 'sealed', 'facts', 'form', 'template_version', 'frozen_at', 'event_seq'],
  session: ['officer_id', 'token_hash', 'opened_at', 'expires_at'],
  counter_session: ['officer_id', 'counter_id', 'centre_id', 'authority_id', 'opened_at'],
  dossier_counter: ['agency_code', 'day', 'authority_id'],
}

export const attemptsOn = ({ schema, owner, app }: Names): Attempt[] => [
  ...INSERT_ONLY.flatMap((table): Attempt[] => [
    { what: 'rewriting what is insert-only', sql: `update ${table} set ${firstColumn(table)} = ${firstColumn(table)}` },
    { what: 'deleting what is insert-only', sql: `delete from ${table}` },
    { what: 'emptying what is insert-only', sql: `truncate ${table}` },
  ]),
  ...NEVER_WRITTEN.flatMap((table): Attempt[] => [
    { what: 'writing reference data', sql: `update ${table} set ${firstColumn(table)} = ${firstColumn(table)}` },
    { what: 'deleting reference data', sql: `delete from ${table}` },
    { what: 'adding reference data', sql: `insert into ${table} select * from ${table} limit 0` },
  ]),
  ...NEVER_DELETED.flatMap((table): Attempt[] => [
    { what: 'deleting dossiers and sessions', sql: `delete from ${table}` },
    { what: 'emptying dossiers and sessions', sql: `truncate ${table} cascade` },
  ]),
  ...Object.entries(FIXED).flatMap(([table, columns]) =>
    columns.map((column): Attempt => ({ what: 'changing what is fixed with a row', sql: `update ${table} set ${column} = ${column}` })),
  ),
  ...['dossier', 'dossier_event', 'ledger'].flatMap((table): Attempt[] => [
    { what: 'switching row-level security off', sql: `alter table ${table} disable row level security` },
    { what: 'switching row-level security off', sql: `alter table ${table} no force row level security` },
    { what: 'writing policies', sql: `create policy everybody on ${table} using (true)` },
    { what: 'changing tables', sql: `alter table ${table} add column extra text` },
    { what: 'changing tables', sql: `alter table ${table} owner to ${quoted(app)}` },
    { what: 'changing tables', sql: `drop table ${table} cascade` },
    { what: 'changing tables', sql: `create index on ${table} (${firstColumn(table)})` },
    { what: 'triggers and rules', sql: `create rule nothing as on insert to ${table} do instead nothing` },
    { what: 'triggers and rules', sql: `create trigger t before insert on ${table} for each row execute function suppress_redundant_updates_trigger()` },
  ]),
  { what: 'writing policies', sql: 'drop policy dossier_of_taking_part on dossier' },
  { what: 'triggers and rules', sql: 'alter table dossier disable trigger all' },
  { what: 'switching row-level security off', sql: 'set local row_security = off; select * from dossier' },
  { what: 'switching triggers off', sql: `set local session_replication_role = 'replica'` },
  { what: 'holding a table against everybody', sql: 'lock table ledger in access exclusive mode' },
  { what: 'holding a table against everybody', sql: 'lock table dossier_event in access exclusive mode' },

  { what: 'making things', sql: 'create table mine (id integer)' },
  { what: 'making things', sql: 'create table public.mine (id integer)', refusedWith: ['42501', '3F000'] },
  { what: 'making things', sql: 'create temporary table mine (id integer)' },
  { what: 'making things', sql: `create temporary view dossier as select 1` },
  { what: 'making things', sql: 'create view mine as select 1' },
  { what: 'making things', sql: 'create materialized view mine as select 1 as one' },
  { what: 'making things', sql: 'create sequence mine' },
  { what: 'making things', sql: `create type mine as enum ('one')` },
  { what: 'making things', sql: 'create schema mine' },
  { what: 'making things', sql: `create function mine() returns integer language sql as 'select 1'` },
  { what: 'making things', sql: `create function mine() returns integer language sql security definer as 'select 1'` },
  { what: 'making things', sql: `create function pg_temp.mine() returns integer language sql as 'select 1'` },
  { what: 'making things', sql: `create function public.mine() returns integer language sql as 'select 1'`, refusedWith: ['42501', '3F000'] },
  { what: 'making things', sql: `create function mine() returns integer language c as 'libc', 'getpid'` },
  { what: 'making things', sql: `create procedure mine() language sql as 'select 1'` },
  { what: 'making things', sql: 'create extension file_fdw' },
  { what: 'making things', sql: 'create language plperlu', refusedWith: ['42501'] },
  { what: 'making things', sql: 'create foreign data wrapper mine' },
  { what: 'making things', sql: 'create publication mine for all tables' },
  { what: 'making things', sql: 'create event trigger mine on ddl_command_start execute function pg_catalog.suppress_redundant_updates_trigger()', refusedWith: ['42501'] },
  { what: 'making databases', sql: 'create database mine', alone: true },
  { what: 'making databases', sql: `create tablespace mine location '/tmp'`, alone: true },
  { what: 'making databases', sql: `create subscription mine connection 'dbname=x' publication y with (connect = false)`, alone: true },
  { what: 'changing the schema', sql: `alter schema ${quoted(schema)} rename to gone` },
  { what: 'changing the schema', sql: `drop schema ${quoted(schema)} cascade` },
  { what: 'changing the schema', sql: `grant all on schema ${quoted(schema)} to public` },
  { what: 'changing the schema', sql: `grant insert on agency to ${quoted(app)} with grant option`, refusedWith: ['42501'] },

  { what: 'becoming somebody else', sql: `set local role ${quoted(owner)}` },
  { what: 'becoming somebody else', sql: 'set local role postgres' },
  { what: 'becoming somebody else', sql: `set local session authorization ${quoted(owner)}` },
  { what: 'becoming somebody else', sql: `grant ${quoted(owner)} to ${quoted(app)}` },
  { what: 'becoming somebody else', sql: `grant pg_read_all_data to ${quoted(app)}` },
  { what: 'making roles', sql: 'create role mine superuser login' },
  { what: 'making roles', sql: 'create role mine login' },
  { what: 'making roles', sql: `alter role ${quoted(app)} bypassrls` },
  { what: 'making roles', sql: `alter role ${quoted(app)} superuser` },
  { what: 'making roles', sql: `alter role ${quoted(owner)} password 'known'` },
  { what: 'making roles', sql: `drop role ${quoted(owner)}` },

  { what: 'reading secrets', sql: 'select * from pg_authid' },
  { what: 'reading secrets', sql: 'select passwd from pg_shadow' },
  { what: 'reading secrets', sql: 'select * from pg_hba_file_rules' },
  { what: 'reading secrets', sql: 'select * from pg_file_settings' },
  { what: 'reading secrets', sql: 'select * from pg_statistic' },
  { what: 'reading secrets', sql: 'select * from pg_subscription', refusedWith: ['42501'] },
  { what: 'reading secrets', sql: `select * from pg_config()` },

  { what: 'reaching files and programs', sql: `copy (select 1) to program 'cat'`, alone: true },
  { what: 'reaching files and programs', sql: `copy note from program 'cat /etc/passwd'`, alone: true, refusedWith: ['42501', '0A000'] },
  { what: 'reaching files and programs', sql: `copy (select 1) to '/tmp/motcua-prove'`, alone: true },
  { what: 'reaching files and programs', sql: `copy ledger from '/etc/passwd'`, alone: true, refusedWith: ['42501', '0A000'] },
  { what: 'reaching files and programs', sql: `select pg_read_file('/etc/passwd')` },
  { what: 'reaching files and programs', sql: `select pg_read_binary_file('/etc/passwd')` },
  { what: 'reaching files and programs', sql: `select pg_ls_dir('/')` },
  { what: 'reaching files and programs', sql: `select pg_stat_file('/etc/passwd')` },
  { what: 'reaching files and programs', sql: 'select pg_ls_logdir()' },
  { what: 'reaching files and programs', sql: 'select pg_ls_waldir()' },
  { what: 'reaching files and programs', sql: `load '/tmp/mine.so'`, refusedWith: ['42501'] },
  { what: 'large objects', sql: `select lo_import('/etc/passwd')` },
  { what: 'large objects', sql: `select lo_export(1, '/tmp/motcua-prove')` },
  { what: 'large objects', sql: 'select lo_create(0)' },
  { what: 'large objects', sql: 'select lo_creat(-1)' },
  { what: 'large objects', sql: `select lo_from_bytea(0, 'hidden'::bytea)` },
  { what: 'large objects', sql: 'select * from pg_largeobject' },

  { what: 'governing the server', sql: `alter system set log_statement = 'all'`, alone: true },
  { what: 'governing the server', sql: `alter database ${quoted('motcua')} set row_security = off`, refusedWith: ['42501'] },
  { what: 'governing the server', sql: `set local log_statement = 'none'` },
  { what: 'governing the server', sql: 'select pg_reload_conf()' },
  { what: 'governing the server', sql: 'select pg_rotate_logfile()' },
  { what: 'governing the server', sql: 'select pg_switch_wal()' },
  { what: 'governing the server', sql: `select pg_create_restore_point('mine')` },
  { what: 'governing the server', sql: `select pg_backup_start('mine')` },
  { what: 'governing the server', sql: `select pg_create_physical_replication_slot('mine')` },
  { what: 'governing the server', sql: 'checkpoint', alone: true },
  { what: 'governing the server', sql: 'select pg_stat_reset()' },
]

/** Some column of the table. */
const firstColumn = (table: string): string => COLUMNS[table] ?? 'id'

const COLUMNS: Readonly<Record<string, string>> = {
  dossier_event: 'data',
  ledger: 'act',
  idempotent_answer: 'answer',
  credential: 'password_hash',
  migration: 'checksum',
}
