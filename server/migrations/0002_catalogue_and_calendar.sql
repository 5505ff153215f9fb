-- What may be asked for, how it runs and when people work. Reference data: no citizen is named here.

create table working_calendar (
  id uuid not null,
  authority_id uuid references agency (id),
  version integer not null,
  body jsonb not null,
  valid_from date not null,
  valid_to date,
  primary key (id, version)
);
comment on table working_calendar is 'authority_id null: the calendar of the whole province';
comment on column working_calendar.body is 'WorkingCalendar of deadlines/rules: sessions, holidays, swap days, each with its source';

create table procedure (
  id uuid primary key,
  slug text not null unique,
  national_code text,
  created_at timestamptz not null
);
comment on column procedure.national_code is 'mã TTHC, opaque; null where the source states none';

create table procedure_version (
  id uuid primary key,
  procedure_id uuid not null references procedure (id),
  version integer not null,
  process_version_id uuid not null,
  status text not null check (status in ('DRAFT', 'IN_FORCE', 'SUPERSEDED', 'REPEALED', 'SUSPENDED')),
  title text not null,
  title_norm text not null,
  level text not null check (level in ('PROVINCE', 'COMMUNE')),
  effective_from date not null,
  effective_to date,
  body jsonb not null,
  unique (procedure_id, version)
);
comment on column procedure_version.body is 'cases, channels, terms, fees, papers, legal basis; what the source leaves out is absent here too';
create unique index procedure_version_in_force on procedure_version (procedure_id) where status = 'IN_FORCE';

create table process_version (
  id uuid primary key,
  name text not null,
  version integer not null,
  body jsonb not null
);
comment on column process_version.body is 'the step table as published, never rescaled; its steps name those that follow';
alter table procedure_version add foreign key (process_version_id) references process_version (id);

create table reference_generation (
  id smallint primary key check (id = 1),
  generation bigint not null
);
comment on table reference_generation is 'raised by whatever changes agencies, calendars, procedures or processes: processes keep what they read until it moves';
insert into reference_generation (id, generation) values (1, 1);

grant select on reference_generation to :app;
grant select, update on reference_generation to :loader;
grant select on working_calendar, procedure, procedure_version, process_version to :app;
grant select, insert, update, delete on working_calendar, procedure, procedure_version, process_version to :loader;
