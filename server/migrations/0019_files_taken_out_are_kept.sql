-- What was handed in by mistake is taken out with a reason and shown to nobody; its bytes stay, for what was in a dossier is
-- a record (Luật Lưu trữ 33/2024/QH15; not read by us in its text). Of what was taken out before, nothing is left to keep; and
-- what a citizen takes back before anybody opened it was no record yet, and is erased.

alter table dossier_file
  add column taken_out_reason bytea,
  drop constraint dossier_file_check,
  add constraint dossier_file_check check ((taken_out_at is null) = (taken_out_by is null)
    and (taken_out_at is not null or (address is not null and taken_out_reason is null)));
comment on table dossier_file is 'a file handed in with a dossier; taken out, its row and its content stay and are shown to nobody';
comment on column dossier_file.address is 'where its content lies; null of what was erased: taken back by the citizen, unopened, or taken out when that still erased it';
comment on column dossier_file.taken_out_reason is 'sealed, as its name is';

grant update (taken_out_reason) on dossier_file to :app;
