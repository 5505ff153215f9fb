-- Due dates that follow the calendar: what was pinned at acceptance stands in the row, calendars change by decisions, and
-- every open due date is reckoned anew after each.

alter table working_calendar add column key text;
update working_calendar set
  key = body->>'id',
  body = body || '{"receptionWeek": null, "laterWeeks": []}';
alter table working_calendar
  alter column key set not null,
  add constraint working_calendar_version_of_key unique (key, version);
comment on column working_calendar.key is 'the id in its body, the same for all its versions: what a dossier pins, with the version';

create table calendar_change (
  id uuid primary key,
  number text not null,
  issuer text not null,
  decided_on date not null,
  title text not null,
  change jsonb not null,
  made_at timestamptz not null,
  made_by text not null
);
comment on table calendar_change is 'a decision on days off or office hours; the versions it made name it';
alter table working_calendar add column change_id uuid references calendar_change (id);
create unique index working_calendar_in_force on working_calendar (key) where valid_to is null;

create table due_recomputation (
  id uuid primary key,
  change_id uuid not null references calendar_change (id),
  authority_id uuid not null,
  after_accepted_at timestamptz not null default '-infinity',
  after_id uuid not null default '00000000-0000-0000-0000-000000000000',
  looked_at integer not null default 0,
  moved integer not null default 0,
  not_before timestamptz not null,
  second_look boolean not null default false,
  failures integer not null default 0,
  ended_at timestamptz,
  unique (change_id, authority_id)
);
comment on column due_recomputation.second_look is 'receptions that were under way when the calendar changed may have been promised by the old one: the newest are looked at again';
comment on table due_recomputation is 'how far the open due dates of an authority have followed a change of its calendar; the cursor moves in the commit of what it passed';
create index due_recomputation_open on due_recomputation (not_before) where ended_at is null;

-- What was pinned at acceptance, from the events of the first release. The owner is under row-level security too.
alter table dossier add column deadline jsonb;
alter table dossier no force row level security;
alter table dossier_event no force row level security;
alter table task no force row level security;
update dossier d set
  deadline = jsonb_build_object(
    'term', e.data->'term', 'phases', '[]'::jsonb, 'rule', e.data->'rule',
    'calendar', jsonb_build_object('id', e.data->'calendarId', 'version', e.data->'calendarVersion')),
  position = d.position || jsonb_build_object('tasks', (
    select coalesce(jsonb_agg(open || jsonb_build_object('openedAt',
      to_char(t.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by nth), '[]')
    from jsonb_array_elements(d.position->'tasks') with ordinality as tasks (open, nth)
    join task t on t.id = (open->>'id')::uuid))
from dossier_event e where e.dossier_id = d.id and e.seq = 1;
alter table dossier force row level security;
alter table dossier_event force row level security;
alter table task force row level security;
alter table dossier alter column deadline set not null;
comment on column dossier.deadline is 'pinned at acceptance: term, phases, rule, version of the calendar';

-- A changed row finds room on its page, and then none of its six indexes is written (100,000 due dates move at once).
alter table dossier set (fillfactor = 80);
-- Beginning with the time, as dossier_by_acceptance does and for its reason; only what is open is walked through.
create index dossier_open on dossier (accepted_at, id) where issued_at is null;

create table due_notice (
  dossier_id uuid not null,
  home_authority_id uuid not null,
  calendar_change_id uuid not null references calendar_change (id),
  was_due_at timestamptz not null,
  due_at timestamptz not null,
  recorded_at timestamptz not null,
  told_at timestamptz,
  told_by text,
  told_how text check (told_how in ('PHONE', 'IN_PERSON', 'MESSAGE', 'LETTER')),
  -- With the home, so that who names a foreign dossier as its own is refused by the key that proves homes, and by no other.
  primary key (dossier_id, home_authority_id),
  foreign key (dossier_id, home_authority_id) references dossier (id, authority_id),
  check ((told_at is null) = (told_by is null) and (told_at is null) = (told_how is null))
);
comment on table due_notice is 'whom we owe word of another date: what they were told last, and what holds now';
create index due_notice_owed on due_notice (due_at, dossier_id) where told_at is null;

alter table due_recomputation enable row level security;
alter table due_recomputation force row level security;
create policy recomputation_work on due_recomputation for select
  using (current_setting('app.actor', true) = 'system' or authority_id::text = current_setting('app.authority', true));
create policy recomputation_advance on due_recomputation for update
  using (current_setting('app.actor', true) = 'system');

alter table due_notice enable row level security;
alter table due_notice force row level security;
create policy notice_of_home on due_notice
  using (home_authority_id::text = current_setting('app.authority', true))
  with check (home_authority_id::text = current_setting('app.authority', true));

grant select on calendar_change, due_recomputation to :app;
grant update (after_accepted_at, after_id, looked_at, moved, not_before, second_look, failures, ended_at) on due_recomputation to :app;
grant select, insert, delete on due_notice to :app;
grant update (calendar_change_id, was_due_at, due_at, recorded_at, told_at, told_by, told_how) on due_notice to :app;
grant update (due_at) on task to :app;
grant select, insert, update, delete on calendar_change, due_recomputation, due_notice to :loader;
