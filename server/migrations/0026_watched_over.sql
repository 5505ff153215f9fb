-- For who watches over the machine: which processes are at work, and whether the office may be written to. No citizen is named.
create table process_beat (
  id uuid primary key,
  roles text[] not null,
  host text not null,
  pid integer not null,
  version text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null
);
comment on table process_beat is 'a process that serves or works: written each five seconds, forgotten after a day';

create table house_mode (
  id smallint primary key check (id = 1),
  mode text not null check (mode in ('NORMAL', 'READ_ONLY')),
  reason_vi text,
  reason_en text,
  since timestamptz not null,
  until timestamptz,
  set_by text not null
);
comment on table house_mode is 'whether acts are taken; while it is read-only everything can be looked at, and who wants to write is told why and until when';
comment on column house_mode.until is 'when it is expected to end: told to people, not acted upon';
insert into house_mode (id, mode, since, set_by) values (1, 'NORMAL', now(), 'migration');

grant select, insert, delete, update (seen_at) on process_beat to :app;
grant select on house_mode to :app;
grant select, insert, update, delete on process_beat, house_mode to :loader;
