-- A dossier may be filed before anybody accepts it, and end without a result. What is pinned at acceptance is absent until
-- then; lists are by when it came.

alter table dossier
  add column submitted_at timestamptz,
  add column closed_at timestamptz,
  alter column process_version_id drop not null,
  alter column assisted_at_point_id drop not null,
  alter column accepted_at drop not null,
  alter column clock_starts_at drop not null,
  alter column deadline drop not null;
-- Every dossier of the first release was received at a counter.
alter table dossier no force row level security;
update dossier set submitted_at = accepted_at;
alter table dossier force row level security;
alter table dossier
  alter column submitted_at set not null,
  -- Pinned together, or not at all.
  add check ((accepted_at is null) = (deadline is null) and (accepted_at is null) = (process_version_id is null)
    and (accepted_at is null) = (clock_starts_at is null)),
  add check (issued_at is null or closed_at is null);
comment on column dossier.submitted_at is 'when it came; of one received at a counter, its acceptance';
comment on column dossier.accepted_at is 'null until it is accepted: no term runs before';
comment on column dossier.closed_at is 'when it was turned away or stopped';

drop index dossier_by_acceptance;
create index dossier_by_submission on dossier (submitted_at, id);
-- What follows a calendar: accepted, and neither issued nor closed.
drop index dossier_open;
create index dossier_open on dossier (accepted_at, id) where issued_at is null and closed_at is null and accepted_at is not null;

-- Who has a task, where not everybody of its post.
alter table task add column officer_id text;
comment on column task.officer_id is 'whoever alone may do it; null while anybody of the post may take it';
grant update (officer_id) on task to :app;

grant update (submitter_id, subject_id, process_version_id, procedure_version_id, assisted_at_point_id, accepted_at,
  clock_starts_at, original_due_at, deadline, closed_at) on dossier to :app;

-- Whose post it was done in, where it was not the actor's own.
alter table dossier_event add column on_behalf_of jsonb;
comment on column dossier_event.on_behalf_of is 'officer and delegation or cover, by id; null where the post was the actor''s own';
-- By least load, steps are given to whoever has the fewest.
create index task_of_officer on task (officer_id) where closed_at is null and officer_id is not null;

alter type note_kind add value 'REASON';
alter type note_kind add value 'NOTE';
alter type note_kind add value 'LOOK_UP_SECRET';

-- Numbers of papers that an office numbers by the year: 03/HDHS.
create table form_counter (
  authority_id uuid not null,
  form text not null,
  year integer not null,
  last integer not null,
  primary key (authority_id, form, year)
);
comment on table form_counter is 'the last number per authority, form and year; taken in the commit of the act that freezes the paper';
alter table form_counter enable row level security;
alter table form_counter force row level security;
create policy form_counter_of_authority on form_counter for all
  using (authority_id::text = current_setting('app.authority', true))
  with check (authority_id::text = current_setting('app.authority', true));
grant select, insert on form_counter to :app;
grant update (last) on form_counter to :app;
grant select, insert, update, delete on form_counter to :loader;
