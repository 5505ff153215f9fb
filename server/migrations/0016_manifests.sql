-- What goes from one unit to another on paper: a manifest spans dossiers, so it hangs on none. The sender and the receiver
-- see it; a dossier's own state is told by its events alone.

create table manifest (
  id uuid primary key,
  authority_id uuid not null,
  to_authority_id uuid not null,
  from_unit_id uuid not null,
  to_unit_id uuid not null,
  year integer not null,
  number integer not null,
  made_at timestamptz not null,
  made_by text not null,
  template_version text not null,
  sealed bytea,
  file_sha256 text,
  file_bytes integer,
  rendered_at timestamptz,
  unique (authority_id, year, number),
  -- What its lines point at: by it they are held to the same two authorities.
  unique (id, authority_id, to_authority_id)
);
comment on table manifest is 'Phiếu bàn giao: hand-overs that waited for confirmation, frozen with its template version; bytes rendered afterwards and hashed once';
comment on column manifest.authority_id is 'of the unit that sends';
comment on column manifest.number is 'of that authority and year, without a gap: taken in the commit that freezes the paper';
comment on column manifest.sealed is 'every word that stands on it; null once erased';
create index manifest_by_making on manifest (made_at, id);

create table manifest_dossier (
  manifest_id uuid not null,
  seq integer not null,
  authority_id uuid not null,
  to_authority_id uuid not null,
  dossier_id uuid not null,
  home_authority_id uuid not null,
  task_id uuid not null,
  primary key (manifest_id, seq),
  foreign key (manifest_id, authority_id, to_authority_id) references manifest (id, authority_id, to_authority_id),
  foreign key (dossier_id, home_authority_id) references dossier (id, authority_id)
);
comment on table manifest_dossier is 'the lines of a manifest, in its order; insert-only';
comment on column manifest_dossier.task_id is 'the hand-over: the task by which it is confirmed, refused or taken back';

-- Which manifest a hand-over is on already.
create index manifest_dossier_by_task on manifest_dossier (task_id);

alter table manifest enable row level security;
alter table manifest force row level security;
create policy manifest_of_sender on manifest for select
  using (authority_id::text = current_setting('app.authority', true));
create policy manifest_of_receiver on manifest for select
  using (to_authority_id::text = current_setting('app.authority', true));
create policy manifest_made on manifest for insert
  with check (authority_id::text = current_setting('app.authority', true));
create policy manifest_render on manifest for update
  using (authority_id::text = current_setting('app.authority', true)
    or to_authority_id::text = current_setting('app.authority', true));

alter table manifest_dossier enable row level security;
alter table manifest_dossier force row level security;
create policy manifest_dossier_of_sender on manifest_dossier for select
  using (authority_id::text = current_setting('app.authority', true));
create policy manifest_dossier_of_receiver on manifest_dossier for select
  using (to_authority_id::text = current_setting('app.authority', true));
create policy manifest_dossier_listed on manifest_dossier for insert
  with check (authority_id::text = current_setting('app.authority', true)
    and (home_authority_id::text = current_setting('app.authority', true) or takes_part(dossier_id)));

grant select, insert on manifest, manifest_dossier to :app;
grant update (file_sha256, file_bytes, rendered_at) on manifest to :app;
grant select, insert, update, delete on manifest, manifest_dossier to :loader;

-- What waits for its receiver, whoever sent it.
create index task_hand_over_waiting on task (opened_at, id) where kind = 'CONFIRM_HAND_OVER' and closed_at is null;
