-- The ledger becomes one that cannot be altered unseen (decision 0022): each row is a leaf of a Merkle tree (RFC 9162), and signed
-- checkpoints of that tree are given to everybody.

-- Which transaction wrote a row is what PostgreSQL alone knows, and the only thing by which rows not yet taken are found exactly:
-- hence a default, where ids and times have none. Rows from before get this migration's, which is where they are taken from.
alter table ledger add column xact xid8 not null default pg_current_xact_id();
comment on column ledger.xact is 'the transaction that wrote the row: of two snapshots it tells what was committed between them, however late';
create index ledger_by_xact on ledger (xact, id);
-- A row that names another transaction than its own would never be taken.
revoke insert on ledger from :app;
grant insert (id, at, actor_id, authority_id, act, subject_id, purpose, request_id, detail) on ledger to :app;
create policy ledger_taken on ledger for select using (current_setting('app.actor', true) = 'keeper');

create table ledger_leaf (
  position bigint primary key check (position >= 0),
  row_id uuid not null unique,
  hash bytea not null check (length(hash) = 32)
);
comment on table ledger_leaf is 'insert-only: where each row of the ledger stands in the tree, and the hash of what it said when it was taken';
comment on column ledger_leaf.position is 'from 0, without a gap: two takers at once would give the same, and one of them fails';
-- No foreign key to ledger: its check would lock, and so write to, each row that is taken. The verifier asks instead.

create table ledger_key (
  id text primary key,
  log_id text not null,
  public_key bytea not null,
  sealed bytea not null,
  made_at timestamptz not null,
  endorsed_by text references ledger_key (id),
  endorsement bytea,
  check ((endorsed_by is null) = (endorsement is null)),
  unique nulls not distinct (endorsed_by)
);
comment on table ledger_key is 'insert-only: the keys that sign checkpoints, each but the first signed by the one before it; the private halves sealed';
comment on column ledger_key.id is 'first four bytes of SHA-256(name, newline, 1, public key), as a signed note names its key';

create table ledger_checkpoint (
  size bigint primary key,
  previous_size bigint not null unique,
  root bytea not null check (length(root) = 32),
  frontier bytea not null,
  made_at timestamptz not null,
  key_id text not null references ledger_key (id),
  note text not null,
  seen_before pg_snapshot,
  seen pg_snapshot not null,
  last_xact xid8 not null,
  last_id uuid not null,
  system_identifier bigint not null,
  check (size > previous_size)
);
comment on table ledger_checkpoint is 'insert-only: signed heads of the tree, each written with the leaves that it adds';
comment on column ledger_checkpoint.frontier is 'hashes of the complete subtrees, the largest first, 32 bytes each: what the next leaves are added to';
comment on column ledger_checkpoint.seen_before is 'what was taken in full before; null from the beginning on';
comment on column ledger_checkpoint.seen is 'what is being taken: rows committed in this snapshot and not in the one before, up to last_xact and last_id';
comment on column ledger_checkpoint.system_identifier is 'the cluster whose transactions these are: in another their numbers mean nothing';
create index ledger_checkpoint_by_time on ledger_checkpoint (made_at);

grant select, insert on ledger_leaf, ledger_key, ledger_checkpoint to :app;
grant select, insert, update, delete on ledger_leaf, ledger_key, ledger_checkpoint to :loader;
