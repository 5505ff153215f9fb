-- What another software kept comes here with its own code and its own promise. Which row of which file a dossier was, is
-- remembered: so the same file again changes nothing, and a run that was killed goes on where it was.

create table takeover_row (
  source text not null,
  code text not null,
  dossier_id uuid not null,
  home_authority_id uuid not null,
  file_sha256 text not null,
  row_number integer not null,
  content_index bytea not null,
  taken_at timestamptz not null,
  primary key (source, code),
  foreign key (dossier_id, home_authority_id) references dossier (id, authority_id)
);
comment on table takeover_row is 'where a dossier that was taken over came from; written once, by the command line';
comment on column takeover_row.source is 'the other software, as the office calls it';
comment on column takeover_row.row_number is 'as a spreadsheet numbers them: the heading is 1';
comment on column takeover_row.content_index is 'keyed hash of what stood in the row: whether it was changed since';
create unique index takeover_row_of_dossier on takeover_row (dossier_id);

alter table takeover_row enable row level security;
alter table takeover_row force row level security;
create policy takeover_row_read on takeover_row for select
  using (home_authority_id::text = current_setting('app.authority', true) or takes_part(dossier_id));
grant select on takeover_row to :app;
grant select, insert, update, delete on takeover_row to :loader;

-- A dossier that is over may be of a procedure that was never handled here, or is abolished: of its process nothing is known.
alter table dossier drop constraint dossier_check1;
alter table dossier add constraint dossier_check1 check ((accepted_at is null) = (deadline is null)
  and (accepted_at is null) = (clock_starts_at is null)
  and ((accepted_at is null) = (process_version_id is null)
    or (process_version_id is null and (issued_at is not null or closed_at is not null))));

-- Of such a procedure only the name is kept: nobody published it here, nobody finds it and nothing is received under it.
alter table procedure_version drop constraint procedure_version_status_check;
alter table procedure_version add constraint procedure_version_status_check
  check (status in ('DRAFT', 'PUBLISHED', 'SUSPENDED', 'KEPT'));
comment on column procedure_version.status is
  'KEPT: the name of a procedure that dossiers were taken over with; its days say when it was kept, and it holds on none';
