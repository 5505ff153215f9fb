-- Sign-in that can be trusted: second factors, first passwords, sessions that end when nobody uses them.

alter table credential add column first_until timestamptz;
comment on column credential.first_until is 'until when a first password is good for one sign-in, at which another must be chosen; null: its officer chose it';
-- An officer changes the password of her own account, and of no other.
create policy credential_changed on credential for update
  using (username = current_setting('app.sign_in', true)
    and exists (select 1 from officer o
      where o.username = credential.username and o.id::text = current_setting('app.actor', true)))
  with check (username = current_setting('app.sign_in', true)
    and exists (select 1 from officer o
      where o.username = credential.username and o.id::text = current_setting('app.actor', true)));

alter table session
  add column idle_minutes integer check (idle_minutes > 0),
  add column seen_at timestamptz,
  add column assurance text not null default 'PASSWORD' check (assurance in ('PASSWORD', 'SECOND_FACTOR')),
  add column must_change_password boolean not null default false,
  add column address text,
  add column browser text;
comment on column session.idle_minutes is 'ends when nobody has used it for so long; null: opened by a program that knew no such end';
comment on column session.seen_at is 'when its officer last used it, to the minute; what a page asks for by itself is no use of it';
comment on column session.assurance is 'by what its officer came in';
comment on column session.browser is 'kind of browser and of machine, for its officer to know it by';
create policy session_of_the_officer on session for select
  using (officer_id::text = current_setting('app.actor', true));
create policy session_ended_by_the_officer on session for update
  using (officer_id::text = current_setting('app.actor', true))
  with check (officer_id::text = current_setting('app.actor', true));
create index session_of_officer on session (officer_id) where closed_at is null;

create table second_factor (
  officer_id uuid primary key references officer (id),
  sealed bytea,
  last_step bigint,
  enrolled_at timestamptz,
  pending bytea,
  pending_at timestamptz,
  check ((sealed is null) = (enrolled_at is null)),
  check ((pending is null) = (pending_at is null))
);
comment on table second_factor is 'the secret that an officer''s telephone makes codes from (TOTP, RFC 6238), sealed; one that is being set up stands beside the one in use until a code was typed from it';
comment on column second_factor.last_step is 'the newest half minute whose code was accepted: no code is accepted twice, nor an older one';
alter table second_factor enable row level security;
alter table second_factor force row level security;
create policy second_factor_own on second_factor for all
  using (officer_id::text = current_setting('app.actor', true))
  with check (officer_id::text = current_setting('app.actor', true));

create table recovery_code (
  officer_id uuid not null references officer (id),
  code_hash text not null,
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (officer_id, code_hash)
);
comment on table recovery_code is 'instead of a code of the telephone, each once; a keyed hash of 60 random bits';
alter table recovery_code enable row level security;
alter table recovery_code force row level security;
create policy recovery_code_own on recovery_code for all
  using (officer_id::text = current_setting('app.actor', true))
  with check (officer_id::text = current_setting('app.actor', true));

grant update (password_hash, changed_at, first_until) on credential to :app;
grant update (seen_at) on session to :app;
grant select, insert on second_factor, recovery_code to :app;
grant update (sealed, last_step, enrolled_at, pending, pending_at) on second_factor to :app;
grant update (used_at) on recovery_code to :app;
-- New codes take the place of all earlier ones.
grant delete on recovery_code to :app;
grant select, insert, update, delete on second_factor, recovery_code to :loader;
