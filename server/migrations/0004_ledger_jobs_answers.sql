-- What was done and read, what must still happen, and what was already answered. Ids only, never personal data.

create table ledger (
  id uuid primary key,
  at timestamptz not null,
  actor_id text not null,
  authority_id uuid,
  act text not null,
  subject_id uuid,
  purpose text,
  request_id uuid,
  detail jsonb not null
);
comment on table ledger is 'insert-only: every act and every read of personal data, with its purpose';
create index ledger_by_subject on ledger (subject_id, at);
alter table ledger enable row level security;
alter table ledger force row level security;
create policy ledger_read on ledger for select
  using (authority_id::text = current_setting('app.authority', true));
create policy ledger_write on ledger for insert
  with check (actor_id = current_setting('app.actor', true) and actor_id <> ''
    and (authority_id is null or authority_id::text = current_setting('app.authority', true)));

create table job (
  id uuid not null,
  subscriber text not null,
  order_key uuid not null,
  event_seq integer not null,
  authority_id uuid not null,
  run_at timestamptz not null,
  claims integer not null default 0,
  failures integer not null default 0,
  leased_until timestamptz,
  last_error text,
  dead_at timestamptz,
  primary key (subscriber, order_key, event_seq),
  foreign key (order_key, authority_id) references dossier (id, authority_id)
);
comment on table job is 'one row per (event, subscriber), written in the event''s commit, deleted in its effect''s commit';
comment on column job.id is 'client reference of whatever leaves the house for it';
comment on column job.order_key is 'the dossier: a later job of the same dossier and subscriber waits for the earlier one';
comment on column job.authority_id is 'the dossier''s home, under which the effect is done';
comment on column job.claims is 'how often a worker took it; the last to take it alone may end it';
comment on column job.failures is 'how often its effect failed; never for a database that was away';
create index job_due on job (run_at) where dead_at is null;
alter table job enable row level security;
alter table job force row level security;
create policy job_write on job for insert
  with check (current_setting('app.actor', true) <> ''
    and (authority_id::text = current_setting('app.authority', true) or takes_part(order_key)));
create policy job_work on job for select using (current_setting('app.actor', true) = 'system');
create policy job_lease on job for update using (current_setting('app.actor', true) = 'system');
create policy job_done on job for delete using (current_setting('app.actor', true) = 'system');

create table idempotent_answer (
  actor_id text not null,
  route text not null,
  key text not null,
  body_hash text not null,
  subject_id uuid not null,
  answer jsonb not null,
  answered_at timestamptz not null,
  primary key (actor_id, route, key)
);
comment on table idempotent_answer is 'only successes; scoped to actor and route; a replay is authorised again before it is given; swept after thirty days';
create index idempotent_answer_age on idempotent_answer using brin (answered_at);
alter table idempotent_answer enable row level security;
alter table idempotent_answer force row level security;
create policy answer_of_actor on idempotent_answer for select
  using (actor_id = current_setting('app.actor', true));
create policy answer_given on idempotent_answer for insert
  with check (actor_id = current_setting('app.actor', true) and actor_id <> '');
create policy answer_found_old on idempotent_answer for select
  using (current_setting('app.actor', true) = 'system' and answered_at < now() - interval '30 days');
create policy answer_swept on idempotent_answer for delete
  using (current_setting('app.actor', true) = 'system' and answered_at < now() - interval '30 days');

create table sealing_key (
  key_id smallint primary key,
  fingerprint text not null,
  first_used_at timestamptz not null
);
comment on table sealing_key is 'the master keys that something here is sealed under, by fingerprint: a program that lacks one of them does not start, and makes no new one in its place';

grant select, insert on ledger, idempotent_answer, sealing_key to :app;
grant delete on idempotent_answer to :app;
grant select, insert, delete on job to :app;
grant update (run_at, claims, failures, leased_until, last_error, dead_at) on job to :app;
grant select, insert, update, delete on ledger, job, idempotent_answer, sealing_key to :loader;
