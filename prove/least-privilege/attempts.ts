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
  /** The province's tables with their columns, as the catalogue has them. */
  tables: ReadonlyMap<string, readonly string[]>
}

/** What serving changes in a row that is there; every other column is fixed with the row. */
const CHANGES: Readonly<Record<string, readonly string[]>> = {
  dossier: [
    'authorities',
    'units',
    'state',
    'clock',
    'payment',
    'delivery',
    'sync',
    'current_due_at',
    // Pinned when what was filed is accepted, or put right with a wrong reception.
    'submitter_id',
    'subject_id',
    'process_version_id',
    'procedure_version_id',
    'assisted_at_point_id',
    'accepted_at',
    'clock_starts_at',
    'original_due_at',
    'deadline',
    'issued_at',
    'returned_at',
    'closed_at',
    'timeliness',
    'result_number',
    'holder_unit_id',
    'holder_officer_id',
    'position',
    'version',
    'last_event_at',
  ],
  dossier_counter: ['last'],
  form_counter: ['last'],
  task: ['officer_id', 'due_at', 'closed_at', 'closed_by', 'outcome'],
  // Erasing by law, and the papers' bytes that are hashed once.
  person: ['sealed', 'id_number_index', 'phone_index', 'erased_at'],
  artefact: ['file_sha256', 'file_bytes', 'rendered_at'],
  // How often what was handed in is named; a file is taken out, and its bytes stay.
  content: ['files', 'begun_at'],
  dossier_file: ['address', 'taken_out_at', 'taken_out_by', 'taken_out_reason'],
  manifest: ['file_sha256', 'file_bytes', 'rendered_at'],
  session: ['closed_at', 'seen_at'],
  credential: ['password_hash', 'changed_at', 'first_until'],
  second_factor: ['sealed', 'last_step', 'enrolled_at', 'pending', 'pending_at'],
  recovery_code: ['used_at'],
  counter_session: ['closed_at'],
  // Ended early, and never altered or deleted.
  delegation: ['revoked_at', 'revoked_by'],
  absence: ['withdrawn_at', 'withdrawn_by'],
  same_person: ['undone_at', 'undone_by'],
  failed_attempt: ['failures'],
  people_search_pace: ['searched_at'],
  // A process says every few seconds that it is there.
  process_beat: ['seen_at'],
  job: ['leased_until', 'claims', 'failures', 'last_error', 'run_at', 'dead_at'],
  // How far open due dates have followed a changed calendar, and who has been told.
  due_recomputation: [
    'after_accepted_at',
    'after_id',
    'looked_at',
    'moved',
    'not_before',
    'second_look',
    'failures',
    'ended_at',
  ],
  due_notice: ['calendar_change_id', 'was_due_at', 'due_at', 'recorded_at', 'told_at', 'told_by', 'told_how'],
}

/** What serving adds rows to. */
const ADDS = new Set([
  'dossier',
  'dossier_counter',
  'form_counter',
  'dossier_event',
  'task',
  'person',
  'person_word',
  'same_person',
  'note',
  'artefact',
  'content',
  'dossier_file',
  'manifest',
  'manifest_dossier',
  'session',
  'second_factor',
  'recovery_code',
  'counter_session',
  'delegation',
  'absence',
  'failed_attempt',
  'people_search_pace',
  'process_beat',
  'ledger',
  'ledger_leaf',
  'ledger_key',
  'ledger_checkpoint',
  'job',
  'idempotent_answer',
  'sealing_key',
  'due_notice',
])

/** What is over and done with: contents that no file names any more, counts that have run out, work that was done, sessions and answers nobody can ask for, codes that newer ones took the place of, word of a date that is the old one again, words of a name that was put right, processes that have ended. */
const DELETES = new Set([
  'content',
  'failed_attempt',
  'job',
  'session',
  'recovery_code',
  'idempotent_answer',
  'due_notice',
  'person_word',
  'process_beat',
])

const onTables = (tables: Names['tables']): Attempt[] =>
  [...tables].flatMap(([table, columns]): Attempt[] => [
    ...columns
      .filter((column) => !CHANGES[table]?.includes(column))
      .map((column) => ({
        what: `changing ${table}`,
        sql: `update ${table} set ${quoted(column)} = ${quoted(column)}`,
      })),
    ...(ADDS.has(table)
      ? []
      : [{ what: 'adding to what others keep', sql: `insert into ${table} select * from ${table} limit 0` }]),
    ...(DELETES.has(table) ? [] : [{ what: 'deleting', sql: `delete from ${table}` }]),
    { what: 'emptying', sql: `truncate ${table} cascade` },
  ])

export const attemptsOn = ({ schema, owner, app, tables }: Names): Attempt[] => [
  ...onTables(tables),
  ...['dossier', 'dossier_event', 'ledger', 'ledger_leaf', 'ledger_checkpoint'].flatMap(
    (table): Attempt[] => [
      { what: 'switching row-level security off', sql: `alter table ${table} disable row level security` },
      { what: 'switching row-level security off', sql: `alter table ${table} no force row level security` },
      { what: 'writing policies', sql: `create policy everybody on ${table} using (true)` },
      { what: 'changing tables', sql: `alter table ${table} add column extra text` },
      { what: 'changing tables', sql: `alter table ${table} owner to ${quoted(app)}` },
      { what: 'changing tables', sql: `drop table ${table} cascade` },
      { what: 'changing tables', sql: `create index on ${table} ((1))` },
      { what: 'triggers and rules', sql: `create rule nothing as on insert to ${table} do instead nothing` },
      {
        what: 'triggers and rules',
        sql: `create trigger t before insert on ${table} for each row execute function suppress_redundant_updates_trigger()`,
      },
    ],
  ),
  { what: 'saying which transaction wrote a line', sql: 'insert into ledger select * from ledger limit 0' },
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
  {
    what: 'making things',
    sql: `create function mine() returns integer language sql security definer as 'select 1'`,
  },
  { what: 'making things', sql: `create function pg_temp.mine() returns integer language sql as 'select 1'` },
  {
    what: 'making things',
    sql: `create function public.mine() returns integer language sql as 'select 1'`,
    refusedWith: ['42501', '3F000'],
  },
  { what: 'making things', sql: `create function mine() returns integer language c as 'libc', 'getpid'` },
  { what: 'making things', sql: `create procedure mine() language sql as 'select 1'` },
  { what: 'making things', sql: 'create extension file_fdw' },
  { what: 'making things', sql: 'create language plperlu', refusedWith: ['42501'] },
  { what: 'making things', sql: 'create foreign data wrapper mine' },
  { what: 'making things', sql: 'create publication mine for all tables' },
  {
    what: 'making things',
    sql: 'create event trigger mine on ddl_command_start execute function pg_catalog.suppress_redundant_updates_trigger()',
    refusedWith: ['42501'],
  },
  { what: 'making databases', sql: 'create database mine', alone: true },
  { what: 'making databases', sql: `create tablespace mine location '/tmp'`, alone: true },
  {
    what: 'making databases',
    sql: `create subscription mine connection 'dbname=x' publication y with (connect = false)`,
    alone: true,
  },
  { what: 'changing the schema', sql: `alter schema ${quoted(schema)} rename to gone` },
  { what: 'changing the schema', sql: `drop schema ${quoted(schema)} cascade` },

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
  {
    what: 'reaching files and programs',
    sql: `copy note from program 'cat /etc/passwd'`,
    alone: true,
    refusedWith: ['42501', '0A000'],
  },
  { what: 'reaching files and programs', sql: `copy (select 1) to '/tmp/motcua-prove'`, alone: true },
  {
    what: 'reaching files and programs',
    sql: `copy ledger from '/etc/passwd'`,
    alone: true,
    refusedWith: ['42501', '0A000'],
  },
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
  {
    what: 'governing the server',
    sql: `alter database ${quoted('motcua')} set row_security = off`,
    refusedWith: ['42501'],
  },
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
