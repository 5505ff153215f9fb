-- Files handed in with a dossier: scans and photographs, each perhaps of one of the papers that the procedure asks for.
-- The bytes lie in the store of contents; what stands here is whose they are, and how long they are wanted.

create table content (
  address text primary key,
  files integer not null default 0 check (files >= 0),
  begun_at timestamptz not null
);
comment on table content is 'what is kept in the store of contents, by the keyed hash of its bytes; written before the bytes are, so that none lie there unknown';
comment on column content.files is 'how many rows of dossier_file name it; under no row for a while it is swept, with its bytes';
comment on column content.begun_at is 'when somebody last began to hand it in: bytes come before the row that names them';
create index content_unnamed on content (begun_at) where files = 0;

create table dossier_file (
  id uuid primary key,
  dossier_id uuid not null,
  home_authority_id uuid not null,
  authority_id uuid not null,
  paper_id text,
  -- The key is what the count is held to: a content that is named cannot be swept.
  address text references content (address),
  kind text not null,
  bytes integer not null,
  pages integer,
  sealed bytea not null,
  handed_in_at timestamptz not null,
  handed_in_by text not null,
  taken_out_at timestamptz,
  taken_out_by text,
  foreign key (dossier_id, home_authority_id) references dossier (id, authority_id),
  check ((taken_out_at is null) = (taken_out_by is null) and (taken_out_at is null) = (address is not null))
);
comment on table dossier_file is 'a file handed in with a dossier; taken out, its row stays and names no content';
comment on column dossier_file.authority_id is 'the authority it was handed in for; of a citizen''s, the dossier''s home';
comment on column dossier_file.paper_id is 'of which paper of the procedure; null when of none of them';
comment on column dossier_file.sealed is 'its name, which may name a person: AES-256-GCM by the application, bound to table, column and row';
comment on column dossier_file.handed_in_by is 'an officer, or `citizen`';
create index dossier_file_by_dossier on dossier_file (dossier_id);
create index dossier_file_by_address on dossier_file (address) where address is not null;

alter table dossier_file enable row level security;
alter table dossier_file force row level security;
create policy file_read on dossier_file for select
  using (exists (select 1 from dossier d where d.id = dossier_id));
create policy file_hand_in on dossier_file for insert
  with check (authority_id::text = current_setting('app.authority', true)
    and (home_authority_id::text = current_setting('app.authority', true) or takes_part(dossier_id)));
create policy file_take_out on dossier_file for update
  using (takes_part(dossier_id));

grant select, insert, delete on content to :app;
grant update (files, begun_at) on content to :app;
grant select, insert on dossier_file to :app;
grant update (address, taken_out_at, taken_out_by) on dossier_file to :app;
grant select, insert, update, delete on content, dossier_file to :loader;
