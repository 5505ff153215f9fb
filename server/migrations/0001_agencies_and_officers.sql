-- Who exists: agencies with their validity, the counters of a centre, officers and how they sign in.
-- No schema is ever named: search_path chooses the province. `:app` and `:loader` are that province's roles.

create table agency (
  id uuid primary key,
  code text not null,
  name text not null,
  parent_name text,
  locality text not null,
  function text not null,
  kind text not null check (kind in ('AUTHORITY', 'UNIT', 'CENTRE')),
  level text not null check (level in ('PROVINCE', 'COMMUNE')),
  is_vertical boolean not null default false,
  authority_id uuid not null references agency (id),
  serves_authority_id uuid references agency (id),
  hotline text,
  address text,
  valid_from date not null,
  valid_to date,
  succeeded_by uuid references agency (id),
  check (valid_to is null or valid_to > valid_from)
);
comment on column agency.code is 'identifier by QĐ 20/2020/QĐ-TTg, variable depth (H05.15); first part of a dossier code';
comment on column agency.authority_id is 'the authority this unit belongs to; an authority points at itself; the scope of row-level security';
comment on column agency.function is 'what a process calls a unit by: AUTHORITY, CENTRE, CULTURE_SOCIETY, LEADERSHIP, OFFICE, POLICE, SOCIAL_INSURANCE';
comment on column agency.serves_authority_id is 'for a vertical agency (ngành dọc): the authority whose territory it serves';
create unique index agency_code_in_force on agency (code) where valid_to is null;

create table reception_point (
  id uuid primary key,
  centre_id uuid not null references agency (id),
  name text not null,
  address text
);
comment on table reception_point is 'the registered places where dossiers may be received and results returned';

create table counter (
  id uuid primary key,
  reception_point_id uuid not null references reception_point (id),
  number integer not null,
  name text not null,
  unique (reception_point_id, number)
);

create table officer (
  id uuid primary key,
  username text not null unique check (username = lower(username) and username <> ''),
  full_name text not null,
  title text not null,
  authority_id uuid not null references agency (id),
  unit_id uuid not null references agency (id),
  roles text[] not null,
  valid_from date not null,
  valid_to date
);
comment on column officer.title is 'chức danh as printed on papers';

create table credential (
  username text primary key references officer (username),
  password_hash text not null,
  changed_at timestamptz not null
);
alter table credential enable row level security;
alter table credential force row level security;
create policy credential_of_who_signs_in on credential for select
  using (username = current_setting('app.sign_in', true));

create table session (
  id uuid primary key,
  token_hash text not null unique check (length(token_hash) = 64),
  officer_id uuid not null references officer (id),
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at timestamptz
);
comment on column session.token_hash is 'SHA-256 of the cookie; the cookie itself is stored nowhere';
alter table session enable row level security;
alter table session force row level security;
create policy session_of_the_bearer on session for select
  using (token_hash = current_setting('app.session', true));
create policy session_opened on session for insert
  with check (token_hash = current_setting('app.session', true));
create policy session_closed on session for update
  using (token_hash = current_setting('app.session', true))
  with check (token_hash = current_setting('app.session', true));
-- Swept when nobody can ask for them any more: who signed in, and when, stands in the ledger.
create policy session_found_over on session for select
  using (current_setting('app.actor', true) = 'system' and expires_at < now() - interval '30 days');
create policy session_swept on session for delete
  using (current_setting('app.actor', true) = 'system' and expires_at < now() - interval '30 days');

create table failed_attempt (
  subject text not null,
  bin_starts_at timestamptz not null,
  failures integer not null,
  primary key (subject, bin_starts_at)
);
comment on table failed_attempt is 'failed sign-ins and look-ups counted per subject (a keyed hash of account, address or code) in bins of five minutes; swept after a day';
create index failed_attempt_age on failed_attempt (bin_starts_at);

create table counter_session (
  id uuid primary key,
  counter_id uuid not null references counter (id),
  centre_id uuid not null references agency (id),
  authority_id uuid not null references agency (id),
  officer_id uuid not null references officer (id),
  opened_at timestamptz not null,
  closed_at timestamptz
);
comment on table counter_session is 'receiving and returning need one that was opened today and is open: never in the rooms behind the counter';
create unique index counter_session_one_officer on counter_session (officer_id) where closed_at is null;
create unique index counter_session_one_counter on counter_session (counter_id) where closed_at is null;
alter table counter_session enable row level security;
alter table counter_session force row level security;
-- Read with every session too, before it is known whose: then by the bearer's own session alone.
create policy counter_session_read on counter_session for select
  using (authority_id::text = current_setting('app.authority', true)
    or exists (select 1 from session s where s.officer_id = counter_session.officer_id));
-- Nobody seats the officers of another authority, or anybody at its counters. Asked when it is opened, not kept as keys:
-- officers change their authority, and where they sat before stays as it was.
create policy counter_session_open on counter_session for insert
  with check (authority_id::text = current_setting('app.authority', true)
    and exists (select 1 from officer o where o.id = officer_id and o.authority_id = counter_session.authority_id)
    and exists (select 1 from agency a where a.id = centre_id and a.authority_id = counter_session.authority_id));
create policy counter_session_close on counter_session for update
  using (authority_id::text = current_setting('app.authority', true));

grant select on agency, reception_point, counter, officer, credential to :app;
grant select, insert on session, counter_session, failed_attempt to :app;
grant update (closed_at) on session, counter_session to :app;
grant update (failures) on failed_attempt to :app;
grant delete on session, failed_attempt to :app;
grant select, insert, update, delete on
  agency, reception_point, counter, officer, credential, session, counter_session, failed_attempt to :loader;
