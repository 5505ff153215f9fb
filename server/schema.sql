create type channel as enum ('COUNTER', 'ONLINE', 'POST');

create type clock_state as enum ('NOT_STARTED', 'RUNNING', 'PAUSED', 'STOPPED');

create type delivery_state as enum ('NONE', 'READY', 'HANDED_TO_POST', 'DELIVERED', 'RETURNED_BY_POST', 'UNCLAIMED');

create type note_kind as enum ('OPINION', 'QUESTION', 'SEND_BACK_REASON', 'REASON', 'NOTE', 'LOOK_UP_SECRET');

create type payment_state as enum ('NOT_STATED', 'NONE_DUE', 'DUE', 'PAID', 'WAIVED', 'REFUND_DUE', 'REFUNDED');

create type person_part as enum ('OWNER', 'SUBMITTER', 'SUBJECT', 'RECEIVER');

create type sync_state as enum ('IN_SYNC', 'PENDING', 'FAILED', 'REJECTED', 'NOT_LINKED');

create type timeliness as enum ('EARLY', 'ON_TIME', 'OVERDUE', 'NO_TERM');

CREATE OR REPLACE FUNCTION must_all_be_found(what text, seen bigint, wanted bigint)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  if seen <> wanted then
    raise exception '% of % rows of % are there', seen, wanted, what;
  end if;
  return true;
end $function$;

create table absence (
  id uuid not null,
  authority_id uuid not null,
  officer_id uuid not null,
  first_day date not null,
  last_day date not null,
  cover_id uuid,
  noted_at timestamp with time zone not null,
  noted_by uuid not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  constraint absence_pkey PRIMARY KEY (id),
  constraint absence_one_at_a_time EXCLUDE USING gist (officer_id WITH =, daterange(first_day, last_day, '[]'::text) WITH &&) WHERE (withdrawn_at IS NULL),
  constraint absence_check CHECK (last_day >= first_day),
  constraint absence_check1 CHECK (cover_id <> officer_id),
  constraint absence_check2 CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
comment on table absence is 'nghỉ phép: from the first to the last legal day, both away; the cover acts in the officer''s own posts. No reason is kept';
CREATE INDEX absence_covered_by ON absence USING btree (cover_id, last_day) WHERE withdrawn_at IS NULL;
CREATE INDEX absence_of_authority ON absence USING btree (authority_id, noted_at, id);

create table administrative_succession (
  predecessor_id uuid not null,
  successor_id uuid not null,
  constraint administrative_succession_pkey PRIMARY KEY (predecessor_id, successor_id),
  constraint administrative_succession_check CHECK (predecessor_id <> successor_id)
);
comment on table administrative_succession is 'who continues a unit from the day on which it ended: one is split, several are merged';

create table administrative_unit (
  id uuid not null,
  code text not null,
  name text not null,
  level text not null,
  parent_id uuid,
  valid_from date not null,
  valid_to date,
  constraint administrative_unit_pkey PRIMARY KEY (id),
  constraint administrative_unit_code_valid_from_key UNIQUE (code, valid_from),
  constraint administrative_unit_check CHECK (valid_to IS NULL OR valid_to > valid_from),
  constraint administrative_unit_check1 CHECK ((parent_id IS NULL) = (level = 'PROVINCE'::text)),
  constraint administrative_unit_code_check CHECK (code <> ''::text),
  constraint administrative_unit_level_check CHECK (level = ANY (ARRAY['PROVINCE'::text, 'DISTRICT'::text, 'COMMUNE'::text])),
  constraint administrative_unit_name_check CHECK (name <> ''::text)
);
comment on table administrative_unit is 'đơn vị hành chính as it was from valid_from until before valid_to: with another parent it is another row, which succeeds it';
comment on column administrative_unit.code is 'of the General Statistics Office; a merged unit may go on under the code of one it was made of';
CREATE INDEX administrative_unit_below ON administrative_unit USING btree (parent_id);

create table agency (
  id uuid not null,
  code text not null,
  name text not null,
  parent_name text,
  locality text not null,
  function text not null,
  kind text not null,
  level text not null,
  authority_id uuid not null,
  serves_authority_id uuid,
  hotline text,
  address text,
  valid_from date not null,
  valid_to date,
  parent_id uuid,
  administrative_unit_id uuid,
  system text default 'STATE'::text not null,
  constraint agency_pkey PRIMARY KEY (id),
  constraint agency_check CHECK (valid_to IS NULL OR valid_to > valid_from),
  constraint agency_kind_check CHECK (kind = ANY (ARRAY['AUTHORITY'::text, 'UNIT'::text, 'CENTRE'::text, 'BRANCH'::text])),
  constraint agency_level_check CHECK (level = ANY (ARRAY['PROVINCE'::text, 'COMMUNE'::text])),
  constraint agency_system_check CHECK (system = ANY (ARRAY['STATE'::text, 'VERTICAL'::text, 'PARTY'::text]))
);
comment on column agency.code is 'identifier by QĐ 20/2020/QĐ-TTg, variable depth (H05.15); first part of a dossier code';
comment on column agency.function is 'what a process calls a unit by: AUTHORITY, CENTRE, CULTURE_SOCIETY, LEADERSHIP, OFFICE, POLICE, SOCIAL_INSURANCE';
comment on column agency.authority_id is 'the authority this unit belongs to; an authority points at itself; the scope of row-level security';
comment on column agency.serves_authority_id is 'for a vertical agency (ngành dọc): the authority whose territory it serves';
comment on column agency.parent_id is 'the agency above it; of a branch its centre. parent_name is what papers print, and may name an agency that is not here';
comment on column agency.administrative_unit_id is 'the place it serves';
comment on column agency.system is 'STATE; VERTICAL (ngành dọc: police, tax, social insurance); PARTY (văn phòng tỉnh ủy, đảng ủy xã)';
CREATE UNIQUE INDEX agency_code_in_force ON agency USING btree (code) WHERE valid_to IS NULL;

create table agency_succession (
  predecessor_id uuid not null,
  successor_id uuid not null,
  constraint agency_succession_pkey PRIMARY KEY (predecessor_id, successor_id),
  constraint agency_succession_check CHECK (predecessor_id <> successor_id)
);
comment on table agency_succession is 'who continues the work of an agency from the day on which it ended; what it signed stays as it was';

create table artefact (
  id uuid not null,
  dossier_id uuid not null,
  home_authority_id uuid not null,
  authority_id uuid not null,
  event_seq integer not null,
  form text not null,
  template_version text not null,
  sealed bytea,
  frozen_at timestamp with time zone not null,
  file_sha256 text,
  file_bytes integer,
  rendered_at timestamp with time zone,
  constraint artefact_pkey PRIMARY KEY (id)
);
comment on table artefact is 'a paper: its data and template version frozen in the act''s commit; bytes rendered afterwards and hashed once';
CREATE INDEX artefact_by_dossier ON artefact USING btree (dossier_id);

create table calendar_change (
  id uuid not null,
  number text not null,
  issuer text not null,
  decided_on date not null,
  title text not null,
  change jsonb not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  constraint calendar_change_pkey PRIMARY KEY (id)
);
comment on table calendar_change is 'a decision on days off or office hours; the versions it made name it';

create table content (
  address text not null,
  files integer default 0 not null,
  begun_at timestamp with time zone not null,
  constraint content_pkey PRIMARY KEY (address),
  constraint content_files_check CHECK (files >= 0)
);
comment on table content is 'what is kept in the store of contents, by the keyed hash of its bytes; written before the bytes are, so that none lie there unknown';
comment on column content.files is 'how many rows of dossier_file name it; under no row for a while it is swept, with its bytes';
comment on column content.begun_at is 'when somebody last began to hand it in: bytes come before the row that names them';
CREATE INDEX content_unnamed ON content USING btree (begun_at) WHERE files = 0;

create table counter (
  id uuid not null,
  reception_point_id uuid not null,
  number integer not null,
  name text not null,
  constraint counter_pkey PRIMARY KEY (id),
  constraint counter_reception_point_id_number_key UNIQUE (reception_point_id, number)
);

create table counter_session (
  id uuid not null,
  counter_id uuid not null,
  centre_id uuid not null,
  authority_id uuid not null,
  officer_id uuid not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint counter_session_pkey PRIMARY KEY (id)
);
comment on table counter_session is 'receiving and returning need one that was opened today and is open: never in the rooms behind the counter';
CREATE UNIQUE INDEX counter_session_one_counter ON counter_session USING btree (counter_id) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX counter_session_one_officer ON counter_session USING btree (officer_id) WHERE closed_at IS NULL;

create table credential (
  username text not null,
  password_hash text not null,
  changed_at timestamp with time zone not null,
  first_until timestamp with time zone,
  constraint credential_pkey PRIMARY KEY (username)
);
comment on column credential.first_until is 'until when a first password is good for one sign-in, at which another must be chosen; null: its officer chose it';

create table delegation (
  id uuid not null,
  authority_id uuid not null,
  from_officer_id uuid not null,
  to_officer_id uuid not null,
  unit_id uuid not null,
  roles text[] not null,
  procedures text[],
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone not null,
  basis text not null,
  made_at timestamp with time zone not null,
  made_by uuid not null,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  constraint delegation_pkey PRIMARY KEY (id),
  constraint delegation_check CHECK (valid_to > valid_from),
  constraint delegation_check1 CHECK (from_officer_id <> to_officer_id),
  constraint delegation_check2 CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)),
  constraint delegation_procedures_check CHECK (cardinality(procedures) > 0),
  constraint delegation_roles_check CHECK (cardinality(roles) > 0)
);
comment on table delegation is 'ủy quyền: an officer acts in the posts of another until before valid_to; never passed on, never deleted';
comment on column delegation.unit_id is 'whose posts: one who moves to another unit has not delegated those there';
comment on column delegation.procedures is 'slugs, or fields in the words of the source; null: every procedure';
comment on column delegation.basis is 'number and day of the written delegation';
CREATE INDEX delegation_of_authority ON delegation USING btree (authority_id, made_at, id);
CREATE INDEX delegation_to ON delegation USING btree (to_officer_id, valid_to) WHERE revoked_at IS NULL;

create table dossier (
  id uuid not null,
  authority_id uuid not null,
  authorities text[] not null,
  units text[] not null,
  code text not null,
  state text not null,
  clock clock_state not null,
  payment payment_state not null,
  delivery delivery_state not null,
  sync sync_state not null,
  channel channel not null,
  procedure_version_id uuid not null,
  process_version_id uuid,
  owner_id uuid not null,
  submitter_id uuid not null,
  subject_id uuid,
  assisted_at_point_id uuid,
  receiving_unit_id uuid not null,
  competent_unit_id uuid not null,
  accepted_at timestamp with time zone,
  clock_starts_at timestamp with time zone,
  original_due_at timestamp with time zone,
  current_due_at timestamp with time zone,
  issued_at timestamp with time zone,
  returned_at timestamp with time zone,
  timeliness timeliness,
  result_number text,
  holder_unit_id uuid,
  holder_officer_id uuid,
  "position" jsonb not null,
  receipt_hash text not null,
  version integer not null,
  last_event_at timestamp with time zone not null,
  deadline jsonb,
  submitted_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint dossier_pkey PRIMARY KEY (id),
  constraint dossier_code_key UNIQUE (code),
  constraint dossier_id_authority_id_key UNIQUE (id, authority_id),
  constraint dossier_check CHECK ((authority_id::text = ANY (authorities)) AND NOT (''::text = ANY (authorities)) AND length(receipt_hash) >= 32),
  constraint dossier_check1 CHECK ((accepted_at IS NULL) = (deadline IS NULL) AND (accepted_at IS NULL) = (clock_starts_at IS NULL) AND ((accepted_at IS NULL) = (process_version_id IS NULL) OR process_version_id IS NULL AND (issued_at IS NOT NULL OR closed_at IS NOT NULL))),
  constraint dossier_check2 CHECK (issued_at IS NULL OR closed_at IS NULL)
) with (fillfactor=80);
comment on table dossier is 'the current row: exactly what folding dossier_event gives';
comment on column dossier.authority_id is 'the competent authority: the dossier''s home, which never changes';
comment on column dossier.authorities is 'every authority that takes part, as text: the scope of row-level security';
comment on column dossier.units is 'every unit that takes part, as text: the scope of the policy''s WHERE';
comment on column dossier.accepted_at is 'null until it is accepted: no term runs before';
comment on column dossier."position" is 'what no list asks by: the case, the token state of the process, open tasks, draft and result';
comment on column dossier.receipt_hash is 'keyed hash of the receipt secret; the code alone opens nothing';
comment on column dossier.deadline is 'pinned at acceptance: term, phases, rule, version of the calendar';
comment on column dossier.submitted_at is 'when it came; of one received at a counter, its acceptance';
comment on column dossier.closed_at is 'when it was turned away or stopped';
CREATE INDEX dossier_by_submission ON dossier USING btree (submitted_at, id);
CREATE INDEX dossier_by_unit ON dossier USING gin (units);
CREATE INDEX dossier_held ON dossier USING btree (holder_unit_id) WHERE issued_at IS NULL AND closed_at IS NULL;
CREATE INDEX dossier_in_hand ON dossier USING btree (holder_officer_id) WHERE issued_at IS NULL AND closed_at IS NULL AND accepted_at IS NOT NULL;
CREATE INDEX dossier_open ON dossier USING btree (accepted_at, id) WHERE issued_at IS NULL AND closed_at IS NULL AND accepted_at IS NOT NULL;
CREATE UNIQUE INDEX dossier_result_number ON dossier USING btree (authority_id, result_number, date_part('year'::text, (issued_at AT TIME ZONE 'Asia/Ho_Chi_Minh'::text))) WHERE result_number IS NOT NULL;

create table dossier_counter (
  agency_code text not null,
  day text not null,
  last integer not null,
  authority_id uuid not null,
  constraint dossier_counter_pkey PRIMARY KEY (authority_id, agency_code, day)
);
comment on table dossier_counter is 'the last dossier number per agency and day; touched only by the statement that inserts the dossier';

create table dossier_event (
  dossier_id uuid not null,
  home_authority_id uuid not null,
  seq integer not null,
  type text not null,
  v smallint not null,
  at timestamp with time zone not null,
  actor_id text not null,
  authority_id uuid not null,
  counter_session_id uuid,
  request_id uuid,
  data jsonb not null,
  on_behalf_of jsonb,
  constraint dossier_event_pkey PRIMARY KEY (dossier_id, seq)
);
comment on table dossier_event is 'insert-only; holds ids and facts, never personal data; a type''s version is never redefined';
comment on column dossier_event.authority_id is 'the authority the actor acted for';
comment on column dossier_event.on_behalf_of is 'officer and delegation or cover, by id; null where the post was the actor''s own';
CREATE INDEX dossier_event_lately ON dossier_event USING brin (at) WITH (pages_per_range='32', autosummarize='on');

create table dossier_file (
  id uuid not null,
  dossier_id uuid not null,
  home_authority_id uuid not null,
  authority_id uuid not null,
  paper_id text,
  address text,
  kind text not null,
  bytes integer not null,
  pages integer,
  sealed bytea not null,
  handed_in_at timestamp with time zone not null,
  handed_in_by text not null,
  taken_out_at timestamp with time zone,
  taken_out_by text,
  taken_out_reason bytea,
  constraint dossier_file_pkey PRIMARY KEY (id),
  constraint dossier_file_check CHECK ((taken_out_at IS NULL) = (taken_out_by IS NULL) AND (taken_out_at IS NOT NULL OR address IS NOT NULL AND taken_out_reason IS NULL))
);
comment on table dossier_file is 'a file handed in with a dossier; taken out, its row and its content stay and are shown to nobody';
comment on column dossier_file.authority_id is 'the authority it was handed in for; of a citizen''s, the dossier''s home';
comment on column dossier_file.paper_id is 'of which paper of the procedure; null when of none of them';
comment on column dossier_file.address is 'where its content lies; null of what was erased: taken back by the citizen, unopened, or taken out when that still erased it';
comment on column dossier_file.sealed is 'its name, which may name a person: AES-256-GCM by the application, bound to table, column and row';
comment on column dossier_file.handed_in_by is 'an officer, or `citizen`';
comment on column dossier_file.taken_out_reason is 'sealed, as its name is';
CREATE INDEX dossier_file_by_address ON dossier_file USING btree (address) WHERE address IS NOT NULL;
CREATE INDEX dossier_file_by_dossier ON dossier_file USING btree (dossier_id);

create table due_notice (
  dossier_id uuid not null,
  home_authority_id uuid not null,
  calendar_change_id uuid not null,
  was_due_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  told_at timestamp with time zone,
  told_by text,
  told_how text,
  constraint due_notice_pkey PRIMARY KEY (dossier_id, home_authority_id),
  constraint due_notice_check CHECK ((told_at IS NULL) = (told_by IS NULL) AND (told_at IS NULL) = (told_how IS NULL)),
  constraint due_notice_told_how_check CHECK (told_how = ANY (ARRAY['PHONE'::text, 'IN_PERSON'::text, 'MESSAGE'::text, 'LETTER'::text]))
);
comment on table due_notice is 'whom we owe word of another date: what they were told last, and what holds now';
CREATE INDEX due_notice_owed ON due_notice USING btree (due_at, dossier_id) WHERE told_at IS NULL;
CREATE INDEX due_notice_told ON due_notice USING btree (told_at, dossier_id) WHERE told_at IS NOT NULL;

create table due_recomputation (
  id uuid not null,
  change_id uuid not null,
  authority_id uuid not null,
  after_accepted_at timestamp with time zone default '-infinity'::timestamp with time zone not null,
  after_id uuid default '00000000-0000-0000-0000-000000000000'::uuid not null,
  looked_at integer default 0 not null,
  moved integer default 0 not null,
  not_before timestamp with time zone not null,
  second_look boolean default false not null,
  failures integer default 0 not null,
  ended_at timestamp with time zone,
  constraint due_recomputation_pkey PRIMARY KEY (id),
  constraint due_recomputation_change_id_authority_id_key UNIQUE (change_id, authority_id)
);
comment on table due_recomputation is 'how far the open due dates of an authority have followed a change of its calendar; the cursor moves in the commit of what it passed';
comment on column due_recomputation.second_look is 'receptions that were under way when the calendar changed may have been promised by the old one: the newest are looked at again';
CREATE INDEX due_recomputation_open ON due_recomputation USING btree (not_before) WHERE ended_at IS NULL;

create table failed_attempt (
  subject text not null,
  bin_starts_at timestamp with time zone not null,
  failures integer not null,
  constraint failed_attempt_pkey PRIMARY KEY (subject, bin_starts_at)
);
comment on table failed_attempt is 'failed sign-ins and look-ups counted per subject (a keyed hash of account, address or code) in bins of five minutes; swept after a day';
CREATE INDEX failed_attempt_age ON failed_attempt USING btree (bin_starts_at);

create table form_counter (
  authority_id uuid not null,
  form text not null,
  year integer not null,
  last integer not null,
  constraint form_counter_pkey PRIMARY KEY (authority_id, form, year)
);
comment on table form_counter is 'the last number per authority, form and year; taken in the commit of the act that freezes the paper';

create table house_mode (
  id smallint not null,
  mode text not null,
  reason_vi text,
  reason_en text,
  since timestamp with time zone not null,
  until timestamp with time zone,
  set_by text not null,
  constraint house_mode_pkey PRIMARY KEY (id),
  constraint house_mode_id_check CHECK (id = 1),
  constraint house_mode_mode_check CHECK (mode = ANY (ARRAY['NORMAL'::text, 'READ_ONLY'::text]))
);
comment on table house_mode is 'whether acts are taken; while it is read-only everything can be looked at, and who wants to write is told why and until when';
comment on column house_mode.until is 'when it is expected to end: told to people, not acted upon';

create table idempotent_answer (
  actor_id text not null,
  route text not null,
  key text not null,
  body_hash text not null,
  subject_id uuid not null,
  answer jsonb not null,
  answered_at timestamp with time zone not null,
  constraint idempotent_answer_pkey PRIMARY KEY (actor_id, route, key)
);
comment on table idempotent_answer is 'only successes; scoped to actor and route; a replay is authorised again before it is given; swept after thirty days';
CREATE INDEX idempotent_answer_age ON idempotent_answer USING brin (answered_at);

create table job (
  id uuid not null,
  subscriber text not null,
  order_key uuid not null,
  event_seq integer not null,
  authority_id uuid not null,
  run_at timestamp with time zone not null,
  claims integer default 0 not null,
  failures integer default 0 not null,
  leased_until timestamp with time zone,
  last_error text,
  dead_at timestamp with time zone,
  constraint job_pkey PRIMARY KEY (subscriber, order_key, event_seq)
);
comment on table job is 'one row per (event, subscriber), written in the event''s commit, deleted in its effect''s commit';
comment on column job.id is 'client reference of whatever leaves the house for it';
comment on column job.order_key is 'the dossier: a later job of the same dossier and subscriber waits for the earlier one';
comment on column job.authority_id is 'the dossier''s home, under which the effect is done';
comment on column job.claims is 'how often a worker took it; the last to take it alone may end it';
comment on column job.failures is 'how often its effect failed; never for a database that was away';
CREATE INDEX job_dead ON job USING btree (dead_at) WHERE dead_at IS NOT NULL;
CREATE INDEX job_due ON job USING btree (run_at) WHERE dead_at IS NULL;

create table ledger (
  id uuid not null,
  at timestamp with time zone not null,
  actor_id text not null,
  authority_id uuid,
  act text not null,
  subject_id uuid,
  purpose text,
  request_id uuid,
  detail jsonb not null,
  xact xid8 default pg_current_xact_id() not null,
  constraint ledger_pkey PRIMARY KEY (id)
);
comment on table ledger is 'insert-only: every act and every read of personal data, with its purpose';
comment on column ledger.xact is 'the transaction that wrote the row: of two snapshots it tells what was committed between them, however late';
CREATE INDEX ledger_by_subject ON ledger USING btree (subject_id, at);
CREATE INDEX ledger_by_xact ON ledger USING btree (xact, id);

create table ledger_checkpoint (
  size bigint not null,
  previous_size bigint not null,
  root bytea not null,
  frontier bytea not null,
  made_at timestamp with time zone not null,
  key_id text not null,
  note text not null,
  seen_before pg_snapshot,
  seen pg_snapshot not null,
  last_xact xid8 not null,
  last_id uuid not null,
  system_identifier bigint not null,
  constraint ledger_checkpoint_pkey PRIMARY KEY (size),
  constraint ledger_checkpoint_previous_size_key UNIQUE (previous_size),
  constraint ledger_checkpoint_check CHECK (size > previous_size),
  constraint ledger_checkpoint_root_check CHECK (length(root) = 32)
);
comment on table ledger_checkpoint is 'insert-only: signed heads of the tree, each written with the leaves that it adds';
comment on column ledger_checkpoint.frontier is 'hashes of the complete subtrees, the largest first, 32 bytes each: what the next leaves are added to';
comment on column ledger_checkpoint.seen_before is 'what was taken in full before; null from the beginning on';
comment on column ledger_checkpoint.seen is 'what is being taken: rows committed in this snapshot and not in the one before, up to last_xact and last_id';
comment on column ledger_checkpoint.system_identifier is 'the cluster whose transactions these are: in another their numbers mean nothing';
CREATE INDEX ledger_checkpoint_by_time ON ledger_checkpoint USING btree (made_at);

create table ledger_key (
  id text not null,
  log_id text not null,
  public_key bytea not null,
  sealed bytea not null,
  made_at timestamp with time zone not null,
  endorsed_by text,
  endorsement bytea,
  constraint ledger_key_pkey PRIMARY KEY (id),
  constraint ledger_key_endorsed_by_key UNIQUE NULLS NOT DISTINCT (endorsed_by),
  constraint ledger_key_check CHECK ((endorsed_by IS NULL) = (endorsement IS NULL))
);
comment on table ledger_key is 'insert-only: the keys that sign checkpoints, each but the first signed by the one before it; the private halves sealed';
comment on column ledger_key.id is 'first four bytes of SHA-256(name, newline, 1, public key), as a signed note names its key';

create table ledger_leaf (
  "position" bigint not null,
  row_id uuid not null,
  hash bytea not null,
  constraint ledger_leaf_pkey PRIMARY KEY ("position"),
  constraint ledger_leaf_row_id_key UNIQUE (row_id),
  constraint ledger_leaf_hash_check CHECK (length(hash) = 32),
  constraint ledger_leaf_position_check CHECK ("position" >= 0)
);
comment on table ledger_leaf is 'insert-only: where each row of the ledger stands in the tree, and the hash of what it said when it was taken';
comment on column ledger_leaf."position" is 'from 0, without a gap: two takers at once would give the same, and one of them fails';

create table manifest (
  id uuid not null,
  authority_id uuid not null,
  to_authority_id uuid not null,
  from_unit_id uuid not null,
  to_unit_id uuid not null,
  year integer not null,
  number integer not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  template_version text not null,
  sealed bytea,
  file_sha256 text,
  file_bytes integer,
  rendered_at timestamp with time zone,
  constraint manifest_pkey PRIMARY KEY (id),
  constraint manifest_authority_id_year_number_key UNIQUE (authority_id, year, number),
  constraint manifest_id_authority_id_to_authority_id_key UNIQUE (id, authority_id, to_authority_id)
);
comment on table manifest is 'Phiếu bàn giao: hand-overs that waited for confirmation, frozen with its template version; bytes rendered afterwards and hashed once';
comment on column manifest.authority_id is 'of the unit that sends';
comment on column manifest.number is 'of that authority and year, without a gap: taken in the commit that freezes the paper';
comment on column manifest.sealed is 'every word that stands on it; null once erased';
CREATE INDEX manifest_by_making ON manifest USING btree (made_at, id);

create table manifest_dossier (
  manifest_id uuid not null,
  seq integer not null,
  authority_id uuid not null,
  to_authority_id uuid not null,
  dossier_id uuid not null,
  home_authority_id uuid not null,
  task_id uuid not null,
  constraint manifest_dossier_pkey PRIMARY KEY (manifest_id, seq)
);
comment on table manifest_dossier is 'the lines of a manifest, in its order; insert-only';
comment on column manifest_dossier.task_id is 'the hand-over: the task by which it is confirmed, refused or taken back';
CREATE INDEX manifest_dossier_by_task ON manifest_dossier USING btree (task_id);

create table migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone default now() not null,
  constraint migration_pkey PRIMARY KEY (name)
);
comment on table migration is 'written by the program alone: which files of server/migrations were applied';
comment on column migration.checksum is 'SHA-256 of the file with line feeds';

create table note (
  id uuid not null,
  dossier_id uuid not null,
  home_authority_id uuid not null,
  authority_id uuid not null,
  kind note_kind not null,
  sealed bytea,
  written_at timestamp with time zone not null,
  written_by text not null,
  constraint note_pkey PRIMARY KEY (id)
);
comment on table note is 'free text of officers, which may name people: sealed, apart from events, made to be erased';
CREATE INDEX note_by_dossier ON note USING btree (dossier_id);

create table officer (
  id uuid not null,
  username text not null,
  full_name text not null,
  title text not null,
  authority_id uuid not null,
  unit_id uuid not null,
  roles text[] not null,
  valid_from date not null,
  valid_to date,
  constraint officer_pkey PRIMARY KEY (id),
  constraint officer_username_key UNIQUE (username),
  constraint officer_username_check CHECK (username = lower(username) AND username <> ''::text)
);
comment on column officer.title is 'chức danh as printed on papers';

create table people_search_pace (
  officer_id uuid not null,
  searched_at timestamp with time zone[] not null,
  constraint people_search_pace_pkey PRIMARY KEY (officer_id)
);
comment on table people_search_pace is 'when an officer last looked for people, as far as the limit looks back; what was looked for stands nowhere';

create table person (
  id uuid not null,
  version integer not null,
  dossier_id uuid not null,
  home_authority_id uuid not null,
  authority_id uuid not null,
  part person_part not null,
  sealed bytea,
  id_number_index bytea,
  phone_index bytea,
  recorded_at timestamp with time zone not null,
  recorded_by text not null,
  erased_at timestamp with time zone,
  number_verified_at timestamp with time zone,
  constraint person_pkey PRIMARY KEY (id, version),
  constraint person_check CHECK ((sealed IS NULL) = (erased_at IS NOT NULL))
);
comment on table person is 'a person as named in one dossier, corrected by a new version; being the same human as in another is a later finding, not a key';
comment on column person.sealed is 'AES-256-GCM by the application, bound to table, column and row; null once erased';
comment on column person.id_number_index is 'keyed blind index with its key id; not unique: nobody verified the number';
comment on column person.number_verified_at is 'when the number was held against the national database; null: nobody did, and no act does yet';
CREATE INDEX person_by_dossier ON person USING btree (dossier_id);
CREATE INDEX person_by_id_number ON person USING btree (id_number_index) WHERE id_number_index IS NOT NULL;
CREATE INDEX person_by_phone ON person USING btree (phone_index) WHERE phone_index IS NOT NULL;

create table person_word (
  word bigint not null,
  recorded_at timestamp with time zone not null,
  person_id uuid not null,
  dossier_id uuid not null,
  home_authority_id uuid not null,
  for_authority_id uuid
);
comment on table person_word is 'what the newest version of a person is found by; written with it, gone with a correction; an erasure must take it too';
comment on column person_word.recorded_at is 'of that version';
comment on column person_word.for_authority_id is 'who finds it, where that is not the home: null takes no room in nine of ten rows';
CREATE INDEX person_word_newest ON person_word USING btree (word, recorded_at);

create table procedure (
  id uuid not null,
  slug text not null,
  national_code text,
  created_at timestamp with time zone not null,
  source_key text,
  constraint procedure_pkey PRIMARY KEY (id),
  constraint procedure_slug_key UNIQUE (slug),
  constraint procedure_source_key_key UNIQUE (source_key)
);
comment on column procedure.national_code is 'mã TTHC, opaque; null where the source states none';
comment on column procedure.source_key is 'what a record of a source is found again by: its code, else title and agency in plain letters; null when no import knows it';

create table procedure_import (
  id uuid not null,
  file_name text not null,
  file_sha256 text not null,
  records integer not null,
  imported_at timestamp with time zone not null,
  imported_by text not null,
  constraint procedure_import_pkey PRIMARY KEY (id)
);
comment on table procedure_import is 'a file that was read into drafts; nothing is published by it';

create table procedure_replacement (
  replaced_id uuid not null,
  replacing_id uuid not null,
  decision_id uuid not null,
  since date not null,
  constraint procedure_replacement_pkey PRIMARY KEY (replaced_id, replacing_id),
  constraint procedure_replacement_check CHECK (replaced_id <> replacing_id)
);
comment on table procedure_replacement is 'n:m: one procedure may replace several, and several one; never in a circle (catalogue/rules)';

create table procedure_search (
  version_id uuid not null,
  effective_from date not null,
  effective_to date,
  code text collate "C",
  initials text collate "C" not null,
  title text collate "C" not null,
  title_norm text collate "C" not null,
  field text,
  agency text,
  words tsvector not null,
  constraint procedure_search_pkey PRIMARY KEY (version_id)
);
comment on table procedure_search is 'derived from procedure_version and procedure: a row for each version that is no draft';
comment on column procedure_search.code is 'letters and digits of the national code';
comment on column procedure_search.title is 'folded words, with one space before each and one at the end, so that a whole word is found as text';
comment on column procedure_search.title_norm is 'as in procedure_version, its first 600 letters: the order of the alphabet';
comment on column procedure_search.agency is 'who is competent; like field in the words of the source, to choose by';
comment on column procedure_search.words is 'words of the title; each run of eight initials, with = before; words of field, agency, results, English title and code, with + before';
CREATE INDEX procedure_search_by_code ON procedure_search USING btree (code);
CREATE INDEX procedure_search_by_field ON procedure_search USING btree (field);
CREATE INDEX procedure_search_by_initials ON procedure_search USING btree (initials);
CREATE INDEX procedure_search_by_likeness ON procedure_search USING gin (translate(title, 'y '::text, 'i'::text) gin_trgm_ops) WITH (gin_pending_list_limit='512');
CREATE INDEX procedure_search_by_title ON procedure_search USING btree (title);
CREATE INDEX procedure_search_by_word ON procedure_search USING gin (words) WITH (gin_pending_list_limit='512');

create table procedure_version (
  id uuid not null,
  procedure_id uuid not null,
  version integer not null,
  process_version_id uuid,
  status text not null,
  title text not null,
  title_norm text not null,
  level text,
  effective_from date,
  effective_to date,
  body jsonb not null,
  decision_id uuid,
  import_id uuid,
  questions jsonb default '[]'::jsonb not null,
  source_sha256 text,
  constraint procedure_version_pkey PRIMARY KEY (id),
  constraint procedure_version_procedure_id_version_key UNIQUE (procedure_id, version),
  constraint procedure_version_one_a_day EXCLUDE USING gist (procedure_id WITH =, daterange(effective_from, effective_to, '[]'::text) WITH &&) WHERE (status <> 'DRAFT'::text),
  constraint procedure_version_ends_after_it_begins CHECK (effective_to >= effective_from),
  constraint procedure_version_level_check CHECK (level = ANY (ARRAY['MINISTRY'::text, 'PROVINCE'::text, 'COMMUNE'::text, 'OTHER'::text])),
  constraint procedure_version_since CHECK (status = 'DRAFT'::text OR effective_from IS NOT NULL),
  constraint procedure_version_status_check CHECK (status = ANY (ARRAY['DRAFT'::text, 'PUBLISHED'::text, 'SUSPENDED'::text, 'KEPT'::text]))
);
comment on column procedure_version.process_version_id is 'null: described, not handled here';
comment on column procedure_version.status is 'KEPT: the name of a procedure that dossiers were taken over with; its days say when it was kept, and it holds on none';
comment on column procedure_version.effective_to is 'the last day it holds; null while no end is known';
comment on column procedure_version.body is 'ProcedureContent of catalogue/rules; what the source leaves out is absent here too';
comment on column procedure_version.questions is 'what a person must decide before it is published, with its place in the source';
comment on column procedure_version.source_sha256 is 'of the record it was imported from, whatever the order of its keys; null when it was written here';
CREATE INDEX procedure_version_of_import ON procedure_version USING btree (import_id) WHERE import_id IS NOT NULL;

create table procedure_word (
  word text collate "C" not null,
  constraint procedure_word_pkey PRIMARY KEY (word)
);
comment on table procedure_word is 'every word that a row of procedure_search has or had: what a mistyped word may have been';

create table process_beat (
  id uuid not null,
  roles text[] not null,
  host text not null,
  pid integer not null,
  version text not null,
  started_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  constraint process_beat_pkey PRIMARY KEY (id)
);
comment on table process_beat is 'a process that serves or works: written each five seconds, forgotten after a day';

create table process_version (
  id uuid not null,
  name text not null,
  version integer not null,
  body jsonb not null,
  constraint process_version_pkey PRIMARY KEY (id)
);
comment on column process_version.body is 'the step table as published, never rescaled; its steps name those that follow';

create table publication_decision (
  id uuid not null,
  number text not null,
  issuer text not null,
  decided_on date not null,
  title text not null,
  recorded_at timestamp with time zone not null,
  recorded_by text not null,
  constraint publication_decision_pkey PRIMARY KEY (id),
  constraint publication_decision_number_issuer_decided_on_key UNIQUE (number, issuer, decided_on)
);
comment on table publication_decision is 'quyết định công bố: what a procedure is published, replaced or repealed by';

create table reception_point (
  id uuid not null,
  centre_id uuid not null,
  name text not null,
  address text,
  constraint reception_point_pkey PRIMARY KEY (id)
);
comment on table reception_point is 'the registered places where dossiers may be received and results returned';

create table recovery_code (
  officer_id uuid not null,
  code_hash text not null,
  made_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint recovery_code_pkey PRIMARY KEY (officer_id, code_hash)
);
comment on table recovery_code is 'instead of a code of the telephone, each once; a keyed hash of 60 random bits';

create table reference_generation (
  id smallint not null,
  generation bigint not null,
  constraint reference_generation_pkey PRIMARY KEY (id),
  constraint reference_generation_id_check CHECK (id = 1)
);
comment on table reference_generation is 'raised by whatever changes agencies, calendars, procedures or processes: processes keep what they read until it moves';

create table same_person (
  id uuid not null,
  authority_id uuid not null,
  one_id uuid not null,
  one_dossier_id uuid not null,
  other_id uuid not null,
  other_dossier_id uuid not null,
  reason bytea not null,
  declared_at timestamp with time zone not null,
  declared_by text not null,
  undone_at timestamp with time zone,
  undone_by text,
  constraint same_person_pkey PRIMARY KEY (id),
  constraint same_person_check CHECK (one_id < other_id),
  constraint same_person_check1 CHECK ((undone_at IS NULL) = (undone_by IS NULL))
);
comment on table same_person is 'an authority''s finding that two persons are one human being: it groups what a search shows, and changes neither';
comment on column same_person.reason is 'sealed, as notes are';
CREATE INDEX same_person_by_other ON same_person USING btree (other_id) WHERE undone_at IS NULL;
CREATE UNIQUE INDEX same_person_once ON same_person USING btree (authority_id, one_id, other_id) WHERE undone_at IS NULL;

create table sealing_key (
  key_id smallint not null,
  fingerprint text not null,
  first_used_at timestamp with time zone not null,
  constraint sealing_key_pkey PRIMARY KEY (key_id)
);
comment on table sealing_key is 'the master keys that something here is sealed under, by fingerprint: a program that lacks one of them does not start, and makes no new one in its place';

create table second_factor (
  officer_id uuid not null,
  sealed bytea,
  last_step bigint,
  enrolled_at timestamp with time zone,
  pending bytea,
  pending_at timestamp with time zone,
  constraint second_factor_pkey PRIMARY KEY (officer_id),
  constraint second_factor_check CHECK ((sealed IS NULL) = (enrolled_at IS NULL)),
  constraint second_factor_check1 CHECK ((pending IS NULL) = (pending_at IS NULL))
);
comment on table second_factor is 'the secret that an officer''s telephone makes codes from (TOTP, RFC 6238), sealed; one that is being set up stands beside the one in use until a code was typed from it';
comment on column second_factor.last_step is 'the newest half minute whose code was accepted: no code is accepted twice, nor an older one';

create table session (
  id uuid not null,
  token_hash text not null,
  officer_id uuid not null,
  opened_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  idle_minutes integer,
  seen_at timestamp with time zone,
  assurance text default 'PASSWORD'::text not null,
  must_change_password boolean default false not null,
  address text,
  browser text,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_hash_key UNIQUE (token_hash),
  constraint session_assurance_check CHECK (assurance = ANY (ARRAY['PASSWORD'::text, 'SECOND_FACTOR'::text])),
  constraint session_idle_minutes_check CHECK (idle_minutes > 0),
  constraint session_token_hash_check CHECK (length(token_hash) = 64)
);
comment on column session.token_hash is 'SHA-256 of the cookie; the cookie itself is stored nowhere';
comment on column session.idle_minutes is 'ends when nobody has used it for so long; null: opened by a program that knew no such end';
comment on column session.seen_at is 'when its officer last used it, to the minute; what a page asks for by itself is no use of it';
comment on column session.assurance is 'by what its officer came in';
comment on column session.browser is 'kind of browser and of machine, for its officer to know it by';
CREATE INDEX session_of_officer ON session USING btree (officer_id) WHERE closed_at IS NULL;

create table takeover_row (
  source text not null,
  code text not null,
  dossier_id uuid not null,
  home_authority_id uuid not null,
  file_sha256 text not null,
  row_number integer not null,
  content_index bytea not null,
  taken_at timestamp with time zone not null,
  constraint takeover_row_pkey PRIMARY KEY (source, code)
);
comment on table takeover_row is 'where a dossier that was taken over came from; written once, by the command line';
comment on column takeover_row.source is 'the other software, as the office calls it';
comment on column takeover_row.row_number is 'as a spreadsheet numbers them: the heading is 1';
comment on column takeover_row.content_index is 'keyed hash of what stood in the row: whether it was changed since';
CREATE UNIQUE INDEX takeover_row_of_dossier ON takeover_row USING btree (dossier_id);

create table task (
  id uuid not null,
  dossier_id uuid not null,
  home_authority_id uuid not null,
  node text not null,
  kind text not null,
  authority_id uuid not null,
  unit_id uuid not null,
  role text not null,
  opened_by_authority_id uuid not null,
  opened_at timestamp with time zone not null,
  due_at timestamp with time zone,
  closed_at timestamp with time zone,
  closed_by text,
  outcome text,
  officer_id text,
  constraint task_pkey PRIMARY KEY (id)
);
comment on table task is 'what somebody has to do; the inbox; one row a step, an opinion, a hand-over to confirm';
comment on column task.officer_id is 'whoever alone may do it; null while anybody of the post may take it';
CREATE INDEX task_hand_over_waiting ON task USING btree (opened_at, id) WHERE kind = 'CONFIRM_HAND_OVER'::text AND closed_at IS NULL;
CREATE INDEX task_of_officer ON task USING btree (officer_id) WHERE closed_at IS NULL AND officer_id IS NOT NULL;
CREATE INDEX task_open_by_unit ON task USING btree (unit_id, COALESCE(due_at, 'infinity'::timestamp with time zone), id) WHERE closed_at IS NULL;

create table working_calendar (
  id uuid not null,
  authority_id uuid,
  version integer not null,
  body jsonb not null,
  valid_from date not null,
  valid_to date,
  key text not null,
  change_id uuid,
  constraint working_calendar_pkey PRIMARY KEY (id, version),
  constraint working_calendar_version_of_key UNIQUE (key, version)
);
comment on table working_calendar is 'authority_id null: the calendar of the whole province';
comment on column working_calendar.body is 'WorkingCalendar of deadlines/rules: sessions, holidays, swap days, each with its source';
comment on column working_calendar.key is 'the id in its body, the same for all its versions: what a dossier pins, with the version';
CREATE UNIQUE INDEX working_calendar_in_force ON working_calendar USING btree (key) WHERE valid_to IS NULL;

alter table absence add constraint absence_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES agency(id);
alter table absence add constraint absence_cover_id_fkey FOREIGN KEY (cover_id) REFERENCES officer(id);
alter table absence add constraint absence_noted_by_fkey FOREIGN KEY (noted_by) REFERENCES officer(id);
alter table absence add constraint absence_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES officer(id);
alter table absence add constraint absence_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES officer(id);

alter table administrative_succession add constraint administrative_succession_predecessor_id_fkey FOREIGN KEY (predecessor_id) REFERENCES administrative_unit(id);
alter table administrative_succession add constraint administrative_succession_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES administrative_unit(id);

alter table administrative_unit add constraint administrative_unit_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES administrative_unit(id);

alter table agency add constraint agency_administrative_unit_id_fkey FOREIGN KEY (administrative_unit_id) REFERENCES administrative_unit(id);
alter table agency add constraint agency_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES agency(id);
alter table agency add constraint agency_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES agency(id);
alter table agency add constraint agency_serves_authority_id_fkey FOREIGN KEY (serves_authority_id) REFERENCES agency(id);

alter table agency_succession add constraint agency_succession_predecessor_id_fkey FOREIGN KEY (predecessor_id) REFERENCES agency(id);
alter table agency_succession add constraint agency_succession_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES agency(id);

alter table artefact add constraint artefact_dossier_id_home_authority_id_fkey FOREIGN KEY (dossier_id, home_authority_id) REFERENCES dossier(id, authority_id);

alter table counter add constraint counter_reception_point_id_fkey FOREIGN KEY (reception_point_id) REFERENCES reception_point(id);

alter table counter_session add constraint counter_session_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES agency(id);
alter table counter_session add constraint counter_session_centre_id_fkey FOREIGN KEY (centre_id) REFERENCES agency(id);
alter table counter_session add constraint counter_session_counter_id_fkey FOREIGN KEY (counter_id) REFERENCES counter(id);
alter table counter_session add constraint counter_session_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES officer(id);

alter table credential add constraint credential_username_fkey FOREIGN KEY (username) REFERENCES officer(username);

alter table delegation add constraint delegation_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES agency(id);
alter table delegation add constraint delegation_from_officer_id_fkey FOREIGN KEY (from_officer_id) REFERENCES officer(id);
alter table delegation add constraint delegation_made_by_fkey FOREIGN KEY (made_by) REFERENCES officer(id);
alter table delegation add constraint delegation_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES officer(id);
alter table delegation add constraint delegation_to_officer_id_fkey FOREIGN KEY (to_officer_id) REFERENCES officer(id);
alter table delegation add constraint delegation_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES agency(id);

alter table dossier_event add constraint dossier_event_dossier_id_home_authority_id_fkey FOREIGN KEY (dossier_id, home_authority_id) REFERENCES dossier(id, authority_id);

alter table dossier_file add constraint dossier_file_address_fkey FOREIGN KEY (address) REFERENCES content(address);
alter table dossier_file add constraint dossier_file_dossier_id_home_authority_id_fkey FOREIGN KEY (dossier_id, home_authority_id) REFERENCES dossier(id, authority_id);

alter table due_notice add constraint due_notice_calendar_change_id_fkey FOREIGN KEY (calendar_change_id) REFERENCES calendar_change(id);
alter table due_notice add constraint due_notice_dossier_id_home_authority_id_fkey FOREIGN KEY (dossier_id, home_authority_id) REFERENCES dossier(id, authority_id);

alter table due_recomputation add constraint due_recomputation_change_id_fkey FOREIGN KEY (change_id) REFERENCES calendar_change(id);

alter table job add constraint job_order_key_authority_id_fkey FOREIGN KEY (order_key, authority_id) REFERENCES dossier(id, authority_id);

alter table ledger_checkpoint add constraint ledger_checkpoint_key_id_fkey FOREIGN KEY (key_id) REFERENCES ledger_key(id);

alter table ledger_key add constraint ledger_key_endorsed_by_fkey FOREIGN KEY (endorsed_by) REFERENCES ledger_key(id);

alter table manifest_dossier add constraint manifest_dossier_dossier_id_home_authority_id_fkey FOREIGN KEY (dossier_id, home_authority_id) REFERENCES dossier(id, authority_id);
alter table manifest_dossier add constraint manifest_dossier_manifest_id_authority_id_to_authority_id_fkey FOREIGN KEY (manifest_id, authority_id, to_authority_id) REFERENCES manifest(id, authority_id, to_authority_id);

alter table note add constraint note_dossier_id_home_authority_id_fkey FOREIGN KEY (dossier_id, home_authority_id) REFERENCES dossier(id, authority_id);

alter table officer add constraint officer_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES agency(id);
alter table officer add constraint officer_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES agency(id);

alter table people_search_pace add constraint people_search_pace_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES officer(id);

alter table person add constraint person_dossier_id_home_authority_id_fkey FOREIGN KEY (dossier_id, home_authority_id) REFERENCES dossier(id, authority_id);

alter table person_word add constraint person_word_dossier_id_home_authority_id_fkey FOREIGN KEY (dossier_id, home_authority_id) REFERENCES dossier(id, authority_id);

alter table procedure_replacement add constraint procedure_replacement_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES publication_decision(id);
alter table procedure_replacement add constraint procedure_replacement_replaced_id_fkey FOREIGN KEY (replaced_id) REFERENCES procedure(id);
alter table procedure_replacement add constraint procedure_replacement_replacing_id_fkey FOREIGN KEY (replacing_id) REFERENCES procedure(id);

alter table procedure_search add constraint procedure_search_version_id_fkey FOREIGN KEY (version_id) REFERENCES procedure_version(id);

alter table procedure_version add constraint procedure_version_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES publication_decision(id);
alter table procedure_version add constraint procedure_version_import_id_fkey FOREIGN KEY (import_id) REFERENCES procedure_import(id);
alter table procedure_version add constraint procedure_version_procedure_id_fkey FOREIGN KEY (procedure_id) REFERENCES procedure(id);
alter table procedure_version add constraint procedure_version_process_version_id_fkey FOREIGN KEY (process_version_id) REFERENCES process_version(id);

alter table reception_point add constraint reception_point_centre_id_fkey FOREIGN KEY (centre_id) REFERENCES agency(id);

alter table recovery_code add constraint recovery_code_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES officer(id);

alter table second_factor add constraint second_factor_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES officer(id);

alter table session add constraint session_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES officer(id);

alter table takeover_row add constraint takeover_row_dossier_id_home_authority_id_fkey FOREIGN KEY (dossier_id, home_authority_id) REFERENCES dossier(id, authority_id);

alter table task add constraint task_dossier_id_home_authority_id_fkey FOREIGN KEY (dossier_id, home_authority_id) REFERENCES dossier(id, authority_id);

alter table working_calendar add constraint working_calendar_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES agency(id);
alter table working_calendar add constraint working_calendar_change_id_fkey FOREIGN KEY (change_id) REFERENCES calendar_change(id);

CREATE OR REPLACE FUNCTION takes_part(dossier_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (EXISTS (SELECT 1 FROM dossier d WHERE ((d.id = takes_part.dossier_id) AND (current_setting('app.authority'::text, true) = ANY (d.authorities)))));

alter table absence enable row level security;
alter table absence force row level security;
create policy absence_noted on absence for insert to public
  with check (authority_id::text = current_setting('app.authority'::text, true) AND (EXISTS ( SELECT 1
   FROM officer o
  WHERE o.id = absence.officer_id AND o.authority_id = absence.authority_id)) AND (cover_id IS NULL OR (EXISTS ( SELECT 1
   FROM officer o
  WHERE o.id = absence.cover_id AND o.authority_id = absence.authority_id))));
create policy absence_read on absence for select to public
  using (authority_id::text = current_setting('app.authority'::text, true) OR (EXISTS ( SELECT 1
   FROM session s
  WHERE s.officer_id = absence.cover_id AND s.token_hash = current_setting('app.session'::text, true))));
create policy absence_withdrawn on absence for update to public
  using (authority_id::text = current_setting('app.authority'::text, true));
grant select, insert on absence to :app;
grant select, insert, update, delete on absence to :loader;
grant update (withdrawn_at, withdrawn_by) on absence to :app;

grant select on administrative_succession to :app;
grant select, insert, update, delete on administrative_succession to :loader;

grant select on administrative_unit to :app;
grant select, insert, update, delete on administrative_unit to :loader;

grant select on agency to :app;
grant select, insert, update, delete on agency to :loader;

grant select on agency_succession to :app;
grant select, insert, update, delete on agency_succession to :loader;

alter table artefact enable row level security;
alter table artefact force row level security;
create policy artefact_read on artefact for select to public
  using ((EXISTS ( SELECT 1
   FROM dossier d
  WHERE d.id = artefact.dossier_id)));
create policy artefact_render on artefact for update to public
  using (takes_part(dossier_id));
create policy artefact_write on artefact for insert to public
  with check (authority_id::text = current_setting('app.authority'::text, true) AND (home_authority_id::text = current_setting('app.authority'::text, true) OR takes_part(dossier_id)));
grant select, insert on artefact to :app;
grant select, insert, update, delete on artefact to :loader;
grant update (file_sha256, file_bytes, rendered_at) on artefact to :app;

grant select on calendar_change to :app;
grant select, insert, update, delete on calendar_change to :loader;

grant select, insert, delete on content to :app;
grant select, insert, update, delete on content to :loader;
grant update (files, begun_at) on content to :app;

grant select on counter to :app;
grant select, insert, update, delete on counter to :loader;

alter table counter_session enable row level security;
alter table counter_session force row level security;
create policy counter_session_close on counter_session for update to public
  using (authority_id::text = current_setting('app.authority'::text, true));
create policy counter_session_open on counter_session for insert to public
  with check (authority_id::text = current_setting('app.authority'::text, true) AND (EXISTS ( SELECT 1
   FROM officer o
  WHERE o.id = counter_session.officer_id AND o.authority_id = counter_session.authority_id)) AND (EXISTS ( SELECT 1
   FROM agency a
  WHERE a.id = counter_session.centre_id AND a.authority_id = counter_session.authority_id)));
create policy counter_session_read on counter_session for select to public
  using (authority_id::text = current_setting('app.authority'::text, true) OR (EXISTS ( SELECT 1
   FROM session s
  WHERE s.officer_id = counter_session.officer_id)));
grant select, insert on counter_session to :app;
grant select, insert, update, delete on counter_session to :loader;
grant update (closed_at) on counter_session to :app;

alter table credential enable row level security;
alter table credential force row level security;
create policy credential_changed on credential for update to public
  using (username = current_setting('app.sign_in'::text, true) AND (EXISTS ( SELECT 1
   FROM officer o
  WHERE o.username = credential.username AND o.id::text = current_setting('app.actor'::text, true))))
  with check (username = current_setting('app.sign_in'::text, true) AND (EXISTS ( SELECT 1
   FROM officer o
  WHERE o.username = credential.username AND o.id::text = current_setting('app.actor'::text, true))));
create policy credential_of_who_signs_in on credential for select to public
  using (username = current_setting('app.sign_in'::text, true));
grant select on credential to :app;
grant select, insert, update, delete on credential to :loader;
grant update (password_hash, changed_at, first_until) on credential to :app;

alter table delegation enable row level security;
alter table delegation force row level security;
create policy delegation_made on delegation for insert to public
  with check (authority_id::text = current_setting('app.authority'::text, true) AND (EXISTS ( SELECT 1
   FROM officer o
  WHERE o.id = delegation.from_officer_id AND o.authority_id = delegation.authority_id)) AND (EXISTS ( SELECT 1
   FROM officer o
  WHERE o.id = delegation.to_officer_id AND o.authority_id = delegation.authority_id)));
create policy delegation_read on delegation for select to public
  using (authority_id::text = current_setting('app.authority'::text, true) OR (EXISTS ( SELECT 1
   FROM session s
  WHERE s.officer_id = delegation.to_officer_id AND s.token_hash = current_setting('app.session'::text, true))));
create policy delegation_revoked on delegation for update to public
  using (authority_id::text = current_setting('app.authority'::text, true));
grant select, insert on delegation to :app;
grant select, insert, update, delete on delegation to :loader;
grant update (revoked_at, revoked_by) on delegation to :app;

alter table dossier enable row level security;
alter table dossier force row level security;
create policy dossier_act on dossier for update to public
  using (current_setting('app.authority'::text, true) = ANY (authorities))
  with check (current_setting('app.authority'::text, true) = ANY (authorities));
create policy dossier_of_receipt on dossier for select to public
  using (receipt_hash = current_setting('app.receipt'::text, true));
create policy dossier_of_taking_part on dossier for select to public
  using (current_setting('app.authority'::text, true) = ANY (authorities));
create policy dossier_received on dossier for insert to public
  with check (authority_id::text = current_setting('app.authority'::text, true));
grant select, insert on dossier to :app;
grant select, insert, update, delete on dossier to :loader;
grant update (authorities, units, state, clock, payment, delivery, sync, procedure_version_id, process_version_id, submitter_id, subject_id, assisted_at_point_id, accepted_at, clock_starts_at, original_due_at, current_due_at, issued_at, returned_at, timeliness, result_number, holder_unit_id, holder_officer_id, "position", version, last_event_at, deadline, closed_at) on dossier to :app;

alter table dossier_counter enable row level security;
alter table dossier_counter force row level security;
create policy counter_of_authority on dossier_counter for all to public
  using (authority_id::text = current_setting('app.authority'::text, true))
  with check (authority_id::text = current_setting('app.authority'::text, true));
grant select, insert on dossier_counter to :app;
grant select, insert, update, delete on dossier_counter to :loader;
grant update (last) on dossier_counter to :app;

alter table dossier_event enable row level security;
alter table dossier_event force row level security;
create policy event_read on dossier_event for select to public
  using ((EXISTS ( SELECT 1
   FROM dossier d
  WHERE d.id = dossier_event.dossier_id)));
create policy event_write on dossier_event for insert to public
  with check (authority_id::text = current_setting('app.authority'::text, true) AND (home_authority_id::text = current_setting('app.authority'::text, true) OR takes_part(dossier_id)));
grant select, insert on dossier_event to :app;
grant select, insert, update, delete on dossier_event to :loader;

alter table dossier_file enable row level security;
alter table dossier_file force row level security;
create policy file_hand_in on dossier_file for insert to public
  with check (authority_id::text = current_setting('app.authority'::text, true) AND (home_authority_id::text = current_setting('app.authority'::text, true) OR takes_part(dossier_id)));
create policy file_read on dossier_file for select to public
  using ((EXISTS ( SELECT 1
   FROM dossier d
  WHERE d.id = dossier_file.dossier_id)));
create policy file_take_out on dossier_file for update to public
  using (takes_part(dossier_id));
grant select, insert on dossier_file to :app;
grant select, insert, update, delete on dossier_file to :loader;
grant update (address, taken_out_at, taken_out_by, taken_out_reason) on dossier_file to :app;

alter table due_notice enable row level security;
alter table due_notice force row level security;
create policy notice_of_home on due_notice for all to public
  using (home_authority_id::text = current_setting('app.authority'::text, true))
  with check (home_authority_id::text = current_setting('app.authority'::text, true));
grant select, insert, delete on due_notice to :app;
grant select, insert, update, delete on due_notice to :loader;
grant update (calendar_change_id, was_due_at, due_at, recorded_at, told_at, told_by, told_how) on due_notice to :app;

alter table due_recomputation enable row level security;
alter table due_recomputation force row level security;
create policy recomputation_advance on due_recomputation for update to public
  using (current_setting('app.actor'::text, true) = 'system'::text);
create policy recomputation_work on due_recomputation for select to public
  using (current_setting('app.actor'::text, true) = 'system'::text OR authority_id::text = current_setting('app.authority'::text, true));
grant select on due_recomputation to :app;
grant select, insert, update, delete on due_recomputation to :loader;
grant update (after_accepted_at, after_id, looked_at, moved, not_before, second_look, failures, ended_at) on due_recomputation to :app;

grant select, insert, delete on failed_attempt to :app;
grant select, insert, update, delete on failed_attempt to :loader;
grant update (failures) on failed_attempt to :app;

alter table form_counter enable row level security;
alter table form_counter force row level security;
create policy form_counter_of_authority on form_counter for all to public
  using (authority_id::text = current_setting('app.authority'::text, true))
  with check (authority_id::text = current_setting('app.authority'::text, true));
grant select, insert on form_counter to :app;
grant select, insert, update, delete on form_counter to :loader;
grant update (last) on form_counter to :app;

grant select on house_mode to :app;
grant select, insert, update, delete on house_mode to :loader;

alter table idempotent_answer enable row level security;
alter table idempotent_answer force row level security;
create policy answer_found_old on idempotent_answer for select to public
  using (current_setting('app.actor'::text, true) = 'system'::text AND answered_at < (now() - '30 days'::interval));
create policy answer_given on idempotent_answer for insert to public
  with check (actor_id = current_setting('app.actor'::text, true) AND actor_id <> ''::text);
create policy answer_of_actor on idempotent_answer for select to public
  using (actor_id = current_setting('app.actor'::text, true));
create policy answer_swept on idempotent_answer for delete to public
  using (current_setting('app.actor'::text, true) = 'system'::text AND answered_at < (now() - '30 days'::interval));
grant select, insert, delete on idempotent_answer to :app;
grant select, insert, update, delete on idempotent_answer to :loader;

alter table job enable row level security;
alter table job force row level security;
create policy job_done on job for delete to public
  using (current_setting('app.actor'::text, true) = 'system'::text);
create policy job_lease on job for update to public
  using (current_setting('app.actor'::text, true) = 'system'::text);
create policy job_work on job for select to public
  using (current_setting('app.actor'::text, true) = 'system'::text);
create policy job_write on job for insert to public
  with check (current_setting('app.actor'::text, true) <> ''::text AND (authority_id::text = current_setting('app.authority'::text, true) OR takes_part(order_key)));
grant select, insert, delete on job to :app;
grant select, insert, update, delete on job to :loader;
grant update (run_at, claims, failures, leased_until, last_error, dead_at) on job to :app;

alter table ledger enable row level security;
alter table ledger force row level security;
create policy ledger_read on ledger for select to public
  using (authority_id::text = current_setting('app.authority'::text, true));
create policy ledger_taken on ledger for select to public
  using (current_setting('app.actor'::text, true) = 'keeper'::text);
create policy ledger_write on ledger for insert to public
  with check (actor_id = current_setting('app.actor'::text, true) AND actor_id <> ''::text AND (authority_id IS NULL OR authority_id::text = current_setting('app.authority'::text, true)));
grant insert (id, at, actor_id, authority_id, act, subject_id, purpose, request_id, detail) on ledger to :app;
grant select on ledger to :app;
grant select, insert, update, delete on ledger to :loader;

grant select, insert on ledger_checkpoint to :app;
grant select, insert, update, delete on ledger_checkpoint to :loader;

grant select, insert on ledger_key to :app;
grant select, insert, update, delete on ledger_key to :loader;

grant select, insert on ledger_leaf to :app;
grant select, insert, update, delete on ledger_leaf to :loader;

alter table manifest enable row level security;
alter table manifest force row level security;
create policy manifest_made on manifest for insert to public
  with check (authority_id::text = current_setting('app.authority'::text, true));
create policy manifest_of_receiver on manifest for select to public
  using (to_authority_id::text = current_setting('app.authority'::text, true));
create policy manifest_of_sender on manifest for select to public
  using (authority_id::text = current_setting('app.authority'::text, true));
create policy manifest_render on manifest for update to public
  using (authority_id::text = current_setting('app.authority'::text, true) OR to_authority_id::text = current_setting('app.authority'::text, true));
grant select, insert on manifest to :app;
grant select, insert, update, delete on manifest to :loader;
grant update (file_sha256, file_bytes, rendered_at) on manifest to :app;

alter table manifest_dossier enable row level security;
alter table manifest_dossier force row level security;
create policy manifest_dossier_listed on manifest_dossier for insert to public
  with check (authority_id::text = current_setting('app.authority'::text, true) AND (home_authority_id::text = current_setting('app.authority'::text, true) OR takes_part(dossier_id)));
create policy manifest_dossier_of_receiver on manifest_dossier for select to public
  using (to_authority_id::text = current_setting('app.authority'::text, true));
create policy manifest_dossier_of_sender on manifest_dossier for select to public
  using (authority_id::text = current_setting('app.authority'::text, true));
grant select, insert on manifest_dossier to :app;
grant select, insert, update, delete on manifest_dossier to :loader;

grant select on migration to :app;
grant select on migration to :loader;

alter table note enable row level security;
alter table note force row level security;
create policy note_read on note for select to public
  using ((EXISTS ( SELECT 1
   FROM dossier d
  WHERE d.id = note.dossier_id)));
create policy note_write on note for insert to public
  with check (authority_id::text = current_setting('app.authority'::text, true) AND (home_authority_id::text = current_setting('app.authority'::text, true) OR takes_part(dossier_id)));
grant select, insert on note to :app;
grant select, insert, update, delete on note to :loader;

grant select on officer to :app;
grant select, insert, update, delete on officer to :loader;

alter table people_search_pace enable row level security;
alter table people_search_pace force row level security;
create policy people_search_pace_own on people_search_pace for all to public
  using (officer_id::text = current_setting('app.actor'::text, true))
  with check (officer_id::text = current_setting('app.actor'::text, true));
grant select, insert on people_search_pace to :app;
grant select, insert, update, delete on people_search_pace to :loader;
grant update (searched_at) on people_search_pace to :app;

alter table person enable row level security;
alter table person force row level security;
create policy person_erase on person for update to public
  using (authority_id::text = current_setting('app.authority'::text, true));
create policy person_read on person for select to public
  using ((EXISTS ( SELECT 1
   FROM dossier d
  WHERE d.id = person.dossier_id)));
create policy person_write on person for insert to public
  with check (authority_id::text = current_setting('app.authority'::text, true) AND (home_authority_id::text = current_setting('app.authority'::text, true) OR takes_part(dossier_id)));
grant select, insert on person to :app;
grant select, insert, update, delete on person to :loader;
grant update (sealed, id_number_index, phone_index, erased_at) on person to :app;

alter table person_word enable row level security;
alter table person_word force row level security;
create policy person_word_gone on person_word for delete to public
  using (home_authority_id::text = current_setting('app.authority'::text, true) OR takes_part(dossier_id));
create policy person_word_read on person_word for select to public
  using (COALESCE(for_authority_id, home_authority_id)::text = current_setting('app.authority'::text, true) OR takes_part(dossier_id));
create policy person_word_write on person_word for insert to public
  with check (home_authority_id::text = current_setting('app.authority'::text, true) OR takes_part(dossier_id));
grant select, insert, delete on person_word to :app;
grant select, insert, update, delete on person_word to :loader;

grant select on procedure to :app;
grant select, insert, update, delete on procedure to :loader;

grant select on procedure_import to :app;
grant select, insert, update, delete on procedure_import to :loader;

grant select on procedure_replacement to :app;
grant select, insert, update, delete on procedure_replacement to :loader;

grant select on procedure_search to :app;
grant select, insert, update, delete on procedure_search to :loader;

grant select on procedure_version to :app;
grant select, insert, update, delete on procedure_version to :loader;

grant select on procedure_word to :app;
grant select, insert, update, delete on procedure_word to :loader;

grant select, insert, delete on process_beat to :app;
grant select, insert, update, delete on process_beat to :loader;
grant update (seen_at) on process_beat to :app;

grant select on process_version to :app;
grant select, insert, update, delete on process_version to :loader;

grant select on publication_decision to :app;
grant select, insert, update, delete on publication_decision to :loader;

grant select on reception_point to :app;
grant select, insert, update, delete on reception_point to :loader;

alter table recovery_code enable row level security;
alter table recovery_code force row level security;
create policy recovery_code_own on recovery_code for all to public
  using (officer_id::text = current_setting('app.actor'::text, true))
  with check (officer_id::text = current_setting('app.actor'::text, true));
grant select, insert, delete on recovery_code to :app;
grant select, insert, update, delete on recovery_code to :loader;
grant update (used_at) on recovery_code to :app;

grant select on reference_generation to :app;
grant select, update on reference_generation to :loader;

alter table same_person enable row level security;
alter table same_person force row level security;
create policy same_person_declared on same_person for insert to public
  with check (authority_id::text = current_setting('app.authority'::text, true) AND takes_part(one_dossier_id) AND takes_part(other_dossier_id));
create policy same_person_of_authority on same_person for select to public
  using (authority_id::text = current_setting('app.authority'::text, true));
create policy same_person_undone on same_person for update to public
  using (authority_id::text = current_setting('app.authority'::text, true));
grant select, insert on same_person to :app;
grant select, insert, update, delete on same_person to :loader;
grant update (undone_at, undone_by) on same_person to :app;

grant select, insert on sealing_key to :app;
grant select, insert, update, delete on sealing_key to :loader;

alter table second_factor enable row level security;
alter table second_factor force row level security;
create policy second_factor_own on second_factor for all to public
  using (officer_id::text = current_setting('app.actor'::text, true))
  with check (officer_id::text = current_setting('app.actor'::text, true));
grant select, insert on second_factor to :app;
grant select, insert, update, delete on second_factor to :loader;
grant update (sealed, last_step, enrolled_at, pending, pending_at) on second_factor to :app;

alter table session enable row level security;
alter table session force row level security;
create policy session_closed on session for update to public
  using (token_hash = current_setting('app.session'::text, true))
  with check (token_hash = current_setting('app.session'::text, true));
create policy session_ended_by_the_officer on session for update to public
  using (officer_id::text = current_setting('app.actor'::text, true))
  with check (officer_id::text = current_setting('app.actor'::text, true));
create policy session_found_over on session for select to public
  using (current_setting('app.actor'::text, true) = 'system'::text AND expires_at < (now() - '30 days'::interval));
create policy session_of_the_bearer on session for select to public
  using (token_hash = current_setting('app.session'::text, true));
create policy session_of_the_officer on session for select to public
  using (officer_id::text = current_setting('app.actor'::text, true));
create policy session_opened on session for insert to public
  with check (token_hash = current_setting('app.session'::text, true));
create policy session_swept on session for delete to public
  using (current_setting('app.actor'::text, true) = 'system'::text AND expires_at < (now() - '30 days'::interval));
grant select, insert, delete on session to :app;
grant select, insert, update, delete on session to :loader;
grant update (closed_at, seen_at) on session to :app;

alter table takeover_row enable row level security;
alter table takeover_row force row level security;
create policy takeover_row_read on takeover_row for select to public
  using (home_authority_id::text = current_setting('app.authority'::text, true) OR takes_part(dossier_id));
grant select on takeover_row to :app;
grant select, insert, update, delete on takeover_row to :loader;

alter table task enable row level security;
alter table task force row level security;
create policy task_close on task for update to public
  using (home_authority_id::text = current_setting('app.authority'::text, true) OR takes_part(dossier_id));
create policy task_open on task for insert to public
  with check (opened_by_authority_id::text = current_setting('app.authority'::text, true) AND (home_authority_id::text = current_setting('app.authority'::text, true) OR takes_part(dossier_id)));
create policy task_read on task for select to public
  using ((EXISTS ( SELECT 1
   FROM dossier d
  WHERE d.id = task.dossier_id)));
grant select, insert on task to :app;
grant select, insert, update, delete on task to :loader;
grant update (due_at, closed_at, closed_by, outcome, officer_id) on task to :app;

grant select on working_calendar to :app;
grant select, insert, update, delete on working_calendar to :loader;
