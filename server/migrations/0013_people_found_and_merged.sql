-- People found by their names, which stay unreadable here; and the same person, written down twice, shown as one.

-- One row for each word of a name, and each end of it, for each authority that takes part: `word` is the key id and 56 bits of an HMAC
-- over authority and word. So one walk of one index, newest first, answers a search, equal names of two authorities do
-- not look alike, and btree equality needs no look at the row (GIN's operators are not leakproof: behind row-level
-- security they would read everything first).
create table person_word (
  word bigint not null,
  recorded_at timestamptz not null,
  person_id uuid not null,
  dossier_id uuid not null,
  home_authority_id uuid not null,
  for_authority_id uuid,
  foreign key (dossier_id, home_authority_id) references dossier (id, authority_id)
);
comment on table person_word is 'what the newest version of a person is found by; written with it, gone with a correction; an erasure must take it too';
comment on column person_word.recorded_at is 'of that version';
comment on column person_word.for_authority_id is 'who finds it, where that is not the home: null takes no room in nine of ten rows';
-- With the ids in it, it would be twice as large; a word and a moment name a person well enough to look at the row.
create index person_word_newest on person_word (word, recorded_at);

alter table person_word enable row level security;
alter table person_word force row level security;
create policy person_word_read on person_word for select
  using (coalesce(for_authority_id, home_authority_id)::text = current_setting('app.authority', true)
    or takes_part(dossier_id));
create policy person_word_write on person_word for insert
  with check (home_authority_id::text = current_setting('app.authority', true) or takes_part(dossier_id));
create policy person_word_gone on person_word for delete
  using (home_authority_id::text = current_setting('app.authority', true) or takes_part(dossier_id));
grant select, insert, delete on person_word to :app;
grant select, insert, update, delete on person_word to :loader;

create index person_by_phone on person (phone_index) where phone_index is not null;

alter table person add column number_verified_at timestamptz;
comment on column person.number_verified_at is 'when the number was held against the national database; null: nobody did, and no act does yet';

create table same_person (
  id uuid primary key,
  authority_id uuid not null,
  one_id uuid not null,
  one_dossier_id uuid not null,
  other_id uuid not null,
  other_dossier_id uuid not null,
  reason bytea not null,
  declared_at timestamptz not null,
  declared_by text not null,
  undone_at timestamptz,
  undone_by text,
  check (one_id < other_id),
  check ((undone_at is null) = (undone_by is null))
);
comment on table same_person is 'an authority''s finding that two persons are one human being: it groups what a search shows, and changes neither';
comment on column same_person.reason is 'sealed, as notes are';
create unique index same_person_once on same_person (authority_id, one_id, other_id) where undone_at is null;
create index same_person_by_other on same_person (other_id) where undone_at is null;

alter table same_person enable row level security;
alter table same_person force row level security;
create policy same_person_of_authority on same_person for select
  using (authority_id::text = current_setting('app.authority', true));
create policy same_person_declared on same_person for insert
  with check (authority_id::text = current_setting('app.authority', true)
    and takes_part(one_dossier_id) and takes_part(other_dossier_id));
create policy same_person_undone on same_person for update
  using (authority_id::text = current_setting('app.authority', true));
grant select, insert on same_person to :app;
grant update (undone_at, undone_by) on same_person to :app;
grant select, insert, update, delete on same_person to :loader;

-- Only the program has the key: it writes the words of what is there already, a job for each dossier. They come due 500 in
-- a second, so that what is done after today's events never waits behind years.
alter table dossier no force row level security;
alter table job no force row level security;
insert into job (id, subscriber, order_key, event_seq, authority_id, run_at)
  select gen_random_uuid(), 'dossiers.index-people', id, 0, authority_id,
    now() + interval '2 milliseconds' * row_number() over (order by submitted_at desc)
  from dossier;
alter table job force row level security;
alter table dossier force row level security;
