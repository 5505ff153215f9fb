-- The heart. Events are the truth. `dossier` and `task` can be folded again from them; `person`, `note` and `artefact`
-- hold what no event may: names, words, papers. All are written in the same commit.
-- Row-level security is coarse: one scalar setting against one column of the row (or of its dossier).
--
-- What hangs on a dossier names the dossier's home, and the key holds it to the truth. So an inserted row can be judged
-- by itself: a dossier inserted by the same statement is not visible to a policy's subquery, and its home is. Only
-- those who take part without being the home are looked up, by `takes_part`.

-- Lists that no release extends are types: as checks they were parsed anew by every statement, a tenth of a reception
-- in PostgreSQL. What grows with the program (state, event type, kind, role, outcome, form) is held by its types.
create type clock_state as enum ('NOT_STARTED', 'RUNNING', 'PAUSED', 'STOPPED');
create type payment_state as enum ('NOT_STATED', 'NONE_DUE', 'DUE', 'PAID', 'WAIVED', 'REFUND_DUE', 'REFUNDED');
create type delivery_state as enum ('NONE', 'READY', 'HANDED_TO_POST', 'DELIVERED', 'RETURNED_BY_POST', 'UNCLAIMED');
create type sync_state as enum ('IN_SYNC', 'PENDING', 'FAILED', 'REJECTED', 'NOT_LINKED');
create type channel as enum ('COUNTER', 'ONLINE', 'POST');
create type timeliness as enum ('EARLY', 'ON_TIME', 'OVERDUE', 'NO_TERM');
create type person_part as enum ('OWNER', 'SUBMITTER', 'SUBJECT', 'RECEIVER');
create type note_kind as enum ('OPINION', 'QUESTION', 'SEND_BACK_REASON');

-- No foreign keys to reference data: agencies and published versions are never deleted, and the checks would lock the
-- same few rows of every reception (six of them took a third of the statement's time).
create table dossier (
  id uuid primary key,
  authority_id uuid not null,
  authorities text[] not null,
  units text[] not null,
  code text not null unique,
  state text not null,
  clock clock_state not null,
  payment payment_state not null,
  delivery delivery_state not null,
  sync sync_state not null,
  channel channel not null,
  procedure_version_id uuid not null,
  process_version_id uuid not null,
  owner_id uuid not null,
  submitter_id uuid not null,
  subject_id uuid,
  assisted_at_point_id uuid not null,
  receiving_unit_id uuid not null,
  competent_unit_id uuid not null,
  accepted_at timestamptz not null,
  clock_starts_at timestamptz not null,
  original_due_at timestamptz,
  current_due_at timestamptz,
  issued_at timestamptz,
  returned_at timestamptz,
  timeliness timeliness,
  result_number text,
  holder_unit_id uuid,
  holder_officer_id uuid,
  position jsonb not null,
  receipt_hash text not null,
  version integer not null,
  last_event_at timestamptz not null,
  -- What foreign keys point at. The key by id alone stays: without it the planner of an empty table reads all of it.
  unique (id, authority_id),
  -- What row-level security compares with a setting may never be as empty as a setting that is absent.
  check (authority_id::text = any (authorities) and not ('' = any (authorities)) and length(receipt_hash) >= 32)
);
comment on table dossier is 'the current row: exactly what folding dossier_event gives';
comment on column dossier.authority_id is 'the competent authority: the dossier''s home, which never changes';
comment on column dossier.authorities is 'every authority that takes part, as text: the scope of row-level security';
comment on column dossier.units is 'every unit that takes part, as text: the scope of the policy''s WHERE';
comment on column dossier.position is 'what no list asks by: the case, the token state of the process, open tasks, draft and result';
comment on column dossier.receipt_hash is 'keyed hash of the receipt secret; the code alone opens nothing';
-- A number is given once a year by each authority (Nghị định 30/2020/NĐ-CP, Điều 15: from 1 January to 31 December).
create unique index dossier_result_number
  on dossier (authority_id, result_number, date_part('year', issued_at at time zone 'Asia/Ho_Chi_Minh'))
  where result_number is not null;
create index dossier_by_unit on dossier using gin (units);
-- Not by authority first: the planner of an empty table would take such an index for the foreign keys, and keep it.
create index dossier_by_acceptance on dossier (accepted_at, id);

create table dossier_counter (
  agency_code text not null,
  day text not null,
  last integer not null,
  authority_id uuid not null,
  primary key (authority_id, agency_code, day)
);
comment on table dossier_counter is 'the last dossier number per agency and day; touched only by the statement that inserts the dossier';

create table dossier_event (
  dossier_id uuid not null,
  home_authority_id uuid not null,
  seq integer not null,
  type text not null,
  v smallint not null,
  at timestamptz not null,
  actor_id text not null,
  authority_id uuid not null,
  counter_session_id uuid,
  request_id uuid,
  data jsonb not null,
  primary key (dossier_id, seq),
  foreign key (dossier_id, home_authority_id) references dossier (id, authority_id)
);
comment on table dossier_event is 'insert-only; holds ids and facts, never personal data; a type''s version is never redefined';
comment on column dossier_event.authority_id is 'the authority the actor acted for';

create table task (
  id uuid primary key,
  dossier_id uuid not null,
  home_authority_id uuid not null,
  node text not null,
  kind text not null,
  authority_id uuid not null,
  unit_id uuid not null,
  role text not null,
  opened_by_authority_id uuid not null,
  opened_at timestamptz not null,
  due_at timestamptz,
  closed_at timestamptz,
  closed_by text,
  outcome text,
  foreign key (dossier_id, home_authority_id) references dossier (id, authority_id)
);
comment on table task is 'what somebody has to do; the inbox; one row a step, an opinion, a hand-over to confirm';
-- In the order of the inbox: the soonest due first, what has no term last.
create index task_open_by_unit on task (unit_id, coalesce(due_at, 'infinity'), id) where closed_at is null;

create table person (
  id uuid not null,
  version integer not null,
  dossier_id uuid not null,
  home_authority_id uuid not null,
  authority_id uuid not null,
  part person_part not null,
  sealed bytea,
  id_number_index bytea,
  phone_index bytea,
  recorded_at timestamptz not null,
  recorded_by text not null,
  erased_at timestamptz,
  primary key (id, version),
  foreign key (dossier_id, home_authority_id) references dossier (id, authority_id),
  check ((sealed is null) = (erased_at is not null))
);
comment on table person is 'a person as named in one dossier, corrected by a new version; being the same human as in another is a later finding, not a key';
comment on column person.sealed is 'AES-256-GCM by the application, bound to table, column and row; null once erased';
comment on column person.id_number_index is 'keyed blind index with its key id; not unique: nobody verified the number';
create index person_by_id_number on person (id_number_index) where id_number_index is not null;
create index person_by_dossier on person (dossier_id);

create table note (
  id uuid primary key,
  dossier_id uuid not null,
  home_authority_id uuid not null,
  authority_id uuid not null,
  kind note_kind not null,
  sealed bytea,
  written_at timestamptz not null,
  written_by text not null,
  foreign key (dossier_id, home_authority_id) references dossier (id, authority_id)
);
comment on table note is 'free text of officers, which may name people: sealed, apart from events, made to be erased';
create index note_by_dossier on note (dossier_id);

create table artefact (
  id uuid primary key,
  dossier_id uuid not null,
  home_authority_id uuid not null,
  authority_id uuid not null,
  event_seq integer not null,
  form text not null,
  template_version text not null,
  sealed bytea,
  frozen_at timestamptz not null,
  file_sha256 text,
  file_bytes integer,
  rendered_at timestamptz,
  foreign key (dossier_id, home_authority_id) references dossier (id, authority_id)
);
comment on table artefact is 'a paper: its data and template version frozen in the act''s commit; bytes rendered afterwards and hashed once';
create index artefact_by_dossier on artefact (dossier_id);

-- Bound to its tables when it is made, so that no search_path can give it others; asked only when the home is not mine.
create function takes_part(dossier_id uuid) returns boolean language sql stable
  return exists (
    select 1 from dossier d where d.id = takes_part.dossier_id and current_setting('app.authority', true) = any (d.authorities));

alter table dossier enable row level security;
alter table dossier force row level security;
create policy dossier_of_taking_part on dossier for select
  using (current_setting('app.authority', true) = any (authorities));
create policy dossier_act on dossier for update
  using (current_setting('app.authority', true) = any (authorities))
  with check (current_setting('app.authority', true) = any (authorities));
-- Nobody puts a dossier into the house of another.
create policy dossier_received on dossier for insert
  with check (authority_id::text = current_setting('app.authority', true));
create policy dossier_of_receipt on dossier for select
  using (receipt_hash = current_setting('app.receipt', true));

alter table dossier_counter enable row level security;
alter table dossier_counter force row level security;
create policy counter_of_authority on dossier_counter
  using (authority_id::text = current_setting('app.authority', true))
  with check (authority_id::text = current_setting('app.authority', true));

alter table dossier_event enable row level security;
alter table dossier_event force row level security;
create policy event_read on dossier_event for select
  using (exists (select 1 from dossier d where d.id = dossier_id));
create policy event_write on dossier_event for insert
  with check (authority_id::text = current_setting('app.authority', true)
    and (home_authority_id::text = current_setting('app.authority', true) or takes_part(dossier_id)));

alter table task enable row level security;
alter table task force row level security;
create policy task_read on task for select
  using (exists (select 1 from dossier d where d.id = dossier_id));
create policy task_close on task for update
  using (takes_part(dossier_id));
create policy task_open on task for insert
  with check (opened_by_authority_id::text = current_setting('app.authority', true)
    and (home_authority_id::text = current_setting('app.authority', true) or takes_part(dossier_id)));

alter table person enable row level security;
alter table person force row level security;
create policy person_read on person for select
  using (exists (select 1 from dossier d where d.id = dossier_id));
create policy person_write on person for insert
  with check (authority_id::text = current_setting('app.authority', true)
    and (home_authority_id::text = current_setting('app.authority', true) or takes_part(dossier_id)));
create policy person_erase on person for update
  using (authority_id::text = current_setting('app.authority', true));

alter table note enable row level security;
alter table note force row level security;
create policy note_read on note for select
  using (exists (select 1 from dossier d where d.id = dossier_id));
create policy note_write on note for insert
  with check (authority_id::text = current_setting('app.authority', true)
    and (home_authority_id::text = current_setting('app.authority', true) or takes_part(dossier_id)));

alter table artefact enable row level security;
alter table artefact force row level security;
create policy artefact_read on artefact for select
  using (exists (select 1 from dossier d where d.id = dossier_id));
create policy artefact_write on artefact for insert
  with check (authority_id::text = current_setting('app.authority', true)
    and (home_authority_id::text = current_setting('app.authority', true) or takes_part(dossier_id)));
create policy artefact_render on artefact for update
  using (takes_part(dossier_id));

-- Only what an act changes may be changed: what was promised at reception (code, persons, times) may not.
grant select, insert on dossier, dossier_counter to :app;
grant update (authorities, units, state, clock, payment, delivery, sync, current_due_at, issued_at, returned_at, timeliness,
  result_number, holder_unit_id, holder_officer_id, position, version, last_event_at) on dossier to :app;
grant update (last) on dossier_counter to :app;
grant select, insert on task to :app;
grant update (closed_at, closed_by, outcome) on task to :app;
grant select, insert on dossier_event, person, note, artefact to :app;
grant update (sealed, id_number_index, phone_index, erased_at) on person to :app;
grant update (file_sha256, file_bytes, rendered_at) on artefact to :app;
grant select, insert, update, delete on
  dossier, dossier_counter, dossier_event, task, person, note, artefact to :loader;
