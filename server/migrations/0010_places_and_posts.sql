-- Places and agencies through time, each with those who continue its work; and who acts in whose post.

create table administrative_unit (
  id uuid primary key,
  code text not null check (code <> ''),
  name text not null check (name <> ''),
  level text not null check (level in ('PROVINCE', 'DISTRICT', 'COMMUNE')),
  parent_id uuid references administrative_unit (id),
  valid_from date not null,
  valid_to date,
  unique (code, valid_from),
  check (valid_to is null or valid_to > valid_from),
  check ((parent_id is null) = (level = 'PROVINCE'))
);
comment on table administrative_unit is 'đơn vị hành chính as it was from valid_from until before valid_to: with another parent it is another row, which succeeds it';
comment on column administrative_unit.code is 'of the General Statistics Office; a merged unit may go on under the code of one it was made of';
create index administrative_unit_below on administrative_unit (parent_id);

create table administrative_succession (
  predecessor_id uuid not null references administrative_unit (id),
  successor_id uuid not null references administrative_unit (id),
  primary key (predecessor_id, successor_id),
  check (predecessor_id <> successor_id)
);
comment on table administrative_succession is 'who continues a unit from the day on which it ended: one is split, several are merged';

alter table agency add column parent_id uuid references agency (id);
alter table agency add column administrative_unit_id uuid references administrative_unit (id);
alter table agency add column system text not null default 'STATE' check (system in ('STATE', 'VERTICAL', 'PARTY'));
comment on column agency.parent_id is 'the agency above it; of a branch its centre. parent_name is what papers print, and may name an agency that is not here';
comment on column agency.administrative_unit_id is 'the place it serves';
comment on column agency.system is 'STATE; VERTICAL (ngành dọc: police, tax, social insurance); PARTY (văn phòng tỉnh ủy, đảng ủy xã)';
update agency set system = 'VERTICAL' where is_vertical;
update agency set parent_id = authority_id where authority_id <> id;
alter table agency drop column is_vertical;
alter table agency drop constraint agency_kind_check;
alter table agency add constraint agency_kind_check check (kind in ('AUTHORITY', 'UNIT', 'CENTRE', 'BRANCH'));

create table agency_succession (
  predecessor_id uuid not null references agency (id),
  successor_id uuid not null references agency (id),
  primary key (predecessor_id, successor_id),
  check (predecessor_id <> successor_id)
);
comment on table agency_succession is 'who continues the work of an agency from the day on which it ended; what it signed stays as it was';
insert into agency_succession (predecessor_id, successor_id)
  select id, succeeded_by from agency where succeeded_by <> id;
alter table agency drop column succeeded_by;

create table delegation (
  id uuid primary key,
  authority_id uuid not null references agency (id),
  from_officer_id uuid not null references officer (id),
  to_officer_id uuid not null references officer (id),
  unit_id uuid not null references agency (id),
  roles text[] not null check (cardinality(roles) > 0),
  procedures text[] check (cardinality(procedures) > 0),
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  basis text not null,
  made_at timestamptz not null,
  made_by uuid not null references officer (id),
  revoked_at timestamptz,
  revoked_by uuid references officer (id),
  check (valid_to > valid_from),
  check (from_officer_id <> to_officer_id),
  check ((revoked_at is null) = (revoked_by is null))
);
comment on table delegation is 'ủy quyền: an officer acts in the posts of another until before valid_to; never passed on, never deleted';
comment on column delegation.unit_id is 'whose posts: one who moves to another unit has not delegated those there';
comment on column delegation.procedures is 'slugs, or fields in the words of the source; null: every procedure';
comment on column delegation.basis is 'number and day of the written delegation';
create index delegation_to on delegation (to_officer_id, valid_to) where revoked_at is null;
create index delegation_of_authority on delegation (authority_id, made_at, id);

create table absence (
  id uuid primary key,
  authority_id uuid not null references agency (id),
  officer_id uuid not null references officer (id),
  first_day date not null,
  last_day date not null,
  cover_id uuid references officer (id),
  noted_at timestamptz not null,
  noted_by uuid not null references officer (id),
  withdrawn_at timestamptz,
  withdrawn_by uuid references officer (id),
  check (last_day >= first_day),
  check (cover_id <> officer_id),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
comment on table absence is 'nghỉ phép: from the first to the last legal day, both away; the cover acts in the officer''s own posts. No reason is kept';
create index absence_covered_by on absence (cover_id, last_day) where withdrawn_at is null;
create index absence_of_authority on absence (authority_id, noted_at, id);

alter table delegation enable row level security;
alter table delegation force row level security;
-- Read with every session too, before it is known whose: then those to the bearer alone.
create policy delegation_read on delegation for select
  using (authority_id::text = current_setting('app.authority', true)
    or exists (select 1 from session s
      where s.officer_id = delegation.to_officer_id and s.token_hash = current_setting('app.session', true)));
-- Nobody lends the posts of another authority, or lends to it. Asked when it is made, not kept as keys: officers move.
create policy delegation_made on delegation for insert
  with check (authority_id::text = current_setting('app.authority', true)
    and exists (select 1 from officer o where o.id = from_officer_id and o.authority_id = delegation.authority_id)
    and exists (select 1 from officer o where o.id = to_officer_id and o.authority_id = delegation.authority_id));
create policy delegation_revoked on delegation for update
  using (authority_id::text = current_setting('app.authority', true));

alter table absence enable row level security;
alter table absence force row level security;
create policy absence_read on absence for select
  using (authority_id::text = current_setting('app.authority', true)
    or exists (select 1 from session s
      where s.officer_id = absence.cover_id and s.token_hash = current_setting('app.session', true)));
create policy absence_noted on absence for insert
  with check (authority_id::text = current_setting('app.authority', true)
    and exists (select 1 from officer o where o.id = absence.officer_id and o.authority_id = absence.authority_id)
    and (cover_id is null
      or exists (select 1 from officer o where o.id = cover_id and o.authority_id = absence.authority_id)));
create policy absence_withdrawn on absence for update
  using (authority_id::text = current_setting('app.authority', true));

grant select on administrative_unit, administrative_succession, agency_succession to :app;
grant select, insert on delegation, absence to :app;
grant update (revoked_at, revoked_by) on delegation to :app;
grant update (withdrawn_at, withdrawn_by) on absence to :app;
grant select, insert, update, delete on
  administrative_unit, administrative_succession, agency_succession, delegation, absence to :loader;
